/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission-store.h"
#include "foyer-answer.h"
#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_DESK (foyer_door_desk_get_type ())

/**
 * FoyerDoorDesk:
 *
 * What staff do about the ticket that was answered last: let in the rest of its
 * party, take its payment, block or unblock it; and let somebody in by hand.
 * Each asks what it must, and is on record.
 *
 * Signal "present" (text, text, text): a ticket, by its id, is to be presented
 * by hand; who does it, and why.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorDesk, foyer_door_desk, FOYER, DOOR_DESK, GObject)

/** foyer_door_desk_new: @page: whose session is asked, and above which dialogs open; not kept */
FoyerDoorDesk *foyer_door_desk_new (FoyerPage *page);

/** foyer_door_desk_take: Takes the ticket of @admission (nullable: none) in hand. */
void foyer_door_desk_take (FoyerDoorDesk *self, const FoyerAdmission *admission);

/** foyer_door_desk_offers: Returns: what can be done about the ticket in hand, by this device's role */
FoyerAnswerOffers foyer_door_desk_offers (FoyerDoorDesk *self);

void foyer_door_desk_admit_party (FoyerDoorDesk *self);
void foyer_door_desk_take_payment (FoyerDoorDesk *self);
void foyer_door_desk_block (FoyerDoorDesk *self, gboolean blocked);

/** foyer_door_desk_by_hand: Asks who lets @name in without the code of ticket @code, and why. */
void foyer_door_desk_by_hand (FoyerDoorDesk *self, const char *code, const char *name);

/** foyer_door_desk_stop: Before the page goes. */
void foyer_door_desk_stop (FoyerDoorDesk *self);

G_END_DECLS
