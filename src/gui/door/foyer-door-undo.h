/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-door-store.h"
#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_UNDO (foyer_door_undo_get_type ())

/**
 * FoyerDoorUndo:
 *
 * Takes back the last scan of this laptop, on record, and knows which that is:
 * enables and disables the page's action "door.undo".
 *
 * Signal "undone": it was taken back; what is shown of it is wrong now.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorUndo, foyer_door_undo, FOYER, DOOR_UNDO, GObject)

/** foyer_door_undo_new: @page: not kept */
FoyerDoorUndo *foyer_door_undo_new (FoyerPage *page);

/** foyer_door_undo_set: A scan was made at @at that can be taken back. @scan: (nullable): there is none any more; @name: of the guest */
void foyer_door_undo_set (FoyerDoorUndo *self, const FoyerId *scan, FoyerTime at, const char *name);

/** foyer_door_undo_offer: @row: (nullable): what the log says can be taken back; what is known to be later stays */
void foyer_door_undo_offer (FoyerDoorUndo *self, const FoyerScanRow *row);

/** foyer_door_undo_forget: Another event: nothing of before can be taken back here. */
void foyer_door_undo_forget (FoyerDoorUndo *self);

void foyer_door_undo_run (FoyerDoorUndo *self);

/** foyer_door_undo_stop: Before the page goes. */
void foyer_door_undo_stop (FoyerDoorUndo *self);

G_END_DECLS
