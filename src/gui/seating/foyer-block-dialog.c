/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-block-dialog.h"

#include <glib/gi18n.h>

#include "foyer-plan-edit.h"
#include "foyer-seat-view.h"

struct _FoyerBlockDialog
{
  AdwDialog parent_instance;

  FoyerPlanEditor *editor;
  gboolean         tables_wanted;
  FoyerSeatView   *preview;
  GtkLabel        *problem;
  GtkEditable     *zone;
  AdwComboRow     *category;
  GtkWidget       *rows_group;
  AdwSpinRow      *rows;
  AdwSpinRow      *seats;
  AdwSpinRow      *more_seats;
  AdwSpinRow      *arc;
  AdwSpinRow      *rotation;
  GtkWidget       *tables_group;
  AdwSpinRow      *tables;
  AdwSpinRow      *table_seats;
  GtkEditable     *first_row;
  AdwSpinRow      *first_seat;
  AdwSwitchRow    *every_second;
  AdwSwitchRow    *from_right;
};

G_DEFINE_FINAL_TYPE (FoyerBlockDialog, foyer_block_dialog, ADW_TYPE_DIALOG)

static guint
count_of (AdwSpinRow *row)
{
  return (guint) adw_spin_row_get_value (row);
}

/* The first entry of the list is “none”. */
static guint
chosen_category (FoyerBlockDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->category);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? FOYER_PLAN_NO_CATEGORY : selected - 1;
}

static void
read_block (FoyerBlockDialog *self, FoyerSeatBlock *block)
{
  foyer_seat_block_init (block);
  block->rows = count_of (self->rows);
  block->seats = count_of (self->seats);
  block->more_seats = (int) adw_spin_row_get_value (self->more_seats);
  block->arc = adw_spin_row_get_value (self->arc);
  block->rotation = adw_spin_row_get_value (self->rotation);
  block->first_row = gtk_editable_get_text (self->first_row);
  block->first_seat = count_of (self->first_seat);
  block->seat_step = adw_switch_row_get_active (self->every_second) ? 2 : 1;
  block->from_right = adw_switch_row_get_active (self->from_right);
  block->category = chosen_category (self);
}

static gboolean
add_to (FoyerBlockDialog *self, FoyerPlanEditor *editor, GError **error)
{
  const char    *zone = gtk_editable_get_text (self->zone);
  FoyerSeatBlock block;

  if (self->tables_wanted)
    return foyer_plan_editor_add_tables (editor, zone, gtk_editable_get_text (self->first_row), count_of (self->tables),
                                         count_of (self->table_seats), chosen_category (self), error);
  read_block (self, &block);
  return foyer_plan_editor_add_block (editor, zone, &block, error);
}

/* An empty plan with the same categories, so that the colours are right. */
static FoyerPlanEditor *
editor_for_preview (FoyerBlockDialog *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);
  FoyerSeatingPlan       *empty = foyer_seating_plan_new ("");

  for (guint i = 0; i < plan->categories->len; i++)
    {
      const FoyerPlanCategory *category = plan->categories->pdata[i];

      foyer_seating_plan_add_category (empty, category->name, category->colour);
    }
  return foyer_plan_editor_new (empty);
}

/* Below the window all errors of a block are English; here they are few. */
static const char *
find_problem (FoyerBlockDialog *self)
{
  FoyerSeatBlock block;

  if (*gtk_editable_get_text (self->first_row) == '\0')
    return self->tables_wanted ? _ ("Name the first table.") : _ ("Name the first row.");
  read_block (self, &block);
  if (!self->tables_wanted && (gint64) block.seats + (gint64) (block.rows - 1) * block.more_seats < 1)
    return _ ("The last rows would have no seats left.");
  if (!self->tables_wanted && (gint64) block.seats + (gint64) (block.rows - 1) * block.more_seats > FOYER_SEAT_BLOCK_MAX)
    return _ ("The last rows would have more than 500 seats.");
  return NULL;
}

static void
show_problem (FoyerBlockDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "block.add", sentence == NULL);
}

static void
show_preview (FoyerBlockDialog *self)
{
  g_autoptr (FoyerPlanEditor) editor = NULL;
  const char *problem;

  if (self->editor == NULL)
    return;
  problem = find_problem (self);
  show_problem (self, problem);
  editor = editor_for_preview (self);
  if (problem == NULL && add_to (self, editor, NULL))
    foyer_seat_view_set_plan (self->preview, foyer_seating_plan_copy (foyer_plan_editor_get_plan (editor)));
}

static void
add_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerBlockDialog *self = FOYER_BLOCK_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  if (add_to (self, self->editor, &error))
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  g_message ("A block could not be added: %s", error->message);
  show_problem (self, _ ("This part of the house has a row of that name already, or the plan would get too large. Choose another first row or another part."));
}

static void
foyer_block_dialog_dispose (GObject *object)
{
  FoyerBlockDialog *self = FOYER_BLOCK_DIALOG (object);

  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_BLOCK_DIALOG);

  G_OBJECT_CLASS (foyer_block_dialog_parent_class)->dispose (object);
}

static void
foyer_block_dialog_class_init (FoyerBlockDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_block_dialog_dispose;
  g_type_ensure (FOYER_TYPE_SEAT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/seating/foyer-block-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, zone);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, category);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, rows_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, seats);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, more_seats);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, arc);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, rotation);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, tables_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, tables);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, table_seats);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, first_seat);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, every_second);
  gtk_widget_class_bind_template_child (widget_class, FoyerBlockDialog, from_right);
  gtk_widget_class_install_action (widget_class, "block.add", NULL, add_action);
}

static void
foyer_block_dialog_init (FoyerBlockDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_categories (FoyerBlockDialog *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < plan->categories->len; i++)
    gtk_string_list_append (names, ((FoyerPlanCategory *) plan->categories->pdata[i])->name);
  adw_combo_row_set_model (self->category, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->category, plan->categories->len > 0 ? 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->category), plan->categories->len > 0);
}

static void
show_tables (FoyerBlockDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Add Tables"));
  gtk_widget_set_visible (self->rows_group, FALSE);
  gtk_widget_set_visible (self->tables_group, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->first_seat), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->every_second), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->from_right), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first_row), _ ("First Table, Such as “1” or “A”"));
}

AdwDialog *
foyer_block_dialog_new (FoyerPlanEditor *editor, gboolean tables)
{
  FoyerBlockDialog       *self = g_object_new (FOYER_TYPE_BLOCK_DIALOG, NULL);
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (editor);
  GtkWidget              *spins[] = {
    GTK_WIDGET (self->rows),
    GTK_WIDGET (self->seats),
    GTK_WIDGET (self->more_seats),
    GTK_WIDGET (self->arc),
    GTK_WIDGET (self->rotation),
    GTK_WIDGET (self->tables),
    GTK_WIDGET (self->table_seats),
    GTK_WIDGET (self->first_seat),
  };

  self->editor = g_object_ref (editor);
  self->tables_wanted = tables;
  if (plan->zones->len > 0)
    gtk_editable_set_text (self->zone, ((FoyerPlanZone *) plan->zones->pdata[plan->zones->len - 1])->name);
  if (tables)
    show_tables (self);
  show_categories (self);
  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    g_signal_connect_object (spins[i], "notify::value", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->category, "notify::selected", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zone, "changed", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_row, "changed", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from_right, "notify::active", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->every_second, "notify::active", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  show_preview (self);
  return ADW_DIALOG (self);
}
