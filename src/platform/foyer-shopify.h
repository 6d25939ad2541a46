/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-attendee.h"

G_BEGIN_DECLS

/* What a Shopify shop tells by its webhooks; only the members that are used here. */

/** FOYER_SHOPIFY_SHIPPING_SKU: of the line that buys posted hardtickets for an order. */
#define FOYER_SHOPIFY_SHIPPING_SKU "HARDTICKET-ADDON"

/** FoyerShopifyLine: one line of an order. */
typedef struct
{
  char  *sku;
  gint64 count;
  gint64 price;    /* of one, minor units */
  gint64 discount; /* of the whole line, minor units */
} FoyerShopifyLine;

/** FoyerShopifyOrder: an order as the shop tells it. */
typedef struct
{
  char          *id;     /* the shop's, as text */
  char          *number; /* for people, "#1001" */
  char          *currency;
  FoyerAttendee *buyer;
  FoyerAttendee *recipient; /* (nullable): where it is to be posted to */
  GPtrArray     *lines;     /* (element-type FoyerShopifyLine) */
} FoyerShopifyOrder;

void foyer_shopify_order_free (FoyerShopifyOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerShopifyOrder, foyer_shopify_order_free)

/** foyer_shopify_order_parse: Returns: (transfer full) (nullable): the order, or %NULL and %FOYER_ERROR_INVALID */
FoyerShopifyOrder *foyer_shopify_order_parse (const char *text, gsize length, GError **error);

/**
 * foyer_shopify_is_signed:
 * @signature: (nullable): of the header X-Shopify-Hmac-Sha256: HMAC-SHA256 of the raw body, in base64
 *
 * Compares in a time that does not depend on where the two differ.
 *
 * Returns: whether the shop that has @secret sent these bytes
 */
gboolean foyer_shopify_is_signed (const char *secret, const guint8 *body, gsize length, const char *signature);

G_END_DECLS
