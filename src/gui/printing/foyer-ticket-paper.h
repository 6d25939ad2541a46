/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-store.h"
#include "foyer-ticket-store.h"

G_BEGIN_DECLS

/* From tickets in the store to tickets on paper. */

/**
 * foyer_ticket_paper_write:
 * @job: the print job whose tickets to draw
 * @stream: where the PDF goes; not closed
 *
 * Blocks; not for the main thread. The memory needed does not grow with the
 * number of tickets.
 */
gboolean foyer_ticket_paper_write (FoyerStore *store, const FoyerId *job, GOutputStream *stream, const char *title, GCancellable *cancellable, GError **error);

/** foyer_ticket_paper_save_async: Saves the PDF of a print job as @file, replacing it. */
void     foyer_ticket_paper_save_async (FoyerStore *store, const FoyerId *job, GFile *file, const char *title, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_ticket_paper_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
