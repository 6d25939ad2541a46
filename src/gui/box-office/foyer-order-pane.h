/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-till.h"

G_BEGIN_DECLS

#define FOYER_TYPE_ORDER_PANE (foyer_order_pane_get_type ())

/**
 * FoyerOrderPane: what the till has in hand: the order's lines, the total, the
 * payment, what went wrong, and the last sale. It shows; its buttons activate
 * the `sale.` actions of the page around it.
 */
G_DECLARE_FINAL_TYPE (FoyerOrderPane, foyer_order_pane, FOYER, ORDER_PANE, AdwBin)

/** foyer_order_pane_show: Shows how @till is now; @currency: of the event in hand. */
void foyer_order_pane_show (FoyerOrderPane *self, FoyerTill *till, const char *currency);

G_END_DECLS
