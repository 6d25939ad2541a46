/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "door-fixture.h"

#include "door/foyer-door-page.h"
#include "door/foyer-door-sound.h"
#include "door/foyer-viewfinder.h"
#include "door/foyer-viewfinder-picture.h"
#include "foyer-config.h"
#include "foyer-wedge-layout.h"
#include "settings/foyer-preferences-dialog.h"
#include "foyer-order-store.h"
#include "foyer-ticket-code.h"
#include "picture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_seat_text (void)
{
  g_assert_cmpstr (foyer_seat_after_category ("Stalls · Row 4 · Seat 12", "Stalls"), ==, "Row 4 · Seat 12");
  g_assert_cmpstr (foyer_seat_after_category ("Stalls left · Row 4", "Stalls"), ==, "Stalls left · Row 4");
  g_assert_cmpstr (foyer_seat_after_category ("Box 2", "Stalls"), ==, "Box 2");
  g_assert_cmpstr (foyer_seat_after_category ("", ""), ==, "");
}

static void
test_typed_code (Door *door, gconstpointer data)
{
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_text (door, "Anna Berg");
  door_expect_text (door, "Stalls");
  door_expect_text (door, "1 of 2 in order");
  door_expect_text (door, "Brings a wheelchair");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry"))), ==, "");
  g_assert_true (gui_fixture_wait_for_text (&door->base, door_find (door, GTK_TYPE_LIST_BOX, "scans"), "Anna Berg"));
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "inside of 2 expected"));
  door_expect_inside (door, 1, 1);
  door_keep_picture (door, "yes");
}

static void
test_second_time (Door *door, gconstpointer data)
{
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Already In", FOYER_ANSWER_WAIT);
  door_expect_text (door, "at Gate North by this laptop, just now");
  door_keep_picture (door, "just-scanned");
  door_expect_inside (door, 1, 2);
}

/* An admission of another door laptop, ten minutes ago, as the feed brings it. */
static void
admit_elsewhere (Door *door, const FoyerTicket *ticket)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &ticket->id);
  GError *error = NULL;

  memset (&change->id, 0x5a, sizeof change->id);
  memset (&change->device, 0xa5, sizeof change->device);
  /* by the clock of the store, which does not go back */
  change->made_at = door->order->made_at - 10 * FOYER_MINUTE;
  foyer_change_set_id (change, "event", &door->base.store.event);
  foyer_change_set_text (change, "mode", "entry");
  foyer_change_set_text (change, "verdict", "admitted");
  foyer_change_set_text (change, "gate", "Gate South");
  g_assert_true (fixture_apply (&door->base.store, change, FOYER_ORIGIN_REMOTE, &error));
  g_assert_no_error (error);
}

static void
test_admitted_elsewhere (Door *door, gconstpointer data)
{
  admit_elsewhere (door, door_get_ticket (door, 0));
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Already In", FOYER_ANSWER_NO);
  door_expect_text (door, "at Gate South by another laptop, 10 min ago");
  door_keep_picture (door, "no");
}

static void
test_unknown_code (Door *door, gconstpointer data)
{
  door_type_code (door, "NO-SUCH-TICKET");
  door_expect_answer (door, "Unknown Ticket", FOYER_ANSWER_NO);
  door_keep_picture (door, "unknown");
  door_expect_inside (door, 0, 1);
}

static void
test_exit (Door *door, gconstpointer data)
{
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_set_mode (door, "exit");
  g_assert_true (foyer_answer_is_idle (door->answer));
  door_keep_picture (door, "exit-ready");
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Goodbye", FOYER_ANSWER_YES);
  door_expect_inside (door, 0, 2);
  door_type_code (door, door_get_code (door, 1));
  door_expect_answer (door, "Was Not Inside", FOYER_ANSWER_WAIT);
}

static void
test_look_up (Door *door, gconstpointer data)
{
  door_set_mode (door, "info");
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Good Ticket", FOYER_ANSWER_INFO);
  door_expect_text (door, "Nothing was recorded.");
  door_expect_inside (door, 0, 0);
  door_keep_picture (door, "info");
}

static void
test_mode_action (Door *door, gconstpointer data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (door->page), "door.set-mode", "s", "info"));
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Good Ticket", FOYER_ANSWER_INFO);
}

static gboolean
has_other_event (GuiFixture *fixture, gpointer event)
{
  FoyerEventItem *item = foyer_session_get_event (fixture->session);

  return item != NULL && foyer_id_equal (foyer_event_item_get_id (item), event);
}

