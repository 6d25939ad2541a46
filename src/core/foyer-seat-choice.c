/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-index.h"

#include <math.h>
#include <string.h>

/* One lonely seat left over costs as much as sitting this many seats further away. */
#define LONELY 3.0

/* Where the party must be split: how many starting places are tried, and what a further piece costs, in seats' distances. */
#define STARTS 16
#define FURTHER_PIECE 8.0

/* Free seats side by side. */
typedef struct
{
  guint  first;
  guint  length;
  double middle_distance; /* of the run's best seat from the focus */
} Run;

typedef struct
{
  guint  first;
  guint  length;
  double cost; /* mean distance, and what is left lonely */
} Window;

static double
distance (FoyerPlanPoint a, FoyerPlanPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

static GArray *
find_runs (const FoyerSeatIndex *self, const guint8 *is_free, FoyerPlanPoint focus)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  Run    *run = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      const FoyerSeatPlace *place = foyer_seat_index_get (self, i);
      double                far;

      if (!is_free[i] || place->after_gap)
        run = NULL;
      if (!is_free[i])
        continue;
      far = distance (place->at, focus);
      if (run == NULL)
        {
          Run fresh = { i, 0, far };

          g_array_append_val (runs, fresh);
          run = &g_array_index (runs, Run, runs->len - 1);
        }
      run->length++;
      run->middle_distance = MIN (run->middle_distance, far);
    }
  return runs;
}

static double
lonely_cost (const FoyerSeatIndex *self, const Run *run, guint first, guint count)
{
  guint before = first - run->first;
  guint after = run->length - before - count;

  return ((before == 1) + (after == 1)) * LONELY * self->pitch;
}

/* The best place for @count of a run that has room for them, nearest to @focus; each seat is looked at once. */
static Window
best_window (const FoyerSeatIndex *self, const Run *run, guint count, FoyerPlanPoint focus)
{
  Window best = { run->first, count, INFINITY };
  double sum = 0;

  for (guint i = 0; i < run->length; i++)
    {
      double cost;
      guint  first;

      sum += distance (foyer_seat_index_get (self, run->first + i)->at, focus);
      if (i + 1 < count)
        continue;
      first = run->first + i + 1 - count;
      cost = sum / count + lonely_cost (self, run, first, count);
      if (cost < best.cost)
        best = (Window) { first, count, cost };
      sum -= distance (foyer_seat_index_get (self, first)->at, focus);
    }
  return best;
}

static gboolean
choose_together (const FoyerSeatIndex *self, const GArray *runs, guint count, FoyerPlanPoint focus, Window *best)
{
  *best = (Window) { .cost = INFINITY };
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      Window     window;

      /* nothing in this run can be nearer than its nearest seat */
      if (run->length < count || run->middle_distance >= best->cost)
        continue;
      window = best_window (self, run, count, focus);
      if (window.cost < best->cost)
        *best = window;
    }
  return isfinite (best->cost);
}

static FoyerPlanPoint
middle_of (const FoyerSeatIndex *self, const Window *window)
{
  FoyerPlanPoint first = foyer_seat_index_get (self, window->first)->at;
  FoyerPlanPoint last = foyer_seat_index_get (self, window->first + window->length - 1)->at;

  return (FoyerPlanPoint) { (first.x + last.x) / 2, (first.y + last.y) / 2 };
}

static gboolean
is_used (const GArray *pieces, const Run *run)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      guint first = g_array_index (pieces, Window, i).first;

      if (first >= run->first && first < run->first + run->length)
        return TRUE;
    }
  return FALSE;
}

/* The run that seats most of those who stand still, near @to; a far one must seat many more. */
static gboolean
next_piece (const FoyerSeatIndex *self, const GArray *runs, const GArray *pieces, guint missing, FoyerPlanPoint to, Window *piece)
{
  const Run *best = NULL;
  double     best_cost = INFINITY;

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      guint      seats = MIN (run->length, missing);
      guint      nearest = run->first + (run->length - 1) / 2;
      /* each further piece that this one leaves necessary costs as well */
      double cost = distance (foyer_seat_index_get (self, nearest)->at, to) + FURTHER_PIECE * self->pitch * ((missing - 1) / seats);

      if (cost < best_cost && !is_used (pieces, run))
        {
          best = run;
          best_cost = cost;
        }
    }
  if (best == NULL)
    return FALSE;
  *piece = best_window (self, best, MIN (best->length, missing), to);
  return TRUE;
}

