/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seating-plan.h"

static void
category_free (FoyerPlanCategory *self)
{
  g_free (self->name);
  g_free (self->colour);
  g_free (self);
}

FoyerSeatingPlan *
foyer_seating_plan_new (const char *name)
{
  FoyerSeatingPlan *self = g_new0 (FoyerSeatingPlan, 1);

  self->name = g_strdup (name);
  self->size = (FoyerPlanPoint) { 1000, 1000 };
  self->categories = g_ptr_array_new_with_free_func ((GDestroyNotify) category_free);
  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_plan_zone_free);
  return self;
}

void
foyer_seating_plan_free (FoyerSeatingPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->zones);
  g_free (self);
}

FoyerPlanZone *
foyer_plan_zone_new (const char *name)
{
  FoyerPlanZone *self = g_new0 (FoyerPlanZone, 1);

  self->name = g_strdup (name);
  self->zone_id = g_strdup ("");
  self->uuid = g_strdup ("");
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_plan_row_free);
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_plan_area_free);
  return self;
}

void
foyer_plan_zone_free (FoyerPlanZone *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->zone_id);
  g_free (self->uuid);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->areas);
  g_free (self);
}

static void
seat_clear (FoyerPlanSeat *seat)
{
  g_free (seat->guid);
  g_free (seat->number);
  g_free (seat->uuid);
}

FoyerPlanRow *
foyer_plan_row_new (const char *number)
{
  FoyerPlanRow *self = g_new0 (FoyerPlanRow, 1);

  self->number = g_strdup (number);
  self->label = g_strdup ("");
  self->seat_label = g_strdup ("");
  self->uuid = g_strdup ("");
  self->name_at = FOYER_PLAN_ROW_NAME_BOTH;
  self->seats = g_array_new (FALSE, TRUE, sizeof (FoyerPlanSeat));
  g_array_set_clear_func (self->seats, (GDestroyNotify) seat_clear);
  return self;
}

void
foyer_plan_row_free (FoyerPlanRow *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->label);
  g_free (self->seat_label);
  g_free (self->uuid);
  g_array_unref (self->seats);
  g_free (self);
}

FoyerPlanSeat *
foyer_plan_row_add_seat (FoyerPlanRow *self, const char *guid, const char *number, FoyerPlanPoint at, guint category)
{
  FoyerPlanSeat seat = {
    .guid = g_strdup (guid),
    .number = g_strdup (number),
    .uuid = g_strdup (""),
    .at = at,
    .radius = FOYER_PLAN_SEAT_RADIUS,
    .category = category,
  };

  g_array_append_val (self->seats, seat);
  return &g_array_index (self->seats, FoyerPlanSeat, self->seats->len - 1);
}

FoyerPlanArea *
foyer_plan_area_new (FoyerPlanShape shape)
{
  FoyerPlanArea *self = g_new0 (FoyerPlanArea, 1);

  self->shape = shape;
  self->uuid = g_strdup ("");
  self->colour = g_strdup ("");
  self->border_colour = g_strdup ("");
  self->points = g_array_new (FALSE, TRUE, sizeof (FoyerPlanPoint));
  self->text = g_strdup ("");
  self->text_colour = g_strdup ("");
  self->text_size = 16;
  return self;
}

void
foyer_plan_area_free (FoyerPlanArea *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->colour);
  g_free (self->border_colour);
  g_array_unref (self->points);
  g_free (self->text);
  g_free (self->text_colour);
  g_free (self);
}

guint
foyer_seating_plan_find_category (const FoyerSeatingPlan *self, const char *name)
{
  for (guint i = 0; i < self->categories->len; i++)
    {
      const FoyerPlanCategory *category = self->categories->pdata[i];

      if (g_str_equal (category->name, name))
        return i;
    }
  return FOYER_PLAN_NO_CATEGORY;
}

guint
foyer_seating_plan_add_category (FoyerSeatingPlan *self, const char *name, const char *colour)
{
  guint              found = foyer_seating_plan_find_category (self, name);
  FoyerPlanCategory *category;

  if (found != FOYER_PLAN_NO_CATEGORY)
    return found;
  category = g_new0 (FoyerPlanCategory, 1);
  category->name = g_strdup (name);
  category->colour = g_strdup (colour);
  g_ptr_array_add (self->categories, category);
  return self->categories->len - 1;
}

guint
foyer_seating_plan_count_seats (const FoyerSeatingPlan *self, guint category)
{
  guint count = 0;

  for (guint z = 0; z < self->zones->len; z++)
    {
      const FoyerPlanZone *zone = self->zones->pdata[z];

      for (guint r = 0; r < zone->rows->len; r++)
        {
          const FoyerPlanRow *row = zone->rows->pdata[r];

          for (guint s = 0; s < row->seats->len; s++)
            count += category == FOYER_PLAN_NO_CATEGORY || g_array_index (row->seats, FoyerPlanSeat, s).category == category;
        }
    }
  return count;
}
