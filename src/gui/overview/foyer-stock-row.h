/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_STOCK_ROW (foyer_stock_row_get_type ())

/** FoyerStockRow: one category of the event in hand: colour, name, price, how much is sold and what is left. */
G_DECLARE_FINAL_TYPE (FoyerStockRow, foyer_stock_row, FOYER, STOCK_ROW, AdwPreferencesRow)

GtkWidget *foyer_stock_row_new (void);

/** foyer_stock_row_show: @currency: ISO 4217 code of the event */
void foyer_stock_row_show (FoyerStockRow *self, const FoyerCategorySummary *category, const char *currency);

G_END_DECLS
