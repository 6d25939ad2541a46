/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-block.h"

#include <math.h>
#include <string.h>

#include "foyer-error.h"

#define LENGTH_MAX 10000.0
#define ARC_MAX 270.0
#define LABEL_MAX 32
#define TABLE_SEATS_MAX 40

void
foyer_seat_block_init (FoyerSeatBlock *block)
{
  *block = (FoyerSeatBlock) {
    .rows = 10,
    .seats = 20,
    .seat_pitch = 2.5 * FOYER_PLAN_SEAT_RADIUS,
    .row_pitch = 3.5 * FOYER_PLAN_SEAT_RADIUS,
    .first_row = "1",
    .first_seat = 1,
    .seat_step = 1,
    .category = FOYER_PLAN_NO_CATEGORY,
  };
}

/* Letters count like digits without a nought: A … Z, AA … AZ, BA … */
static char *
letters_of (guint64 value)
{
  char  letters[LABEL_MAX];
  guint place = sizeof letters;

  letters[--place] = '\0';
  for (; value > 0; value = (value - 1) / 26)
    letters[--place] = 'A' + (value - 1) % 26;
  return g_strdup (letters + place);
}

static guint64
value_of_letters (const char *letters)
{
  guint64 value = 0;

  for (; *letters != '\0'; letters++)
    value = value * 26 + (g_ascii_toupper (*letters) - 'A' + 1);
  return value;
}

static gboolean
is_letters (const char *text)
{
  gsize n = strlen (text);

  /* longer ones are words: "BALCONY" goes on as "BALCONY1" */
  if (n == 0 || n > 2)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalpha (*text))
      return FALSE;
  return TRUE;
}

char *
foyer_seat_label (const char *first, guint n)
{
  const char      *digits = first + strlen (first);
  g_autofree char *label = NULL;

  if (n == 0)
    return g_strdup (first);
  if (is_letters (first))
    {
      label = letters_of (value_of_letters (first) + n);
      return g_ascii_islower (*first) ? g_ascii_strdown (label, -1) : g_steal_pointer (&label);
    }
  while (digits > first && g_ascii_isdigit (digits[-1]) && strlen (digits) < 9)
    digits--;
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT, (int) (digits - first), first, g_ascii_strtoull (digits, NULL, 10) + n);
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length > 0 && length <= LENGTH_MAX;
}

static gboolean
seats_fit (const FoyerSeatBlock *block, const FoyerSeatingPlan *plan)
{
  gint64 sum = foyer_seating_plan_count_seats (plan, FOYER_PLAN_NO_CATEGORY);

  for (guint r = 0; r < block->rows; r++)
    {
      gint64 seats = (gint64) block->seats + (gint64) r * block->more_seats;

      if (seats < 1 || seats > FOYER_SEAT_BLOCK_MAX)
        return FALSE;
      sum += seats;
    }
  return sum <= FOYER_PLAN_SEATS_MAX;
}

static gboolean
check_block (const FoyerSeatBlock *block, const FoyerSeatingPlan *plan, GError **error)
{
  const char *reason = NULL;

  if (block->rows < 1 || block->rows > FOYER_SEAT_BLOCK_MAX || block->seats < 1 || block->seats > FOYER_SEAT_BLOCK_MAX ||
      ABS ((gint64) block->more_seats) > FOYER_SEAT_BLOCK_MAX)
    reason = "A block has 1 to 500 rows, and a row 1 to 500 seats.";
  else if (!is_length (block->seat_pitch) || !is_length (block->row_pitch) || !isfinite (block->rotation) || !isfinite (block->at.x) ||
           !isfinite (block->at.y))
    reason = "The distances between seats and rows must be more than nothing.";
  else if (!(block->arc >= 0 && block->arc <= ARC_MAX))
    reason = "A row bends by 0 to 270 degrees.";
  else if (block->seat_step < 1 || block->seat_step > 100 || block->first_seat > 1000000)
    reason = "Seats are numbered in steps of 1 to 100.";
  else if (strlen (block->first_row) < 1 || strlen (block->first_row) > LABEL_MAX)
    reason = "The first row needs a short name.";
  else if (!seats_fit (block, plan))
    reason = "Each row needs 1 to 500 seats, and a plan holds at most 200,000.";
  if (reason != NULL)
    g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, reason);
  return reason == NULL;
}

static gboolean
row_is_free (const FoyerPlanZone *zone, const char *number, GError **error)
{
  for (guint i = 0; i < zone->rows->len; i++)
    if (g_str_equal (((FoyerPlanRow *) zone->rows->pdata[i])->number, number))
      {
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” has a row %s already.", zone->name, number);
        return FALSE;
      }
  return TRUE;
}

static GHashTable *
taken_ids (const FoyerSeatingPlan *plan)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint z = 0; z < plan->zones->len; z++)
    {
      const FoyerPlanZone *zone = plan->zones->pdata[z];

      for (guint r = 0; r < zone->rows->len; r++)
        {
          const FoyerPlanRow *row = zone->rows->pdata[r];

          for (guint s = 0; s < row->seats->len; s++)
            g_hash_table_add (taken, g_strdup (g_array_index (row->seats, FoyerPlanSeat, s).guid));
        }
    }
  return taken;
}

