/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-page.h"

#include <glib/gi18n.h>

#include "foyer-answer.h"
#include "foyer-camera-device.h"
#include "foyer-door-counter.h"
#include "foyer-door-desk.h"
#include "foyer-door-lock.h"
#include "foyer-door-pictures.h"
#include "foyer-door-search.h"
#include "foyer-door-setup.h"
#include "foyer-door-sheet.h"
#include "foyer-door-sound.h"
#include "foyer-door-undo.h"
#include "foyer-door-watch.h"
#include "foyer-format.h"
#include "foyer-scan-log.h"
#include "foyer-scan-queue.h"
#include "foyer-viewfinder.h"
#include "foyer-wedge-listener.h"

#define QUIET 0.2
#define LOUD 1.0
/* Ages of other gates' numbers, and the chart, move on by themselves. */
#define AGE_CHECK_S 60
#define LANES 2

struct _FoyerDoorPage
{
  FoyerPage parent_instance;

  AdwWindowTitle   *title;
  AdwHeaderBar     *header;
  AdwBanner        *clock_banner;
  AdwBanner        *conflict_banner;
  GtkStack         *stack;
  GtkOverlay       *cover;
  GtkWidget        *slot; /* where a settled answer lies */
  FoyerViewfinder  *viewfinder;
  FoyerViewfinder  *viewfinder_2;
  FoyerAnswer      *answer;
  FoyerDoorCounter *counter;
  AdwToggleGroup   *mode;
  GtkEditable      *gate;
  GtkSearchEntry   *entry;
  GtkStack         *lists;
  GtkListBox       *scans;
  GtkListBox       *matches;
  GtkWidget        *menu_button;
  GtkMenuButton    *sound_button;
  GtkWidget        *leave_button;
  GMenu            *cameras;

  FoyerDoorSound     *sound;
  FoyerWedgeListener *wedge;
  FoyerDoorSearch    *search;
  FoyerDoorPictures  *pictures;
  FoyerDoorDesk      *desk;
  FoyerDoorLock      *lock;
  FoyerScanQueue     *queue;
  FoyerDoorUndo      *undo;
  FoyerDoorWatch     *watch;
  FoyerId             event;      /* whose scans are shown */
  char               *to_confirm; /* (nullable): a code that was shown, and waits for Enter */
  gboolean            locked;
  guint               age_id;
};

G_DEFINE_FINAL_TYPE (FoyerDoorPage, foyer_door_page, FOYER_TYPE_PAGE)

static GSettings *
get_settings (FoyerDoorPage *self)
{
  return foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self)));
}

static FoyerScanMode
get_mode (FoyerDoorPage *self)
{
  return foyer_scan_mode_from_nick (adw_toggle_group_get_active_name (self->mode));
}

static const FoyerEvent *
get_event (FoyerDoorPage *self)
{
  FoyerEventItem *item = foyer_session_get_event (foyer_page_get_session (FOYER_PAGE (self)));

  return item != NULL ? foyer_event_item_get_summary (item)->event : NULL;
}

static double
get_volume (FoyerDoorPage *self)
{
  g_autofree char *choice = g_settings_get_string (get_settings (self), "scan-sound");

  if (g_str_equal (choice, "off"))
    return 0;
  return g_str_equal (choice, "quiet") ? QUIET : LOUD;
}

/* The other events at this door that are still there. */
static GArray *
dup_also (FoyerDoorPage *self)
{
  FoyerSession *session = foyer_page_get_session (FOYER_PAGE (self));
  GListModel   *events = foyer_session_get_events (session);
  g_auto (GStrv) chosen = g_settings_get_strv (get_settings (self), "door-also");
  GArray *also = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (FoyerEventItem) item = g_list_model_get_item (events, i);
      const FoyerId *id = foyer_event_item_get_id (item);
      char           text[FOYER_ID_TEXT_LENGTH + 1];

      if (g_strv_contains ((const char *const *) chosen, foyer_id_print (id, text)) && !foyer_id_equal (id, foyer_session_get_event_id (session)))
        g_array_append_val (also, *id);
    }
  return also;
}

void
foyer_door_page_check_clock (FoyerDoorPage *self, FoyerTime wall, gint64 monotonic)
{
  g_return_if_fail (FOYER_IS_DOOR_PAGE (self));

  foyer_door_watch_check (self->watch, wall, monotonic);
}

