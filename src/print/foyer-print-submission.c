/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a document to the print system, so that afterwards it is known
 * whether it has it. */
#include "foyer-printer-job.h"
#include "foyer-print-system.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK 65536
#define MAX_NAME 255 /* octets of an IPP name, RFC 8011 section 5.1.3 */

/* An open document that goes to a job. */
typedef struct
{
  http_t       *http;
  cups_dest_t  *dest;
  cups_dinfo_t *info;
  int           job_id;
} Target;

static void
target_clear (Target *target)
{
  cupsFreeDestInfo (target->info);
  if (target->dest != NULL)
    cupsFreeDests (1, target->dest);
  if (target->http != NULL)
    httpClose (target->http);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/**
 * foyer_print_receipt_free:
 * @receipt: (nullable) (transfer full): a receipt
 */
void
foyer_print_receipt_free (FoyerPrintReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_free (receipt->printer);
  g_free (receipt->media);
  g_free (receipt);
}

/* The id comes first, so that it is whole even if the title is cut. */
static char *
job_name (const FoyerPrintSubmission *submission)
{
  g_autofree char *name = g_strdup_printf ("%s %s", submission->job_uuid, submission->title != NULL ? submission->title : "");

  if (strlen (name) > MAX_NAME)
    name[MAX_NAME] = '\0';
  return g_utf8_make_valid (g_strchomp (name), -1);
}

static gboolean
check_printer (const FoyerPrinter *printer,
               gboolean            raw,
               GError            **error)
{
  if (!printer->accepts_jobs)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_ACCEPTING,
                         N_ ("The printer does not accept new jobs."));
  else if (!raw && !printer->accepts_pdf)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_ACCEPTING,
                         N_ ("The printer cannot print PDF documents."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
create_job (Target                     *target,
            const FoyerPrintSubmission *submission,
            const FoyerPrintReceipt    *receipt,
            GError                    **error)
{
  g_autofree char *name = job_name (submission);
  cups_option_t   *options = NULL;
  int              n_options = 0;
  ipp_status_t     status;

  n_options = cupsAddOption (CUPS_COPIES, "1", n_options, &options);
  n_options = cupsAddOption (CUPS_SIDES, CUPS_SIDES_ONE_SIDED, n_options, &options);
  n_options = cupsAddOption ("print-scaling", "none", n_options, &options);
  if (receipt->media != NULL)
    n_options = cupsAddOption (CUPS_MEDIA, receipt->media, n_options, &options);
  status = cupsCreateDestJob (target->http, target->dest, target->info, &target->job_id, name, n_options, options);
  cupsFreeOptions (n_options, options);
  if (!foyer_print_system_check (target->http, status, error))
    return FALSE;
  if (target->job_id <= 0)
    {
      g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE,
                           N_ ("The print system does not answer. Is CUPS running?"));
      return FALSE;
    }
  return TRUE;
}

/* Sends the file. The job has no document, and prints nothing, until the end of
 * the file was received and acknowledged. */
static gboolean
send_file (Target       *target,
           GInputStream *stream,
           const char   *docname,
           gboolean      raw,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  http_status_t    http_status;

  http_status = cupsStartDestDocument (target->http, target->dest, target->info, target->job_id, docname,
                                       raw ? CUPS_FORMAT_RAW : CUPS_FORMAT_PDF, 0, NULL, 1);
  while (http_status == HTTP_STATUS_CONTINUE)
    {
      gssize n = g_input_stream_read (stream, buffer, CHUNK, cancellable, error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        return TRUE;
      http_status = cupsWriteRequestData (target->http, buffer, n);
    }
  if (http_status == HTTP_STATUS_UNAUTHORIZED || http_status == HTTP_STATUS_FORBIDDEN)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_PERMITTED,
                         N_ ("The print system does not permit printing on this printer."));
  else
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE,
                         N_ ("The print system broke off while it received the document; nothing was printed."));
  return FALSE;
}

/* Ends the document and waits for the answer. Not by cupsFinishDestDocument():
 * when the connection breaks here, it returns the status of an earlier request,
 * which was a success (CUPS 2.4.10). */
static gboolean
finish_file (Target  *target,
             GError **error)
{
  char resource[HTTP_MAX_URI];
  g_autoptr (ipp_t) answer = NULL;

  httpAssembleURIf (HTTP_URI_CODING_ALL, resource, sizeof resource, "ipp", NULL, "localhost", 0, "/printers/%s", target->dest->name);
  answer = cupsGetResponse (target->http, resource + strlen ("ipp://localhost"));
  if (answer == NULL || foyer_print_system_is_lost (target->http, ippGetStatusCode (answer)))
    {
      g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNCERTAIN,
                   "The print system did not say whether it took job %d. Look for the job before you print again.",
                   target->job_id);
      return FALSE;
    }
  return foyer_print_system_check (target->http, ippGetStatusCode (answer), error);
}

