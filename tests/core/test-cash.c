/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cash.h"
#include "foyer-money.h"
#include "foyer-order.h"
#include "foyer-random.h"

static void
test_rappen (void)
{
  static const struct
  {
    gint64 amount, rounded;
  } cases[] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 3, 5 }, { 4, 5 }, { 5, 5 }, { 1202, 1200 }, { 1203, 1205 }, { 1207, 1205 }, { 1208, 1210 }, { -3, -5 }, { -2, 0 } };

  g_assert_cmpint (foyer_cash_step ("CHF"), ==, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (foyer_cash_round (cases[i].amount, 5), ==, cases[i].rounded);
}

static void
test_halves_go_away_from_zero (void)
{
  g_assert_cmpint (foyer_cash_step ("SEK"), ==, 100);
  g_assert_cmpint (foyer_cash_round (150, 100), ==, 200);
  g_assert_cmpint (foyer_cash_round (149, 100), ==, 100);
  g_assert_cmpint (foyer_cash_round (-150, 100), ==, -200);
  g_assert_cmpint (foyer_cash_round (250, 500), ==, 500);
}

static void
test_every_amount_is_paid_where_coins_allow (void)
{
  g_assert_cmpint (foyer_cash_step ("EUR"), ==, 1);
  g_assert_cmpint (foyer_cash_step ("JPY"), ==, 1);
  g_assert_cmpint (foyer_cash_step ("XXX"), ==, 1);
  for (gint64 amount = -50; amount <= 50; amount++)
    g_assert_cmpint (foyer_cash_round (amount, 1), ==, amount);
}

static void
test_rounding_is_near_and_stays (void)
{
  static const gint64 steps[] = { 1, 5, 10, 50, 100, 500 };
  FoyerRandom         random;

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < 20000; i++)
    {
      gint64 step = steps[foyer_random_below (&random, G_N_ELEMENTS (steps))];
      gint64 amount = (gint64) foyer_random_below (&random, G_MAXUINT32) - G_MAXINT32;
      gint64 rounded = foyer_cash_round (amount, step);

      g_assert_cmpint (rounded % step, ==, 0);
      g_assert_cmpint (ABS (rounded - amount) * 2, <=, step);
      g_assert_cmpint (foyer_cash_round (rounded, step), ==, rounded);
      g_assert_cmpint (foyer_cash_round (-amount, step), ==, -rounded);
    }
}

/* What is asked in cash must be payable with the coins there are, to the last one. */
static void
test_coins_pay_every_rounded_amount (void)
{
  static const char *const currencies[] = { "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "ILS", "JPY", "NOK", "NZD", "PLN", "SEK", "USD", "XYZ" };

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      guint         n = 0;
      const gint64 *values = foyer_cash_denominations (currencies[i], &n);
      gint64        step = foyer_cash_step (currencies[i]);

      g_assert_cmpuint (n, >, 5);
      for (guint k = 1; k < n; k++)
        g_assert_cmpint (values[k], <, values[k - 1]);
      g_assert_cmpint (values[n - 1], ==, step);
      for (gint64 amount = 0; amount < 2000; amount += 7)
        {
          gint64 rest = foyer_cash_round (amount, step);

          for (guint k = 0; k < n; k++)
            rest %= values[k];
          g_assert_cmpint (rest, ==, 0);
        }
    }
}

static void
test_sums_that_guests_hand_over (void)
{
  gint64 sums[3];

  g_assert_cmpuint (foyer_cash_suggest (4800, "EUR", sums, 3), ==, 3);
  g_assert_cmpint (sums[0], ==, 5000);
  g_assert_cmpint (sums[1], ==, 6000);
  g_assert_cmpint (sums[2], ==, 10000);
  g_assert_cmpuint (foyer_cash_suggest (4800, "JPY", sums, 3), ==, 3);
  g_assert_cmpint (sums[0], ==, 5000);
  g_assert_cmpint (sums[1], ==, 6000);
}

static void
test_counting (void)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (FoyerCashCount));
  FoyerCashCount notes = { 5000, 3 }, coins = { 5, 7 };

  g_assert_cmpint (foyer_cash_sum (NULL), ==, 0);
  g_array_append_val (counts, notes);
  g_array_append_val (counts, coins);
  g_assert_cmpint (foyer_cash_sum (counts), ==, 15035);
}

static void
test_change_follows_rounding (void)
{
  g_autoptr (FoyerPayment) payment = foyer_payment_new (FOYER_PAYMENT_CASH, 2403);

  payment->rounding = foyer_cash_round (2403, 5) - 2403;
  payment->given = 5000;
  g_assert_cmpint (foyer_payment_due (payment), ==, 2405);
  g_assert_cmpint (foyer_payment_change (payment), ==, 2595);
  payment->method = FOYER_PAYMENT_CARD;
  g_assert_cmpint (foyer_payment_change (payment), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/cash/rappen", test_rappen);
  g_test_add_func ("/core/cash/halves-go-away-from-zero", test_halves_go_away_from_zero);
  g_test_add_func ("/core/cash/every-amount-is-paid-where-coins-allow", test_every_amount_is_paid_where_coins_allow);
  g_test_add_func ("/core/cash/rounding-is-near-and-stays", test_rounding_is_near_and_stays);
  g_test_add_func ("/core/cash/coins-pay-every-rounded-amount", test_coins_pay_every_rounded_amount);
  g_test_add_func ("/core/cash/sums-that-guests-hand-over", test_sums_that_guests_hand_over);
  g_test_add_func ("/core/cash/counting", test_counting);
  g_test_add_func ("/core/cash/change-follows-rounding", test_change_follows_rounding);
  return g_test_run ();
}
