/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera-worker.h"

#include <fcntl.h>
#include <libportal/portal.h>
#include <unistd.h>

#include "foyer-camera-finder.h"
#include "foyer-camera-pipeline.h"
#include "foyer-camera-reader.h"

#define RETRY_MS 2000

/* PipeWire takes a device off its list and puts it back when a property of it
 * changes; one that is gone for so long is gone. */
#define GONE_MS 700
#define TICK_MS 200
/* How long a camera may take to its first picture, and between two. */
#define FIRST_FRAME_US (8 * G_USEC_PER_SEC)
#define NEXT_FRAME_US (3 * G_USEC_PER_SEC)
/* The decoder process is cut off after four seconds at most; this is an endless loop of a decoder without one. */
#define STUCK_US (6 * G_USEC_PER_SEC)

struct _FoyerCameraWorker
{
  GMainContext       *context;
  GMainLoop          *loop;
  FoyerCameraMailbox *mailbox;
  GstElement         *preview;

  /* All below belongs to the thread. */
  gboolean           wanted;
  guint              serial;
  char              *device_id;
  char              *taken;
  guint              place;
  char              *description;
  XdpPortal         *portal;
  FoyerCameraFinder *finder;
  FoyerCameraState   state;
  GstElement        *pipeline;
  GstDevice         *device;
  FoyerCameraReader *reader;
  GSource           *bus_watch;
  GSource           *retry;
  GSource           *tick;
  GSource           *gone; /* the open device is not listed at the moment */
  int                portal_fd;
  gint64             opened_us;
};

typedef struct
{
  FoyerCameraWorker *worker;
  void (*func) (FoyerCameraWorker *self);
  gboolean    configure; /* take over what follows */
  guint       serial;
  char       *device_id;
  char       *taken;
  guint       place;
  char       *description;
  XdpPortal  *portal;
  GstElement *preview;
} Order;

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
set_state (FoyerCameraWorker *self,
           FoyerCameraState   state,
           char              *message)
{
  self->state = state;
  foyer_camera_mailbox_post (self->mailbox, (FoyerCameraEvent) { .kind = FOYER_CAMERA_EVENT_STATE, .serial = self->serial, .state = state, .message = message });
}

static void
close_pipeline (FoyerCameraWorker *self)
{
  drop_source (&self->bus_watch);
  drop_source (&self->tick);
  drop_source (&self->gone);
  if (self->pipeline != NULL)
    {
      gst_element_set_state (self->pipeline, GST_STATE_NULL);
      foyer_camera_pipeline_release (self->pipeline, self->preview);
    }
  if (self->reader != NULL && !foyer_camera_reader_finish (g_steal_pointer (&self->reader), STUCK_US))
    g_message ("A picture keeps a decoder busy without end; it was left behind");
  g_clear_pointer (&self->pipeline, gst_object_unref);
  g_clear_object (&self->device);
  if (self->portal_fd >= 0)
    close (self->portal_fd);
  self->portal_fd = -1;
}

static void try_open (FoyerCameraWorker *self);
static void devices_changed_cb (gpointer data);

static gboolean
retry_cb (gpointer data)
{
  FoyerCameraWorker *self = data;

  drop_source (&self->retry);
  if (self->wanted && self->pipeline == NULL)
    {
      /* After PipeWire has gone the monitor still lists what there was, and
       * keeps the dead connection alive for whoever opens it. */
      if (self->finder != NULL && self->description == NULL)
        {
          foyer_camera_finder_restart (self->finder);
          devices_changed_cb (self);
        }
      if (self->pipeline == NULL && self->retry == NULL)
        try_open (self);
    }
  return G_SOURCE_REMOVE;
}

static void
retry_later (FoyerCameraWorker *self)
{
  drop_source (&self->retry);
  self->retry = g_timeout_source_new (RETRY_MS);
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_attach (self->retry, self->context);
}