static gboolean
age_due_cb (gpointer user_data)
{
  foyer_page_queue_refresh (user_data);
  return G_SOURCE_CONTINUE;
}

/* Answers. */

static void
set_to_confirm (FoyerDoorPage *self, const char *code)
{
  g_set_str (&self->to_confirm, code);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "door.admit", code != NULL);
}

static void
play (FoyerDoorPage *self, FoyerAnswerKind kind)
{
  foyer_door_sound_play (self->sound, kind, get_volume (self));
}

static void
clear_answer (FoyerDoorPage *self)
{
  set_to_confirm (self, NULL);
  foyer_door_desk_take (self->desk, NULL);
  foyer_answer_clear (self->answer);
}

static void
show_trouble (FoyerDoorPage *self, FoyerAnswerKind kind, const char *word, const char *sentence)
{
  set_to_confirm (self, NULL);
  foyer_door_desk_take (self->desk, NULL);
  foyer_answer_show_trouble (self->answer, kind, word, sentence);
  play (self, kind);
}

static gboolean
asks_first (FoyerDoorPage *self)
{
  return get_mode (self) == FOYER_SCAN_ENTRY && g_settings_get_boolean (get_settings (self), "door-confirm");
}

static void
answered_cb (FoyerDoorPage *self, const FoyerAdmission *admission, const char *code)
{
  FoyerAnswerOffers offers;
  gboolean          good = admission->verdict == FOYER_VERDICT_INFO || admission->verdict == FOYER_VERDICT_GENUINE;

  foyer_door_desk_take (self->desk, admission);
  offers = foyer_door_desk_offers (self->desk);
  set_to_confirm (self, NULL);
  if (admission->mode == FOYER_SCAN_INFO && good && asks_first (self))
    {
      set_to_confirm (self, code);
      offers = FOYER_OFFER_ADMIT;
    }
  foyer_answer_show (self->answer, admission, offers);
  play (self, foyer_answer_get_kind (self->answer));
  if (!foyer_id_is_none (&admission->scan) && foyer_verdict_lets_pass (admission->verdict))
    foyer_door_undo_set (self->undo, &admission->scan, admission->made_at, admission->holder);
}

static void
failed_cb (FoyerDoorPage *self, const GError *error)
{
  show_trouble (self, FOYER_ANSWER_NO, _ ("Not Recorded"), foyer_format_store_error (error));
}

/* What is presented. */

static FoyerScanRequest *
new_request (FoyerDoorPage *self, const char *code, FoyerScanMethod method)
{
  const FoyerId    *event = foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)));
  FoyerScanRequest *request = foyer_scan_request_new (event, code, gtk_editable_get_text (self->gate), get_mode (self));

  request->also = dup_also (self);
  request->method = method;
  request->now = foyer_door_watch_stamp (self->watch);
  return request;
}

static void
present (FoyerDoorPage *self, const char *code, FoyerScanMethod method, FoyerScanOrigin origin)
{
  FoyerScanRequest *request = new_request (self, code, method);

  if (asks_first (self))
    request->mode = FOYER_SCAN_INFO;
  foyer_scan_queue_present (self->queue, request, origin);
}

static void
camera_scan_cb (FoyerDoorPage *self, const char *code, FoyerViewfinder *viewfinder)
{
  present (self, code, FOYER_SCAN_BY_CAMERA, (FoyerScanOrigin) { .viewfinder = viewfinder });
}

static void
picture_code_cb (FoyerDoorPage *self, const char *code, GArray *answered)
{
  present (self, code, FOYER_SCAN_BY_CAMERA, (FoyerScanOrigin) { .picture = answered });
}

static void
picture_trouble_cb (FoyerDoorPage *self, const char *word, const char *sentence)
{
  show_trouble (self, FOYER_ANSWER_WAIT, word, sentence);
}

static void
typed_scan_cb (FoyerDoorPage *self, const char *code)
{
  present (self, code, FOYER_SCAN_BY_SCANNER, (FoyerScanOrigin) { 0 });
}

static void
by_hand_cb (FoyerDoorPage *self, const char *ticket, const char *staff, const char *reason)
{
  FoyerScanRequest *request = new_request (self, ticket, FOYER_SCAN_MANUAL);

  request->staff = g_strdup (staff);
  request->reason = g_strdup (reason);
  foyer_scan_queue_present (self->queue, request, (FoyerScanOrigin) { 0 });
}

