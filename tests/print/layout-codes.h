/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Printing random papers and reading their codes with zbar. */

/** LayoutCodes: how many codes were printed, and how many of them were read as they should. */
typedef struct
{
  guint printed;
  guint read;
} LayoutCodes;

/**
 * layout_codes_count:
 * @name: of a ready layout
 * @papers: how many are printed
 * @dpi: of the printer, in black and white
 *
 * Returns: what was printed to PDF, rasterised by poppler, and read
 */
LayoutCodes layout_codes_count (const char *name, guint papers, guint dpi);

G_END_DECLS
