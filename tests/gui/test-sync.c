/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include "foyer-admission-store.h"
#include "foyer-outbox-store.h"
#include "foyer-pair-message.h"
#include "foyer-pairing-code.h"
#include "foyer-qr.h"
#include "sync/foyer-conflict-row.h"
#include "sync/foyer-device-dialog.h"
#include "sync/foyer-invite-dialog.h"
#include "sync/foyer-pair-camera.h"
#include "sync/foyer-pair-dialog.h"
#include "sync/foyer-sync-row.h"
#include "sync/foyer-sync-words.h"
#include "test-platform.h"

/* The window, and a real platform process for those who want one. */
typedef struct
{
  GuiFixture    gui;
  TestPlatform *platform; /* (nullable) */
} Hall;

static void
set_up_with_platform (Hall *hall, gconstpointer data)
{
  gui_fixture_set_up (&hall->gui, data);
  hall->platform = test_platform_new ();
}

static void
tear_down_with_platform (Hall *hall, gconstpointer data)
{
  gui_fixture_tear_down (&hall->gui, data);
  g_clear_pointer (&hall->platform, test_platform_free);
}

/* --- Helpers ------------------------------------------------------------------- */

static GtkWidget *
foot (GuiFixture *fixture)
{
  return gui_fixture_wait_for_widget (fixture, FOYER_TYPE_SYNC_ROW, NULL);
}

static void
assert_foot_says (GuiFixture *fixture, const char *words)
{
  g_assert_true (gui_fixture_wait_for_text (fixture, foot (fixture), words));
}

static void
assert_page_says (GuiFixture *fixture, FoyerPage *page, const char *words)
{
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), words));
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget  *root;
  const char *action;
} Press;

static gboolean
is_shown (GuiFixture *fixture, gpointer data)
{
  const Press *wanted = data;

  return gui_fixture_find_action (wanted->root, wanted->action) != NULL;
}

/* Waits until there is a button for @action, and clicks it. */
static void
press (GuiFixture *fixture, gpointer root, const char *action)
{
  Press wanted = { root, action };

  g_assert_true (gui_fixture_wait_until (fixture, is_shown, &wanted));
  gui_fixture_activate (gui_fixture_find_action (root, action));
}

static const char *
secret_of (FoyerOrder *order)
{
  return ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret;
}

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_admission_store_admit (connection, data, error);
}

static FoyerVerdict
admit_here (GuiFixture *fixture, const char *code, const char *gate)
{
  FoyerAdmissionRequest request = { .event = fixture->store.event, .code = code, .gate = gate };
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerAdmission) admission = foyer_store_write (fixture->store.store, admit, &request, &error);

  g_assert_no_error (error);
  return admission->verdict;
}

static void
give_remote (GuiFixture *fixture, FoyerChange *change)
{
  /* after all stamps of the store, whose clock follows FIXTURE_NOW */
  FoyerTime   made_at = MAX (g_get_real_time (), FIXTURE_NOW) + FOYER_HOUR;
  FoyerRandom random;
  g_autoptr (GError) error = NULL;

  foyer_random_init_seed (&random, 77);
  change->device = foyer_id_generate (FIXTURE_NOW, &random);
  foyer_random_init_seed (&random, foyer_id_hash (&change->subject));
  change->id = foyer_id_generate (made_at, &random);
  change->made_at = made_at;
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_REMOTE, &error));
  g_assert_no_error (error);
}

static void
admit_elsewhere (GuiFixture *fixture, const FoyerId *ticket, const char *gate)
{
  g_autoptr (FoyerChange) scan = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, ticket);

  foyer_change_set_id (scan, "event", &fixture->store.event);
  foyer_change_set_text (scan, "mode", "entry");
  foyer_change_set_text (scan, "verdict", "admitted");
  foyer_change_set_text (scan, "gate", gate);
  give_remote (fixture, scan);
}

