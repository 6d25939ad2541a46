/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seat-painter.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SEAT_VIEW (foyer_seat_view_get_type ())

/**
 * FoyerSeatView:
 *
 * Shows a seating plan and lets people walk on it: by mouse, by touch, and by the
 * keyboard (arrows move from seat to seat, Enter or Space picks, + and - zoom, 0
 * shows all). Belongs into a GtkScrolledWindow. Pieces of the plan are drawn once
 * for each zoom and kept, so that moving about stays at frame rate in any house.
 *
 * Actions: "seats.zoom-in", "seats.zoom-out", "seats.zoom-fit".
 *
 * Signals: "seat-activated" (guint seat): somebody clicked it or pressed Enter on
 * it; "area-selected" (GArray of guint): a frame was drawn around these seats,
 * while #FoyerSeatView:select-areas is set; "cursor-moved" (guint seat).
 */
G_DECLARE_FINAL_TYPE (FoyerSeatView, foyer_seat_view, FOYER, SEAT_VIEW, GtkWidget)

/**
 * FoyerSeatDescribe:
 *
 * Returns: (transfer full): a seat in words, for the tooltip and for those who do
 *   not see it: "Stalls · Row 4 · Seat 12, free, 24,00 €"
 */
typedef char *(*FoyerSeatDescribe) (const FoyerSeatPlace *place, FoyerSeatState state, gpointer user_data);

GtkWidget *foyer_seat_view_new (void);

/** foyer_seat_view_set_plan: Shows @plan as a whole, all seats free. @plan: (transfer full) (nullable): %NULL for nothing */
void foyer_seat_view_set_plan (FoyerSeatView *self, FoyerSeatingPlan *plan);

/** foyer_seat_view_replace_plan: Shows an edited plan in place of the one that is shown, and stays where one is. @plan: (transfer full) */
void foyer_seat_view_replace_plan (FoyerSeatView *self, FoyerSeatingPlan *plan);

/** foyer_seat_view_get_index: Returns: (transfer none) (nullable): the seats of the plan that is shown */
const FoyerSeatIndex *foyer_seat_view_get_index (FoyerSeatView *self);

/** foyer_seat_view_set_describe: @describe: (nullable): %NULL names the place alone */
void foyer_seat_view_set_describe (FoyerSeatView *self, FoyerSeatDescribe describe, gpointer user_data, GDestroyNotify destroy);

void           foyer_seat_view_set_state (FoyerSeatView *self, guint seat, FoyerSeatState state);
FoyerSeatState foyer_seat_view_get_state (FoyerSeatView *self, guint seat);

/** foyer_seat_view_set_category_colour: @colour: "#rrggbb", or "" for the plan's own */
void foyer_seat_view_set_category_colour (FoyerSeatView *self, guint category, const char *colour);

/** foyer_seat_view_set_cursor: Moves the keyboard's place to @seat and scrolls there. */
void  foyer_seat_view_set_cursor (FoyerSeatView *self, guint seat);
guint foyer_seat_view_get_cursor (FoyerSeatView *self);

/** foyer_seat_view_set_select_areas: Whether dragging draws a frame around seats; otherwise it moves the plan. */
void foyer_seat_view_set_select_areas (FoyerSeatView *self, gboolean select_areas);

/** foyer_seat_view_zoom_to_fit: Shows the whole plan, and keeps it whole when the window changes its size. */
void foyer_seat_view_zoom_to_fit (FoyerSeatView *self);

/** foyer_seat_view_set_zoom: @zoom: pixels per unit of the plan, bounded to what makes sense; the middle stays where it is */
void   foyer_seat_view_set_zoom (FoyerSeatView *self, double zoom);
double foyer_seat_view_get_zoom (FoyerSeatView *self);

G_END_DECLS
