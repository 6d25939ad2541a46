/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-clock.h"

G_BEGIN_DECLS

#define FOYER_TYPE_WHEN_ROW (foyer_when_row_get_type ())

/**
 * FoyerWhenRow:
 *
 * A row of a boxed list with a date, picked from a calendar, and a time of day,
 * typed as "20", "2030", "20:30" or "8.30 pm", both in the zone of the event.
 *
 * Signal `edited`: a person gave it another moment, took it away, or typed a
 * time that is none.
 */
G_DECLARE_FINAL_TYPE (FoyerWhenRow, foyer_when_row, FOYER, WHEN_ROW, AdwActionRow)

/** foyer_when_row_get_time: Returns: 0 when it is not set */
FoyerTime foyer_when_row_get_time (FoyerWhenRow *self);

/** foyer_when_row_is_wrong: Returns: whether the time of day that was typed is none */
gboolean foyer_when_row_is_wrong (FoyerWhenRow *self);

/** foyer_when_row_set_time: @zone: IANA name, or "" for local. Emits nothing. */
void foyer_when_row_set_time (FoyerWhenRow *self, FoyerTime time, const char *zone);

/** foyer_when_row_set_fallback: The day and time of day that a part not entered yet is taken from; 0: today, 20:00. */
void foyer_when_row_set_fallback (FoyerWhenRow *self, FoyerTime time);

/** foyer_when_parse_time: Reads a time of day. Returns: minutes since midnight, -1 when @text is none */
int foyer_when_parse_time (const char *text);

G_END_DECLS
