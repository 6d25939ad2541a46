/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-order.h"

G_BEGIN_DECLS

/** FoyerRefundCause: why money goes back. */
typedef enum
{
  FOYER_REFUND_RETURN,   /* the guest gives tickets back */
  FOYER_REFUND_VOID,     /* the sale was a mistake */
  FOYER_REFUND_EXCHANGE, /* other tickets instead */
} FoyerRefundCause;

const char      *foyer_refund_cause_nick (FoyerRefundCause cause);
FoyerRefundCause foyer_refund_cause_from_nick (const char *nick);

/** FoyerRefundPart: money that goes back one way. An invoice part is a claim that is given up: no money moves. */
typedef struct
{
  FoyerPaymentMethod method;
  gint64             amount;   /* minor units */
  gint64             rounding; /* what more than @amount was handed out in cash; less: below 0 */
} FoyerRefundPart;

/**
 * foyer_refund_split:
 * @paid: %FOYER_N_PAYMENT_METHODS sums: what came in for the order by each method, less
 *   what went back by it; by invoice: what is still claimed
 * @amount: what the tickets that come back had cost
 * @method: how it should go back; %FOYER_N_PAYMENT_METHODS: as it came
 * @cash_step: what cash is rounded to, at least 1
 *
 * Divides a refund over the ways it may go. What was never paid is given up
 * first; no other way gives back more than came in, but cash, which may stand in
 * for all of them.
 *
 * Returns: (transfer full) (element-type FoyerRefundPart): parts that add up to @amount; %NULL when
 *   so much did not come in
 */
GArray *foyer_refund_split (const gint64 *paid, gint64 amount, FoyerPaymentMethod method, gint64 cash_step);

/** foyer_refund_money: Returns: what of @parts (element-type FoyerRefundPart) is money, before rounding */
gint64 foyer_refund_money (const GArray *parts);

G_END_DECLS
