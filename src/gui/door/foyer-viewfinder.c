/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-viewfinder.h"

#include <glib/gi18n.h>

#include "foyer-scan-filter.h"
#include "foyer-scan-request.h"
#include "foyer-viewfinder-picture.h"

typedef struct
{
  char   *code;
  FoyerId ticket;
  gint64  last_us;
} Sight;

struct _FoyerViewfinder
{
  AdwBin parent_instance;

  GtkStack               *stack;
  FoyerViewfinderPicture *picture;
  AdwStatusPage          *trouble;
  GtkButton              *remedy;
  GtkRevealer            *hint_revealer;
  GtkLabel               *hint;

  FoyerSession    *session;
  FoyerCamera     *camera;
  FoyerScanFilter *filter;
  GCancellable    *cancellable;
  GPtrArray       *lookups; /* FoyerCode: seen in one frame, being looked up */
  GArray          *sights;  /* Sight */

  guint    lane; /* 0 or 1 */
  gboolean on;   /* started, and not stopped since */
};

enum
{
  SCAN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerViewfinder, foyer_viewfinder, ADW_TYPE_BIN)

static void
sight_clear (gpointer data)
{
  g_free (((Sight *) data)->code);
}

static void
forget_sights (FoyerViewfinder *self, gint64 now_us)
{
  for (guint i = 0; i < self->sights->len;)
    if (now_us - g_array_index (self->sights, Sight, i).last_us > FOYER_SCAN_ABSENCE_US)
      g_array_remove_index_fast (self->sights, i);
    else
      i++;
}

static void
keep_in_sight (FoyerViewfinder *self, const char *code, gint64 now_us)
{
  forget_sights (self, now_us);
  for (guint i = 0; i < self->sights->len; i++)
    if (g_str_equal (g_array_index (self->sights, Sight, i).code, code))
      g_array_index (self->sights, Sight, i).last_us = now_us;
}

static void
emit_scan (FoyerViewfinder *self, const FoyerCode *code)
{
  g_signal_emit (self, signals[SCAN], 0, foyer_code_get_text (code));
}

typedef struct
{
  FoyerViewfinder *viewfinder;
  FoyerCode       *code;
} Lookup;

static void
lookup_free (Lookup *self)
{
  g_clear_object (&self->viewfinder);
  foyer_code_unref (self->code);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static gboolean
forget_lookup (FoyerViewfinder *self, const FoyerCode *code)
{
  for (guint i = 0; i < self->lookups->len; i++)
    if (foyer_code_equal (self->lookups->pdata[i], code))
      {
        g_ptr_array_remove_index_fast (self->lookups, i);
        return TRUE;
      }
  return FALSE;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (GError) error = NULL;
  gboolean known = foyer_store_read_finish (FOYER_STORE (source), result, &error) != NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("A code could not be looked up: %s", error->message);
  /* a second frame may have made it a scan meanwhile */
  if (!forget_lookup (lookup->viewfinder, lookup->code) || !known)
    return;
  foyer_scan_filter_count (lookup->viewfinder->filter, lookup->code);
  emit_scan (lookup->viewfinder, lookup->code);
}

static void
look_up (FoyerViewfinder *self, FoyerCode *code)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  forget_lookup (self, code);
  g_ptr_array_add (self->lookups, foyer_code_ref (code));
  lookup->viewfinder = g_object_ref (self);
  lookup->code = foyer_code_ref (code);
  foyer_store_read_async (foyer_session_get_store (self->session), foyer_code_is_known, g_strdup (foyer_code_get_text (code)), g_free,
                          NULL, self->cancellable, looked_up_cb, lookup);
}

static void
code_cb (FoyerViewfinder *self, FoyerCode *code, FoyerFrame *frame)
{
  gint64 time_us = foyer_frame_get_time (frame);

  foyer_viewfinder_picture_outline (self->picture, code, frame);
  keep_in_sight (self, foyer_code_get_text (code), g_get_monotonic_time ());
  switch (foyer_scan_filter_see (self->filter, code, time_us))
    {
    case FOYER_SIGHTING_FIRST:
      look_up (self, code);
      break;
    case FOYER_SIGHTING_AGREED:
      forget_lookup (self, code);
      emit_scan (self, code);
      break;
    case FOYER_SIGHTING_HELD:
    default:
      break;
    }
}

