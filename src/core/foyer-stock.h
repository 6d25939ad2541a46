/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FOYER_UNLIMITED: the capacity of a category or event that sets no bound of its own. */
#define FOYER_UNLIMITED (-1)

/**
 * FoyerAlert:
 *
 * How short a stock is (S0, point 28 of the source documents): `sold-out` at 0,
 * `critical` at <= 5 % available, `low` at <= 15 %; the percentages are the event's.
 */
typedef enum
{
  FOYER_ALERT_NONE,
  FOYER_ALERT_LOW,
  FOYER_ALERT_CRITICAL,
  FOYER_ALERT_SOLD_OUT,
} FoyerAlert;

/**
 * FoyerStock:
 *
 * What there is of a category, or of a whole event, at one moment; counted from
 * rows, never kept.
 */
typedef struct
{
  gint64 capacity; /* %FOYER_UNLIMITED: no bound */
  gint64 sold;     /* tickets that live: valid, admitted, unpaid, blocked */
  gint64 held;     /* set aside for somebody */
  gint64 admitted; /* tickets that were ever admitted */
  gint64 inside;   /* tickets whose last movement was an entry */
} FoyerStock;

/**
 * foyer_stock_available:
 * @category: the category's stock
 * @event: (nullable): the event's, which bounds it too
 *
 * Returns: how many can still be sold, never below 0; %G_MAXINT64 when nothing bounds it
 */
gint64 foyer_stock_available (const FoyerStock *category, const FoyerStock *event);

/** foyer_stock_alert: Returns: the alert level; 0 for a percentage takes the default (15 and 5). */
FoyerAlert foyer_stock_alert (const FoyerStock *stock, int low_percent, int critical_percent);

/** foyer_alert_nick: Returns: "none", "low", "critical" or "sold-out" */
const char *foyer_alert_nick (FoyerAlert alert);

G_END_DECLS
