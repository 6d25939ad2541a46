/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-printer-job.h"
#include "foyer-print-reason.h"
#include "foyer-print-system.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * foyer_print_job_status_copy:
 * @status: a status
 *
 * Returns: (transfer full): the same
 */
FoyerPrintJobStatus *
foyer_print_job_status_copy (const FoyerPrintJobStatus *status)
{
  FoyerPrintJobStatus *copy = g_memdup2 (status, sizeof *status);

  copy->printer = g_strdup (status->printer);
  copy->reasons = g_strdupv (status->reasons);
  return copy;
}

/**
 * foyer_print_job_status_free:
 * @status: (nullable) (transfer full): a status
 */
void
foyer_print_job_status_free (FoyerPrintJobStatus *status)
{
  if (status == NULL)
    return;
  g_free (status->printer);
  g_strfreev (status->reasons);
  g_free (status);
}

/**
 * foyer_print_job_status_equal:
 * @a: (nullable): a status
 * @b: (nullable): another
 *
 * Returns: %TRUE if both say the same
 */
gboolean
foyer_print_job_status_equal (const FoyerPrintJobStatus *a,
                              const FoyerPrintJobStatus *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->job_id == b->job_id && a->state == b->state && a->pages_done == b->pages_done &&
         a->printer_stopped == b->printer_stopped && a->has_no_document == b->has_no_document &&
         g_strcmp0 (a->printer, b->printer) == 0 &&
         g_strv_equal ((const char *const *) a->reasons, (const char *const *) b->reasons);
}

/**
 * foyer_print_job_state_is_final:
 * @state: a state
 *
 * Returns: %TRUE if the job will not change any more
 */
gboolean
foyer_print_job_state_is_final (FoyerPrintJobState state)
{
  return state == FOYER_PRINT_JOB_STATE_CANCELED || state == FOYER_PRINT_JOB_STATE_ABORTED ||
         state == FOYER_PRINT_JOB_STATE_COMPLETED;
}

/**
 * foyer_print_job_state_to_words:
 * @state: a state
 *
 * Returns: (transfer none): the state in words, marked for translation
 */
const char *
foyer_print_job_state_to_words (FoyerPrintJobState state)
{
  switch (state)
    {
    case FOYER_PRINT_JOB_STATE_PENDING:
      return N_ ("Waiting");
    case FOYER_PRINT_JOB_STATE_HELD:
      return N_ ("Held");
    case FOYER_PRINT_JOB_STATE_PROCESSING:
      return N_ ("Printing");
    case FOYER_PRINT_JOB_STATE_STOPPED:
      return N_ ("Stopped");
    case FOYER_PRINT_JOB_STATE_CANCELED:
      return N_ ("Canceled");
    case FOYER_PRINT_JOB_STATE_ABORTED:
      return N_ ("Failed");
    case FOYER_PRINT_JOB_STATE_COMPLETED:
      return N_ ("Printed");
    case FOYER_PRINT_JOB_STATE_UNKNOWN:
    default:
      return N_ ("Unknown");
    }
}

static FoyerPrintJobState
state_from_ipp (int state)
{
  switch (state)
    {
    case IPP_JSTATE_PENDING:
      return FOYER_PRINT_JOB_STATE_PENDING;
    case IPP_JSTATE_HELD:
      return FOYER_PRINT_JOB_STATE_HELD;
    case IPP_JSTATE_PROCESSING:
      return FOYER_PRINT_JOB_STATE_PROCESSING;
    case IPP_JSTATE_STOPPED:
      return FOYER_PRINT_JOB_STATE_STOPPED;
    case IPP_JSTATE_CANCELED:
      return FOYER_PRINT_JOB_STATE_CANCELED;
    case IPP_JSTATE_ABORTED:
      return FOYER_PRINT_JOB_STATE_ABORTED;
    case IPP_JSTATE_COMPLETED:
      return FOYER_PRINT_JOB_STATE_COMPLETED;
    default:
      return FOYER_PRINT_JOB_STATE_UNKNOWN;
    }
}

static int
integer_of (ipp_t      *answer,
            const char *name,
            ipp_tag_t   tag,
            int         fallback)
{
  ipp_attribute_t *attribute = ippFindAttribute (answer, name, tag);

  return attribute != NULL ? ippGetInteger (attribute, 0) : fallback;
}

static void
collect_reasons (ipp_t      *answer,
                 const char *name,
                 GPtrArray  *keywords)
{
  ipp_attribute_t *attribute = ippFindAttribute (answer, name, IPP_TAG_KEYWORD);
  int              n = attribute != NULL ? ippGetCount (attribute) : 0;

  for (int i = 0; i < n; i++)
    g_ptr_array_add (keywords, (char *) ippGetString (attribute, i, NULL));
}

