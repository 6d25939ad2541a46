/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-seat-grid.h"

G_BEGIN_DECLS

/** FoyerSeatState: what a seat on a plan looks like. Each differs in shape as well as in colour. */
typedef enum
{
  FOYER_SEAT_FREE,    /* filled with the colour of its category */
  FOYER_SEAT_CHOSEN,  /* larger, with a tick */
  FOYER_SEAT_HELD,    /* half filled: set aside, or chosen at another till */
  FOYER_SEAT_TAKEN,   /* small and crossed out */
  FOYER_SEAT_OFF_SALE /* an empty ring */
} FoyerSeatState;

/**
 * FoyerSeatPainter:
 *
 * Draws pieces of a seating plan with cairo, and knows where on it the seats are.
 * Fast with 50,000 seats: only what lies in a piece is looked at. It borrows the
 * plan, which must outlive it and stay as it is. One thread at a time.
 */
typedef struct _FoyerSeatPainter FoyerSeatPainter;

FoyerSeatPainter *foyer_seat_painter_new (const FoyerSeatingPlan *plan);
void              foyer_seat_painter_free (FoyerSeatPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSeatPainter, foyer_seat_painter_free)

/** foyer_seat_painter_get_grid: Returns: (transfer none): the plan's seats and where they stand */
const FoyerSeatGrid *foyer_seat_painter_get_grid (FoyerSeatPainter *self);

/** foyer_seat_painter_get_extents: The rectangle, in units of the plan, that holds all that is drawn; never empty. */
void foyer_seat_painter_get_extents (FoyerSeatPainter *self, graphene_rect_t *extents);

/** foyer_seat_painter_set_colours: @text: of words and outlines; @accent: of what is chosen */
void foyer_seat_painter_set_colours (FoyerSeatPainter *self, const GdkRGBA *text, const GdkRGBA *accent);

/** foyer_seat_painter_set_category_colour: Colours a category of the plan as the event has it. @colour: "#rrggbb"; "" for the plan's own */
void foyer_seat_painter_set_category_colour (FoyerSeatPainter *self, guint category, const char *colour);

/** foyer_seat_painter_set_state: Returns: %TRUE when @seat was in another state before */
gboolean foyer_seat_painter_set_state (FoyerSeatPainter *self, guint seat, FoyerSeatState state);

FoyerSeatState foyer_seat_painter_get_state (FoyerSeatPainter *self, guint seat);

/**
 * foyer_seat_painter_draw:
 * @cr: a context whose origin is the corner of the piece, in device pixels
 * @piece: the piece, in units of the plan
 * @zoom: device pixels per unit
 *
 * Draws all that reaches into the piece. Names are written where they can be read.
 */
void foyer_seat_painter_draw (FoyerSeatPainter *self, cairo_t *cr, const graphene_rect_t *piece, double zoom);

G_END_DECLS
