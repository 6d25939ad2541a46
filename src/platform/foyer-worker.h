/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-storage.h"

G_BEGIN_DECLS

/**
 * FoyerWorker:
 *
 * The one thread that touches the storage. Jobs that arrive together share a
 * transaction: each runs inside its own savepoint, and all are answered only
 * after the COMMIT, so one write to the disk serves many tills and nothing is
 * acknowledged that could still be lost.
 */
typedef struct _FoyerWorker FoyerWorker;

/** FoyerJobFunc: The work, on the worker's thread. Returns: FALSE to have everything it did undone; @error may stay unset when @data says why */
typedef gboolean (*FoyerJobFunc) (FoyerStorage *storage, gpointer data, GError **error);

/** FoyerJobDone: The answer, on the context that the worker was made in. @error (nullable) is set when the work or the COMMIT failed. */
typedef void (*FoyerJobDone) (gpointer data, const GError *error);

/** foyer_worker_new: Takes @storage over. Answers go to the thread-default context of the caller. */
FoyerWorker *foyer_worker_new (FoyerStorage *storage);

/** foyer_worker_push: Never blocks. @done is always called, exactly once. */
void foyer_worker_push (FoyerWorker *self, FoyerJobFunc func, FoyerJobDone done, gpointer data);

/** foyer_worker_free: Finishes all jobs that were pushed, closes the storage and waits for the thread. */
void foyer_worker_free (FoyerWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerWorker, foyer_worker_free)

G_END_DECLS