static void
let_in_twice (GuiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (&fixture->store, &fixture->store.stalls, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (admit_here (fixture, secret_of (order), "North"), ==, FOYER_VERDICT_ADMITTED);
  admit_elsewhere (fixture, &((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id, "South");
}

static FoyerConflictRow *
wait_for_conflict (GuiFixture *fixture, FoyerPage *page)
{
  GtkWidget *row;

  g_assert_true (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_CONFLICT_ROW, NULL) != NULL);
  row = gui_fixture_find (GTK_WIDGET (page), FOYER_TYPE_CONFLICT_ROW, NULL);
  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  return FOYER_CONFLICT_ROW (row);
}

/* A dialog takes the focus when it is ready to be used. */
static gboolean
has_focus (GuiFixture *fixture, gpointer entry)
{
  return gtk_widget_get_focus_child (entry) != NULL;
}

static void
settle (GuiFixture *fixture, FoyerConflictRow *row, const char *note)
{
  GtkWidget *dialog;
  GtkWidget *entry;

  press (fixture, row, "sync.settle");
  dialog = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ALERT_DIALOG, NULL);
  g_assert_nonnull (dialog);
  entry = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), note);
  /* Enter in the entry is enough */
  g_assert_true (gui_fixture_wait_until (fixture, has_focus, entry));
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
}

static gboolean
no_conflict_is_shown (GuiFixture *fixture, gpointer page)
{
  return gui_fixture_count (page, FOYER_TYPE_CONFLICT_ROW) == 0;
}

/* --- Without a platform ---------------------------------------------------------- */

static void
test_alone (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "sync");

  assert_page_says (fixture, page, "On This Laptop Only");
  assert_foot_says (fixture, "On this laptop only");
  g_assert_nonnull (gui_fixture_find_action (GTK_WIDGET (page), "sync.pair"));
  g_assert_null (gui_fixture_find_action (GTK_WIDGET (page), "sync.leave"));
}

static void
test_double_admission_is_shown_and_settled (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage        *page;
  FoyerConflictRow *row;

  let_in_twice (fixture);
  assert_foot_says (fixture, "1 conflict");
  page = gui_fixture_show_page (fixture, "sync");
  row = wait_for_conflict (fixture, page);
  assert_page_says (fixture, page, "One Ticket Was Admitted Twice");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (row), "North · this laptop"));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (row), "South · another laptop"));

  settle (fixture, row, "It was a copy");
  g_assert_true (gui_fixture_wait_until (fixture, no_conflict_is_shown, page));
  assert_foot_says (fixture, "On this laptop only");
}

static void
test_settled_conflicts_are_kept_with_their_note (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage        *page;
  FoyerConflictRow *row;
  GtkWidget        *settled;

  let_in_twice (fixture);
  let_in_twice (fixture);
  assert_foot_says (fixture, "2 conflicts");
  page = gui_fixture_show_page (fixture, "sync");
  row = wait_for_conflict (fixture, page);
  settle (fixture, row, "It was a copy");
  assert_foot_says (fixture, "1 conflict");
  settled = gui_fixture_wait_for_widget (fixture, ADW_TYPE_EXPANDER_ROW, "Settled");
  g_assert_nonnull (settled);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (settled), TRUE);
  g_assert_true (gui_fixture_wait_for_text (fixture, settled, "It was a copy"));
  g_assert_cmpuint (gui_fixture_count (GTK_WIDGET (page), FOYER_TYPE_CONFLICT_ROW), ==, 1);
}

static void
test_row_stays_open_when_something_else_changes (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage        *page;
  FoyerConflictRow *row;
  g_autoptr (FoyerOrder) order = NULL;

  let_in_twice (fixture);
  page = gui_fixture_show_page (fixture, "sync");
  row = wait_for_conflict (fixture, page);
  order = fixture_sell (&fixture->store, &fixture->store.balcony, 1, NULL);
  let_in_twice (fixture);
  assert_foot_says (fixture, "2 conflicts");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "to be sent"));
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (row), GTK_WIDGET (page)));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_content (GuiFixture *fixture, gpointer clipboard)
{
  return gdk_clipboard_get_content (clipboard) != NULL;
}

