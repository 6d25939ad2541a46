/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-print-job.h"
#include "foyer-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PRINT_QUEUE (foyer_print_queue_get_type ())

/**
 * FoyerPrintQueue:
 *
 * Carries print jobs from the store to the print system, and what becomes of
 * them back. A job that was committed and never tried goes out by itself, also
 * after a restart; one that was tried and did not get through waits until
 * somebody asks for it, or chooses another printer. Before a job goes out it is
 * marked as sent: should the answer be lost, or the program die, it is looked
 * for in the print system by its name, which is its id, before it is sent again.
 *
 * Works on a thread of its own with plain blocking calls. Messages are kept in
 * the store in English, a sentence on each line; translate them for show with
 * foyer_print_queue_dup_message().
 */
G_DECLARE_FINAL_TYPE (FoyerPrintQueue, foyer_print_queue, FOYER, PRINT_QUEUE, GObject)

/** foyer_print_queue_new: Starts at once. The printer is the setting `ticket-printer`, else the print system's default. */
FoyerPrintQueue *foyer_print_queue_new (FoyerStore *store, GSettings *settings);

/** foyer_print_queue_retry: Sends a job that waits, failed or was cancelled; resumes the printer of one that is stopped. Any other is left alone. */
void foyer_print_queue_retry (FoyerPrintQueue *self, const FoyerId *job);

/** foyer_print_queue_cancel: Stops a job that is not done. */
void foyer_print_queue_cancel (FoyerPrintQueue *self, const FoyerId *job);

/** foyer_print_queue_open_drawer: Opens the drawer on the receipt printer of the settings, when there is one; says nothing when it cannot. */
void foyer_print_queue_open_drawer (FoyerPrintQueue *self);

/** foyer_print_queue_dup_message: Returns: (transfer full): the message of @job in the language of the program, "" when there is none */
char *foyer_print_queue_dup_message (const FoyerPrintJob *job);

G_END_DECLS
