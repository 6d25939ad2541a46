/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-clock.h"

G_BEGIN_DECLS

/** FOYER_DOOR_CLOCK_SLACK: how far a clock may be set without anybody being told. */
#define FOYER_DOOR_CLOCK_SLACK (2 * FOYER_MINUTE)

/**
 * FoyerDoorClock:
 *
 * The time of an evening at one door. A laptop whose clock is set by hours while
 * guests come in would refuse them as too late, or record them on another day; so
 * the door goes on with the time that it had, by the clock that only counts.
 */
typedef struct
{
  FoyerTime wall;      /* when it was started */
  gint64    monotonic; /* microseconds, at that moment */
  FoyerTime known;     /* the latest stamp known then, of this device or another */
} FoyerDoorClock;

/** foyer_door_clock_start: @known: the latest stamp known here; 0: none */
void foyer_door_clock_start (FoyerDoorClock *self, FoyerTime wall, gint64 monotonic, FoyerTime known);

/** foyer_door_clock_now: Returns: the door's time; the wall clock's as long as it agrees within the slack */
FoyerTime foyer_door_clock_now (const FoyerDoorClock *self, FoyerTime wall, gint64 monotonic);

/** foyer_door_clock_jump: Returns: by how much the wall clock was set since the start; 0 within the slack */
FoyerTime foyer_door_clock_jump (const FoyerDoorClock *self, FoyerTime wall, gint64 monotonic);

/** foyer_door_clock_lag: Returns: by how much the wall clock was behind what others had told at the start; 0 within the slack */
FoyerTime foyer_door_clock_lag (const FoyerDoorClock *self);

G_END_DECLS