static gboolean
has_text (GuiFixture *fixture, gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_merged_field_shows_both_and_copies_the_lost (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerChange) here = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  g_autoptr (FoyerChange) there = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  g_autofree char  *copied = NULL;
  FoyerPage        *page;
  FoyerConflictRow *row;

  foyer_change_set_text (here, "title", "Tonight & <Late>");
  g_assert_true (fixture_apply (&fixture->store, here, FOYER_ORIGIN_HERE, NULL));
  foyer_change_set_text (there, "title", "Tonight, Sold Out");
  json_object_set_object_member (there->body, "base", json_object_new ()); /* made without knowing the other */
  give_remote (fixture, there);
  page = gui_fixture_show_page (fixture, "sync");
  row = wait_for_conflict (fixture, page);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (row), "“Tonight, Sold Out” Was Edited Twice"));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (row), "Title"));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (row), "Tonight & <Late>"));
  press (fixture, row, "conflict.copy");
  g_assert_true (gui_fixture_wait_until (fixture, has_content, gtk_widget_get_clipboard (GTK_WIDGET (page))));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (page)), NULL, text_read_cb, &copied);
  g_assert_true (gui_fixture_wait_until (fixture, has_text, &copied));
  g_assert_cmpstr (copied, ==, "Tonight & <Late>");
}

static gpointer
refuse_first (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = foyer_outbox_store_peek (connection, 1, error);
  const FoyerOutboxEntry *entry = entries->pdata[0];

  foyer_outbox_store_refuse (connection, entry->seq, &entry->id, "A device for the door may not change events.", error);
  return NULL;
}

static void
test_refused_change_is_explained_and_tried_again (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage        *page;
  FoyerConflictRow *row;
  g_autoptr (GError) error = NULL;

  foyer_store_write (fixture->store.store, refuse_first, NULL, &error);
  g_assert_no_error (error);
  page = gui_fixture_show_page (fixture, "sync");
  row = wait_for_conflict (fixture, page);
  assert_page_says (fixture, page, "1 change was refused");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (row), "A device for the door may not change events."));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (row), "Refused: Edit of a Venue"));
  press (fixture, row, "sync.retry");
  assert_page_says (fixture, page, "nothing is missing");
  g_assert_null (gui_fixture_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "1 change was refused"));
}

/* --- With a platform --------------------------------------------------------------- */

static FoyerPairDialog *
open_pair_dialog (GuiFixture *fixture, FoyerPage *page)
{
  GtkWidget *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "sync.pair", NULL));
  dialog = gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAIR_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "code_row"));
  return FOYER_PAIR_DIALOG (dialog);
}

static void
enter_code (FoyerPairDialog *dialog, const char *code)
{
  GtkWidget *row = gui_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "code_row");

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), code);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "pair.pair", NULL));
}

static gboolean
is_online (GuiFixture *fixture, gpointer data)
{
  return foyer_sync_client_get_state (fixture->sync) == FOYER_SYNC_ONLINE && foyer_sync_client_get_waiting (fixture->sync) == 0;
}

static gboolean
dialog_is_gone (GuiFixture *fixture, gpointer data)
{
  return gui_fixture_find (GTK_WIDGET (fixture->window), ADW_TYPE_DIALOG, NULL) == NULL;
}

static FoyerPage *
pair (GuiFixture *fixture, const char *code)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "sync");

  assert_page_says (fixture, page, "On This Laptop Only");
  enter_code (open_pair_dialog (fixture, page), code);
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
  g_assert_true (gui_fixture_wait_until (fixture, is_online, NULL));
  return page;
}

