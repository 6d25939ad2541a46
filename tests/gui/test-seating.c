/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-block-dialog.h"
#include "foyer-plan-editor.h"
#include "foyer-seat-view.h"
#include "foyer-seating-dialog.h"
#include "foyer-seating-plan-json.h"
#include "gui-fixture.h"

static FoyerSeatingPlan *
make_plan (void)
{
  g_autoptr (GError) error = NULL;
  FoyerSeatingPlan *plan = foyer_seating_plan_new ("Great Hall");
  FoyerPlanZone    *zone = foyer_plan_zone_new ("Stalls");
  FoyerSeatBlock    block;

  g_ptr_array_add (plan->zones, zone);
  foyer_seat_block_init (&block);
  block.arc = 50;
  block.more_seats = 1;
  block.category = foyer_seating_plan_add_category (plan, "Stalls", "#1c71d8");
  foyer_seating_plan_add_category (plan, "Balcony", "#c64600");
  g_assert_true (foyer_seat_block_add (&block, plan, zone, &error));
  return plan;
}

static FoyerSeatingDialog *
open_dialog (GuiFixture *fixture, FoyerSeatingPlan *plan)
{
  AdwDialog *dialog = foyer_seating_dialog_new (plan);

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, GTK_TYPE_STACK, "stack"));
  gui_fixture_pause (fixture, 100);
  return FOYER_SEATING_DIALOG (dialog);
}

static GtkWidget *
wait_for_block (GuiFixture *fixture)
{
  g_assert_nonnull (gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "zone"));
  return gui_fixture_wait_for_widget (fixture, FOYER_TYPE_BLOCK_DIALOG, NULL);
}

static void
act (FoyerSeatingDialog *dialog, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL));
}

static guint
count_seats (FoyerSeatingDialog *dialog, guint category)
{
  return foyer_seating_plan_count_seats (foyer_seating_dialog_get_plan (dialog), category);
}

static gboolean
is_gone (GuiFixture *fixture, gpointer type)
{
  return gui_fixture_find (GTK_WIDGET (fixture->window), GPOINTER_TO_SIZE (type), NULL) == NULL;
}