/* A ticket of tonight at the door of another event; and nothing of tonight is
 * left on the page. */
static void
test_other_event (Door *door, gconstpointer data)
{
  FoyerId other = door->base.store.event;
  g_autoptr (FoyerChange) change = NULL;
  GError *error = NULL;

  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  other.bytes[15] ^= 1;
  change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &other);
  foyer_change_set_text (change, "title", "Matinee");
  foyer_change_set_text (change, "status", "published");
  g_assert_true (fixture_apply (&door->base.store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
  foyer_session_set_event_id (door->base.session, &other);
  g_assert_true (gui_fixture_wait_until (&door->base, has_other_event, &other));
  g_assert_true (foyer_answer_is_idle (door->answer));
  g_assert_false (gtk_widget_is_sensitive (door_find (door, GTK_TYPE_BUTTON, "undo")));
  door_type_code (door, door_get_code (door, 1));
  door_expect_answer (door, "Other Event", FOYER_ANSWER_NO);
  door_expect_text (door, "For “Tonight”");
}

static void
test_unpaid (Door *door, gconstpointer data)
{
  static const char *const names[] = { "Ines Kühn", NULL };
  g_autoptr (FoyerOrder) order = door_sell (door, FOYER_PAYMENT_INVOICE, names);

  door_type_code (door, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  door_expect_answer (door, "Not Paid", FOYER_ANSWER_WAIT);
  door_expect_text (door, "To pay: 24.00");
  door_keep_picture (door, "wait");
}

static void
test_blocked (Door *door, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_BLOCK, &door_get_ticket (door, 0)->id);
  GError *error = NULL;

  foyer_change_set_boolean (change, "blocked", TRUE);
  foyer_change_set_text (change, "reason", "Reported stolen");
  g_assert_true (fixture_apply (&door->base.store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Blocked", FOYER_ANSWER_NO);
  door_expect_text (door, "Reported stolen");
  door_expect_text (door, "Call the supervisor.");
}

static void
test_too_early (Door *door, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &door->base.store.event);
  GError *error = NULL;

  foyer_change_set_integer (change, "doors", g_get_real_time () + FOYER_HOUR);
  foyer_change_set_integer (change, "starts", g_get_real_time () + 2 * FOYER_HOUR);
  g_assert_true (fixture_apply (&door->base.store, change, FOYER_ORIGIN_HERE, &error));
  gui_fixture_pause (&door->base, 300);
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Too Early", FOYER_ANSWER_WAIT);
  door_expect_text (door, "Doors open: ");
}

static gboolean
has_nobody_inside (GuiFixture *fixture, gpointer door)
{
  g_autoptr (FoyerDoorState) state = door_read_state (door);

  return state->count.inside == 0;
}

static void
test_undo (Door *door, gconstpointer data)
{
  GtkWidget *button = door_find (door, GTK_TYPE_BUTTON, "undo");

  g_assert_false (gtk_widget_is_sensitive (button));
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  gui_fixture_activate (button);
  g_assert_true (gui_fixture_wait_until (&door->base, has_nobody_inside, door));
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "The scan of Anna Berg was taken back"));
  g_assert_true (gui_fixture_wait_for_text (&door->base, door_find (door, GTK_TYPE_LIST_BOX, "scans"), "Taken back"));
  g_assert_true (foyer_answer_is_idle (door->answer));
  g_assert_false (gtk_widget_is_sensitive (button));
  door_expect_inside (door, 0, 1);

  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
}

static gboolean
has_match (GuiFixture *fixture, gpointer name)
{
  GtkWidget *list = gui_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_BOX, "matches");

  return list != NULL && gui_fixture_has_text (list, name);
}

