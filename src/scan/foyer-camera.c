/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-camera.h"

#include <libportal/portal.h>

#include "foyer-camera-worker.h"

struct _FoyerCamera
{
  GObject parent_instance;

  FoyerCameraWorker *worker;
  GCancellable      *portal_call;
  XdpPortal         *portal;
  GListStore        *devices;
  GObject           *paintable;
  FoyerCameraState   state;
  char              *message;
  char              *device;
  char              *taken;
  guint              place;
  char              *source_description;
  double             decode_ms;
  FoyerHint          hint;
  guint              serial; /* of the last start or stop; what follows from an older one is stale */
  guint              preview : 1;
  guint              ready : 1;   /* the worker takes orders */
  guint              started : 1; /* between start and stop */
  guint              watching : 1;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_DEVICE,
  PROP_DEVICES,
  PROP_PREVIEW,
  PROP_PAINTABLE,
  PROP_DECODE_MS,
  PROP_HINT,
  PROP_SOURCE_DESCRIPTION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CODE,
  SIGNAL_DECODED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerCamera, foyer_camera, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (FoyerCameraState,
                    foyer_camera_state,
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_PLAYING, "playing"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_NO_CAMERA, "no-camera"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_UNPLUGGED, "unplugged"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_DENIED, "denied"),
                    G_DEFINE_ENUM_VALUE (FOYER_CAMERA_ERROR, "error"))

static void
set_hint (FoyerCamera *self,
          FoyerHint    hint)
{
  if (self->hint == hint)
    return;
  self->hint = hint;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
set_state (FoyerCamera     *self,
           FoyerCameraState state,
           const char      *message)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (self->state != state)
    {
      self->state = state;
      if (state != FOYER_CAMERA_PLAYING)
        set_hint (self, FOYER_HINT_NONE);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* The sink must be made, and asked for its paintable, on the main thread. It
 * comes from a plugin that brings GTK along; nothing here needs GTK.
 */
static void
make_preview (FoyerCamera *self)
{
  GstElement *sink;

  if (!self->preview || self->paintable != NULL)
    return;
  sink = gst_element_factory_make ("gtk4paintablesink", NULL);
  if (sink == NULL)
    {
      g_message ("The GStreamer plugin “gtk4” is missing: the camera reads codes but shows no picture");
      return;
    }
  gst_object_ref_sink (sink);
  g_object_set (sink, "sync", FALSE, NULL);
  g_object_get (sink, "paintable", &self->paintable, NULL);
  if (self->paintable != NULL)
    foyer_camera_worker_set_preview (self->worker, sink);
  gst_object_unref (sink);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

static void
portal_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (FoyerCamera) self = data;
  g_autoptr (GError) error = NULL;
  gboolean granted = xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error);

  if (!granted && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      (self->portal_call == NULL || g_cancellable_is_cancelled (self->portal_call)))
    return;
  g_clear_object (&self->portal_call);
  if (granted)
    foyer_camera_worker_start (self->worker, NULL, 0, NULL, NULL, self->portal, ++self->serial);
  else
    {
      g_debug ("Camera portal: %s", error != NULL ? error->message : "refused");
      set_state (self, FOYER_CAMERA_DENIED, "Access to the camera was refused; it can be allowed in the system's settings");
    }
}

static void
give_orders (FoyerCamera *self)
{
  if (!self->ready)
    return;
  if (self->watching)
    foyer_camera_worker_watch (self->worker);
  if (!self->started)
    return;

  if (self->source_description == NULL && xdp_portal_running_under_sandbox ())
    {
      if (self->portal == NULL)
        self->portal = xdp_portal_new ();
      g_cancellable_cancel (self->portal_call);
      g_clear_object (&self->portal_call);
      self->portal_call = g_cancellable_new ();
      self->serial++;
      set_state (self, FOYER_CAMERA_STARTING, NULL);
      xdp_portal_access_camera (self->portal, NULL, XDP_CAMERA_FLAG_NONE, self->portal_call, portal_cb, g_object_ref (self));
      return;
    }
  set_state (self, FOYER_CAMERA_STARTING, NULL);
  foyer_camera_worker_start (self->worker, self->device, self->place, self->taken, self->source_description, NULL, ++self->serial);
}

static void
take_devices (FoyerCamera *self,
              GPtrArray   *devices)
{
  g_list_store_splice (self->devices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->devices)),
                       devices->pdata, devices->len);
}

