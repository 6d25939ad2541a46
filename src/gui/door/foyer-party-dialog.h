/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PARTY_DIALOG (foyer_party_dialog_get_type ())

/**
 * FoyerPartyDialog:
 *
 * Who of an order is here: all who are still outside are ticked, and those who
 * come later are unticked.
 *
 * Signal "chosen" (element-type FoyerId): the tickets of those who are let in.
 */
G_DECLARE_FINAL_TYPE (FoyerPartyDialog, foyer_party_dialog, FOYER, PARTY_DIALOG, AdwDialog)

/** foyer_party_dialog_new: @party: (element-type FoyerPartyGuest) */
AdwDialog *foyer_party_dialog_new (GPtrArray *party);

G_END_DECLS
