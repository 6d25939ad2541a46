/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-store.h"
#include "gui-fixture.h"
#include "layouts/foyer-layout-canvas.h"
#include "layouts/foyer-layout-editor.h"
#include "layouts/foyer-layout-snap.h"

static FoyerLayoutEditor *
open_ready (GuiFixture *fixture)
{
  FoyerPage *page = gui_fixture_show_page (fixture, "layouts");
  GtkWidget *box = gui_fixture_wait_for_widget (fixture, GTK_TYPE_FLOW_BOX, "ready");

  g_assert_nonnull (box);
  gui_fixture_pause (fixture, 600); /* a narrow window slides to the page first */
  gui_fixture_activate (gui_fixture_find (box, GTK_TYPE_BUTTON, NULL));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, FOYER_TYPE_LAYOUT_CANVAS, "canvas"));
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Usual Texts"));
  return FOYER_LAYOUT_EDITOR (gui_fixture_find (GTK_WIDGET (page), FOYER_TYPE_LAYOUT_EDITOR, NULL));
}

static GtkWidget *
get_canvas (FoyerLayoutEditor *editor)
{
  return gui_fixture_find (GTK_WIDGET (editor), FOYER_TYPE_LAYOUT_CANVAS, NULL);
}

static void
act (FoyerLayoutEditor *editor, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor), action, target, NULL));
}

/* -- The gallery -- */

static void
test_looking_at_a_ready_layout_saves_nothing (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);

  gui_fixture_pause (fixture, 600);
  gui_fixture_picture (fixture, "layout-editor");
  g_assert_false (foyer_layout_design_can_undo (foyer_layout_editor_get_design (editor)));
  act (editor, "navigation.pop", NULL);
  gui_fixture_pause (fixture, 400);
  g_assert_null (gui_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_FLOW_BOX, "own"));
}

static void
test_changed_layout_is_among_ones_own (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  GtkWidget         *own;

  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.add", "s", "qr");
  act (editor, "navigation.pop", NULL);
  own = gui_fixture_wait_for_widget (fixture, GTK_TYPE_FLOW_BOX, "own");
  g_assert_nonnull (own);
  g_assert_true (gui_fixture_has_text (own, "My Own"));
  g_assert_cmpuint (gui_fixture_count (own, GTK_TYPE_BUTTON), ==, 1);
}

/* -- The keyboard -- */

static void
test_elements_are_reached_and_moved_by_keys (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor  *editor = open_ready (fixture);
  FoyerLayoutDesign  *design = foyer_layout_editor_get_design (editor);
  GtkWidget          *canvas = get_canvas (editor);
  FoyerLayoutElement *element;
  int                 x;

  g_assert_null (foyer_layout_design_get_selected (design));
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Tab, 0));
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Tab, 0));
  element = foyer_layout_design_get_selected (design);
  g_assert_true (element == foyer_layout_design_get_elements (design)->pdata[1]);
  x = element->x;
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Right, 0));
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_cmpint (foyer_layout_design_get_selected (design)->x, ==, x + 500 + 5000 - 100);
  act (editor, "layout.undo", NULL);
  g_assert_cmpint (foyer_layout_design_get_selected (design)->x, ==, x);
  act (editor, "layout.redo", NULL);
  g_assert_cmpint (foyer_layout_design_get_selected (design)->x, ==, x + 5400);
  gui_fixture_picture (fixture, "layout-selected");
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Delete, 0));
  g_assert_cmpuint (foyer_layout_design_get_selection (design)->len, ==, 0);
  act (editor, "layout.undo", NULL);
  foyer_layout_design_select (design, 1);
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Escape, 0));
  g_assert_null (foyer_layout_design_get_selected (design));
  /* Past the last element focus goes on. */
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  g_assert_false (gui_fixture_press (canvas, GDK_KEY_Tab, 0));
}