static void
test_rows_are_added (GuiFixture *fixture, gconstpointer data)
{
  FoyerSeatingDialog *dialog = open_dialog (fixture, foyer_seating_plan_new (""));
  GtkWidget          *block;

  gui_fixture_picture (fixture, "seating-empty");
  gui_fixture_activate (gui_fixture_find_action (GTK_WIDGET (dialog), "plan.add-rows"));
  block = wait_for_block (fixture);
  g_assert_nonnull (block);
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (block, ADW_TYPE_ENTRY_ROW, "zone")), "Stalls");
  adw_spin_row_set_value (ADW_SPIN_ROW (gui_fixture_find (block, ADW_TYPE_SPIN_ROW, "more_seats")), -3);
  g_assert_true (gui_fixture_has_text (block, "The last rows would have no seats left."));
  gtk_widget_activate_action (block, "block.add", NULL);
  g_assert_cmpuint (count_seats (dialog, FOYER_PLAN_NO_CATEGORY), ==, 0);
  adw_spin_row_set_value (ADW_SPIN_ROW (gui_fixture_find (block, ADW_TYPE_SPIN_ROW, "more_seats")), 1);
  adw_spin_row_set_value (ADW_SPIN_ROW (gui_fixture_find (block, ADW_TYPE_SPIN_ROW, "arc")), 60);
  gui_fixture_picture (fixture, "seating-rows");
  gui_fixture_activate (gui_fixture_find_action (block, "block.add"));
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, GSIZE_TO_POINTER (FOYER_TYPE_BLOCK_DIALOG)));
  /* the first part of a house makes a category of its own */
  g_assert_cmpuint (count_seats (dialog, foyer_seating_plan_find_category (foyer_seating_dialog_get_plan (dialog), "Stalls")), ==, 245);
  act (dialog, "plan.add-stage");
  gui_fixture_picture (fixture, "seating-first-block");
  act (dialog, "plan.undo");
  act (dialog, "plan.undo");
  g_assert_cmpuint (count_seats (dialog, FOYER_PLAN_NO_CATEGORY), ==, 0);
  act (dialog, "plan.redo");
  g_assert_cmpuint (count_seats (dialog, FOYER_PLAN_NO_CATEGORY), ==, 245);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_tables_are_added (GuiFixture *fixture, gconstpointer data)
{
  FoyerSeatingDialog *dialog = open_dialog (fixture, make_plan ());
  guint               before = count_seats (dialog, FOYER_PLAN_NO_CATEGORY);
  GtkWidget          *block;

  act (dialog, "plan.add-tables");
  block = wait_for_block (fixture);
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (block, ADW_TYPE_ENTRY_ROW, "zone")), "Gala");
  gui_fixture_picture (fixture, "seating-tables");
  gui_fixture_activate (gui_fixture_find_action (block, "block.add"));
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, GSIZE_TO_POINTER (FOYER_TYPE_BLOCK_DIALOG)));
  g_assert_cmpuint (count_seats (dialog, FOYER_PLAN_NO_CATEGORY), ==, before + 80);
  gui_fixture_picture (fixture, "seating-with-tables");

  /* the same rows once more are refused, and the plan stays */
  act (dialog, "plan.add-rows");
  block = wait_for_block (fixture);
  gtk_editable_set_text (GTK_EDITABLE (gui_fixture_find (block, ADW_TYPE_ENTRY_ROW, "zone")), "Stalls");
  gtk_widget_activate_action (block, "block.add", NULL);
  g_assert_true (gui_fixture_has_text (block, "has a row of that name already"));
  g_assert_cmpuint (count_seats (dialog, FOYER_PLAN_NO_CATEGORY), ==, before + 80);
  adw_dialog_close (ADW_DIALOG (block));
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, GSIZE_TO_POINTER (FOYER_TYPE_BLOCK_DIALOG)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_chosen_seats_are_edited (GuiFixture *fixture, gconstpointer data)
{
  FoyerSeatingDialog *dialog = open_dialog (fixture, make_plan ());
  GtkWidget          *view = gui_fixture_find (GTK_WIDGET (dialog), FOYER_TYPE_SEAT_VIEW, NULL);
  GtkWidget          *category;

  g_assert_nonnull (view);
  g_signal_emit_by_name (view, "seat-activated", 21);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "1 Seat Chosen"));
  g_assert_cmpint (foyer_seat_view_get_state (FOYER_SEAT_VIEW (view), 21), ==, FOYER_SEAT_CHOSEN);
  act (dialog, "plan.choose-rows");
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "21 Seats Chosen"));
  gui_fixture_picture (fixture, "seating-chosen");
  category = gui_fixture_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, "category");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (category)), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (category), 2);
  g_assert_cmpuint (count_seats (dialog, 1), ==, 21);
  act (dialog, "plan.remove");
  g_assert_cmpuint (count_seats (dialog, 1), ==, 0);
  act (dialog, "plan.undo");
  g_assert_cmpuint (count_seats (dialog, 1), ==, 21);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_narrow (GuiFixture *fixture, gconstpointer data)
{
  FoyerSeatingDialog *dialog = open_dialog (fixture, make_plan ());
  GtkWidget          *view = gui_fixture_find (GTK_WIDGET (dialog), FOYER_TYPE_SEAT_VIEW, NULL);
  GtkWidget          *button;

  g_signal_emit_by_name (view, "seat-activated", 3);
  gui_fixture_picture (fixture, "seating-narrow");
  g_assert_false (gui_fixture_has_text (GTK_WIDGET (dialog), "1 Seat Chosen"));
  button = gui_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_TOGGLE_BUTTON, "panel_button");
  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "1 Seat Chosen"));
  gui_fixture_picture (fixture, "seating-narrow-panel");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
saved_cb (FoyerSeatingDialog *dialog, guint *saved)
{
  ++*saved;
  foyer_seating_dialog_set_saved (dialog, *saved == 1 ? "The disk is full." : NULL);
}