static void
take_codes (FoyerCamera            *self,
            const FoyerCameraEvent *event)
{
  g_autoptr (FoyerCamera) alive = g_object_ref (self);

  if (!self->started || event->serial != self->serial)
    return;
  self->decode_ms = event->milliseconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DECODE_MS]);
  if (self->state == FOYER_CAMERA_PLAYING)
    set_hint (self, event->hint);
  for (guint i = 0; i < event->codes->len && alive->started && event->serial == self->serial; i++)
    g_signal_emit (self, signals[SIGNAL_CODE], 0, event->codes->pdata[i], event->frame);
  g_signal_emit (self, signals[SIGNAL_DECODED], 0, event->milliseconds, event->codes->len);
}

static void
event_cb (GObject                *camera,
          const FoyerCameraEvent *event)
{
  FoyerCamera *self = FOYER_CAMERA (camera);

  switch (event->kind)
    {
    case FOYER_CAMERA_EVENT_READY:
      self->ready = TRUE;
      make_preview (self);
      give_orders (self);
      break;
    case FOYER_CAMERA_EVENT_STATE:
      if (event->serial == self->serial)
        set_state (self, event->state, event->message);
      break;
    case FOYER_CAMERA_EVENT_DEVICES:
      take_devices (self, event->devices);
      break;
    case FOYER_CAMERA_EVENT_DECODED:
      take_codes (self, event);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
ensure_worker (FoyerCamera *self)
{
  if (self->worker == NULL)
    self->worker = foyer_camera_worker_new (G_OBJECT (self), event_cb);
}

static void
foyer_camera_dispose (GObject *object)
{
  FoyerCamera *self = FOYER_CAMERA (object);

  self->started = FALSE;
  g_cancellable_cancel (self->portal_call);
  g_clear_object (&self->portal_call);
  g_clear_pointer (&self->worker, foyer_camera_worker_quit);
  g_clear_object (&self->portal);
  g_clear_object (&self->paintable);
  g_clear_object (&self->devices);
  G_OBJECT_CLASS (foyer_camera_parent_class)->dispose (object);
}

static void
foyer_camera_finalize (GObject *object)
{
  FoyerCamera *self = FOYER_CAMERA (object);

  g_free (self->message);
  g_free (self->device);
  g_free (self->taken);
  g_free (self->source_description);
  G_OBJECT_CLASS (foyer_camera_parent_class)->finalize (object);
}

static void
foyer_camera_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FoyerCamera *self = FOYER_CAMERA (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_DEVICE:
      g_value_set_string (value, self->device);
      break;
    case PROP_DEVICES:
      g_value_set_object (value, self->devices);
      break;
    case PROP_PREVIEW:
      g_value_set_boolean (value, self->preview);
      break;
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_DECODE_MS:
      g_value_set_double (value, self->decode_ms);
      break;
    case PROP_HINT:
      g_value_set_enum (value, self->hint);
      break;
    case PROP_SOURCE_DESCRIPTION:
      g_value_set_string (value, self->source_description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_camera_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  FoyerCamera *self = FOYER_CAMERA (object);

  switch (prop_id)
    {
    case PROP_DEVICE:
      foyer_camera_set_device (self, g_value_get_string (value));
      break;
    case PROP_PREVIEW:
      self->preview = g_value_get_boolean (value);
      break;
    case PROP_SOURCE_DESCRIPTION:
      foyer_camera_set_source_description (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_camera_class_init (FoyerCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = foyer_camera_dispose;
  object_class->finalize = foyer_camera_finalize;
  object_class->get_property = foyer_camera_get_property;
  object_class->set_property = foyer_camera_set_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FOYER_TYPE_CAMERA_STATE, FOYER_CAMERA_OFF,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEVICE] =
    g_param_spec_string ("device", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEVICES] =
    g_param_spec_object ("devices", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREVIEW] =
    g_param_spec_boolean ("preview", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAINTABLE] =
    g_param_spec_object ("paintable", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DECODE_MS] =
    g_param_spec_double ("decode-ms", NULL, NULL, 0, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HINT] =
    g_param_spec_enum ("hint", NULL, NULL, FOYER_TYPE_HINT, FOYER_HINT_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCE_DESCRIPTION] =
    g_param_spec_string ("source-description", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CODE] =
    g_signal_new ("code", FOYER_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, FOYER_TYPE_CODE, FOYER_TYPE_FRAME);
  signals[SIGNAL_DECODED] =
    g_signal_new ("decoded", FOYER_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_UINT);
}

static void
foyer_camera_init (FoyerCamera *self)
{
  self->devices = g_list_store_new (FOYER_TYPE_CAMERA_DEVICE);
}

/**
 * foyer_camera_state_get_nick:
 * @state: a state
 *
 * Returns: its short name, such as "no-camera"
 */
const char *
foyer_camera_state_get_nick (FoyerCameraState state)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (FOYER_TYPE_CAMERA_STATE);
  GEnumValue *value = g_enum_get_value (klass, (int) state);

  return value != NULL ? value->value_nick : "unknown";
}

/**
 * foyer_camera_new:
 * @preview: whether the picture is to be shown; needs GTK to be initialised
 *
 * Makes a camera that is off. Nothing is loaded or opened before it is
 * started.
 *
 * Returns: (transfer full): a camera
 */
FoyerCamera *
foyer_camera_new (gboolean preview)
{
  return g_object_new (FOYER_TYPE_CAMERA, "preview", preview, NULL);
}

/**
 * foyer_camera_start:
 * @self: a camera
 *
 * Opens the camera, in a sandbox after asking for access. It goes on trying
 * until foyer_camera_stop(); "state" and "message" tell how it is going.
 */
void
foyer_camera_start (FoyerCamera *self)
{
  g_return_if_fail (FOYER_IS_CAMERA (self));

  self->started = TRUE;
  if (self->state == FOYER_CAMERA_OFF)
    set_state (self, FOYER_CAMERA_STARTING, NULL);
  ensure_worker (self);
  give_orders (self);
}

/**
 * foyer_camera_stop:
 * @self: a camera
 *
 * Closes the camera. No "code" is emitted any more; the state becomes
 * %FOYER_CAMERA_OFF as soon as the device is free.
 */
void
foyer_camera_stop (FoyerCamera *self)
{
  g_return_if_fail (FOYER_IS_CAMERA (self));

  self->started = FALSE;
  g_cancellable_cancel (self->portal_call);
  g_clear_object (&self->portal_call);
  if (self->worker != NULL && self->ready)
    foyer_camera_worker_stop (self->worker, ++self->serial);
  else
    set_state (self, FOYER_CAMERA_OFF, NULL);
}

/**
 * foyer_camera_watch_devices:
 * @self: a camera
 *
 * Fills "devices" and keeps it up to date without opening a camera, as a page
 * of settings wants it. Starting a camera does so as well.
 */
void
foyer_camera_watch_devices (FoyerCamera *self)
{
  g_return_if_fail (FOYER_IS_CAMERA (self));

  if (self->watching)
    return;
  self->watching = TRUE;
  ensure_worker (self);
  if (self->ready)
    foyer_camera_worker_watch (self->worker);
}

/**
 * foyer_camera_get_state:
 * @self: a camera
 *
 * Returns: what the camera is doing
 */
FoyerCameraState
foyer_camera_get_state (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), FOYER_CAMERA_OFF);
  return self->state;
}

/**
 * foyer_camera_get_message:
 * @self: a camera
 *
 * Returns: (transfer none) (nullable): a sentence in English about what is
 *   wrong, %NULL when nothing is
 */
const char *
foyer_camera_get_message (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), NULL);
  return self->message;
}

