/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-random.h"

G_BEGIN_DECLS

/*
 * PINs as they are kept: "pbkdf2-sha256$ROUNDS$SALT$KEY", salt and key in
 * hexadecimal digits (PBKDF2 of RFC 8018 with HMAC-SHA-256). A PIN is short, and
 * whoever has the store can try them all; the rounds only make that slow. It
 * keeps honest people honest, and says who did what.
 */

#define FOYER_PIN_MIN 4
#define FOYER_PIN_MAX 12

/** foyer_pin_is_valid: Returns: whether @pin (nullable) is of %FOYER_PIN_MIN to %FOYER_PIN_MAX digits */
gboolean foyer_pin_is_valid (const char *pin);

/** foyer_pin_hash: Takes some 20 ms on purpose. Returns: (transfer full): what to keep of @pin */
char *foyer_pin_hash (const char *pin, FoyerRandom *random);

/** foyer_pin_matches: As slow as foyer_pin_hash(). Returns: whether @pin is the one that @kept was made of; FALSE when @kept is nothing that was */
gboolean foyer_pin_matches (const char *pin, const char *kept);

/** foyer_pin_derive: PBKDF2-HMAC-SHA-256; @key: @length bytes, at most 32. For tests against published values. */
void foyer_pin_derive (const char *pin, const guint8 *salt, gsize salt_length, guint rounds, guint8 *key, gsize length);

G_END_DECLS