/* "ipp://localhost/printers/NAME" */
static char *
printer_of (ipp_t *answer)
{
  ipp_attribute_t *attribute = ippFindAttribute (answer, "job-printer-uri", IPP_TAG_URI);
  const char      *uri = attribute != NULL ? ippGetString (attribute, 0, NULL) : NULL;
  const char      *slash = uri != NULL ? strrchr (uri, '/') : NULL;

  return slash != NULL ? g_uri_unescape_string (slash + 1, NULL) : NULL;
}

static ipp_t *
ask_for_job (http_t  *http,
             int      job_id,
             GError **error)
{
  static const char *const wanted[] = {
    "job-id", "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed", "job-printer-uri",
    "number-of-documents"
  };
  ipp_t *request = foyer_print_system_new_job_request (IPP_OP_GET_JOB_ATTRIBUTES, job_id);

  ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", G_N_ELEMENTS (wanted), NULL, wanted);
  return foyer_print_system_request (http, request, "/", error);
}

static ipp_t *
ask_for_printer (http_t     *http,
                 const char *printer)
{
  static const char *const wanted[] = { "printer-state", "printer-state-reasons" };
  ipp_t                   *request = foyer_print_system_new_printer_request (IPP_OP_GET_PRINTER_ATTRIBUTES, printer);

  ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", G_N_ELEMENTS (wanted), NULL, wanted);
  /* Without an answer the job's own state is told all the same. */
  return foyer_print_system_request (http, request, "/", NULL);
}