/**
 * foyer_camera_get_device:
 * @self: a camera
 *
 * Returns: (transfer none) (nullable): the id of the chosen device
 */
const char *
foyer_camera_get_device (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), NULL);
  return self->device;
}

/**
 * foyer_camera_set_device:
 * @self: a camera
 * @id: (nullable): the id of a #FoyerCameraDevice, %NULL for the first there is
 *
 * Chooses the device, changing over at once when the camera is on. A device
 * that is not there is waited for. Inside a sandbox the portal chooses.
 */
void
foyer_camera_set_device (FoyerCamera *self,
                         const char  *id)
{
  g_return_if_fail (FOYER_IS_CAMERA (self));

  if (!g_set_str (&self->device, id))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
  if (self->started)
    give_orders (self);
}

/**
 * foyer_camera_set_lane:
 * @self: a camera
 * @place: how many cameras to leave to lanes before this one
 * @taken: (nullable): the camera that another lane has chosen
 *
 * Keeps two lanes from the same camera while none is chosen here: without a
 * device, the first camera is taken that is not @taken, or the one after
 * @place others. Begins anew when it is on and this changes anything.
 */
void
foyer_camera_set_lane (FoyerCamera *self,
                       guint        place,
                       const char  *taken)
{
  gboolean changed;

  g_return_if_fail (FOYER_IS_CAMERA (self));

  changed = g_set_str (&self->taken, taken);
  changed |= self->place != place;
  self->place = place;
  if (changed && self->started && self->device == NULL)
    give_orders (self);
}

