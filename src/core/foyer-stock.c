/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-stock.h"

#define DEFAULT_LOW_PERCENT 15
#define DEFAULT_CRITICAL_PERCENT 5

static gint64
left_of (const FoyerStock *stock)
{
  if (stock == NULL || stock->capacity == FOYER_UNLIMITED)
    return G_MAXINT64;
  return MAX (stock->capacity - stock->sold - stock->held, 0);
}

gint64
foyer_stock_available (const FoyerStock *category, const FoyerStock *event)
{
  return MIN (left_of (category), left_of (event));
}

FoyerAlert
foyer_stock_alert (const FoyerStock *stock, int low_percent, int critical_percent)
{
  gint64 left = left_of (stock);

  if (left == G_MAXINT64)
    return FOYER_ALERT_NONE;
  if (left == 0)
    return FOYER_ALERT_SOLD_OUT;
  if (left * 100 <= stock->capacity * (critical_percent > 0 ? critical_percent : DEFAULT_CRITICAL_PERCENT))
    return FOYER_ALERT_CRITICAL;
  if (left * 100 <= stock->capacity * (low_percent > 0 ? low_percent : DEFAULT_LOW_PERCENT))
    return FOYER_ALERT_LOW;
  return FOYER_ALERT_NONE;
}

const char *
foyer_alert_nick (FoyerAlert alert)
{
  static const char *const nicks[] = { "none", "low", "critical", "sold-out" };

  g_return_val_if_fail (alert < G_N_ELEMENTS (nicks), "none");

  return nicks[alert];
}
