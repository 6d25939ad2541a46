/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-clock.h"

void
foyer_door_clock_start (FoyerDoorClock *self, FoyerTime wall, gint64 monotonic, FoyerTime known)
{
  self->wall = wall;
  self->monotonic = monotonic;
  self->known = known;
}

FoyerTime
foyer_door_clock_jump (const FoyerDoorClock *self, FoyerTime wall, gint64 monotonic)
{
  FoyerTime expected = self->wall + (monotonic - self->monotonic);
  FoyerTime jump = wall - expected;

  return ABS (jump) > FOYER_DOOR_CLOCK_SLACK ? jump : 0;
}

FoyerTime
foyer_door_clock_now (const FoyerDoorClock *self, FoyerTime wall, gint64 monotonic)
{
  return wall - foyer_door_clock_jump (self, wall, monotonic);
}

FoyerTime
foyer_door_clock_lag (const FoyerDoorClock *self)
{
  FoyerTime lag = self->known - self->wall;

  return lag > FOYER_DOOR_CLOCK_SLACK ? lag : 0;
}
