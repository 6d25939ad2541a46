/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-error.h"
#include "foyer-seat-index.h"
#include "foyer-seating-plan-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
choose_all (const FoyerSeatIndex *index, FoyerPlanPoint focus)
{
  guint              seats = index->places->len;
  g_autofree guint8 *is_free = g_malloc (seats + 1);
  g_autofree guint  *chosen = g_new (guint, seats + 1);

  memset (is_free, 1, seats + 1);
  for (guint count = 1; count <= MIN (seats, 5); count++)
    {
      g_assert_true (foyer_seat_choose (index, is_free, count, focus, chosen, NULL));
      for (guint i = 1; i < count; i++)
        g_assert_cmpuint (chosen[i - 1], <, chosen[i]);
      g_assert_cmpuint (chosen[count - 1], <, seats);
    }
  g_assert_false (foyer_seat_choose (index, is_free, seats + 1, focus, chosen, NULL));
}

/* A seating plan from a file: refused with a sentence, or read so that it prints and reads the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = foyer_seating_plan_parse ((const char *) data, size, &error);

  if (plan == NULL)
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  else
    {
      g_autofree char *printed = foyer_seating_plan_print (plan);
      g_autoptr (FoyerSeatingPlan) again = foyer_seating_plan_parse (printed, -1, &error);
      g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
      g_autofree char *twice = NULL;

      g_assert_no_error (error);
      twice = foyer_seating_plan_print (again);
      g_assert_cmpstr (printed, ==, twice);
      choose_all (index, foyer_seating_plan_guess_focus (plan));
    }
  return 0;
}
