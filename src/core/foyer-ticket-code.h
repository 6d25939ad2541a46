/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-random.h"

G_BEGIN_DECLS

/** FOYER_SECRET_LENGTH: characters of a ticket's secret: 128 bits, five to a character. */
#define FOYER_SECRET_LENGTH 26

/** FOYER_CODE_MAX: the longest code, in bytes, that is looked at; longer ones are no tickets of anybody's. */
#define FOYER_CODE_MAX 2048

/** FOYER_SERIAL_MAX: the largest serial that fits the seven digits of a Foyer EAN-13. */
#define FOYER_SERIAL_MAX 9999999

/** foyer_secret_generate: Returns: (transfer full): 128 random bits in Crockford's base32, upper case. */
char *foyer_secret_generate (FoyerRandom *random);

/**
 * foyer_code_normalize:
 * @text: (nullable): what was scanned or typed; need not be UTF-8
 * @length: its bytes, or -1 when NUL-terminated
 *
 * Brings a code into the form in which it is kept: white space trimmed; if it
 * looks like one of our secrets, typed with hyphens, in lower case or with
 * I, L and O for 1, 1 and 0, it becomes the canonical secret (Crockford's rules).
 * Every other text stays as it is.
 *
 * Returns: (transfer full) (nullable): the code, or %NULL when it is empty, too
 *   long, not UTF-8, or holds control characters, and so is no ticket
 */
char *foyer_code_normalize (const char *text, gssize length);

/** foyer_code_is_secret: Returns: whether @code has exactly the form of a ticket's secret. */
gboolean foyer_code_is_secret (const char *code);

/**
 * foyer_ean13_build:
 * @event_number: 0 to 9999
 * @serial: 0 to %FOYER_SERIAL_MAX
 * @digits: (out): 13 digits and a NUL
 *
 * The number that box-office scanners read: 2, four digits of the event, seven
 * of the serial, check digit (GS1 General Specifications, prefix 2 is for
 * in-house use). It finds a ticket, it proves nothing.
 */
void foyer_ean13_build (int event_number, int serial, char digits[14]);

/** foyer_ean13_parse: Takes such a number apart. Returns: FALSE when it is none or its check digit is wrong. */
gboolean foyer_ean13_parse (const char *digits, int *event_number, int *serial);

G_END_DECLS
