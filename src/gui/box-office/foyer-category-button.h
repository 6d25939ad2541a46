/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CATEGORY_BUTTON (foyer_category_button_get_type ())

/**
 * FoyerCategoryButton: sells one category: its key, name, price, colour and how
 * many are left. Its action is `sale.add` with the index of the category.
 */
G_DECLARE_FINAL_TYPE (FoyerCategoryButton, foyer_category_button, FOYER, CATEGORY_BUTTON, GtkButton)

GtkWidget *foyer_category_button_new (void);

/**
 * foyer_category_button_show:
 * @index: of the category in its event
 * @key: (nullable): the key that does the same, as people read it
 * @left: how many more may go into the cart; G_MAXINT64: no bound
 * @here: how many of these this laptop may sell without asking
 * @explained: (nullable): both numbers in a sentence
 * @closed: (nullable): a word on why it is not sold now
 */
void foyer_category_button_show (FoyerCategoryButton *self, const FoyerCategorySummary *category, const char *currency, guint index, const char *key, gint64 left, gint64 here, const char *explained, const char *closed);

G_END_DECLS
