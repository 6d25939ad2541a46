/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-door-clock.h"

G_BEGIN_DECLS

/** FoyerDoorWatch: keeps the door's time, and says in a banner when the clock of the laptop cannot be trusted. Main thread. */
typedef struct _FoyerDoorWatch FoyerDoorWatch;

/** foyer_door_watch_new: Starts now. @banner: not kept; it must outlive this, or foyer_door_watch_free() come first */
FoyerDoorWatch *foyer_door_watch_new (AdwBanner *banner);
void            foyer_door_watch_free (FoyerDoorWatch *self);

/** foyer_door_watch_set_zone: @zone: (nullable): IANA name in which the door's time is told */
void foyer_door_watch_set_zone (FoyerDoorWatch *self, const char *zone);

/** foyer_door_watch_hear: The latest scan that was known at the start; only the first call counts. */
void foyer_door_watch_hear (FoyerDoorWatch *self, FoyerTime stamp);

/** foyer_door_watch_check: Looks whether @wall still agrees with the clock that only counts (@monotonic, microseconds). */
void foyer_door_watch_check (FoyerDoorWatch *self, FoyerTime wall, gint64 monotonic);

/** foyer_door_watch_now: Returns: the door's time */
FoyerTime foyer_door_watch_now (FoyerDoorWatch *self);

/** foyer_door_watch_stamp: Returns: the door's time when the wall clock has left it, else 0: the wall clock's will do */
FoyerTime foyer_door_watch_stamp (FoyerDoorWatch *self);

G_END_DECLS
