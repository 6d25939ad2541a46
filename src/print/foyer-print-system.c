/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-system.h"

#include <glib/gi18n-lib.h>

#define CONNECT_MS 3000
#define ANSWER_SECONDS 10.0

static const char *
no_password (const char *prompt,
             http_t     *http,
             const char *method,
             const char *resource,
             void       *data)
{
  /* CUPS would ask on the terminal and wait there for ever. */
  return NULL;
}

static int
give_up (http_t *http,
         void   *data)
{
  return 0;
}

/**
 * foyer_print_system_connect:
 * @cancellable: (nullable): looked at once
 * @error: return location
 *
 * Blocks for at most three seconds.
 *
 * Returns: (transfer full) (nullable): a connection, or %NULL with
 *   %FOYER_PRINT_ERROR_UNREACHABLE
 */
http_t *
foyer_print_system_connect (GCancellable *cancellable,
                            GError      **error)
{
  http_t *http;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  /* These belong to the thread; worker threads come from a pool and may still
   * hold the server of an earlier job. */
  cupsSetServer (NULL);
  cupsSetPasswordCB2 (no_password, NULL);
  http = httpConnect2 (cupsServer (), ippPort (), NULL, AF_UNSPEC, cupsEncryption (), 1, CONNECT_MS, NULL);
  if (http == NULL)
    {
      g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE,
                           N_ ("The print system cannot be reached. Is CUPS running?"));
      return NULL;
    }
  httpSetTimeout (http, ANSWER_SECONDS, give_up, NULL);
  return http;
}

/**
 * foyer_print_system_is_lost:
 * @http: the connection of the request
 * @status: its result
 *
 * Returns: %TRUE if no answer came, so that it is not known what has been done
 */
gboolean
foyer_print_system_is_lost (http_t      *http,
                            ipp_status_t status)
{
  return status >= IPP_STATUS_ERROR_BAD_REQUEST &&
         (httpError (http) != 0 || status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ||
          status == IPP_STATUS_ERROR_INTERNAL);
}

/**
 * foyer_print_system_check:
 * @http: the connection of the request
 * @status: its result, with the thread's last CUPS message
 * @error: return location
 *
 * Returns: %TRUE if @status tells of success, else %FALSE with
 *   #FoyerPrintError
 */
gboolean
foyer_print_system_check (http_t      *http,
                          ipp_status_t status,
                          GError     **error)
{
  const char *said = cupsLastErrorString ();

  if (status < IPP_STATUS_REDIRECTION_OTHER_SITE)
    return TRUE;

  if (foyer_print_system_is_lost (http, status))
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE,
                         N_ ("The print system does not answer. Is CUPS running?"));
  else if (status == IPP_STATUS_ERROR_NOT_FOUND)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER,
                         N_ ("The print system does not know this printer."));
  else if (status == IPP_STATUS_ERROR_FORBIDDEN || status == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
           status == IPP_STATUS_ERROR_NOT_AUTHORIZED || status == IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_PERMITTED,
                         N_ ("The print system does not permit this. An administrator of printers can do it."));
  else if (status == IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_ACCEPTING,
                         N_ ("The printer does not accept new jobs."));
  else if (status == IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED)
    g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_ACCEPTING,
                         N_ ("The printer cannot print PDF documents."));
  else
    g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_REFUSED,
                 "The print system refused: %s", said != NULL && *said != '\0' ? said : ippErrorString (status));
  return FALSE;
}

/**
 * foyer_print_system_request:
 * @http: a connection
 * @request: (transfer full): what to ask
 * @resource: path of the request
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with
 *   #FoyerPrintError
 */
ipp_t *
foyer_print_system_request (http_t     *http,
                            ipp_t      *request,
                            const char *resource,
                            GError    **error)
{
  g_autoptr (ipp_t) answer = cupsDoRequest (http, request, resource);

  if (!foyer_print_system_check (http, cupsLastError (), error))
    return NULL;
  if (answer == NULL)
    {
      g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE,
                           N_ ("The print system does not answer. Is CUPS running?"));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

static void
add_user (ipp_t *request)
{
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser ());
}

/**
 * foyer_print_system_new_printer_request:
 * @operation: what to do
 * @printer: (nullable): name of a queue; %NULL for all
 *
 * Returns: (transfer full): a request
 */
ipp_t *
foyer_print_system_new_printer_request (ipp_op_t    operation,
                                        const char *printer)
{
  ipp_t *request = ippNewRequest (operation);
  char   uri[HTTP_MAX_URI] = "ipp://localhost/";

  if (printer != NULL)
    httpAssembleURIf (HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0, "/printers/%s", printer);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  add_user (request);
  return request;
}

/**
 * foyer_print_system_new_job_request:
 * @operation: what to do
 * @job_id: number of a job
 *
 * Returns: (transfer full): a request
 */
ipp_t *
foyer_print_system_new_job_request (ipp_op_t operation,
                                    int      job_id)
{
  ipp_t *request = ippNewRequest (operation);
  char   uri[HTTP_MAX_URI];

  g_snprintf (uri, sizeof uri, "ipp://localhost/jobs/%d", job_id);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "job-uri", NULL, uri);
  add_user (request);
  return request;
}
