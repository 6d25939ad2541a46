/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-page.h"

#include <glib/gi18n.h>

#include "foyer-answer.h"
#include "foyer-camera-device.h"
#include "foyer-code.h"
#include "foyer-door-sound.h"
#include "foyer-format.h"
#include "foyer-guest-matches.h"
#include "foyer-picture-reader.h"
#include "foyer-scan-log.h"
#include "foyer-scan-queue.h"
#include "foyer-scan-request.h"
#include "foyer-viewfinder.h"
#include "foyer-wedge-listener.h"

#define MATCHES_SHOWN 20
#define SHORTEST_NAME 2
#define QUIET 0.2
#define LOUD 1.0

struct _FoyerDoorPage
{
  FoyerPage parent_instance;

  AdwWindowTitle  *title;
  GtkStack        *stack;
  GtkOverlay      *cover;
  GtkBox          *answer_column;
  FoyerViewfinder *viewfinder;
  FoyerAnswer     *answer;
  AdwToggleGroup  *mode;
  GtkEditable     *gate;
  GtkEditable     *entry;
  GtkLabel        *inside;
  GtkLabel        *expected;
  GtkStack        *lists;
  GtkListBox      *scans;
  GtkListBox      *matches;
  GtkMenuButton   *sound_button;
  GMenu           *cameras;

  FoyerDoorSound     *sound;
  FoyerWedgeListener *wedge;
  GCancellable       *search;     /* of the name that is being looked for */
  char               *looked_for; /* the name that is being looked for, or whose guests are shown */
  FoyerScanQueue     *queue;
  FoyerId             event;    /* whose scans are shown */
  FoyerId             undoable; /* scan; none: nothing to take back */
  FoyerTime           undoable_at;
  char               *undoable_name;
};

G_DEFINE_FINAL_TYPE (FoyerDoorPage, foyer_door_page, FOYER_TYPE_PAGE)

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
  g_autofree char *choice = g_settings_get_string (foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self))), "scan-sound");

  if (g_str_equal (choice, "off"))
    return 0;
  return g_str_equal (choice, "quiet") ? QUIET : LOUD;
}

static void
set_undoable (FoyerDoorPage *self, const FoyerId *scan, FoyerTime at, const char *name)
{
  self->undoable = scan != NULL ? *scan : FOYER_ID_NONE;
  if (scan != NULL)
    self->undoable_at = at;
  g_set_str (&self->undoable_name, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "door.undo", scan != NULL);
}

static void
play (FoyerDoorPage *self, FoyerAnswerKind kind)
{
  foyer_door_sound_play (self->sound, kind, get_volume (self));
}

static void
show_trouble (FoyerDoorPage *self, FoyerAnswerKind kind, const char *word, const char *sentence)
{
  foyer_answer_show_trouble (self->answer, kind, word, sentence);
  play (self, kind);
}

static void
answered_cb (FoyerDoorPage *self, const FoyerAdmission *admission)
{
  foyer_answer_show (self->answer, admission, get_event (self));
  play (self, foyer_answer_get_kind (self->answer));
  if (!foyer_id_is_none (&admission->scan) && foyer_verdict_lets_pass (admission->verdict))
    set_undoable (self, &admission->scan, admission->made_at, admission->holder);
}

static void
failed_cb (FoyerDoorPage *self, const GError *error)
{
  show_trouble (self, FOYER_ANSWER_NO, _ ("Not Recorded"), foyer_format_store_error (error));
}

static void
present (FoyerDoorPage *self, const char *code, FoyerScanOrigin origin)
{
  foyer_scan_queue_present (self->queue, code, gtk_editable_get_text (self->gate), get_mode (self), origin);
}

static void
camera_scan_cb (FoyerDoorPage *self, const char *code)
{
  present (self, code, (FoyerScanOrigin) { .viewfinder = self->viewfinder });
}

static void
wedge_scan_cb (FoyerDoorPage *self, const char *code)
{
  present (self, code, (FoyerScanOrigin) { 0 });
}

/* Pictures. */

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPage) self = user_data;
  g_autoptr (GArray) answered = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) codes = foyer_picture_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (codes == NULL)
    {
      g_message ("A picture could not be read: %s", error->message);
      show_trouble (self, FOYER_ANSWER_WAIT, _ ("Not a Picture"), _ ("This file could not be read as a picture. Take a photo or a screenshot of the ticket."));
      return;
    }
  if (codes->len == 0)
    show_trouble (self, FOYER_ANSWER_WAIT, _ ("No Code Found"), _ ("There is no code to be read in this picture. Try a larger or sharper one."));
  for (guint i = 0; i < codes->len; i++)
    present (self, foyer_code_get_text (codes->pdata[i]), (FoyerScanOrigin) { .picture = answered });
}

