/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_COLOUR_STRIP (foyer_colour_strip_get_type ())

/** FoyerColourStrip: the colour of a category, as a strip with round ends. Decoration: the name stands beside it. */
G_DECLARE_FINAL_TYPE (FoyerColourStrip, foyer_colour_strip, FOYER, COLOUR_STRIP, GtkWidget)

/** foyer_colour_strip_set_colour: @colour: (nullable): "#rrggbb"; anything else shows grey */
void foyer_colour_strip_set_colour (FoyerColourStrip *self, const char *colour);

G_END_DECLS
