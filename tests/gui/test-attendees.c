/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

#include "attendees/foyer-import-dialog.h"
#include "foyer-guest-list.h"

static void
add_guest (GuiFixture *fixture, const char *name, const char *email)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (FoyerChange) change = NULL;
  FoyerAttendee *attendee = foyer_attendee_new ();
  FoyerTicket   *ticket;
  FoyerRandom    random;
  g_autoptr (GError) error = NULL;

  foyer_random_init_system (&random);
  attendee->name = g_strdup (name);
  attendee->email = g_strdup (email);
  order->id = foyer_id_generate (FIXTURE_NOW, &random);
  order->event = fixture->store.event;
  order->number = g_strdup_printf ("T-%s", name);
  order->currency = g_strdup ("EUR");
  order->channel = FOYER_CHANNEL_IMPORT;
  ticket = foyer_order_add (order, foyer_ticket_new (), attendee);
  ticket->id = foyer_id_generate (FIXTURE_NOW, &random);
  ticket->category = fixture->store.stalls;
  ticket->secret = g_strdup_printf ("CODE-%s", name);
  change = foyer_change_new_sale (order);
  change->made_at = 0;
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
}

static void
test_empty_list_says_what_to_do (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "attendees");

  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "No Attendees Yet"));
  g_assert_nonnull (gui_fixture_find_action (GTK_WIDGET (page), "attendees.import"));
}

static void
test_guests_appear_as_they_are_sold (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "attendees");
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  add_guest (fixture, "Zoë Ångström", "zoe@example.org");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Zoë Ångström"));
  order = fixture_sell (&fixture->store, &fixture->store.stalls, 2, &error);
  g_assert_no_error (error);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Walk-up guest"));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "3 tickets"));
}

static void
test_search_finds_one_guest (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page;
  GtkWidget *bar, *entry;

  add_guest (fixture, "Jürgen Müller", "jm@example.org");
  add_guest (fixture, "Anna Berg", "anna@example.org");
  page = gui_fixture_show_page (fixture, "attendees");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Jürgen Müller"));
  gtk_widget_activate_action (GTK_WIDGET (page), "attendees.search", NULL);
  entry = gui_fixture_wait_for_widget (fixture, GTK_TYPE_SEARCH_ENTRY, "search_entry");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "mueller");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "1 found"));
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (page), "Jürgen Müller"));
  g_assert_false (gui_fixture_has_text (GTK_WIDGET (page), "Anna Berg"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody at all");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Nobody Found"));
  bar = gui_fixture_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_BAR, NULL);
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), FALSE);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Anna Berg"));
}

static void
test_person_is_corrected (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page;
  GtkWidget *view, *name, *save;

  add_guest (fixture, "Ana Berg", "anna@example.org");
  page = gui_fixture_show_page (fixture, "attendees");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Ana Berg"));
  view = gui_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, "view");
  g_signal_emit_by_name (view, "activate", 0);
  name = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "name_row");
  g_assert_nonnull (name);
  g_assert_true (gui_fixture_wait_for_text (fixture, name, "Ana Berg"));
  gtk_editable_set_text (GTK_EDITABLE (name), "Anna Berg");
  save = gui_fixture_find_action (GTK_WIDGET (fixture->window), "guest.save");
  gui_fixture_activate (save);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Anna Berg"));
}

static void
answer (GuiFixture *fixture, const char *heading, const char *response)
{
  AdwDialog *question;

  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), heading));
  question = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (question));
  g_signal_emit_by_name (question, "response", response);
  adw_dialog_force_close (question);
}

static void
test_typed_name_is_not_lost (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page;
  GtkWidget *view, *name;

  add_guest (fixture, "Ana Berg", "anna@example.org");
  page = gui_fixture_show_page (fixture, "attendees");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Ana Berg"));
  view = gui_fixture_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW, "view");
  g_signal_emit_by_name (view, "activate", 0);
  name = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "name_row");
  g_assert_true (gui_fixture_wait_for_text (fixture, name, "Ana Berg"));
  gtk_editable_set_text (GTK_EDITABLE (name), "Anna Berg");
  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (fixture->window), "guest.block"));
  answer (fixture, "Block This Ticket?", "block");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "Unblock"));
  g_assert_true (gui_fixture_has_text (name, "Anna Berg"));
  /* and the window does not go before it was asked */
  gtk_window_close (GTK_WINDOW (fixture->window));
  answer (fixture, "Save Changes?", "save");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Anna Berg"));
}

static FoyerImportDialog *
open_import (GuiFixture *fixture, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->store.folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  dialog = foyer_import_dialog_new (fixture->session, file);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  return FOYER_IMPORT_DIALOG (dialog);
}

static void
test_list_is_imported (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "attendees");
  GtkWidget *dialog = GTK_WIDGET (open_import (fixture, "Name;E-Mail;Ticket\n"
                                                        "Anna Berg;anna@example.org;Stalls\n"
                                                        "Jürgen Müller;jm@example.org;Balcony\n"));

  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "Anna Berg"));
  g_assert_true (gui_fixture_has_text (dialog, "Balcony"));
  gui_fixture_activate (gui_fixture_find_action (dialog, "import.run"));
  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "2 Attendees Imported"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Jürgen Müller"));
}

static void
test_bad_row_is_told_with_its_line (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "attendees");
  GtkWidget *dialog = GTK_WIDGET (open_import (fixture, "Name,Category\nAnna Berg,Stalls\nBad Luck,No Such Place\n"));
  GtkWidget *import;

  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "Line 3"));
  import = gui_fixture_find_action (dialog, "import.run");
  g_assert_false (gtk_widget_is_sensitive (import));
  adw_switch_row_set_active (ADW_SWITCH_ROW (gui_fixture_find (dialog, ADW_TYPE_SWITCH_ROW, "skip_row")), TRUE);
  for (int i = 0; i < 100 && !gtk_widget_is_sensitive (import); i++)
    gui_fixture_pause (fixture, 20);
  gui_fixture_activate (import);
  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "1 Attendee Imported"));
  g_assert_true (gui_fixture_has_text (dialog, "Line 3"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Anna Berg"));
}

static void
test_file_that_is_no_list_is_refused (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (open_import (fixture, ""));

  g_assert_true (gui_fixture_wait_for_text (fixture, dialog, "This File Cannot Be Imported"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

#define ADD(path, function) g_test_add (path, GuiFixture, NULL, gui_fixture_set_up, function, gui_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/gui/attendees/empty-list-says-what-to-do", test_empty_list_says_what_to_do);
  ADD ("/gui/attendees/guests-appear-as-they-are-sold", test_guests_appear_as_they_are_sold);
  ADD ("/gui/attendees/search-finds-one-guest", test_search_finds_one_guest);
  ADD ("/gui/attendees/person-is-corrected", test_person_is_corrected);
  ADD ("/gui/attendees/typed-name-is-not-lost", test_typed_name_is_not_lost);
  ADD ("/gui/import/list-is-imported", test_list_is_imported);
  ADD ("/gui/import/bad-row-is-told-with-its-line", test_bad_row_is_told_with_its_line);
  ADD ("/gui/import/file-that-is-no-list-is-refused", test_file_that_is_no_list_is_refused);
  return g_test_run ();
}
