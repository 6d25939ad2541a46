/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-plan-editor.h"

#include "foyer-plan-edit.h"

/* Of everything that is kept for undo: a stadium has few steps, a club has many. */
#define SEATS_KEPT 600000
#define STEPS_KEPT 100

/* Between what is there and what is added, in usual distances of seats. */
#define CLEARANCE 3.0

/* New categories take these in turn: well apart, also for the colour-blind, and dark enough for white numbers. */
static const char *const palette[] = { "#1c71d8", "#c64600", "#26a269", "#813d9c", "#a51d2d", "#b58900", "#0f6a73", "#63452c" };

struct _FoyerPlanEditor
{
  GObject parent_instance;

  FoyerSeatingPlan *plan;
  FoyerSeatIndex   *index; /* (nullable): made when it is asked for */
  GPtrArray        *undo;  /* of FoyerSeatingPlan */
  GPtrArray        *redo;
  GArray           *chosen;     /* of guint, ascending */
  int               steps;      /* from what was saved; forward or back */
  gboolean          saved_gone; /* what was saved cannot be reached by undo any more */
};

enum
{
  CHANGED,
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPlanEditor, foyer_plan_editor, G_TYPE_OBJECT)

const FoyerSeatingPlan *
foyer_plan_editor_get_plan (FoyerPlanEditor *self)
{
  return self->plan;
}

const FoyerSeatIndex *
foyer_plan_editor_get_index (FoyerPlanEditor *self)
{
  if (self->index == NULL)
    self->index = foyer_seat_index_new (self->plan);
  return self->index;
}

const GArray *
foyer_plan_editor_get_chosen (FoyerPlanEditor *self)
{
  return self->chosen;
}

gboolean
foyer_plan_editor_can_undo (FoyerPlanEditor *self)
{
  return self->undo->len > 0;
}

gboolean
foyer_plan_editor_can_redo (FoyerPlanEditor *self)
{
  return self->redo->len > 0;
}

gboolean
foyer_plan_editor_is_changed (FoyerPlanEditor *self)
{
  return self->steps != 0 || self->saved_gone;
}

void
foyer_plan_editor_set_saved (FoyerPlanEditor *self)
{
  self->steps = 0;
  self->saved_gone = FALSE;
}

static void
tell_changed (FoyerPlanEditor *self)
{
  guint seats;

  g_clear_pointer (&self->index, foyer_seat_index_free);
  seats = foyer_plan_editor_get_index (self)->places->len;
  while (self->chosen->len > 0 && g_array_index (self->chosen, guint, self->chosen->len - 1) >= seats)
    g_array_set_size (self->chosen, self->chosen->len - 1);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
drop_oldest (FoyerPlanEditor *self)
{
  guint seats = MAX (1, foyer_seating_plan_count_seats (self->plan, FOYER_PLAN_NO_CATEGORY));
  guint most = CLAMP (SEATS_KEPT / seats, 3, STEPS_KEPT);

  if (self->undo->len > most)
    g_ptr_array_remove_range (self->undo, 0, self->undo->len - most);
}

/* Everything that alters the plan stands between these two. */
static void
begin_edit (FoyerPlanEditor *self)
{
  g_ptr_array_add (self->undo, foyer_seating_plan_copy (self->plan));
  if (self->redo->len > 0 && self->steps < 0)
    self->saved_gone = TRUE;
  g_ptr_array_set_size (self->redo, 0);
  self->steps++;
  drop_oldest (self);
}

static void
give_up_edit (FoyerPlanEditor *self)
{
  foyer_seating_plan_free (self->plan);
  self->plan = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  self->steps--;
  g_clear_pointer (&self->index, foyer_seat_index_free);
}

static void
step (FoyerPlanEditor *self, GPtrArray *from, GPtrArray *to, int direction)
{
  if (from->len == 0)
    return;
  g_ptr_array_add (to, self->plan);
  self->plan = g_ptr_array_steal_index (from, from->len - 1);
  self->steps += direction;
  g_array_set_size (self->chosen, 0);
  tell_changed (self);
}

void
foyer_plan_editor_undo (FoyerPlanEditor *self)
{
  step (self, self->undo, self->redo, -1);
}

void
foyer_plan_editor_redo (FoyerPlanEditor *self)
{
  step (self, self->redo, self->undo, 1);
}

void
foyer_plan_editor_replace (FoyerPlanEditor *self, FoyerSeatingPlan *plan)
{
  begin_edit (self);
  foyer_seating_plan_free (self->plan);
  self->plan = plan;
  g_array_set_size (self->chosen, 0);
  tell_changed (self);
}

/* Choosing */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

gboolean
foyer_plan_editor_is_chosen (FoyerPlanEditor *self, guint seat)
{
  return g_array_binary_search (self->chosen, &seat, compare_numbers, NULL);
}

void
foyer_plan_editor_toggle (FoyerPlanEditor *self, guint seat)
{
  guint place;

  if (g_array_binary_search (self->chosen, &seat, compare_numbers, &place))
    g_array_remove_index (self->chosen, place);
  else
    {
      g_array_append_val (self->chosen, seat);
      g_array_sort (self->chosen, compare_numbers);
    }
  g_signal_emit (self, signals[CHOSEN], 0);
}

void
foyer_plan_editor_choose (FoyerPlanEditor *self, const GArray *more)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_vals (self->chosen, more->data, more->len);
  g_array_sort (self->chosen, compare_numbers);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      guint seat = g_array_index (self->chosen, guint, i);

      if (i == 0 || seat != g_array_index (self->chosen, guint, i - 1))
        g_array_append_val (all, seat);
    }
  g_array_unref (self->chosen);
  self->chosen = g_steal_pointer (&all);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
