/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seat-index.h"

G_BEGIN_DECLS

/**
 * FoyerSeatGrid:
 *
 * The seats of a plan sorted into square cells, so that what stands in a place is
 * found without looking at all of them. It borrows from its index.
 */
typedef struct
{
  const FoyerSeatIndex *index;
  double                cell; /* its side, in units of the plan */
  double                largest_radius;
  guint                 columns;
  guint                 lines;
  guint                *starts; /* the seats of cell i are order[starts[i] … starts[i + 1]), i = line * columns + column */
  guint                *order;
} FoyerSeatGrid;

FoyerSeatGrid *foyer_seat_grid_new (const FoyerSeatIndex *index);
void           foyer_seat_grid_free (FoyerSeatGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSeatGrid, foyer_seat_grid_free)

/** foyer_seat_grid_column: Returns: the column of cells at @x; what lies outside belongs to the first or last */
guint foyer_seat_grid_column (const FoyerSeatGrid *self, double x);

/** foyer_seat_grid_line: Returns: the line of cells at @y; what lies outside belongs to the first or last */
guint foyer_seat_grid_line (const FoyerSeatGrid *self, double y);

/** foyer_seat_grid_seat_at: Returns: the seat at this point, or the nearest within @slack units of its edge; %G_MAXUINT for none */
guint foyer_seat_grid_seat_at (const FoyerSeatGrid *self, FoyerPlanPoint point, double slack);

/** foyer_seat_grid_seats_in: Returns: (transfer full): the numbers (guint) of the seats whose middle lies between the two corners, ascending */
GArray *foyer_seat_grid_seats_in (const FoyerSeatGrid *self, FoyerPlanPoint top_left, FoyerPlanPoint bottom_right);

/** foyer_seat_grid_neighbour: Returns: the nearest seat from @seat in the direction (@dx, @dy), or @seat when there is none */
guint foyer_seat_grid_neighbour (const FoyerSeatGrid *self, guint seat, int dx, int dy);

G_END_DECLS
