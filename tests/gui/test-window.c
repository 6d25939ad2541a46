/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

/* A template that lacks a type, a file or a binding fails only when it is made. */
static void
test_every_page_opens (GuiFixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "overview", "box-office", "door", "attendees", "printing", "events", "sync" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    gui_fixture_show_page (fixture, pages[i]);
}

static void
test_unknown_page (GuiFixture *fixture, gconstpointer data)
{
  g_assert_false (foyer_window_show_page (fixture->window, "no-such-page"));
}

static gboolean
has_event (GuiFixture *fixture, gpointer session)
{
  return foyer_session_get_event (session) != NULL;
}

static void
test_remembered_event_of_another_store (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerSession) session = NULL;

  g_settings_set_string (fixture->settings, "current-event", "0190f5c8-0000-7000-8000-000000000001");
  session = foyer_session_new (fixture->store.store, fixture->sync, fixture->settings);
  g_assert_true (gui_fixture_wait_until (fixture, has_event, session));
  g_assert_true (foyer_id_equal (foyer_session_get_event_id (session), &fixture->store.event));
}

static void
test_unreadable_events_are_told (GuiFixture *fixture, gconstpointer data)
{
  const FoyerId other = { { 1 } };

  foyer_store_close (fixture->store.store);
  foyer_session_set_event_id (fixture->session, &other);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (fixture->window), "The Events Could Not Be Read"));
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/window/every-page-opens", GuiFixture, NULL, gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/every-page-opens-without-an-event", GuiFixture, "empty", gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/knows-no-other-page", GuiFixture, NULL, gui_fixture_set_up, test_unknown_page, gui_fixture_tear_down);
  g_test_add ("/window/remembered-event-of-another-store-is-passed-over", GuiFixture, NULL, gui_fixture_set_up,
              test_remembered_event_of_another_store, gui_fixture_tear_down);
  g_test_add ("/window/events-that-cannot-be-read-are-told", GuiFixture, NULL, gui_fixture_set_up,
              test_unreadable_events_are_told, gui_fixture_tear_down);
  return g_test_run ();
}