static void
read_picture (FoyerDoorPage *self, GFile *file)
{
  foyer_picture_read_async (file, foyer_page_get_cancellable (FOYER_PAGE (self)), picture_read_cb, g_object_ref (self));
}

static void
picture_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    read_picture (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (FOYER_PAGE (self), _ ("The picture could not be opened. Try again."), error);
}

static void
read_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_dialog_set_title (dialog, _ ("Read a Picture"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), foyer_page_get_cancellable (FOYER_PAGE (self)), picture_chosen_cb, g_object_ref (self));
}

static gboolean
dropped_cb (FoyerDoorPage *self, const GValue *value)
{
  GdkFileList *list = g_value_get_boxed (value);
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  for (GSList *link = files; link != NULL; link = link->next)
    read_picture (self, link->data);
  return files != NULL;
}

/* Names and typed codes. */

typedef struct
{
  FoyerDoorPage *page;
  gboolean       entered; /* with Enter: a code that is known is a scan */
} Search;

static void
clear_entry (FoyerDoorPage *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_pointer (&self->looked_for, g_free);
  gtk_editable_set_text (self->entry, "");
  gtk_stack_set_visible_child_name (self->lists, "scans");
}

static void
take_entered (FoyerDoorPage *self, const FoyerGuestQuery *answer)
{
  if (answer->is_code || answer->guests->len == 0)
    {
      clear_entry (self);
      present (self, answer->text, (FoyerScanOrigin) { 0 });
    }
  else
    /* as Tab would, which also makes it the row that Enter means */
    gtk_widget_child_focus (GTK_WIDGET (self->matches), GTK_DIR_TAB_FORWARD);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Search *search = user_data;
  g_autoptr (FoyerDoorPage) self = search->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerGuestQuery) answer = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The guests could not be searched. Try again."), error);
      return;
    }
  foyer_guest_matches_fill (self->matches, answer);
  gtk_stack_set_visible_child_name (self->lists, "matches");
  if (search->entered)
    take_entered (self, answer);
}

static void
look_for (FoyerDoorPage *self, gboolean entered)
{
  const FoyerId   *event = foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  Search          *search;

  /* the entry tells a change late, when Enter may have told it already */
  if (!g_set_str (&self->looked_for, text) && !entered)
    return;
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  if (g_utf8_strlen (text, -1) < (entered ? 1 : SHORTEST_NAME))
    {
      gtk_stack_set_visible_child_name (self->lists, "scans");
      return;
    }
  self->search = g_cancellable_new ();
  search = g_new0 (Search, 1);
  search->page = g_object_ref (self);
  search->entered = entered;
  foyer_store_read_async (foyer_page_get_store (FOYER_PAGE (self)), foyer_guest_query_run, foyer_guest_query_new (event, text, MATCHES_SHOWN),
                          (GDestroyNotify) foyer_guest_query_free, (GDestroyNotify) foyer_guest_query_free, self->search, searched_cb, search);
}

static void
entry_changed_cb (FoyerDoorPage *self)
{
  look_for (self, FALSE);
}

/* The entry hears keys of the whole page, so Enter may be meant for the widget
 * that has the focus. */
static void
entry_activated_cb (FoyerDoorPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry)))
    look_for (self, TRUE);
  else
    gtk_widget_activate (focus);
}

static void
entry_stopped_cb (FoyerDoorPage *self)
{
  clear_entry (self);
}

/* Somebody types where no field has the focus. */
static void
entry_started_cb (FoyerDoorPage *self)
{
  GtkEditable *text = gtk_editable_get_delegate (self->entry);

  if (GTK_IS_TEXT (text) && !gtk_widget_has_focus (GTK_WIDGET (text)))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

static void
match_chosen_cb (FoyerDoorPage *self, GtkListBoxRow *row)
{
  g_autofree char *code = foyer_guest_matches_dup_code (row);

  if (code == NULL)
    return;
  clear_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  present (self, code, (FoyerScanOrigin) { 0 });
}

/* Taking back. */

static gpointer
undo_scan (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_admission_store_undo (connection, data, _ ("Taken back at the door"), error));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      foyer_page_report (FOYER_PAGE (self), _ ("The scan could not be taken back. Try again."), error);
      foyer_page_queue_refresh (FOYER_PAGE (self));
      return;
    }
  if (g_cancellable_is_cancelled (foyer_page_get_cancellable (FOYER_PAGE (self))))
    return;
  if (self->undoable_name != NULL && *self->undoable_name != '\0')
    /* Translators: the name of a guest */
    sentence = g_strdup_printf (_ ("The scan of %s was taken back"), self->undoable_name);
  foyer_answer_clear (self->answer);
  foyer_page_toast (FOYER_PAGE (self), sentence != NULL ? sentence : _ ("The last scan was taken back"));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);
  FoyerId        scan = self->undoable;

  if (foyer_id_is_none (&scan))
    return;
  self->undoable = FOYER_ID_NONE;
  gtk_widget_action_set_enabled (widget, "door.undo", FALSE);
  foyer_store_write_async (foyer_page_get_store (FOYER_PAGE (self)), undo_scan, g_memdup2 (&scan, sizeof scan), g_free, NULL, undone_cb, g_object_ref (self));
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
  if (*gtk_editable_get_text (self->entry) != '\0')
    clear_entry (self);
  else
    gtk_widget_activate_action (widget, "door.undo", NULL);
  return GDK_EVENT_STOP;
}

