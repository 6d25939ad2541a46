/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seating-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-block-dialog.h"
#include "foyer-error.h"
#include "foyer-plan-edit.h"
#include "foyer-plan-editor.h"
#include "foyer-seat-view.h"
#include "foyer-seating-panel.h"
#include "foyer-seating-plan-json.h"

/* How far a press of a move button goes, in units of the plan. */
#define NUDGE 5.0

/* A plan file is text; what is longer is something else. */
#define FILE_MAX (64 * 1024 * 1024)

struct _FoyerSeatingDialog
{
  AdwDialog parent_instance;

  FoyerPlanEditor   *editor;
  GCancellable      *cancellable; /* of the file that is being read or written */
  GtkStack          *stack;
  FoyerSeatView     *view;
  FoyerSeatingPanel *panel;
  AdwToastOverlay   *toasts;
  GtkWidget         *zoom;
};

enum
{
  SAVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerSeatingDialog, foyer_seating_dialog, ADW_TYPE_DIALOG)

static void
say (FoyerSeatingDialog *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
is_empty (FoyerSeatingDialog *self)
{
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);

  return foyer_plan_editor_get_index (self->editor)->places->len == 0 && plan->zones->len == 0;
}

static void
show_chosen (FoyerSeatingDialog *self)
{
  static const char *const of_chosen[] = { "plan.choose-none", "plan.choose-rows", "plan.remove", "plan.move-left",
                                           "plan.move-right", "plan.move-up", "plan.move-down", NULL };
  guint                    seats = foyer_plan_editor_get_index (self->editor)->places->len;

  for (guint i = 0; i < seats; i++)
    foyer_seat_view_set_state (self->view, i, foyer_plan_editor_is_chosen (self->editor, i) ? FOYER_SEAT_CHOSEN : FOYER_SEAT_FREE);
  for (guint i = 0; of_chosen[i] != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_chosen[i], foyer_plan_editor_get_chosen (self->editor)->len > 0);
}

