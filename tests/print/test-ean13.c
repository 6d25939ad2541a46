/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ean13.h"

#include <string.h>

static void
check_digit_is_the_published_one (void)
{
  /* Numbers printed on goods and in the GS1 specification. */
  g_assert_cmpint (foyer_ean13_check_digit ("629104150021"), ==, 3);
  g_assert_cmpint (foyer_ean13_check_digit ("400638133393"), ==, 1);
  g_assert_cmpint (foyer_ean13_check_digit ("590123412345"), ==, 7);
  g_assert_cmpint (foyer_ean13_check_digit ("000000000000"), ==, 0);
  g_assert_cmpint (foyer_ean13_check_digit ("12345678901"), ==, -1);
  g_assert_cmpint (foyer_ean13_check_digit ("12345678901x"), ==, -1);
  g_assert_cmpint (foyer_ean13_check_digit (""), ==, -1);
}

static void
wrong_digits_are_refused (void)
{
  guint8 modules[FOYER_EAN13_MODULES] = { 7 };

  g_assert_true (foyer_ean13_is_valid ("4006381333931"));
  g_assert_false (foyer_ean13_is_valid (NULL));
  g_assert_false (foyer_ean13_is_valid (""));
  g_assert_false (foyer_ean13_is_valid ("400638133393"));
  g_assert_false (foyer_ean13_is_valid ("40063813339311"));
  g_assert_false (foyer_ean13_is_valid ("4006381333932"));
  g_assert_false (foyer_ean13_is_valid ("400638133393A"));
  g_assert_false (foyer_ean13_encode ("4006381333932", modules));
  g_assert_cmpint (modules[0], ==, 7);
}

static void
every_wrong_digit_is_noticed (void)
{
  for (int place = 0; place < 13; place++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        char     digits[] = "5901234123457";
        gboolean same = digits[place] == digit;

        digits[place] = digit;
        g_assert_cmpint (foyer_ean13_is_valid (digits), ==, same);
      }
}

static void
bars_are_the_published_ones (void)
{
  /* 5901234123457, the example drawn module by module in many texts: first
   * digit 5 gives the sets A B B A A B. */
  static const char expected[] =
    "101"
    "0001011"
    "0100111"
    "0110011"
    "0010011"
    "0111101"
    "0011101"
    "01010"
    "1100110"
    "1101100"
    "1000010"
    "1011100"
    "1001110"
    "1000100"
    "101";
  guint8 modules[FOYER_EAN13_MODULES];

  G_STATIC_ASSERT (sizeof expected - 1 == FOYER_EAN13_MODULES);
  g_assert_true (foyer_ean13_encode ("5901234123457", modules));
  for (guint i = 0; i < FOYER_EAN13_MODULES; i++)
    g_assert_cmpint (modules[i], ==, expected[i] - '0');
}

static void
long_bars_are_three_pairs (void)
{
  guint8 modules[FOYER_EAN13_MODULES];
  guint  long_bars = 0;

  g_assert_true (foyer_ean13_encode ("5901234123457", modules));
  for (guint i = 0; i < FOYER_EAN13_MODULES; i++)
    long_bars += modules[i] && foyer_ean13_is_guard (i);
  g_assert_cmpuint (long_bars, ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/ean13/check-digit-is-the-published-one", check_digit_is_the_published_one);
  g_test_add_func ("/print/ean13/wrong-digits-are-refused", wrong_digits_are_refused);
  g_test_add_func ("/print/ean13/every-wrong-digit-is-noticed", every_wrong_digit_is_noticed);
  g_test_add_func ("/print/ean13/bars-are-the-published-ones", bars_are_the_published_ones);
  g_test_add_func ("/print/ean13/long-bars-are-three-pairs", long_bars_are_three_pairs);
  return g_test_run ();
}
