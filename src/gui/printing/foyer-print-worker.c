/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-worker.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "foyer-document-json.h"
#include "foyer-escpos.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "foyer-print-error.h"
#include "foyer-print-job-store.h"
#include "foyer-printer-job.h"
#include "foyer-raw-printer.h"
#include "foyer-ticket-paper.h"

/* How often a job on its way is asked after, and one that needs a person. */
#define QUICK_US (G_USEC_PER_SEC / 2)
#define SLOW_US (3 * G_USEC_PER_SEC)

/* A job whose sending was interrupted longer ago than this is not sent again
 * by itself: the print system may have printed and forgotten it. */
#define UNCERTAIN_AFTER (10 * FOYER_MINUTE)

/* How far back a job that somebody points at is looked for. */
#define RECENT_JOBS 2000

#define NOT_CERTAIN N_ ("It is not certain whether this was printed. Look at the printer before you try again.")
#define NOT_RUNNING N_ ("The print system is not running. Start it, then try again.")
#define NO_ANSWER N_ ("The receipt printer does not answer. Look whether it is switched on and connected, then try again.")
#define NONE_CHOSEN N_ ("No printer is chosen. Choose one on the Printing page.")
#define NOT_THERE N_ ("The chosen printer is not there any more. Choose another one on the Printing page.")
#define USUAL_PAPER N_ ("The printer has no paper of this size; the tickets come on its usual paper.")

struct _FoyerPrintWorker
{
  gatomicrefcount references;
  FoyerStore     *store;
  GAsyncQueue    *orders; /* of Order */
  GCancellable   *cancellable;
  char           *printer; /* of the thread */
};

typedef struct
{
  FoyerPrintOrder kind;
  FoyerId         job;
  char           *printer;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->printer);
  g_free (order);
}

static void
worker_unref (FoyerPrintWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_async_queue_unref (self->orders);
  g_free (self->printer);
  g_free (self);
}

/* -- The store -- */

typedef struct
{
  FoyerId         job;
  FoyerPrintState state;
  int             system_job;
  const char     *printer;
  const char     *message;
} Update;

static gpointer
write_update (FoyerConnection *connection, gpointer data, GError **error)
{
  const Update *update = data;

  return GINT_TO_POINTER (foyer_print_job_store_update (connection, &update->job, update->state, update->system_job, update->printer, update->message, error));
}

/* Notes how far @job is, unless that is known. Returns: FALSE when it could not be written */
static gboolean
note (FoyerPrintWorker *self, FoyerPrintJob *job, FoyerPrintState state, int system_job, const char *printer, const char *message)
{
  Update update = { job->id, state, system_job, printer, message };
  g_autoptr (GError) error = NULL;

  if (job->state == state && job->system_job == system_job && g_strcmp0 (job->message, message) == 0 &&
      (printer == NULL || g_strcmp0 (job->printer, printer) == 0))
    return TRUE;
  if (foyer_store_write (self->store, write_update, &update, &error) == NULL)
    {
      g_message ("The state of a print job could not be noted: %s", error->message);
      return FALSE;
    }
  job->state = state;
  job->system_job = system_job;
  g_set_str (&job->message, message);
  if (printer != NULL)
    g_set_str (&job->printer, printer);
  return TRUE;
}

/* Before it goes out: somebody may have cancelled it in the meantime. */
static gpointer
write_sending (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerId *id = data;
  g_autoptr (GPtrArray) jobs = foyer_print_job_store_list_open (connection, error);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    {
      const FoyerPrintJob *job = jobs->pdata[i];

      if (foyer_id_equal (&job->id, id))
        return GINT_TO_POINTER (foyer_print_job_store_update (connection, id, FOYER_PRINT_SENT, 0, NULL, "", error));
    }
  return NULL;
}

static gboolean
begin_sending (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autoptr (GError) error = NULL;

  if (foyer_store_write (self->store, write_sending, &job->id, &error) == NULL)
    {
      if (error != NULL)
        g_message ("A print job could not be marked as sent: %s", error->message);
      return FALSE;
    }
  job->state = FOYER_PRINT_SENT;
  job->system_job = 0;
  g_set_str (&job->message, "");
  return TRUE;
}

static gpointer
read_open (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_list_open (connection, error);
}

static gpointer
read_one (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) jobs = foyer_print_job_store_list (connection, RECENT_JOBS, error);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (foyer_id_equal (&((FoyerPrintJob *) jobs->pdata[i])->id, data))
      return g_ptr_array_steal_index (jobs, i);
  return NULL;
}

static FoyerPrintJob *
find_job (FoyerPrintWorker *self, const FoyerId *id)
{
  g_autoptr (GError) error = NULL;
  FoyerPrintJob *job = foyer_store_read (self->store, read_one, (gpointer) id, self->cancellable, &error);

  if (error != NULL)
    g_message ("A print job could not be read: %s", error->message);
  return job;
}

