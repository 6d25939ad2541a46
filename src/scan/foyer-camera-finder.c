/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-finder.h"

struct _FoyerCameraFinder
{
  GMainContext         *context;
  GstDeviceMonitor     *monitor;
  GSource              *watch;
  FoyerCameraFinderFunc changed;
  gpointer              user_data;
};

static gboolean
message_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  FoyerCameraFinder *self = data;
  GstMessageType     type = GST_MESSAGE_TYPE (message);

  if (type == GST_MESSAGE_DEVICE_ADDED || type == GST_MESSAGE_DEVICE_REMOVED || type == GST_MESSAGE_DEVICE_CHANGED)
    self->changed (self->user_data);
  return G_SOURCE_CONTINUE;
}

static void
monitor_start (FoyerCameraFinder *self)
{
  g_autoptr (GstBus) bus = NULL;

  self->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (self->monitor, "Video/Source", NULL);
  bus = gst_device_monitor_get_bus (self->monitor);
  self->watch = gst_bus_create_watch (bus);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (message_cb), self, NULL);
  g_source_attach (self->watch, self->context);
  if (!gst_device_monitor_start (self->monitor))
    {
      g_debug ("No system that lists cameras could be reached");
      g_clear_object (&self->monitor);
    }
}

static void
monitor_stop (FoyerCameraFinder *self)
{
  g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  if (self->monitor != NULL)
    gst_device_monitor_stop (self->monitor);
  g_clear_object (&self->monitor);
}

/**
 * foyer_camera_finder_new:
 * @context: where @changed is called
 * @changed: called when a camera comes or goes
 * @user_data: for @changed
 *
 * Starts to look for cameras. It may block for some tenths of a second.
 *
 * Returns: (transfer full): a finder
 */
FoyerCameraFinder *
foyer_camera_finder_new (GMainContext         *context,
                         FoyerCameraFinderFunc changed,
                         gpointer              user_data)
{
  FoyerCameraFinder *self = g_new0 (FoyerCameraFinder, 1);

  self->context = g_main_context_ref (context);
  self->changed = changed;
  self->user_data = user_data;
  monitor_start (self);
  return self;
}

/**
 * foyer_camera_finder_free:
 * @self: (nullable) (transfer full): a finder
 *
 * Stops looking.
 */
void
foyer_camera_finder_free (FoyerCameraFinder *self)
{
  if (self == NULL)
    return;
  monitor_stop (self);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * foyer_camera_finder_restart:
 * @self: a finder
 *
 * Begins anew. A monitor that was started before PipeWire, or has outlived
 * it, does not notice that it is back.
 */
void
foyer_camera_finder_restart (FoyerCameraFinder *self)
{
  monitor_stop (self);
  monitor_start (self);
}

static gboolean
is_pipewire (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);

  return properties != NULL && gst_structure_has_field (properties, "node.name");
}

static char *
dup_path (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  const char *path = NULL;

  if (properties != NULL)
    {
      path = gst_structure_get_string (properties, "api.v4l2.path");
      if (path == NULL)
        path = gst_structure_get_string (properties, "device.path");
    }
  return g_strdup (path);
}

static int
compare_devices (gconstpointer a,
                 gconstpointer b)
{
  GstDevice       *left = *(GstDevice *const *) a;
  GstDevice       *right = *(GstDevice *const *) b;
  g_autofree char *left_id = NULL;
  g_autofree char *right_id = NULL;
  int              order = is_pipewire (right) - is_pipewire (left);

  if (order != 0)
    return order;
  left_id = foyer_camera_finder_dup_id (left);
  right_id = foyer_camera_finder_dup_id (right);
  return strcmp (left_id, right_id);
}

/**
 * foyer_camera_finder_list:
 * @self: a finder
 *
 * Returns: (transfer full) (element-type GstDevice): the cameras there are
 */
GPtrArray *
foyer_camera_finder_list (FoyerCameraFinder *self)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GList *found = self->monitor != NULL ? gst_device_monitor_get_devices (self->monitor) : NULL;

  for (GList *l = found; l != NULL; l = l->next)
    g_ptr_array_add (devices, l->data);
  g_list_free (found);
  g_ptr_array_sort (devices, compare_devices);
  for (guint i = 0; i < devices->len;)
    {
      g_autofree char *path = dup_path (devices->pdata[i]);

      if (path != NULL && !g_hash_table_add (paths, g_steal_pointer (&path)))
        g_ptr_array_remove_index (devices, i);
      else
        i++;
    }
  return g_steal_pointer (&devices);
}

/**
 * foyer_camera_finder_dup_id:
 * @device: a camera
 *
 * Returns: (transfer full): what tells it from others and stays the same over
 *   restarts: the name of its node in PipeWire, or its device file
 */
char *
foyer_camera_finder_dup_id (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);
  g_autofree char *path = NULL;
  const char      *node = NULL;

  if (properties != NULL)
    node = gst_structure_get_string (properties, "node.name");
  if (node != NULL)
    return g_strdup (node);
  path = dup_path (device);
  return path != NULL ? g_steal_pointer (&path) : gst_device_get_display_name (device);
}

/**
 * foyer_camera_finder_choose_caps:
 * @device: a camera
 *
 * A webcam often offers 720p at full rate only as JPEG, and 10 frames a second
 * raw; a still larger picture only takes longer.
 *
 * Returns: (transfer full) (nullable): which of the formats it offers to ask
 *   for, %NULL for whatever it likes
 */
GstCaps *
foyer_camera_finder_choose_caps (GstDevice *device)
{
  static const char *const wishes[] = {
    "video/x-raw, width=1280, height=720, framerate=[24/1,60/1]",
    "image/jpeg, width=1280, height=720, framerate=[24/1,60/1]",
    "video/x-raw, width=[960,1920], height=[540,1080], framerate=[15/1,60/1]",
    "image/jpeg, width=[960,1920], height=[540,1080], framerate=[15/1,60/1]",
    "video/x-raw, width=[640,1920], height=[360,1440]",
    "image/jpeg, width=[640,1920], height=[360,1440]",
  };
  g_autoptr (GstCaps) offered = gst_device_get_caps (device);

  if (offered == NULL || gst_caps_is_any (offered))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GstCaps) wish = gst_caps_from_string (wishes[i]);
      g_autoptr (GstCaps) both = gst_caps_intersect (wish, offered);

      if (!gst_caps_is_empty (both))
        return g_steal_pointer (&both);
    }
  return NULL;
}
