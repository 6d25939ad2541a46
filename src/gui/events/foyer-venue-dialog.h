/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"
#include "foyer-venue.h"

G_BEGIN_DECLS

#define FOYER_TYPE_VENUE_DIALOG (foyer_venue_dialog_get_type ())

/**
 * FoyerVenueDialog:
 *
 * Adds or edits a venue. What it holds is saved as a whole.
 *
 * Signal `saved` (const char *): the venue with this id is in the store.
 */
G_DECLARE_FINAL_TYPE (FoyerVenueDialog, foyer_venue_dialog, FOYER, VENUE_DIALOG, AdwDialog)

/** foyer_venue_dialog_new: @venue: (nullable): %NULL: a new one */
AdwDialog *foyer_venue_dialog_new (FoyerSession *session, const FoyerVenue *venue);

G_END_DECLS