static void
test_elements_come_and_go (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  FoyerLayoutDesign *design = foyer_layout_editor_get_design (editor);
  guint              n = foyer_layout_design_get_elements (design)->len;

  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.add", "s", "text");
  g_assert_cmpuint (foyer_layout_design_get_elements (design)->len, ==, n + 1);
  act (editor, "layout.duplicate", NULL);
  g_assert_cmpuint (foyer_layout_design_get_elements (design)->len, ==, n + 2);
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.order", "i", FOYER_LAYOUT_TO_BOTTOM);
  g_assert_cmpuint (g_array_index (foyer_layout_design_get_selection (design), guint, 0), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.align", "i", FOYER_LAYOUT_SIDE_RIGHT);
  g_assert_cmpint (foyer_layout_design_get_selected (design)->x + foyer_layout_design_get_selected (design)->width, ==, foyer_layout_design_get_layout (design)->width);
  act (editor, "layout.turn", NULL);
  g_assert_cmpint (foyer_layout_design_get_selected (design)->rotation, ==, 90);
  act (editor, "layout.delete", NULL);
  act (editor, "layout.select-all", NULL);
  act (editor, "layout.delete", NULL);
  g_assert_cmpuint (foyer_layout_design_get_elements (design)->len, ==, 0);
  for (guint i = 0; i < 7; i++)
    act (editor, "layout.undo", NULL);
  g_assert_cmpuint (foyer_layout_design_get_elements (design)->len, ==, n);
  g_assert_false (foyer_layout_design_can_undo (design));
}

static void
test_layout_has_several_pages (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  FoyerLayoutDesign *design = foyer_layout_editor_get_design (editor);

  act (editor, "layout.add-page", NULL);
  g_assert_cmpuint (foyer_layout_design_get_page (design), ==, 1);
  g_assert_true (gui_fixture_has_text (GTK_WIDGET (editor), "2 / 2"));
  gtk_widget_activate_action (GTK_WIDGET (editor), "layout.add", "s", "box");
  act (editor, "layout.previous-page", NULL);
  g_assert_cmpuint (foyer_layout_design_get_page (design), ==, 0);
  act (editor, "layout.next-page", NULL);
  act (editor, "layout.delete-page", NULL);
  g_assert_cmpuint (foyer_layout_design_get_layout (design)->pages->len, ==, 1);
}

/* -- Dragging -- */

static void
test_dragged_element_is_caught_by_edges (void)
{
  g_autoptr (FoyerLayout) layout = foyer_layout_new (FOYER_LAYOUT_TICKET, "Snap", 100000, 50000);
  g_autoptr (FoyerLayoutDesign) design = NULL;
  FoyerLayoutElement *still = foyer_layout_element_new (FOYER_LAYOUT_BOX), *moved = foyer_layout_element_new (FOYER_LAYOUT_BOX);
  FoyerLayoutRect     rect = { 30700, 700, 20000, 10000 };
  FoyerLayoutSnap     snap;
  double              width = 19600, height = 10000;

  still->x = 30000;
  still->y = 30000;
  still->width = 7000;
  still->height = 5000;
  moved->x = 60000;
  moved->width = 20000;
  moved->height = 10000;
  g_ptr_array_add (foyer_layout_get_page (layout, 0), still);
  g_ptr_array_add (foyer_layout_get_page (layout, 0), moved);
  design = foyer_layout_design_new (layout);
  foyer_layout_design_select (design, 1);
  snap = foyer_layout_snap_move (design, &rect, 1000);
  g_assert_true (snap.has_x && snap.has_y);
  g_assert_cmpint (rect.x, ==, 30000);
  g_assert_cmpint (rect.y, ==, 0);
  rect.x = 31200;
  snap = foyer_layout_snap_move (design, &rect, 1000);
  g_assert_false (snap.has_x);
  g_assert_cmpint (rect.x, ==, 31200);
  /* The right side of one at 30 mm is caught by the middle of the paper. */
  moved = foyer_layout_design_get_selected (design);
  moved->x = 30000;
  snap = foyer_layout_snap_size (design, moved, 1, 0, &width, &height, 1000);
  g_assert_true (snap.has_x);
  g_assert_cmpfloat (width, ==, 20000);
}

/* -- The properties -- */

static void
test_text_that_is_typed_is_on_the_paper (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  FoyerLayoutDesign *design = foyer_layout_editor_get_design (editor);
  GtkWidget         *text;

  foyer_layout_design_select (design, 2);
  gui_fixture_pause (fixture, 100);
  text = gui_fixture_find (GTK_WIDGET (editor), GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_nonnull (text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "Only ", -1);
  g_assert_true (gtk_widget_activate_action (text, "inspector.insert-field", "s", "seat"));
  g_assert_cmpstr (foyer_layout_design_get_selected (design)->content, ==, "Only {seat}");
  gui_fixture_picture (fixture, "layout-text");
}

static void
test_what_is_missing_is_told (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  GtkWidget         *button;

  act (editor, "layout.select-all", NULL);
  act (editor, "layout.delete", NULL);
  button = gui_fixture_find (GTK_WIDGET (editor), GTK_TYPE_MENU_BUTTON, "check_button");
  gui_fixture_pause (fixture, 1200);
  g_assert_cmpstr (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (button)), ==, "dialog-warning-symbolic");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (gui_fixture_wait_for_text (fixture, button, "No door can scan it"));
}

/* -- Choices -- */

typedef struct
{
  const GuiFixture *fixture;
  FoyerId           choice;
} Choice;

static gpointer
read_choice (FoyerConnection *connection, gpointer data, GError **error)
{
  Choice *choice = data;

  foyer_layout_store_choice (connection, FOYER_LAYOUT_TICKET, &choice->fixture->store.event, NULL, &choice->choice, error);
  return NULL;
}

static gboolean
is_chosen (GuiFixture *fixture, gpointer data)
{
  Choice choice = { fixture, FOYER_ID_NONE };

  foyer_store_read (fixture->store.store, read_choice, &choice, NULL, NULL);
  return !foyer_id_is_none (&choice.choice);
}

static void
test_event_chooses_its_layout (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  gui_fixture_show_page (fixture, "layouts");
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_COMBO_ROW, "Tickets"));
  gui_fixture_pause (fixture, 300);
  gui_fixture_picture (fixture, "layouts");
  row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_COMBO_ROW, "Tickets");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  g_assert_true (gui_fixture_wait_until (fixture, is_chosen, NULL));
}