static gboolean
open_target (Target             *target,
             const FoyerPrinter *printer,
             GCancellable       *cancellable,
             GError            **error)
{
  target->http = foyer_print_system_connect (cancellable, error);
  if (target->http == NULL)
    return FALSE;
  target->dest = cupsGetNamedDest (target->http, printer->name, NULL);
  target->info = target->dest != NULL ? cupsCopyDestInfo (target->http, target->dest) : NULL;
  if (target->info == NULL)
    {
      g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER,
                   "The printer “%s” does not answer.", printer->description);
      return FALSE;
    }
  return TRUE;
}

/**
 * foyer_print_submit:
 * @submission: what to print
 * @cancellable: (nullable): stops it while nothing has been handed over
 * @error: return location
 *
 * Hands a PDF file to the print system as one job of one copy in its true size,
 * on the paper that fits best. Blocks; not for the main thread.
 *
 * With any error but %FOYER_PRINT_ERROR_UNCERTAIN nothing will be printed.
 *
 * Returns: (transfer full) (nullable): the receipt, or %NULL with an error of
 *   #FoyerPrintError, of reading the file, or %G_IO_ERROR_CANCELLED
 */
FoyerPrintReceipt *
foyer_print_submit (const FoyerPrintSubmission *submission,
                    GCancellable               *cancellable,
                    GError                    **error)
{
  g_autoptr (FoyerPrintReceipt) receipt = g_new0 (FoyerPrintReceipt, 1);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (FoyerPrinter) printer = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (Target) target = { 0 };

  g_return_val_if_fail (submission != NULL, NULL);
  g_return_val_if_fail (submission->path != NULL, NULL);
  g_return_val_if_fail (submission->job_uuid != NULL && *submission->job_uuid != '\0', NULL);

  file = g_file_new_for_path (submission->path);
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  printer = foyer_printer_lookup (submission->printer, cancellable, error);
  if (printer == NULL || !check_printer (printer, submission->raw, error) || !open_target (&target, printer, cancellable, error))
    return NULL;

  receipt->printer = g_strdup (printer->name);
  if (!submission->raw)
    receipt->media = foyer_printer_choose_media (printer,
                                                 submission->width > 0 ? submission->width : FOYER_TICKET_MEDIA_WIDTH,
                                                 submission->length > 0 ? submission->length : FOYER_TICKET_MEDIA_LENGTH,
                                                 &receipt->fit);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !create_job (&target, submission, receipt, error))
    return NULL;
  receipt->job_id = target.job_id;

  if (!send_file (&target, G_INPUT_STREAM (stream), submission->title, submission->raw, cancellable, &local) ||
      !finish_file (&target, &local))
    {
      /* On a new connection, since this one is in the middle of a document. It
       * only tidies up: a job without a whole document prints nothing. */
      if (!g_error_matches (local, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNCERTAIN))
        (void) foyer_print_job_cancel (target.job_id, NULL, NULL);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&receipt);
}

static FoyerPrintSubmission *
submission_copy (const FoyerPrintSubmission *submission)
{
  FoyerPrintSubmission *copy = g_memdup2 (submission, sizeof *submission);

  copy->printer = g_strdup (submission->printer);
  copy->path = g_strdup (submission->path);
  copy->job_uuid = g_strdup (submission->job_uuid);
  copy->title = g_strdup (submission->title);
  return copy;
}

static void
submission_free (FoyerPrintSubmission *submission)
{
  g_free ((char *) submission->printer);
  g_free ((char *) submission->path);
  g_free ((char *) submission->job_uuid);
  g_free ((char *) submission->title);
  g_free (submission);
}

static void
submit_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError            *error = NULL;
  FoyerPrintReceipt *receipt = foyer_print_submit (data, cancellable, &error);

  if (receipt != NULL)
    g_task_return_pointer (task, receipt, (GDestroyNotify) foyer_print_receipt_free);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_print_submit_async:
 * @submission: what to print; copied
 * @cancellable: (nullable): see foyer_print_submit()
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 */
void
foyer_print_submit_async (const FoyerPrintSubmission *submission,
                          GCancellable               *cancellable,
                          GAsyncReadyCallback         callback,
                          gpointer                    user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_print_submit_async);
  /* A job that was handed over must be told of, even when nobody waits. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, submission_copy (submission), (GDestroyNotify) submission_free);
  g_task_run_in_thread (task, submit_thread);
}

/**
 * foyer_print_submit_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): see foyer_print_submit()
 */
FoyerPrintReceipt *
foyer_print_submit_finish (GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
