/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-money.h"

#include <locale.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-random.h"

#define CASES 2000

/* ISO 4217, list one, written down anew: every currency that Foyer counts in. */
static const char *const without_decimals[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
                                                "UGX", "VND", "VUV", "XAF", "XOF", "XPF" };
static const char *const with_three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };
static const char *const with_two[] = { "AED", "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK", "EGP", "EUR",
                                        "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "KES", "MAD", "MXN", "MYR", "NGN",
                                        "NOK", "NZD", "PEN", "PHP", "PLN", "QAR", "RON", "RSD", "SAR", "SEK", "SGD", "THB",
                                        "TRY", "TWD", "UAH", "USD", "UYU", "ZAR" };

static GPtrArray *
list_currencies (void)
{
  GPtrArray *all = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (without_decimals); i++)
    g_ptr_array_add (all, (gpointer) without_decimals[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (with_two); i++)
    g_ptr_array_add (all, (gpointer) with_two[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (with_three); i++)
    g_ptr_array_add (all, (gpointer) with_three[i]);
  return all;
}

static gint64
random_amount (FoyerRandom *random)
{
  guint64 bits;
  gint64  bound = 10;

  /* as many small amounts as large ones */
  for (guint i = foyer_random_below (random, 11); i > 0; i--)
    bound *= 10;
  foyer_random_fill (random, (guint8 *) &bits, sizeof bits);
  return bits % (MIN (bound, FOYER_MONEY_MAX) + 1);
}

static void
assert_reads (const char *text, const char *currency, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 minor = -7;

  if (!foyer_money_parse (text, currency, &minor, &error))
    g_error ("“%s” in %s was refused: %s", text, currency, error->message);
  if (minor != expected)
    g_error ("“%s” in %s was read as %" G_GINT64_FORMAT ", not as %" G_GINT64_FORMAT, text, currency, minor, expected);
}

static void
assert_refuses (const char *text, const char *currency)
{
  g_autoptr (GError) error = NULL;
  gint64 minor = -7;

  if (foyer_money_parse (text, currency, &minor, &error))
    g_error ("“%s” in %s was taken for %" G_GINT64_FORMAT, text, currency, minor);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 400);
  g_assert_cmpint (minor, ==, -7);
}

static void
test_exponents (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (without_decimals); i++)
    g_assert_cmpint (foyer_currency_exponent (without_decimals[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (with_two); i++)
    g_assert_cmpint (foyer_currency_exponent (with_two[i]), ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (with_three); i++)
    g_assert_cmpint (foyer_currency_exponent (with_three[i]), ==, 3);
}

static void
test_known (void)
{
  g_autoptr (GPtrArray) all = list_currencies ();

  for (guint i = 0; i < all->len; i++)
    {
      g_assert_true (foyer_currency_is_known (all->pdata[i]));
      g_assert_cmpstr (foyer_currency_symbol (all->pdata[i]), !=, "");
    }
  g_assert_false (foyer_currency_is_known (NULL));
  g_assert_false (foyer_currency_is_known (""));
  g_assert_false (foyer_currency_is_known ("eur"));
  g_assert_false (foyer_currency_is_known ("EURO"));
  g_assert_false (foyer_currency_is_known ("XXX"));
  g_assert_cmpstr (foyer_currency_symbol ("EUR"), ==, "€");
  g_assert_cmpstr (foyer_currency_symbol ("CHF"), ==, "CHF");
  g_assert_cmpstr (foyer_currency_symbol ("XXX"), ==, "XXX");
  g_assert_cmpint (foyer_currency_exponent ("XXX"), ==, 2);
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) all = list_currencies ();
  FoyerRandom random;

  foyer_random_init_seed (&random, 1);
  for (guint i = 0; i < all->len; i++)
    for (int j = 0; j < CASES; j++)
      {
        gint64           minor = random_amount (&random);
        g_autofree char *text = foyer_money_format (minor, all->pdata[i]);
        g_autofree char *full = foyer_money_format_full (minor, all->pdata[i]);
        g_autofree char *plain = foyer_money_format_plain (minor, all->pdata[i]);

        assert_reads (text, all->pdata[i], minor);
        assert_reads (full, all->pdata[i], minor);
        assert_reads (plain, all->pdata[i], minor);
      }
}

/* What people elsewhere would write for an amount, independent of the code under test. */
static char *
write_amount (gint64 minor, int exponent, const char *group, const char *point)
{
  GString         *text = g_string_new (NULL);
  gint64           scale = exponent == 0 ? 1 : exponent == 2 ? 100
                                                             : 1000;
  g_autofree char *whole = g_strdup_printf ("%" G_GINT64_FORMAT, minor / scale);

  for (gsize i = 0; whole[i] != '\0'; i++)
    {
      g_string_append_c (text, whole[i]);
      if (whole[i + 1] != '\0' && strlen (whole + i + 1) % 3 == 0)
        g_string_append (text, group);
    }
  if (exponent > 0)
    g_string_append_printf (text, "%s%0*" G_GINT64_FORMAT, point, exponent, minor % scale);
  return g_string_free (text, FALSE);
}

