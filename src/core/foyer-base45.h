/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** foyer_base45_encode: Returns: (transfer full): @bytes in the alphabet of QR codes' alphanumeric mode (RFC 9285) */
char *foyer_base45_encode (const guint8 *bytes, gsize length);

/**
 * foyer_base45_decode:
 * @text: need not be NUL-terminated
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL when a character, a
 *   group's value or the length is none of RFC 9285
 */
GBytes *foyer_base45_decode (const char *text, gsize length);

G_END_DECLS