/* Takes @message. */
static void
fail (FoyerCameraWorker *self,
      FoyerCameraState   state,
      char              *message)
{
  close_pipeline (self);
  set_state (self, state, message);
  if (state == FOYER_CAMERA_DENIED)
    self->wanted = FALSE;
  else
    retry_later (self);
}

static const char *
sentence_for (FoyerCameraState state)
{
  switch (state)
    {
    case FOYER_CAMERA_DENIED:
      return "Access to the camera was refused";
    case FOYER_CAMERA_BUSY:
      return "The camera is in use by another program";
    case FOYER_CAMERA_UNPLUGGED:
      return "The camera is gone; plug it in again";
    case FOYER_CAMERA_NO_CAMERA:
      return "No camera is connected";
    case FOYER_CAMERA_OFF:
    case FOYER_CAMERA_STARTING:
    case FOYER_CAMERA_PLAYING:
    case FOYER_CAMERA_ERROR:
    default:
      return "The camera does not work";
    }
}

static void
fail_with (FoyerCameraWorker *self,
           const GError      *error)
{
  FoyerCameraState state = foyer_camera_pipeline_judge (error, self->state == FOYER_CAMERA_PLAYING);

  g_debug ("Camera: %s", error->message);
  if (state == FOYER_CAMERA_ERROR)
    fail (self, state, g_strdup_printf ("%s: %s", sentence_for (state), error->message));
  else
    fail (self, state, g_strdup (sentence_for (state)));
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    data)
{
  FoyerCameraWorker *self = data;
  g_autoptr (GError) error = NULL;

  switch ((int) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      gst_message_parse_error (message, &error, NULL);
      fail_with (self, error);
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_EOS:
      fail (self, FOYER_CAMERA_UNPLUGGED, g_strdup (sentence_for (FOYER_CAMERA_UNPLUGGED)));
      return G_SOURCE_REMOVE;
    default:
      return G_SOURCE_CONTINUE;
    }
}

/* A camera can fall silent without a word: no frames is then all there is to
 * see. */
static gboolean
tick_cb (gpointer data)
{
  FoyerCameraWorker *self = data;
  gint64             now = g_get_monotonic_time ();
  gint64             last = foyer_camera_reader_get_last_frame (self->reader);
  gint64             busy = foyer_camera_reader_get_busy_since (self->reader);

  if (last != 0 && self->state == FOYER_CAMERA_STARTING)
    set_state (self, FOYER_CAMERA_PLAYING, NULL);

  if (busy != 0 && now - busy > STUCK_US)
    fail (self, FOYER_CAMERA_ERROR, g_strdup ("A picture could not be decoded; the camera is started again"));
  else if (busy == 0 && last != 0 && now - last > NEXT_FRAME_US)
    fail (self, FOYER_CAMERA_UNPLUGGED, g_strdup ("The camera sends no more pictures; plug it in again"));
  else if (last == 0 && now - self->opened_us > FIRST_FRAME_US)
    fail (self, FOYER_CAMERA_ERROR, g_strdup ("The camera was opened but sends no pictures"));
  else
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

/* The chosen one, or the first, second… of those that no other lane has. */
static GstDevice *
choose_device (FoyerCameraWorker *self)
{
  g_autoptr (GPtrArray) devices = foyer_camera_finder_list (self->finder);
  guint before = 0;

  for (guint i = 0; i < devices->len; i++)
    {
      g_autofree char *id = foyer_camera_finder_dup_id (devices->pdata[i]);

      if (self->device_id != NULL ? g_str_equal (id, self->device_id)
                                  : g_strcmp0 (id, self->taken) != 0 && before++ == self->place)
        return g_object_ref (devices->pdata[i]);
    }
  return NULL;
}

/* Inside a sandbox the portal hands out a connection to PipeWire that shows
 * cameras only; a new one for each opening.
 */
static GstElement *
make_portal_source (FoyerCameraWorker *self,
                    GError           **error)
{
  GstElement *source = gst_element_factory_make ("pipewiresrc", NULL);

  if (source == NULL)
    {
      g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, "The GStreamer plugin of PipeWire is missing");
      return NULL;
    }
  self->portal_fd = xdp_portal_open_pipewire_remote_for_camera (self->portal);
  if (self->portal_fd < 0)
    {
      gst_object_unref (gst_object_ref_sink (source));
      g_set_error (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND, "The camera portal gave no connection");
      return NULL;
    }
  g_object_set (source, "fd", self->portal_fd, NULL);
  return source;
}

