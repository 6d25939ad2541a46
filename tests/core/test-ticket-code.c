/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-code.h"

#include <string.h>

#define CASES 20000

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
assert_kept_as (const char *text, const char *expected)
{
  g_autofree char *code = foyer_code_normalize (text, -1);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_secret_form (void)
{
  FoyerRandom random;
  guint8      ones[16] = { 0 }, zeros[16] = { 0 };
  guint       counts[32] = { 0 };

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < CASES; i++)
    {
      g_autofree char *secret = foyer_secret_generate (&random);
      guint8           bytes[17] = { 0 };

      g_assert_cmpuint (strlen (secret), ==, 26);
      g_assert_true (foyer_code_is_secret (secret));
      for (int j = 0; j < 26; j++)
        {
          guint value = strchr (alphabet, secret[j]) - alphabet;

          if (j < 25)
            counts[value]++;
          for (int bit = 0; bit < 5; bit++)
            if (value & (16 >> bit))
              bytes[(j * 5 + bit) / 8] |= 128 >> (j * 5 + bit) % 8;
        }
      g_assert_cmpint (bytes[16], ==, 0);
      for (int j = 0; j < 16; j++)
        {
          ones[j] |= bytes[j];
          zeros[j] |= ~bytes[j];
        }
    }
  for (int j = 0; j < 16; j++)
    {
      g_assert_cmphex (ones[j], ==, 0xff);
      g_assert_cmphex (zeros[j], ==, 0xff);
    }
  /* 15625 of each letter on average, a deviation of 123 */
  for (int j = 0; j < 32; j++)
    {
      g_assert_cmpuint (counts[j], >, 15625 - 5 * 123);
      g_assert_cmpuint (counts[j], <, 15625 + 5 * 123);
    }
}

static void
test_secret_holds_the_bytes (void)
{
  FoyerRandom random, same;

  foyer_random_init_seed (&random, 2);
  foyer_random_init_seed (&same, 2);
  for (int i = 0; i < CASES; i++)
    {
      g_autofree char *secret = foyer_secret_generate (&random);
      guint8           drawn[16], held[17] = { 0 };

      foyer_random_fill (&same, drawn, sizeof drawn);
      for (int j = 0; j < 26; j++)
        for (int bit = 0; bit < 5; bit++)
          if ((strchr (alphabet, secret[j]) - alphabet) & (16 >> bit))
            held[(j * 5 + bit) / 8] |= 128 >> (j * 5 + bit) % 8;
      g_assert_cmpmem (drawn, 16, held, 16);
    }
}

static void
test_secrets_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FoyerRandom random;

  foyer_random_init_system (&random);
  for (int i = 0; i < CASES; i++)
    g_assert_true (g_hash_table_add (seen, foyer_secret_generate (&random)));
}

static void
test_typing_mistakes (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < CASES; i++)
    {
      g_autofree char *secret = foyer_secret_generate (&random);
      g_autoptr (GString) typed = g_string_new (foyer_random_below (&random, 4) == 0 ? "  " : NULL);

      for (int j = 0; j < 26; j++)
        {
          char c = secret[j];

          if (c == '1')
            c = "1IiLl"[foyer_random_below (&random, 5)];
          else if (c == '0')
            c = "0Oo"[foyer_random_below (&random, 3)];
          else if (foyer_random_below (&random, 2) == 0)
            c = g_ascii_tolower (c);
          g_string_append_c (typed, c);
          if (foyer_random_below (&random, 5) == 0)
            g_string_append_c (typed, "- "[foyer_random_below (&random, 2)]);
        }
      if (foyer_random_below (&random, 4) == 0)
        g_string_append (typed, "\r\n");
      assert_kept_as (typed->str, secret);
    }
}

