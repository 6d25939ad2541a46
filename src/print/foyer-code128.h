/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Code 128 (ISO/IEC 15417), for order numbers, tracking numbers and the like:
 * code set B, and C where four digits and more follow each other. */

/* Clear modules that a scanner needs left and right of the symbol. */
#define FOYER_CODE128_QUIET 10

/* Characters that are drawn; more make bars finer than printers and readers do. */
#define FOYER_CODE128_MAX 80

/**
 * foyer_code128_encode:
 * @text: printable ASCII, 1 to %FOYER_CODE128_MAX characters
 *
 * Returns: (transfer full) (nullable) (element-type guint8): 1 for a bar, 0 for a
 *   space, left to right; %NULL when @text has other characters or too many
 */
GByteArray *foyer_code128_encode (const char *text);

G_END_DECLS