/* -- To the print system -- */

static gpointer
read_document (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_document (connection, data, error);
}

static FoyerDocumentData *
read_paper (FoyerPrintWorker *self, const FoyerPrintJob *job, GError **error)
{
  g_autofree char *text = foyer_store_read (self->store, read_document, (gpointer) &job->id, self->cancellable, error);

  return text != NULL ? foyer_document_data_parse (text, error) : NULL;
}

static gboolean
is_paper (const FoyerPrintJob *job)
{
  return job->form != NULL && *job->form != '\0';
}

/* A receipt or report: as bytes for a receipt printer, or as a page. @submission: how it is to be sent is filled in */
static gboolean
write_paper (FoyerPrintWorker *self, const FoyerPrintJob *job, GOutputStream *out, FoyerPrintSubmission *submission, GError **error)
{
  g_autoptr (FoyerDocumentData) paper = read_paper (self, job, error);
  g_autoptr (FoyerLayout) layout = NULL;
  g_autoptr (FoyerLayoutDocument) document = NULL;

  if (paper == NULL)
    return FALSE;
  if (g_strcmp0 (job->form, "escpos") == 0)
    {
      g_autoptr (GBytes) bytes = foyer_escpos_print (paper);

      submission->raw = TRUE;
      return g_output_stream_write_all (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, self->cancellable, error);
    }
  layout = foyer_layout_ready_new (g_strcmp0 (job->form, "a4") == 0 ? "receipt-a4" : "receipt-80mm");
  submission->width = layout->width / 10;
  submission->length = layout->height / 10;
  document = foyer_layout_document_new (out, job->title);
  return foyer_layout_document_add (document, layout, paper, error) && foyer_layout_document_finish (document, self->cancellable, error);
}

/* Returns: (transfer full) (nullable): the path of the file to print */
static char *
write_document (FoyerPrintWorker *self, const FoyerPrintJob *job, FoyerPrintSubmission *submission, GError **error)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("foyer-XXXXXX.pdf", &stream, error);
  GOutputStream *out;

  if (file == NULL)
    return NULL;
  out = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  if ((is_paper (job) ? write_paper (self, job, out, submission, error)
                      : foyer_ticket_paper_write (self->store, &job->id, out, job->title, self->cancellable, error)) &&
      g_io_stream_close (G_IO_STREAM (stream), NULL, error))
    return g_file_get_path (file);
  g_file_delete (file, NULL, NULL);
  return NULL;
}

static void
note_failed_sending (FoyerPrintWorker *self, FoyerPrintJob *job, const GError *error)
{
  g_message ("A print job was not sent: %s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    note (self, job, FOYER_PRINT_WAITING, 0, NULL, "");
  else if (g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE))
    note (self, job, FOYER_PRINT_WAITING, 0, NULL, NOT_RUNNING);
  else if (g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER))
    note (self, job, FOYER_PRINT_WAITING, 0, NULL, *self->printer != '\0' ? NOT_THERE : NONE_CHOSEN);
  else if (!g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNCERTAIN))
    note (self, job, FOYER_PRINT_FAILED, 0, NULL, error->message);
  /* uncertain: it stays marked as sent and is looked for */
}

/* A printer in the network tells nothing of its jobs: what it has taken is done. */
static void
send_to_socket (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerDocumentData) paper = read_paper (self, job, &error);
  g_autoptr (GBytes) bytes = paper != NULL ? foyer_escpos_print (paper) : NULL;

  if (bytes == NULL)
    note_failed_sending (self, job, error);
  else if (!begin_sending (self, job))
    return;
  else if (foyer_raw_printer_send (job->printer, bytes, self->cancellable, &error))
    note (self, job, FOYER_PRINT_DONE, 0, NULL, "");
  else if (g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE))
    note (self, job, FOYER_PRINT_WAITING, 0, NULL, NO_ANSWER);
  else
    note (self, job, FOYER_PRINT_FAILED, 0, NULL, NOT_CERTAIN);
}

static void
send_job (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autofree char *name = foyer_id_dup_text (&job->id);
  const char      *printer = is_paper (job) ? job->printer : self->printer;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  FoyerPrintSubmission submission = { .printer = *printer != '\0' ? printer : NULL, .job_uuid = name, .title = job->title };

  if (is_paper (job) && foyer_raw_printer_is_socket (job->printer))
    {
      send_to_socket (self, job);
      return;
    }
  submission.path = path = write_document (self, job, &submission, &error);
  if (path == NULL)
    {
      note_failed_sending (self, job, error);
      return;
    }
  if (begin_sending (self, job))
    {
      receipt = foyer_print_submit (&submission, self->cancellable, &error);
      if (receipt != NULL)
        note (self, job, FOYER_PRINT_SENT, receipt->job_id, receipt->printer, receipt->fit == FOYER_MEDIA_FIT_DEFAULT && !is_paper (job) ? USUAL_PAPER : "");
      else
        note_failed_sending (self, job, error);
    }
  g_unlink (path);
}

