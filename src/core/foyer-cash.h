/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Coins and notes. Amounts are minor units of the currency (foyer-money.h).
 */

/** FOYER_CASH_STEP_MAX: the largest step that cash is rounded to, and so twice the largest difference that rounding makes. */
#define FOYER_CASH_STEP_MAX 10000

/**
 * foyer_cash_step:
 * @currency: ISO 4217 code
 *
 * Returns: the smallest amount that can be paid in cash: 5 for CHF, where no
 *   smaller coin is in use; 1 where every amount can be paid. Where the coins of
 *   a currency differ from one country to the next (EUR), 1.
 */
gint64 foyer_cash_step (const char *currency);

/** foyer_cash_round: Returns: @amount to the nearest multiple of @step (at least 1); halves go away from zero. */
gint64 foyer_cash_round (gint64 amount, gint64 step);

/**
 * foyer_cash_denominations:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): notes and coins in use, largest first;
 *   for a currency not known here, steps of 1, 2 and 5 that serve for counting
 */
const gint64 *foyer_cash_denominations (const char *currency, guint *n);

/**
 * foyer_cash_suggest:
 * @sums: where to put at most @n_max of them
 *
 * Returns: how many sums there are that a guest who owes @total is likely to hand
 *   over: round ones above it, smallest first
 */
guint foyer_cash_suggest (gint64 total, const char *currency, gint64 *sums, guint n_max);

/** FoyerCashCount: so many of one note or coin. */
typedef struct
{
  gint64 value; /* minor units */
  gint64 count;
} FoyerCashCount;

/** FOYER_CASH_COUNT_MAX: the most of one kind that a count may hold. */
#define FOYER_CASH_COUNT_MAX 100000

/** foyer_cash_sum: Returns: what @counts (nullable) (element-type FoyerCashCount) are worth */
gint64 foyer_cash_sum (const GArray *counts);

G_END_DECLS