static void
test_unsaved_work_is_asked_for (GuiFixture *fixture, gconstpointer data)
{
  FoyerSeatingDialog *dialog = open_dialog (fixture, make_plan ());
  guint               saved = 0;
  GtkWidget          *question;

  g_signal_connect (dialog, "save", G_CALLBACK (saved_cb), &saved);
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  act (dialog, "plan.add-stage");
  g_assert_false (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  act (dialog, "plan.undo");
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  act (dialog, "plan.redo");
  adw_dialog_close (ADW_DIALOG (dialog));
  question = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ALERT_DIALOG, NULL);
  g_assert_nonnull (question);
  g_signal_emit_by_name (question, "response", "save");
  adw_dialog_force_close (ADW_DIALOG (question));
  g_assert_cmpuint (saved, ==, 1);
  g_assert_true (gui_fixture_wait_for_text (fixture, GTK_WIDGET (dialog), "The disk is full."));
  act (dialog, "plan.save");
  g_assert_cmpuint (saved, ==, 2);
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, GSIZE_TO_POINTER (FOYER_TYPE_SEATING_DIALOG)));
}

/* Whatever is done and undone in whatever order: what was begun with comes back. */
static void
test_history (void)
{
  g_autoptr (FoyerPlanEditor) editor = foyer_plan_editor_new (make_plan ());
  g_autofree char *begun = foyer_seating_plan_print (foyer_plan_editor_get_plan (editor));
  g_autofree char *end = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  FoyerSeatBlock   block;

  foyer_plan_editor_choose_all (editor);
  foyer_plan_editor_move (editor, 10, 20);
  foyer_plan_editor_paint (editor, 1);
  g_assert_true (foyer_plan_editor_edit_category (editor, 1, "Gallery", "#000000"));
  g_assert_false (foyer_plan_editor_edit_category (editor, 1, "Stalls", "#000000"));
  foyer_seat_block_init (&block);
  block.rows = 0;
  g_assert_false (foyer_plan_editor_add_block (editor, "Gallery", &block, NULL));
  block.rows = 3;
  g_assert_true (foyer_plan_editor_add_block (editor, "Gallery", &block, NULL));
  g_assert_cmpuint (foyer_plan_editor_get_chosen (editor)->len, ==, 60);
  foyer_plan_editor_add_area (editor, FOYER_PLAN_SHAPE_ELLIPSE, "Bar", FALSE);
  foyer_plan_editor_remove_category (editor, 0);
  end = foyer_seating_plan_print (foyer_plan_editor_get_plan (editor));
  while (foyer_plan_editor_can_undo (editor))
    foyer_plan_editor_undo (editor);
  undone = foyer_seating_plan_print (foyer_plan_editor_get_plan (editor));
  g_assert_cmpstr (undone, ==, begun);
  g_assert_false (foyer_plan_editor_is_changed (editor));
  while (foyer_plan_editor_can_redo (editor))
    foyer_plan_editor_redo (editor);
  again = foyer_seating_plan_print (foyer_plan_editor_get_plan (editor));
  g_assert_cmpstr (again, ==, end);
  foyer_plan_editor_set_saved (editor);
  foyer_plan_editor_undo (editor);
  g_assert_true (foyer_plan_editor_is_changed (editor));
  /* another way from here: what was saved cannot come back */
  foyer_plan_editor_set_name (editor, "Other");
  foyer_plan_editor_undo (editor);
  g_assert_true (foyer_plan_editor_is_changed (editor));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seating/undo-and-redo-bring-everything-back", test_history);
  g_test_add ("/seating/rows-are-added-and-taken-back", GuiFixture, NULL, gui_fixture_set_up, test_rows_are_added, gui_fixture_tear_down);
  g_test_add ("/seating/tables-are-added-and-a-second-row-4-is-refused", GuiFixture, NULL, gui_fixture_set_up, test_tables_are_added,
              gui_fixture_tear_down);
  g_test_add ("/seating/chosen-seats-are-edited", GuiFixture, NULL, gui_fixture_set_up, test_chosen_seats_are_edited, gui_fixture_tear_down);
  g_test_add ("/seating/in-a-narrow-window", GuiFixture, "narrow", gui_fixture_set_up, test_narrow, gui_fixture_tear_down);
  g_test_add ("/seating/unsaved-work-is-asked-for", GuiFixture, NULL, gui_fixture_set_up, test_unsaved_work_is_asked_for, gui_fixture_tear_down);
  return g_test_run ();
}
