/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CATEGORY_ROW (foyer_category_row_get_type ())

/**
 * FoyerCategoryRow: a category in the editor's list; activating it edits it.
 * It can be dragged by its handle onto another one.
 *
 * Signal `dropped` (FoyerCategoryRow): another row was dropped on this one.
 */
G_DECLARE_FINAL_TYPE (FoyerCategoryRow, foyer_category_row, FOYER, CATEGORY_ROW, AdwActionRow)

/** foyer_category_row_new: @position: its place in the list; @n_rows: of how many */
GtkWidget *foyer_category_row_new (const FoyerCategorySummary *category, const char *currency, guint position, guint n_rows);

const FoyerId *foyer_category_row_get_id (FoyerCategoryRow *self);

G_END_DECLS
