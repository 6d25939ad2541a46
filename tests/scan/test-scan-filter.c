/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-scan-filter.h"

#include <string.h>

#define MS 1000

static FoyerCode *
code_of (const char *text)
{
  return foyer_code_new (text, strlen (text), FOYER_SYMBOLOGY_QR, FOYER_SCAN_ENGINE_ZXING, "plain", 1, NULL);
}

static gboolean
known_cb (const FoyerCode *code,
          gpointer         data)
{
  guint *asked = data;

  (*asked)++;
  return g_str_has_prefix (foyer_code_get_text (code), "known");
}

static void
test_held_code_counts_once (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) code = code_of ("known 1");
  guint asked = 0;
  guint scans = 0;

  for (gint64 t = 0; t < 60 * G_USEC_PER_SEC; t += 33 * MS)
    scans += foyer_scan_filter_pass (filter, code, t, known_cb, &asked);
  g_assert_cmpuint (scans, ==, 1);
  g_assert_cmpuint (asked, ==, 1);
}

static void
test_code_counts_again_after_absence (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) code = code_of ("known 1");
  guint asked = 0;

  g_assert_true (foyer_scan_filter_pass (filter, code, 0, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, code, 1499 * MS, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, code, 2998 * MS, known_cb, &asked));
  g_assert_true (foyer_scan_filter_pass (filter, code, 4498 * MS, known_cb, &asked));
  g_assert_cmpuint (asked, ==, 2);
}

static void
test_unknown_code_needs_two_frames (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) code = code_of ("stranger");
  g_autoptr (FoyerCode) other = code_of ("misread");
  guint asked = 0;

  g_assert_false (foyer_scan_filter_pass (filter, code, 0, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, code, 0, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, other, 33 * MS, known_cb, &asked));
  g_assert_true (foyer_scan_filter_pass (filter, code, 66 * MS, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, code, 99 * MS, known_cb, &asked));
  g_assert_false (foyer_scan_filter_pass (filter, other, 33 * MS + FOYER_SCAN_ABSENCE_US, known_cb, &asked));
}

static void
test_two_tickets_side_by_side_count_once_each (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) one = code_of ("known 1");
  g_autoptr (FoyerCode) two = code_of ("known 2");
  guint asked = 0;
  guint scans = 0;

  for (gint64 t = 0; t < 3 * G_USEC_PER_SEC; t += 33 * MS)
    {
      scans += foyer_scan_filter_pass (filter, one, t, known_cb, &asked);
      scans += foyer_scan_filter_pass (filter, two, t, known_cb, &asked);
    }
  g_assert_cmpuint (scans, ==, 2);
}

static void
test_caller_that_answers_later_counts_itself (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) code = code_of ("known 1");

  g_assert_cmpint (foyer_scan_filter_see (filter, code, 0), ==, FOYER_SIGHTING_FIRST);
  foyer_scan_filter_count (filter, code);
  g_assert_cmpint (foyer_scan_filter_see (filter, code, 33 * MS), ==, FOYER_SIGHTING_HELD);
  foyer_scan_filter_reset (filter);
  g_assert_cmpint (foyer_scan_filter_see (filter, code, 66 * MS), ==, FOYER_SIGHTING_FIRST);
  g_assert_cmpint (foyer_scan_filter_see (filter, code, 99 * MS), ==, FOYER_SIGHTING_AGREED);
}

static void
test_flood_of_codes_is_bounded_and_clock_may_jump (void)
{
  g_autoptr (FoyerScanFilter) filter = foyer_scan_filter_new (FOYER_SCAN_ABSENCE_US);
  g_autoptr (FoyerCode) first = code_of ("flood 0");

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("flood %u", i);
      g_autoptr (FoyerCode) code = code_of (text);

      g_assert_cmpint (foyer_scan_filter_see (filter, code, i), ==, FOYER_SIGHTING_FIRST);
    }
  /* Long pushed out, though hardly any time has passed. */
  g_assert_cmpint (foyer_scan_filter_see (filter, first, 10001), ==, FOYER_SIGHTING_FIRST);
  g_assert_cmpint (foyer_scan_filter_see (filter, first, 10002), ==, FOYER_SIGHTING_AGREED);
  g_assert_cmpint (foyer_scan_filter_see (filter, first, -5 * G_USEC_PER_SEC), ==, FOYER_SIGHTING_FIRST);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/filter/held-code-counts-once", test_held_code_counts_once);
  g_test_add_func ("/scan/filter/code-counts-again-after-absence", test_code_counts_again_after_absence);
  g_test_add_func ("/scan/filter/unknown-code-needs-two-frames", test_unknown_code_needs_two_frames);
  g_test_add_func ("/scan/filter/two-tickets-side-by-side-count-once-each", test_two_tickets_side_by_side_count_once_each);
  g_test_add_func ("/scan/filter/caller-that-answers-later-counts-itself", test_caller_that_answers_later_counts_itself);
  g_test_add_func ("/scan/filter/flood-is-bounded-and-clock-may-jump", test_flood_of_codes_is_bounded_and_clock_may_jump);
  return g_test_run ();
}
