/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-layout.h"

G_BEGIN_DECLS

/* The layout JSON of pretix for tickets and badges: a list of objects with
 * millimetres from the lower left corner, drawn over a PDF of which the JSON
 * knows nothing (its schema: src/pretix/static/schema/pdf-layout.schema.json). */

/**
 * foyer_layout_pretix_parse:
 * @text: JSON from outside
 * @length: its bytes, or -1 when NUL-terminated
 * @role: ticket or badge
 * @width: of the PDF behind it, micrometres; 0 when it is not known: then the
 *   smallest common size that holds all elements
 * @height: the same
 * @left_out: (out) (optional): how many objects have no counterpart here and were left out
 *
 * Returns: (transfer full) (nullable): the layout, of %FOYER_ERROR_INVALID nothing
 */
FoyerLayout *foyer_layout_pretix_parse (const char *text, gssize length, FoyerLayoutRole role, int width, int height, guint *left_out, GError **error);

/**
 * foyer_layout_pretix_print:
 * @left_out: (out) (optional): how many elements have no counterpart there: bar
 *   codes, pictures, lines, boxes, lists
 *
 * Returns: (transfer full): JSON
 */
char *foyer_layout_pretix_print (const FoyerLayout *self, guint *left_out);

G_END_DECLS