choose_range (FoyerPlanEditor *self, guint first, guint end)
{
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < end; i++)
    g_array_append_val (seats, i);
  foyer_plan_editor_choose (self, seats);
}

void
foyer_plan_editor_choose_all (FoyerPlanEditor *self)
{
  choose_range (self, 0, foyer_plan_editor_get_index (self)->places->len);
}

void
foyer_plan_editor_choose_none (FoyerPlanEditor *self)
{
  g_array_set_size (self->chosen, 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

void
foyer_plan_editor_choose_rows (FoyerPlanEditor *self)
{
  const FoyerSeatIndex *index = foyer_plan_editor_get_index (self);
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (guint));
  guint end = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    {
      const FoyerSeatPlace *place = foyer_seat_index_get (index, g_array_index (self->chosen, guint, i));

      if (place->row_start < end)
        continue;
      end = place->row_start + place->row->seats->len;
      for (guint s = place->row_start; s < end; s++)
        g_array_append_val (seats, s);
    }
  foyer_plan_editor_choose (self, seats);
}

const FoyerPlanRow *
foyer_plan_editor_get_row (FoyerPlanEditor *self)
{
  return foyer_plan_edit_row_of (self->plan, foyer_plan_editor_get_index (self), self->chosen);
}

/* Edits */

void
foyer_plan_editor_set_name (FoyerPlanEditor *self, const char *name)
{
  if (g_str_equal (self->plan->name, name))
    return;
  begin_edit (self);
  g_set_str (&self->plan->name, name);
  tell_changed (self);
}

void
foyer_plan_editor_paint (FoyerPlanEditor *self, guint category)
{
  if (self->chosen->len == 0)
    return;
  begin_edit (self);
  foyer_plan_edit_set_category (self->plan, foyer_plan_editor_get_index (self), self->chosen, category);
  tell_changed (self);
}

void
foyer_plan_editor_move (FoyerPlanEditor *self, double dx, double dy)
{
  if (self->chosen->len == 0)
    return;
  begin_edit (self);
  foyer_plan_edit_move (self->plan, foyer_plan_editor_get_index (self), self->chosen, dx, dy);
  tell_changed (self);
}

void
foyer_plan_editor_remove (FoyerPlanEditor *self)
{
  if (self->chosen->len == 0)
    return;
  begin_edit (self);
  foyer_plan_edit_remove (self->plan, foyer_plan_editor_get_index (self), self->chosen);
  g_array_set_size (self->chosen, 0);
  tell_changed (self);
}

void
foyer_plan_editor_name_row (FoyerPlanEditor *self, const char *number)
{
  const FoyerPlanRow *row = foyer_plan_editor_get_row (self);

  if (row == NULL || g_str_equal (row->number, number))
    return;
  begin_edit (self);
  g_set_str (&foyer_plan_edit_row_of (self->plan, foyer_plan_editor_get_index (self), self->chosen)->number, number);
  tell_changed (self);
}

void
foyer_plan_editor_number_row (FoyerPlanEditor *self, guint first, guint step_by, gboolean from_right)
{
  if (foyer_plan_editor_get_row (self) == NULL)
    return;
  begin_edit (self);
  foyer_plan_edit_number_row (foyer_plan_edit_row_of (self->plan, foyer_plan_editor_get_index (self), self->chosen), first, step_by, from_right);
  tell_changed (self);
}

/* @category of what is added to a plan; the first part of a house makes its own. */
static guint
category_for (FoyerPlanEditor *self, const char *zone, guint category)
{
  if (self->plan->categories->len > 0 || *zone == '\0')
    return category;
  return foyer_seating_plan_add_category (self->plan, zone, palette[0]);
}

guint
foyer_plan_editor_add_category (FoyerPlanEditor *self, const char *name)
{
  const char *colour = palette[self->plan->categories->len % G_N_ELEMENTS (palette)];
  guint       category = foyer_seating_plan_find_category (self->plan, name);

  if (category != FOYER_PLAN_NO_CATEGORY)
    return category;
  begin_edit (self);
  category = foyer_seating_plan_add_category (self->plan, name, colour);
  tell_changed (self);
  return category;
}

gboolean
foyer_plan_editor_edit_category (FoyerPlanEditor *self, guint category, const char *name, const char *colour)
{
  FoyerPlanCategory *edited;
  guint              found = foyer_seating_plan_find_category (self->plan, name);

  g_return_val_if_fail (category < self->plan->categories->len, FALSE);

  if (*name == '\0' || (found != FOYER_PLAN_NO_CATEGORY && found != category))
    return FALSE;
  edited = self->plan->categories->pdata[category];
  if (g_str_equal (edited->name, name) && g_str_equal (edited->colour, colour))
    return TRUE;
  begin_edit (self);
  g_set_str (&edited->name, name);
  g_set_str (&edited->colour, colour);
  tell_changed (self);
  return TRUE;
}

void
foyer_plan_editor_remove_category (FoyerPlanEditor *self, guint category)
{
  begin_edit (self);
  foyer_plan_edit_remove_category (self->plan, category);
  tell_changed (self);
}

static FoyerPlanZone *
ensure_zone (FoyerPlanEditor *self, const char *name)
{
  FoyerPlanZone *zone;

  for (guint i = 0; i < self->plan->zones->len; i++)
    {
      zone = self->plan->zones->pdata[i];
      if (g_str_equal (zone->name, name))
        return zone;
    }
  zone = foyer_plan_zone_new (name);
  g_ptr_array_add (self->plan->zones, zone);
  return zone;
}

/* The middle of what is there, and the first free line below it; of an empty plan its corner. */
static FoyerPlanPoint
free_place (FoyerPlanEditor *self)
{
  const FoyerSeatIndex *index = foyer_plan_editor_get_index (self);

  if (index->places->len == 0)
    return (FoyerPlanPoint) { 0, 0 };
  return (FoyerPlanPoint) { (index->top_left.x + index->bottom_right.x) / 2, index->bottom_right.y + CLEARANCE * index->pitch };
}

static void
choose_row_seats (FoyerPlanEditor *self, const FoyerPlanZone *zone, guint first_row)
{
  const FoyerSeatIndex *index;

  g_clear_pointer (&self->index, foyer_seat_index_free);
  index = foyer_plan_editor_get_index (self);
  g_array_set_size (self->chosen, 0);
  for (guint i = 0; i < index->places->len; i++)
    {
      const FoyerSeatPlace *place = foyer_seat_index_get (index, i);
      guint                 row;

      if (place->zone == zone && g_ptr_array_find (zone->rows, place->row, &row) && row >= first_row)
        g_array_append_val (self->chosen, i);
    }
}

gboolean
foyer_plan_editor_add_block (FoyerPlanEditor *self, const char *name, const FoyerSeatBlock *block, GError **error)
{
  FoyerSeatBlock placed = *block;
  FoyerPlanPoint place = free_place (self);
  FoyerPlanZone *zone;
  guint          first_row;

  begin_edit (self);
  zone = ensure_zone (self, name);
  first_row = zone->rows->len;
  placed.category = category_for (self, name, block->category);
  placed.at = (FoyerPlanPoint) { place.x - zone->at.x - (block->seats - 1) * block->seat_pitch / 2, place.y - zone->at.y };
  if (!foyer_seat_block_add (&placed, self->plan, zone, error))
    {
      give_up_edit (self);
      return FALSE;
    }
  choose_row_seats (self, zone, first_row);
  tell_changed (self);
  return TRUE;
}

gboolean
foyer_plan_editor_add_tables (FoyerPlanEditor *self, const char *name, const char *first, guint tables, guint seats, guint category, GError **error)
{
  double         pitch = 6 * FOYER_PLAN_SEAT_RADIUS + seats * FOYER_PLAN_SEAT_RADIUS;
  guint          columns = 1;
  FoyerPlanPoint place = free_place (self);
  FoyerPlanZone *zone;
  guint          first_row;

  while (columns * columns < tables)
    columns++;
  begin_edit (self);
  zone = ensure_zone (self, name);
  first_row = zone->rows->len;
  category = category_for (self, name, category);
  for (guint i = 0; i < tables; i++)
    {
      g_autofree char *label = foyer_seat_label (first, i);
      FoyerPlanPoint   at = {
        place.x - zone->at.x + (i % columns - (columns - 1) / 2.0) * pitch,
        place.y - zone->at.y + (i / columns + 0.5) * pitch,
      };

      if (!foyer_seat_table_add (self->plan, zone, label, at, seats, category, error))
        {
          give_up_edit (self);
          return FALSE;
        }
    }
  choose_row_seats (self, zone, first_row);
  tell_changed (self);
  return TRUE;
}

void
foyer_plan_editor_add_area (FoyerPlanEditor *self, FoyerPlanShape shape, const char *text, gboolean is_stage)
{
  const FoyerSeatIndex *index = foyer_plan_editor_get_index (self);
  FoyerPlanArea        *area = foyer_plan_area_new (shape);
  FoyerPlanPoint        place = free_place (self);
  FoyerPlanZone        *zone;

  begin_edit (self);
  area->size = shape == FOYER_PLAN_SHAPE_ELLIPSE ? (FoyerPlanPoint) { 100, 50 } : (FoyerPlanPoint) { 240, 60 };
  if (is_stage)
    {
      area->size.x = MAX (area->size.x, (index->bottom_right.x - index->top_left.x) * 0.6);
      place.y = index->places->len > 0 ? index->top_left.y - CLEARANCE * index->pitch - area->size.y : 0;
    }
  if (shape == FOYER_PLAN_SHAPE_ELLIPSE)
    place.y += area->size.y;
  else
    place.x -= area->size.x / 2;
  g_set_str (&area->text, text);
  area->text_size = 18;
  zone = self->plan->zones->len > 0 ? self->plan->zones->pdata[0] : ensure_zone (self, "");
  area->at = (FoyerPlanPoint) { place.x - zone->at.x, place.y - zone->at.y };
  g_ptr_array_add (zone->areas, area);
  tell_changed (self);
}

static FoyerPlanArea *
find_area (FoyerPlanEditor *self, guint zone, guint area)
{
  g_assert (zone < self->plan->zones->len);
  g_assert (area < ((FoyerPlanZone *) self->plan->zones->pdata[zone])->areas->len);
  return ((FoyerPlanZone *) self->plan->zones->pdata[zone])->areas->pdata[area];
}

void
foyer_plan_editor_edit_area (FoyerPlanEditor *self, guint zone, guint area, const FoyerPlanArea *like)
{
  FoyerPlanArea *edited = find_area (self, zone, area);

  if (edited->at.x == like->at.x && edited->at.y == like->at.y && edited->size.x == like->size.x && edited->size.y == like->size.y &&
      edited->rotation == like->rotation && g_str_equal (edited->text, like->text))
    return;
  begin_edit (self);
  edited->at = like->at;
  edited->size = like->size;
  edited->rotation = like->rotation;
  g_set_str (&edited->text, like->text);
  tell_changed (self);
}

void
foyer_plan_editor_remove_area (FoyerPlanEditor *self, guint zone, guint area)
{
  FoyerPlanZone *edited;

  find_area (self, zone, area);
  begin_edit (self);
  edited = self->plan->zones->pdata[zone];
  g_ptr_array_remove_index (edited->areas, area);
  if (edited->areas->len == 0 && edited->rows->len == 0)
    g_ptr_array_remove_index (self->plan->zones, zone);
  tell_changed (self);
}

static void
foyer_plan_editor_finalize (GObject *object)
{
  FoyerPlanEditor *self = FOYER_PLAN_EDITOR (object);

  g_clear_pointer (&self->index, foyer_seat_index_free);
  g_clear_pointer (&self->plan, foyer_seating_plan_free);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_array_unref (self->chosen);

  G_OBJECT_CLASS (foyer_plan_editor_parent_class)->finalize (object);
}

static void
foyer_plan_editor_class_init (FoyerPlanEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_plan_editor_finalize;
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_PLAN_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", FOYER_TYPE_PLAN_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_plan_editor_init (FoyerPlanEditor *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_seating_plan_free);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_seating_plan_free);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (guint));
}

FoyerPlanEditor *
foyer_plan_editor_new (FoyerSeatingPlan *plan)
{
  FoyerPlanEditor *self = g_object_new (FOYER_TYPE_PLAN_EDITOR, NULL);

  self->plan = plan;
  return self;
}
