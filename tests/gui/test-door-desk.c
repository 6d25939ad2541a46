/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "door-fixture.h"

#include "door/foyer-door-counter.h"
#include "door/foyer-door-lock.h"
#include "door/foyer-door-page.h"
#include "door/foyer-door-setup.h"
#include "door/foyer-door-setup-private.h"
#include "door/foyer-door-sheet.h"
#include "door/foyer-party-dialog.h"
#include "foyer-conflict-store.h"
#include "foyer-key-store.h"
#include "store-dump.h"

#include <glib/gstdio.h>
#include <string.h>

/* What staff do about an answer, and how a door is set up. */

static gint64
count (Door *door, const char *sql)
{
  return dump_number (foyer_store_get_path (door->base.store.store), sql);
}

static GtkWidget *
offer (Door *door, const char *action)
{
  return gui_fixture_find_action (GTK_WIDGET (door->answer), action);
}

static void
test_confirm (Door *door, gconstpointer data)
{
  g_settings_set_boolean (door->base.settings, "door-confirm", TRUE);
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Good Ticket", FOYER_ANSWER_INFO);
  door_expect_inside (door, 0, 0);
  door_keep_picture (door, "confirm");
  gui_fixture_activate (offer (door, "door.admit"));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_inside (door, 1, 1);
  /* Enter does the same, once */
  door_type_code (door, door_get_code (door, 1));
  door_expect_answer (door, "Good Ticket", FOYER_ANSWER_INFO);
  g_signal_emit_by_name (door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry"), "activate");
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_signal_emit_by_name (door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry"), "activate");
  gui_fixture_pause (&door->base, 300);
  door_expect_inside (door, 2, 2);
}

/* A refusal needs no question. */
static void
test_confirm_refusal (Door *door, gconstpointer data)
{
  g_settings_set_boolean (door->base.settings, "door-confirm", TRUE);
  door_type_code (door, "NO-SUCH-TICKET");
  door_expect_answer (door, "Unknown Ticket", FOYER_ANSWER_NO);
  g_assert_null (offer (door, "door.admit"));
}

static void
test_party (Door *door, gconstpointer data)
{
  static const char *const names[] = { "Ada Kühn", "Bo Kühn", "Cy Kühn", "Di Kühn", NULL };
  g_autoptr (FoyerOrder) order = door_sell (door, FOYER_PAYMENT_CASH, names);
  AdwDialog *dialog;
  GtkWidget *later;

  door_type_code (door, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  door_expect_text (door, "1 of 4 in order");
  door_expect_text (door, "Admit 3 More…");
  gui_fixture_activate (offer (door, "door.admit-party"));
  dialog = door_wait_for_dialog (door);
  g_assert_true (FOYER_IS_PARTY_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (dialog), "Inside"));
  later = gui_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "Cy Kühn");
  gui_fixture_activate (later);
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (dialog), "Admit 2"));
  door_keep_picture (door, "party");
  gui_fixture_activate (adw_dialog_get_default_widget (dialog));
  door_expect_text (door, "3 of 4 in order");
  door_expect_inside (door, 3, 3);
  g_assert_cmpint (count (door, "SELECT count(*) FROM scan WHERE method = 'manual'"), ==, 2);
}

static void
test_payment (Door *door, gconstpointer data)
{
  static const char *const names[] = { "Ines Kühn", NULL };
  g_autoptr (FoyerOrder) order = door_sell (door, FOYER_PAYMENT_INVOICE, names);

  door_type_code (door, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  door_expect_answer (door, "Not Paid", FOYER_ANSWER_WAIT);
  gui_fixture_activate (offer (door, "door.take-payment"));
  door_wait_for_dialog (door);
  door_keep_picture (door, "payment");
  door_respond (door, "cash");
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_cmpint (count (door, "SELECT count(*) FROM payment WHERE method = 'cash' AND amount = 2400 AND reference = 'Paid at the door'"), ==, 1);
  door_expect_inside (door, 1, 2);
}

static void
test_block (Door *door, gconstpointer data)
{
  door_set_mode (door, "info");
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Good Ticket", FOYER_ANSWER_INFO);
  gui_fixture_activate (offer (door, "door.block"));
  gtk_editable_set_text (GTK_EDITABLE (door_find_in_dialog (door, ADW_TYPE_ENTRY_ROW)), "Reported stolen");
  door_respond (door, "do");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "The ticket is blocked at all doors"));
  door_set_mode (door, "entry");
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Blocked", FOYER_ANSWER_NO);
  door_expect_text (door, "Reported stolen");
  gui_fixture_activate (offer (door, "door.unblock"));
  door_respond (door, "do");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "The ticket is not blocked any more. Scan it again."));
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
}

