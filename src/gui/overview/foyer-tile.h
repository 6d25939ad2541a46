/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_TILE (foyer_tile_get_type ())

/** FoyerTile: one number on a card. Property `title`: what it counts. */
G_DECLARE_FINAL_TYPE (FoyerTile, foyer_tile, FOYER, TILE, GtkWidget)

/** foyer_tile_show: @detail: (nullable): a few words below the number */
void foyer_tile_show (FoyerTile *self, const char *value, const char *detail);

G_END_DECLS
