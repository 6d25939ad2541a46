/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cash.h"

#include <string.h>

#include "foyer-money.h"

#define MAX_DENOMINATIONS 15

typedef struct
{
  char   currency[4];
  gint64 step;
  gint64 values[MAX_DENOMINATIONS + 1]; /* ended by 0 */
} Cash;

/* Notes and coins in ordinary use, in minor units, from the central banks'
 * lists; the step is their smallest coin, or the legal rounding of cash. */
static const Cash cash[] = {
  { "AUD", 5, { 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5 } },
  { "CAD", 5, { 10000, 5000, 2000, 1000, 500, 200, 100, 25, 10, 5 } },
  { "CHF", 5, { 100000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5 } },
  { "CZK", 100, { 500000, 200000, 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100 } },
  { "DKK", 50, { 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50 } },
  { "EUR", 1, { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 } },
  { "GBP", 1, { 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 } },
  { "HUF", 500, { 2000000, 1000000, 500000, 200000, 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500 } },
  { "ILS", 10, { 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 10 } },
  { "JPY", 1, { 10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1 } },
  { "NOK", 100, { 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 100 } },
  { "NZD", 10, { 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10 } },
  { "PLN", 1, { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1 } },
  { "SEK", 100, { 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100 } },
  { "USD", 1, { 10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1 } },
};

static const Cash other = { "", 1, { 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 1 } };

static const Cash *
find (const char *currency)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cash); i++)
    if (g_strcmp0 (cash[i].currency, currency) == 0)
      return &cash[i];
  return &other;
}

gint64
foyer_cash_step (const char *currency)
{
  return find (currency)->step;
}

gint64
foyer_cash_round (gint64 amount, gint64 step)
{
  gint64 rest;

  g_return_val_if_fail (step > 0, amount);

  rest = ABS (amount) % step;
  if (rest == 0)
    return amount;
  rest = rest * 2 >= step ? step - rest : -rest;
  return amount < 0 ? amount - rest : amount + rest;
}

const gint64 *
foyer_cash_denominations (const char *currency, guint *n)
{
  const Cash *known = find (currency);

  *n = 0;
  while (*n < MAX_DENOMINATIONS && known->values[*n] != 0)
    (*n)++;
  return known->values;
}

guint
foyer_cash_suggest (gint64 total, const char *currency, gint64 *sums, guint n_max)
{
  static const int steps[] = { 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000 };
  gint64           unit = 1;
  guint            count = 0;

  for (int i = 0; i < foyer_currency_exponent (currency); i++)
    unit *= 10;
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && count < n_max; i++)
    {
      gint64 step = steps[i] * unit;
      gint64 rounded = (total + step - 1) / step * step;

      if (rounded > total && (count == 0 || rounded > sums[count - 1]))
        sums[count++] = rounded;
    }
  return count;
}

gint64
foyer_cash_sum (const GArray *counts)
{
  gint64 sum = 0;

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    sum += g_array_index (counts, FoyerCashCount, i).value * g_array_index (counts, FoyerCashCount, i).count;
  return sum;
}
