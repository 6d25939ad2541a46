/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-index.h"

#include <math.h>
#include <string.h>

/* Neighbours further apart than this many usual distances have an aisle between them. */
#define GAP 1.6

#define PITCHES_LOOKED_AT 2001

static double
distance (FoyerPlanPoint a, FoyerPlanPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median over some rows: one odd row must not move it. */
static double
usual_pitch (const FoyerSeatIndex *self)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));
  guint stride = MAX (1, self->places->len / PITCHES_LOOKED_AT);

  for (guint i = 1; i < self->places->len; i += stride)
    {
      const FoyerSeatPlace *place = foyer_seat_index_get (self, i);
      double                length;

      if (place->row_start == i)
        continue;
      length = distance (place->at, foyer_seat_index_get (self, i - 1)->at);
      if (length > 0)
        g_array_append_val (lengths, length);
    }
  if (lengths->len == 0)
    return 2 * FOYER_PLAN_SEAT_RADIUS;
  g_array_sort (lengths, compare_lengths);
  return g_array_index (lengths, double, lengths->len / 2);
}

static void
add_row (FoyerSeatIndex *self, const FoyerPlanZone *zone, const FoyerPlanRow *row)
{
  guint start = self->places->len;

  for (guint s = 0; s < row->seats->len; s++)
    {
      const FoyerPlanSeat *seat = &g_array_index (row->seats, FoyerPlanSeat, s);
      FoyerSeatPlace       place = {
              .zone = zone,
              .row = row,
              .seat = seat,
              .at = { zone->at.x + row->at.x + seat->at.x, zone->at.y + row->at.y + seat->at.y },
              .row_start = start,
      };

      if (self->places->len == 0)
        self->top_left = self->bottom_right = place.at;
      self->top_left.x = MIN (self->top_left.x, place.at.x - seat->radius);
      self->top_left.y = MIN (self->top_left.y, place.at.y - seat->radius);
      self->bottom_right.x = MAX (self->bottom_right.x, place.at.x + seat->radius);
      self->bottom_right.y = MAX (self->bottom_right.y, place.at.y + seat->radius);
      g_hash_table_insert (self->by_guid, seat->guid, GUINT_TO_POINTER (self->places->len));
      g_array_append_val (self->places, place);
    }
}

FoyerSeatIndex *
foyer_seat_index_new (const FoyerSeatingPlan *plan)
{
  FoyerSeatIndex *self = g_new0 (FoyerSeatIndex, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (FoyerSeatPlace));
  self->by_guid = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint z = 0; z < plan->zones->len; z++)
    {
      const FoyerPlanZone *zone = plan->zones->pdata[z];

      for (guint r = 0; r < zone->rows->len; r++)
        add_row (self, zone, zone->rows->pdata[r]);
    }
  self->pitch = usual_pitch (self);
  for (guint i = 0; i < self->places->len; i++)
    {
      FoyerSeatPlace *place = &g_array_index (self->places, FoyerSeatPlace, i);

      place->after_gap = place->row_start == i || distance (place->at, foyer_seat_index_get (self, i - 1)->at) > GAP * self->pitch;
    }
  return self;
}

void
foyer_seat_index_free (FoyerSeatIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->places);
  g_hash_table_unref (self->by_guid);
  g_free (self);
}

const FoyerSeatPlace *
foyer_seat_index_get (const FoyerSeatIndex *self, guint i)
{
  g_assert (i < self->places->len);
  return &g_array_index (self->places, FoyerSeatPlace, i);
}

guint
foyer_seat_index_find (const FoyerSeatIndex *self, const char *guid)
{
  gpointer found;

  return g_hash_table_lookup_extended (self->by_guid, guid, NULL, &found) ? GPOINTER_TO_UINT (found) : G_MAXUINT;
}

/* The formats come from files and people: never through printf. */
static void
append_named (GString *name, const char *format, const char *number)
{
  const char *place = strstr (format, "%s");

  if (*number == '\0')
    return;
  if (name->len > 0)
    g_string_append (name, " · ");
  if (place == NULL)
    {
      g_string_append (name, *format != '\0' ? format : "");
      if (*format != '\0')
        g_string_append_c (name, ' ');
      g_string_append (name, number);
      return;
    }
  g_string_append_len (name, format, place - format);
  g_string_append (name, number);
  g_string_append (name, place + strlen ("%s"));
}

char *
foyer_seat_place_dup_name (const FoyerSeatPlace *self, const char *row_format, const char *seat_format)
{
  g_autoptr (GString) name = g_string_new (self->zone->name);

  append_named (name, *self->row->label != '\0' ? self->row->label : row_format, self->row->number);
  append_named (name, *self->row->seat_label != '\0' ? self->row->seat_label : seat_format, self->seat->number);
  return g_string_free_and_steal (g_steal_pointer (&name));
}
