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

static gboolean
is_collapsed (GuiFixture *fixture, gpointer split)
{
  return adw_navigation_split_view_get_collapsed (split);
}

/* Back in the sidebar, which covers the page; it must not outlive the window either. */
static void
test_closes_from_the_sidebar (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *split;

  split = gui_fixture_find (GTK_WIDGET (fixture->window), ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);
  g_assert_true (gui_fixture_wait_until (fixture, is_collapsed, split));
  gui_fixture_show_page (fixture, "attendees");
  gui_fixture_show_page (fixture, "events");
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (split), FALSE);
  gui_fixture_pause (fixture, 200);
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

typedef struct
{
  guint events;
  guint others;
} Told;

static void
told_cb (FoyerSession *session, guint subjects, Told *told)
{
  if (subjects & FOYER_SESSION_EVENT)
    told->events++;
  else
    told->others++;
}

static gboolean
is_told (GuiFixture *fixture, gpointer told)
{
  return ((Told *) told)->events > 0;
}

static gboolean
is_over (GuiFixture *fixture, gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

/* Longer than anything that a commit sets going. */
static void
let_pass (GuiFixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 400 * G_TIME_SPAN_MILLISECOND;

  gui_fixture_wait_until (fixture, is_over, &end);
}

/* A page reads when it is told; a commit tells once, with the counts up to date. */
static void
test_commit_is_told_once (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  Told told = { 0 };

  g_assert_true (gui_fixture_wait_until (fixture, has_event, fixture->session));
  let_pass (fixture);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (told_cb), &told);
  order = fixture_sell (&fixture->store, &fixture->store.stalls, 1, NULL);
  g_assert_nonnull (order);
  g_assert_true (gui_fixture_wait_until (fixture, is_told, &told));
  let_pass (fixture);
  g_assert_cmpuint (told.events, ==, 1);
  g_assert_cmpuint (told.others, ==, 0);
  g_assert_cmpint (foyer_event_item_get_summary (foyer_session_get_event (fixture->session))->stock.sold, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->session, &told);
}

/* Known from the store, before any keyring or platform has answered. */
static void
test_door_laptop_shows_the_door (GuiFixture *fixture, gconstpointer data)
{
  FoyerSyncSettings *settings = foyer_sync_settings_load (fixture->store.store, NULL);

  g_assert_nonnull (settings);
  g_set_str (&settings->url, "https://platform.example");
  settings->role = FOYER_ROLE_DOOR;
  foyer_sync_client_know (fixture->sync, settings);
  g_assert_false (foyer_window_show_page (fixture->window, "box-office"));
  g_assert_true (foyer_window_show_page (fixture->window, "door"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/window/every-page-opens", GuiFixture, NULL, gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/every-page-opens-without-an-event", GuiFixture, "empty", gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/every-page-opens-in-a-narrow-window", GuiFixture, "narrow", gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/closes-from-the-sidebar-of-a-narrow-window", GuiFixture, "narrow", gui_fixture_set_up, test_closes_from_the_sidebar, gui_fixture_tear_down);
  g_test_add ("/window/a-commit-is-told-once", GuiFixture, NULL, gui_fixture_set_up, test_commit_is_told_once, gui_fixture_tear_down);
  g_test_add ("/window/a-laptop-for-the-door-shows-the-door-at-once", GuiFixture, NULL, gui_fixture_set_up, test_door_laptop_shows_the_door, gui_fixture_tear_down);
  g_test_add ("/window/knows-no-other-page", GuiFixture, NULL, gui_fixture_set_up, test_unknown_page, gui_fixture_tear_down);
  g_test_add ("/window/remembered-event-of-another-store-is-passed-over", GuiFixture, NULL, gui_fixture_set_up,
              test_remembered_event_of_another_store, gui_fixture_tear_down);
  g_test_add ("/window/events-that-cannot-be-read-are-told", GuiFixture, NULL, gui_fixture_set_up,
              test_unreadable_events_are_told, gui_fixture_tear_down);
  return g_test_run ();
}
