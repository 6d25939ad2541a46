/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerTime:
 *
 * A moment: microseconds since 1970-01-01T00:00:00Z. 0 means "not set".
 */
typedef gint64 FoyerTime;

/** FOYER_TIME_MAX: the last moment that is accepted anywhere, 9999-12-31T23:59:59.999999Z. */
#define FOYER_TIME_MAX G_GINT64_CONSTANT (253402300799999999)

#define FOYER_SECOND G_GINT64_CONSTANT (1000000)
#define FOYER_MINUTE (60 * FOYER_SECOND)
#define FOYER_HOUR (60 * FOYER_MINUTE)
#define FOYER_DAY (24 * FOYER_HOUR)

/**
 * FoyerClock:
 *
 * A hybrid logical clock (Kulkarni et al. 2014) in one number: it follows the
 * wall clock, never stands still and never runs back, and stays ahead of every
 * stamp seen from other devices. So a later edit always bears a later stamp,
 * even on a laptop whose wall clock is behind. Not thread-safe.
 */
typedef struct
{
  FoyerTime last;
} FoyerClock;

/** FOYER_CLOCK_MAX_AHEAD: how far a foreign stamp may be ahead of our wall clock and still move our clock. */
#define FOYER_CLOCK_MAX_AHEAD FOYER_DAY

/** foyer_clock_tick: Returns: a stamp for a change made at wall time @wall, later than all before it. */
FoyerTime foyer_clock_tick (FoyerClock *self, FoyerTime wall);

/**
 * foyer_clock_observe:
 *
 * Takes notice of a stamp from another device. A stamp more than
 * %FOYER_CLOCK_MAX_AHEAD before @wall is not followed, or one laptop with a
 * wrong year would drag all others along.
 */
void foyer_clock_observe (FoyerClock *self, FoyerTime stamp, FoyerTime wall);

/**
 * foyer_time_format_iso: Returns: (transfer full): RFC 3339 in UTC, to the
 * microsecond when it has any, "" when @time is 0.
 */
char *foyer_time_format_iso (FoyerTime time);

/**
 * foyer_time_parse_iso:
 * @text: (nullable): ISO 8601 or RFC 3339, with `T` or a blank between date and
 *   time, seconds optional; a date alone means its first moment
 * @zone: (nullable): where a text without an offset is meant; %NULL: UTC
 *
 * A time of day that @zone skips when its clocks go forward is moved to the first
 * moment after the gap; one that it has twice is the later, in standard time.
 *
 * Returns: 0 when it is no date; negative before 1970
 */
FoyerTime foyer_time_parse_iso (const char *text, GTimeZone *zone);

G_END_DECLS