/**
 * foyer_camera_get_devices:
 * @self: a camera
 *
 * Returns: (transfer none): a list of #FoyerCameraDevice; empty before
 *   foyer_camera_start() or foyer_camera_watch_devices(), and in a sandbox
 */
GListModel *
foyer_camera_get_devices (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), NULL);
  return G_LIST_MODEL (self->devices);
}

/**
 * foyer_camera_get_paintable:
 * @self: a camera
 *
 * The live picture as a GdkPaintable. It is there shortly after the first
 * start ("notify::paintable") and stays the same from then on.
 *
 * Returns: (transfer none) (nullable): the paintable, %NULL without preview
 */
GObject *
foyer_camera_get_paintable (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), NULL);
  return self->paintable;
}

/**
 * foyer_camera_get_decode_ms:
 * @self: a camera
 *
 * Returns: how long the last frame took to decode, in milliseconds
 */
double
foyer_camera_get_decode_ms (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), 0);
  return self->decode_ms;
}

/**
 * foyer_camera_get_hint:
 * @self: a camera
 *
 * Returns: what would help now, when something is held up and nothing is read
 */
FoyerHint
foyer_camera_get_hint (FoyerCamera *self)
{
  g_return_val_if_fail (FOYER_IS_CAMERA (self), FOYER_HINT_NONE);
  return self->hint;
}

/**
 * foyer_camera_set_source_description:
 * @self: a camera
 * @description: (nullable): elements in the notation of gst-launch that end in
 *   pictures, such as "videotestsrc is-live=true"; %NULL for a camera
 *
 * Replaces the camera by something else, such as a file or a camera in the
 * network. Takes effect with the next start.
 */
void
foyer_camera_set_source_description (FoyerCamera *self,
                                     const char  *description)
{
  g_return_if_fail (FOYER_IS_CAMERA (self));

  if (g_set_str (&self->source_description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_DESCRIPTION]);
}
