/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-layout.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_TILE (foyer_layout_tile_get_type ())

/** FoyerLayoutTile: A small picture of what a layout prints. */
G_DECLARE_FINAL_TYPE (FoyerLayoutTile, foyer_layout_tile, FOYER, LAYOUT_TILE, GtkWidget)

GtkWidget *foyer_layout_tile_new (FoyerLayout *layout);

G_END_DECLS