static void
show_trouble (FoyerViewfinder *self, const char *title, const char *description, const char *remedy, const char *action)
{
  adw_status_page_set_icon_name (self->trouble, "camera-disabled-symbolic");
  adw_status_page_set_title (self->trouble, title);
  adw_status_page_set_description (self->trouble, description);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
  if (remedy != NULL)
    {
      gtk_button_set_label (self->remedy, remedy);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remedy), action);
    }
  gtk_stack_set_visible_child_name (self->stack, "trouble");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_state (FoyerViewfinder *self)
{
  gboolean    chosen = foyer_camera_get_device (self->camera) != NULL;
  const char *message = foyer_camera_get_message (self->camera);

  switch (foyer_camera_get_state (self->camera))
    {
    case FOYER_CAMERA_OFF:
      gtk_stack_set_visible_child_name (self->stack, "off");
      break;
    case FOYER_CAMERA_STARTING:
      gtk_stack_set_visible_child_name (self->stack, "starting");
      break;
    case FOYER_CAMERA_PLAYING:
      gtk_stack_set_visible_child_name (self->stack, "picture");
      break;
    case FOYER_CAMERA_NO_CAMERA:
      if (chosen)
        show_trouble (self, _ ("Camera Not There"), _ ("The chosen camera is not plugged in. It starts by itself as soon as it is."),
                      _ ("Use _Any Camera"), "viewfinder.any-camera");
      else
        show_trouble (self, _ ("No Camera"), _ ("Plug one in and it starts by itself. Until then use a bar code scanner, or type a code or a name."), NULL, NULL);
      break;
    case FOYER_CAMERA_BUSY:
      show_trouble (self, _ ("Camera in Use"), _ ("Another program has the camera. Close that program; the picture then comes by itself."), NULL, NULL);
      break;
    case FOYER_CAMERA_UNPLUGGED:
      show_trouble (self, _ ("Camera Unplugged"), _ ("Plug it in again; the picture comes back by itself."), NULL, NULL);
      break;
    case FOYER_CAMERA_DENIED:
      show_trouble (self, _ ("Camera Not Allowed"), _ ("Allow Foyer to use the camera in the privacy settings of this computer, then try again."),
                    _ ("_Try Again"), "viewfinder.try-again");
      break;
    case FOYER_CAMERA_ERROR:
    default:
      g_message ("Camera: %s", message != NULL ? message : "no reason given");
      show_trouble (self, _ ("Camera Trouble"), _ ("Foyer keeps trying. If it stays like this, unplug the camera and plug it in again, or choose another one."),
                    _ ("_Try Again"), "viewfinder.try-again");
      break;
    }
}

static void
paintable_cb (FoyerViewfinder *self)
{
  foyer_viewfinder_picture_set_paintable (self->picture, GDK_PAINTABLE (foyer_camera_get_paintable (self->camera)));
}

/* The two lanes have keys of their own for the same things. */
static char *
dup_key (const char *key, guint lane)
{
  return lane == 0 ? g_strdup (key) : g_strdup_printf ("%s-%u", key, lane + 1);
}

static char *
dup_device (FoyerViewfinder *self, guint lane)
{
  g_autofree char *key = dup_key ("camera-device", lane);
  g_autofree char *device = g_settings_get_string (foyer_session_get_settings (self->session), key);

  return *device != '\0' ? g_steal_pointer (&device) : NULL;
}

/* Lanes that have no camera chosen must not take the same one: the first
 * leaves the second what was chosen for it, and the second what the first has
 * or would take.
 */
static void
choose_camera (FoyerViewfinder *self)
{
  g_autofree char *device = dup_device (self, self->lane);
  g_autofree char *other = NULL;

  if (g_settings_get_boolean (foyer_session_get_settings (self->session), "second-lane"))
    other = dup_device (self, 1 - self->lane);
  foyer_camera_set_lane (self->camera, self->lane == 1 && other == NULL ? 1 : 0, other);
  foyer_camera_set_device (self->camera, device);
}

static void
any_camera_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerViewfinder *self = FOYER_VIEWFINDER (widget);
  g_autofree char *key = dup_key ("camera-device", self->lane);

  g_settings_reset (foyer_session_get_settings (self->session), key);
}

static void
try_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_camera_start (FOYER_VIEWFINDER (widget)->camera);
}

static const char *
get_hint_sentence (FoyerHint hint)
{
  switch (hint)
    {
    case FOYER_HINT_CLOSER:
      return _ ("Hold it closer");
    case FOYER_HINT_FARTHER:
      return _ ("Hold it a little farther away");
    case FOYER_HINT_TOO_DARK:
      return _ ("Too dark: make light, or brighten the phone");
    case FOYER_HINT_GLARE:
      return _ ("Glare: tilt it a little");
    case FOYER_HINT_HOLD_STILL:
      return _ ("Hold it still");
    case FOYER_HINT_NONE:
    default:
      return NULL;
    }
}

/* The old words stay while they fade. */
static void
show_hint (FoyerViewfinder *self)
{
  const char *sentence = get_hint_sentence (foyer_camera_get_hint (self->camera));

  if (sentence != NULL)
    {
      gtk_label_set_label (self->hint, sentence);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
    }
  gtk_revealer_set_reveal_child (self->hint_revealer, sentence != NULL);
}

