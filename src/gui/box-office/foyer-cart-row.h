/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-cart.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CART_ROW (foyer_cart_row_get_type ())

/** FoyerCartRow: a line of the order, “2 × Stalls 48.00”, with buttons for one more and one fewer. */
G_DECLARE_FINAL_TYPE (FoyerCartRow, foyer_cart_row, FOYER, CART_ROW, GtkListBoxRow)

GtkWidget *foyer_cart_row_new (void);

/** foyer_cart_row_show: Shows @line, the @index-th of its cart. */
void foyer_cart_row_show (FoyerCartRow *self, const FoyerCartLine *line, const char *currency, guint index);

G_END_DECLS
