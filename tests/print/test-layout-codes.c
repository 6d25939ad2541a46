/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few papers in each ready layout; the benchmark of the same name takes 500. */
#include "foyer-layout-ready.h"
#include "layout-codes.h"

#define PAPERS 6

static void
assert_all_are_read (const char *layout, guint dpi)
{
  LayoutCodes codes = layout_codes_count (layout, PAPERS, dpi);

  g_test_message ("%s at %u dpi: %u of %u", layout, dpi, codes.read, codes.printed);
  g_assert_cmpuint (codes.printed, >=, PAPERS);
  g_assert_cmpuint (codes.read, ==, codes.printed);
}

static void
codes_are_read_at_203_dpi (gconstpointer layout)
{
  assert_all_are_read (layout, 203);
}

static void
codes_are_read_at_300_dpi (gconstpointer layout)
{
  assert_all_are_read (layout, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (const char *const *name = foyer_layout_ready_names (); *name != NULL; name++)
    {
      g_autofree char *coarse = g_strdup_printf ("/layout-codes/%s/are-read-at-203-dpi", *name);
      g_autofree char *fine = g_strdup_printf ("/layout-codes/%s/are-read-at-300-dpi", *name);

      g_test_add_data_func (coarse, *name, codes_are_read_at_203_dpi);
      g_test_add_data_func (fine, *name, codes_are_read_at_300_dpi);
    }
  return g_test_run ();
}
