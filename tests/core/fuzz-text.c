/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-attendee.h"
#include "foyer-error.h"
#include "foyer-money.h"
#include "foyer-search-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_amount (const char *text, const char *currency)
{
  g_autoptr (GError) error = NULL;
  gint64 minor, again;

  if (foyer_money_parse (text, currency, &minor, &error))
    {
      g_autofree char *plain = foyer_money_format_plain (minor, currency);

      g_assert_true (minor >= 0 && minor <= FOYER_MONEY_MAX);
      g_assert_true (foyer_money_parse (plain, currency, &again, NULL));
      g_assert_cmpint (again, ==, minor);
    }
  else
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* What people type or a file holds: an amount, a name, a date, an address. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *folded = foyer_search_fold (text);
  g_autofree char *twice = foyer_search_fold (folded);
  g_autofree char *terms = foyer_search_terms (text);
  FoyerTime        time = foyer_time_parse_iso (text, NULL);

  read_amount (text, "EUR");
  read_amount (text, "JPY");
  read_amount (text, "KWD");
  g_assert_cmpstr (folded, ==, twice);
  g_assert_true (g_utf8_validate (terms, -1, NULL));
  g_assert_cmpint (foyer_search_distance (folded, twice, 2), ==, 0);
  g_assert_cmpint (foyer_search_distance (folded, "muller", 2), <=, 3);
  if (time > 0 && time <= FOYER_TIME_MAX)
    {
      g_autofree char *printed = foyer_time_format_iso (time);

      g_assert_cmpint (foyer_time_parse_iso (printed, NULL), ==, time);
    }
  if (foyer_email_is_plausible (text))
    g_assert_true (g_utf8_validate (text, -1, NULL));
  return 0;
}