/* A guest without a ticket is let in by somebody who says so. */
static void
guest_chosen_cb (FoyerDoorPage *self, const char *ticket, const char *name)
{
  if (get_mode (self) == FOYER_SCAN_ENTRY)
    foyer_door_desk_by_hand (self->desk, ticket, name);
  else
    by_hand_cb (self, ticket, NULL, NULL);
}

static void
admit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerDoorPage   *self = FOYER_DOOR_PAGE (widget);
  g_autofree char *code = g_steal_pointer (&self->to_confirm);

  if (code == NULL)
    return;
  set_to_confirm (self, NULL);
  foyer_scan_queue_present (self->queue, new_request (self, code, FOYER_SCAN_BY_CAMERA), (FoyerScanOrigin) { 0 });
}

/* Taking back. */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_door_undo_run (FOYER_DOOR_PAGE (widget)->undo);
}

/* Ctrl+Z is for the text that is being typed, else for the last scan. The text
 * fields would take it for themselves, even with nothing to undo. */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);
  GtkWidget     *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->gate)))
    return GDK_EVENT_PROPAGATE;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    foyer_door_search_clear (self->search);
  else
    gtk_widget_activate_action (widget, "door.undo", NULL);
  return GDK_EVENT_STOP;
}

/* What is shown beside the answer. */

static void
show_conflicts (FoyerDoorPage *self, const FoyerDoorState *state)
{
  g_autofree char *text = NULL;

  if (state->conflicts == 1 && state->conflict != NULL && *state->conflict != '\0')
    /* Translators: the name of a guest */
    text = g_strdup_printf (_ ("Two doors let in the ticket of %s"), state->conflict);
  else
    text = g_strdup_printf (ngettext ("%u ticket was let in at two doors", "%u tickets were let in at two doors", state->conflicts), state->conflicts);
  if (state->conflicts > 0)
    adw_banner_set_title (self->conflict_banner, text);
  adw_banner_set_revealed (self->conflict_banner, state->conflicts > 0);
}

static void
show_state (FoyerDoorPage *self, const FoyerDoorState *state)
{
  const FoyerEvent   *event = get_event (self);
  const FoyerScanRow *undoable = foyer_scan_log_find_undoable (state->recent, foyer_store_get_device (foyer_page_get_store (FOYER_PAGE (self))));
  const FoyerScanRow *last = state->recent->len > 0 ? state->recent->pdata[0] : NULL;

  foyer_door_counter_show (self->counter, &state->count, event != NULL ? event->timezone : NULL, foyer_door_watch_now (self->watch));
  foyer_scan_log_fill (self->scans, state->recent, event != NULL ? event->timezone : NULL);
  show_conflicts (self, state);
  foyer_door_undo_offer (self->undo, undoable);
  if (last != NULL)
    foyer_door_watch_hear (self->watch, last->scan.made_at);
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDoorState) state = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (state != NULL && !foyer_id_equal (&state->event, &self->event))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (state != NULL)
    show_state (self, state);
  else
    foyer_page_report (FOYER_PAGE (self), _ ("The last scans could not be read."), error);
}

/* Another event: what was answered and held up for the last one is nothing here. */
static void
change_event (FoyerDoorPage *self, const FoyerId *event)
{
  self->event = *event;
  foyer_door_undo_forget (self->undo);
  foyer_door_search_clear (self->search);
  clear_answer (self);
  foyer_viewfinder_reset (self->viewfinder);
  foyer_viewfinder_reset (self->viewfinder_2);
}

static void
start_cameras (FoyerDoorPage *self, gboolean wanted)
{
  gboolean second = g_settings_get_boolean (get_settings (self), "second-lane");

  gtk_widget_set_visible (GTK_WIDGET (self->viewfinder_2), second);
  if (wanted)
    foyer_viewfinder_start (self->viewfinder);
  else
    foyer_viewfinder_stop (self->viewfinder);
  if (wanted && second)
    foyer_viewfinder_start (self->viewfinder_2);
  else
    foyer_viewfinder_stop (self->viewfinder_2);
}

static void
lanes_changed_cb (FoyerDoorPage *self)
{
  start_cameras (self, gtk_widget_get_mapped (GTK_WIDGET (self)) && !foyer_id_is_none (&self->event));
}