static void
show_plan (FoyerSeatingDialog *self)
{
  const char *name = foyer_plan_editor_get_plan (self->editor)->name;

  foyer_seat_view_replace_plan (self->view, foyer_seating_plan_copy (foyer_plan_editor_get_plan (self->editor)));
  gtk_stack_set_visible_child_name (self->stack, is_empty (self) ? "empty" : "plan");
  gtk_widget_set_visible (self->zoom, !is_empty (self));
  adw_dialog_set_title (ADW_DIALOG (self), *name != '\0' ? name : _ ("Seating Plan"));
  adw_dialog_set_can_close (ADW_DIALOG (self), !foyer_plan_editor_is_changed (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.undo", foyer_plan_editor_can_undo (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.redo", foyer_plan_editor_can_redo (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.save", foyer_plan_editor_is_changed (self->editor));
}

static void
seat_activated_cb (FoyerSeatingDialog *self, guint seat)
{
  foyer_plan_editor_toggle (self->editor, seat);
}

static void
area_selected_cb (FoyerSeatingDialog *self, GArray *seats)
{
  foyer_plan_editor_choose (self->editor, seats);
}

static char *
describe_seat (const FoyerSeatPlace *place, FoyerSeatState state, gpointer user_data)
{
  FoyerSeatingDialog     *self = user_data;
  const FoyerSeatingPlan *plan = foyer_plan_editor_get_plan (self->editor);
  g_autofree char        *name = foyer_seat_place_dup_name (place, _ ("Row %s"), _ ("Seat %s"));
  const char             *category = _ ("no category");

  if (place->seat->category < plan->categories->len)
    category = ((FoyerPlanCategory *) plan->categories->pdata[place->seat->category])->name;
  if (state == FOYER_SEAT_CHOSEN)
    /* Translators: a seat of a plan that is being drawn: its place, its category */
    return g_strdup_printf (_ ("%s, %s, chosen"), name, category);
  return g_strdup_printf ("%s, %s", name, category);
}

/* Files */

typedef struct
{
  FoyerSeatingPlan *plan;
  GFile            *file;
} FileJob;

static void
file_job_free (FileJob *job)
{
  foyer_seating_plan_free (job->plan);
  g_object_unref (job->file);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileJob, file_job_free)

static void
read_plan (GTask *task, gpointer source G_GNUC_UNUSED, gpointer task_data, GCancellable *cancellable)
{
  FileJob *job = task_data;
  GError  *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (job->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  g_autofree char  *text = NULL;
  FoyerSeatingPlan *plan;
  gsize             length;

  if (info == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_file_info_get_size (info) > FILE_MAX)
    {
      g_task_return_new_error (task, FOYER_ERROR, FOYER_ERROR_INVALID, "The file is too large for a seating plan.");
      return;
    }
  if (!g_file_load_contents (job->file, cancellable, &text, &length, NULL, &error) ||
      (plan = foyer_seating_plan_parse (text, length, &error)) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, plan, (GDestroyNotify) foyer_seating_plan_free);
}

static void
write_plan (GTask *task, gpointer source G_GNUC_UNUSED, gpointer task_data, GCancellable *cancellable)
{
  FileJob         *job = task_data;
  g_autofree char *text = foyer_seating_plan_print (job->plan);
  GError          *error = NULL;

  if (g_file_replace_contents (job->file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_file_job (FoyerSeatingDialog *self, FileJob *job, GTaskThreadFunc run, GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, done, NULL);

  g_task_set_task_data (task, job, (GDestroyNotify) file_job_free);
  g_task_run_in_thread (task, run);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (source);
  g_autoptr (GError) error = NULL;
  FoyerSeatingPlan *plan = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char  *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (plan == NULL)
    {
      /* Translators: “%s” says what is wrong, and may be in English */
      sentence = g_strdup_printf (_ ("The file was not imported: %s"), error->message);
      say (self, sentence);
      return;
    }
  foyer_plan_editor_replace (self->editor, plan);
  foyer_seat_view_zoom_to_fit (self->view);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (self, _ ("Exported"));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = g_strdup_printf (_ ("The plan could not be exported: %s"), error->message);
  say (self, sentence);
}

static FileJob *
file_job_new (GFile *file, const FoyerSeatingPlan *plan)
{
  FileJob *job = g_new0 (FileJob, 1);

  job->file = file;
  job->plan = plan != NULL ? foyer_seating_plan_copy (plan) : NULL;
  return job;
}

static void
tell_no_file (FoyerSeatingDialog *self, const GError *error)
{
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;
  g_message ("No file could be chosen: %s", error->message);
  say (self, _ ("The file dialog could not be opened."));
}

static void
import_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSeatingDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    run_file_job (self, file_job_new (file, NULL), read_plan, read_cb);
  else
    tell_no_file (self, error);
}

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSeatingDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    run_file_job (self, file_job_new (file, foyer_plan_editor_get_plan (self->editor)), write_plan, written_cb);
  else
    tell_no_file (self, error);
}

static void
import_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Seating Plans (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Import a Seating Plan"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable, import_chosen_cb, g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Export the Seating Plan"));
  gtk_file_dialog_set_initial_name (dialog, "seating-plan.json");
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable, export_chosen_cb, g_object_ref (self));
}

/* Actions */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (widget);

  if (g_str_equal (name, "plan.undo"))
    foyer_plan_editor_undo (self->editor);
  else if (g_str_equal (name, "plan.redo"))
    foyer_plan_editor_redo (self->editor);
  else if (g_str_equal (name, "plan.remove"))
    foyer_plan_editor_remove (self->editor);
  else if (g_str_equal (name, "plan.move-left"))
    foyer_plan_editor_move (self->editor, -NUDGE, 0);
  else if (g_str_equal (name, "plan.move-right"))
    foyer_plan_editor_move (self->editor, NUDGE, 0);
  else if (g_str_equal (name, "plan.move-up"))
    foyer_plan_editor_move (self->editor, 0, -NUDGE);
  else if (g_str_equal (name, "plan.move-down"))
    foyer_plan_editor_move (self->editor, 0, NUDGE);
  else
    g_assert_not_reached ();
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (widget);

  if (g_str_equal (name, "plan.choose-all"))
    foyer_plan_editor_choose_all (self->editor);
  else if (g_str_equal (name, "plan.choose-none"))
    foyer_plan_editor_choose_none (self->editor);
  else
    foyer_plan_editor_choose_rows (self->editor);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  g_autofree char *own = g_strconcat ("seats.", name + strlen ("plan."), NULL);

  gtk_widget_activate_action (GTK_WIDGET (FOYER_SEATING_DIALOG (widget)->view), own, NULL);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter G_GNUC_UNUSED)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (widget);

  if (g_str_equal (name, "plan.add-stage"))
    foyer_plan_editor_add_area (self->editor, FOYER_PLAN_SHAPE_RECTANGLE, _ ("Stage"), TRUE);
  else if (g_str_equal (name, "plan.add-standing"))
    foyer_plan_editor_add_area (self->editor, FOYER_PLAN_SHAPE_RECTANGLE, _ ("Standing"), FALSE);
  else
    {
      adw_dialog_present (foyer_block_dialog_new (self->editor, g_str_equal (name, "plan.add-tables")), widget);
      return;
    }
  foyer_seat_view_zoom_to_fit (self->view);
}

