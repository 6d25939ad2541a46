/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-plan-edit.h"
#include "foyer-random.h"
#include "foyer-seat-block.h"
#include "foyer-seat-index.h"
#include "foyer-seating-plan-json.h"

static FoyerSeatingPlan *
plan_with_block (guint rows, guint seats, double arc)
{
  g_autoptr (GError) error = NULL;
  FoyerSeatingPlan *plan = foyer_seating_plan_new ("House");
  FoyerPlanZone    *zone = foyer_plan_zone_new ("Stalls");
  FoyerSeatBlock    block;

  g_ptr_array_add (plan->zones, zone);
  foyer_seat_block_init (&block);
  block.rows = rows;
  block.seats = seats;
  block.arc = arc;
  block.category = foyer_seating_plan_add_category (plan, "Stalls", "#1c71d8");
  g_assert_true (foyer_seat_block_add (&block, plan, zone, &error));
  g_assert_no_error (error);
  return plan;
}

static double
between (const FoyerSeatIndex *index, guint a, guint b)
{
  FoyerPlanPoint p = foyer_seat_index_get (index, a)->at, q = foyer_seat_index_get (index, b)->at;

  return hypot (p.x - q.x, p.y - q.y);
}

static void
assert_label (const char *first, guint n, const char *expected)
{
  g_autofree char *label = foyer_seat_label (first, n);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_labels (void)
{
  assert_label ("1", 0, "1");
  assert_label ("9", 1, "10");
  assert_label ("A", 1, "B");
  assert_label ("A", 25, "Z");
  assert_label ("A", 26, "AA");
  assert_label ("Z", 1, "AA");
  assert_label ("az", 1, "ba");
  assert_label ("R9", 1, "R10");
  assert_label ("Loge", 2, "Loge2");
}

static void
test_block (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (10, 20, 0);
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
  const FoyerSeatPlace *last = foyer_seat_index_get (index, 199);
  g_autofree char      *name = foyer_seat_place_dup_name (last, "Row %s", "Seat %s");

  g_assert_cmpuint (index->places->len, ==, 200);
  g_assert_cmpuint (foyer_seating_plan_count_seats (plan, 0), ==, 200);
  g_assert_cmpfloat (index->pitch, ==, 25);
  g_assert_cmpfloat (last->at.x, ==, 19 * 25);
  g_assert_cmpfloat (last->at.y, ==, 9 * 35);
  g_assert_cmpstr (name, ==, "Stalls · Row 10 · Seat 20");
  g_assert_cmpuint (foyer_seat_index_find (index, "Stalls-10-20"), ==, 199);
  g_assert_cmpuint (foyer_seat_index_find (index, "Stalls-11-1"), ==, G_MAXUINT);
}

static void
test_curved_block (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (4, 15, 120);
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);

  /* neighbours keep their distance along the bow, and rows theirs from each other */
  for (guint r = 0; r < 4; r++)
    for (guint s = 1; s < 15; s++)
      g_assert_cmpfloat_with_epsilon (between (index, r * 15 + s, r * 15 + s - 1), 25, 0.5);
  for (guint r = 1; r < 4; r++)
    g_assert_cmpfloat_with_epsilon (between (index, r * 15 + 7, (r - 1) * 15 + 7), 35, 0.1);
  /* the ends of a row bend towards the stage, which is above */
  g_assert_cmpfloat (foyer_seat_index_get (index, 0)->at.y, <, foyer_seat_index_get (index, 7)->at.y - 50);
}