static void
test_every_spelling (void)
{
  static const struct
  {
    const char *group, *point;
  } spellings[] = {
    { ".", "," },
    { ",", "." },
    { " ", "," },
    { "\u00a0", "," },
    { "\u202f", "," },
    { "\u2009", "," },
    { "'", "." },
    { "\u2019", "." },
    { "", "," },
    { "", "." },
  };
  static const char *const currencies[] = { "JPY", "EUR", "KWD" };
  FoyerRandom              random;

  foyer_random_init_seed (&random, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (currencies); j++)
      for (int k = 0; k < CASES; k++)
        {
          gint64           minor = random_amount (&random);
          int              exponent = foyer_currency_exponent (currencies[j]);
          g_autofree char *text = write_amount (minor, exponent, spellings[i].group, spellings[i].point);

          assert_reads (text, currencies[j], minor);
        }
}

static void
test_typed (void)
{
  assert_reads ("0", "EUR", 0);
  assert_reads ("24", "EUR", 2400);
  assert_reads ("24,5", "EUR", 2450);
  assert_reads ("24.50", "EUR", 2450);
  assert_reads ("0,05", "EUR", 5);
  assert_reads (",5", "EUR", 50);
  assert_reads ("24,", "EUR", 2400);
  assert_reads ("0024", "EUR", 2400);
  assert_reads ("1.234,56", "EUR", 123456);
  assert_reads ("1,234.56", "EUR", 123456);
  assert_reads ("1 234,56", "EUR", 123456);
  assert_reads ("1'234.50", "CHF", 123450);
  assert_reads ("1.234", "EUR", 123400);
  assert_reads ("1,234", "EUR", 123400);
  assert_reads ("1.234.567", "EUR", 123456700);
  assert_reads ("12.345", "EUR", 1234500);
  assert_reads ("12.345", "KWD", 12345);
  assert_reads ("12,345", "KWD", 12345);
  assert_reads ("1,234.500", "KWD", 1234500);
  assert_reads ("1.234", "JPY", 1234);
  assert_reads ("1,234,567", "JPY", 1234567);
  assert_reads ("1000000000.00", "EUR", FOYER_MONEY_MAX);
}

static void
test_signs_and_blanks (void)
{
  assert_reads ("12 €", "EUR", 1200);
  assert_reads ("12€", "EUR", 1200);
  assert_reads ("€ 12", "EUR", 1200);
  assert_reads ("€12.50", "EUR", 1250);
  assert_reads ("EUR 12", "EUR", 1200);
  assert_reads ("12 EUR", "EUR", 1200);
  assert_reads ("\t12,50 \n", "EUR", 1250);
  assert_reads ("12,50\u00a0€", "EUR", 1250);
  assert_reads ("€\u00a012,50", "EUR", 1250);
  assert_reads ("\u00a0\u202f12,50 \u00a0 € \u00a0", "EUR", 1250);
  assert_reads ("1\u202f234,56\u00a0€", "EUR", 123456);
  assert_reads ("12 kr", "SEK", 1200);
  assert_reads ("A$ 12", "AUD", 1200);
  assert_reads ("12 KWD", "KWD", 12000);
  assert_reads ("12", "", 1200);
}

static void
test_refused (void)
{
  static const char *const never[] = {
    "", " ", "\u00a0", "abc", "€", "EUR", ".", ",", "-", "-3", "- 3", "€ -3", "-3 €", "\u22123", "3-", "(3)", "+3",
    "1.2.3", "1,2,3", "1..2", "1.,2", ".,5", "1.23.456", "1.234.56", "1,234.567,89", "1.234,567.89", "1.234,567,89", "1 234.567",
    "1234.567,89", "12345 678", "0.123", "0,500", "00.123", "1 23", "1  234", "1 2345", "1'234 567", "1.234.",
    "'123", " .123 456", "12.3456", "1e3", "0x10", "1/2", "½", "٣", "１２", "12 euro", "12 $", "12 € 5", "1\n234",
    "1\t234", "123456789012345678901234567890", "1000000000.01", "9223372036854775808", "18446744073709551617",
    "12\xff", "\xe2\x82", "1\xe2", "12 \xe2\x82", "1\xc2", "\xff", "1\xf0\x9f"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    assert_refuses (never[i], "EUR");
  assert_refuses ("12.5", "JPY");
  assert_refuses ("12,50", "JPY");
  assert_refuses ("12.3456", "KWD");
  assert_refuses ("12 €", "USD");
}

static void
test_error_is_a_sentence (void)
{
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (GString) umlauts = g_string_new (NULL);

  assert_refuses (text, "EUR");
  for (int i = 0; i < 200; i++)
    {
      g_string_append (umlauts, i % 2 == 0 ? "ä" : "x");
      assert_refuses (umlauts->str, "EUR");
    }
}

/* Any text either gives an amount that can be written and read again, or an error. */
static void
test_any_text (void)
{
  static const char *const pieces[] = { "0", "1", "23", "456", "789", ".", ",", "'", " ", "\u00a0", "€", "EUR", "-", "x", "\xc2", "\xe2\x82" };
  static const char *const currencies[] = { "JPY", "EUR", "KWD", "ZAR", "XXX" };
  FoyerRandom              random;
  int                      taken = 0;

  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < 100000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      const char *currency = currencies[foyer_random_below (&random, G_N_ELEMENTS (currencies))];
      gint64      minor = -7;

      for (guint n = foyer_random_below (&random, 8); n > 0; n--)
        g_string_append (text, pieces[foyer_random_below (&random, G_N_ELEMENTS (pieces))]);
      if (foyer_money_parse (text->str, currency, &minor, &error))
        {
          g_autofree char *plain = foyer_money_format_plain (minor, currency);

          g_assert_cmpint (minor, >=, 0);
          g_assert_cmpint (minor, <=, FOYER_MONEY_MAX);
          assert_reads (plain, currency, minor);
          taken++;
        }
      else
        {
          g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_cmpint (minor, ==, -7);
        }
    }
  g_assert_cmpint (taken, >, 5000);
}