static GstElement *
make_source (FoyerCameraWorker *self,
             GstCaps          **caps,
             GError           **error)
{
  GstElement *source;

  if (self->description != NULL)
    {
      /* So that it may end in a format, which alone is no element. */
      g_autofree char *whole = g_strconcat (self->description, " ! identity", NULL);

      return gst_parse_bin_from_description_full (whole, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
    }
  if (self->portal != NULL)
    return make_portal_source (self, error);

  self->device = choose_device (self);
  if (self->device == NULL)
    {
      g_set_error (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND,
                   self->device_id != NULL ? "The chosen camera is not connected" : "No camera is connected");
      return NULL;
    }
  *caps = foyer_camera_finder_choose_caps (self->device);
  source = gst_device_create_element (self->device, NULL);
  if (source == NULL)
    g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, "The GStreamer plugin for this camera is missing");
  return source;
}

/* PipeWire takes its buffers back, mapped or not, when the camera is pulled
 * out. A copy is a third of a millisecond; a crash at the door is not an option.
 * And the session manager would then give us another camera: that of the other
 * lane, so that each guest there counted twice.
 */
static void
tame (GstElement *source)
{
  GstElementFactory *factory = gst_element_get_factory (source);
  g_autoptr (GstStructure) properties = NULL;

  if (factory == NULL || !g_str_equal (GST_OBJECT_NAME (factory), "pipewiresrc"))
    return;
  properties = gst_structure_new ("properties",
                                  "node.dont-reconnect", G_TYPE_STRING, "true",
                                  NULL);
  g_object_set (source, "always-copy", TRUE, "stream-properties", properties, NULL);
}

static void
attach_watches (FoyerCameraWorker *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  self->bus_watch = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_watch, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (self->bus_watch, self->context);
  self->tick = g_timeout_source_new (TICK_MS);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, self->context);
}

static void
try_open (FoyerCameraWorker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstAppSink) frames = NULL;
  GstElement *source = make_source (self, &caps, &error);

  if (source == NULL)
    {
      /* It stays "unplugged" until it is back: that says more. */
      FoyerCameraState state = foyer_camera_pipeline_judge (error, FALSE);

      if (self->state == FOYER_CAMERA_UNPLUGGED && state == FOYER_CAMERA_NO_CAMERA)
        retry_later (self);
      else
        fail (self, state, g_strdup (error->message));
      return;
    }

  tame (source);
  self->pipeline = foyer_camera_pipeline_new (source, caps, self->preview, &error);
  if (self->pipeline == NULL)
    {
      fail_with (self, error);
      return;
    }
  if (self->state != FOYER_CAMERA_STARTING)
    set_state (self, FOYER_CAMERA_STARTING, NULL);
  self->opened_us = g_get_monotonic_time ();
  frames = foyer_camera_pipeline_get_frames (self->pipeline);
  attach_watches (self);
  /* What went wrong, if it did, is on the bus. */
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  self->reader = foyer_camera_mailbox_read (self->mailbox, frames, self->serial);
}

static gboolean
gone_cb (gpointer data)
{
  FoyerCameraWorker *self = data;

  drop_source (&self->gone);
  fail (self, FOYER_CAMERA_UNPLUGGED, g_strdup (sentence_for (FOYER_CAMERA_UNPLUGGED)));
  return G_SOURCE_REMOVE;
}

