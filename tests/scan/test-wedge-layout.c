/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wedge-layout.h"
#include "foyer-wedge.h"

#include <string.h>

/* Keys of a keyboard from the United States, unshifted and shifted, and what
 * other keyboards have in their places.
 */
static const char *const us[] = { "1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./", "!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?" };
static const char *const de[] = { "1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-", "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_" };
static const char *const fr[] = { "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!", "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§" };

/* What a computer with another keyboard makes of what the scanner types. */
static char *
type (const char        *meant,
      const char *const *keyboard)
{
  GString *typed = g_string_new (NULL);

  for (; *meant != '\0'; meant++)
    {
      gboolean found = FALSE;

      for (guint shift = 0; shift < 2 && !found; shift++)
        {
          const char *key = *meant == ' ' ? NULL : strchr (us[shift], *meant);

          if (key != NULL)
            {
              g_string_append_unichar (typed, g_utf8_get_char (g_utf8_offset_to_pointer (keyboard[shift], key - us[shift])));
              found = TRUE;
            }
        }
      if (!found)
        g_string_append_c (typed, *meant);
    }
  return g_string_free (typed, FALSE);
}

static const char *const codes[] = {
  "3F7K2M9QX4TR8VBN5CHJ6WPDYZ",
  "2000100000427",
  "A1 $%*+-./:Z",
  "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ6eSJ9.Zm9v_YmFy-YXo",
};

static void
learn_and_apply (const char *const *keyboard)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = type (FOYER_WEDGE_TRAINING_TEXT, keyboard);
  g_autofree char *map = foyer_wedge_layout_learn (typed, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *arrived = type (codes[i], keyboard);
      g_autofree char *meant = foyer_wedge_layout_apply (map, arrived);

      g_assert_cmpstr (meant, ==, codes[i]);
    }
}

static void
test_keyboards_are_learned_from_the_test_code (void)
{
  learn_and_apply (us);
  learn_and_apply (de);
  learn_and_apply (fr);
}

static void
test_a_right_scanner_needs_no_map (void)
{
  g_autofree char *map = foyer_wedge_layout_learn (FOYER_WEDGE_TRAINING_TEXT, NULL);

  g_assert_cmpstr (map, ==, "");
}

static void
test_another_code_teaches_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_wedge_layout_learn ("3F7K2M9QX4TR8VBN5CHJ6WPD1E", &error));
  g_assert_error (error, FOYER_WEDGE_LAYOUT_ERROR, FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE);
}

static void
test_lost_characters_are_told (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cut = g_strndup (FOYER_WEDGE_TRAINING_TEXT, strlen (FOYER_WEDGE_TRAINING_TEXT) - 4);

  g_assert_null (foyer_wedge_layout_learn (cut, &error));
  g_assert_error (error, FOYER_WEDGE_LAYOUT_ERROR, FOYER_WEDGE_LAYOUT_ERROR_LOST);
}

static void
test_a_scanner_that_has_no_small_letters_is_told (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *capitals = g_ascii_strup (FOYER_WEDGE_TRAINING_TEXT, -1);

  g_assert_null (foyer_wedge_layout_learn (capitals, &error));
  g_assert_error (error, FOYER_WEDGE_LAYOUT_ERROR, FOYER_WEDGE_LAYOUT_ERROR_MIXED);
}

static void
test_the_code_is_among_the_guesses_of_an_untrained_scanner (void)
{
  const char *const *keyboards[] = { de, fr };

  for (guint k = 0; k < G_N_ELEMENTS (keyboards); k++)
    for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
      {
        g_autofree char *arrived = type (codes[i], keyboards[k]);
        g_autofree char *swapped = foyer_wedge_layout_swap_case (arrived);
        g_auto (GStrv) guesses = foyer_wedge_layout_guess (arrived);

        g_assert_true (g_str_equal (arrived, codes[i]) || g_strv_contains ((const char *const *) guesses, codes[i]));
        g_assert_false (g_strv_contains ((const char *const *) guesses, arrived));
      }
}

static void
scan (FoyerWedge *wedge,
      const char *typed,
      const char *expected)
{
  g_auto (FoyerWedgeResult) result = { NULL };
  gint64 now = G_USEC_PER_SEC;

  for (; *typed != '\0'; typed = g_utf8_next_char (typed), now += 2000)
    {
      g_auto (FoyerWedgeResult) none = { NULL };

      foyer_wedge_key (wedge, g_utf8_get_char (typed), now, &none);
      g_assert_null (none.scan);
    }
  foyer_wedge_key (wedge, '\n', now, &result);
  g_assert_cmpstr (result.scan, ==, expected);
}

static void
test_a_wedge_puts_right_what_it_was_trained_for (void)
{
  g_autofree char  *typed = type (FOYER_WEDGE_TRAINING_TEXT, de);
  g_autofree char  *map = foyer_wedge_layout_learn (typed, NULL);
  FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;
  g_autoptr (FoyerWedge) wedge = NULL;
  g_autofree char *with_prefix = type ("-Y3F7K2M9QX4TR8VBN5CHJ6WPDYZ", de);

  options.map = map;
  options.prefix = "-Y";
  wedge = foyer_wedge_new (&options);
  scan (wedge, with_prefix, "3F7K2M9QX4TR8VBN5CHJ6WPDYZ");
}

static void
test_caps_lock_is_turned_back (void)
{
  g_autoptr (FoyerWedge) wedge = foyer_wedge_new (NULL);

  foyer_wedge_set_caps_lock (wedge, TRUE);
  scan (wedge, "3f7k2m9qx4TR8", "3F7K2M9QX4tr8");
  foyer_wedge_set_caps_lock (wedge, FALSE);
  scan (wedge, "3F7K2M9QX4tr8", "3F7K2M9QX4tr8");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wedge-layout/keyboards-are-learned-from-the-test-code", test_keyboards_are_learned_from_the_test_code);
  g_test_add_func ("/wedge-layout/a-right-scanner-needs-no-map", test_a_right_scanner_needs_no_map);
  g_test_add_func ("/wedge-layout/another-code-teaches-nothing", test_another_code_teaches_nothing);
  g_test_add_func ("/wedge-layout/lost-characters-are-told", test_lost_characters_are_told);
  g_test_add_func ("/wedge-layout/a-scanner-that-has-no-small-letters-is-told", test_a_scanner_that_has_no_small_letters_is_told);
  g_test_add_func ("/wedge-layout/the-code-is-among-the-guesses-of-an-untrained-scanner", test_the_code_is_among_the_guesses_of_an_untrained_scanner);
  g_test_add_func ("/wedge-layout/a-wedge-puts-right-what-it-was-trained-for", test_a_wedge_puts_right_what_it_was_trained_for);
  g_test_add_func ("/wedge-layout/caps-lock-is-turned-back", test_caps_lock_is_turned_back);
  return g_test_run ();
}
