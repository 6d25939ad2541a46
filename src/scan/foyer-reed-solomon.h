/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reed-Solomon as QR codes use it: GF(256) by x^8 + x^4 + x^3 + x^2 + 1, first
 * root 1 (ISO/IEC 18004, annex A).
 */

/**
 * foyer_reed_solomon_repair:
 * @block: data words and then check words; repaired in place
 * @length: how many, at most 255
 * @checks: how many of them are check words
 * @erased: places in @block that are not to be trusted
 * @n_erased: how many, at most @checks
 * @guard: check words that must be left over, as proof against chance: twice
 *   the errors and the erasures together may be @checks - @guard
 *
 * Repairs a block.
 *
 * Returns: how many words were found wrong, or -1 when it cannot be repaired;
 *   @block is then as it was
 */
int foyer_reed_solomon_repair (guint8 *block, int length, int checks, const int *erased, int n_erased, int guard);

G_END_DECLS
