/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

#include "overview/foyer-countdown.h"

static void
test_numbers_and_alerts (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "overview");
  GtkWidget *root = GTK_WIDGET (page);
  g_autoptr (FoyerOrder) stalls = NULL;
  g_autoptr (FoyerOrder) balcony = NULL;

  g_assert_true (gui_fixture_wait_for_text (fixture, root, "Tonight"));
  g_assert_true (gui_fixture_has_text (root, "Great Hall"));
  g_assert_true (gui_fixture_has_text (root, "Doors Open"));
  g_assert_true (gui_fixture_has_text (root, "Starts in"));
  g_assert_true (gui_fixture_has_text (root, "0 of 10 sold"));
  g_assert_false (gui_fixture_has_text (root, "running low"));

  stalls = fixture_sell (&fixture->store, &fixture->store.stalls, 9, NULL);
  balcony = fixture_sell (&fixture->store, &fixture->store.balcony, 5, NULL);
  g_assert_nonnull (stalls);
  g_assert_nonnull (balcony);
  g_assert_true (gui_fixture_wait_for_text (fixture, root, "9 of 10 sold"));
  g_assert_true (gui_fixture_has_text (root, "Balcony is sold out"));
  g_assert_true (gui_fixture_has_text (root, "Stalls is running low: 1 left"));
  g_assert_true (gui_fixture_has_text (root, "296.00"));
  g_assert_true (gui_fixture_has_text (root, "of 15"));
  gui_fixture_picture (fixture, "overview");
}

static void
rename_event (GuiFixture *fixture, const char *title)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  GError *error = NULL;

  foyer_change_set_text (change, "title", title);
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
}

/* A title is text, and a long one makes the page taller, not wider. */
static void
test_long_titles (GuiFixture *fixture, gconstpointer data)
{
  static const char *const title = "Tom & Jerry <live>: Donaudampfschifffahrtsgesellschaftskapitänsmützenabend mit dem "
                                   "Nordlicht-Orchester, zwei Chören und einer Laterna magica";
  FoyerPage               *page = gui_fixture_show_page (fixture, "overview");
  int                      minimum;

  rename_event (fixture, title);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Tom & Jerry <live>"));
  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gui_fixture_picture (fixture, "overview-long-title");
}

static void
test_ways_on (GuiFixture *fixture, gconstpointer data)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "overview");

  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Tonight"));
  gui_fixture_activate (gui_fixture_wait_for_widget (fixture, GTK_TYPE_BUTTON, "box_office"));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAGE, "box-office"));
  gui_fixture_show_page (fixture, "overview");
  gui_fixture_activate (gui_fixture_wait_for_widget (fixture, GTK_TYPE_BUTTON, "door"));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAGE, "door"));
  gui_fixture_show_page (fixture, "overview");
  gui_fixture_activate (gui_fixture_wait_for_widget (fixture, GTK_TYPE_BUTTON, "edit"));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_NAVIGATION_PAGE, "event-editor"));
}

static void
check_countdown (const FoyerEvent *event, FoyerTime now, const char *expected)
{
  g_autofree char *sentence = foyer_countdown_sentence (event, foyer_event_phase (event, G_MAXINT64, now), now);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_countdown (void)
{
  g_autoptr (FoyerEvent) event = foyer_event_new ();
  FoyerTime starts = FIXTURE_NOW;

  check_countdown (event, starts, "");
  event->status = FOYER_EVENT_PUBLISHED;
  event->starts = starts;
  event->doors = starts - FOYER_HOUR;
  event->ends = starts + 2 * FOYER_HOUR;
  check_countdown (event, event->doors - 25 * FOYER_MINUTE, "Doors in 25 min");
  check_countdown (event, event->doors - 1, "Doors in 1 min");
  check_countdown (event, event->doors - 200 * FOYER_MINUTE, "Doors in 3 h 20 min");
  check_countdown (event, event->doors - 20 * FOYER_HOUR, "Doors in 20 hours");
  check_countdown (event, event->doors - 12 * FOYER_DAY, "Doors in 12 days");
  check_countdown (event, event->doors, "Starts in 1 hour");
  check_countdown (event, starts + 20 * FOYER_MINUTE, "Started 20 min ago");
  check_countdown (event, event->ends + 3 * FOYER_DAY, "Ended 3 days ago");
  event->status = FOYER_EVENT_CANCELLED;
  check_countdown (event, event->doors, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/overview/counts-down-to-what-comes-next", test_countdown);
  g_test_add ("/overview/shows-numbers-and-alerts-as-they-change", GuiFixture, NULL, gui_fixture_set_up, test_numbers_and_alerts, gui_fixture_tear_down);
  g_test_add ("/overview/a-long-title-fits-a-narrow-window", GuiFixture, NULL, gui_fixture_set_up, test_long_titles, gui_fixture_tear_down);
  g_test_add ("/overview/leads-on-to-the-other-pages", GuiFixture, NULL, gui_fixture_set_up, test_ways_on, gui_fixture_tear_down);
  return g_test_run ();
}
