/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-printing-page.h"

#include <glib/gi18n.h>

#include "../box-office/foyer-reason-dialog.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-order-store.h"
#include "foyer-print-job-row.h"
#include "foyer-print-job-store.h"
#include "foyer-print-queue.h"
#include "foyer-printer-row.h"
#include "foyer-ticket-paper.h"
#include "foyer-wedge-listener.h"

/* The newest jobs; older ones are history. */
#define SHOWN_JOBS 100

struct _FoyerPrintingPage
{
  FoyerPage parent_instance;

  AdwBanner       *banner;
  FoyerPrinterRow *printer;
  GtkStack        *stack;
  GtkListBox      *jobs;
};

G_DEFINE_FINAL_TYPE (FoyerPrintingPage, foyer_printing_page, FOYER_TYPE_PAGE)

static gpointer
read_jobs (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_list (connection, SHOWN_JOBS, error);
}

static void
show_jobs (FoyerPrintingPage *self, GPtrArray *jobs)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < jobs->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->jobs, (int) i);
      if (row == NULL)
        {
          gtk_list_box_append (self->jobs, foyer_print_job_row_new ());
          row = gtk_list_box_get_row_at_index (self->jobs, (int) i);
        }
      foyer_print_job_row_show (FOYER_PRINT_JOB_ROW (row), jobs->pdata[i]);
    }
  while ((row = gtk_list_box_get_row_at_index (self->jobs, (int) jobs->len)) != NULL)
    gtk_list_box_remove (self->jobs, GTK_WIDGET (row));
  gtk_stack_set_visible_child_name (self->stack, jobs->len > 0 ? "jobs" : "empty");
}

static void
jobs_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPrintingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (jobs != NULL && !g_cancellable_is_cancelled (foyer_page_get_cancellable (FOYER_PAGE (self))))
    show_jobs (self, jobs);
  else if (jobs == NULL)
    foyer_page_report (FOYER_PAGE (self), _ ("The print jobs could not be read. Open this page again."), error);
}

static void
foyer_printing_page_refresh (FoyerPage *page)
{
  foyer_store_read_async (foyer_page_get_store (page), read_jobs, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          foyer_page_get_cancellable (page), jobs_read_cb, g_object_ref (page));
}

/* -- The printer -- */

static void
problem_changed_cb (FoyerPrintingPage *self)
{
  const char *problem = foyer_printer_row_get_problem (self->printer);

  if (problem != NULL)
    adw_banner_set_title (self->banner, problem);
  adw_banner_set_button_label (self->banner, foyer_printer_row_get_stopped (self->printer) != NULL ? _ ("_Resume") : NULL);
  adw_banner_set_revealed (self->banner, problem != NULL);
}

static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPrintingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_printer_resume_finish (result, &error))
    foyer_page_report (FOYER_PAGE (self), _ ("The printer could not be resumed. Look at it, and try again."), error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    foyer_printer_row_look (self->printer);
}

static void
banner_clicked_cb (FoyerPrintingPage *self)
{
  const char *stopped = foyer_printer_row_get_stopped (self->printer);

  if (stopped != NULL)
    foyer_printer_resume_async (stopped, foyer_page_get_cancellable (FOYER_PAGE (self)), resumed_cb, g_object_ref (self));
}

/* -- Jobs -- */

static FoyerPrintQueue *
get_queue (GtkWidget *page)
{
  return foyer_session_get_print_queue (foyer_page_get_session (FOYER_PAGE (page)));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerId job;

  if (foyer_id_parse (g_variant_get_string (parameter, NULL), &job))
    foyer_print_queue_retry (get_queue (widget), &job);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerId job;

  if (foyer_id_parse (g_variant_get_string (parameter, NULL), &job))
    foyer_print_queue_cancel (get_queue (widget), &job);
}

typedef struct
{
  FoyerId job;
  char   *reason;
  char   *title;
} Reprint;

static void
reprint_free (gpointer data)
{
  Reprint *reprint = data;

  g_free (reprint->reason);
  g_free (reprint->title);
  g_free (reprint);
}

static gboolean
renew_tickets (FoyerConnection *connection, GArray *tickets, GArray *renewed, FoyerPrintJob *job, const char *reason, GError **error)
{
  for (guint i = 0; i < tickets->len; i++)
    {
      const FoyerId *id = &g_array_index (tickets, FoyerId, i);
      g_autoptr (FoyerTicketDetails) details = foyer_ticket_store_details (connection, id, error);

      if (details == NULL)
        return FALSE;
      job->order = details->ticket->order;
      job->event = details->ticket->event;
      if (!foyer_ticket_status_takes_stock (details->ticket->status))
        continue; /* given back meanwhile */
      if (!foyer_order_store_reprint (connection, id, reason, error))
        return FALSE;
      g_array_append_val (renewed, *id);
    }
  return TRUE;
}

static gpointer
write_reprint (FoyerConnection *connection, gpointer data, GError **error)
{
  const Reprint *reprint = data;
  g_autoptr (GArray) tickets = foyer_print_job_store_tickets (connection, &reprint->job, error);
  g_autoptr (GArray) renewed = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();

  if (tickets == NULL || !renew_tickets (connection, tickets, renewed, job, reprint->reason, error))
    return NULL;
  if (renewed->len == 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "No ticket of this print job is valid any more.");
      return NULL;
    }
  job->title = g_strdup (reprint->title);
  job->reason = g_strdup (reprint->reason);
  return GINT_TO_POINTER (foyer_print_job_store_add (connection, job, renewed, error));
}

