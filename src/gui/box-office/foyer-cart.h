/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-category.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** FOYER_CART_LINE_MAX: the most tickets of one category that a cart takes. */
#define FOYER_CART_LINE_MAX 999

/** FoyerCartLine: so many tickets of one category, at the price that was asked when the first was added. */
typedef struct
{
  FoyerId category;
  char   *name;
  char   *colour;     /* "#rrggbb" or "" */
  gint64  price;      /* minor units */
  gint64  full_price; /* of the category; another one when somebody set @price */
  int     vat_rate;
  int     count; /* at least 1 */
} FoyerCartLine;

/**
 * FoyerCart: what a guest at the till wants, before it is sold.
 *
 * A plain value without widgets or store. Its prices do not follow later changes
 * of the category: what was said to the guest holds.
 */
typedef struct
{
  FoyerId    event;
  char      *currency;
  GPtrArray *lines;     /* (element-type FoyerCartLine): no category twice */
  guint      current;   /* the line touched last */
  FoyerTime  parked_at; /* the parked order that was taken up into it, and stays in the store until this one is done; 0: none */
  char      *reason;    /* (nullable): of a price that somebody set */
  FoyerId    approver;
} FoyerCart;

/** foyer_cart_new: Returns: (transfer full): an empty cart for @event, priced in @currency */
FoyerCart *foyer_cart_new (const FoyerId *event, const char *currency);
void       foyer_cart_free (FoyerCart *self);

/** foyer_cart_copy: Returns: (transfer full): the same once more */
FoyerCart *foyer_cart_copy (const FoyerCart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCart, foyer_cart_free)

/** foyer_cart_is_empty: Returns: whether there is nothing in it; %NULL is empty */
gboolean foyer_cart_is_empty (const FoyerCart *self);

/** foyer_cart_get: Returns: (transfer none): the line at @index */
FoyerCartLine *foyer_cart_get (const FoyerCart *self, guint index);

/** foyer_cart_count: Returns: how many tickets of @category it holds */
int foyer_cart_count (const FoyerCart *self, const FoyerId *category);

/** foyer_cart_count_all: Returns: how many tickets it holds */
int foyer_cart_count_all (const FoyerCart *self);

/** foyer_cart_total: Returns: what they cost together, minor units */
gint64 foyer_cart_total (const FoyerCart *self);

/** foyer_cart_add: Adds @count tickets of @category to its line, which becomes the current one. Returns: FALSE, and nothing changed, when the line would hold too many */
gboolean foyer_cart_add (FoyerCart *self, const FoyerCategory *category, int count);

/** foyer_cart_set_count: Sets how many the line at @index holds; 0 removes it. */
void foyer_cart_set_count (FoyerCart *self, guint index, int count);

/** foyer_cart_set_price: Sets what one ticket of the line at @index costs, for @reason. @approver: none when nobody had to approve */
void foyer_cart_set_price (FoyerCart *self, guint index, gint64 price, const char *reason, const FoyerId *approver);

/** foyer_cart_to_order: Returns: (transfer full): an order as foyer_sale_store_sell() wants it, without payments; @comp: free of charge */
FoyerOrder *foyer_cart_to_order (const FoyerCart *self, gboolean comp);

/* Parked carts as text, for the store: the newest is the last. */

/** FoyerParkedCart: a cart that waits for its guest to come back. */
typedef struct
{
  FoyerCart *cart;
  FoyerTime  parked_at;
} FoyerParkedCart;

void foyer_parked_cart_free (FoyerParkedCart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerParkedCart, foyer_parked_cart_free)

/** foyer_parked_carts_parse: @text: (nullable). Returns: (transfer full) (element-type FoyerParkedCart): the carts; what cannot be read is left out */
GPtrArray *foyer_parked_carts_parse (const char *text);

/** foyer_parked_carts_print: Returns: (transfer full): @carts as text */
char *foyer_parked_carts_print (GPtrArray *carts);

G_END_DECLS
