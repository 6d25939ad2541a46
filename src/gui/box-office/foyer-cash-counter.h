/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-cash.h"

G_BEGIN_DECLS

/**
 * FoyerCashCounter: notes and coins of one currency, each with how many there are,
 * and the sum of them. It never says what is expected.
 *
 * Signal `changed`: another sum.
 */
#define FOYER_TYPE_CASH_COUNTER (foyer_cash_counter_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCashCounter, foyer_cash_counter, FOYER, CASH_COUNTER, AdwPreferencesGroup)

GtkWidget *foyer_cash_counter_new (const char *currency);

/** foyer_cash_counter_dup_counts: Returns: (transfer full) (element-type FoyerCashCount): what was counted, of every kind */
GArray *foyer_cash_counter_dup_counts (FoyerCashCounter *self);

gint64 foyer_cash_counter_get_sum (FoyerCashCounter *self);

G_END_DECLS
