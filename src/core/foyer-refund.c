/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-refund.h"

#include "foyer-cash.h"
#include "foyer-nick.h"

static const char *const cause_nicks[] = { "refund", "void", "exchange" };

const char *
foyer_refund_cause_nick (FoyerRefundCause cause)
{
  g_return_val_if_fail (cause < G_N_ELEMENTS (cause_nicks), cause_nicks[0]);

  return cause_nicks[cause];
}

FoyerRefundCause
foyer_refund_cause_from_nick (const char *nick)
{
  return foyer_nick_find (cause_nicks, G_N_ELEMENTS (cause_nicks), nick, FOYER_REFUND_RETURN);
}

static void
add_part (GArray *parts, FoyerPaymentMethod method, gint64 amount, gint64 cash_step)
{
  FoyerRefundPart part = { .method = method, .amount = amount };

  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, FoyerRefundPart, i).method == method)
      {
        part.amount += g_array_index (parts, FoyerRefundPart, i).amount;
        g_array_remove_index (parts, i);
        break;
      }
  if (method == FOYER_PAYMENT_CASH)
    part.rounding = foyer_cash_round (part.amount, cash_step) - part.amount;
  if (part.amount > 0)
    g_array_append_val (parts, part);
}

GArray *
foyer_refund_split (const gint64 *paid, gint64 amount, FoyerPaymentMethod method, gint64 cash_step)
{
  /* cash last: the more goes back the way it came, the less the drawer is short */
  static const FoyerPaymentMethod order[] = { FOYER_PAYMENT_INVOICE, FOYER_PAYMENT_VOUCHER, FOYER_PAYMENT_CARD, FOYER_PAYMENT_ONLINE,
                                              FOYER_PAYMENT_OTHER, FOYER_PAYMENT_EXCHANGE, FOYER_PAYMENT_CASH };
  GArray                         *parts;
  gint64                          rest = amount, sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    sum += paid[order[i]];
  if (amount < 0 || amount > sum)
    return NULL;
  parts = g_array_new (FALSE, TRUE, sizeof (FoyerRefundPart));
  for (gsize i = 0; i < G_N_ELEMENTS (order) && rest > 0; i++)
    {
      gint64             part = MIN (rest, MAX (paid[order[i]], 0));
      FoyerPaymentMethod way = order[i];

      if (way != FOYER_PAYMENT_INVOICE && method != FOYER_N_PAYMENT_METHODS)
        way = method;
      else if (way == FOYER_PAYMENT_EXCHANGE)
        way = FOYER_PAYMENT_CASH; /* that is not a place where money could go */
      add_part (parts, way, part, cash_step);
      rest -= part;
    }
  return parts;
}

gint64
foyer_refund_money (const GArray *parts)
{
  gint64 money = 0;

  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, FoyerRefundPart, i).method != FOYER_PAYMENT_INVOICE)
      money += g_array_index (parts, FoyerRefundPart, i).amount;
  return money;
}