static void
expect_back (FoyerCameraWorker *self)
{
  if (self->gone != NULL)
    return;
  self->gone = g_timeout_source_new (GONE_MS);
  g_source_set_callback (self->gone, gone_cb, self, NULL);
  g_source_attach (self->gone, self->context);
}

static void
devices_changed_cb (gpointer data)
{
  FoyerCameraWorker *self = data;
  g_autoptr (GPtrArray) found = foyer_camera_finder_list (self->finder);
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean there = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *id = foyer_camera_finder_dup_id (found->pdata[i]);
      g_autofree char *name = gst_device_get_display_name (found->pdata[i]);

      g_ptr_array_add (devices, foyer_camera_device_new (id, name));
      if (self->device != NULL)
        {
          g_autofree char *ours = foyer_camera_finder_dup_id (self->device);

          there |= g_str_equal (ours, id);
        }
    }
  foyer_camera_mailbox_post (self->mailbox, (FoyerCameraEvent) { .kind = FOYER_CAMERA_EVENT_DEVICES, .devices = g_steal_pointer (&devices) });

  if (self->device != NULL && !there)
    expect_back (self);
  else
    drop_source (&self->gone);
  if (self->wanted && self->pipeline == NULL && self->description == NULL && found->len > 0)
    {
      drop_source (&self->retry);
      try_open (self);
    }
}

static void
ensure_finder (FoyerCameraWorker *self)
{
  if (self->finder != NULL)
    return;
  self->finder = foyer_camera_finder_new (self->context, devices_changed_cb, self);
  devices_changed_cb (self);
}

static gboolean
order_run (gpointer data)
{
  Order             *order = data;
  FoyerCameraWorker *self = order->worker;

  if (order->configure)
    {
      self->serial = order->serial;
      g_set_str (&self->device_id, order->device_id);
      g_set_str (&self->taken, order->taken);
      self->place = order->place;
      g_set_str (&self->description, order->description);
      g_set_object (&self->portal, order->portal);
    }
  if (order->preview != NULL)
    g_set_object (&self->preview, order->preview);
  if (order->func != NULL)
    order->func (self);
  return G_SOURCE_REMOVE;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->device_id);
  g_free (order->taken);
  g_free (order->description);
  g_clear_object (&order->portal);
  g_clear_object (&order->preview);
  g_free (order);
}

/* Never g_main_context_invoke(): it would run @func on the caller's thread
 * while the worker has not yet begun to iterate its context. */
static void
give_order (FoyerCameraWorker *self,
            Order              order)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  order.worker = self;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, order_run, g_memdup2 (&order, sizeof order), order_free);
  g_source_attach (source, self->context);
}

static void
do_start (FoyerCameraWorker *self)
{
  drop_source (&self->retry);
  close_pipeline (self);
  self->wanted = TRUE;
  set_state (self, FOYER_CAMERA_STARTING, NULL);
  if (self->description == NULL && self->portal == NULL)
    ensure_finder (self);
  if (self->pipeline == NULL && self->retry == NULL)
    try_open (self);
}

static void
do_stop (FoyerCameraWorker *self)
{
  self->wanted = FALSE;
  drop_source (&self->retry);
  close_pipeline (self);
  set_state (self, FOYER_CAMERA_OFF, NULL);
}

static void
do_quit (FoyerCameraWorker *self)
{
  do_stop (self);
  g_clear_pointer (&self->finder, foyer_camera_finder_free);
  g_main_loop_quit (self->loop);
}

static gboolean
drop_preview (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The preview sink has a paintable, which belongs to the main thread: let it
 * go there. */
static void
return_preview (FoyerCameraWorker *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->preview == NULL)
    return;
  g_source_set_callback (source, drop_preview, g_steal_pointer (&self->preview), g_object_unref);
  g_source_attach (source, foyer_camera_mailbox_get_context (self->mailbox));
}