/* The drawer is opened at once or not at all: nobody wants it to spring open later. */
static void
open_drawer (FoyerPrintWorker *self, const char *printer)
{
  g_autoptr (GBytes) bytes = foyer_escpos_open_drawer ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char     *name = g_uuid_string_random ();
  FoyerPrintSubmission submission = { .printer = printer, .job_uuid = name, .title = "Drawer", .raw = TRUE };

  if (foyer_raw_printer_is_socket (printer))
    {
      if (!foyer_raw_printer_send (printer, bytes, self->cancellable, &error))
        g_message ("The drawer was not opened: %s", error->message);
      return;
    }
  file = g_file_new_tmp ("foyer-XXXXXX.bin", &stream, &error);
  if (file != NULL && g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &error) &&
      g_io_stream_close (G_IO_STREAM (stream), NULL, &error))
    {
      submission.path = g_file_peek_path (file);
      receipt = foyer_print_submit (&submission, self->cancellable, &error);
    }
  if (receipt == NULL)
    g_message ("The drawer was not opened: %s", error->message);
  if (file != NULL)
    g_file_delete (file, NULL, NULL);
}

/* -- From the print system -- */

static FoyerPrintState
state_from_status (const FoyerPrintJobStatus *status)
{
  switch (status->state)
    {
    case FOYER_PRINT_JOB_STATE_PENDING:
      return status->printer_stopped ? FOYER_PRINT_STOPPED : FOYER_PRINT_SENT;
    case FOYER_PRINT_JOB_STATE_PROCESSING:
      return status->printer_stopped ? FOYER_PRINT_STOPPED : FOYER_PRINT_PRINTING;
    case FOYER_PRINT_JOB_STATE_HELD:
    case FOYER_PRINT_JOB_STATE_STOPPED:
      return FOYER_PRINT_STOPPED;
    case FOYER_PRINT_JOB_STATE_CANCELED:
      return FOYER_PRINT_CANCELLED;
    case FOYER_PRINT_JOB_STATE_COMPLETED:
      return FOYER_PRINT_DONE;
    case FOYER_PRINT_JOB_STATE_ABORTED:
    case FOYER_PRINT_JOB_STATE_UNKNOWN:
    default:
      return FOYER_PRINT_FAILED;
    }
}

static void
note_status (FoyerPrintWorker *self, FoyerPrintJob *job, const FoyerPrintJobStatus *status)
{
  FoyerPrintState  state = state_from_status (status);
  g_autofree char *message = state == FOYER_PRINT_DONE ? g_strdup ("") : g_strjoinv ("\n", status->reasons);

  note (self, job, state, status->job_id, status->printer, message);
}

/* The program was gone after it had made the job and before it had handed over
 * the document. The empty job goes first, so that the tickets cannot come twice. */
static void
send_again (FoyerPrintWorker *self, FoyerPrintJob *job, int empty_job)
{
  g_autoptr (GError) error = NULL;

  if (foyer_print_job_cancel (empty_job, self->cancellable, &error))
    send_job (self, job);
  else
    g_message ("An empty print job was not cancelled: %s", error->message); /* it is looked for again */
}

/* It was marked as sent, and nobody knows what became of it. */
static void
look_for (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autofree char *name = foyer_id_dup_text (&job->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPrintJobStatus) status = foyer_print_job_find (name, self->cancellable, &error);

  if (status != NULL && status->has_no_document)
    send_again (self, job, status->job_id);
  else if (status != NULL)
    note_status (self, job, status);
  else if (!g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB))
    g_debug ("A print job was not looked for: %s", error->message);
  else if (g_get_real_time () - job->updated_at < UNCERTAIN_AFTER)
    send_job (self, job);
  else
    note (self, job, FOYER_PRINT_FAILED, 0, NULL, NOT_CERTAIN);
}

static void
follow (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPrintJobStatus) status = foyer_print_job_query (job->system_job, self->cancellable, &error);

  if (status != NULL)
    note_status (self, job, status);
  else if (g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB))
    note (self, job, FOYER_PRINT_FAILED, 0, NULL, NOT_CERTAIN);
  else if (g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE))
    note (self, job, job->state, job->system_job, NULL, NOT_RUNNING);
}

/* -- Orders -- */

