/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-store.h"

G_BEGIN_DECLS

/** FOYER_DEMO_SEED: the seed of the demo organisation that is shown when nobody asks for another. */
#define FOYER_DEMO_SEED G_GUINT64_CONSTANT (20)

/**
 * foyer_demo_fill:
 * @store: an empty store
 * @seed: the same seed and time give the same organisation
 * @now: the time that counts as now (0: the wall clock); one event has its doors open at that time
 * @progress: (nullable): called on the store's write thread
 *
 * Fills a store with a demo organisation, by the same changes that people
 * make: venues, a programme of events past, tonight and coming, orders, guests
 * in many scripts, scans, refunds, blocks and a conflict. Everything is one
 * transaction: after an error or a cancel nothing is there. Blocks; not for
 * the main thread of a window.
 *
 * Returns: FALSE with %FOYER_ERROR_STATE when the store already has events, or another error
 */
gboolean foyer_demo_fill (FoyerStore *store, guint64 seed, FoyerTime now, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error);

G_END_DECLS
