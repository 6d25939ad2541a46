/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-grid.h"

#include <math.h>

/* Seats to a cell, roughly, along each side. */
#define CELL_PITCHES 8

/* A plan with one seat a world away must not need a cell for each step to it. */
#define CELLS_A_SIDE 1000

guint
foyer_seat_grid_column (const FoyerSeatGrid *self, double x)
{
  return (guint) CLAMP ((x - self->index->top_left.x) / self->cell, 0, self->columns - 1);
}

guint
foyer_seat_grid_line (const FoyerSeatGrid *self, double y)
{
  return (guint) CLAMP ((y - self->index->top_left.y) / self->cell, 0, self->lines - 1);
}

static guint
cell_of (const FoyerSeatGrid *self, guint seat)
{
  FoyerPlanPoint at = foyer_seat_index_get (self->index, seat)->at;

  return foyer_seat_grid_line (self, at.y) * self->columns + foyer_seat_grid_column (self, at.x);
}

FoyerSeatGrid *
foyer_seat_grid_new (const FoyerSeatIndex *index)
{
  FoyerSeatGrid    *self = g_new0 (FoyerSeatGrid, 1);
  guint             n = index->places->len;
  double            width = index->bottom_right.x - index->top_left.x;
  double            height = index->bottom_right.y - index->top_left.y;
  gsize             cells;
  g_autofree guint *next = NULL;

  self->index = index;
  self->cell = MAX (CELL_PITCHES * index->pitch, MAX (width, height) / CELLS_A_SIDE);
  self->columns = (guint) (width / self->cell) + 1;
  self->lines = (guint) (height / self->cell) + 1;
  cells = (gsize) self->columns * self->lines;
  self->starts = g_new0 (guint, cells + 1);
  self->order = g_new0 (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      self->starts[cell_of (self, i) + 1]++;
      self->largest_radius = MAX (self->largest_radius, foyer_seat_index_get (index, i)->seat->radius);
    }
  for (gsize c = 0; c < cells; c++)
    self->starts[c + 1] += self->starts[c];
  next = g_memdup2 (self->starts, sizeof (guint) * (cells + 1));
  for (guint i = 0; i < n; i++)
    self->order[next[cell_of (self, i)]++] = i;
  return self;
}

void
foyer_seat_grid_free (FoyerSeatGrid *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->order);
  g_free (self);
}

guint
foyer_seat_grid_seat_at (const FoyerSeatGrid *self, FoyerPlanPoint point, double slack)
{
  double reach = self->largest_radius + slack, nearest = INFINITY;
  guint  left = foyer_seat_grid_column (self, point.x - reach), right = foyer_seat_grid_column (self, point.x + reach);
  guint  found = G_MAXUINT;

  for (guint line = foyer_seat_grid_line (self, point.y - reach); line <= foyer_seat_grid_line (self, point.y + reach); line++)
    for (guint i = self->starts[line * self->columns + left]; i < self->starts[line * self->columns + right + 1]; i++)
      {
        const FoyerSeatPlace *place = foyer_seat_index_get (self->index, self->order[i]);
        double                far = hypot (place->at.x - point.x, place->at.y - point.y) - place->seat->radius;

        if (far <= slack && far < nearest)
          {
            nearest = far;
            found = self->order[i];
          }
      }
  return found;
}

GArray *
foyer_seat_grid_seats_in (const FoyerSeatGrid *self, FoyerPlanPoint top_left, FoyerPlanPoint bottom_right)
{
  GArray *seats = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->index->places->len; i++)
    {
      FoyerPlanPoint at = foyer_seat_index_get (self->index, i)->at;

      if (at.x >= top_left.x && at.x <= bottom_right.x && at.y >= top_left.y && at.y <= bottom_right.y)
        g_array_append_val (seats, i);
    }
  return seats;
}

guint
foyer_seat_grid_neighbour (const FoyerSeatGrid *self, guint seat, int dx, int dy)
{
  FoyerPlanPoint from = foyer_seat_index_get (self->index, seat)->at;
  guint          best = seat;
  double         nearest = INFINITY;

  for (guint i = 0; i < self->index->places->len; i++)
    {
      FoyerPlanPoint at = foyer_seat_index_get (self->index, i)->at;
      double         along = (at.x - from.x) * dx + (at.y - from.y) * dy;
      double         aside = fabs ((at.x - from.x) * dy) + fabs ((at.y - from.y) * dx);

      /* what lies more aside than ahead is another direction's */
      if (i != seat && along > 0 && aside <= along * 1.5 && along + 2 * aside < nearest)
        {
          nearest = along + 2 * aside;
          best = i;
        }
    }
  return best;
}
