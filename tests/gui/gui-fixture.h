/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-application.h"
#include "foyer-page.h"
#include "foyer-window.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/**
 * GuiFixture: the real window on a store in a folder of its own.
 *
 * The store holds one event, “Tonight” in the “Great Hall”, whose doors opened
 * half an hour ago by the wall clock, with two categories: Stalls (24.00, 10)
 * and Balcony (16.00, 5). It is the event in hand. Nothing is sold yet.
 */
typedef struct
{
  Fixture           store;       /* ids of the event and its categories, fixture_sell(), fixture_apply() */
  FoyerApplication *application; /* the same in all tests of a program */
  GSettings        *settings;
  FoyerSecrets     *secrets; /* a file beside the store */
  FoyerSyncClient  *sync;    /* not started */
  FoyerSession     *session;
  FoyerWindow      *window;
  GPtrArray        *pages; /* (element-type GWeakRef): shown so far */
} GuiFixture;

/** gui_fixture_set_up: For g_test_add(). @data: (nullable): "empty" for a store without any event, "narrow" for a window 360 px wide */
void gui_fixture_set_up (GuiFixture *fixture, gconstpointer data);

/** gui_fixture_tear_down: Closes the window; fails when the window, a page of it or the session outlives it. */
void gui_fixture_tear_down (GuiFixture *fixture, gconstpointer data);

/** gui_fixture_close_window: Closes it and waits until it is gone; for what must be true afterwards. */
void gui_fixture_close_window (GuiFixture *fixture);

/** gui_fixture_picture: Saves what the window shows as NAME.png, when FOYER_TEST_PICTURES names a folder. */
void gui_fixture_picture (GuiFixture *fixture, const char *name);

/** gui_fixture_open_again: Closes the window and opens another one; fails when the old one or a page of it is not gone. */
void gui_fixture_open_again (GuiFixture *fixture);

/** gui_fixture_show_page: Shows the page @name and waits until it is there. Returns: (transfer none): the page */
FoyerPage *gui_fixture_show_page (GuiFixture *fixture, const char *name);

/** GuiCondition: Returns: whether what is waited for has come */
typedef gboolean (*GuiCondition) (GuiFixture *fixture, gpointer data);

/** gui_fixture_wait_until: Runs the main loop until @condition holds, ten seconds at most. Returns: whether it does */
gboolean gui_fixture_wait_until (GuiFixture *fixture, GuiCondition condition, gpointer data);

/** gui_fixture_wait_for_widget: Waits until a shown widget of @type has @name. Returns: (transfer none) (nullable): it */
GtkWidget *gui_fixture_wait_for_widget (GuiFixture *fixture, GType type, const char *name);

/** gui_fixture_wait_for_text: Waits until a shown label or entry in @root holds @text. Returns: whether it does */
gboolean gui_fixture_wait_for_text (GuiFixture *fixture, GtkWidget *root, const char *text);

/** gui_fixture_pause: Runs the main loop for @milliseconds, to show that nothing happens. */
void gui_fixture_pause (GuiFixture *fixture, guint milliseconds);

/**
 * gui_fixture_find:
 * @root: where to look, itself included
 * @type: of the widget, or of a type above it
 * @name: (nullable): its id in the blueprint, its widget name, or the title of its row; %NULL: any
 *
 * Returns: (transfer none) (nullable): the first mapped widget of this kind, depth first
 */
GtkWidget *gui_fixture_find (GtkWidget *root, GType type, const char *name);

/** gui_fixture_find_action: Returns: (transfer none) (nullable): the first mapped button or row that has @action */
GtkWidget *gui_fixture_find_action (GtkWidget *root, const char *action);

/** gui_fixture_count: Returns: how many mapped widgets of @type there are in @root */
guint gui_fixture_count (GtkWidget *root, GType type);

/** gui_fixture_has_text: Returns: whether a mapped label, inscription or entry in @root contains @text */
gboolean gui_fixture_has_text (GtkWidget *root, const char *text);

/** gui_fixture_press: Gives a key to the key controllers of @widget. Returns: whether one of them took it */
gboolean gui_fixture_press (GtkWidget *widget, guint keyval, GdkModifierType state);

/** gui_fixture_activate: As a click on @widget: fails when it is %NULL, not shown or not sensitive. */
void gui_fixture_activate (GtkWidget *widget);

G_END_DECLS
