/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_FIELD_ERROR (foyer_field_error_get_type ())

/** FoyerFieldError: the sentence below a row of a boxed list that says what is wrong with it, or what would be right. */
G_DECLARE_FINAL_TYPE (FoyerFieldError, foyer_field_error, FOYER, FIELD_ERROR, AdwPreferencesRow)

/** foyer_field_error_new_below: Makes one, hidden, and puts it into the list of @row. Returns: (transfer none): it */
FoyerFieldError *foyer_field_error_new_below (GtkWidget *row);

/** foyer_field_error_show: @sentence: (nullable): %NULL hides it; @is_wrong: whether @row holds no value now, or only deserves a second look */
void foyer_field_error_show (FoyerFieldError *self, GtkWidget *row, const char *sentence, gboolean is_wrong);

G_END_DECLS