static void
test_by_hand_says_who (Door *door, gconstpointer data)
{
  GtkWidget *entry = door_find (door, GTK_TYPE_SEARCH_ENTRY, "entry");

  door_type_code (door, "berg");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "Anna Berg"));
  gui_fixture_activate (gui_fixture_find (GTK_WIDGET (door->page), ADW_TYPE_ACTION_ROW, "Anna Berg"));
  door_wait_for_dialog (door);
  door_respond (door, "cancel");
  door_expect_inside (door, 0, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "berg");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "Anna Berg"));
  gui_fixture_activate (gui_fixture_find (GTK_WIDGET (door->page), ADW_TYPE_ACTION_ROW, "Anna Berg"));
  door_let_in_by_hand (door);
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_cmpint (count (door, "SELECT count(*) FROM scan WHERE method = 'manual' AND operator = 'Jo' AND reason = 'Phone has no power'"), ==, 1);
}

static gpointer
announce (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_key_store_announce (connection, data, "Till 1", error));
}

static void
test_genuine (Door *door, gconstpointer data)
{
  FoyerRandom random;
  g_autoptr (FoyerSigner) signer = NULL;
  FoyerSignedContent content = { .event = door->base.store.event, .category = door->base.store.stalls, .secret = "0123456789ABCDEFGHJKMNPQRS" };
  g_autofree char   *code = NULL;

  foyer_random_init_seed (&random, 5);
  signer = foyer_signer_generate (&random);
  content.ticket = foyer_id_generate (g_get_real_time (), &random);
  code = foyer_signed_code_print (&content, signer);
  foyer_store_write (door->base.store.store, announce, signer, NULL);
  door_type_code (door, code);
  door_expect_answer (door, "Genuine Ticket", FOYER_ANSWER_GENUINE);
  door_expect_text (door, "Stalls");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "1 not listed yet"));
  door_keep_picture (door, "genuine");
}

/* Another door let in the same ticket, and told late. */
static void
test_conflict (Door *door, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &door_get_ticket (door, 0)->id);
  g_autoptr (FoyerChange) settle = NULL;
  AdwBanner *banner = ADW_BANNER (gtk_widget_get_template_child (GTK_WIDGET (door->page), FOYER_TYPE_DOOR_PAGE, "conflict_banner"));
  g_autoptr (GError) error = NULL;
  FoyerId conflict;

  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_false (adw_banner_get_revealed (banner));
  memset (&change->id, 0x5a, sizeof change->id);
  memset (&change->device, 0xa5, sizeof change->device);
  change->made_at = door->order->made_at - 10 * FOYER_MINUTE;
  foyer_change_set_id (change, "event", &door->base.store.event);
  foyer_change_set_text (change, "mode", "entry");
  foyer_change_set_text (change, "verdict", "admitted");
  foyer_change_set_text (change, "gate", "Gate South");
  fixture_apply (&door->base.store, change, FOYER_ORIGIN_REMOTE, &error);
  g_assert_no_error (error);
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "Two doors let in the ticket of Anna Berg"));
  door_keep_picture (door, "conflict");
  g_assert_cmpint (count (door, "SELECT count(*) FROM conflict"), ==, 1);
  {
    g_autofree char *hex = dump_text (foyer_store_get_path (door->base.store.store), "SELECT hex (id) FROM conflict");

    for (int i = 0; i < 16; i++)
      conflict.bytes[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  }
  settle = foyer_change_new (FOYER_CHANGE_CONFLICT_SETTLE, &conflict);
  foyer_change_set_text (settle, "note", "Sisters");
  fixture_apply (&door->base.store, settle, FOYER_ORIGIN_HERE, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 50 && adw_banner_get_revealed (banner); i++)
    gui_fixture_pause (&door->base, 100);
  g_assert_false (adw_banner_get_revealed (banner));
}

static gboolean
is_full (GuiFixture *fixture, gpointer counter)
{
  return gui_fixture_has_text (counter, "Full: the house holds 2");
}

static void
test_capacity (Door *door, gconstpointer data)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &door->base.store.event);
  GtkWidget *counter = door_find (door, FOYER_TYPE_DOOR_COUNTER, "counter");

  foyer_change_set_integer (change, "capacity", 2);
  g_assert_true (fixture_apply (&door->base.store, change, FOYER_ORIGIN_HERE, NULL));
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_false (is_full (&door->base, counter));
  door_type_code (door, door_get_code (door, 1));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_true (gui_fixture_wait_until (&door->base, is_full, counter));
  foyer_answer_settle (door->answer);
  door_keep_picture (door, "full");
}

