/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_QR_MIN_SIZE 21
#define FOYER_QR_MAX_SIZE 177

/**
 * FoyerQrCell:
 *
 * What a module of a QR code must be, whatever the code says.
 */
typedef enum
{
  FOYER_QR_CELL_DATA,
  FOYER_QR_CELL_DARK,
  FOYER_QR_CELL_LIGHT,
  FOYER_QR_CELL_INFO, /* format and version */
} FoyerQrCell;

/**
 * foyer_qr_grid_layout:
 * @size: modules on a side: 17 + 4 times the version
 *
 * Returns: (transfer full): @size times @size of #FoyerQrCell, as bytes
 */
guint8 *foyer_qr_grid_layout (int size);

/**
 * foyer_qr_grid_decode:
 * @modules: @size times @size of how sure each is: above 0 for dark, below 0
 *   for light, about 1 for certain, 0 for cannot tell
 * @layout: of that size
 * @size: modules on a side
 * @length: (out): bytes
 *
 * Reads a QR code (ISO/IEC 18004, model 2) of which some modules may be wrong
 * or unknown. What is unknown counts half of what is wrong, which is the point:
 * where a lamp is reflected nothing can be seen, and that is known.
 *
 * Returns: (transfer full) (nullable): what it says
 */
guint8 *foyer_qr_grid_decode (const float *modules, const guint8 *layout, int size, gsize *length);

G_END_DECLS