static FoyerPrintJobStatus *
query (http_t  *http,
       int      job_id,
       GError **error)
{
  g_autoptr (GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (ipp_t) job = NULL;
  g_autoptr (ipp_t) printer = NULL;
  FoyerPrintJobStatus *status;

  job = ask_for_job (http, job_id, &local);
  if (job == NULL)
    {
      if (g_error_matches (local, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER))
        g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB,
                     "The print system does not know job %d any more.", job_id);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  status = g_new0 (FoyerPrintJobStatus, 1);
  status->job_id = job_id;
  status->state = state_from_ipp (integer_of (job, "job-state", IPP_TAG_ENUM, 0));
  status->pages_done = MAX (integer_of (job, "job-impressions-completed", IPP_TAG_INTEGER, 0),
                            integer_of (job, "job-media-sheets-completed", IPP_TAG_INTEGER, 0));
  /* CUPS holds a job for which no document has come yet. */
  status->has_no_document = status->state == FOYER_PRINT_JOB_STATE_HELD &&
                            integer_of (job, "number-of-documents", IPP_TAG_INTEGER, 1) == 0;
  status->printer = printer_of (job);
  collect_reasons (job, "job-state-reasons", keywords);
  /* What the printer lacks concerns this job only while it waits for it. */
  if (status->printer != NULL && !foyer_print_job_state_is_final (status->state))
    printer = ask_for_printer (http, status->printer);
  if (printer != NULL)
    {
      collect_reasons (printer, "printer-state-reasons", keywords);
      status->printer_stopped = integer_of (printer, "printer-state", IPP_TAG_ENUM, 0) == IPP_PSTATE_STOPPED;
    }
  status->reasons = foyer_print_reasons_to_words ((const char *const *) keywords->pdata, keywords->len);
  return status;
}

/**
 * foyer_print_job_query:
 * @job_id: number of a job
 * @cancellable: (nullable): looked at before it is done
 * @error: return location
 *
 * Blocks; not for the main thread.
 *
 * Returns: (transfer full) (nullable): the job as it stands, or %NULL with
 *   %FOYER_PRINT_ERROR_NO_JOB or another error
 */
FoyerPrintJobStatus *
foyer_print_job_query (int           job_id,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr (http_t) http = foyer_print_system_connect (cancellable, error);

  return http != NULL ? query (http, job_id, error) : NULL;
}

static gboolean
is_name_of (const char *name,
            const char *job_uuid)
{
  gsize n = strlen (job_uuid);

  return name != NULL && strncmp (name, job_uuid, n) == 0 && (name[n] == ' ' || name[n] == '\0');
}

/* Looks through one answer for the job whose name begins with @job_uuid; returns
 * the number of jobs in it. The attributes of a job come in any order, and a
 * nameless one stands between two jobs. */
static guint
look_for_name (ipp_t      *answer,
               const char *job_uuid,
               int        *highest,
               int        *found)
{
  guint    jobs = 0;
  int      job_id = 0;
  gboolean matches = FALSE;

  for (ipp_attribute_t *at = ippFirstAttribute (answer); at != NULL; at = ippNextAttribute (answer))
    {
      const char *name = ippGetName (at);

      if (name == NULL)
        {
          job_id = 0;
          matches = FALSE;
        }
      else if (strcmp (name, "job-id") == 0)
        {
          job_id = ippGetInteger (at, 0);
          *highest = MAX (*highest, job_id);
          jobs++;
        }
      else if (strcmp (name, "job-name") == 0)
        {
          matches = is_name_of (ippGetString (at, 0, NULL), job_uuid);
        }
      if (matches && job_id > 0)
        *found = job_id;
    }
  return jobs;
}

/**
 * foyer_print_job_find:
 * @job_uuid: what #FoyerPrintSubmission had
 * @cancellable: (nullable): looked at before each step
 * @error: return location
 *
 * Looks for a job of this user by its name, among those that are still in the
 * queues and those that are done, to learn what became of a submission whose
 * answer was lost. Blocks; not for the main thread.
 *
 * Returns: (transfer full) (nullable): the job, or %NULL with
 *   %FOYER_PRINT_ERROR_NO_JOB if the print system never got it, or has forgotten
 *   it, or with another error
 */
FoyerPrintJobStatus *
foyer_print_job_find (const char   *job_uuid,
                      GCancellable *cancellable,
                      GError      **error)
{
  static const char *const wanted[] = { "job-id", "job-name" };
  g_autoptr (http_t) http = NULL;
  int   first = 1, found = 0;
  guint jobs;

  g_return_val_if_fail (job_uuid != NULL && *job_uuid != '\0', NULL);

  http = foyer_print_system_connect (cancellable, error);
  if (http == NULL)
    return NULL;
  do
    {
      ipp_t *request = foyer_print_system_new_printer_request (IPP_OP_GET_JOBS, NULL);
      g_autoptr (ipp_t) answer = NULL;
      int highest = first;

      ippAddBoolean (request, IPP_TAG_OPERATION, "my-jobs", 1);
      ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "all");
      ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "first-job-id", first);
      ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", G_N_ELEMENTS (wanted), NULL, wanted);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      answer = foyer_print_system_request (http, request, "/", error);
      if (answer == NULL)
        return NULL;
      jobs = look_for_name (answer, job_uuid, &highest, &found);
      first = highest + 1;
    }
  while (jobs > 0 && found == 0);

  if (found == 0)
    {
      g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB,
                           "The print system knows no such job.");
      return NULL;
    }
  return query (http, found, error);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError              *error = NULL;
  FoyerPrintJobStatus *status = foyer_print_job_find (data, cancellable, &error);

  if (status != NULL)
    g_task_return_pointer (task, status, (GDestroyNotify) foyer_print_job_status_free);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_print_job_find_async:
 * @job_uuid: see foyer_print_job_find()
 * @cancellable: (nullable): looked at before each step
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 */
void
foyer_print_job_find_async (const char         *job_uuid,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_print_job_find_async);
  g_task_set_task_data (task, g_strdup (job_uuid), g_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * foyer_print_job_find_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (nullable): see foyer_print_job_find()
 */
FoyerPrintJobStatus *
foyer_print_job_find_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_print_job_cancel:
 * @job_id: number of a job
 * @cancellable: (nullable): looked at before it is done
 * @error: return location
 *
 * Asks the print system to stop a job. Pages that are out stay out; ask again
 * for the state. Blocks; not for the main thread.
 *
 * Returns: %FALSE with %FOYER_PRINT_ERROR_NO_JOB, %FOYER_PRINT_ERROR_REFUSED if
 *   the job is done already, or another error
 */
gboolean
foyer_print_job_cancel (int           job_id,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr (http_t) http = foyer_print_system_connect (cancellable, error);
  g_autoptr (ipp_t) answer = NULL;
  g_autoptr (GError) local = NULL;

  if (http == NULL)
    return FALSE;
  answer = foyer_print_system_request (http, foyer_print_system_new_job_request (IPP_OP_CANCEL_JOB, job_id),
                                       "/jobs/", &local);
  if (answer != NULL)
    return TRUE;
  if (g_error_matches (local, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER))
    g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB,
                 "The print system does not know job %d any more.", job_id);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
cancel_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (foyer_print_job_cancel (GPOINTER_TO_INT (data), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_print_job_cancel_async:
 * @job_id: number of a job
 * @cancellable: (nullable): looked at before it is done
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 */
void
foyer_print_job_cancel_async (int                 job_id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_print_job_cancel_async);
  g_task_set_task_data (task, GINT_TO_POINTER (job_id), NULL);
  g_task_run_in_thread (task, cancel_thread);
}

/**
 * foyer_print_job_cancel_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: %FALSE with an error of foyer_print_job_cancel()
 */
gboolean
foyer_print_job_cancel_finish (GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