static void
assert_writes (gint64 minor, const char *currency, const char *expected)
{
  g_autofree char *text = foyer_money_format_plain (minor, currency);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_written (void)
{
  g_autofree char *full = foyer_money_format_full (2400, "EUR");

  assert_writes (0, "EUR", "0.00");
  assert_writes (5, "EUR", "0.05");
  assert_writes (123456, "EUR", "1234.56");
  assert_writes (-5, "EUR", "-0.05");
  assert_writes (-123456, "EUR", "-1234.56");
  assert_writes (7, "KWD", "0.007");
  assert_writes (1234, "JPY", "1234");
  assert_writes (G_MAXINT64, "JPY", "9223372036854775807");
  assert_writes (G_MININT64, "EUR", "-92233720368547758.08");
  g_assert_cmpstr (full, ==, "24.00\u00a0€");
}

static void
test_locales (void)
{
  g_autofree char *german = NULL;

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }
  german = foyer_money_format_full (123456789, "EUR");
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (german, ==, "1.234.567,89\u00a0€");
}

/* The tax by whole numbers in another way: the smallest distance to gross * rate / (10000 + rate). */
static void
test_vat_part (void)
{
  FoyerRandom random;

  g_assert_cmpint (foyer_money_vat_part (11900, 1900), ==, 1900);
  g_assert_cmpint (foyer_money_vat_part (10700, 700), ==, 700);
  g_assert_cmpint (foyer_money_vat_part (2400, 1900), ==, 383);
  g_assert_cmpint (foyer_money_vat_part (2400, 0), ==, 0);
  g_assert_cmpint (foyer_money_vat_part (0, 1900), ==, 0);
  g_assert_cmpint (foyer_money_vat_part (1, 10000), ==, 1); /* a half goes away from zero */
  g_assert_cmpint (foyer_money_vat_part (-1, 10000), ==, -1);
  g_assert_cmpint (foyer_money_vat_part (1000 * FOYER_MONEY_MAX, 10000), ==, 500 * FOYER_MONEY_MAX);

  foyer_random_init_seed (&random, 4);
  for (int i = 0; i < 20000; i++)
    {
      gint64 gross = random_amount (&random);
      int    rate = foyer_random_below (&random, 10001);
      gint64 tax = foyer_money_vat_part (gross, rate);
      gint64 rest = gross * rate - tax * (10000 + rate);

      g_assert_cmpint (tax, >=, 0);
      g_assert_cmpint (tax, <=, gross);
      g_assert_cmpint (2 * rest, <, 10000 + rate);
      g_assert_cmpint (2 * rest, >=, -(10000 + rate));
      g_assert_cmpint (foyer_money_vat_part (-gross, rate), ==, -tax);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/every-currency-has-its-decimals", test_exponents);
  g_test_add_func ("/money/currencies-are-known-by-their-exact-code", test_known);
  g_test_add_func ("/money/what-is-written-is-read-back-in-every-currency", test_round_trip);
  g_test_add_func ("/money/what-any-country-writes-is-read", test_every_spelling);
  g_test_add_func ("/money/what-people-type-is-read", test_typed);
  g_test_add_func ("/money/signs-and-blanks-around-an-amount-do-no-harm", test_signs_and_blanks);
  g_test_add_func ("/money/what-is-no-amount-or-could-be-two-is-refused", test_refused);
  g_test_add_func ("/money/an-error-is-one-short-sentence-in-sound-utf-8", test_error_is_a_sentence);
  g_test_add_func ("/money/any-text-is-an-amount-or-an-error", test_any_text);
  g_test_add_func ("/money/is-written-with-all-its-decimals", test_written);
  g_test_add_func ("/money/is-written-as-the-locale-wants", test_locales);
  g_test_add_func ("/money/the-tax-inside-is-rounded-to-the-nearest", test_vat_part);
  return g_test_run ();
}
