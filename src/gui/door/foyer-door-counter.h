/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-door-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_COUNTER (foyer_door_counter_get_type ())

/**
 * FoyerDoorCounter:
 *
 * How many are inside, out of how many; a warning when the house fills; arrivals
 * of the last minutes; and each gate's numbers with their age.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorCounter, foyer_door_counter, FOYER, DOOR_COUNTER, AdwBin)

/** foyer_door_counter_show: @zone: (nullable): IANA name for times; @now: the door's time */
void foyer_door_counter_show (FoyerDoorCounter *self, const FoyerDoorCount *count, const char *zone, FoyerTime now);

G_END_DECLS
