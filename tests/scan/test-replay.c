/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken pictures, the same each time: whatever comes in, the decoder comes
 * back, in time, with codes that are well formed and lie near the frame. Run
 * it with -m thorough for many times as many.
 */
#include "foyer-decoder.h"

#include "picture.h"

#include <glib/gstdio.h>
#include <string.h>

#define TICKET "3F7K2M9QX4TR8VBN5CHJ6WPD1E"
/* An engine that loops is what this looks for; a slow machine is not. */
#define PATIENCE_MS 5000

static guint8 *
copy_of (FoyerFrame *frame)
{
  return g_memdup2 (foyer_frame_get_data (frame), (gsize) foyer_frame_get_width (frame) * foyer_frame_get_height (frame));
}

static void
mutate (guint8 *data,
        int     width,
        int     height,
        GRand  *rand)
{
  guint rounds = (guint) g_rand_int_range (rand, 1, 5);

  while (rounds-- > 0)
    {
      int x = g_rand_int_range (rand, 0, width);
      int y = g_rand_int_range (rand, 0, height);
      int w = g_rand_int_range (rand, 1, width - x + 1);
      int h = g_rand_int_range (rand, 1, height - y + 1);
      int what = g_rand_int_range (rand, 0, 6);
      int value = g_rand_int_range (rand, 0, 256);

      for (int v = y; v < y + h; v++)
        for (int u = x; u < x + w; u++)
          {
            guint8 *p = &data[v * width + u];

            if (what == 0)
              *p = (guint8) value;
            else if (what == 1)
              *p = 255 - *p;
            else if (what == 2)
              *p = (guint8) g_rand_int_range (rand, 0, 256);
            else if (what == 3)
              *p = data[(height - 1 - v) * width + (width - 1 - u)];
            else if (what == 4)
              *p = data[v * width + MAX (0, u - value % 16)];
            else if ((u * 7 + v * 13) % 64 == value % 64)
              *p = 255 - *p;
          }
    }
}

static void
check (GPtrArray  *codes,
       FoyerFrame *frame)
{
  int width = foyer_frame_get_width (frame);
  int height = foyer_frame_get_height (frame);

  for (guint i = 0; i < codes->len; i++)
    {
      FoyerCode *code = codes->pdata[i];
      FoyerPoint corners[4];

      g_assert_true (g_utf8_validate (foyer_code_get_text (code), -1, NULL));
      g_assert_cmpuint (strlen (foyer_code_get_text (code)), <=, FOYER_CODE_MAX_TEXT);
      g_assert_cmpuint (g_bytes_get_size (foyer_code_get_bytes (code)), >, 0);
      g_assert_cmpstr (foyer_symbology_get_nick (foyer_code_get_symbology (code)), !=, "several");
      foyer_code_get_corners (code, corners);
      for (guint k = 0; k < 4; k++)
        {
          g_assert_cmpfloat (corners[k].x, >=, -width);
          g_assert_cmpfloat (corners[k].x, <=, 2 * width);
          g_assert_cmpfloat (corners[k].y, >=, -height);
          g_assert_cmpfloat (corners[k].y, <=, 2 * height);
        }
      for (guint k = 0; k < i; k++)
        g_assert_false (foyer_code_equal (codes->pdata[k], code));
    }
}

static FoyerFrame *
original (guint  which,
          GRand *rand)
{
  static const char binary[] = "\0\1\2\377\376 a ticket \r\n\033[2J";
  Picture           picture = PICTURE_CLEAN (320, 240);

  picture.turn = g_rand_double_range (rand, 0, 360);
  picture.module = g_rand_double_range (rand, 1.5, 5);
  switch (which % 4)
    {
    case 0:
      return picture_qr (&picture, TICKET, strlen (TICKET), 0, rand);
    case 1:
      return picture_qr (&picture, binary, sizeof binary, 3, rand);
    case 2:
      picture.turn = 0;
      picture.module = 2;
      return picture_ean_13 (&picture, "2000100000427", rand);
    default:
      picture.clutter = 30;
      return picture_qr (&picture, TICKET TICKET TICKET TICKET, 4 * strlen (TICKET), 2, rand);
    }
}

static void
test_broken_pictures (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260927);
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  g_autoptr (FoyerDecoder) everything = foyer_decoder_new ((FoyerSymbology) 0x3f);
  guint pictures = g_test_thorough () ? 50000 : 300;
  guint read = 0;

  for (guint i = 0; i < pictures; i++)
    {
      g_autoptr (FoyerFrame) whole = original (i, rand);
      g_autoptr (FoyerFrame) broken = NULL;
      g_autoptr (GPtrArray) codes = NULL;
      guint8 *data = copy_of (whole);

      mutate (data, 320, 240, rand);
      broken = foyer_frame_new_take (data, 320, 240, 0);
      codes = foyer_decoder_decode (i % 10 == 0 ? everything : decoder, broken);
      check (codes, broken);
      g_assert_cmpfloat (foyer_decoder_get_milliseconds (i % 10 == 0 ? everything : decoder), <, PATIENCE_MS);
      read += codes->len > 0;
      if (i % 60 == 0)
        {
          g_autoptr (GPtrArray) still = foyer_decoder_decode_still (decoder, broken, NULL);

          check (still, broken);
        }
    }
  g_test_message ("%u of %u broken pictures could be read", read, pictures);
  /* The decoder is as good as new. */
  {
    Picture picture = PICTURE_CLEAN (320, 240);
    g_autoptr (FoyerFrame) clean = picture_qr (&picture, TICKET, strlen (TICKET), 1, rand);
    g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, clean);

    g_assert_cmpuint (codes->len, ==, 1);
    g_assert_cmpstr (foyer_code_get_text (codes->pdata[0]), ==, TICKET);
  }
}

static void
test_broken_files (void)
{
  static const char *const types[] = { "png", "jpeg", "bmp" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260928);
  guint rounds = g_test_thorough () ? 5000 : 40;

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autofree char *path = NULL;
      g_autofree char *content = NULL;
      g_autoptr (GFile) file = NULL;
      g_autoptr (FoyerFrame) drawn = original (0, rand);
      g_autoptr (GError) error = NULL;
      gsize length;

      g_close (g_file_open_tmp ("foyer-XXXXXX", &path, NULL), NULL);
      picture_save (drawn, path, types[t], &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &content, &length, &error);
      g_assert_no_error (error);
      file = g_file_new_for_path (path);
      for (guint i = 0; i < rounds; i++)
        {
          g_autofree char *bad = g_memdup2 (content, length);
          g_autoptr (FoyerFrame) frame = NULL;
          g_autoptr (GError) why = NULL;
          gsize kept = i % 3 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) length) : length;
          guint flips = (guint) g_rand_int_range (rand, 1, 12);

          while (flips-- > 0)
            bad[g_rand_int_range (rand, 0, i % 2 == 0 ? MIN (64, (gint32) length) : (gint32) length)] ^= (char) g_rand_int_range (rand, 1, 256);
          g_file_set_contents_full (path, bad, (gssize) kept, G_FILE_SET_CONTENTS_NONE, 0600, &error);
          g_assert_no_error (error);
          frame = foyer_frame_new_from_file (file, NULL, &why);
          g_assert_cmpint (frame == NULL, ==, why != NULL);
          if (why != NULL)
            g_assert_cmpuint (strlen (why->message), >, 10);
        }
      g_unlink (path);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/replay/broken-pictures-are-survived", test_broken_pictures);
  g_test_add_func ("/scan/replay/broken-files-are-survived", test_broken_files);
  return g_test_run ();
}