static gpointer
worker_thread (gpointer data)
{
  FoyerCameraWorker *self = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  /* The first time on a machine this looks at every plugin there is. */
  if (gst_init_check (NULL, NULL, &error))
    foyer_camera_mailbox_post (self->mailbox, (FoyerCameraEvent) { .kind = FOYER_CAMERA_EVENT_READY });
  else
    set_state (self, FOYER_CAMERA_ERROR, g_strdup_printf ("GStreamer could not be loaded: %s", error->message));
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  g_free (self->device_id);
  g_free (self->taken);
  g_free (self->description);
  g_clear_object (&self->portal);
  return_preview (self);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  foyer_camera_mailbox_unref (self->mailbox);
  g_free (self);
  return NULL;
}

/**
 * foyer_camera_worker_new:
 * @camera: whom events are for; held weakly
 * @func: called with them on the main context that is the default here
 *
 * Starts the thread. Its first event is %FOYER_CAMERA_EVENT_READY, or a state
 * that tells why not; give no order before.
 *
 * Returns: the worker; end it with foyer_camera_worker_quit()
 */
FoyerCameraWorker *
foyer_camera_worker_new (GObject             *camera,
                         FoyerCameraEventFunc func)
{
  FoyerCameraWorker *self = g_new0 (FoyerCameraWorker, 1);

  self->mailbox = foyer_camera_mailbox_new (camera, func);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->portal_fd = -1;
  g_thread_unref (g_thread_new ("foyer-camera", worker_thread, self));
  return self;
}

/**
 * foyer_camera_worker_set_preview:
 * @self: a worker that has opened nothing yet
 * @preview: the sink to show the picture with
 *
 * Returns at once.
 */
void
foyer_camera_worker_set_preview (FoyerCameraWorker *self,
                                 GstElement        *preview)
{
  give_order (self, (Order) { .preview = g_object_ref (preview) });
}

/**
 * foyer_camera_worker_start:
 * @self: a worker
 * @device_id: (nullable): which camera, %NULL for the first
 * @place: without @device_id, how many cameras to leave to other lanes
 * @taken: (nullable): without @device_id, a camera that another lane has
 * @description: (nullable): a source to use in place of any camera
 * @portal: (nullable): the portal that gives access, inside a sandbox
 * @serial: put into every event that follows from this
 *
 * Opens the camera, closing what was open. Returns at once.
 */
void
foyer_camera_worker_start (FoyerCameraWorker *self,
                           const char        *device_id,
                           guint              place,
                           const char        *taken,
                           const char        *description,
                           XdpPortal         *portal,
                           guint              serial)
{
  give_order (self, (Order) {
                      .func = do_start,
                      .configure = TRUE,
                      .serial = serial,
                      .device_id = g_strdup (device_id),
                      .place = place,
                      .taken = g_strdup (taken),
                      .description = g_strdup (description),
                      .portal = portal != NULL ? g_object_ref (portal) : NULL,
                    });
}

/**
 * foyer_camera_worker_stop:
 * @self: a worker
 * @serial: put into every event that follows from this
 *
 * Closes the camera. Returns at once.
 */
void
foyer_camera_worker_stop (FoyerCameraWorker *self,
                          guint              serial)
{
  give_order (self, (Order) { .func = do_stop, .configure = TRUE, .serial = serial });
}

/**
 * foyer_camera_worker_watch:
 * @self: a worker with nothing open
 *
 * Begins to list cameras without opening one. Returns at once.
 */
void
foyer_camera_worker_watch (FoyerCameraWorker *self)
{
  give_order (self, (Order) { .func = ensure_finder });
}

/**
 * foyer_camera_worker_quit:
 * @self: (transfer full): a worker
 *
 * Closes the camera and ends the thread, which frees the worker. Returns at
 * once.
 */
void
foyer_camera_worker_quit (FoyerCameraWorker *self)
{
  give_order (self, (Order) { .func = do_quit });
}