void
foyer_viewfinder_set_session (FoyerViewfinder *self, FoyerSession *session, guint lane)
{
  static const char *const choices[] = { "camera-device", "camera-device-2", "second-lane" };
  GSettings               *settings;
  g_autofree char         *mirror = NULL;
  g_autofree char         *upside_down = NULL;

  g_return_if_fail (FOYER_IS_VIEWFINDER (self));
  g_return_if_fail (self->session == NULL);
  g_return_if_fail (lane < 2);

  self->session = g_object_ref (session);
  self->lane = lane;
  settings = foyer_session_get_settings (session);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", choices[i], NULL);

      g_signal_connect_object (settings, signal, G_CALLBACK (choose_camera), self, G_CONNECT_SWAPPED);
    }
  mirror = dup_key ("camera-mirror", lane);
  upside_down = dup_key ("camera-upside-down", lane);
  g_settings_bind (settings, mirror, self->picture, "mirror", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, upside_down, self->picture, "upside-down", G_SETTINGS_BIND_GET);
  choose_camera (self);
}

void
foyer_viewfinder_start (FoyerViewfinder *self)
{
  g_return_if_fail (FOYER_IS_VIEWFINDER (self));

  /* to start a camera that is on is to start it anew; its own state tells of a
   * stop only when the stop is done */
  if (self->on)
    return;
  self->on = TRUE;
  foyer_camera_start (self->camera);
}

void
foyer_viewfinder_stop (FoyerViewfinder *self)
{
  g_return_if_fail (FOYER_IS_VIEWFINDER (self));

  self->on = FALSE;
  foyer_camera_stop (self->camera);
  foyer_viewfinder_reset (self);
}

void
foyer_viewfinder_reset (FoyerViewfinder *self)
{
  g_return_if_fail (FOYER_IS_VIEWFINDER (self));

  foyer_scan_filter_reset (self->filter);
  g_ptr_array_set_size (self->lookups, 0);
  g_array_set_size (self->sights, 0);
}

void
foyer_viewfinder_note_ticket (FoyerViewfinder *self, const char *code, const FoyerId *ticket)
{
  Sight sight = { g_strdup (code), *ticket, g_get_monotonic_time () };

  g_return_if_fail (FOYER_IS_VIEWFINDER (self));

  g_array_append_val (self->sights, sight);
}

GArray *
foyer_viewfinder_dup_tickets (FoyerViewfinder *self)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  g_return_val_if_fail (FOYER_IS_VIEWFINDER (self), tickets);

  forget_sights (self, g_get_monotonic_time ());
  for (guint i = 0; i < self->sights->len; i++)
    g_array_append_val (tickets, g_array_index (self->sights, Sight, i).ticket);
  return tickets;
}

FoyerCamera *
foyer_viewfinder_get_camera (FoyerViewfinder *self)
{
  g_return_val_if_fail (FOYER_IS_VIEWFINDER (self), NULL);

  return self->camera;
}

static void
foyer_viewfinder_dispose (GObject *object)
{
  FoyerViewfinder *self = FOYER_VIEWFINDER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->camera != NULL)
    foyer_camera_stop (self->camera);
  /* before the template takes it away behind the back of AdwBin */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_VIEWFINDER);
  g_clear_object (&self->camera);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_viewfinder_parent_class)->dispose (object);
}

static void
foyer_viewfinder_finalize (GObject *object)
{
  FoyerViewfinder *self = FOYER_VIEWFINDER (object);

  g_clear_object (&self->cancellable);
  foyer_scan_filter_free (self->filter);
  g_ptr_array_unref (self->lookups);
  g_array_unref (self->sights);
  G_OBJECT_CLASS (foyer_viewfinder_parent_class)->finalize (object);
}

static void
foyer_viewfinder_class_init (FoyerViewfinderClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_viewfinder_dispose;
  object_class->finalize = foyer_viewfinder_finalize;
  signals[SCAN] = g_signal_new ("scan", FOYER_TYPE_VIEWFINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/door/foyer-viewfinder.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, picture);
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, trouble);
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, remedy);
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, hint_revealer);
  gtk_widget_class_bind_template_child (widget_class, FoyerViewfinder, hint);
  gtk_widget_class_install_action (widget_class, "viewfinder.any-camera", NULL, any_camera_action);
  gtk_widget_class_install_action (widget_class, "viewfinder.try-again", NULL, try_again_action);
}

static void
foyer_viewfinder_init (FoyerViewfinder *self)
{
  g_type_ensure (FOYER_TYPE_VIEWFINDER_PICTURE);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  self->lookups = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_code_unref);
  self->sights = g_array_new (FALSE, FALSE, sizeof (Sight));
  g_array_set_clear_func (self->sights, sight_clear);
  self->camera = foyer_camera_new (TRUE);
  g_signal_connect_object (self->camera, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::hint", G_CALLBACK (show_hint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::paintable", G_CALLBACK (paintable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "code", G_CALLBACK (code_cb), self, G_CONNECT_SWAPPED);
}