static void
test_name (Door *door, gconstpointer data)
{
  GtkWidget *entry = door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), "noel");
  g_assert_true (gui_fixture_wait_until (&door->base, has_match, (gpointer) "Noël O’Hara"));
  door_keep_picture (door, "matches");
  door_expect_inside (door, 0, 0);
  gui_fixture_activate (gui_fixture_find (GTK_WIDGET (door->page), ADW_TYPE_ACTION_ROW, "Noël O’Hara"));
  door_let_in_by_hand (door);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_text (door, "Noël O’Hara");
  door_expect_inside (door, 1, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
has_row_focus (GuiFixture *fixture, gpointer data)
{
  return ADW_IS_ACTION_ROW (gtk_root_get_focus (GTK_ROOT (fixture->window)));
}

/* Enter after a name admits nobody by itself. */
static void
test_name_and_enter (Door *door, gconstpointer data)
{
  door_type_code (door, "berg");
  g_assert_true (gui_fixture_wait_until (&door->base, has_row_focus, NULL));
  gui_fixture_pause (&door->base, 300);
  g_assert_true (has_row_focus (&door->base, NULL));
  door_expect_inside (door, 0, 0);
  g_signal_emit_by_name (door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry"), "activate"); /* which hears Enter first */
  door_let_in_by_hand (door);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_text (door, "Anna Berg");
}

/* Presses a key as it comes from a keyboard: what no controller takes lands in
 * the field that has the focus. */
static void
press (Door *door, gunichar key)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (door->base.window));
  guint      keyval = key == '\n' ? GDK_KEY_Return : gdk_unicode_to_keyval (key);
  char       text[7] = { 0 };
  int        position;

  if (gui_fixture_press (GTK_WIDGET (door->base.window), keyval, 0) || key == '\n' || !GTK_IS_EDITABLE (focus))
    return;
  g_unichar_to_utf8 (key, text);
  position = gtk_editable_get_position (GTK_EDITABLE (focus));
  gtk_editable_insert_text (GTK_EDITABLE (focus), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (focus), position);
}

static void
test_scanner (Door *door, gconstpointer data)
{
  GtkWidget  *gate = door_find (door, GTK_TYPE_ENTRY, "gate");
  const char *code = door_get_code (door, 0);

  gtk_widget_grab_focus (gate);
  gtk_editable_set_position (GTK_EDITABLE (gate), -1);
  for (const char *key = code; *key != '\0'; key++)
    press (door, (gunichar) *key);
  press (door, '\n');
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gate)), ==, "Gate North");
  door_expect_inside (door, 1, 1);
}

/* What a computer with a French keyboard makes of an American one's keys. */
static gunichar
on_french_keyboard (char meant)
{
  static const char *const digits[] = { "à", "&", "é", "\"", "'", "(", "-", "è", "_", "ç" };
  static const char        letters[] = "AQQAWZZWM?";

  if (g_ascii_isdigit (meant))
    return g_utf8_get_char (digits[meant - '0']);
  for (guint i = 0; letters[i] != '\0'; i += 2)
    if (letters[i] == meant)
      return (gunichar) letters[i + 1];
  return (gunichar) meant;
}

static void
test_scanner_with_another_keyboard (Door *door, gconstpointer data)
{
  for (const char *key = door_get_code (door, 0); *key != '\0'; key++)
    press (door, on_french_keyboard (*key));
  press (door, '\n');
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_inside (door, 1, 1);
}

static gboolean
has_learned (GuiFixture *fixture, gpointer label)
{
  return g_str_equal (gtk_label_get_label (label), "Learned");
}

/* While the test code is shown, the door behind hears no scanner. */
static void
test_scanner_is_trained (Door *door, gconstpointer data)
{
  AdwDialog *dialog = foyer_preferences_dialog_new (door->base.settings);
  GtkWidget *label;

  adw_dialog_present (dialog, GTK_WIDGET (door->base.window));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "preferences.train", NULL);
  label = gui_fixture_wait_for_widget (&door->base, GTK_TYPE_LABEL, "result");
  g_assert_nonnull (label);
  for (const char *key = FOYER_WEDGE_TRAINING_TEXT; *key != '\0'; key++)
    press (door, *key == 'Y' ? 'Z' : *key == 'Z' ? 'Y'
                                                 : (gunichar) *key);
  press (door, '\n');
  g_assert_true (gui_fixture_wait_until (&door->base, has_learned, label));
  door_keep_picture (door, "scanner-trained");
  door_expect_inside (door, 0, 0);
  adw_dialog_force_close (dialog);
  gui_fixture_pause (&door->base, 300);
  {
    g_autofree char *map = g_settings_get_string (door->base.settings, "wedge-map");

    g_assert_cmpstr (map, ==, "ZYYZ");
  }
  for (const char *key = door_get_code (door, 0); *key != '\0'; key++)
    press (door, *key == 'Y' ? 'Z' : *key == 'Z' ? 'Y'
                                                 : (gunichar) *key);
  press (door, '\n');
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
}

static gboolean
has_typed_text (GuiFixture *fixture, gpointer entry)
{
  return g_str_equal (gtk_editable_get_text (entry), "ann");
}

