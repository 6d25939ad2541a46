/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-order.h"

static FoyerTicket *
new_ticket (gint64 price)
{
  FoyerTicket *ticket = foyer_ticket_new ();

  ticket->price = price;
  ticket->secret = g_strdup ("secret");
  ticket->seat = g_strdup ("");
  return ticket;
}

static void
test_new (void)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();

  g_assert_cmpint (foyer_order_total (order), ==, 0);
  g_assert_cmpint (foyer_order_paid (order), ==, 0);
  g_assert_cmpint (order->channel, ==, FOYER_CHANNEL_BOX_OFFICE);
  g_assert_cmpint (order->status, ==, FOYER_ORDER_OPEN);
  g_assert_null (order->buyer);
}

static void
test_total (void)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerTicket *ticket = new_ticket (2400);

  g_assert_true (foyer_order_add (order, ticket, foyer_attendee_new ()) == ticket);
  foyer_order_add (order, new_ticket (900), NULL);
  foyer_order_add (order, new_ticket (0), NULL);
  g_assert_cmpuint (order->tickets->len, ==, 3);
  g_assert_cmpint (foyer_order_total (order), ==, 3300);
}

static void
test_paid (void)
{
  static const struct
  {
    FoyerPaymentMethod method;
    gint64             settles;
  } methods[] = {
    { FOYER_PAYMENT_CASH, 10 },
    { FOYER_PAYMENT_CARD, 10 },
    { FOYER_PAYMENT_VOUCHER, 10 },
    { FOYER_PAYMENT_INVOICE, 0 },
    { FOYER_PAYMENT_ONLINE, 10 },
    { FOYER_PAYMENT_OTHER, 10 },
  };
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  gint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      FoyerPayment *payment = foyer_payment_new (methods[i].method, 10);

      g_assert_cmpint (payment->given, ==, 10);
      g_assert_cmpstr (payment->reference, ==, "");
      payment->given = 50;
      g_ptr_array_add (order->payments, payment);
      sum += methods[i].settles;
      g_assert_cmpint (foyer_order_paid (order), ==, sum);
    }
}

static void
test_nicks (void)
{
  for (FoyerChannel channel = FOYER_CHANNEL_ONLINE; channel <= FOYER_CHANNEL_COMP; channel++)
    g_assert_cmpint (foyer_channel_from_nick (foyer_channel_nick (channel)), ==, channel);
  for (FoyerOrderStatus status = FOYER_ORDER_OPEN; status <= FOYER_ORDER_EXPIRED; status++)
    g_assert_cmpint (foyer_order_status_from_nick (foyer_order_status_nick (status)), ==, status);
  for (FoyerPaymentMethod method = FOYER_PAYMENT_CASH; method <= FOYER_PAYMENT_OTHER; method++)
    g_assert_cmpint (foyer_payment_method_from_nick (foyer_payment_method_nick (method)), ==, method);
  g_assert_cmpint (foyer_order_status_from_nick ("newer"), ==, FOYER_ORDER_OPEN);
  g_assert_cmpint (foyer_payment_method_from_nick (NULL), ==, FOYER_PAYMENT_OTHER);
}

static void
test_steps (void)
{
  static const FoyerOrderStatus way[] = { FOYER_ORDER_OPEN, FOYER_ORDER_PENDING, FOYER_ORDER_PAID, FOYER_ORDER_COMPLETED, FOYER_ORDER_REFUNDED };

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_assert_true (foyer_order_status_may_become (way[i], way[i]));
      if (i > 0)
        g_assert_true (foyer_order_status_may_become (way[i - 1], way[i]));
      for (guint before = 0; before < i; before++)
        g_assert_false (foyer_order_status_may_become (way[i], way[before]));
    }
  g_assert_true (foyer_order_status_may_become (FOYER_ORDER_EXPIRED, FOYER_ORDER_PAID));
  g_assert_true (foyer_order_status_may_become (FOYER_ORDER_PENDING, FOYER_ORDER_CANCELLED));
  g_assert_false (foyer_order_status_may_become (FOYER_ORDER_OPEN, FOYER_ORDER_REFUNDED));
  g_assert_false (foyer_order_status_may_become (FOYER_ORDER_CANCELLED, FOYER_ORDER_PAID));
  g_assert_false (foyer_order_status_may_become (FOYER_ORDER_PAID, FOYER_ORDER_CANCELLED));
}

static void
test_free (void)
{
  foyer_order_free (NULL);
  foyer_payment_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/a-new-order-is-empty-and-open", test_new);
  g_test_add_func ("/order/the-total-is-the-sum-of-the-tickets", test_total);
  g_test_add_func ("/order/all-payments-but-an-invoice-settle-what-they-amount-to", test_paid);
  g_test_add_func ("/order/every-name-is-found-again", test_nicks);
  g_test_add_func ("/order/is-paid-for-step-by-step", test_steps);
  g_test_add_func ("/order/nothing-can-be-freed", test_free);
  return g_test_run ();
}
