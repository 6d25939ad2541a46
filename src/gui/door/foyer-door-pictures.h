/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_PICTURES (foyer_door_pictures_get_type ())

/**
 * FoyerDoorPictures:
 *
 * Tickets that come as pictures: files that are chosen, or dropped on the page.
 *
 * Signal "code" (text, GArray of FoyerId): a code in a picture, and the tickets
 * of that picture that were answered before. Signal "trouble" (text, text): a
 * word and a sentence for a picture without one.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorPictures, foyer_door_pictures, FOYER, DOOR_PICTURES, GObject)

/** foyer_door_pictures_new: @page: on which files may be dropped; not kept */
FoyerDoorPictures *foyer_door_pictures_new (FoyerPage *page);

/** foyer_door_pictures_choose: Asks for a file. */
void foyer_door_pictures_choose (FoyerDoorPictures *self);

/** foyer_door_pictures_stop: Before the page goes. */
void foyer_door_pictures_stop (FoyerDoorPictures *self);

G_END_DECLS
