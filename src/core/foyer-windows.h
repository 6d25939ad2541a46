/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-clock.h"

G_BEGIN_DECLS

/** FoyerWindow: a span of time in which a category admits; each of several lets in once, as on the days of a festival. */
typedef struct
{
  FoyerTime from;
  FoyerTime until;
} FoyerWindow;

/**
 * foyer_windows_parse:
 * @text: (nullable): a span a line, `FROM/UNTIL` (ISO 8601 interval), as `2026-11-21T18:00:00Z/2026-11-21T23:30:00Z`
 *
 * Lines that say no span are passed over, as are spans that end before they begin.
 *
 * Returns: (transfer full) (element-type FoyerWindow): them by their beginnings
 */
GArray *foyer_windows_parse (const char *text);

/** foyer_windows_print: Returns: (transfer full): the text of foyer_windows_parse() */
char *foyer_windows_print (GArray *windows);

/**
 * foyer_windows_find:
 *
 * Returns: (nullable): the window that counts at @now: the one that is open,
 *   else the next, else the last; %NULL when there is none. Of several that are
 *   open, the one that began last.
 */
const FoyerWindow *foyer_windows_find (GArray *windows, FoyerTime now);

/** foyer_windows_part: Returns: whether a window begins after @first and not after @second, so that both may be entries of one ticket */
gboolean foyer_windows_part (GArray *windows, FoyerTime first, FoyerTime second);

G_END_DECLS
