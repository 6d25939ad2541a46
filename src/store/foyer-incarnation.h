/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"

G_BEGIN_DECLS

/**
 * FoyerIncarnation:
 *
 * What keeps a copy of a store from spending what the store has spent: a small
 * file outside the store, so that no back-up of it brings it along. It holds the
 * epoch of the store's leases and how much of them was spent (sold or given
 * back) in all. A store that is opened with another epoch, or has spent less
 * than the file says, is an old copy: it begins a new epoch, without the rights
 * of the one before. Belongs to the writer's thread.
 */
typedef struct _FoyerIncarnation FoyerIncarnation;

/** foyer_incarnation_open: Makes sure of the epoch in the store, in the transaction that runs. Returns: (transfer full): what keeps watch until it is freed */
FoyerIncarnation *foyer_incarnation_open (FoyerConnection *connection, GError **error);
void              foyer_incarnation_free (FoyerIncarnation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerIncarnation, foyer_incarnation_free)

/**
 * foyer_incarnation_begin:
 *
 * Begins a new epoch, in the file first and then in the store, in the
 * transaction that runs. What was leased in the one before can be sold no more.
 */
gboolean foyer_incarnation_begin (FoyerIncarnation *self, FoyerConnection *connection, GError **error);

/**
 * foyer_incarnation_note_spent:
 *
 * Called after a commit that spent @count more. The file is not synchronised: after
 * a loss of power it may be behind the store, which is harmless, and a process that
 * is killed loses nothing.
 */
void foyer_incarnation_note_spent (FoyerIncarnation *self, gint64 count);

G_END_DECLS
