/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_SWATCH (foyer_swatch_get_type ())

/** FoyerSwatch: the colour of a category as a small rounded square. It only repeats what the name beside it says. */
G_DECLARE_FINAL_TYPE (FoyerSwatch, foyer_swatch, FOYER, SWATCH, GtkWidget)

/** foyer_swatch_set_colour: @colour: (nullable): "#rrggbb"; a neutral grey when it is none */
void foyer_swatch_set_colour (FoyerSwatch *self, const char *colour);

G_END_DECLS
