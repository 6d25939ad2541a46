/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr-grid.h"
#include "foyer-reed-solomon.h"

#include "sheet.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

/* A code as the reader would see it in a perfect picture. */
static float *
encode (const char *text,
        int         version,
        QRecLevel   level,
        int        *size)
{
  QRcode *code = QRcode_encodeString (text, version, level, QR_MODE_8, 1);
  float  *modules;

  g_assert_nonnull (code);
  *size = code->width;
  modules = g_new (float, (gsize) *size *(gsize) *size);
  for (int i = 0; i < *size * *size; i++)
    modules[i] = code->data[i] & 1 ? 1 : -1;
  QRcode_free (code);
  return modules;
}

static char *
decode (const float *modules,
        int          size)
{
  g_autofree guint8 *layout = foyer_qr_grid_layout (size);
  g_autofree guint8 *data = NULL;
  gsize              length;

  data = foyer_qr_grid_decode (modules, layout, size, &length);
  return data != NULL ? g_strndup ((const char *) data, length) : NULL;
}

static void
test_every_version_and_level_is_read (void)
{
  for (int version = 1; version <= 40; version++)
    for (int level = QR_ECLEVEL_L; level <= QR_ECLEVEL_H; level++)
      {
        int               size;
        g_autofree float *modules = encode ("7PX2K9QMT", version, (QRecLevel) level, &size);
        g_autofree char  *text = decode (modules, size);

        g_assert_cmpint (size, ==, 17 + 4 * version);
        g_assert_cmpstr (text, ==, "7PX2K9QMT");
      }
}

static void
test_every_kind_of_text_is_read (void)
{
  static const char *const texts[] = {
    "0123456789",
    "31415926535",
    "271828182845",
    "HELLO $%*+-./: 42",
    "ODD",
    "Grüße, 東京",
    "aaaa1234567890123456789BBBBBBBBBBBBB",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int version = 0; version <= 30; version += 15)
      {
        int               size;
        g_autofree float *modules = encode (texts[i], version, QR_ECLEVEL_M, &size);
        g_autofree char  *text = decode (modules, size);

        g_assert_cmpstr (text, ==, texts[i]);
      }
}

static void
test_what_is_covered_is_mended_if_it_is_known_to_be (void)
{
  guint wrong_read = 0, covered_read = 0;

  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char  *text = sheet_random_text (rand, 26);
      int               size;
      g_autofree float *modules = encode (text, 0, QR_ECLEVEL_M, &size);
      g_autofree float *covered = g_memdup2 (modules, sizeof (float) * (gsize) (size * size));
      g_autofree char  *by_chance = NULL;
      g_autofree char  *by_knowledge = NULL;
      int               side = size * 34 / 100;
      int               x0 = g_rand_int_range (rand, 9, size - side), y0 = g_rand_int_range (rand, 9, size - side);

      /* a lamp: all is light; in one case that is known */
      for (int y = y0; y < y0 + side; y++)
        for (int x = x0; x < x0 + side; x++)
          {
            modules[y * size + x] = -1;
            covered[y * size + x] = 0;
          }
      by_chance = decode (modules, size);
      by_knowledge = decode (covered, size);
      if (by_chance != NULL)
        g_assert_cmpstr (by_chance, ==, text);
      if (by_knowledge != NULL)
        g_assert_cmpstr (by_knowledge, ==, text);
      wrong_read += by_chance != NULL;
      covered_read += by_knowledge != NULL;
    }
  g_assert_cmpuint (covered_read, >=, 30);
  g_assert_cmpuint (covered_read, >, wrong_read);
}

static void
test_chance_says_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 4000; round++)
    {
      int               size = 17 + 4 * g_rand_int_range (rand, 1, 8);
      g_autofree float *modules = g_new (float, (gsize) (size * size));
      g_autofree char  *text = NULL;

      for (int i = 0; i < size * size; i++)
        modules[i] = (float) g_rand_double_range (rand, -1, 1);
      text = decode (modules, size);
      g_assert_null (text);
    }
}

static void
test_a_block_is_mended_up_to_its_limit (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 500; round++)
    {
      int    checks = g_rand_int_range (rand, 6, 31);
      int    length = checks + g_rand_int_range (rand, 1, 100);
      int    errors = g_rand_int_range (rand, 0, checks / 2 + 1);
      int    n_erased = g_rand_int_range (rand, 0, checks - 2 * errors + 1);
      guint8 block[256] = { 0 }; /* all zero is a block without a fault */
      int    erased[256], at = 0, wrong = 0;

      for (int i = 0; i < n_erased; i++, at++)
        {
          erased[i] = at;
          block[at] = (guint8) g_rand_int_range (rand, 0, 256);
          wrong += block[at] != 0;
        }
      for (int i = 0; i < errors && at < length; i++, at++, wrong++)
        block[at] = (guint8) g_rand_int_range (rand, 1, 256);
      g_assert_cmpint (foyer_reed_solomon_repair (block, length, checks, erased, n_erased, 0), ==, wrong);
      for (int i = 0; i < length; i++)
        g_assert_cmpuint (block[i], ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-grid/every-version-and-level-is-read", test_every_version_and_level_is_read);
  g_test_add_func ("/qr-grid/every-kind-of-text-is-read", test_every_kind_of_text_is_read);
  g_test_add_func ("/qr-grid/what-is-covered-is-mended-if-it-is-known-to-be", test_what_is_covered_is_mended_if_it_is_known_to_be);
  g_test_add_func ("/qr-grid/chance-says-nothing", test_chance_says_nothing);
  g_test_add_func ("/qr-grid/a-block-is-mended-up-to-its-limit", test_a_block_is_mended_up_to_its_limit);
  return g_test_run ();
}
