/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FOYER_FINGERPRINT_LENGTH: hexadecimal digits of the SHA-256 of a certificate. */
#define FOYER_FINGERPRINT_LENGTH 64

/**
 * FOYER_FINGERPRINT_SHORT:
 *
 * As many of its first digits are enough to type: 80 bits, which nobody can meet
 * with another certificate.
 */
#define FOYER_FINGERPRINT_SHORT 20

/** foyer_fingerprint_new: Returns: (transfer full): the SHA-256 of a certificate's DER form, lower-case hex */
char *foyer_fingerprint_new (const guint8 *der, gsize length);

/** foyer_fingerprint_is_pin: Returns: whether @text is a fingerprint, or the short beginning of one */
gboolean foyer_fingerprint_is_pin (const char *text);

/** foyer_fingerprint_matches: Returns: whether @pin is @fingerprint or its short beginning; nothing matches what is no pin */
gboolean foyer_fingerprint_matches (const char *fingerprint, const char *pin);

G_END_DECLS