/* Fast fingers are still a person. */
static void
test_person (Door *door, gconstpointer data)
{
  GtkWidget *entry = door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry");

  gtk_widget_grab_focus (entry);
  press (door, 'a');
  press (door, 'n');
  press (door, 'n');
  g_assert_true (gui_fixture_wait_until (&door->base, has_typed_text, entry));
  g_assert_true (gui_fixture_wait_until (&door->base, has_match, (gpointer) "Anna Berg"));
  door_expect_inside (door, 0, 0);
}

static char *
get_path (Door *door, const char *name)
{
  return g_build_filename (door->base.store.folder, name, NULL);
}

static FoyerFrame *
draw_qr (const char *text, int width, int height)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Picture picture = PICTURE_CLEAN (width, height);

  picture.module = 6;
  return picture_qr (&picture, text, strlen (text), 1, rand);
}

/* A hardticket: the QR code over the bar code. */
static FoyerFrame *
draw_ticket (const FoyerTicket *ticket)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Picture picture = PICTURE_CLEAN (640, 240);
  g_autoptr (FoyerFrame) qr = draw_qr (ticket->secret, 640, 240);
  g_autoptr (FoyerFrame) bars = NULL;
  char    digits[14];
  guint8 *data = g_malloc (640 * 480);

  foyer_ean13_build (42, ticket->serial, digits);
  bars = picture_ean_13 (&picture, digits, rand);
  for (int y = 0; y < 240; y++)
    {
      memcpy (data + y * 640, foyer_frame_get_data (qr) + y * foyer_frame_get_stride (qr), 640);
      memcpy (data + (y + 240) * 640, foyer_frame_get_data (bars) + y * foyer_frame_get_stride (bars), 640);
    }
  return foyer_frame_new_take (data, 640, 480, 0);
}

static void
drop (Door *door, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (door->page));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
    }
  g_assert_true (taken);
}

static void
test_picture (Door *door, gconstpointer data)
{
  g_autofree char *path = get_path (door, "ticket.png");
  g_autoptr (FoyerFrame) frame = draw_ticket (door_get_ticket (door, 0));
  GError *error = NULL;

  g_assert_true (picture_save (frame, path, "png", &error));
  drop (door, path);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  gui_fixture_pause (&door->base, 300);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_inside (door, 1, 1); /* two codes, one ticket, one scan */
  g_unlink (path);
}

static void
test_picture_of_nothing (Door *door, gconstpointer data)
{
  g_autofree char *path = get_path (door, "wall.png");
  g_autofree char *text = get_path (door, "text.png");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (FoyerFrame) frame = picture_noise (200, 200, rand);
  GError *error = NULL;

  g_assert_true (picture_save (frame, path, "png", &error));
  drop (door, path);
  door_expect_answer (door, "No Code Found", FOYER_ANSWER_WAIT);
  g_assert_true (g_file_set_contents (text, "not a picture", -1, &error));
  drop (door, text);
  door_expect_answer (door, "Not a Picture", FOYER_ANSWER_WAIT);
  g_unlink (path);
  g_unlink (text);
}

static FoyerCamera *
get_camera (Door *door)
{
  return foyer_viewfinder_get_camera (FOYER_VIEWFINDER (door_find (door, FOYER_TYPE_VIEWFINDER, NULL)));
}

static gboolean
is_off (GuiFixture *fixture, gpointer camera)
{
  return foyer_camera_get_state (camera) == FOYER_CAMERA_OFF;
}

static void
show_to_camera (Door *door, FoyerFrame *frame)
{
  FoyerCamera     *camera = get_camera (door);
  g_autofree char *path = get_path (door, "camera.png");
  g_autofree char *source = g_strdup_printf ("filesrc location=%s ! pngdec ! imagefreeze ! video/x-raw,framerate=30/1 ! "
                                             "clocksync ! videoconvert ! video/x-raw,format=YUY2",
                                             path);
  GError          *error = NULL;

  g_assert_true (picture_save (frame, path, "png", &error));
  foyer_camera_stop (camera);
  g_assert_true (gui_fixture_wait_until (&door->base, is_off, camera));
  foyer_camera_set_source_description (camera, source);
  foyer_camera_start (camera);
}

static void
forget_picture (Door *door)
{
  g_autofree char *path = get_path (door, "camera.png");

  g_unlink (path);
}