static void
foyer_door_page_refresh (FoyerPage *page)
{
  FoyerDoorPage    *self = FOYER_DOOR_PAGE (page);
  const FoyerEvent *event = get_event (self);
  const FoyerId    *id = foyer_session_get_event_id (foyer_page_get_session (page));
  g_autoptr (GArray) also = NULL;

  if (!foyer_id_equal (&self->event, id))
    change_event (self, id);
  gtk_stack_set_visible_child_name (self->stack, foyer_id_is_none (id) ? "no-event" : "door");
  adw_window_title_set_subtitle (self->title, event != NULL ? event->title : "");
  foyer_door_watch_set_zone (self->watch, event != NULL ? event->timezone : NULL);
  start_cameras (self, !foyer_id_is_none (id));
  if (foyer_id_is_none (id))
    return;
  also = dup_also (self);
  foyer_store_read_async (foyer_page_get_store (page), foyer_door_state_read, foyer_door_query_new (id, also, foyer_door_watch_now (self->watch)), (GDestroyNotify) foyer_door_query_free,
                          (GDestroyNotify) foyer_door_state_free, foyer_page_get_cancellable (page), state_read_cb, g_object_ref (self));
}

static void
mode_changed_cb (FoyerDoorPage *self)
{
  foyer_answer_set_mode (self->answer, get_mode (self));
  if (self->desk == NULL)
    return; /* the template is being made */
  clear_answer (self);
  foyer_viewfinder_reset (self->viewfinder);
  foyer_viewfinder_reset (self->viewfinder_2);
}

static void
set_mode_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_toggle_group_set_active_name (FOYER_DOOR_PAGE (widget)->mode, g_variant_get_string (parameter, NULL));
}

/* A fresh answer covers everything; a settled one lies in its column, or in a
 * narrow window over the foot of the picture. */
static gboolean
place_answer_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place, FoyerDoorPage *self)
{
  gboolean        compact = foyer_answer_get_compact (self->answer);
  GtkWidget      *under = compact ? GTK_WIDGET (self->viewfinder) : self->slot;
  graphene_rect_t bounds;
  int             natural;

  *place = (GdkRectangle) { 0, 0, gtk_widget_get_width (GTK_WIDGET (overlay)), gtk_widget_get_height (GTK_WIDGET (overlay)) };
  if (foyer_answer_is_fresh (self->answer) || !gtk_widget_compute_bounds (under, GTK_WIDGET (overlay), &bounds))
    return TRUE;
  *place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  if (!compact)
    return TRUE;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, place->width, NULL, &natural, NULL, NULL);
  place->y += place->height - natural;
  place->height = natural;
  return TRUE;
}

static void
answer_changed_cb (FoyerDoorPage *self)
{
  gboolean compact = foyer_answer_get_compact (self->answer);

  gtk_widget_set_visible (self->slot, !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), !compact || !foyer_answer_is_idle (self->answer));
  gtk_widget_queue_allocate (GTK_WIDGET (self->cover));
}

/* Whoever taps a fresh answer has seen it. */
static void
answer_tapped_cb (FoyerDoorPage *self)
{
  foyer_answer_settle (self->answer);
}

static void
fill_cameras (FoyerDoorPage *self)
{
  GListModel *devices = foyer_camera_get_devices (foyer_viewfinder_get_camera (self->viewfinder));
  guint       count = g_list_model_get_n_items (devices);

  g_menu_remove_all (self->cameras);
  g_menu_append (self->cameras, _ ("_Any Camera"), "settings.camera-device::");
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (FoyerCameraDevice) device = g_list_model_get_item (devices, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (foyer_camera_device_get_name (device), NULL);

      g_menu_item_set_action_and_target (item, "settings.camera-device", "s", foyer_camera_device_get_id (device));
      g_menu_append_item (self->cameras, item);
    }
}

static void
show_sound (FoyerDoorPage *self)
{
  double volume = get_volume (self);

  gtk_menu_button_set_icon_name (self->sound_button, volume == 0 ? "audio-volume-muted-symbolic" : volume == LOUD ? "audio-volume-high-symbolic"
                                                                                                                  : "audio-volume-low-symbolic");
}

