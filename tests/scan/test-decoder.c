/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-decoder.h"

#include "picture.h"

#include <glib/gstdio.h>
#include <string.h>

#define TICKET "3F7K2M9QX4TR8VBN5CHJ6WPD1E"
#define SEED 20260927

static GPtrArray *
decode_held (FoyerFrame *frame,
             guint       frames)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  GPtrArray *codes = NULL;

  for (guint i = 0; i < frames; i++)
    {
      g_clear_pointer (&codes, g_ptr_array_unref);
      codes = foyer_decoder_decode (decoder, frame);
      if (codes->len > 0)
        break;
    }
  return codes;
}

static void
assert_reads (const Picture *picture,
              const char    *text,
              guint          frames)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (FoyerFrame) frame = picture_qr (picture, text, strlen (text), 1, rand);
  g_autoptr (GPtrArray) codes = decode_held (frame, frames);

  g_assert_cmpuint (codes->len, ==, 1);
  g_assert_cmpstr (foyer_code_get_text (codes->pdata[0]), ==, text);
  g_assert_true (foyer_code_is_plain (codes->pdata[0]));
  g_assert_cmpint (foyer_code_get_symbology (codes->pdata[0]), ==, FOYER_SYMBOLOGY_QR);
}

static void
test_clean_is_read_at_once (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  assert_reads (&picture, TICKET, 1);
}

static void
test_every_turn_is_read_at_once (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  for (int turn = 0; turn < 360; turn += 20)
    {
      picture.turn = turn;
      assert_reads (&picture, TICKET, 1);
    }
}

static void
test_pale_is_read_while_held (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  picture.dark = 120;
  picture.light = 140;
  assert_reads (&picture, TICKET, 8);
}

static void
test_inverted_is_read_at_once (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  picture.inverted = TRUE;
  assert_reads (&picture, TICKET, 1);
}

static void
test_noisy_is_read_while_held (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  picture.dark = 60;
  picture.light = 180;
  picture.noise = 20;
  picture.turn = 12;
  assert_reads (&picture, TICKET, 8);
}

static void
test_small_modules_are_read_while_held (void)
{
  Picture picture = PICTURE_CLEAN (640, 480);

  for (int tenths = 20; tenths <= 60; tenths += 5)
    {
      picture.module = tenths / 10.0;
      picture.blur = 0.6;
      picture.turn = tenths;
      assert_reads (&picture, TICKET, 8);
    }
}

static void
test_corners_lie_on_the_code (void)
{
  static const char *const ways[] = { "first frame", "held" };

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
      Picture picture = PICTURE_CLEAN (640, 480);
      g_autoptr (FoyerFrame) frame = NULL;
      g_autoptr (GPtrArray) codes = NULL;
      FoyerPoint corners[4];
      double     half;

      /* Too small for the plain try, so a region is read at twice its size. */
      if (way == 1)
        {
          picture.module = 1.6;
          picture.blur = 0.7;
          picture.turn = 7;
        }
      frame = picture_qr (&picture, TICKET, strlen (TICKET), 1, rand);
      codes = decode_held (frame, 8);
      g_assert_cmpuint (codes->len, ==, 1);
      if (way == 1)
        g_assert_cmpstr (foyer_code_get_attempt (codes->pdata[0]), !=, "plain");
      half = 25 * picture.module / 2 * 1.25;
      foyer_code_get_corners (codes->pdata[0], corners);
      for (guint i = 0; i < 4; i++)
        {
          g_assert_cmpfloat_with_epsilon (corners[i].x, 320, half);
          g_assert_cmpfloat_with_epsilon (corners[i].y, 240, half);
        }
      g_assert_cmpfloat (corners[0].x, <, corners[2].x - picture.module * 15);
      g_assert_cmpfloat (corners[0].y, <, corners[2].y - picture.module * 15);
    }
}

static void
test_ean_13_is_read (void)
{
  static const char *const numbers[] = { "2000100000427", "4006381333931", "0012345678905" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Picture picture = PICTURE_CLEAN (640, 480);

  picture.turn = 4;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (FoyerFrame) frame = picture_ean_13 (&picture, numbers[i], rand);
      g_autoptr (GPtrArray) codes = decode_held (frame, 8);

      g_assert_cmpuint (codes->len, ==, 1);
      g_assert_cmpstr (foyer_code_get_text (codes->pdata[0]), ==, numbers[i]);
      g_assert_cmpstr (foyer_symbology_get_nick (foyer_code_get_symbology (codes->pdata[0])), ==, "ean-13");
    }
}

static void
test_still_gives_each_text_once (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  Picture picture = PICTURE_CLEAN (640, 480);
  g_autoptr (FoyerFrame) frame = picture_qr (&picture, TICKET, strlen (TICKET), 1, rand);
  g_autoptr (GPtrArray) codes = foyer_decoder_decode_still (decoder, frame, NULL);

  g_assert_cmpuint (codes->len, ==, 1);
  g_assert_cmpuint (foyer_decoder_get_misses (decoder), ==, 0);
}

