/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-job-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-print-queue.h"

struct _FoyerPrintJobRow
{
  AdwActionRow parent_instance;

  GtkImage      *icon;
  GtkButton     *retry;
  GtkMenuButton *menu;
  const char    *style; /* of the state shown */
  char          *id;
};

G_DEFINE_FINAL_TYPE (FoyerPrintJobRow, foyer_print_job_row, ADW_TYPE_ACTION_ROW)

static const char *
get_style (const FoyerPrintJob *job)
{
  switch (job->state)
    {
    case FOYER_PRINT_DONE:
      return "success";
    case FOYER_PRINT_FAILED:
      return "error";
    case FOYER_PRINT_STOPPED:
      return "warning";
    case FOYER_PRINT_WAITING:
      return *job->message != '\0' ? "warning" : "dimmed";
    case FOYER_PRINT_SENT:
    case FOYER_PRINT_PRINTING:
    case FOYER_PRINT_CANCELLED:
    default:
      return "dimmed";
    }
}

static void
set_style (FoyerPrintJobRow *self, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  self->style = style;
}

static gboolean
can_retry (const FoyerPrintJob *job)
{
  return job->state == FOYER_PRINT_FAILED || job->state == FOYER_PRINT_CANCELLED || job->state == FOYER_PRINT_STOPPED ||
         (job->state == FOYER_PRINT_WAITING && *job->message != '\0');
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
show_menu (FoyerPrintJobRow *self, const FoyerPrintJob *job, const char *id)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (can_retry (job))
    append_item (menu, job->state == FOYER_PRINT_STOPPED ? _ ("_Resume Printer") : _ ("_Try Again"), "job.retry", id);
  if (foyer_print_state_is_open (job->state))
    append_item (menu, _ ("_Cancel"), "job.cancel", id);
  append_item (menu, _ ("_Print with New Codes…"), "job.reprint", id);
  append_item (menu, _ ("_Save as PDF…"), "job.save", id);
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

static char *
dup_subtitle (const FoyerPrintJob *job)
{
  g_autofree char *pages = g_strdup_printf (ngettext ("%d ticket", "%d tickets", job->pages), job->pages);
  g_autofree char *when = foyer_format_ago (job->made_at, g_get_real_time ());
  g_autofree char *message = foyer_print_queue_dup_message (job);
  GString         *text = g_string_new (foyer_format_print_state (job->state));

  g_string_append_printf (text, " · %s · %s", pages, when);
  if (*job->printer != '\0')
    g_string_append_printf (text, " · %s", job->printer);
  if (*job->reason != '\0')
    g_string_append_printf (text, " · %s", job->reason);
  if (*message != '\0')
    g_string_append_printf (text, "\n%s", message);
  return g_string_free (text, FALSE);
}

const char *
foyer_print_job_row_get_id (FoyerPrintJobRow *self)
{
  g_return_val_if_fail (FOYER_IS_PRINT_JOB_ROW (self), NULL);

  return self->id;
}

void
foyer_print_job_row_show (FoyerPrintJobRow *self, const FoyerPrintJob *job)
{
  g_autofree char *id = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (FOYER_IS_PRINT_JOB_ROW (self));

  id = foyer_id_dup_text (&job->id);
  g_set_str (&self->id, id);
  subtitle = dup_subtitle (job);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), job->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, foyer_format_print_state_icon (job->state));
  set_style (self, get_style (job));
  gtk_button_set_label (self->retry, job->state == FOYER_PRINT_STOPPED ? _ ("Resume") : _ ("Try Again"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->retry), "job.retry");
  gtk_widget_set_visible (GTK_WIDGET (self->retry), can_retry (job) && job->state != FOYER_PRINT_CANCELLED);
  show_menu (self, job, id);
}

static void
foyer_print_job_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PRINT_JOB_ROW);
  G_OBJECT_CLASS (foyer_print_job_row_parent_class)->dispose (object);
}

static void
foyer_print_job_row_finalize (GObject *object)
{
  g_free (FOYER_PRINT_JOB_ROW (object)->id);
  G_OBJECT_CLASS (foyer_print_job_row_parent_class)->finalize (object);
}

static void
foyer_print_job_row_class_init (FoyerPrintJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_print_job_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_print_job_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/printing/foyer-print-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintJobRow, retry);
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintJobRow, menu);
}

static void
foyer_print_job_row_init (FoyerPrintJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_print_job_row_new (void)
{
  return g_object_new (FOYER_TYPE_PRINT_JOB_ROW, NULL);
}