static void
test_pairs_and_says_so (Hall *hall, gconstpointer data)
{
  GuiFixture *fixture = &hall->gui;
  FoyerPage  *page = pair (fixture, hall->platform->pairing);

  assert_foot_says (fixture, "In sync · ");
  assert_page_says (fixture, page, "In Sync");
  assert_page_says (fixture, page, "Everything has been sent");
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (page), hall->platform->url));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (page), "Organizer"));
  g_assert_nonnull (gui_fixture_find_action (GTK_WIDGET (page), "sync.invite"));
  g_assert_null (gui_fixture_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "clock_row"));
}

static void
test_wrong_codes_are_explained_in_place (Hall *hall, gconstpointer data)
{
  GuiFixture      *fixture = &hall->gui;
  FoyerPage       *page = gui_fixture_show_page (fixture, "sync");
  FoyerPairDialog *dialog;
  g_autofree char *unknown = g_strdup_printf ("%s 0123456789ABCDEFGHJKMNPQRS", hall->platform->url);

  assert_page_says (fixture, page, "On This Laptop Only");
  dialog = open_pair_dialog (fixture, page);
  enter_code (dialog, "hello");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "not a complete pairing code"));
  enter_code (dialog, unknown);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "does not accept this code"));
  enter_code (dialog, "http://127.0.0.1:1 0123456789ABCDEFGHJKMNPQRS");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "cannot be reached"));
  enter_code (dialog, hall->platform->pairing);
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
  g_assert_true (gui_fixture_wait_until (fixture, is_online, NULL));
}

static void
test_goes_on_without_the_platform (Hall *hall, gconstpointer data)
{
  GuiFixture *fixture = &hall->gui;
  FoyerPage  *page = pair (fixture, hall->platform->pairing);
  g_autoptr (FoyerOrder) order = NULL;

  test_platform_kill (hall->platform);
  order = fixture_sell (&fixture->store, &fixture->store.stalls, 1, NULL);
  g_assert_nonnull (order);
  assert_foot_says (fixture, "Offline · 1 to send");
  assert_page_says (fixture, page, "Go on selling and admitting");
  assert_page_says (fixture, page, "1 change waits to be sent");
  assert_page_says (fixture, page, "1 sale");
  test_platform_start (hall->platform);
  press (fixture, page, "sync.now");
  assert_foot_says (fixture, "In sync · ");
  assert_page_says (fixture, page, "Everything has been sent");
}

static void
test_invites_with_a_code_that_works (Hall *hall, gconstpointer data)
{
  GuiFixture *fixture = &hall->gui;
  FoyerPage  *page = pair (fixture, hall->platform->pairing);
  GtkWidget  *dialog;
  GtkWidget  *label;
  g_autoptr (FoyerPairingCode) code = NULL;
  g_autoptr (GError) error = NULL;

  press (fixture, page, "sync.invite");
  dialog = gui_fixture_wait_for_widget (fixture, FOYER_TYPE_INVITE_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "invite.show", NULL));
  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "Works once, until "));
  gui_fixture_picture (fixture, "sync-invite");
  label = gui_fixture_wait_for_widget (fixture, GTK_TYPE_LABEL, "code");
  g_assert_nonnull (label);
  code = foyer_pairing_code_parse (gtk_label_get_text (GTK_LABEL (label)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code->url, ==, hall->platform->url);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
}

/* Another laptop, as far as the platform can tell. Returns: (transfer full): its access token */
static char *
pair_door (Hall *hall)
{
  g_autofree char *text = test_platform_invite (hall->platform, "door");
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (text, NULL);
  g_autofree char *body = g_strdup_printf ("{\"token\":\"%s\",\"device\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80001\",\"name\":\"Old Dell\",\"version\":\"0.0.9\"}", code->token);
  g_autoptr (TestAnswer) answer = test_call (hall->platform->url, "POST", "/device/pair", NULL, body);
  g_autoptr (FoyerPairAnswer) given = foyer_pair_answer_parse (answer->text, answer->length, NULL);

  g_assert_nonnull (given);
  return g_strdup (given->access_token);
}