/* The clock was set three hours ahead while guests come in. */
static void
test_clock (Door *door, gconstpointer data)
{
  FoyerTime wall;
  gint64    monotonic;

  gui_fixture_pause (&door->base, 500); /* the first look at the scans is a look at the clock, too */
  wall = g_get_real_time ();
  monotonic = g_get_monotonic_time ();
  foyer_door_page_check_clock (FOYER_DOOR_PAGE (door->page), wall, monotonic);
  g_assert_false (gui_fixture_has_text (GTK_WIDGET (door->page), "The clock of this laptop"));
  foyer_door_page_check_clock (FOYER_DOOR_PAGE (door->page), wall + 3 * FOYER_HOUR, monotonic);
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "The clock of this laptop was set by 3 hours."));
  door_keep_picture (door, "clock");
}

static gboolean
is_locked (GuiFixture *fixture, gpointer page)
{
  return adw_application_window_get_content (ADW_APPLICATION_WINDOW (fixture->window)) == page;
}

static void
enter_pin (Door *door, const char *pin)
{
  gtk_editable_set_text (GTK_EDITABLE (door_find_in_dialog (door, ADW_TYPE_PASSWORD_ENTRY_ROW)), pin);
  door_respond (door, "do");
}

static void
test_kiosk (Door *door, gconstpointer data)
{
  g_autofree char *kept = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (door->page), "door.lock", NULL));
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (door_wait_for_dialog (door)), "do"));
  enter_pin (door, "2468");
  g_assert_true (gui_fixture_wait_until (&door->base, is_locked, door->page));
  g_assert_true (g_settings_get_boolean (door->base.settings, "door-locked"));
  kept = g_settings_get_string (door->base.settings, "door-pin");
  g_assert_null (strstr (kept, "2468"));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (door->page), "Let the guest in."));
  door_keep_picture (door, "kiosk");

  /* no way to anywhere else */
  g_assert_false (foyer_window_show_page (door->base.window, "overview"));
  gtk_widget_activate_action (GTK_WIDGET (door->page), "win.show-page", "s", "events");
  gtk_window_close (GTK_WINDOW (door->base.window));
  gui_fixture_pause (&door->base, 200);
  g_assert_true (is_locked (&door->base, door->page));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (door->page)));

  /* it works as ever */
  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);

  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (door->page), "door.leave"));
  enter_pin (door, "1111");
  g_assert_true (gui_fixture_wait_for_text (&door->base, GTK_WIDGET (door->page), "Wrong PIN"));
  g_assert_true (is_locked (&door->base, door->page));
  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (door->page), "door.leave"));
  enter_pin (door, "2468");
  for (int i = 0; i < 50 && is_locked (&door->base, door->page); i++)
    gui_fixture_pause (&door->base, 100);
  g_assert_false (is_locked (&door->base, door->page));
  g_assert_false (g_settings_get_boolean (door->base.settings, "door-locked"));
  g_assert_true (foyer_window_show_page (door->base.window, "overview"));
}

/* Guessing is slow. */
static void
test_pin_guessing (Door *door, gconstpointer data)
{
  g_autoptr (FoyerDoorLock) lock = foyer_door_lock_new (door->page);

  gtk_widget_activate_action (GTK_WIDGET (door->page), "door.lock", NULL);
  enter_pin (door, "2468");
  g_assert_true (gui_fixture_wait_until (&door->base, is_locked, door->page));
  for (int i = 0; i < 3; i++)
    g_assert_false (foyer_door_lock_try (lock, "1111"));
  g_assert_false (foyer_door_lock_try (lock, "2468"));
  foyer_door_lock_stop (lock);
  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (door->page), "door.leave"));
  enter_pin (door, "2468");
  g_assert_false (g_settings_get_boolean (door->base.settings, "door-locked"));
}

static gboolean
has_gate (GuiFixture *fixture, gpointer data)
{
  return dump_number (foyer_store_get_path (fixture->store.store), "SELECT count(*) FROM gate WHERE name = 'Balcony stairs'") == 1;
}

static GtkWidget *
wait_for_row (Door *door, AdwDialog *dialog, GType type, const char *title)
{
  GtkWidget *row = NULL;

  for (int i = 0; i < 50 && (row = gui_fixture_find (GTK_WIDGET (dialog), type, title)) == NULL; i++)
    gui_fixture_pause (&door->base, 100);
  g_assert_nonnull (row);
  return row;
}