static void
retry (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autoptr (GError) error = NULL;

  switch (job->state)
    {
    case FOYER_PRINT_WAITING:
    case FOYER_PRINT_FAILED:
    case FOYER_PRINT_CANCELLED:
      note (self, job, FOYER_PRINT_WAITING, 0, NULL, "");
      break;
    case FOYER_PRINT_STOPPED:
      if (!foyer_printer_resume (job->printer, self->cancellable, &error))
        note (self, job, job->state, job->system_job, NULL, error->message);
      break;
    case FOYER_PRINT_SENT:
    case FOYER_PRINT_PRINTING:
    case FOYER_PRINT_DONE:
    default:
      break;
    }
}

static void
cancel (FoyerPrintWorker *self, FoyerPrintJob *job)
{
  g_autoptr (GError) error = NULL;

  if (job->state == FOYER_PRINT_WAITING || job->state == FOYER_PRINT_FAILED)
    note (self, job, FOYER_PRINT_CANCELLED, 0, NULL, "");
  else if (foyer_print_state_is_open (job->state) && job->system_job != 0 &&
           !foyer_print_job_cancel (job->system_job, self->cancellable, &error))
    g_message ("A print job was not cancelled: %s", error->message); /* its state is asked for next */
}

/* A printer was chosen: what waits for one may go. */
static void
release_all (FoyerPrintWorker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = foyer_store_read (self->store, read_open, NULL, self->cancellable, &error);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (((FoyerPrintJob *) jobs->pdata[i])->state == FOYER_PRINT_WAITING)
      note (self, jobs->pdata[i], FOYER_PRINT_WAITING, 0, NULL, "");
}

static void
carry_out (FoyerPrintWorker *self, Order *order)
{
  g_autoptr (FoyerPrintJob) job = NULL;

  if (order->kind == FOYER_PRINT_ORDER_USE_PRINTER)
    {
      g_set_str (&self->printer, order->printer);
      release_all (self);
    }
  if (order->kind == FOYER_PRINT_ORDER_OPEN_DRAWER)
    open_drawer (self, order->printer);
  if (order->kind == FOYER_PRINT_ORDER_RETRY || order->kind == FOYER_PRINT_ORDER_CANCEL)
    job = find_job (self, &order->job);
  if (job != NULL && order->kind == FOYER_PRINT_ORDER_RETRY)
    retry (self, job);
  else if (job != NULL)
    cancel (self, job);
}

/* Returns: how long to sleep unless something happens, 0: until then */
static guint64
work (FoyerPrintWorker *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = foyer_store_read (self->store, read_open, NULL, self->cancellable, &error);
  guint64 pause = 0;

  if (jobs == NULL)
    g_message ("The print jobs could not be read: %s", error->message);
  for (guint i = 0; jobs != NULL && i < jobs->len && !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      FoyerPrintJob *job = jobs->pdata[i];

      if (job->state != FOYER_PRINT_WAITING)
        (job->system_job != 0 ? follow : look_for) (self, job);
      else if (*job->message == '\0')
        send_job (self, job);
      if (job->state == FOYER_PRINT_SENT || job->state == FOYER_PRINT_PRINTING)
        pause = QUICK_US;
      else if (job->state == FOYER_PRINT_STOPPED && pause == 0)
        pause = SLOW_US;
    }
  return pause;
}

static gpointer
run (gpointer data)
{
  FoyerPrintWorker *self = data;
  guint64           pause = work (self);

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      Order *order = pause > 0 ? g_async_queue_timeout_pop (self->orders, pause) : g_async_queue_pop (self->orders);

      for (; order != NULL; order = g_async_queue_try_pop (self->orders))
        {
          if (!g_cancellable_is_cancelled (self->cancellable))
            carry_out (self, order);
          order_free (order);
        }
      if (!g_cancellable_is_cancelled (self->cancellable))
        pause = work (self);
    }
  worker_unref (self);
  return NULL;
}

FoyerPrintWorker *
foyer_print_worker_start (FoyerStore *store, const char *printer)
{
  FoyerPrintWorker *self = g_new0 (FoyerPrintWorker, 1);

  g_atomic_ref_count_init (&self->references);
  g_atomic_ref_count_inc (&self->references); /* of the thread */
  self->store = g_object_ref (store);
  self->printer = g_strdup (printer);
  self->cancellable = g_cancellable_new ();
  self->orders = g_async_queue_new_full (order_free);
  g_thread_unref (g_thread_new ("foyer-printing", run, self));
  return self;
}

void
foyer_print_worker_stop (FoyerPrintWorker *self)
{
  g_cancellable_cancel (self->cancellable);
  foyer_print_worker_order (self, FOYER_PRINT_ORDER_LOOK, NULL, NULL);
  worker_unref (self);
}

void
foyer_print_worker_order (FoyerPrintWorker *self, FoyerPrintOrder order, const FoyerId *job, const char *printer)
{
  Order *queued = g_new0 (Order, 1);

  queued->kind = order;
  queued->job = job != NULL ? *job : FOYER_ID_NONE;
  queued->printer = g_strdup (printer);
  g_async_queue_push (self->orders, queued);
}
