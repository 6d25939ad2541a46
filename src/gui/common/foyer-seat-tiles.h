/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seat-painter.h"

G_BEGIN_DECLS

/**
 * FoyerSeatTiles:
 *
 * A plan at one zoom, drawn in square pieces when they are first looked at and
 * kept until something on them changes. Main thread.
 */
typedef struct _FoyerSeatTiles FoyerSeatTiles;

/** foyer_seat_tiles_new: @painter: (transfer none): must outlive the tiles */
FoyerSeatTiles *foyer_seat_tiles_new (FoyerSeatPainter *painter);
void            foyer_seat_tiles_free (FoyerSeatTiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSeatTiles, foyer_seat_tiles_free)

/** foyer_seat_tiles_set_zoom: @zoom: pixels of the screen's device per unit of the plan; another one forgets all pieces */
void foyer_seat_tiles_set_zoom (FoyerSeatTiles *self, double zoom);

/** foyer_seat_tiles_forget: Forgets all pieces: the colours changed, or the plan. */
void foyer_seat_tiles_forget (FoyerSeatTiles *self);

/** foyer_seat_tiles_forget_seat: Forgets the pieces that @seat is drawn on. */
void foyer_seat_tiles_forget_seat (FoyerSeatTiles *self, guint seat);

/**
 * foyer_seat_tiles_snapshot:
 * @snapshot: of the widget, in its own coordinates
 * @corner: where the widget's corner lies on the plan, in whole device pixels
 * @width: of the widget
 * @height: of the widget
 * @scale: device pixels to a pixel of the widget; need not be whole
 *
 * Pieces come to stand on whole device pixels: they are copied, never resampled.
 */
void foyer_seat_tiles_snapshot (FoyerSeatTiles *self, GtkSnapshot *snapshot, const graphene_point_t *corner, int width, int height, double scale);

G_END_DECLS
