/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-layout-design.h"

G_BEGIN_DECLS

/** FoyerLayoutSnap: the lines, in micrometres, at which something was caught while it was dragged. */
typedef struct
{
  gboolean has_x;
  gboolean has_y;
  int      x;
  int      y;
} FoyerLayoutSnap;

/** foyer_layout_snap_move: Moves @rect to edges and middles of the paper and of what is not selected, when they are nearer than @distance. Returns: where it was caught */
FoyerLayoutSnap foyer_layout_snap_move (FoyerLayoutDesign *design, FoyerLayoutRect *rect, int distance);

/** foyer_layout_snap_size: The same for the side that is dragged: @sign_x is -1 for the left one, 1 for the right one, 0 for neither. */
FoyerLayoutSnap foyer_layout_snap_size (FoyerLayoutDesign *design, const FoyerLayoutElement *element, int sign_x, int sign_y, double *width, double *height, int distance);

G_END_DECLS
