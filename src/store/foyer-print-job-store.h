/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-print-job.h"

G_BEGIN_DECLS

/**
 * foyer_print_job_store_add:
 * @job: title, printer, order, event, reason; filled in: id, pages, times, state
 * @tickets: (element-type FoyerId): what it prints, in order
 *
 * Queues a document in the transaction of the write job that calls it, so that
 * a sale and its print are committed together, before anything prints.
 */
gboolean foyer_print_job_store_add (FoyerConnection *connection, FoyerPrintJob *job, GArray *tickets, GError **error);

/**
 * foyer_print_job_store_add_paper:
 * @job: title, printer, form, and order and event where there are any; filled in: id, times, state
 * @document: what is on it, see foyer_document_data_print()
 *
 * As foyer_print_job_store_add() for a receipt or a report.
 */
gboolean foyer_print_job_store_add_paper (FoyerConnection *connection, FoyerPrintJob *job, const char *document, GError **error);

/** foyer_print_job_store_document: Returns: (transfer full) (nullable): what is on a receipt or report, "" for tickets */
char *foyer_print_job_store_document (FoyerConnection *connection, const FoyerId *job, GError **error);

/** foyer_print_job_store_update: Notes how far a job is. On the way to done each ticket is recorded as printed. */
gboolean foyer_print_job_store_update (FoyerConnection *connection, const FoyerId *job, FoyerPrintState state, int system_job, const char *printer, const char *message, GError **error);

/** foyer_print_job_store_list: Returns: (transfer full) (element-type FoyerPrintJob): the last @limit jobs, newest first */
GPtrArray *foyer_print_job_store_list (FoyerConnection *connection, guint limit, GError **error);

/** foyer_print_job_store_list_open: Returns: (transfer full) (element-type FoyerPrintJob): all jobs of which something is still to come, oldest first */
GPtrArray *foyer_print_job_store_list_open (FoyerConnection *connection, GError **error);

/** foyer_print_job_store_is_out: Returns: whether the copy of @ticket that is good now was printed, or is still to come out of a printer */
gboolean foyer_print_job_store_is_out (FoyerConnection *connection, const FoyerId *ticket, GError **error);

/** foyer_print_job_store_tickets: Returns: (transfer full) (element-type FoyerId): what a job prints, in order */
GArray *foyer_print_job_store_tickets (FoyerConnection *connection, const FoyerId *job, GError **error);

G_END_DECLS