static void
open_device (GuiFixture *fixture, FoyerPage *page, const char *name)
{
  GtkWidget *row = gui_fixture_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, name);

  g_assert_nonnull (row);
  gui_fixture_activate (row);
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_DEVICE_DIALOG, NULL));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "gate_row"));
}

static gboolean
offers_to_remove (GuiFixture *fixture, gpointer data)
{
  return find_button (GTK_WIDGET (fixture->window), "_Remove") != NULL;
}

static gboolean
stands_at_till (GuiFixture *fixture, gpointer data)
{
  g_autofree char *gate = g_settings_get_string (fixture->settings, "door-gate");

  return g_str_equal (gate, "Till");
}

static void
assert_own_gate_is_followed (GuiFixture *fixture, FoyerPage *page)
{
  GtkWidget *dialog;

  open_device (fixture, page, g_get_host_name ());
  dialog = gui_fixture_find (GTK_WIDGET (fixture->window), FOYER_TYPE_DEVICE_DIALOG, NULL);
  g_assert_null (gui_fixture_find_action (dialog, "device.remove"));
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (dialog, ADW_TYPE_ENTRY_ROW, "gate_row")), "Till");
  g_assert_true (gtk_widget_activate_action (dialog, "device.save", NULL));
  g_assert_true (gui_fixture_wait_until (fixture, stands_at_till, NULL));
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
}

static void
test_laptops_are_moved_and_removed (Hall *hall, gconstpointer data)
{
  GuiFixture      *fixture = &hall->gui;
  g_autofree char *token = pair_door (hall);
  FoyerPage       *page = pair (fixture, hall->platform->pairing);
  GtkWidget       *dialog;

  assert_page_says (fixture, page, "Old Dell");
  assert_page_says (fixture, page, "Version 0.0.9");
  assert_page_says (fixture, page, "Organizer · this laptop");
  gui_fixture_picture (fixture, "sync-laptops");
  open_device (fixture, page, "Old Dell");
  dialog = gui_fixture_find (GTK_WIDGET (fixture->window), FOYER_TYPE_DEVICE_DIALOG, NULL);
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (dialog, ADW_TYPE_ENTRY_ROW, "gate_row")), "North");
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (dialog, ADW_TYPE_ENTRY_ROW, "name_row")), "New Dell");
  gui_fixture_picture (fixture, "sync-laptop");
  g_assert_true (gtk_widget_activate_action (dialog, "device.save", NULL));
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
  assert_page_says (fixture, page, "New Dell");
  assert_page_says (fixture, page, "Door · North");
  assert_own_gate_is_followed (fixture, page);
  open_device (fixture, page, "New Dell");
  dialog = gui_fixture_find (GTK_WIDGET (fixture->window), FOYER_TYPE_DEVICE_DIALOG, NULL);
  g_assert_true (gtk_widget_activate_action (dialog, "device.remove", NULL));
  g_assert_true (gui_fixture_wait_until (fixture, offers_to_remove, NULL));
  gui_fixture_activate (find_button (GTK_WIDGET (fixture->window), "_Remove"));
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
  assert_page_says (fixture, page, "removed");
  {
    g_autoptr (TestAnswer) answer = test_call (hall->platform->url, "GET", "/feed", token, NULL);

    g_assert_cmpuint (answer->status, ==, 401);
    g_assert_nonnull (strstr (answer->text, "device-revoked"));
  }
}

static gboolean
offers_to_leave (GuiFixture *fixture, gpointer dialog)
{
  return find_button (dialog, "_Leave") != NULL;
}