static void
test_numbering (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (2, 3, 0);
  FoyerPlanZone *zone = plan->zones->pdata[0];
  FoyerSeatBlock block;

  foyer_seat_block_init (&block);
  block.rows = 2;
  block.seats = 3;
  block.more_seats = 1;
  g_assert_false (foyer_seat_block_add (&block, plan, zone, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_cmpuint (zone->rows->len, ==, 2);
  g_clear_error (&error);

  block.first_row = "A";
  block.first_seat = 2;
  block.seat_step = 2;
  block.from_right = TRUE;
  g_assert_true (foyer_seat_block_add (&block, plan, zone, &error));
  g_assert_cmpuint (zone->rows->len, ==, 4);
  {
    const FoyerPlanRow *row = zone->rows->pdata[3];

    g_assert_cmpstr (row->number, ==, "B");
    g_assert_cmpuint (row->seats->len, ==, 4);
    g_assert_cmpstr (g_array_index (row->seats, FoyerPlanSeat, 0).number, ==, "8");
    g_assert_cmpstr (g_array_index (row->seats, FoyerPlanSeat, 3).number, ==, "2");
  }
  /* a second zone of the same name gets other ids */
  g_ptr_array_add (plan->zones, foyer_plan_zone_new ("Stalls"));
  g_assert_true (foyer_seat_block_add (&block, plan, plan->zones->pdata[1], &error));
  {
    g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);

    g_assert_cmpuint (g_hash_table_size (index->by_guid), ==, index->places->len);
    g_assert_cmpuint (foyer_seat_index_find (index, "Stalls-B-8-2"), !=, G_MAXUINT);
  }
}

static void
test_bounds (void)
{
  g_autoptr (FoyerSeatingPlan) plan = foyer_seating_plan_new ("House");
  FoyerPlanZone *zone = foyer_plan_zone_new ("Stalls");
  FoyerSeatBlock good;

  g_ptr_array_add (plan->zones, zone);
  foyer_seat_block_init (&good);
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (GError) error = NULL;
      FoyerSeatBlock block = good;

      switch (i)
        {
        case 0:
          block.rows = 0;
          break;
        case 1:
          block.seats = FOYER_SEAT_BLOCK_MAX + 1;
          break;
        case 2:
          block.more_seats = -3;
          break;
        case 3:
          block.seat_pitch = NAN;
          break;
        case 4:
          block.row_pitch = 0;
          break;
        case 5:
          block.arc = 300;
          break;
        case 6:
          block.first_row = "";
          break;
        default:
          block.seat_step = 0;
          break;
        }
      g_assert_false (foyer_seat_block_add (&block, plan, zone, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
    }
  g_assert_cmpuint (zone->rows->len, ==, 0);
}

static void
test_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = foyer_seating_plan_new ("Gala");
  g_autoptr (FoyerSeatIndex) index = NULL;
  FoyerPlanZone *zone = foyer_plan_zone_new ("");

  g_ptr_array_add (plan->zones, zone);
  g_assert_true (foyer_seat_table_add (plan, zone, "12", (FoyerPlanPoint) { 100, 100 }, 8, FOYER_PLAN_NO_CATEGORY, &error));
  index = foyer_seat_index_new (plan);
  g_assert_cmpuint (index->places->len, ==, 8);
  g_assert_cmpuint (zone->areas->len, ==, 1);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat_with_epsilon (hypot (foyer_seat_index_get (index, i)->at.x - 100, foyer_seat_index_get (index, i)->at.y - 100),
                                    hypot (0, foyer_seat_index_get (index, 0)->at.y - 100), 0.1);
  g_assert_false (foyer_seat_table_add (plan, zone, "12", (FoyerPlanPoint) { 300, 100 }, 8, FOYER_PLAN_NO_CATEGORY, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (5, 9, 60);
  g_autoptr (FoyerSeatingPlan) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *twice = NULL;

  g_assert_true (foyer_seat_table_add (plan, plan->zones->pdata[0], "T1", (FoyerPlanPoint) { -50, 400 }, 6, 0, &error));
  printed = foyer_seating_plan_print (plan);
  again = foyer_seating_plan_parse (printed, -1, &error);
  g_assert_no_error (error);
  twice = foyer_seating_plan_print (again);
  g_assert_cmpstr (printed, ==, twice);
  g_assert_cmpuint (foyer_seating_plan_count_seats (again, 0), ==, 51);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    const char *sentence;
  } cases[] = {
    { "{}", "*no seating plan*" },
    { "{\"zones\":{}}", "*“zones” is no list*" },
    { "{\"zones\":[{\"name\":\"Rang\",\"rows\":[{\"row_number\":\"4\",\"seats\":[{\"seat_guid\":\"a\",\"seat_number\":\"1\"},"
      "{\"seat_guid\":\"a\",\"seat_number\":\"2\"}]}]}]}",
      "*zone “Rang”, row “4”*“a” is given to a second seat*" },
    { "{\"zones\":[{\"rows\":[{\"seats\":[{\"seat_guid\":\"a\"}]}]}]}", "*no number*" },
    { "{\"zones\":[{\"rows\":[{\"seats\":[{\"seat_guid\":\"a\",\"seat_number\":\"1\",\"category\":\"VIP\"}]}]}]}", "*“VIP”*does not have*" },
    { "{\"zones\":[{\"areas\":[{\"shape\":\"star\"}]}]}", "*“star”*not known*" },
    { "{\"zones\":[{\"position\":{\"x\":\"left\"}}]}", "*“x” is no number*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_seating_plan_parse (cases[i].text, -1, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_true (g_pattern_match_simple (cases[i].sentence, error->message));
    }
}

static void
test_focus (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (3, 5, 0);
  FoyerPlanArea *stage = foyer_plan_area_new (FOYER_PLAN_SHAPE_RECTANGLE);
  FoyerPlanPoint focus = foyer_seating_plan_guess_focus (plan);

  g_assert_cmpfloat (focus.x, ==, 50);
  g_assert_cmpfloat (focus.y, ==, -FOYER_PLAN_SEAT_RADIUS);
  stage->at = (FoyerPlanPoint) { 0, -100 };
  stage->size = (FoyerPlanPoint) { 80, 40 };
  g_set_str (&stage->text, "Stage");
  g_ptr_array_add (((FoyerPlanZone *) plan->zones->pdata[0])->areas, stage);
  focus = foyer_seating_plan_guess_focus (plan);
  g_assert_cmpfloat (focus.x, ==, 40);
  g_assert_cmpfloat (focus.y, ==, -80);
}

static void
test_best_are_near_and_together (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (10, 20, 0);
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
  FoyerPlanPoint focus = foyer_seating_plan_guess_focus (plan);
  guint8         is_free[200];
  guint          chosen[200];
  gboolean       together = FALSE;

  memset (is_free, 1, sizeof is_free);
  g_assert_true (foyer_seat_choose (index, is_free, 4, focus, chosen, &together));
  g_assert_true (together);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (chosen[i], ==, 8 + i);

  /* no single seat is left between what is sold and the party */
  is_free[8] = is_free[9] = is_free[10] = is_free[11] = is_free[12] = 0;
  is_free[13 + 3] = 0;
  g_assert_true (foyer_seat_choose (index, is_free, 2, focus, chosen, &together));
  g_assert_true (together);
  g_assert_false (chosen[0] == 13 || chosen[0] == 14);

  memset (is_free, 0, sizeof is_free);
  g_assert_false (foyer_seat_choose (index, is_free, 1, focus, chosen, NULL));
}

static void
test_aisles (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (1, 8, 0);
  g_autoptr (FoyerSeatIndex) index = NULL;
  FoyerPlanRow *row = ((FoyerPlanZone *) plan->zones->pdata[0])->rows->pdata[0];
  guint8        is_free[8];
  guint         chosen[8];
  gboolean      together = TRUE;

  for (guint i = 4; i < 8; i++)
    g_array_index (row->seats, FoyerPlanSeat, i).at.x += 30;
  index = foyer_seat_index_new (plan);
  memset (is_free, 1, sizeof is_free);
  g_assert_true (foyer_seat_choose (index, is_free, 4, (FoyerPlanPoint) { 100, 0 }, chosen, &together));
  g_assert_true (together);
  g_assert_true (chosen[0] == 0 || chosen[0] == 4);
  g_assert_true (foyer_seat_choose (index, is_free, 5, (FoyerPlanPoint) { 100, 0 }, chosen, &together));
  g_assert_false (together);
}

static void
test_split_party_stays_near (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (10, 20, 0);
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
  guint8   is_free[200] = { 0 };
  guint    chosen[6];
  gboolean together = TRUE;

  /* three in row 4, three behind them, and single ones everywhere in front */
  for (guint s = 0; s < 20; s += 2)
    is_free[s] = 1;
  for (guint s = 8; s < 11; s++)
    is_free[60 + s] = is_free[80 + s] = 1;
  g_assert_true (foyer_seat_choose (index, is_free, 6, (FoyerPlanPoint) { 240, -50 }, chosen, &together));
  g_assert_false (together);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (chosen[i], ==, 68 + i);
      g_assert_cmpuint (chosen[3 + i], ==, 88 + i);
    }
}

/* Whatever the house looks like: free seats, each once, and together whenever a row has room. */
static void
test_choice_holds_for_any_house (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 20267);
  for (int round = 0; round < 300; round++)
    {
      guint rows = 1 + foyer_random_below (&random, 12), seats = 1 + foyer_random_below (&random, 25);
      g_autoptr (FoyerSeatingPlan) plan = plan_with_block (rows, seats, seats > 3 ? foyer_random_below (&random, 120) : 0);
      g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
      g_autofree guint8 *is_free = g_malloc (rows * seats);
      g_autofree guint  *chosen = g_new0 (guint, rows * seats);
      guint              count = 1 + foyer_random_below (&random, 12), n_free = 0, longest = 0, run = 0, full = foyer_random_below (&random, 10);
      gboolean           together = FALSE, found;

      for (guint i = 0; i < rows * seats; i++)
        {
          is_free[i] = foyer_random_below (&random, 10) >= full;
          n_free += is_free[i];
          run = !is_free[i] ? 0 : i % seats == 0 ? 1
                                                 : run + 1;
          longest = MAX (longest, run);
        }
      found = n_free >= count && foyer_seat_choose (index, is_free, count, foyer_seating_plan_guess_focus (plan), chosen, &together);
      g_assert_true (found == (n_free >= count));
      if (!found)
        continue;
      g_assert_true (together == (longest >= count));
      for (guint i = 0; i < count; i++)
        {
          g_assert_true (is_free[chosen[i]]);
          g_assert_true (i == 0 || chosen[i] > chosen[i - 1]);
          g_assert_true (i == 0 || !together || (chosen[i] == chosen[i - 1] + 1 && !foyer_seat_index_get (index, chosen[i])->after_gap));
        }
    }
}

static GArray *
seats_from_to (guint first, guint last)
{
  GArray *seats = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i <= last; i++)
    g_array_append_val (seats, i);
  return seats;
}

