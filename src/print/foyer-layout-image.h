/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "foyer-layout.h"

G_BEGIN_DECLS

/** foyer_layout_image_load: Returns: (transfer full) (nullable): the picture in @png; %NULL when it cannot be shown */
cairo_surface_t *foyer_layout_image_load (GBytes *png);

/**
 * foyer_layout_image_draw:
 * @image: a picture
 * @cr: one unit per point
 * @element: a picture element; the picture fills as much of the box as its shape allows
 * @x: where the page begins, in points
 * @y: the same downwards
 * @dpi: resolution of the printer
 * @black_only: made of black dots alone, as a thermal printer has them
 */
void foyer_layout_image_draw (cairo_surface_t *image, cairo_t *cr, const FoyerLayoutElement *element, double x, double y, double dpi, gboolean black_only);

G_END_DECLS
