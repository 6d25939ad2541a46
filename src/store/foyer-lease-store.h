/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-event-store.h"
#include "foyer-lease.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/*
 * What this device may sell without asking (DESIGN section 4). A store without a
 * platform leases everything to itself and has no rows here; a door never leases.
 */

/** foyer_lease_store_epoch: Returns: the epoch whose leases count, 0 when there is none */
gint64 foyer_lease_store_epoch (FoyerConnection *connection, GError **error);

/** foyer_lease_store_set_epoch: For FoyerIncarnation only; 0: none. */
gboolean foyer_lease_store_set_epoch (FoyerConnection *connection, gint64 epoch, GError **error);

/** foyer_lease_store_spent: Returns: how much of all leases of the epoch was sold or given back */
gint64 foyer_lease_store_spent (FoyerConnection *connection, GError **error);

/** foyer_lease_store_begin: Begins a new epoch, without the rights of the one before; in a write job. */
gboolean foyer_lease_store_begin (FoyerConnection *connection, GError **error);

/** foyer_lease_store_fill: Sets what may be sold here in @summary, whose counts are there already. */
gboolean foyer_lease_store_fill (FoyerConnection *connection, FoyerEventSummary *summary, GError **error);

/**
 * foyer_lease_store_take:
 * @order: complete but for its `lease`, which is set
 *
 * Takes the stock for @order out of the leases, in the transaction of the sale.
 * Returns: FALSE and %FOYER_ERROR_LEASE when there is not enough of it here
 */
gboolean foyer_lease_store_take (FoyerConnection *connection, FoyerOrder *order, const FoyerEventSummary *summary, GError **error);

/** FoyerLeaseState: a category as sync sees it. */
typedef struct
{
  FoyerId        category;
  FoyerLease     lease;
  FoyerLeaseNeed need;
  gboolean       untold; /* something was given back that the platform has not heard of */
} FoyerLeaseState;

/**
 * foyer_lease_store_list:
 * @in_hand: (nullable): the event that this device sells for now, besides tonight's
 *
 * Returns: (transfer full) (element-type FoyerLeaseState): the categories that this
 *   device sells, or still holds stock of
 */
GArray *foyer_lease_store_list (FoyerConnection *connection, const FoyerId *in_hand, GError **error);

/** foyer_lease_store_give_back: Gives up @count of what is left; it cannot be sold here from now on. */
gboolean foyer_lease_store_give_back (FoyerConnection *connection, const FoyerId *category, gint64 count, GError **error);

/** foyer_lease_store_told: Keeps what the platform said to a device in @epoch; nothing when that is over. */
gboolean foyer_lease_store_told (FoyerConnection *connection, gint64 epoch, const FoyerId *category, const FoyerLease *lease, gboolean scarce, GError **error);

G_END_DECLS
