/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** foyer_order_store_get: Returns: (transfer full) (nullable): an order with its tickets, their attendees and payments; %FOYER_ERROR_NOT_FOUND */
FoyerOrder *foyer_order_store_get (FoyerConnection *connection, const FoyerId *order, GError **error);

/** foyer_order_store_find: Returns: (transfer full) (nullable): the order with this number; %FOYER_ERROR_NOT_FOUND */
FoyerOrder *foyer_order_store_find (FoyerConnection *connection, const char *number, GError **error);

/** foyer_order_store_recent: Returns: (transfer full) (element-type FoyerOrder): the last @limit orders of an event, newest first */
GPtrArray *foyer_order_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error);

/** FoyerOrderRow: one order of many, as a list shows it. Texts are borrowed. */
typedef struct
{
  const char *number;
  const char *channel;
  const char *status;
  const char *currency;
  const char *buyer_name;
  const char *buyer_email;
  const char *buyer_phone;
  const char *note;
  gint64      tickets;
  gint64      total; /* minor units, as all amounts */
  gint64      paid;
  gint64      refunded;
  FoyerTime   made_at;
} FoyerOrderRow;

/** FoyerOrderRowFunc: Returns: FALSE with an error to stop */
typedef gboolean (*FoyerOrderRowFunc) (const FoyerOrderRow *row, gpointer data, GError **error);

/** foyer_order_store_for_each: Calls @func for all orders of @event, oldest first, one by one. */
gboolean foyer_order_store_for_each (FoyerConnection *connection, const FoyerId *event, FoyerOrderRowFunc func, gpointer data, GError **error);

/**
 * foyer_order_store_reprint:
 * @ticket: which
 *
 * Gives a ticket a new code and copy number; the old paper is dead at the door.
 * It does not print.
 */
gboolean foyer_order_store_reprint (FoyerConnection *connection, const FoyerId *ticket, const char *reason, GError **error);

G_END_DECLS