/* Choosing a volume lets it be heard. */
static void
sound_chosen_cb (FoyerDoorPage *self)
{
  show_sound (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    play (self, FOYER_ANSWER_YES);
}

/* Locked to the door. */

static void
show_lock (FoyerDoorPage *self)
{
  gtk_widget_set_visible (self->menu_button, !self->locked);
  gtk_widget_set_visible (self->leave_button, self->locked);
  adw_header_bar_set_show_end_title_buttons (self->header, !self->locked);
  adw_header_bar_set_show_start_title_buttons (self->header, !self->locked);
  adw_banner_set_button_label (self->conflict_banner, self->locked ? NULL : _ ("_Show"));
  foyer_answer_set_explained (self->answer, self->locked);
  if (self->locked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "kiosk");
}

static void
set_locked (FoyerDoorPage *self, gboolean locked)
{
  if (self->locked == locked)
    return;
  self->locked = locked;
  g_settings_set_boolean (get_settings (self), "door-locked", locked);
  gtk_widget_activate_action (GTK_WIDGET (self), locked ? "win.lock" : "win.unlock", NULL);
  show_lock (self);
}

static void
locked_cb (FoyerDoorPage *self)
{
  set_locked (self, TRUE);
}

static void
unlocked_cb (FoyerDoorPage *self)
{
  set_locked (self, FALSE);
}

/* A laptop that was locked comes back locked. */
static gboolean
relock_cb (gpointer user_data)
{
  set_locked (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

static void
desk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);

  if (g_str_equal (name, "door.admit-party"))
    foyer_door_desk_admit_party (self->desk);
  else if (g_str_equal (name, "door.take-payment"))
    foyer_door_desk_take_payment (self->desk);
  else if (g_str_equal (name, "door.lock"))
    foyer_door_lock_ask_new (self->lock);
  else if (g_str_equal (name, "door.leave"))
    foyer_door_lock_ask (self->lock);
  else if (g_str_equal (name, "door.read-picture"))
    foyer_door_pictures_choose (self->pictures);
  else if (g_str_equal (name, "door.set-up"))
    adw_dialog_present (foyer_door_setup_new (FOYER_PAGE (self)), widget);
  else if (g_str_equal (name, "door.guest-list"))
    foyer_door_sheet_ask (FOYER_PAGE (self), gtk_editable_get_text (self->gate));
  else
    foyer_door_desk_block (self->desk, g_str_equal (name, "door.block"));
}

static void
add_settings (FoyerDoorPage *self, GSettings *settings)
{
  static const char *const keys[] = { "scan-sound", "camera-device" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (settings, keys[i]);

      g_action_map_add_action (G_ACTION_MAP (group), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (group));
  g_settings_bind (settings, "door-gate", self->gate, "text", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::scan-sound", G_CALLBACK (sound_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::second-lane", G_CALLBACK (lanes_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::door-also", G_CALLBACK (foyer_page_queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::door-confirm", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
}

static void
foyer_door_page_started (FoyerPage *page)
{
  FoyerDoorPage   *self = FOYER_DOOR_PAGE (page);
  FoyerSession    *session = foyer_page_get_session (page);
  GSettings       *settings = foyer_session_get_settings (session);
  FoyerViewfinder *viewfinders[LANES] = { self->viewfinder, self->viewfinder_2 };

  add_settings (self, settings);
  show_sound (self);
  for (guint lane = 0; lane < LANES; lane++)
    foyer_viewfinder_set_session (viewfinders[lane], session, lane);
  g_signal_connect_object (foyer_camera_get_devices (foyer_viewfinder_get_camera (self->viewfinder)), "items-changed", G_CALLBACK (fill_cameras), self, G_CONNECT_SWAPPED);
  fill_cameras (self);
  self->queue = foyer_scan_queue_new (session);
  g_signal_connect_object (self->queue, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->wedge = foyer_wedge_listener_new (GTK_WIDGET (self), settings);
  g_signal_connect_object (self->wedge, "scan", G_CALLBACK (typed_scan_cb), self, G_CONNECT_SWAPPED);
  show_lock (self);
}

static void
foyer_door_page_map (GtkWidget *widget)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_door_page_parent_class)->map (widget);
  start_cameras (self, !foyer_id_is_none (foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)))));
  self->age_id = g_timeout_add_seconds (AGE_CHECK_S, age_due_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (!self->locked && g_settings_get_boolean (get_settings (self), "door-locked"))
    g_idle_add_full (G_PRIORITY_DEFAULT, relock_cb, g_object_ref (self), g_object_unref);
}

static void
foyer_door_page_unmap (GtkWidget *widget)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);

  g_clear_handle_id (&self->age_id, g_source_remove);
  foyer_viewfinder_stop (self->viewfinder);
  foyer_viewfinder_stop (self->viewfinder_2);
  GTK_WIDGET_CLASS (foyer_door_page_parent_class)->unmap (widget);
}