static void
test_is_secret (void)
{
  g_assert_true (foyer_code_is_secret ("0123456789ABCDEFGHJKMNPQRS"));
  g_assert_false (foyer_code_is_secret (NULL));
  g_assert_false (foyer_code_is_secret (""));
  g_assert_false (foyer_code_is_secret ("0123456789ABCDEFGHJKMNPQR"));
  g_assert_false (foyer_code_is_secret ("0123456789ABCDEFGHJKMNPQRST"));
  g_assert_false (foyer_code_is_secret ("0123456789ABCDEFGHJKMNPQRs"));
  g_assert_false (foyer_code_is_secret ("0123456789ABCDEFGHIJKMNPQR"));
  g_assert_false (foyer_code_is_secret ("0123456789ABCDEFGHJKMNPQRU"));
}

static void
test_foreign_codes (void)
{
  assert_kept_as ("4006381333931", "4006381333931");
  assert_kept_as ("https://example.org/t/abc?x=1", "https://example.org/t/abc?x=1");
  assert_kept_as ("abcDEF123", "abcDEF123");
  assert_kept_as ("eyJhbGciOiJFZERTQSJ9.e30.c2ln", "eyJhbGciOiJFZERTQSJ9.e30.c2ln");
  assert_kept_as ("  Karte 7 \n", "Karte 7");
  assert_kept_as ("Ünïcödé", "Ünïcödé");
  assert_kept_as ("01234567-89ab-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcdef");
  assert_kept_as ("0123456789abcdefghjkmnpqr", "0123456789abcdefghjkmnpqr");
  assert_kept_as ("0123456789abcdefghjkmnpqru", "0123456789abcdefghjkmnpqru"); /* U is not Crockford's */
  assert_kept_as ("--------------------------", "--------------------------");
  assert_kept_as ("-", "-");
}

static void
test_no_codes (void)
{
  g_autofree char *longest = g_strnfill (FOYER_CODE_MAX, 'x');
  g_autofree char *too_long = g_strnfill (FOYER_CODE_MAX + 1, 'x');
  g_autofree char *four_kilobytes = g_strnfill (4096, '7');

  assert_kept_as (NULL, NULL);
  assert_kept_as ("", NULL);
  assert_kept_as (" \t\r\n", NULL);
  assert_kept_as ("abc\x01"
                  "def",
                  NULL);
  assert_kept_as ("abc\tdef", NULL);
  assert_kept_as ("]d201040063813339\x1d"
                  "10A",
                  NULL); /* GS1 with a separator */
  assert_kept_as ("abc\x7f", NULL);
  assert_kept_as ("abc\xc2\x85"
                  "def",
                  NULL);
  assert_kept_as ("\xff\xfe", NULL);
  assert_kept_as ("abc\xc3", NULL);
  assert_kept_as ("\xc0\x80", NULL);
  assert_kept_as ("\xed\xa0\x80", NULL);
  assert_kept_as (too_long, NULL);
  assert_kept_as (four_kilobytes, NULL);
  assert_kept_as (longest, longest);
  g_assert_null (foyer_code_normalize ("abc\0def", 7));
  g_assert_null (foyer_code_normalize ("abc", 0));
}

static void
test_length_is_kept (void)
{
  g_autofree char *exact = g_memdup2 ("  KARTE7xyz", 11); /* no NUL behind it */
  g_autofree char *code = foyer_code_normalize (exact, 8);

  g_assert_cmpstr (code, ==, "KARTE7");
}

static void
test_normal_form_is_final (void)
{
  FoyerRandom random;
  int         taken = 0;

  foyer_random_init_seed (&random, 4);
  for (int i = 0; i < CASES; i++)
    {
      guint8           bytes[60];
      gsize            length = foyer_random_below (&random, sizeof bytes);
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      foyer_random_fill (&random, bytes, sizeof bytes);
      for (gsize j = 0; j < length && i % 4 != 0; j++)
        bytes[j] = " -0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[bytes[j] % 64];
      once = foyer_code_normalize ((const char *) bytes, length);
      if (once == NULL)
        continue;
      taken++;
      twice = foyer_code_normalize (once, -1);
      g_assert_cmpstr (once, ==, twice);
    }
  g_assert_cmpint (taken, >, CASES / 2);
}