static void
test_camera (Door *door, gconstpointer data)
{
  g_autoptr (FoyerFrame) frame = draw_ticket (door_get_ticket (door, 0));

  show_to_camera (door, frame);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_text (door, "Anna Berg");
  g_assert_nonnull (gui_fixture_wait_for_widget (&door->base, FOYER_TYPE_VIEWFINDER_PICTURE, "picture"));
  door_keep_picture (door, "camera");
  gui_fixture_pause (&door->base, 2500); /* held still: one scan, though it has two codes */
  g_assert_cmpint (foyer_camera_get_state (get_camera (door)), ==, FOYER_CAMERA_PLAYING);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_inside (door, 1, 1);
  forget_picture (door);
}

static void
test_camera_foreign_code (Door *door, gconstpointer data)
{
  g_autoptr (FoyerFrame) frame = draw_qr ("https://example.org/menu", 640, 480);

  show_to_camera (door, frame);
  door_expect_answer (door, "Unknown Ticket", FOYER_ANSWER_NO);
  gui_fixture_pause (&door->base, 500);
  door_expect_inside (door, 0, 1);
  forget_picture (door);
}

static void
test_camera_stops (Door *door, gconstpointer data)
{
  FoyerCamera *camera = get_camera (door);
  g_autoptr (FoyerFrame) frame = draw_qr (door_get_code (door, 0), 640, 480);

  show_to_camera (door, frame);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_object_ref (camera);
  gui_fixture_show_page (&door->base, "overview");
  g_assert_true (gui_fixture_wait_until (&door->base, is_off, camera));
  g_object_unref (camera);
  forget_picture (door);
}

static void
test_no_camera (Door *door, gconstpointer data)
{
  GtkWidget *viewfinder = door_find (door, FOYER_TYPE_VIEWFINDER, NULL);

  g_assert_true (gui_fixture_wait_for_text (&door->base, viewfinder, "No Camera"));
  g_settings_set_string (door->base.settings, "camera-device", "no-such-camera");
  g_assert_true (gui_fixture_wait_for_text (&door->base, viewfinder, "Camera Not There"));
  door_keep_picture (door, "no-camera");
  gui_fixture_activate (gui_fixture_find_action (viewfinder, "viewfinder.any-camera"));
  g_assert_true (gui_fixture_wait_for_text (&door->base, viewfinder, "No Camera"));
}

static void
test_camera_trouble (Door *door, gconstpointer data)
{
  FoyerCamera *camera = get_camera (door);

  foyer_camera_stop (camera);
  g_assert_true (gui_fixture_wait_until (&door->base, is_off, camera));
  foyer_camera_set_source_description (camera, "no-such-element");
  foyer_camera_start (camera);
  g_assert_true (gui_fixture_wait_for_text (&door->base, door_find (door, FOYER_TYPE_VIEWFINDER, NULL), "Camera Trouble"));
}

static gboolean
shows_no_answer (GuiFixture *fixture, gpointer page)
{
  return gui_fixture_find (page, FOYER_TYPE_ANSWER, NULL) == NULL;
}

static gboolean
answer_fills_the_page (GuiFixture *fixture, gpointer answer)
{
  return gtk_widget_get_height (answer) > 500;
}

static void
test_narrow (Door *door, gconstpointer data)
{
  g_assert_true (gui_fixture_wait_until (&door->base, shows_no_answer, door->page));
  door_keep_picture (door, "narrow-idle");
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_true (gui_fixture_wait_until (&door->base, answer_fills_the_page, door->answer));
  door_keep_picture (door, "narrow-fresh");
  g_assert_nonnull (gui_fixture_wait_for_widget (&door->base, GTK_TYPE_LABEL, "compact_word"));
  gui_fixture_pause (&door->base, 100);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (door->answer)), <, 200);
  door_keep_picture (door, "narrow-settled");
}

static void
test_store_fails (Door *door, gconstpointer data)
{
  gui_fixture_pause (&door->base, 500); /* nothing is being read any more */
  foyer_store_close (door->base.store.store);
  g_test_expect_message ("foyer", G_LOG_LEVEL_WARNING, "*could not be recorded*");
  foyer_answer_clear (door->answer);
  door_set_mode (door, "entry");
  g_signal_emit_by_name (door_find (door, FOYER_TYPE_VIEWFINDER, NULL), "scan", door_get_code (door, 0));
  door_expect_answer (door, "Not Recorded", FOYER_ANSWER_NO);
  g_test_assert_expected_messages ();
}