static void
test_copy (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (3, 4, 30);
  g_autoptr (FoyerSeatingPlan) copy = NULL;
  FoyerPlanArea   *stage = foyer_plan_area_new (FOYER_PLAN_SHAPE_POLYGON);
  FoyerPlanPoint   corners[3] = { { 0, 0 }, { 5, 0 }, { 5, 7 } };
  g_autofree char *before = NULL;
  g_autofree char *of_copy = NULL;

  g_array_append_vals (stage->points, corners, 3);
  g_set_str (&stage->text, "Stage");
  g_ptr_array_add (((FoyerPlanZone *) plan->zones->pdata[0])->areas, stage);
  before = foyer_seating_plan_print (plan);
  copy = foyer_seating_plan_copy (plan);
  g_clear_pointer (&plan, foyer_seating_plan_free);
  of_copy = foyer_seating_plan_print (copy);
  g_assert_cmpstr (before, ==, of_copy);
}

static void
test_edits (void)
{
  g_autoptr (FoyerSeatingPlan) plan = plan_with_block (3, 4, 0);
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
  g_autoptr (GArray) one_and_a_half = seats_from_to (4, 9); /* row 2, and half of row 3 */
  g_autoptr (GArray) row = seats_from_to (5, 6);
  guint                balcony = foyer_seating_plan_add_category (plan, "Balcony", "");
  const FoyerPlanZone *zone = plan->zones->pdata[0];

  foyer_plan_edit_set_category (plan, index, one_and_a_half, balcony);
  g_assert_cmpuint (foyer_seating_plan_count_seats (plan, balcony), ==, 6);
  foyer_plan_edit_move (plan, index, one_and_a_half, 7, -2);
  g_assert_cmpfloat (((FoyerPlanRow *) zone->rows->pdata[1])->at.x, ==, 7);
  g_assert_cmpfloat (((FoyerPlanRow *) zone->rows->pdata[2])->at.x, ==, 0);
  g_assert_cmpfloat (g_array_index (((FoyerPlanRow *) zone->rows->pdata[2])->seats, FoyerPlanSeat, 1).at.x, ==, 25 + 7);
  g_assert_null (foyer_plan_edit_row_of (plan, index, one_and_a_half));
  g_assert_true (foyer_plan_edit_row_of (plan, index, row) == zone->rows->pdata[1]);

  foyer_plan_edit_number_row (zone->rows->pdata[1], 2, 2, TRUE);
  g_assert_cmpstr (foyer_seat_index_get (index, 4)->seat->number, ==, "8");
  g_assert_cmpstr (foyer_seat_index_get (index, 4)->seat->guid, ==, "Stalls-2-1");

  foyer_plan_edit_remove_category (plan, 0);
  g_assert_cmpuint (foyer_seat_index_get (index, 0)->seat->category, ==, FOYER_PLAN_NO_CATEGORY);
  g_assert_cmpuint (foyer_seat_index_get (index, 4)->seat->category, ==, 0);

  foyer_plan_edit_remove (plan, index, one_and_a_half);
  g_assert_cmpuint (zone->rows->len, ==, 2);
  g_assert_cmpuint (foyer_seating_plan_count_seats (plan, FOYER_PLAN_NO_CATEGORY), ==, 6);
  {
    g_autoptr (FoyerSeatIndex) after = foyer_seat_index_new (plan);
    g_autoptr (GArray) rest = seats_from_to (0, 5);

    foyer_plan_edit_remove (plan, after, rest);
    g_assert_cmpuint (plan->zones->len, ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seating-plan/labels-go-on-from-the-first", test_labels);
  g_test_add_func ("/seating-plan/a-block-has-its-rows-and-seats", test_block);
  g_test_add_func ("/seating-plan/a-curved-block-keeps-its-distances", test_curved_block);
  g_test_add_func ("/seating-plan/numbers-run-as-the-house-has-them", test_numbering);
  g_test_add_func ("/seating-plan/a-block-out-of-bounds-adds-nothing", test_bounds);
  g_test_add_func ("/seating-plan/a-table-has-its-seats-around-it", test_table);
  g_test_add_func ("/seating-plan/a-copy-shares-nothing", test_copy);
  g_test_add_func ("/seating-plan/chosen-seats-are-edited-and-no-others", test_edits);
  g_test_add_func ("/seating-plan/what-is-printed-reads-the-same", test_round_trip);
  g_test_add_func ("/seating-plan/a-refusal-names-the-place", test_refusals);
  g_test_add_func ("/seating-plan/the-stage-is-found", test_focus);
  g_test_add_func ("/seating-plan/the-best-are-near-and-together", test_best_are_near_and_together);
  g_test_add_func ("/seating-plan/no-aisle-runs-through-a-party", test_aisles);
  g_test_add_func ("/seating-plan/a-party-that-must-be-split-stays-near", test_split_party_stays_near);
  g_test_add_func ("/seating-plan/a-choice-is-sound-in-any-house", test_choice_holds_for_any_house);
  return g_test_run ();
}