/* What is shown beside the answer. */

static void
show_state (FoyerDoorPage *self, const FoyerDoorState *state)
{
  const FoyerEvent   *event = get_event (self);
  const FoyerScanRow *undoable = foyer_scan_log_find_undoable (state->recent, foyer_store_get_device (foyer_page_get_store (FOYER_PAGE (self))));
  g_autofree char    *inside = foyer_format_count (state->count.inside);
  g_autofree char    *expected = foyer_format_count (state->count.expected);
  /* Translators: below a large number of people: those inside, out of so many who hold tickets */
  g_autofree char *rest = g_strdup_printf (_ ("inside of %s expected"), expected);

  gtk_label_set_label (self->inside, inside);
  gtk_label_set_label (self->expected, rest);
  foyer_scan_log_fill (self->scans, state->recent, event != NULL ? event->timezone : NULL);
  /* a scan of this moment may not be in what was read a moment ago */
  if (undoable != NULL && undoable->scan.made_at >= self->undoable_at)
    set_undoable (self, &undoable->scan.id, undoable->scan.made_at, undoable->holder);
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
  self->undoable_at = 0;
  set_undoable (self, NULL, 0, NULL);
  clear_entry (self);
  foyer_answer_clear (self->answer);
  foyer_viewfinder_reset (self->viewfinder);
}

static void
foyer_door_page_refresh (FoyerPage *page)
{
  FoyerDoorPage    *self = FOYER_DOOR_PAGE (page);
  const FoyerEvent *event = get_event (self);
  const FoyerId    *id = foyer_session_get_event_id (foyer_page_get_session (page));

  if (!foyer_id_equal (&self->event, id))
    change_event (self, id);
  gtk_stack_set_visible_child_name (self->stack, foyer_id_is_none (id) ? "no-event" : "door");
  adw_window_title_set_subtitle (self->title, event != NULL ? event->title : "");
  if (foyer_id_is_none (id))
    foyer_viewfinder_stop (self->viewfinder);
  else
    foyer_viewfinder_start (self->viewfinder);
  if (!foyer_id_is_none (id))
    foyer_store_read_async (foyer_page_get_store (page), foyer_door_state_read, g_memdup2 (id, sizeof *id), g_free,
                            (GDestroyNotify) foyer_door_state_free, foyer_page_get_cancellable (page), state_read_cb, g_object_ref (self));
}

static void
mode_changed_cb (FoyerDoorPage *self)
{
  foyer_answer_set_mode (self->answer, get_mode (self));
  foyer_answer_clear (self->answer);
  foyer_viewfinder_reset (self->viewfinder);
}

static void
set_mode_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_toggle_group_set_active_name (FOYER_DOOR_PAGE (widget)->mode, g_variant_get_string (parameter, NULL));
}

/* In a narrow window a fresh answer covers everything; a settled one lies over
 * the foot of the picture. */
static gboolean
place_answer_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place, FoyerDoorPage *self)
{
  graphene_rect_t bounds;
  int             natural;

  *place = (GdkRectangle) { 0, 0, gtk_widget_get_width (GTK_WIDGET (overlay)), gtk_widget_get_height (GTK_WIDGET (overlay)) };
  if (foyer_answer_is_fresh (self->answer) || !gtk_widget_compute_bounds (GTK_WIDGET (self->viewfinder), GTK_WIDGET (overlay), &bounds))
    return TRUE;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, (int) bounds.size.width, NULL, &natural, NULL, NULL);
  place->x = (int) bounds.origin.x;
  place->width = (int) bounds.size.width;
  place->y = (int) (bounds.origin.y + bounds.size.height) - natural;
  place->height = natural;
  return TRUE;
}

static void
answer_changed_cb (FoyerDoorPage *self)
{
  gboolean over_picture = gtk_widget_get_parent (GTK_WIDGET (self->answer)) == GTK_WIDGET (self->cover);

  gtk_widget_set_visible (GTK_WIDGET (self->answer), !over_picture || !foyer_answer_is_idle (self->answer));
  gtk_widget_queue_allocate (GTK_WIDGET (self->cover));
}

