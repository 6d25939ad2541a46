/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"

G_BEGIN_DECLS

/*
 * What receipt printers understand: ESC/POS, the commands of Epson's printers
 * that all others of the kind take (Epson, “ESC/POS Command Reference”). Pure:
 * values in, bytes out. Texts go out in code page 858; what that does not have
 * is written with letters that it has, or as “?”. Control characters never
 * go out: a name cannot cut the paper or open the drawer.
 */

/** FOYER_ESCPOS_COLUMNS: characters in a line that every printer of 80 mm has room for. */
#define FOYER_ESCPOS_COLUMNS 42

/** foyer_escpos_print: Returns: (transfer full): @receipt, fed out and cut off */
GBytes *foyer_escpos_print (const FoyerDocumentData *receipt);

/** foyer_escpos_open_drawer: Returns: (transfer full): the pulse that opens the drawer on the printer's first connector */
GBytes *foyer_escpos_open_drawer (void);

/** foyer_escpos_append_text: Appends @text in the printer's code page. */
void foyer_escpos_append_text (GByteArray *bytes, const char *text);

G_END_DECLS