static void
foyer_door_page_dispose (GObject *object)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (object);

  g_clear_object (&self->wedge);
  if (self->queue != NULL)
    foyer_scan_queue_stop (self->queue);
  g_clear_object (&self->queue);
  if (self->search != NULL)
    {
      foyer_door_search_stop (self->search);
      foyer_door_pictures_stop (self->pictures);
      foyer_door_desk_stop (self->desk);
      foyer_door_lock_stop (self->lock);
      foyer_door_undo_stop (self->undo);
    }
  g_clear_object (&self->search);
  g_clear_object (&self->pictures);
  g_clear_object (&self->desk);
  g_clear_object (&self->lock);
  g_clear_object (&self->undo);
  g_clear_pointer (&self->watch, foyer_door_watch_free);
  g_clear_pointer (&self->sound, foyer_door_sound_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_DOOR_PAGE);
  G_OBJECT_CLASS (foyer_door_page_parent_class)->dispose (object);
}

static void
foyer_door_page_finalize (GObject *object)
{
  g_free (FOYER_DOOR_PAGE (object)->to_confirm);
  G_OBJECT_CLASS (foyer_door_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/door/foyer-door-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, header);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, clock_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, conflict_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, cover);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, slot);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, viewfinder);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, viewfinder_2);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, answer);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, counter);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, mode);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, gate);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, lists);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, scans);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, matches);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, sound_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, leave_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, cameras);
  gtk_widget_class_bind_template_callback (widget_class, place_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_tapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, camera_scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
}

static void
foyer_door_page_class_init (FoyerDoorPageClass *klass)
{
  static const char *const desk_actions[] = { "door.admit-party", "door.take-payment", "door.block", "door.unblock", "door.lock",
                                              "door.leave", "door.read-picture", "door.set-up", "door.guest-list" };
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass          *page_class = FOYER_PAGE_CLASS (klass);

  object_class->dispose = foyer_door_page_dispose;
  object_class->finalize = foyer_door_page_finalize;
  widget_class->map = foyer_door_page_map;
  widget_class->unmap = foyer_door_page_unmap;
  page_class->watches = FOYER_SUBJECT_SCANS | FOYER_SUBJECT_TICKETS | FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_CONFLICTS;
  page_class->refresh = foyer_door_page_refresh;
  page_class->started = foyer_door_page_started;
  g_type_ensure (FOYER_TYPE_ANSWER);
  g_type_ensure (FOYER_TYPE_DOOR_COUNTER);
  g_type_ensure (FOYER_TYPE_VIEWFINDER);
  bind_template (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (desk_actions); i++)
    gtk_widget_class_install_action (widget_class, desk_actions[i], NULL, desk_action);
  gtk_widget_class_install_action (widget_class, "door.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "door.admit", NULL, admit_action);
  gtk_widget_class_install_action (widget_class, "door.set-mode", "s", set_mode_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "door.set-mode", "s", "entry");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "door.set-mode", "s", "exit");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "door.set-mode", "s", "info");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "door.read-picture", NULL);
}

static void
foyer_door_page_init (FoyerDoorPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  FoyerPage          *page = FOYER_PAGE (self);

  self->sound = foyer_door_sound_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->search = foyer_door_search_new (page, self->entry, self->lists, self->matches);
  self->pictures = foyer_door_pictures_new (page);
  self->desk = foyer_door_desk_new (page);
  self->lock = foyer_door_lock_new (page);
  self->undo = foyer_door_undo_new (page);
  self->watch = foyer_door_watch_new (self->clock_banner);
  g_signal_connect_object (self->search, "code", G_CALLBACK (typed_scan_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "guest", G_CALLBACK (guest_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures, "code", G_CALLBACK (picture_code_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures, "trouble", G_CALLBACK (picture_trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "present", G_CALLBACK (by_hand_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "undone", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "locked", G_CALLBACK (locked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "unlocked", G_CALLBACK (unlocked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "door.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "door.admit", FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
