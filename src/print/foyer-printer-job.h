/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-printer.h"

G_BEGIN_DECLS

/**
 * FoyerPrintJobState:
 * @FOYER_PRINT_JOB_STATE_PENDING: waits for its turn
 * @FOYER_PRINT_JOB_STATE_HELD: waits until somebody releases it
 * @FOYER_PRINT_JOB_STATE_PROCESSING: is being printed
 * @FOYER_PRINT_JOB_STATE_STOPPED: stopped while it was printed
 * @FOYER_PRINT_JOB_STATE_CANCELED: canceled by somebody; some pages may be out
 * @FOYER_PRINT_JOB_STATE_ABORTED: given up by the print system; some pages may be out
 * @FOYER_PRINT_JOB_STATE_COMPLETED: all pages are out, as far as the printer tells
 * @FOYER_PRINT_JOB_STATE_UNKNOWN: the print system knows nothing of it, or cannot be asked
 *
 * Only COMPLETED means that tickets have been printed, and even that is only
 * what CUPS says: its IPP backend (2.4.10) may call a job completed that the
 * printer gave up, when the printer did so at once.
 */
typedef enum
{
  FOYER_PRINT_JOB_STATE_PENDING,
  FOYER_PRINT_JOB_STATE_HELD,
  FOYER_PRINT_JOB_STATE_PROCESSING,
  FOYER_PRINT_JOB_STATE_STOPPED,
  FOYER_PRINT_JOB_STATE_CANCELED,
  FOYER_PRINT_JOB_STATE_ABORTED,
  FOYER_PRINT_JOB_STATE_COMPLETED,
  FOYER_PRINT_JOB_STATE_UNKNOWN,
} FoyerPrintJobState;

/**
 * FoyerPrintJobStatus:
 * @job_id: number of the job
 * @printer: (nullable): name of its queue
 * @state: what becomes of it
 * @reasons: (array zero-terminated=1): what is the matter with the job or its
 *   printer, in words; perhaps empty
 * @pages_done: pages printed, as far as the printer tells
 * @printer_stopped: %TRUE if the queue is stopped: the job waits until
 *   foyer_printer_resume()
 * @has_no_document: %TRUE if whoever made the job was gone before the document
 *   came: nothing of it can have been printed
 *
 * A job at one moment. A plain value.
 */
typedef struct
{
  int                job_id;
  char              *printer;
  FoyerPrintJobState state;
  char             **reasons;
  guint              pages_done;
  gboolean           printer_stopped;
  gboolean           has_no_document;
} FoyerPrintJobStatus;

/**
 * FoyerPrintSubmission:
 * @printer: (nullable): name of the printer; %NULL for the default one
 * @path: a PDF file; read completely before the call ends
 * @job_uuid: id of the print job in the store, as text; by it the job is found
 *   again when an answer was lost
 * @title: (nullable): what people see in the queue; no names of people
 * @width: width of a page in hundredths of millimetres; 0 for a hardticket
 * @length: its length; 0 for a hardticket
 * @raw: the file is no PDF but bytes for a raw queue, which takes them as they are
 *
 * A document to be printed, once. A plain value; the strings belong to the
 * caller.
 */
typedef struct
{
  const char *printer;
  const char *path;
  const char *job_uuid;
  const char *title;
  int         width;
  int         length;
  gboolean    raw;
} FoyerPrintSubmission;

/**
 * FoyerPrintReceipt:
 * @job_id: number of the job in the print system
 * @printer: name of the queue
 * @media: (nullable): name of the paper that was asked for
 * @fit: how well it suits; with %FOYER_MEDIA_FIT_DEFAULT people should be told
 *
 * What became of a submission. A plain value.
 */
typedef struct
{
  int           job_id;
  char         *printer;
  char         *media;
  FoyerMediaFit fit;
} FoyerPrintReceipt;

void               foyer_print_receipt_free (FoyerPrintReceipt *receipt);
FoyerPrintReceipt *foyer_print_submit (const FoyerPrintSubmission *submission,
                                       GCancellable               *cancellable,
                                       GError                    **error);
void               foyer_print_submit_async (const FoyerPrintSubmission *submission,
                                             GCancellable               *cancellable,
                                             GAsyncReadyCallback         callback,
                                             gpointer                    user_data);
FoyerPrintReceipt *foyer_print_submit_finish (GAsyncResult *result,
                                              GError      **error);

FoyerPrintJobStatus *foyer_print_job_status_copy (const FoyerPrintJobStatus *status);
void                 foyer_print_job_status_free (FoyerPrintJobStatus *status);
gboolean             foyer_print_job_status_equal (const FoyerPrintJobStatus *a,
                                                   const FoyerPrintJobStatus *b);
gboolean             foyer_print_job_state_is_final (FoyerPrintJobState state);
const char          *foyer_print_job_state_to_words (FoyerPrintJobState state);
FoyerPrintJobStatus *foyer_print_job_query (int           job_id,
                                            GCancellable *cancellable,
                                            GError      **error);
FoyerPrintJobStatus *foyer_print_job_find (const char   *job_uuid,
                                           GCancellable *cancellable,
                                           GError      **error);
void                 foyer_print_job_find_async (const char         *job_uuid,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
FoyerPrintJobStatus *foyer_print_job_find_finish (GAsyncResult *result,
                                                  GError      **error);
gboolean             foyer_print_job_cancel (int           job_id,
                                             GCancellable *cancellable,
                                             GError      **error);
void                 foyer_print_job_cancel_async (int                 job_id,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
gboolean             foyer_print_job_cancel_finish (GAsyncResult *result,
                                                    GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPrintReceipt, foyer_print_receipt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPrintJobStatus, foyer_print_job_status_free)

G_END_DECLS