static void
add_seat (FoyerPlanZone *zone, FoyerPlanRow *row, const char *number, FoyerPlanPoint at, guint category, GHashTable *taken)
{
  g_autofree char *base = g_strdup_printf ("%s-%s-%s", zone->name, row->number, number);
  g_autofree char *id = g_strdup (g_strstrip (base));

  for (guint n = 2; g_hash_table_contains (taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, n);
    }
  foyer_plan_row_add_seat (row, id, number, at, category);
  g_hash_table_add (taken, g_steal_pointer (&id));
}

static FoyerPlanPoint
turned (FoyerPlanPoint point, double degrees)
{
  double turn = degrees * G_PI / 180;

  return (FoyerPlanPoint) { point.x * cos (turn) - point.y * sin (turn), point.x * sin (turn) + point.y * cos (turn) };
}

/* Hundredths are enough for a drawing, and keep its file short. */
static FoyerPlanPoint
rounded (FoyerPlanPoint point)
{
  return (FoyerPlanPoint) { round (point.x * 100) / 100, round (point.y * 100) / 100 };
}

/* Seat @s of @n in row @r, counted from the first row's middle, before the block is turned. */
static FoyerPlanPoint
seat_place (const FoyerSeatBlock *block, guint r, guint s, guint n)
{
  double along = (s - (n - 1) / 2.0) * block->seat_pitch;
  double radius, angle;

  if (block->arc == 0)
    return (FoyerPlanPoint) { along, r * block->row_pitch };
  radius = MAX (block->seats - 1, 1) * block->seat_pitch / (block->arc * G_PI / 180);
  angle = along / (radius + r * block->row_pitch);
  return (FoyerPlanPoint) { (radius + r * block->row_pitch) * sin (angle), (radius + r * block->row_pitch) * cos (angle) - radius };
}

gboolean
foyer_seat_block_add (const FoyerSeatBlock *block, FoyerSeatingPlan *plan, FoyerPlanZone *zone, GError **error)
{
  g_autoptr (GHashTable) taken = NULL;
  double half = (block->seats - 1) / 2.0 * block->seat_pitch;

  if (!check_block (block, plan, error))
    return FALSE;
  for (guint r = 0; r < block->rows; r++)
    {
      g_autofree char *number = foyer_seat_label (block->first_row, r);

      if (!row_is_free (zone, number, error))
        return FALSE;
    }
  taken = taken_ids (plan);
  for (guint r = 0; r < block->rows; r++)
    {
      g_autofree char *name = foyer_seat_label (block->first_row, r);
      FoyerPlanRow    *row = foyer_plan_row_new (name);
      guint            n = block->seats + r * block->more_seats;
      FoyerPlanPoint   start = seat_place (block, r, 0, n);
      FoyerPlanPoint   place = turned ((FoyerPlanPoint) { half + start.x, start.y }, block->rotation);

      row->at = rounded ((FoyerPlanPoint) { block->at.x + place.x, block->at.y + place.y });
      for (guint s = 0; s < n; s++)
        {
          FoyerPlanPoint   seat = seat_place (block, r, s, n);
          FoyerPlanPoint   at = turned ((FoyerPlanPoint) { seat.x - start.x, seat.y - start.y }, block->rotation);
          guint            step = block->from_right ? n - 1 - s : s;
          g_autofree char *number = g_strdup_printf ("%u", block->first_seat + step * block->seat_step);

          add_seat (zone, row, number, rounded (at), block->category, taken);
        }
      g_ptr_array_add (zone->rows, row);
    }
  return TRUE;
}

gboolean
foyer_seat_table_add (FoyerSeatingPlan *plan, FoyerPlanZone *zone, const char *name, FoyerPlanPoint at, guint seats, guint category, GError **error)
{
  g_autoptr (GHashTable) taken = NULL;
  FoyerPlanArea *table;
  FoyerPlanRow  *row;
  double         radius = MAX (2.0 * FOYER_PLAN_SEAT_RADIUS, seats * 2.6 * FOYER_PLAN_SEAT_RADIUS / (2 * G_PI));

  if (seats < 1 || seats > TABLE_SEATS_MAX || *name == '\0' || strlen (name) > LABEL_MAX || !isfinite (at.x) || !isfinite (at.y) ||
      foyer_seating_plan_count_seats (plan, FOYER_PLAN_NO_CATEGORY) + seats > FOYER_PLAN_SEATS_MAX)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A table needs a short name and 1 to 40 seats.");
      return FALSE;
    }
  if (!row_is_free (zone, name, error))
    return FALSE;
  taken = taken_ids (plan);
  row = foyer_plan_row_new (name);
  row->at = rounded (at);
  row->name_at = FOYER_PLAN_ROW_NAME_NONE;
  for (guint s = 0; s < seats; s++)
    {
      double           angle = 2 * G_PI * s / seats - G_PI / 2;
      double           far = radius + 1.2 * FOYER_PLAN_SEAT_RADIUS;
      g_autofree char *number = g_strdup_printf ("%u", s + 1);

      add_seat (zone, row, number, rounded ((FoyerPlanPoint) { far * cos (angle), far * sin (angle) }), category, taken);
    }
  g_ptr_array_add (zone->rows, row);

  table = foyer_plan_area_new (FOYER_PLAN_SHAPE_CIRCLE);
  table->at = rounded (at);
  table->size = (FoyerPlanPoint) { round (radius * 100) / 100, 0 };
  g_set_str (&table->text, name);
  g_ptr_array_add (zone->areas, table);
  return TRUE;
}