static void
assert_hostile (const char    *data,
                gsize          length,
                FoyerCodeFlaws flaws)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Picture picture = PICTURE_CLEAN (1280, 800);
  g_autoptr (FoyerFrame) frame = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  FoyerCode  *code;
  const char *text;

  frame = picture_qr (&picture, data, length, 0, rand);
  codes = decode_held (frame, 8);
  g_assert_cmpuint (codes->len, ==, 1);
  code = codes->pdata[0];
  text = foyer_code_get_text (code);
  g_assert_cmpmem (g_bytes_get_data (foyer_code_get_bytes (code), NULL), g_bytes_get_size (foyer_code_get_bytes (code)),
                   data, length);
  g_assert_cmpint (foyer_code_get_flaws (code), ==, flaws);
  g_assert_cmpint (foyer_code_is_plain (code), ==, flaws == 0);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
test_hostile_content_is_flagged (void)
{
  char long_text[2900];

  assert_hostile ("Müller & Söhne", strlen ("Müller & Söhne"), 0);
  assert_hostile ("good\0evil", 9, FOYER_CODE_CONTROL);
  assert_hostile ("\0\0\0\0", 4, FOYER_CODE_CONTROL);
  assert_hostile ("a\x1b[2Jb\r\n\x7f", 9, FOYER_CODE_CONTROL);
  assert_hostile ("abc\xe2\x80\xae"
                  "def",
                  9, FOYER_CODE_CONTROL);
  assert_hostile ("\xff\xfe\xc0\x80ok", 6, FOYER_CODE_NOT_TEXT);
  memset (long_text, 'x', sizeof long_text);
  assert_hostile (long_text, sizeof long_text, 0);
}

static void
test_text_ends_at_four_kilobytes (void)
{
  g_autofree char *digits = g_strnfill (7089, '7');
  g_autoptr (FoyerCode) code = foyer_code_new (digits, 7089, FOYER_SYMBOLOGY_QR, FOYER_SCAN_ENGINE_ZXING, "plain", 0, NULL);
  g_autoptr (GString) umlauts = g_string_new ("x");
  g_autoptr (FoyerCode) cut = NULL;

  g_assert_cmpuint (strlen (foyer_code_get_text (code)), ==, FOYER_CODE_MAX_TEXT);
  g_assert_cmpuint (g_bytes_get_size (foyer_code_get_bytes (code)), ==, FOYER_CODE_MAX_TEXT);
  g_assert_cmpint (foyer_code_get_flaws (code), ==, FOYER_CODE_TOO_LONG);

  while (umlauts->len < 5000)
    g_string_append (umlauts, "ü");
  cut = foyer_code_new (umlauts->str, umlauts->len, FOYER_SYMBOLOGY_QR, FOYER_SCAN_ENGINE_ZXING, "plain", 0, NULL);
  g_assert_true (g_utf8_validate (foyer_code_get_text (cut), -1, NULL));
  g_assert_cmpuint (strlen (foyer_code_get_text (cut)), ==, FOYER_CODE_MAX_TEXT - 1);
  g_assert_cmpint (foyer_code_get_flaws (cut), ==, FOYER_CODE_TOO_LONG);
}

static void
test_noise_reads_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);

  for (guint i = 0; i < 16; i++)
    {
      g_autoptr (FoyerFrame) frame = picture_noise (480, 320, rand);
      g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);

      g_assert_cmpuint (codes->len, ==, 0);
      g_assert_cmpuint (foyer_decoder_get_misses (decoder), ==, i + 1);
    }
}

static void
test_odd_sizes_are_survived (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 700 }, { 700, 1 }, { 2, 2 }, { 3, 65 }, { 65, 65 }, { 17, 16 }, { 1281, 3 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
      g_autoptr (FoyerFrame) frame = picture_noise (sizes[i][0], sizes[i][1], rand);
      g_autoptr (GPtrArray) still = foyer_decoder_decode_still (decoder, frame, NULL);

      g_assert_cmpuint (still->len, ==, 0);
      for (guint k = 0; k < 8; k++)
        {
          g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);

          g_assert_cmpuint (codes->len, ==, 0);
        }
    }
}

static void
test_frame_refuses_what_does_not_fit (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789", 10);
  g_autoptr (FoyerFrame) fits = foyer_frame_new_for_bytes (bytes, 2, 3, 4, 7);

  g_assert_nonnull (fits);
  g_assert_cmpint (foyer_frame_get_data (fits)[4], ==, '4');
  g_assert_cmpint (foyer_frame_get_time (fits), ==, 7);
  g_assert_null (foyer_frame_new_for_bytes (bytes, 3, 3, 4, 0));
  g_assert_null (foyer_frame_new_for_bytes (bytes, 5, 1, 4, 0));
  g_assert_null (foyer_frame_new_for_bytes (bytes, 0, 1, 4, 0));
  g_assert_null (foyer_frame_new_for_bytes (bytes, -1, 1, 4, 0));
  g_assert_null (foyer_frame_new_for_bytes (bytes, 1, G_MAXINT, G_MAXINT, 0));
}

