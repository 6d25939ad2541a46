/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-modules.h"

/**
 * foyer_modules_draw:
 * @cr: where to draw
 * @modules: (array): rows of modules; the lowest bit tells a dark one
 * @columns: modules in a row
 * @rows: number of rows
 * @x: left edge
 * @y: top edge
 * @width: width of all columns
 * @height: height of all rows
 *
 * Draws the dark modules of a code in black. In a PDF this becomes a 1-bit image
 * mask, which is several times as fast as a path of squares and a fraction of
 * its size. @cr must not be turned: rasterisers scale only an upright mask to
 * exact dots.
 */
void
foyer_modules_draw (cairo_t      *cr,
                    const guint8 *modules,
                    guint         columns,
                    guint         rows,
                    double        x,
                    double        y,
                    double        width,
                    double        height)
{
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A1, (int) columns, (int) rows);
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (mask);
  guint8          *data = cairo_image_surface_get_data (mask);
  int              stride = cairo_image_surface_get_stride (mask);

  cairo_surface_flush (mask);
  for (guint row = 0; data != NULL && row < rows; row++)
    {
      guint32 *bits = (guint32 *) (void *) (data + row * stride);

      for (guint column = 0; column < columns; column++)
        if (modules[row * columns + column] & 1)
          bits[column / 32] |= 1u << (G_BYTE_ORDER == G_LITTLE_ENDIAN ? column % 32 : 31 - column % 32);
    }
  cairo_surface_mark_dirty (mask);

  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / columns, height / rows);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_mask (cr, pattern);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
  cairo_surface_destroy (mask);
}
