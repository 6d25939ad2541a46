/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-plan-edit.h"

static FoyerPlanRow *
copy_row (const FoyerPlanRow *row)
{
  FoyerPlanRow *copy = foyer_plan_row_new (row->number);

  g_set_str (&copy->label, row->label);
  g_set_str (&copy->seat_label, row->seat_label);
  g_set_str (&copy->uuid, row->uuid);
  copy->at = row->at;
  copy->name_at = row->name_at;
  for (guint i = 0; i < row->seats->len; i++)
    {
      const FoyerPlanSeat *seat = &g_array_index (row->seats, FoyerPlanSeat, i);
      FoyerPlanSeat       *other = foyer_plan_row_add_seat (copy, seat->guid, seat->number, seat->at, seat->category);

      g_set_str (&other->uuid, seat->uuid);
      other->radius = seat->radius;
      other->direction = seat->direction;
    }
  return copy;
}

static FoyerPlanArea *
copy_area (const FoyerPlanArea *area)
{
  FoyerPlanArea *copy = foyer_plan_area_new (area->shape);

  g_set_str (&copy->uuid, area->uuid);
  g_set_str (&copy->colour, area->colour);
  g_set_str (&copy->border_colour, area->border_colour);
  g_set_str (&copy->text, area->text);
  g_set_str (&copy->text_colour, area->text_colour);
  copy->rotation = area->rotation;
  copy->at = area->at;
  copy->size = area->size;
  copy->text_at = area->text_at;
  copy->text_size = area->text_size;
  g_array_append_vals (copy->points, area->points->data, area->points->len);
  return copy;
}

static FoyerPlanZone *
copy_zone (const FoyerPlanZone *zone)
{
  FoyerPlanZone *copy = foyer_plan_zone_new (zone->name);

  g_set_str (&copy->zone_id, zone->zone_id);
  g_set_str (&copy->uuid, zone->uuid);
  copy->at = zone->at;
  for (guint i = 0; i < zone->rows->len; i++)
    g_ptr_array_add (copy->rows, copy_row (zone->rows->pdata[i]));
  for (guint i = 0; i < zone->areas->len; i++)
    g_ptr_array_add (copy->areas, copy_area (zone->areas->pdata[i]));
  return copy;
}

FoyerSeatingPlan *
foyer_seating_plan_copy (const FoyerSeatingPlan *self)
{
  FoyerSeatingPlan *copy = foyer_seating_plan_new (self->name);

  copy->size = self->size;
  for (guint i = 0; i < self->categories->len; i++)
    {
      const FoyerPlanCategory *category = self->categories->pdata[i];

      foyer_seating_plan_add_category (copy, category->name, category->colour);
    }
  for (guint i = 0; i < self->zones->len; i++)
    g_ptr_array_add (copy->zones, copy_zone (self->zones->pdata[i]));
  return copy;
}

/* What the index lends for reading belongs to @plan, which may be altered. */
static FoyerPlanSeat *
seat_of (const FoyerSeatIndex *index, const GArray *seats, guint i)
{
  return (FoyerPlanSeat *) foyer_seat_index_get (index, g_array_index (seats, guint, i))->seat;
}

static FoyerPlanRow *
row_of (const FoyerSeatIndex *index, const GArray *seats, guint i)
{
  return (FoyerPlanRow *) foyer_seat_index_get (index, g_array_index (seats, guint, i))->row;
}

void
foyer_plan_edit_set_category (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats, guint category)
{
  g_return_if_fail (category == FOYER_PLAN_NO_CATEGORY || category < plan->categories->len);

  for (guint i = 0; i < seats->len; i++)
    seat_of (index, seats, i)->category = category;
}

/* How many of @seats from @from on are of one row. */
static guint
count_of_row (const FoyerSeatIndex *index, const GArray *seats, guint from)
{
  guint n = 1;

  while (from + n < seats->len && row_of (index, seats, from + n) == row_of (index, seats, from))
    n++;
  return n;
}

void
foyer_plan_edit_move (FoyerSeatingPlan *plan G_GNUC_UNUSED, const FoyerSeatIndex *index, const GArray *seats, double dx, double dy)
{
  for (guint i = 0, n; i < seats->len; i += n)
    {
      FoyerPlanRow *row = row_of (index, seats, i);

      n = count_of_row (index, seats, i);
      if (n == row->seats->len)
        {
          row->at.x += dx;
          row->at.y += dy;
          continue;
        }
      for (guint s = i; s < i + n; s++)
        {
          seat_of (index, seats, s)->at.x += dx;
          seat_of (index, seats, s)->at.y += dy;
        }
    }
}

void
foyer_plan_edit_remove (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats)
{
  /* from behind, so that the places of those still to go stay right */
  for (guint i = seats->len; i > 0; i--)
    {
      guint                 number = g_array_index (seats, guint, i - 1);
      const FoyerSeatPlace *place = foyer_seat_index_get (index, number);

      g_array_remove_index (place->row->seats, number - place->row_start);
    }
  for (guint z = plan->zones->len; z > 0; z--)
    {
      FoyerPlanZone *zone = plan->zones->pdata[z - 1];

      for (guint r = zone->rows->len; r > 0; r--)
        if (((FoyerPlanRow *) zone->rows->pdata[r - 1])->seats->len == 0)
          g_ptr_array_remove_index (zone->rows, r - 1);
      if (zone->rows->len == 0 && zone->areas->len == 0)
        g_ptr_array_remove_index (plan->zones, z - 1);
    }
}

FoyerPlanRow *
foyer_plan_edit_row_of (FoyerSeatingPlan *plan G_GNUC_UNUSED, const FoyerSeatIndex *index, const GArray *seats)
{
  if (seats->len == 0 || count_of_row (index, seats, 0) < seats->len)
    return NULL;
  return row_of (index, seats, 0);
}

void
foyer_plan_edit_number_row (FoyerPlanRow *row, guint first, guint step, gboolean from_right)
{
  for (guint i = 0; i < row->seats->len; i++)
    {
      FoyerPlanSeat *seat = &g_array_index (row->seats, FoyerPlanSeat, i);
      guint          place = from_right ? row->seats->len - 1 - i : i;

      g_free (seat->number);
      seat->number = g_strdup_printf ("%u", first + place * step);
    }
}

void
foyer_plan_edit_remove_category (FoyerSeatingPlan *plan, guint category)
{
  g_return_if_fail (category < plan->categories->len);

  for (guint z = 0; z < plan->zones->len; z++)
    {
      FoyerPlanZone *zone = plan->zones->pdata[z];

      for (guint r = 0; r < zone->rows->len; r++)
        {
          FoyerPlanRow *row = zone->rows->pdata[r];

          for (guint s = 0; s < row->seats->len; s++)
            {
              FoyerPlanSeat *seat = &g_array_index (row->seats, FoyerPlanSeat, s);

              if (seat->category == category)
                seat->category = FOYER_PLAN_NO_CATEGORY;
              else if (seat->category != FOYER_PLAN_NO_CATEGORY && seat->category > category)
                seat->category--;
            }
        }
    }
  g_ptr_array_remove_index (plan->categories, category);
}