/* Starts with @start and takes what is near. Returns: what it costs, or INFINITY */
static double
gather (const FoyerSeatIndex *self, const GArray *runs, const Run *start, guint count, FoyerPlanPoint focus, GArray *pieces)
{
  Window         piece = best_window (self, start, MIN (start->length, count), focus);
  FoyerPlanPoint home = middle_of (self, &piece);
  guint          missing = count - piece.length;
  double         cost = piece.cost;

  g_array_set_size (pieces, 0);
  g_array_append_val (pieces, piece);
  while (missing > 0)
    {
      if (!next_piece (self, runs, pieces, missing, home, &piece))
        return INFINITY;
      g_array_append_val (pieces, piece);
      missing -= piece.length;
      cost += FURTHER_PIECE * self->pitch + distance (middle_of (self, &piece), home);
    }
  return cost;
}

static int
compare_runs (gconstpointer a, gconstpointer b, gpointer count)
{
  const Run *x = a, *y = b;
  guint      most = GPOINTER_TO_UINT (count);
  guint      x_seats = MIN (x->length, most), y_seats = MIN (y->length, most);

  if (x_seats != y_seats)
    return x_seats > y_seats ? -1 : 1;
  if (x->middle_distance != y->middle_distance)
    return x->middle_distance < y->middle_distance ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

static gboolean
choose_apart (const FoyerSeatIndex *self, GArray *runs, guint count, FoyerPlanPoint focus, GArray *best)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Window));
  double best_cost = INFINITY;

  g_array_sort_with_data (runs, compare_runs, GUINT_TO_POINTER (count));
  for (guint i = 0; i < MIN (runs->len, STARTS); i++)
    {
      double cost = gather (self, runs, &g_array_index (runs, Run, i), count, focus, pieces);

      if (cost < best_cost)
        {
          best_cost = cost;
          g_array_set_size (best, 0);
          g_array_append_vals (best, pieces->data, pieces->len);
        }
    }
  return isfinite (best_cost);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

gboolean
foyer_seat_choose (const FoyerSeatIndex *self, const guint8 *is_free, guint count, FoyerPlanPoint focus, guint *chosen, gboolean *together)
{
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Window));
  Window   window;
  gboolean one_piece;
  guint    n = 0;

  g_return_val_if_fail (count >= 1, FALSE);

  runs = find_runs (self, is_free, focus);
  one_piece = choose_together (self, runs, count, focus, &window);
  if (one_piece)
    g_array_append_val (pieces, window);
  else if (!choose_apart (self, runs, count, focus, pieces))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    for (guint s = 0; s < g_array_index (pieces, Window, i).length; s++)
      chosen[n++] = g_array_index (pieces, Window, i).first + s;
  g_assert (n == count);
  qsort (chosen, count, sizeof *chosen, compare_numbers);
  if (together != NULL)
    *together = one_piece;
  return TRUE;
}

static double
area_of (const FoyerPlanArea *area)
{
  switch (area->shape)
    {
    case FOYER_PLAN_SHAPE_RECTANGLE:
      return area->size.x * area->size.y;
    case FOYER_PLAN_SHAPE_ELLIPSE:
      return G_PI * area->size.x * area->size.y;
    case FOYER_PLAN_SHAPE_CIRCLE:
      return G_PI * area->size.x * area->size.x;
    case FOYER_PLAN_SHAPE_POLYGON:
    case FOYER_PLAN_SHAPE_TEXT:
    default:
      return 0;
    }
}

static FoyerPlanPoint
middle_of_area (const FoyerPlanZone *zone, const FoyerPlanArea *area)
{
  FoyerPlanPoint middle = { zone->at.x + area->at.x, zone->at.y + area->at.y };

  /* rectangles are placed by their corner, round areas by their middle */
  if (area->shape == FOYER_PLAN_SHAPE_RECTANGLE)
    {
      double turn = area->rotation * G_PI / 180;

      middle.x += (area->size.x * cos (turn) - area->size.y * sin (turn)) / 2;
      middle.y += (area->size.x * sin (turn) + area->size.y * cos (turn)) / 2;
    }
  return middle;
}

FoyerPlanPoint
foyer_seating_plan_guess_focus (const FoyerSeatingPlan *self)
{
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (self);
  FoyerPlanPoint focus = { (index->top_left.x + index->bottom_right.x) / 2, index->top_left.y };
  double         largest = 0;

  for (guint z = 0; z < self->zones->len; z++)
    {
      const FoyerPlanZone *zone = self->zones->pdata[z];

      for (guint a = 0; a < zone->areas->len; a++)
        {
          const FoyerPlanArea *area = zone->areas->pdata[a];

          /* an area without a word on it is ground, not stage */
          if (*area->text != '\0' && area_of (area) > largest)
            {
              largest = area_of (area);
              focus = middle_of_area (zone, area);
            }
        }
    }
  return focus;
}
