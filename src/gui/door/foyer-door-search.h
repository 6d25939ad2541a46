/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_SEARCH (foyer_door_search_get_type ())

/**
 * FoyerDoorSearch:
 *
 * What is typed at the door: a part of a name, for which guests are listed, or a
 * code, which with Enter is a scan. Typing anywhere on the page lands here.
 *
 * Signal "code" (text): a code was entered. Signal "guest" (text, text): a guest
 * was chosen: the id of the ticket, and the name.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorSearch, foyer_door_search, FOYER, DOOR_SEARCH, GObject)

/**
 * foyer_door_search_new:
 * @page: whose session is asked, and whose keys are heard; not kept
 * @lists: shows "matches" while there is something to show, else "scans"
 */
FoyerDoorSearch *foyer_door_search_new (FoyerPage *page, GtkSearchEntry *entry, GtkStack *lists, GtkListBox *matches);

/** foyer_door_search_clear: Empties the entry and drops what is looked for. */
void foyer_door_search_clear (FoyerDoorSearch *self);

/** foyer_door_search_stop: Before the page goes. */
void foyer_door_search_stop (FoyerDoorSearch *self);

G_END_DECLS