static void
test_leaves_after_asking (Hall *hall, gconstpointer data)
{
  GuiFixture *fixture = &hall->gui;
  FoyerPage  *page = pair (fixture, hall->platform->pairing);
  GtkWidget  *dialog;

  press (fixture, page, "sync.leave");
  dialog = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ALERT_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_true (gui_fixture_wait_until (fixture, offers_to_leave, dialog));
  gui_fixture_activate (find_button (dialog, "_Leave"));
  assert_foot_says (fixture, "On this laptop only");
  assert_page_says (fixture, page, "Pair with a Platform…");
}

static gboolean
is_door (GuiFixture *fixture, gpointer data)
{
  return foyer_sync_client_get_role (fixture->sync) == FOYER_ROLE_DOOR;
}

static void
test_door_device_has_two_pages (Hall *hall, gconstpointer data)
{
  GuiFixture      *fixture = &hall->gui;
  g_autofree char *code = test_platform_invite (hall->platform, "door");
  FoyerPage       *page;

  gui_fixture_show_page (fixture, "attendees");
  page = pair (fixture, code);
  g_assert_true (gui_fixture_wait_until (fixture, is_door, NULL));
  g_assert_false (foyer_window_show_page (fixture->window, "box-office"));
  g_assert_false (foyer_window_show_page (fixture->window, "events"));
  g_assert_null (gui_fixture_find_action (GTK_WIDGET (page), "sync.invite"));
  g_assert_true (foyer_window_show_page (fixture->window, "door"));
  g_assert_true (foyer_window_show_page (fixture->window, "sync"));
}

/* A picture of the code, as it would be held to the webcam. */
static char *
save_code (const char *folder, const char *text)
{
  g_autoptr (FoyerQr) qr = foyer_qr_new (text, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 480);
  cairo_t         *cr = cairo_create (surface);
  char            *path = g_build_filename (folder, "code.png", NULL);

  g_assert_nonnull (qr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  foyer_qr_draw (qr, cr, 140, 60, 360);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static gboolean
holds_code (GuiFixture *fixture, gpointer row)
{
  return g_str_has_prefix (gtk_editable_get_text (GTK_EDITABLE (row)), "foyer-pair:");
}

static void
test_reads_the_code_with_the_camera (GuiFixture *fixture, gconstpointer data)
{
  const char      *text = "foyer-pair:?url=https%3A%2F%2Ftickets.example.org&token=0123456789ABCDEFGHJKMNPQRS";
  g_autofree char *path = save_code (fixture->store.folder, text);
  g_autofree char *description =
    g_strdup_printf ("filesrc location=%s ! pngdec ! imagefreeze is-live=true ! videoconvert ! video/x-raw,format=YUY2,framerate=30/1", path);
  FoyerPage       *page = gui_fixture_show_page (fixture, "sync");
  FoyerPairDialog *dialog;
  GtkWidget       *row;
  GtkWidget       *camera;

  assert_page_says (fixture, page, "On This Laptop Only");
  dialog = open_pair_dialog (fixture, page);
  row = gui_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "code_row");
  /* the camera starts when its page is shown, so it is told before what to show */
  camera = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), FOYER_TYPE_PAIR_DIALOG, "camera"));
  foyer_camera_set_source_description (foyer_pair_camera_get_camera (FOYER_PAIR_CAMERA (camera)), description);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "pair.scan", NULL));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAIR_CAMERA, NULL));
  g_assert_true (gui_fixture_wait_until (fixture, holds_code, row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, text);
  g_assert_true (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "name_row") != NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_until (fixture, dialog_is_gone, NULL));
}

/* --- Words ------------------------------------------------------------------------ */

static void
assert_glance (FoyerSyncState state, gint64 waiting, gint64 refused, gint64 conflicts, const char *words)
{
  const FoyerSyncGlance glance = { .state = state, .last_sync = FIXTURE_NOW, .waiting = waiting, .refused = refused, .conflicts = conflicts };
  g_autofree char      *found = foyer_sync_words_glance (&glance);

  g_assert_cmpstr (found, ==, words);
}