static void
test_speed (Door *door, gconstpointer data)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < 10; i++)
    {
      gint64 begun;

      foyer_answer_clear (door->answer);
      foyer_viewfinder_reset (FOYER_VIEWFINDER (door_find (door, FOYER_TYPE_VIEWFINDER, NULL)));
      begun = g_get_monotonic_time ();
      g_signal_emit_by_name (door_find (door, FOYER_TYPE_VIEWFINDER, NULL), "scan", door_get_code (door, 0));
      door_expect_answer (door, i == 0 ? "Welcome" : "Already In", i == 0 ? FOYER_ANSWER_YES : FOYER_ANSWER_WAIT);
      best = MIN (best, (double) (g_get_monotonic_time () - begun) / 1000);
    }
  g_test_message ("from code to verdict: %.1f ms", best);
  g_assert_cmpfloat (best, <, 100);
}

static void
test_sounds (Door *door, gconstpointer data)
{
  static const char *const volumes[] = { "quiet", "loud" };

  for (FoyerAnswerKind kind = FOYER_ANSWER_YES; kind <= FOYER_ANSWER_INFO; kind++)
    {
      g_autoptr (GBytes) sound = foyer_door_sound_render (kind);
      const gint16 *samples = g_bytes_get_data (sound, NULL);
      gsize         count = g_bytes_get_size (sound) / sizeof *samples;
      int           peak = 0;

      for (gsize i = 0; i < count; i++)
        peak = MAX (peak, ABS (samples[i]));
      g_assert_cmpint (peak, >, 8000);
      g_assert_cmpint (ABS (samples[0]) + ABS (samples[count - 1]), <, 200); /* no click */
      g_assert_cmpuint (count, <, FOYER_DOOR_SOUND_RATE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (volumes); i++)
    {
      g_settings_set_string (door->base.settings, "scan-sound", volumes[i]);
      door_type_code (door, door_get_code (door, i));
      door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
    }
}

static void
test_no_event (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "door");

  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "No Event in Hand"));
  g_assert_nonnull (gui_fixture_find_action (GTK_WIDGET (page), "win.show-page"));
}

#define ADD(name, function) g_test_add ("/door/" name, Door, NULL, door_set_up, function, door_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/door/a-seat-does-not-repeat-the-category", test_seat_text);
  ADD ("a-typed-code-is-admitted", test_typed_code);
  ADD ("a-second-time-a-moment-later-is-amber", test_second_time);
  ADD ("a-ticket-let-in-elsewhere-is-red-with-when-and-where", test_admitted_elsewhere);
  ADD ("an-unknown-code-is-refused-and-on-record", test_unknown_code);
  ADD ("exit-lets-out", test_exit);
  ADD ("look-up-records-nothing", test_look_up);
  ADD ("keys-choose-the-mode", test_mode_action);
  ADD ("a-ticket-of-another-event-says-which", test_other_event);
  ADD ("an-unpaid-ticket-says-what-is-to-be-paid", test_unpaid);
  ADD ("a-blocked-ticket-says-why", test_blocked);
  ADD ("too-early-says-when-doors-open", test_too_early);
  ADD ("the-last-scan-can-be-taken-back", test_undo);
  ADD ("a-name-finds-a-guest-to-admit", test_name);
  ADD ("enter-after-a-name-admits-nobody-yet", test_name_and_enter);
  ADD ("a-scanner-is-heard-and-lands-in-no-field", test_scanner);
  ADD ("a-scanner-with-another-keyboard-is-understood", test_scanner_with_another_keyboard);
  ADD ("a-scanner-is-trained", test_scanner_is_trained);
  ADD ("a-fast-typist-is-no-scanner", test_person);
  ADD ("a-picture-with-two-codes-is-one-scan", test_picture);
  ADD ("a-picture-of-nothing-is-told", test_picture_of_nothing);
  ADD ("a-ticket-held-to-the-camera-is-one-scan", test_camera);
  ADD ("a-foreign-code-needs-two-frames", test_camera_foreign_code);
  ADD ("the-camera-stops-with-the-page", test_camera_stops);
  ADD ("without-a-camera-it-says-what-to-do", test_no_camera);
  ADD ("a-broken-camera-is-told", test_camera_trouble);
  g_test_add ("/door/a-narrow-window-is-all-answer-for-a-moment", Door, "narrow", door_set_up, test_narrow, door_tear_down);
  ADD ("a-scan-that-is-not-recorded-is-no-yes", test_store_fails);
  ADD ("from-code-to-verdict-is-fast", test_speed);
  ADD ("sounds-differ-and-hold-up-nothing", test_sounds);
  g_test_add ("/door/without-an-event-it-says-so", GuiFixture, "empty", gui_fixture_set_up, test_no_event, gui_fixture_tear_down);
  return g_test_run ();
}
