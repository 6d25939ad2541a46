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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/window/every-page-opens", GuiFixture, NULL, gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/every-page-opens-without-an-event", GuiFixture, "empty", gui_fixture_set_up, test_every_page_opens, gui_fixture_tear_down);
  g_test_add ("/window/knows-no-other-page", GuiFixture, NULL, gui_fixture_set_up, test_unknown_page, gui_fixture_tear_down);
  return g_test_run ();
}
