/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission.h"
#include "foyer-door-clock.h"
#include "foyer-windows.h"

/* What a door asks besides the ticket: windows of time, how full the house is, its clock. */

#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)

static void
test_windows_are_read (void)
{
  g_autoptr (GArray) windows = foyer_windows_parse ("2026-11-22T18:00:00Z/2026-11-22T23:00:00Z\nnonsense\n"
                                                    "2026-11-21T23:00:00Z/2026-11-21T18:00:00Z\n\n2026-11-21T18:00:00Z / 2026-11-21T23:00:00Z");
  g_autofree char *text = foyer_windows_print (windows);
  g_autoptr (GArray) none = foyer_windows_parse (NULL);

  g_assert_cmpuint (windows->len, ==, 2);
  g_assert_cmpstr (text, ==, "2026-11-21T18:00:00Z/2026-11-21T23:00:00Z\n2026-11-22T18:00:00Z/2026-11-22T23:00:00Z");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (foyer_windows_find (none, NOON));
}

static GArray *
new_windows (const FoyerWindow *list, guint count)
{
  GArray *windows = g_array_new (FALSE, FALSE, sizeof (FoyerWindow));

  g_array_append_vals (windows, list, count);
  return windows;
}

static void
test_window_that_counts (void)
{
  static const FoyerWindow list[] = { { NOON, NOON + 10 }, { NOON + 5, NOON + 8 }, { NOON + 100, NOON + 110 } };
  g_autoptr (GArray) windows = new_windows (list, G_N_ELEMENTS (list));
  static const struct
  {
    FoyerTime now;
    int       window;
  } cases[] = { { -1, 0 }, { 0, 0 }, { 4, 0 }, { 5, 1 }, { 8, 1 }, { 9, 0 }, { 10, 0 }, { 11, 2 }, { 100, 2 }, { 110, 2 }, { 111, 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (foyer_windows_find (windows, NOON + cases[i].now)->from, ==, list[cases[i].window].from);
  g_assert_false (foyer_windows_part (windows, NOON + 6, NOON + 9));
  g_assert_true (foyer_windows_part (windows, NOON + 9, NOON + 100));
  g_assert_true (foyer_windows_part (windows, NOON - 1, NOON));
  g_assert_false (foyer_windows_part (windows, NOON, NOON));
}

static void
test_crowd (void)
{
  static const struct
  {
    gint64     inside, capacity;
    FoyerCrowd crowd;
  } cases[] = {
    { 0, 100, FOYER_CROWD_EASY },
    { 89, 100, FOYER_CROWD_EASY },
    { 90, 100, FOYER_CROWD_FILLING },
    { 94, 100, FOYER_CROWD_FILLING },
    { 95, 100, FOYER_CROWD_NEARLY_FULL },
    { 99, 100, FOYER_CROWD_NEARLY_FULL },
    { 100, 100, FOYER_CROWD_FULL },
    { 101, 100, FOYER_CROWD_FULL },
    { 9, 10, FOYER_CROWD_FILLING },
    { 1, 1, FOYER_CROWD_FULL },
    { 50, 0, FOYER_CROWD_EASY },
    { 50, -1, FOYER_CROWD_EASY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (foyer_crowd (cases[i].inside, cases[i].capacity), ==, cases[i].crowd);
}

static void
test_door_clock (void)
{
  FoyerDoorClock clock;

  foyer_door_clock_start (&clock, NOON, 1000, NOON - FOYER_HOUR);
  g_assert_cmpint (foyer_door_clock_lag (&clock), ==, 0);
  g_assert_cmpint (foyer_door_clock_now (&clock, NOON + FOYER_HOUR, 1000 + FOYER_HOUR), ==, NOON + FOYER_HOUR);
  /* a small correction is followed */
  g_assert_cmpint (foyer_door_clock_now (&clock, NOON + FOYER_HOUR + FOYER_SECOND, 1000 + FOYER_HOUR), ==, NOON + FOYER_HOUR + FOYER_SECOND);
  /* hours are not, in either direction */
  g_assert_cmpint (foyer_door_clock_jump (&clock, NOON + 4 * FOYER_HOUR, 1000 + FOYER_HOUR), ==, 3 * FOYER_HOUR);
  g_assert_cmpint (foyer_door_clock_now (&clock, NOON + 4 * FOYER_HOUR, 1000 + FOYER_HOUR), ==, NOON + FOYER_HOUR);
  g_assert_cmpint (foyer_door_clock_now (&clock, NOON - 4 * FOYER_HOUR, 1000 + FOYER_HOUR), ==, NOON + FOYER_HOUR);
  foyer_door_clock_start (&clock, NOON, 1000, NOON + 2 * FOYER_HOUR);
  g_assert_cmpint (foyer_door_clock_lag (&clock), ==, 2 * FOYER_HOUR);
}

/* Who is known by the signature alone passes the same rules as others. */
static void
test_genuine (void)
{
  FoyerAdmissionFacts facts = { .genuine = TRUE, .right_event = TRUE, .paid = TRUE, .category_allowed = TRUE };
  FoyerAdmissionFacts changed;

  g_assert_cmpint (foyer_admission_decide (&facts, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_GENUINE);
  g_assert_true (foyer_verdict_lets_pass (FOYER_VERDICT_GENUINE));
  g_assert_cmpint (foyer_verdict_from_nick ("genuine"), ==, FOYER_VERDICT_GENUINE);
  changed = facts;
  changed.blocked = TRUE;
  g_assert_cmpint (foyer_admission_decide (&changed, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_BLOCKED);
  changed = facts;
  changed.inside = TRUE;
  g_assert_cmpint (foyer_admission_decide (&changed, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (foyer_admission_decide (&changed, FOYER_SCAN_EXIT, NOON), ==, FOYER_VERDICT_EXITED);
  changed = facts;
  changed.right_event = FALSE;
  g_assert_cmpint (foyer_admission_decide (&changed, FOYER_SCAN_ENTRY, NOON), ==, FOYER_VERDICT_WRONG_EVENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/door/windows-are-read-from-lines", test_windows_are_read);
  g_test_add_func ("/door/of-several-windows-the-open-one-counts", test_window_that_counts);
  g_test_add_func ("/door/warnings-come-at-90-95-and-100-percent", test_crowd);
  g_test_add_func ("/door/the-door-keeps-its-time-when-the-clock-is-set", test_door_clock);
  g_test_add_func ("/door/a-genuine-ticket-passes-the-same-rules", test_genuine);
  return g_test_run ();
}
