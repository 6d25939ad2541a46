/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few of the bad pictures of tests/bench/bench-decode.c, so that a reader
 * that has become worse is noticed at once.
 */
#include "degraded.h"
#include "foyer-decoder.h"

static gboolean
reads (GPtrArray *codes,
       GPtrArray *texts)
{
  gboolean right = FALSE;

  for (guint i = 0; i < codes->len; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < texts->len; k++)
        known |= g_str_equal (foyer_code_get_text (codes->pdata[i]), texts->pdata[k]);
      /* never something that is not there */
      g_assert_true (known);
      right = TRUE;
    }
  return right;
}

static void
test_bad_pictures_are_read (void)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  guint n = g_test_thorough () ? degraded_count () : degraded_tickets ();
  guint read = 0;

  for (guint kind = 0; kind < n; kind++)
    {
      g_autoptr (Degraded) picture = degraded_new (kind, 0);
      g_autoptr (GPtrArray) codes = foyer_decoder_decode_still_from (decoder, picture->frame, 0, 10000, NULL, NULL, NULL);

      if (reads (codes, picture->texts))
        read++;
      else
        g_test_message ("%s was not read", degraded_name (kind));
    }
  g_assert_cmpuint (read, >=, n * 8 / 10);
}

static void
test_our_tickets_in_a_steady_hand_are_read (void)
{
  guint poses = g_test_thorough () ? 200 : 12;

  for (guint i = 0; i < poses; i++)
    {
      g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
      g_autoptr (Degraded) picture = degraded_new_pose (4, i);
      gboolean read = FALSE;

      for (guint frame = 0; frame < 14 && !read; frame++)
        {
          g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, picture->frame);

          read = reads (codes, picture->texts);
        }
      g_assert_true (read);
    }
}

static void
test_noise_says_nothing (void)
{
  g_autoptr (FoyerDecoder) decoder = foyer_decoder_new (0);
  guint frames = g_test_thorough () ? 100000 : 150;

  for (guint i = 0; i < frames; i++)
    {
      g_autoptr (FoyerFrame) frame = degraded_noise (i);
      g_autoptr (GPtrArray) codes = foyer_decoder_decode (decoder, frame);

      if (codes->len > 0)
        g_test_message ("frame %u says “%s” (%s)", i, foyer_code_get_text (codes->pdata[0]), foyer_code_get_attempt (codes->pdata[0]));
      g_assert_cmpuint (codes->len, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/degraded/bad-pictures-are-read", test_bad_pictures_are_read);
  g_test_add_func ("/degraded/our-tickets-in-a-steady-hand-are-read", test_our_tickets_in_a_steady_hand_are_read);
  g_test_add_func ("/degraded/noise-says-nothing", test_noise_says_nothing);
  return g_test_run ();
}