static void
test_words_of_every_state (void)
{
  assert_glance (FOYER_SYNC_UNPAIRED, 14, 0, 0, "On this laptop only");
  assert_glance (FOYER_SYNC_CONNECTING, 0, 0, 0, "Connecting…");
  assert_glance (FOYER_SYNC_ONLINE, 0, 0, 0, "In sync · 18:30");
  assert_glance (FOYER_SYNC_ONLINE, 120, 0, 0, "Sending 120…");
  assert_glance (FOYER_SYNC_OFFLINE, 0, 0, 0, "Offline");
  assert_glance (FOYER_SYNC_OFFLINE, 14, 0, 0, "Offline · 14 to send");
  assert_glance (FOYER_SYNC_NEEDS_SIGN_IN, 14, 0, 0, "Sign in again");
  assert_glance (FOYER_SYNC_FAILED, 3, 0, 0, "Cannot sync · 3 to send");
  assert_glance (FOYER_SYNC_OFFLINE, 14, 0, 2, "2 conflicts");
  assert_glance (FOYER_SYNC_ONLINE, 0, 1, 0, "1 change refused");
  assert_glance (FOYER_SYNC_NEEDS_SIGN_IN, 0, 1, 1, "1 conflict");
}

static void
test_says_when_others_can_read_along (void)
{
  g_autofree char *open = foyer_sync_words_platform ("Foyer", "http://192.168.1.20:8423");
  g_autofree char *closed = foyer_sync_words_platform ("Foyer", "https://192.168.1.20:8423");
  g_autofree char *own = foyer_sync_words_platform ("Foyer", "http://127.0.0.1:8423");

  g_assert_nonnull (strstr (open, "not encrypted"));
  g_assert_cmpstr (closed, ==, "Foyer · https://192.168.1.20:8423");
  g_assert_cmpstr (own, ==, "Foyer · http://127.0.0.1:8423");
}

#define ADD(name, func) g_test_add ("/sync/" name, GuiFixture, NULL, gui_fixture_set_up, func, gui_fixture_tear_down)
#define ADD_WITH_PLATFORM(name, func) g_test_add ("/sync/" name, Hall, NULL, set_up_with_platform, func, tear_down_with_platform)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/every-state-has-its-words", test_words_of_every_state);
  g_test_add_func ("/sync/says-when-others-can-read-along", test_says_when_others_can_read_along);
  ADD ("says-that-everything-works-alone", test_alone);
  ADD ("double-admission-is-shown-and-settled", test_double_admission_is_shown_and_settled);
  ADD ("settled-conflicts-are-kept-with-their-note", test_settled_conflicts_are_kept_with_their_note);
  ADD ("conflict-stays-unfolded-when-something-else-changes", test_row_stays_open_when_something_else_changes);
  ADD ("merged-field-shows-both-and-copies-the-lost", test_merged_field_shows_both_and_copies_the_lost);
  ADD ("refused-change-is-explained-and-tried-again", test_refused_change_is_explained_and_tried_again);
  ADD ("code-is-read-with-the-camera", test_reads_the_code_with_the_camera);
  ADD_WITH_PLATFORM ("pairs-and-says-so", test_pairs_and_says_so);
  ADD_WITH_PLATFORM ("wrong-codes-are-explained-in-place", test_wrong_codes_are_explained_in_place);
  ADD_WITH_PLATFORM ("goes-on-without-the-platform", test_goes_on_without_the_platform);
  ADD_WITH_PLATFORM ("invites-with-a-code-that-works", test_invites_with_a_code_that_works);
  ADD_WITH_PLATFORM ("laptops-are-moved-and-removed", test_laptops_are_moved_and_removed);
  ADD_WITH_PLATFORM ("leaves-after-asking", test_leaves_after_asking);
  ADD_WITH_PLATFORM ("door-device-has-two-pages", test_door_device_has_two_pages);
  return g_test_run ();
}
