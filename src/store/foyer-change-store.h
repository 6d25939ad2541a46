/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** FoyerOrigin: where a change comes from. */
typedef enum
{
  FOYER_ORIGIN_HERE,   /* made on this device: stamped, and kept in the outbox */
  FOYER_ORIGIN_REMOTE, /* received: applied as it is */
} FoyerOrigin;

/**
 * foyer_change_store_apply:
 * @change: what happened; one made here is given its id, device and stamp where they are not set
 *
 * The one door into the store (DESIGN section 4): updates the tables that the
 * pages read and, if it was made here, keeps the change in the outbox, all in
 * the transaction of the write job that calls it. Applying the same change
 * twice does nothing. Rules of business (stock, state) are asked before by
 * whoever makes a change; a fact that happened is never refused here.
 *
 * Returns: FALSE when the change is malformed or the store failed
 */
gboolean foyer_change_store_apply (FoyerConnection *connection, FoyerChange *change, FoyerOrigin origin, GError **error);

/**
 * foyer_change_store_apply_sale:
 * @order: sold here, complete; its time is set when it has none
 *
 * As foyer_change_store_apply() of foyer_change_new_sale(), made here, without
 * the way over a tree of JSON.
 */
gboolean foyer_change_store_apply_sale (FoyerConnection *connection, FoyerOrder *order, GError **error);

/** foyer_change_store_take_sale: As foyer_change_store_apply() of a sale from the platform, whose order was read by foyer_sale_fact_read(). */
gboolean foyer_change_store_take_sale (FoyerConnection *connection, FoyerSaleFact *sale, GError **error);

G_END_DECLS