static void
test_narrow_window_shows_paper_and_properties (GuiFixture *fixture, gconstpointer data)
{
  FoyerLayoutEditor *editor = open_ready (fixture);
  GtkWidget         *canvas = get_canvas (editor);

  gui_fixture_pause (fixture, 400);
  gui_fixture_picture (fixture, "layout-narrow");
  g_assert_cmpint (gtk_widget_get_width (canvas), <=, 360);
  foyer_layout_design_select (foyer_layout_editor_get_design (editor), 2);
  g_assert_true (gui_fixture_press (canvas, GDK_KEY_Return, 0));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, GTK_TYPE_TEXT_VIEW, NULL));
  gui_fixture_pause (fixture, 400);
  gui_fixture_picture (fixture, "layout-narrow-properties");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function) g_test_add ("/layouts/" path, GuiFixture, data, gui_fixture_set_up, function, gui_fixture_tear_down)
  ADD ("looking-at-a-ready-layout-saves-nothing", NULL, test_looking_at_a_ready_layout_saves_nothing);
  ADD ("changed-layout-is-among-ones-own", NULL, test_changed_layout_is_among_ones_own);
  ADD ("elements-are-reached-and-moved-by-keys", NULL, test_elements_are_reached_and_moved_by_keys);
  ADD ("elements-come-and-go", NULL, test_elements_come_and_go);
  ADD ("layout-has-several-pages", NULL, test_layout_has_several_pages);
  g_test_add_func ("/layouts/dragged-element-is-caught-by-edges", test_dragged_element_is_caught_by_edges);
  ADD ("text-that-is-typed-is-on-the-paper", NULL, test_text_that_is_typed_is_on_the_paper);
  ADD ("what-is-missing-is-told", NULL, test_what_is_missing_is_told);
  ADD ("event-chooses-its-layout", NULL, test_event_chooses_its_layout);
  ADD ("narrow-window-shows-paper-and-properties", "narrow", test_narrow_window_shows_paper_and_properties);
  return g_test_run ();
}
