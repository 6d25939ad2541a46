/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* EAN-13, the bar code that box-office scanners read (GS1 General
 * Specifications, section 5.2). Written here because it is two small tables;
 * none of the libraries that are needed anyway draws it. */

/* Width of the symbol in modules, without its quiet zones. */
#define FOYER_EAN13_MODULES 95
/* Clear modules that a scanner needs left and right of the symbol. */
#define FOYER_EAN13_QUIET_LEFT 11
#define FOYER_EAN13_QUIET_RIGHT 7

int      foyer_ean13_check_digit (const char *digits);
gboolean foyer_ean13_is_valid (const char *digits);
gboolean foyer_ean13_encode (const char *digits,
                             guint8      modules[FOYER_EAN13_MODULES]);
gboolean foyer_ean13_is_guard (guint module);

G_END_DECLS
