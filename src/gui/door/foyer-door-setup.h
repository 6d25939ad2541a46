/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_SETUP (foyer_door_setup_get_type ())

/**
 * FoyerDoorSetup:
 *
 * How a door works: what this laptop does, and what all doors of the event keep
 * to: gates and their categories, times of admission, signed codes and keys.
 * Every choice holds at once.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorSetup, foyer_door_setup, FOYER, DOOR_SETUP, AdwPreferencesDialog)

/** foyer_door_setup_new: @page: whose event in hand it is about */
AdwDialog *foyer_door_setup_new (FoyerPage *page);

G_END_DECLS
