/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-shopify.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/*
 * Orders of a shop that sells by itself and tells of it afterwards. What it
 * tells is a fact: it is kept even when more was sold than there is. Each is
 * kept once, however often it is told, and whatever comes first.
 */

/** foyer_shop_order_id: Sets @id to the id that an order of a shop has here. */
void foyer_shop_order_id (const char *shop, const char *number, FoyerId *id);

/**
 * foyer_shop_order_pay:
 * @id: as of foyer_shop_order_id()
 * @head: (out): the newest rev after it, when something was new
 *
 * Sells the tickets of a paid order: a sale for each event that it has tickets
 * of, and one shipment when it is to be posted.
 */
gboolean foyer_shop_order_pay (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, const FoyerShopifyOrder *order, FoyerTime now, gint64 *head, GError **error);

/** foyer_shop_order_cancel: Makes the tickets of an order void; when it is told before the payment, they never come to be. */
gboolean foyer_shop_order_cancel (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, gint64 *head, GError **error);

G_END_DECLS
