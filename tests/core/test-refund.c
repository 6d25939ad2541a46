/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-random.h"
#include "foyer-refund.h"

static gint64
part_of (GArray *parts, FoyerPaymentMethod method)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, FoyerRefundPart, i).method == method)
      return g_array_index (parts, FoyerRefundPart, i).amount;
  return 0;
}

static void
test_goes_back_as_it_came (void)
{
  gint64 paid[FOYER_N_PAYMENT_METHODS] = { [FOYER_PAYMENT_CASH] = 3000, [FOYER_PAYMENT_VOUCHER] = 1000, [FOYER_PAYMENT_CARD] = 800 };
  g_autoptr (GArray) all = foyer_refund_split (paid, 4800, FOYER_N_PAYMENT_METHODS, 1);
  g_autoptr (GArray) half = foyer_refund_split (paid, 2400, FOYER_N_PAYMENT_METHODS, 1);

  g_assert_cmpint (part_of (all, FOYER_PAYMENT_CASH), ==, 3000);
  g_assert_cmpint (part_of (all, FOYER_PAYMENT_CARD), ==, 800);
  g_assert_cmpint (part_of (all, FOYER_PAYMENT_VOUCHER), ==, 1000);
  g_assert_cmpint (part_of (half, FOYER_PAYMENT_VOUCHER), ==, 1000);
  g_assert_cmpint (part_of (half, FOYER_PAYMENT_CARD), ==, 800);
  g_assert_cmpint (part_of (half, FOYER_PAYMENT_CASH), ==, 600);
  g_assert_cmpint (foyer_refund_money (half), ==, 2400);
}

static void
test_what_was_never_paid_is_given_up (void)
{
  gint64 paid[FOYER_N_PAYMENT_METHODS] = { [FOYER_PAYMENT_INVOICE] = 3000, [FOYER_PAYMENT_CASH] = 1800 };
  g_autoptr (GArray) parts = foyer_refund_split (paid, 4800, FOYER_PAYMENT_CARD, 1);

  g_assert_cmpint (part_of (parts, FOYER_PAYMENT_INVOICE), ==, 3000);
  g_assert_cmpint (part_of (parts, FOYER_PAYMENT_CARD), ==, 1800);
  g_assert_cmpint (foyer_refund_money (parts), ==, 1800);
}

static void
test_cash_is_rounded (void)
{
  gint64 paid[FOYER_N_PAYMENT_METHODS] = { [FOYER_PAYMENT_CASH] = 2403 };
  g_autoptr (GArray) parts = foyer_refund_split (paid, 2403, FOYER_N_PAYMENT_METHODS, 5);

  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpint (g_array_index (parts, FoyerRefundPart, 0).amount, ==, 2403);
  g_assert_cmpint (g_array_index (parts, FoyerRefundPart, 0).rounding, ==, 2);
}

static void
test_exchanged_money_comes_out_in_cash (void)
{
  gint64 paid[FOYER_N_PAYMENT_METHODS] = { [FOYER_PAYMENT_EXCHANGE] = 1600, [FOYER_PAYMENT_CASH] = 800 };
  g_autoptr (GArray) parts = foyer_refund_split (paid, 2400, FOYER_N_PAYMENT_METHODS, 1);

  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpint (part_of (parts, FOYER_PAYMENT_CASH), ==, 2400);
}

static void
test_never_more_than_came_in (void)
{
  gint64 paid[FOYER_N_PAYMENT_METHODS] = { [FOYER_PAYMENT_CARD] = 2400, [FOYER_PAYMENT_CASH] = -2000 };
  g_autoptr (GArray) parts = foyer_refund_split (paid, 400, FOYER_N_PAYMENT_METHODS, 1);

  g_assert_null (foyer_refund_split (paid, 401, FOYER_N_PAYMENT_METHODS, 1));
  g_assert_null (foyer_refund_split (paid, -1, FOYER_N_PAYMENT_METHODS, 1));
  g_assert_cmpint (part_of (parts, FOYER_PAYMENT_CARD), ==, 400);
}

static void
test_parts_add_up (void)
{
  static const gint64 steps[] = { 1, 5, 100 };
  FoyerRandom         random;

  foyer_random_init_seed (&random, 9);
  for (int i = 0; i < 20000; i++)
    {
      gint64             paid[FOYER_N_PAYMENT_METHODS] = { 0 };
      gint64             sum = 0, parts_sum = 0, amount;
      FoyerPaymentMethod method = foyer_random_below (&random, FOYER_N_PAYMENT_METHODS + 1);
      gint64             step = steps[foyer_random_below (&random, G_N_ELEMENTS (steps))];
      g_autoptr (GArray) parts = NULL;

      for (int way = 0; way < FOYER_N_PAYMENT_METHODS; way++)
        {
          paid[way] = foyer_random_below (&random, 2) == 0 ? foyer_random_below (&random, 10000) : 0;
          sum += paid[way];
        }
      amount = foyer_random_below (&random, sum + 2);
      parts = foyer_refund_split (paid, amount, method, step);
      g_assert_cmpint (parts == NULL, ==, amount > sum);
      for (guint k = 0; parts != NULL && k < parts->len; k++)
        {
          const FoyerRefundPart *part = &g_array_index (parts, FoyerRefundPart, k);

          g_assert_cmpint (part->amount, >, 0);
          g_assert_true (part->method == FOYER_PAYMENT_CASH || part->rounding == 0);
          g_assert_cmpint ((part->amount + part->rounding) % (part->method == FOYER_PAYMENT_CASH ? step : 1), ==, 0);
          if (part->method != FOYER_PAYMENT_CASH && part->method != method)
            g_assert_cmpint (part->amount, <=, paid[part->method]);
          parts_sum += part->amount;
        }
      if (parts != NULL)
        g_assert_cmpint (parts_sum, ==, amount);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/refund/goes-back-as-it-came", test_goes_back_as_it_came);
  g_test_add_func ("/core/refund/what-was-never-paid-is-given-up", test_what_was_never_paid_is_given_up);
  g_test_add_func ("/core/refund/cash-is-rounded", test_cash_is_rounded);
  g_test_add_func ("/core/refund/exchanged-money-comes-out-in-cash", test_exchanged_money_comes_out_in_cash);
  g_test_add_func ("/core/refund/never-more-than-came-in", test_never_more_than_came_in);
  g_test_add_func ("/core/refund/parts-add-up", test_parts_add_up);
  return g_test_run ();
}
