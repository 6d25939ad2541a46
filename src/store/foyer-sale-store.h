/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/**
 * foyer_sale_store_sell:
 * @order: what to sell: event, channel, the tickets' categories, prices, seats and
 *   attendees, the payments' methods and amounts. Filled in: ids, order number,
 *   currency, secrets, serials, status and time.
 *
 * Sells in the transaction of the write job that calls it: checks the event, the
 * categories' status and sale window, limits, stock, seats and payments, then
 * appends the sale. With a platform the tickets come out of what it has leased to
 * this device; a store without one leases all stock to itself.
 *
 * Returns: FALSE with %FOYER_ERROR_SOLD_OUT, _LEASE, _NOT_ON_SALE, _INVALID or
 *   _NOT_FOUND, and then nothing was sold
 */
gboolean foyer_sale_store_sell (FoyerConnection *connection, FoyerOrder *order, GError **error);

/**
 * foyer_sale_store_import:
 *
 * Takes in an order made elsewhere, with the codes it brings; fills in what it
 * lacks. Asks no rules of sale: the tickets are out there already.
 */
gboolean foyer_sale_store_import (FoyerConnection *connection, FoyerOrder *order, GError **error);

/**
 * foyer_sale_store_prepare:
 *
 * Does what costs most of taking in @order and needs no store: the words that
 * its tickets are found by and sorted by. For long lists, on a thread of their
 * own; what was not prepared is when the order is written. Names, addresses and
 * seats of a prepared order must not be changed.
 */
void foyer_sale_store_prepare (FoyerOrder *order);

/**
 * foyer_sale_store_import_many:
 * @orders: (element-type FoyerOrder): of one event, each ticket with an id that foyer_id_derive() made of
 *   what tells it apart; it is stamped, see foyer_id_stamp(). An order with
 *   status paid gets a payment over what its tickets cost; every other one is to be paid
 * @n_orders: (out): how many of them, from the first, were dealt with
 * @imported: (out): how many tickets came in
 *
 * As foyer_sale_store_import() for a part of a long list, in the transaction of
 * the write job that calls it. Tickets that are known already, by what their id
 * is derived from or by their code in the event, are taken out of their order; an order of none
 * but those is left empty and nothing becomes of it. Stops early, though not at
 * once, when other jobs wait.
 */
gboolean foyer_sale_store_import_many (FoyerConnection *connection, GPtrArray *orders, guint *n_orders, guint *imported, GError **error);

/** foyer_sale_store_knows: Returns: whether foyer_sale_store_import_many() would take @ticket, or @code (nullable) in @event, for one that is here */
gboolean foyer_sale_store_knows (FoyerConnection *connection, const FoyerId *event, const FoyerId *ticket, const char *code, GError **error);

/** foyer_sale_store_pay: Adds a payment to a pending order; else %FOYER_ERROR_NOT_FOUND or _STATE. */
gboolean foyer_sale_store_pay (FoyerConnection *connection, const FoyerId *order, FoyerPaymentMethod method, gint64 amount, const char *reference, GError **error);

/**
 * foyer_sale_store_take_payment:
 * @payment: method, amount, what was given, rounding, reference; its id is filled in
 *
 * As foyer_sale_store_pay(). Belongs to the open shift, when there is one.
 */
gboolean foyer_sale_store_take_payment (FoyerConnection *connection, const FoyerId *order, FoyerPayment *payment, GError **error);

G_END_DECLS