static void
save_action (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[SAVE], 0);
}

static void
leave_answered_cb (FoyerSeatingDialog *self, const char *answer)
{
  if (g_str_equal (answer, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (g_str_equal (answer, "save"))
    g_signal_emit (self, signals[SAVE], 0);
}

static void
close_attempted_cb (FoyerSeatingDialog *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Save the Plan?"), _ ("What you have drawn since it was last saved would be lost."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
foyer_seating_dialog_dispose (GObject *object)
{
  FoyerSeatingDialog *self = FOYER_SEATING_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_SEATING_DIALOG);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (foyer_seating_dialog_parent_class)->dispose (object);
}

static void
foyer_seating_dialog_class_init (FoyerSeatingDialogClass *klass)
{
  static const char *const edits[] = { "plan.undo", "plan.redo", "plan.remove", "plan.move-left",
                                       "plan.move-right", "plan.move-up", "plan.move-down", NULL };
  GtkWidgetClass          *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_seating_dialog_dispose;
  signals[SAVE] = g_signal_new ("save", FOYER_TYPE_SEATING_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (FOYER_TYPE_SEAT_VIEW);
  g_type_ensure (FOYER_TYPE_SEATING_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/seating/foyer-seating-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingDialog, view);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingDialog, panel);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerSeatingDialog, zoom);
  gtk_widget_class_bind_template_callback (widget_class, close_attempted_cb);
  for (guint i = 0; edits[i] != NULL; i++)
    gtk_widget_class_install_action (widget_class, edits[i], NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "plan.choose-all", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "plan.choose-none", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "plan.choose-rows", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "plan.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "plan.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "plan.zoom-fit", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "plan.add-rows", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "plan.add-tables", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "plan.add-stage", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "plan.add-standing", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "plan.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "plan.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "plan.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "plan.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "plan.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "plan.choose-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "plan.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "plan.move-left", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "plan.move-right", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "plan.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "plan.move-down", NULL);
}

static void
foyer_seating_dialog_init (FoyerSeatingDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_seat_view_set_select_areas (self->view, TRUE);
}

const FoyerSeatingPlan *
foyer_seating_dialog_get_plan (FoyerSeatingDialog *self)
{
  g_return_val_if_fail (FOYER_IS_SEATING_DIALOG (self), NULL);

  return foyer_plan_editor_get_plan (self->editor);
}

void
foyer_seating_dialog_set_saved (FoyerSeatingDialog *self, const char *problem)
{
  g_return_if_fail (FOYER_IS_SEATING_DIALOG (self));

  if (problem != NULL)
    {
      say (self, problem);
      return;
    }
  foyer_plan_editor_set_saved (self->editor);
  adw_dialog_force_close (ADW_DIALOG (self));
}

AdwDialog *
foyer_seating_dialog_new (FoyerSeatingPlan *plan)
{
  FoyerSeatingDialog *self = g_object_new (FOYER_TYPE_SEATING_DIALOG, NULL);

  self->editor = foyer_plan_editor_new (plan);
  foyer_seat_view_set_describe (self->view, describe_seat, self, NULL);
  g_signal_connect_object (self->view, "seat-activated", G_CALLBACK (seat_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "area-selected", G_CALLBACK (area_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (show_plan), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "chosen", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  foyer_seating_panel_open (self->panel, self->editor);
  show_plan (self);
  show_chosen (self);
  return ADW_DIALOG (self);
}
