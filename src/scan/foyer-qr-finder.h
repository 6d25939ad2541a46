/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"
#include "foyer-light.h"

G_BEGIN_DECLS

/**
 * FoyerFinder:
 * @x: its middle
 * @y: its middle
 * @module: size of a module, in pixels
 * @rows: in how many rows it was met
 *
 * What looks like one of the three large squares of a QR code.
 */
typedef struct
{
  float x;
  float y;
  float module;
  guint rows;
} FoyerFinder;

/**
 * FoyerFinderTriple:
 * @at: the corner, and its neighbours to the right and below
 * @doubt: how far from what it should be, 0 for perfect
 *
 * Three of them that may belong to one code.
 */
typedef struct
{
  FoyerFinder at[3];
  float       doubt;
} FoyerFinderTriple;

/** foyer_qr_finder_search: Returns: (transfer full) (element-type FoyerFinder): what there is in @dark, met most often first */
GArray *foyer_qr_finder_search (const guint8 *dark, int width, int height);

/** foyer_qr_finder_combine: Returns: (transfer full) (element-type FoyerFinderTriple): the likely ones, likeliest first */
GArray *foyer_qr_finder_combine (const GArray *finders, guint most);

/** foyer_qr_finder_complete: Returns: (transfer full) (element-type FoyerFinderTriple): two finders each, and where a third is that
 * cannot be seen, because a lamp or a thumb is over it */
GArray *foyer_qr_finder_complete (const GArray *finders, const guint8 *dark, int width, int height, guint most);

/** foyer_qr_finder_corners: Finds the outer corners of a finder, in the directions of (-1,-1), (1,-1), (1,1), (-1,1) of a code whose sides
 * run along @right and @down. Returns: whether it has clear edges */
gboolean foyer_qr_finder_corners (const guint8      *dark,
                                  int                width,
                                  int                height,
                                  const FoyerFinder *finder,
                                  FoyerPoint         right,
                                  FoyerPoint         down,
                                  FoyerPoint         corners[4]);

G_END_DECLS