static void
test_ean_known (void)
{
  char digits[14];
  int  event_number, serial;

  /* check digits reckoned by hand: 2 + 1 + 3 * 1 = 6, and 4 to the next ten */
  foyer_ean13_build (1, 1, digits);
  g_assert_cmpstr (digits, ==, "2000100000014");
  foyer_ean13_build (0, 0, digits);
  g_assert_cmpstr (digits, ==, "2000000000008");
  foyer_ean13_build (42, 317, digits);
  g_assert_cmpstr (digits, ==, "2004200003173");
  foyer_ean13_build (9999, FOYER_SERIAL_MAX, digits);
  g_assert_cmpstr (digits, ==, "2999999999991");
  g_assert_true (foyer_ean13_parse ("2012345678903", &event_number, &serial));
  g_assert_cmpint (event_number, ==, 123);
  g_assert_cmpint (serial, ==, 4567890);
}

static void
test_ean_round_trip (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 5);
  for (int i = 0; i < CASES; i++)
    {
      int  event_number = foyer_random_below (&random, 10000);
      int  serial = foyer_random_below (&random, FOYER_SERIAL_MAX + 1);
      int  event_back = -1, serial_back = -1;
      char digits[14];

      foyer_ean13_build (event_number, serial, digits);
      g_assert_cmpuint (strlen (digits), ==, 13);
      g_assert_true (foyer_ean13_parse (digits, &event_back, &serial_back));
      g_assert_cmpint (event_back, ==, event_number);
      g_assert_cmpint (serial_back, ==, serial);
    }
}

static void
test_ean_one_digit (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 6);
  for (int i = 0; i < 2000; i++)
    {
      char digits[14];
      int  event_number, serial;

      foyer_ean13_build (foyer_random_below (&random, 10000), foyer_random_below (&random, FOYER_SERIAL_MAX + 1), digits);
      for (int place = 0; place < 13; place++)
        for (int step = 1; step < 10; step++)
          {
            char wrong[14];

            memcpy (wrong, digits, sizeof wrong);
            wrong[place] = '0' + (digits[place] - '0' + step) % 10;
            g_assert_false (foyer_ean13_parse (wrong, &event_number, &serial));
          }
    }
}

static void
test_ean_foreign (void)
{
  static const char *const foreign[] = { "", "2", "4006381333931", "978020137962", "200010000001", "20001000000122",
                                         "2000100000013", "200010000001x", "2000 10000012", "２０００１０００００００１４", "2000100000012" };
  int                      event_number = -1, serial = -1;

  g_assert_false (foyer_ean13_parse (NULL, &event_number, &serial));
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_false (foyer_ean13_parse (foreign[i], &event_number, &serial));
  g_assert_cmpint (event_number, ==, -1);
  g_assert_cmpint (serial, ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket-code/a-secret-is-26-letters-with-128-evenly-spread-bits", test_secret_form);
  g_test_add_func ("/ticket-code/a-secret-holds-every-byte-that-was-drawn", test_secret_holds_the_bytes);
  g_test_add_func ("/ticket-code/no-secret-comes-twice", test_secrets_differ);
  g_test_add_func ("/ticket-code/a-typed-secret-forgives-crockfords-mistakes", test_typing_mistakes);
  g_test_add_func ("/ticket-code/only-the-exact-form-is-a-secret", test_is_secret);
  g_test_add_func ("/ticket-code/foreign-codes-stay-as-they-are", test_foreign_codes);
  g_test_add_func ("/ticket-code/control-characters-bad-utf-8-and-4-kb-are-no-codes", test_no_codes);
  g_test_add_func ("/ticket-code/no-byte-behind-the-length-is-looked-at", test_length_is_kept);
  g_test_add_func ("/ticket-code/the-normal-form-is-final", test_normal_form_is_final);
  g_test_add_func ("/ean13/known-numbers-have-their-check-digit", test_ean_known);
  g_test_add_func ("/ean13/a-number-gives-back-event-and-serial", test_ean_round_trip);
  g_test_add_func ("/ean13/every-single-wrong-digit-is-noticed", test_ean_one_digit);
  g_test_add_func ("/ean13/other-peoples-numbers-are-refused", test_ean_foreign);
  return g_test_run ();
}
