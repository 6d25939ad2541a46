/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-sheet.h"

#include <glib/gi18n.h>

#include "foyer-answer.h"
#include "foyer-door-store.h"
#include "foyer-event-store.h"
#include "foyer-format.h"
#include "foyer-guest-sheet.h"

/* One list, from the question to the file. */
typedef struct
{
  FoyerPage  *page; /* kept */
  FoyerStore *store;
  FoyerId     event;
  char       *gate;
  GFile      *file;
  gboolean    print;
} Job;

static void
job_free (Job *self)
{
  g_clear_object (&self->page);
  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_free (self->gate);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

typedef struct
{
  FoyerId            event;
  const char        *gate;
  FoyerEventSummary *summary;
  GPtrArray         *lines;
  gboolean           gate_known;
} Content;

static gpointer
read_content (FoyerConnection *connection, gpointer data, GError **error)
{
  Content         *self = data;
  const FoyerGate *gate = NULL;
  g_autoptr (GPtrArray) gates = foyer_door_store_gates (connection, &self->event, error);

  if (gates == NULL)
    return NULL;
  for (guint i = 0; i < gates->len; i++)
    if (self->gate != NULL && g_ascii_strcasecmp (((FoyerGate *) gates->pdata[i])->name, self->gate) == 0)
      gate = gates->pdata[i];
  self->gate_known = gate != NULL;
  self->summary = foyer_event_store_get (connection, &self->event, error);
  if (self->summary != NULL)
    self->lines = foyer_door_store_sheet (connection, &self->event, gate, error);
  return self->lines != NULL ? self : NULL;
}

/* Texts that are made here live in @texts, as long as the list. */
static GArray *
make_lines (const Content *content, GPtrArray *texts)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (FoyerGuestSheetLine));

  for (guint i = 0; i < content->lines->len; i++)
    {
      const FoyerSheetLine *line = content->lines->pdata[i];
      const char           *seat = foyer_seat_after_category (line->seat, line->category);
      char                 *detail = *seat != '\0' ? g_strdup_printf ("%s · %s", line->category, seat) : g_strdup (line->category);
      FoyerGuestSheetLine   made = { line->name, detail, line->number, line->note, line->inside, !line->takes_in };

      g_ptr_array_add (texts, detail);
      g_array_append_val (lines, made);
    }
  return lines;
}

static char *
describe (const Content *content)
{
  const FoyerEvent *event = content->summary->event;
  FoyerTime         now = g_get_real_time ();
  /* paper is read on another day, too: nothing on it is "today" */
  g_autofree char *day = foyer_format_date (event->starts, event->timezone);
  g_autofree char *time = foyer_format_time (event->starts, event->timezone);
  g_autofree char *date = g_strdup_printf ("%s, %s", day, time);
  g_autofree char *made_day = foyer_format_date (now, event->timezone);
  g_autofree char *made_time = foyer_format_time (now, event->timezone);
  g_autofree char *made = g_strdup_printf ("%s, %s", made_day, made_time);

  if (content->gate_known)
    /* Translators: date of the event; name of a gate; when the list was made */
    return g_strdup_printf (_ ("%1$s · %2$s · as of %3$s"), date, content->gate, made);
  /* Translators: date of the event; when the list was made */
  return g_strdup_printf (_ ("%1$s · as of %2$s"), date, made);
}

gboolean
foyer_door_sheet_write (FoyerStore *store, const FoyerId *event, const char *gate, GFile *file, GCancellable *cancellable, GError **error)
{
  Content content = { .event = *event, .gate = gate };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autofree char *subtitle = NULL;
  FoyerGuestSheet  sheet = { 0 };
  gboolean         written = FALSE;

  if (foyer_store_read (store, read_content, &content, cancellable, error) != NULL)
    {
      subtitle = describe (&content);
      lines = make_lines (&content, texts);
      sheet.title = content.summary->event->title;
      sheet.subtitle = subtitle;
      sheet.refused = _ ("Box office");
      sheet.lines = lines;
      stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
      written = stream != NULL && foyer_guest_sheet_write (&sheet, G_OUTPUT_STREAM (stream), cancellable, error) &&
                g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
    }
  g_clear_pointer (&content.summary, foyer_event_summary_free);
  g_clear_pointer (&content.lines, g_ptr_array_unref);
  return written;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  if (foyer_door_sheet_write (job->store, &job->event, job->gate, job->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (source), result, &error) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (job->page, _ ("The list could not be printed. Keep it as a PDF instead."), error);
  g_file_delete (job->file, NULL, NULL);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintDialog) dialog = NULL;
  Job *printing;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      foyer_page_report (job->page, _ ("The list could not be made. Is there room on the disk?"), error);
      return;
    }
  if (!job->print)
    {
      foyer_page_toast (job->page, _ ("The list of guests was saved"));
      return;
    }
  dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (dialog, _ ("Print the List of Guests"));
  printing = g_new0 (Job, 1);
  printing->page = g_object_ref (job->page);
  printing->file = g_object_ref (job->file);
  gtk_print_dialog_print_file (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (job->page))), NULL, job->file,
                               foyer_page_get_cancellable (job->page), printed_cb, printing);
}

static void
write_list (Job *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, foyer_page_get_cancellable (job->page), written_cb, NULL);

  g_task_set_source_tag (task, write_list);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, write_thread);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  job->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (job->file != NULL)
    write_list (g_steal_pointer (&job));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    foyer_page_report (job->page, _ ("The file could not be chosen. Try again."), error);
}

static void
save_list (Job *job)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the List of Guests"));
  gtk_file_dialog_set_initial_name (dialog, _ ("Guests.pdf"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (job->page))), foyer_page_get_cancellable (job->page), file_chosen_cb, job);
}

static void
print_list (Job *job)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  job->print = TRUE;
  job->file = g_file_new_tmp ("foyer-guests-XXXXXX.pdf", &stream, &error);
  if (job->file != NULL)
    {
      write_list (job);
      return;
    }
  foyer_page_report (job->page, _ ("The list could not be made. Is there room on the disk?"), error);
  job_free (job);
}

static void
way_chosen_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Job *job = user_data;

  if (g_str_equal (response, "print"))
    print_list (job);
  else if (g_str_equal (response, "save"))
    save_list (job);
  else
    job_free (job);
}

void
foyer_door_sheet_ask (FoyerPage *page, const char *gate)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("List of Guests on Paper"),
                                            _ ("For a night when the laptops fail: all guests by name, with a box to tick. Whoever came in until now is ticked."));
  Job       *job = g_new0 (Job, 1);

  job->page = g_object_ref (page);
  job->store = g_object_ref (foyer_page_get_store (page));
  job->event = *foyer_session_get_event_id (foyer_page_get_session (page));
  job->gate = *gate != '\0' ? g_strdup (gate) : NULL;
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "save", _ ("_Save as PDF…"), "print", _ ("_Print…"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "print", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (way_chosen_cb), job);
  adw_dialog_present (dialog, GTK_WIDGET (page));
}
