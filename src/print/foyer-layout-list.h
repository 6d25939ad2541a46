/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "foyer-document-data.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/* The lines of a document in the box of a list element: quantity at the left,
 * text that wraps, amount at the right. */

/**
 * foyer_layout_list_measure:
 * @first: the first line to show
 * @room: points there are; nothing is too high when it is 0
 * @height: (out) (optional): points that the lines take
 *
 * Returns: how many lines from @first on fit; at least one, so that a line higher
 *   than a page ends there and not never
 */
guint foyer_layout_list_measure (PangoContext *context, const FoyerLayoutElement *element, const GPtrArray *lines, guint first, double room, double *height);

/** foyer_layout_list_draw: Draws @count lines from @first on with the upper left corner at the origin of @cr. */
void foyer_layout_list_draw (PangoContext *context, cairo_t *cr, const FoyerLayoutElement *element, const GPtrArray *lines, guint first, guint count);

G_END_DECLS
