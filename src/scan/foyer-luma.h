/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-frame.h"

G_BEGIN_DECLS

/* A part of a frame, in pixels. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} FoyerRegion;

/* What can be done to a frame to make a code in it easier to read. Each
 * function gives a new frame (transfer full) and leaves the old one alone.
 */
FoyerFrame *foyer_luma_packed (FoyerFrame *frame);
FoyerFrame *foyer_luma_shrunk (FoyerFrame *frame, int max_side);
FoyerFrame *foyer_luma_enlarged (FoyerFrame *frame);
FoyerFrame *foyer_luma_inverted (FoyerFrame *frame);
FoyerFrame *foyer_luma_equalised (FoyerFrame *frame);
FoyerFrame *foyer_luma_smoothed (FoyerFrame *frame);
FoyerFrame *foyer_luma_sharpened (FoyerFrame *frame);
FoyerFrame *foyer_luma_softened (FoyerFrame *frame);
FoyerFrame *foyer_luma_median (FoyerFrame *frame);
FoyerFrame *foyer_luma_ink (FoyerFrame *frame);
FoyerFrame *foyer_luma_ink_wide (FoyerFrame *frame);
FoyerFrame *foyer_luma_turned (FoyerFrame *frame, int degrees);
int         foyer_luma_turned_width (int width, int height, int degrees);
guint       foyer_luma_regions (FoyerFrame *frame, FoyerRegion *regions, guint most);
FoyerFrame *foyer_luma_part (FoyerFrame *frame, const FoyerRegion *region);
FoyerFrame *foyer_luma_busiest (FoyerFrame *frame, int *x, int *y);

G_END_DECLS
