/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-random.h"

#include <string.h>

static void
test_seeded_is_repeatable (void)
{
  FoyerRandom one, two, other;
  guint8      first[1000], second[1000], third[1000];

  foyer_random_init_seed (&one, 42);
  foyer_random_init_seed (&two, 42);
  foyer_random_init_seed (&other, 43);
  foyer_random_fill (&one, first, sizeof first);
  foyer_random_fill (&two, second, sizeof second);
  foyer_random_fill (&other, third, sizeof third);
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_cmpint (memcmp (first, third, sizeof first), !=, 0);
}

static void
test_seeded_follows_the_published_generators (void)
{
  /* SplitMix64 from 0 yields these two; xoroshiro128+ starts with their sum */
  const guint64 expected = G_GUINT64_CONSTANT (0xe220a8397b1dcdaf) + G_GUINT64_CONSTANT (0x6e789e6aa1b965f4);
  FoyerRandom   random;
  guint64       value;

  foyer_random_init_seed (&random, 0);
  foyer_random_fill (&random, (guint8 *) &value, sizeof value);
  g_assert_cmphex (value, ==, expected);
}

static void
test_fill_writes_exactly_its_length (void)
{
  FoyerRandom random;

  for (int seeded = 0; seeded <= 1; seeded++)
    for (gsize length = 0; length < 70; length++)
      {
        g_autofree guint8 *seen = g_malloc0 (length + 1);
        guint8             bytes[80];

        if (seeded)
          foyer_random_init_seed (&random, length);
        else
          foyer_random_init_system (&random);
        for (int round = 0; round < 40; round++)
          {
            memset (bytes, 0, sizeof bytes);
            foyer_random_fill (&random, bytes, length);
            for (gsize i = 0; i < length; i++)
              seen[i] |= bytes[i];
            for (gsize i = length; i < sizeof bytes; i++)
              g_assert_cmpint (bytes[i], ==, 0);
          }
        /* a byte that stayed 0 forty times was not written */
        for (gsize i = 0; i < length; i++)
          g_assert_cmpint (seen[i], !=, 0);
      }
}

static void
test_system_differs_each_time (void)
{
  FoyerRandom random;
  guint8      first[16], second[16];

  foyer_random_init_system (&random);
  foyer_random_fill (&random, first, sizeof first);
  foyer_random_fill (&random, second, sizeof second);
  g_assert_cmpint (memcmp (first, second, sizeof first), !=, 0);
}

static void
test_below_is_even (void)
{
  static const guint32 limits[] = { 1, 2, 3, 7, 10, 32 };
  FoyerRandom          random;

  foyer_random_init_seed (&random, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      guint counts[32] = { 0 };
      guint n = 3200 * limits[i];

      for (guint j = 0; j < n; j++)
        {
          guint32 value = foyer_random_below (&random, limits[i]);

          g_assert_cmpuint (value, <, limits[i]);
          counts[value]++;
        }
      for (guint j = 0; j < limits[i]; j++)
        {
          g_assert_cmpuint (counts[j], >, 2900);
          g_assert_cmpuint (counts[j], <, 3500);
        }
    }
}

static void
test_below_takes_the_largest_limits (void)
{
  FoyerRandom random;
  gboolean    upper_half = FALSE;

  foyer_random_init_seed (&random, 8);
  for (int i = 0; i < 1000; i++)
    {
      g_assert_cmpuint (foyer_random_below (&random, G_MAXUINT32), <, G_MAXUINT32);
      upper_half |= foyer_random_below (&random, 0x80000001u) == 0x80000000u || foyer_random_below (&random, G_MAXUINT32) > 0x80000000u;
    }
  g_assert_true (upper_half);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/the-same-seed-gives-the-same-bytes", test_seeded_is_repeatable);
  g_test_add_func ("/random/the-seeded-sequence-follows-the-published-generators", test_seeded_follows_the_published_generators);
  g_test_add_func ("/random/fill-writes-every-byte-and-not-one-more", test_fill_writes_exactly_its_length);
  g_test_add_func ("/random/the-system-never-says-the-same-twice", test_system_differs_each_time);
  g_test_add_func ("/random/numbers-below-a-limit-are-evenly-spread", test_below_is_even);
  g_test_add_func ("/random/numbers-below-a-huge-limit-come-to-an-end", test_below_takes_the_largest_limits);
  return g_test_run ();
}
