/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-id.h"

#include <string.h>

#define CASES 5000
#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)

static void
test_layout (void)
{
  FoyerRandom random;
  guint8      ones[16] = { 0 }, zeros[16] = { 0 };

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < CASES; i++)
    {
      FoyerTime now = NOON + foyer_random_below (&random, G_MAXUINT32) * G_GINT64_CONSTANT (1000) + foyer_random_below (&random, 1000);
      FoyerId   id = foyer_id_generate (now, &random);

      g_assert_cmpint (id.bytes[6] >> 4, ==, 7);
      g_assert_cmpint (id.bytes[8] >> 6, ==, 2);
      g_assert_cmpint (foyer_id_time (&id), ==, now / 1000 * 1000);
      for (int j = 0; j < 16; j++)
        {
          ones[j] |= id.bytes[j];
          zeros[j] |= ~id.bytes[j];
        }
    }
  /* 74 bits are chance: each was seen set and clear */
  for (int j = 6; j < 16; j++)
    {
      guint8 chance = j == 6 ? 0x0f : j == 8 ? 0x3f
                                             : 0xff;

      g_assert_cmphex (ones[j] & chance, ==, chance);
      g_assert_cmphex (zeros[j] & chance, ==, chance);
    }
}

static void
test_known_layout (void)
{
  /* the example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z */
  FoyerId id;

  g_assert_true (foyer_id_parse ("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", &id));
  g_assert_cmpint (foyer_id_time (&id), ==, G_GINT64_CONSTANT (1645557742000000));
}

static void
test_order_by_time (void)
{
  FoyerRandom random;
  FoyerId     before = FOYER_ID_NONE;
  FoyerTime   now = 0;
  char        text_before[FOYER_ID_TEXT_LENGTH + 1] = "";

  foyer_random_init_seed (&random, 2);
  for (int i = 0; i < CASES; i++)
    {
      FoyerId id;
      char    text[FOYER_ID_TEXT_LENGTH + 1];

      now += 1000 + (gint64) foyer_random_below (&random, G_MAXUINT32) * foyer_random_below (&random, 10000);
      id = foyer_id_generate (now, &random);
      foyer_id_print (&id, text);
      g_assert_cmpint (foyer_id_compare (&before, &id), <, 0);
      g_assert_cmpint (foyer_id_compare (&id, &before), >, 0);
      g_assert_cmpstr (text_before, <, text);
      before = id;
      memcpy (text_before, text, sizeof text);
    }
}

static void
test_no_double (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (foyer_id_hash, foyer_id_equal, g_free, NULL);
  FoyerRandom random;

  foyer_random_init_system (&random);
  for (int i = 0; i < 20000; i++)
    {
      FoyerId id = foyer_id_generate (NOON, &random);

      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
    }
}

static void
test_text_round_trip (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < CASES; i++)
    {
      FoyerId          id, back;
      g_autofree char *text = NULL;
      g_autofree char *upper = NULL;

      foyer_random_fill (&random, id.bytes, sizeof id.bytes);
      text = foyer_id_dup_text (&id);
      upper = g_ascii_strup (text, -1);
      g_assert_cmpuint (strlen (text), ==, FOYER_ID_TEXT_LENGTH);
      g_assert_true (g_uuid_string_is_valid (text));
      g_assert_true (foyer_id_parse (text, &back));
      g_assert_true (foyer_id_equal (&id, &back));
      g_assert_true (foyer_id_parse (upper, &back));
      g_assert_true (foyer_id_equal (&id, &back));
      g_assert_cmpuint (foyer_id_hash (&id), ==, foyer_id_hash (&back));
    }
}

static void
test_garbage (void)
{
  static const char *const garbage[] = {
    "", "x", "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
    "01890a5dac96774bbcceb302099a8057", "01890a5d_ac96_774b_bcce_b302099a8057",
    "01890a5d-ac96-774b-bcce-b302099a805g", "g1890a5d-ac96-774b-bcce-b302099a8057",
    "0-890a5d-ac96-774b-bcce-b302099a8057", "{1890a5d-ac96-774b-bcce-b302099a805}",
    " 1890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a80\xff\xff",
    "01890a5d-ac96-774b-bccec-302099a8057"
  };
  FoyerId id;

  memset (&id, 0xff, sizeof id);
  g_assert_false (foyer_id_parse (NULL, &id));
  g_assert_true (foyer_id_is_none (&id));
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      memset (&id, 0xff, sizeof id);
      g_assert_false (foyer_id_parse (garbage[i], &id));
      g_assert_true (foyer_id_is_none (&id));
    }
}

static void
test_one_wrong_letter (void)
{
  static const char sound[] = "01890a5d-ac96-774b-bcce-b302099a8057";

  for (int place = 0; place < FOYER_ID_TEXT_LENGTH; place++)
    for (int c = 1; c < 256; c++)
      {
        char     text[sizeof sound];
        FoyerId  id;
        gboolean hyphen = place == 8 || place == 13 || place == 18 || place == 23;

        memcpy (text, sound, sizeof sound);
        text[place] = c;
        g_assert_cmpint (foyer_id_parse (text, &id), ==, hyphen ? c == '-' : g_ascii_isxdigit (c));
      }
}

static void
test_derive (void)
{
  FoyerId first = { { 1 } }, second = { { 2 } };
  FoyerId id = foyer_id_derive ("lease", &first, &second);
  FoyerId again = foyer_id_derive ("lease", &first, &second);
  FoyerId swapped = foyer_id_derive ("lease", &second, &first);
  FoyerId other = foyer_id_derive ("hold", &first, &second);

  g_assert_true (foyer_id_equal (&id, &again));
  g_assert_false (foyer_id_equal (&id, &swapped));
  g_assert_false (foyer_id_equal (&id, &other));
  g_assert_cmpint (id.bytes[6] >> 4, ==, 8);
  g_assert_cmpint (id.bytes[8] >> 6, ==, 2);
}

static void
test_odd_moments (void)
{
  FoyerRandom random;
  FoyerId     id;

  foyer_random_init_seed (&random, 4);
  id = foyer_id_generate (-5 * FOYER_DAY, &random);
  g_assert_cmpint (foyer_id_time (&id), ==, 0);
  g_assert_false (foyer_id_is_none (&id));
  id = foyer_id_generate (FOYER_TIME_MAX, &random);
  g_assert_cmpint (foyer_id_time (&id), ==, FOYER_TIME_MAX / 1000 * 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/has-the-layout-of-version-7", test_layout);
  g_test_add_func ("/id/reads-the-time-of-the-standards-own-example", test_known_layout);
  g_test_add_func ("/id/sorts-by-time-as-bytes-and-as-text", test_order_by_time);
  g_test_add_func ("/id/never-comes-twice-in-one-millisecond", test_no_double);
  g_test_add_func ("/id/survives-its-text-in-either-case", test_text_round_trip);
  g_test_add_func ("/id/refuses-garbage-and-becomes-none", test_garbage);
  g_test_add_func ("/id/refuses-every-letter-that-does-not-belong", test_one_wrong_letter);
  g_test_add_func ("/id/is-derived-alike-everywhere-and-apart-by-purpose-and-order", test_derive);
  g_test_add_func ("/id/takes-moments-before-1970-and-in-the-year-9999", test_odd_moments);
  return g_test_run ();
}