static void
test_setup (Door *door, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *row;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (door->page), "door.set-up", NULL));
  dialog = door_wait_for_dialog (door);
  door_keep_picture (door, "setup");
  for (int i = 0; i < 50 && adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (dialog)) == NULL; i++)
    gui_fixture_pause (&door->base, 50);
  for (int i = 0; i < 50; i++)
    {
      adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "shared");
      gui_fixture_pause (&door->base, 50);
      if (g_strcmp0 (adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (dialog)), "shared") == 0)
        break;
    }
  row = wait_for_row (door, dialog, ADW_TYPE_ENTRY_ROW, "New Gate");
  gtk_editable_set_text (GTK_EDITABLE (row), "Balcony stairs");
  g_signal_emit_by_name (row, "apply");
  g_assert_true (gui_fixture_wait_until (&door->base, has_gate, NULL));
  wait_for_row (door, dialog, ADW_TYPE_EXPANDER_ROW, "Balcony stairs");
  door_keep_picture (door, "setup-shared");
  adw_dialog_force_close (dialog);
  gui_fixture_pause (&door->base, 300);
}

static void
test_window_texts (void)
{
  FoyerTime from, until;

  g_assert_true (foyer_window_read ("2026-11-21 18:00 – 23:30", "Europe/Berlin", &from, &until));
  g_assert_cmpint (from, ==, foyer_time_parse_iso ("2026-11-21T17:00:00Z", NULL));
  g_assert_cmpint (until, ==, foyer_time_parse_iso ("2026-11-21T22:30:00Z", NULL));
  g_assert_true (foyer_window_read (" 2026-11-21 18:00-2:00 ", "Europe/Berlin", &from, &until));
  g_assert_cmpint (until - from, ==, 8 * FOYER_HOUR);
  g_assert_true (foyer_window_read ("2026-11-21 18:00 - 2026-11-23 2:00", "Europe/Berlin", &from, &until));
  g_assert_cmpint (until - from, ==, 32 * FOYER_HOUR);
  g_assert_false (foyer_window_read ("", "Europe/Berlin", &from, &until));
  g_assert_false (foyer_window_read ("tomorrow", "Europe/Berlin", &from, &until));
  g_assert_false (foyer_window_read ("2026-11-21 18:00 - 2026-11-20 19:00", "Europe/Berlin", &from, &until));
  g_assert_false (foyer_window_read ("2026-13-45 18:00 - 19:00", "Europe/Berlin", &from, &until));
}

static void
test_sheet (Door *door, gconstpointer data)
{
  g_autofree char *path = g_build_filename (door->base.store.folder, "guests.pdf", NULL);
  g_autofree char *text_path = g_build_filename (door->base.store.folder, "guests.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;

  door_type_code (door, door_get_code (door, 0));
  door_expect_answer (door, "Welcome", FOYER_ANSWER_YES);
  g_assert_true (foyer_door_sheet_write (door->base.store.store, &door->base.store.event, "Gate North", file, NULL, &error));
  g_assert_no_error (error);
  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "pdftotext", "-layout", path, text_path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (reader, NULL, &error));
  g_assert_true (g_file_get_contents (text_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Tonight"));
  g_assert_nonnull (strstr (text, "Anna Berg"));
  g_assert_nonnull (strstr (text, "Noël O’Hara"));
  g_assert_nonnull (strstr (text, "1/1"));
  g_assert_cmpint (strstr (text, "Anna Berg") - text, <, strstr (text, "Noël O’Hara") - text);
  if (g_getenv ("FOYER_PICTURES") != NULL)
    {
      g_autofree char *copy = g_build_filename (g_getenv ("FOYER_PICTURES"), "guests.pdf", NULL);
      g_autoptr (GFile) to = g_file_new_for_path (copy);

      g_file_copy (file, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
    }
  g_unlink (path);
  g_unlink (text_path);
}

#define ADD(name, function) g_test_add ("/door-desk/" name, Door, NULL, door_set_up, function, door_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-good-ticket-waits-for-a-yes-when-asked-to", test_confirm);
  ADD ("a-refusal-needs-no-question", test_confirm_refusal);
  ADD ("a-party-comes-in-at-once-or-in-part", test_party);
  ADD ("a-payment-at-the-door-lets-in", test_payment);
  ADD ("a-ticket-is-blocked-and-unblocked-with-a-reason", test_block);
  ADD ("by-hand-is-on-record-with-who-and-why", test_by_hand_says_who);
  ADD ("a-genuine-ticket-has-an-answer-of-its-own", test_genuine);
  ADD ("two-doors-one-ticket-is-shown-until-settled", test_conflict);
  ADD ("a-full-house-is-told", test_capacity);
  ADD ("a-clock-set-by-hours-is-told", test_clock);
  ADD ("a-locked-laptop-shows-the-door-alone", test_kiosk);
  ADD ("guessing-a-pin-is-slow", test_pin_guessing);
  ADD ("gates-are-set-up-for-all-doors", test_setup);
  ADD ("the-list-on-paper-has-all-guests-by-name", test_sheet);
  g_test_add_func ("/door-desk/times-are-read-as-people-write-them", test_window_texts);
  return g_test_run ();
}
