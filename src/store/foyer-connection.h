/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

/**
 * FoyerConnection:
 *
 * One open connection to the store, on one of the store's own threads. The
 * functions that take it run only inside a #FoyerStoreFunc; they are plain
 * blocking code and need no main loop. Never keep it.
 */
typedef struct _FoyerConnection FoyerConnection;

/** foyer_connection_device: Returns: (transfer none): the id of this device */
const FoyerId *foyer_connection_device (FoyerConnection *self);

/** foyer_connection_now: Returns: the wall clock's time, as the store sees it */
FoyerTime foyer_connection_now (FoyerConnection *self);

/** foyer_connection_is_wanted: Returns: whether other jobs wait; a long one should come to an end, and go on in a job of its own behind them */
gboolean foyer_connection_is_wanted (FoyerConnection *self);

/** foyer_connection_set_time: For demos: takes @now (0: the wall clock) as the time. Returns: what was taken before */
FoyerTime foyer_connection_set_time (FoyerConnection *self, FoyerTime now);

/** foyer_connection_random: Returns: (transfer none): the source for ids and secrets made on this connection */
FoyerRandom *foyer_connection_random (FoyerConnection *self);

G_END_DECLS