/* Compact is told by the breakpoint of narrow windows. */
static void
move_answer_cb (FoyerDoorPage *self)
{
  g_autoptr (GtkWidget) answer = g_object_ref (GTK_WIDGET (self->answer));
  gboolean compact;

  g_object_get (answer, "compact", &compact, NULL);
  if (compact)
    {
      gtk_box_remove (self->answer_column, answer);
      gtk_overlay_add_overlay (self->cover, answer);
    }
  else
    {
      gtk_overlay_remove_overlay (self->cover, answer);
      gtk_box_prepend (self->answer_column, answer);
    }
  answer_changed_cb (self);
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

static void
foyer_door_page_started (FoyerPage *page)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (page);
  GSettings     *settings = foyer_session_get_settings (foyer_page_get_session (page));
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) sound = g_settings_create_action (settings, "scan-sound");
  g_autoptr (GAction) camera = g_settings_create_action (settings, "camera-device");

  g_action_map_add_action (G_ACTION_MAP (group), sound);
  g_action_map_add_action (G_ACTION_MAP (group), camera);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "settings", G_ACTION_GROUP (group));
  g_settings_bind (settings, "door-gate", self->gate, "text", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::scan-sound", G_CALLBACK (sound_chosen_cb), self, G_CONNECT_SWAPPED);
  show_sound (self);
  foyer_viewfinder_set_session (self->viewfinder, foyer_page_get_session (page), 0);
  g_signal_connect_object (foyer_camera_get_devices (foyer_viewfinder_get_camera (self->viewfinder)), "items-changed", G_CALLBACK (fill_cameras), self, G_CONNECT_SWAPPED);
  fill_cameras (self);
  self->queue = foyer_scan_queue_new (foyer_page_get_session (page));
  g_signal_connect_object (self->queue, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->wedge = foyer_wedge_listener_new (GTK_WIDGET (self), settings);
  g_signal_connect_object (self->wedge, "scan", G_CALLBACK (wedge_scan_cb), self, G_CONNECT_SWAPPED);
}

static void
foyer_door_page_map (GtkWidget *widget)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_door_page_parent_class)->map (widget);
  if (!foyer_id_is_none (foyer_session_get_event_id (foyer_page_get_session (FOYER_PAGE (self)))))
    foyer_viewfinder_start (self->viewfinder);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
foyer_door_page_unmap (GtkWidget *widget)
{
  foyer_viewfinder_stop (FOYER_DOOR_PAGE (widget)->viewfinder);
  GTK_WIDGET_CLASS (foyer_door_page_parent_class)->unmap (widget);
}

static void
foyer_door_page_dispose (GObject *object)
{
  FoyerDoorPage *self = FOYER_DOOR_PAGE (object);

  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->wedge);
  if (self->queue != NULL)
    foyer_scan_queue_stop (self->queue);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->sound, foyer_door_sound_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_DOOR_PAGE);
  G_OBJECT_CLASS (foyer_door_page_parent_class)->dispose (object);
}

static void
foyer_door_page_finalize (GObject *object)
{
  g_free (FOYER_DOOR_PAGE (object)->undoable_name);
  g_free (FOYER_DOOR_PAGE (object)->looked_for);
  G_OBJECT_CLASS (foyer_door_page_parent_class)->finalize (object);
}

static void
foyer_door_page_class_init (FoyerDoorPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  object_class->dispose = foyer_door_page_dispose;
  object_class->finalize = foyer_door_page_finalize;
  widget_class->map = foyer_door_page_map;
  widget_class->unmap = foyer_door_page_unmap;
  page_class->watches = FOYER_SUBJECT_SCANS | FOYER_SUBJECT_TICKETS | FOYER_SUBJECT_ORDERS;
  page_class->refresh = foyer_door_page_refresh;
  page_class->started = foyer_door_page_started;
  g_type_ensure (FOYER_TYPE_ANSWER);
  g_type_ensure (FOYER_TYPE_VIEWFINDER);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/door/foyer-door-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, cover);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, answer_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, viewfinder);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, answer);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, mode);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, gate);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, inside);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, expected);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, lists);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, scans);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, matches);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, sound_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerDoorPage, cameras);
  gtk_widget_class_bind_template_callback (widget_class, place_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, camera_scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, match_chosen_cb);
  gtk_widget_class_install_action (widget_class, "door.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "door.read-picture", NULL, read_picture_action);
  gtk_widget_class_install_action (widget_class, "door.set-mode", "s", set_mode_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "door.set-mode", "s", "entry");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "door.set-mode", "s", "exit");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F4, 0, "door.set-mode", "s", "info");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "door.read-picture", NULL);
}

static void
foyer_door_page_init (FoyerDoorPage *self)
{
  GtkDropTarget      *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->sound = foyer_door_sound_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "door.undo", FALSE);
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self));
}
