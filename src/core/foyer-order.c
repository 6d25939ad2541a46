/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-order.h"

#include "foyer-nick.h"

static const char *const channel_nicks[] = { "online", "box-office", "import", "comp" };
static const char *const status_nicks[] = { "open", "pending", "paid", "completed", "refunded", "cancelled", "expired" };
static const char *const method_nicks[] = { "cash", "card", "voucher", "invoice", "online", "other", "exchange" };

FoyerPayment *
foyer_payment_new (FoyerPaymentMethod method, gint64 amount)
{
  FoyerPayment *self = g_new0 (FoyerPayment, 1);

  self->method = method;
  self->amount = amount;
  self->given = amount;
  self->reference = g_strdup ("");
  return self;
}

void
foyer_payment_free (FoyerPayment *self)
{
  if (self == NULL)
    return;
  g_free (self->reference);
  g_free (self);
}

static void
order_ticket_free (gpointer data)
{
  FoyerOrderTicket *line = data;

  foyer_ticket_free (line->ticket);
  foyer_attendee_free (line->attendee);
  g_free (line->sort_name);
  g_free (line->name_words);
  g_free (line->other_words);
  g_free (line);
}

FoyerOrder *
foyer_order_new (void)
{
  FoyerOrder *self = g_new0 (FoyerOrder, 1);

  self->tickets = g_ptr_array_new_with_free_func (order_ticket_free);
  self->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_payment_free);
  self->channel = FOYER_CHANNEL_BOX_OFFICE;
  return self;
}

void
foyer_order_free (FoyerOrder *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->currency);
  g_free (self->note);
  g_free (self->reason);
  foyer_attendee_free (self->buyer);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->payments);
  g_free (self);
}

FoyerTicket *
foyer_order_add (FoyerOrder *self, FoyerTicket *ticket, FoyerAttendee *attendee)
{
  FoyerOrderTicket *line = g_new0 (FoyerOrderTicket, 1);

  line->ticket = ticket;
  line->attendee = attendee;
  g_ptr_array_add (self->tickets, line);
  return ticket;
}

gint64
foyer_order_total (const FoyerOrder *self)
{
  gint64 total = 0;

  for (guint i = 0; i < self->tickets->len; i++)
    total += ((FoyerOrderTicket *) self->tickets->pdata[i])->ticket->price;
  return total;
}

gint64
foyer_order_paid (const FoyerOrder *self)
{
  gint64 paid = 0;

  for (guint i = 0; i < self->payments->len; i++)
    {
      const FoyerPayment *payment = self->payments->pdata[i];

      if (payment->method != FOYER_PAYMENT_INVOICE)
        paid += payment->amount;
    }
  return paid;
}

gint64
foyer_payment_due (const FoyerPayment *self)
{
  return self->amount + self->rounding;
}

gint64
foyer_payment_change (const FoyerPayment *self)
{
  return self->method == FOYER_PAYMENT_CASH ? MAX (self->given - foyer_payment_due (self), 0) : 0;
}

const char *
foyer_channel_nick (FoyerChannel channel)
{
  g_return_val_if_fail (channel < G_N_ELEMENTS (channel_nicks), channel_nicks[0]);

  return channel_nicks[channel];
}

FoyerChannel
foyer_channel_from_nick (const char *nick)
{
  return foyer_nick_find (channel_nicks, G_N_ELEMENTS (channel_nicks), nick, FOYER_CHANNEL_ONLINE);
}

gboolean
foyer_order_status_may_become (FoyerOrderStatus from, FoyerOrderStatus to)
{
#define TO(status) (1u << FOYER_ORDER_##status)
  static const guint steps[] = {
    [FOYER_ORDER_OPEN] = TO (PENDING) | TO (PAID) | TO (CANCELLED) | TO (EXPIRED),
    [FOYER_ORDER_PENDING] = TO (PAID) | TO (CANCELLED) | TO (EXPIRED),
    [FOYER_ORDER_PAID] = TO (COMPLETED) | TO (REFUNDED),
    [FOYER_ORDER_COMPLETED] = TO (REFUNDED),
    [FOYER_ORDER_REFUNDED] = 0,
    [FOYER_ORDER_CANCELLED] = 0,
    [FOYER_ORDER_EXPIRED] = TO (PAID) | TO (CANCELLED),
  };
#undef TO

  return from == to || (steps[from] & (1u << to)) != 0;
}

const char *
foyer_order_status_nick (FoyerOrderStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_nicks), status_nicks[0]);

  return status_nicks[status];
}

FoyerOrderStatus
foyer_order_status_from_nick (const char *nick)
{
  return foyer_nick_find (status_nicks, G_N_ELEMENTS (status_nicks), nick, FOYER_ORDER_OPEN);
}

const char *
foyer_payment_method_nick (FoyerPaymentMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (method_nicks), method_nicks[0]);

  return method_nicks[method];
}

FoyerPaymentMethod
foyer_payment_method_from_nick (const char *nick)
{
  return foyer_nick_find (method_nicks, G_N_ELEMENTS (method_nicks), nick, FOYER_PAYMENT_OTHER);
}
