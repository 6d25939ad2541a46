/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-refund.h"

G_BEGIN_DECLS

/** FoyerRefundOrder: tickets that come back, and how their money goes. */
typedef struct
{
  FoyerId            order;
  GArray            *tickets; /* (nullable) (element-type FoyerId): %NULL: all that are not refunded yet */
  const char        *reason;
  FoyerId            approver; /* none: nobody had to approve */
  FoyerId            request;  /* none: nobody had asked for it */
  FoyerRefundCause   cause;
  FoyerPaymentMethod method;    /* %FOYER_N_PAYMENT_METHODS: as it came */
  gint64             cash_step; /* what cash is rounded to; 0: not at all */
} FoyerRefundOrder;

/**
 * foyer_refund_store_refund:
 * @parts: (out) (optional) (transfer full) (element-type FoyerRefundPart): how the money goes back
 *
 * Takes tickets back: they are refused at the door and their stock is free again.
 * Belongs to the open shift, when there is one.
 *
 * Returns: FALSE with %FOYER_ERROR_STATE when nothing is left to refund
 */
gboolean foyer_refund_store_refund (FoyerConnection *connection, const FoyerRefundOrder *refund, GArray **parts, GError **error);

/** foyer_sale_store_refund: As foyer_refund_store_refund() by one @method. @amount: (out) (nullable): the money that goes back */
gboolean foyer_sale_store_refund (FoyerConnection *connection, const FoyerId *order, GArray *tickets, const char *method, const char *reason, gint64 *amount, GError **error);

/** foyer_refund_store_is_own: Returns: whether @order was sold at this till, which may refund it without asking */
gboolean foyer_refund_store_is_own (FoyerConnection *connection, const FoyerId *order);

/**
 * foyer_refund_store_exchange:
 * @refund: what comes back; its cause is %FOYER_REFUND_EXCHANGE
 * @order: as for foyer_sale_store_sell(): what the guest gets instead, and payments for what it
 *   costs more; the worth of the old tickets is added to them
 * @parts: (out) (optional) (transfer full) (element-type FoyerRefundPart): what goes back to the guest, when the new tickets cost less
 *
 * Both in one commit, or nothing.
 */
gboolean foyer_refund_store_exchange (FoyerConnection *connection, const FoyerRefundOrder *refund, FoyerOrder *order, GArray **parts, GError **error);

/** foyer_refund_store_worth: Returns: what @tickets (nullable: all that are left) of @order had cost; below 0 on error */
gint64 foyer_refund_store_worth (FoyerConnection *connection, const FoyerId *order, GArray *tickets, GError **error);

/** FoyerRefundRequest: a refund that somebody asks for. */
typedef struct
{
  FoyerId   id;
  FoyerId   order;
  FoyerId   device;
  char     *number; /* of the order */
  char     *currency;
  char     *reason;
  char     *cashier_name;
  GArray   *tickets; /* (element-type FoyerId) */
  gint64    worth;
  FoyerTime made_at;
} FoyerRefundRequest;

void foyer_refund_request_free (FoyerRefundRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRefundRequest, foyer_refund_request_free)

/** foyer_refund_store_ask: Asks for what this till may not refund by itself: an order of another till while the platform cannot be asked. */
gboolean foyer_refund_store_ask (FoyerConnection *connection, const FoyerRefundOrder *refund, GError **error);

/** foyer_refund_store_list_requests: Returns: (transfer full) (element-type FoyerRefundRequest): those that nobody answered yet, oldest first */
GPtrArray *foyer_refund_store_list_requests (FoyerConnection *connection, GError **error);

/** foyer_refund_store_decline: Answers a request with no. @approver (nullable) */
gboolean foyer_refund_store_decline (FoyerConnection *connection, const FoyerId *request, const FoyerId *approver, const char *reason, GError **error);

G_END_DECLS