static void
test_file_is_read (void)
{
  static const char *const types[] = { "png", "jpeg" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
      g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GFile) file = NULL;
      g_autoptr (FoyerFrame) drawn = NULL;
      g_autoptr (FoyerFrame) read = NULL;
      g_autoptr (GPtrArray) codes = NULL;
      Picture picture = PICTURE_CLEAN (320, 240);

      drawn = picture_qr (&picture, TICKET, strlen (TICKET), 1, rand);
      g_close (g_file_open_tmp ("foyer-XXXXXX", &path, NULL), NULL);
      picture_save (drawn, path, types[i], &error);
      g_assert_no_error (error);
      file = g_file_new_for_path (path);
      read = foyer_frame_new_from_file (file, NULL, &error);
      g_assert_no_error (error);
      codes = foyer_decoder_decode_still (decoder, read, NULL);
      g_assert_cmpuint (codes->len, ==, 1);
      g_assert_cmpstr (foyer_code_get_text (codes->pdata[0]), ==, TICKET);
      g_unlink (path);
    }
}

static void
assert_file_refused (const char *content,
                     gsize       length,
                     int         code,
                     const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (FoyerFrame) frame = NULL;

  g_close (g_file_open_tmp ("foyer-XXXXXX", &path, NULL), NULL);
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (path);
  frame = foyer_frame_new_from_file (file, NULL, &error);
  g_assert_null (frame);
  g_assert_error (error, FOYER_FRAME_ERROR, code);
  g_assert_nonnull (strstr (error->message, sentence));
  g_unlink (path);
}

static void
test_file_that_is_no_picture_is_refused (void)
{
  /* A PNG header that promises 30000 × 30000 pixels (ISO/IEC 15948, 11.2.2). */
  static const char huge[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x75\x30\0\0\x75\x30\x08\0\0\0\0\x43\x4c\xa7\x66\0\0\x10\0IDAT\x78\x9c\0\0\0\0";
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at/all.png");
  g_autoptr (GError) error = NULL;

  assert_file_refused ("this is a letter", 16, FOYER_FRAME_ERROR_NOT_A_PICTURE, "not a picture");
  assert_file_refused ("", 0, FOYER_FRAME_ERROR_NOT_A_PICTURE, "not a picture");
  assert_file_refused ("\x89PNG\r\n\x1a\n", 8, FOYER_FRAME_ERROR_NOT_A_PICTURE, "not a picture");
  assert_file_refused (huge, sizeof huge - 1, FOYER_FRAME_ERROR_TOO_LARGE, "30000 × 30000");
  g_assert_null (foyer_frame_new_from_file (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/decoder/clean-is-read-at-once", test_clean_is_read_at_once);
  g_test_add_func ("/scan/decoder/every-turn-is-read-at-once", test_every_turn_is_read_at_once);
  g_test_add_func ("/scan/decoder/pale-is-read-while-held", test_pale_is_read_while_held);
  g_test_add_func ("/scan/decoder/inverted-is-read-at-once", test_inverted_is_read_at_once);
  g_test_add_func ("/scan/decoder/noisy-is-read-while-held", test_noisy_is_read_while_held);
  g_test_add_func ("/scan/decoder/small-modules-are-read-while-held", test_small_modules_are_read_while_held);
  g_test_add_func ("/scan/decoder/corners-lie-on-the-code", test_corners_lie_on_the_code);
  g_test_add_func ("/scan/decoder/ean-13-is-read", test_ean_13_is_read);
  g_test_add_func ("/scan/decoder/still-gives-each-text-once", test_still_gives_each_text_once);
  g_test_add_func ("/scan/decoder/noise-reads-nothing", test_noise_reads_nothing);
  g_test_add_func ("/scan/decoder/odd-sizes-are-survived", test_odd_sizes_are_survived);
  g_test_add_func ("/scan/code/hostile-content-is-flagged", test_hostile_content_is_flagged);
  g_test_add_func ("/scan/code/text-ends-at-four-kilobytes", test_text_ends_at_four_kilobytes);
  g_test_add_func ("/scan/frame/refuses-what-does-not-fit", test_frame_refuses_what_does_not_fit);
  g_test_add_func ("/scan/frame/file-is-read", test_file_is_read);
  g_test_add_func ("/scan/frame/file-that-is-no-picture-is-refused", test_file_that_is_no_picture_is_refused);
  return g_test_run ();
}
