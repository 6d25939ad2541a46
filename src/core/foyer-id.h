/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-clock.h"
#include "foyer-random.h"

G_BEGIN_DECLS

/**
 * FoyerId:
 *
 * The name of everything: a UUID version 7 (RFC 9562), 16 bytes in network
 * order, one id space on every device. All zero means "none".
 */
typedef struct
{
  guint8 bytes[16];
} FoyerId;

#define FOYER_ID_SIZE 16
#define FOYER_ID_TEXT_LENGTH 36 /* without the final NUL */

/** FOYER_ID_NONE: the id of nothing, as a compound literal. */
#define FOYER_ID_NONE ((FoyerId) { { 0 } })

/** foyer_id_generate: Returns: a fresh version 7 id for a thing made at @now. */
FoyerId foyer_id_generate (FoyerTime now, FoyerRandom *random);

/** foyer_id_derive: Returns: the id that every device computes alike for @purpose and the two ids, in this order (UUID version 8). */
FoyerId foyer_id_derive (const char *purpose, const FoyerId *first, const FoyerId *second);

/**
 * foyer_id_stamp: Puts the moment @now where a version 7 id has it, into the first six bytes of a derived id.
 * What it was derived from is told by the other ten; ids that are made one after the other then sort near each other.
 */
void foyer_id_stamp (FoyerId *id, FoyerTime now);

/** foyer_id_parse: Reads the 36-character form, either case. Returns: FALSE, and @id set to none, when @text (nullable) is no id. */
gboolean foyer_id_parse (const char *text, FoyerId *id);

/** foyer_id_print: Writes the lower-case 36-character form with final NUL to @text. Returns: @text */
char *foyer_id_print (const FoyerId *id, char text[FOYER_ID_TEXT_LENGTH + 1]);

/** foyer_id_dup_text: Returns: (transfer full): the 36-character form */
char *foyer_id_dup_text (const FoyerId *id);

gboolean foyer_id_is_none (const FoyerId *id);
gboolean foyer_id_equal (gconstpointer first, gconstpointer second);
guint    foyer_id_hash (gconstpointer id);
int      foyer_id_compare (gconstpointer first, gconstpointer second);

/** foyer_id_time: Returns: the moment inside a version 7 id, to the millisecond. */
FoyerTime foyer_id_time (const FoyerId *id);

G_END_DECLS