static void
reprinted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPrintingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) != NULL)
    return;
  foyer_page_report (FOYER_PAGE (self),
                     g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STATE) ? _ ("These tickets cannot be printed again: none of them is valid any more.")
                                                                             : _ ("The tickets could not be printed with new codes. Try again."),
                     error);
}

typedef struct
{
  FoyerPrintingPage *page; /* not held: the dialog lives no longer than it */
  FoyerId            job;
  char              *title;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  g_free (((Asking *) data)->title);
  g_free (data);
}

static void
reprint_reason_cb (FoyerReasonDialog *dialog, const char *response, gpointer user_data)
{
  Asking  *asking = user_data;
  Reprint *reprint;

  if (g_strcmp0 (response, "apply") != 0)
    return;
  reprint = g_new0 (Reprint, 1);
  reprint->job = asking->job;
  reprint->reason = g_strdup (foyer_reason_dialog_get_reason (dialog));
  reprint->title = g_strdup (asking->title);
  foyer_store_write_async (foyer_page_get_store (FOYER_PAGE (asking->page)), write_reprint, reprint, reprint_free, NULL, reprinted_cb,
                           g_object_ref (asking->page));
}

static char *
dup_title (FoyerPrintingPage *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->jobs, i)) != NULL; i++)
    if (g_strcmp0 (foyer_print_job_row_get_id (FOYER_PRINT_JOB_ROW (row)), id) == 0)
      return g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  return g_strdup (_ ("Tickets"));
}

static void
reprint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPrintingPage *self = FOYER_PRINTING_PAGE (widget);
  const char *const  suggestions[] = { _ ("Paper jam"), _ ("Badly printed"), _ ("Lost"), NULL };
  const char        *id = g_variant_get_string (parameter, NULL);
  Asking            *asking;
  AdwDialog         *dialog;
  FoyerId            job;

  if (!foyer_id_parse (id, &job))
    return;
  asking = g_new0 (Asking, 1);
  asking->page = self;
  asking->job = job;
  asking->title = dup_title (self, id);
  dialog = foyer_reason_dialog_new (_ ("Print with New Codes?"), _ ("The new tickets get new codes; the old paper is refused at the door."), _ ("_Print"), suggestions);
  g_signal_connect_data (dialog, "response", G_CALLBACK (reprint_reason_cb), asking, asking_free, G_CONNECT_DEFAULT);
  foyer_wedge_listener_guard (GTK_WIDGET (dialog), foyer_session_get_settings (foyer_page_get_session (FOYER_PAGE (self))));
  adw_dialog_present (dialog, widget);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPrintingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_ticket_paper_save_finish (result, &error))
    foyer_page_toast (FOYER_PAGE (self), _ ("The tickets were saved as PDF."));
  else
    foyer_page_report (FOYER_PAGE (self), _ ("The PDF could not be saved. Choose another folder."), error);
}

typedef struct
{
  FoyerPrintingPage *page;
  FoyerId            job;
} Saving;

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (FoyerPrintingPage) self = saving->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    foyer_ticket_paper_save_async (foyer_page_get_store (FOYER_PAGE (self)), &saving->job, file, _ ("Tickets"),
                                   foyer_page_get_cancellable (FOYER_PAGE (self)), saved_cb, g_object_ref (self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (FOYER_PAGE (self), _ ("No file could be chosen. Try again."), error);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autofree char *title = NULL;
  g_autofree char *file_name = NULL;
  Saving          *saving;
  FoyerId          job;

  if (!foyer_id_parse (g_variant_get_string (parameter, NULL), &job))
    return;
  saving = g_new0 (Saving, 1);
  saving->page = g_object_ref (FOYER_PRINTING_PAGE (widget));
  saving->job = job;
  title = dup_title (saving->page, g_variant_get_string (parameter, NULL));
  file_name = g_strdup_printf ("%s.pdf", g_strdelimit (title, "/", '-'));
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Save Tickets as PDF"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), foyer_page_get_cancellable (FOYER_PAGE (widget)), file_chosen_cb, saving);
}

/* -- The page -- */

static void
foyer_printing_page_started (FoyerPage *page)
{
  FoyerPrintingPage *self = FOYER_PRINTING_PAGE (page);

  foyer_printer_row_set_settings (self->printer, foyer_session_get_settings (foyer_page_get_session (page)));
}

static void
foyer_printing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PRINTING_PAGE);
  G_OBJECT_CLASS (foyer_printing_page_parent_class)->dispose (object);
}

static void
foyer_printing_page_class_init (FoyerPrintingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_printing_page_dispose;
  FOYER_PAGE_CLASS (klass)->watches = FOYER_SUBJECT_PRINTING;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_printing_page_refresh;
  FOYER_PAGE_CLASS (klass)->started = foyer_printing_page_started;
  g_type_ensure (FOYER_TYPE_PRINTER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/printing/foyer-printing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintingPage, printer);
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerPrintingPage, jobs);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_install_action (widget_class, "job.retry", "s", retry_action);
  gtk_widget_class_install_action (widget_class, "job.cancel", "s", cancel_action);
  gtk_widget_class_install_action (widget_class, "job.reprint", "s", reprint_action);
  gtk_widget_class_install_action (widget_class, "job.save", "s", save_action);
}

static void
foyer_printing_page_init (FoyerPrintingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_banner_set_use_markup (self->banner, FALSE); /* names of printers contain & */
  g_signal_connect_object (self->printer, "notify::problem", G_CALLBACK (problem_changed_cb), self, G_CONNECT_SWAPPED);
}
