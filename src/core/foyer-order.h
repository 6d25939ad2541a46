/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-ticket.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_CHANNEL_ONLINE,
  FOYER_CHANNEL_BOX_OFFICE,
  FOYER_CHANNEL_IMPORT,
  FOYER_CHANNEL_COMP,
} FoyerChannel;

typedef enum
{
  FOYER_ORDER_OPEN,
  FOYER_ORDER_PENDING,
  FOYER_ORDER_PAID,
  FOYER_ORDER_COMPLETED,
  FOYER_ORDER_REFUNDED,
  FOYER_ORDER_CANCELLED,
  FOYER_ORDER_EXPIRED,
} FoyerOrderStatus;

typedef enum
{
  FOYER_PAYMENT_CASH,
  FOYER_PAYMENT_CARD,
  FOYER_PAYMENT_VOUCHER,
  FOYER_PAYMENT_INVOICE, /* to be paid later: settles nothing yet */
  FOYER_PAYMENT_ONLINE,
  FOYER_PAYMENT_OTHER,
  FOYER_PAYMENT_EXCHANGE, /* what tickets given back in exchange were worth */
  FOYER_N_PAYMENT_METHODS,
} FoyerPaymentMethod;

/** FoyerPayment: money that came in for an order. */
typedef struct
{
  FoyerId            id;
  FoyerPaymentMethod method;
  gint64             amount;    /* minor units */
  gint64             given;     /* cash handed over; change is @given - @amount - @rounding */
  gint64             rounding;  /* what more than @amount was asked in cash, where coins are missing; less: below 0 */
  char              *reference; /* of the card terminal or the platform, or "" */
} FoyerPayment;

FoyerPayment *foyer_payment_new (FoyerPaymentMethod method, gint64 amount);
void          foyer_payment_free (FoyerPayment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPayment, foyer_payment_free)

/** FoyerOrderTicket: a ticket of an order, with the person on it. */
typedef struct
{
  FoyerTicket   *ticket;
  FoyerAttendee *attendee; /* (nullable): nobody named */
  /* (nullable): see foyer_sale_store_prepare() */
  char *sort_name;
  char *name_words;
  char *other_words;
} FoyerOrderTicket;

/** FoyerOrder: tickets sold together. */
typedef struct
{
  FoyerId          id;
  FoyerId          event;
  char            *number; /* for people, "3-000042" */
  char            *currency;
  char            *note;
  char            *reason;   /* of a comp, or of another price */
  FoyerAttendee   *buyer;    /* (nullable): a walk-up guest */
  GPtrArray       *tickets;  /* (element-type FoyerOrderTicket) */
  GPtrArray       *payments; /* (element-type FoyerPayment) */
  FoyerId          shift;    /* none: sold without one */
  FoyerId          cashier;  /* who sold it; none: nobody is named */
  FoyerId          approver; /* of a comp or of another price; none: nobody had to */
  FoyerTime        made_at;
  gint64           lease; /* epoch of the lease that its tickets came from, see #FoyerLease; 0: none */
  FoyerChannel     channel;
  FoyerOrderStatus status;
} FoyerOrder;

FoyerOrder *foyer_order_new (void);
void        foyer_order_free (FoyerOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOrder, foyer_order_free)

/** foyer_order_add: Adds a ticket; takes @ticket and @attendee (nullable) over. Returns: (transfer none): the ticket */
FoyerTicket *foyer_order_add (FoyerOrder *self, FoyerTicket *ticket, FoyerAttendee *attendee);

/** foyer_order_total: Returns: the sum of the tickets' prices, minor units */
gint64 foyer_order_total (const FoyerOrder *self);

/** foyer_order_paid: Returns: the sum of the payments that settle something, minor units */
gint64 foyer_order_paid (const FoyerOrder *self);

/** foyer_payment_due: Returns: what was asked of the guest, minor units */
gint64 foyer_payment_due (const FoyerPayment *self);

/** foyer_payment_change: Returns: what went back to the guest in cash, minor units */
gint64 foyer_payment_change (const FoyerPayment *self);

const char  *foyer_channel_nick (FoyerChannel channel);
FoyerChannel foyer_channel_from_nick (const char *nick);
/**
 * foyer_order_status_may_become:
 *
 * The steps of an order that is paid later than it is made: open, pending while
 * a payment is under way, paid, completed when the guest has the tickets; or
 * cancelled, or expired. Money that comes late may still buy what has expired.
 * A step that was taken already may be taken again, and changes nothing.
 *
 * Returns: whether an order in @from may become @to
 */
gboolean foyer_order_status_may_become (FoyerOrderStatus from, FoyerOrderStatus to);

const char        *foyer_order_status_nick (FoyerOrderStatus status);
FoyerOrderStatus   foyer_order_status_from_nick (const char *nick);
const char        *foyer_payment_method_nick (FoyerPaymentMethod method);
FoyerPaymentMethod foyer_payment_method_from_nick (const char *nick);

G_END_DECLS
