/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-wedge.h"

#include <string.h>

#define MS 1000

/* Two widgets and a scanner: what has landed where. */
typedef struct
{
  FoyerWedge *wedge;
  gint64      now;
  GString    *field; /* the text field that has the focus */
  GString    *scans; /* each followed by ';' */
} Desk;

static void
desk_init (Desk                    *desk,
           const FoyerWedgeOptions *options)
{
  desk->wedge = foyer_wedge_new (options);
  desk->now = 5 * G_USEC_PER_SEC;
  desk->field = g_string_new (NULL);
  desk->scans = g_string_new (NULL);
}

static void
desk_clear (Desk *desk)
{
  foyer_wedge_free (desk->wedge);
  g_string_free (desk->field, TRUE);
  g_string_free (desk->scans, TRUE);
}

static void
take (Desk                   *desk,
      const FoyerWedgeResult *result)
{
  if (result->scan != NULL)
    {
      g_string_append_printf (desk->scans, "%s;", result->scan);
      g_string_truncate (desk->field, desk->field->len - result->leaked);
    }
  if (result->typed != NULL)
    g_string_append (desk->field, result->typed);
}

/* Time passes; the timer fires when it is due. */
static void
wait_us (Desk  *desk,
         gint64 us)
{
  gint64 until = desk->now + us;
  gint64 deadline = foyer_wedge_get_deadline (desk->wedge);

  if (deadline >= 0 && deadline <= until)
    {
      g_auto (FoyerWedgeResult) result = { NULL };

      foyer_wedge_poll (desk->wedge, deadline, &result);
      take (desk, &result);
      g_assert_cmpint (foyer_wedge_get_deadline (desk->wedge), ==, -1);
    }
  desk->now = until;
}

static void
press (Desk    *desk,
       gunichar key)
{
  g_auto (FoyerWedgeResult) result = { NULL };
  FoyerWedgeVerdict verdict = foyer_wedge_key (desk->wedge, key, desk->now, &result);

  take (desk, &result);
  if (verdict == FOYER_WEDGE_PASS && key != 0)
    g_string_append_unichar (desk->field, key);
}

static void
keys (Desk       *desk,
      const char *text,
      gint64      gap_us)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      press (desk, g_utf8_get_char (p));
      if (*g_utf8_next_char (p) != '\0')
        wait_us (desk, gap_us);
    }
}

static void
assert_desk (Desk       *desk,
             const char *field,
             const char *scans)
{
  g_assert_cmpstr (desk->field->str, ==, field);
  g_assert_cmpstr (desk->scans->str, ==, scans);
}

static void
test_burst_is_a_scan_and_lands_nowhere (void)
{
  static const gint64 gaps[] = { 0, 1 * MS, 20 * MS, 50 * MS };

  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
    for (guint way = 0; way < 2; way++)
      {
        FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;
        Desk              desk;

        options.let_first_pass = way;
        desk_init (&desk, &options);
        keys (&desk, "Anna", 120 * MS);
        wait_us (&desk, 500 * MS);
        keys (&desk, "3F7K2M9QX4TR\r", gaps[i]);
        wait_us (&desk, 500 * MS);
        keys (&desk, " Berg", 120 * MS);
        wait_us (&desk, 500 * MS);
        assert_desk (&desk, "Anna Berg", "3F7K2M9QX4TR;");
        desk_clear (&desk);
      }
}

static void
test_tab_and_silence_end_a_scan (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "2000100000427\t", 5 * MS);
  keys (&desk, "2000100000434\n", 5 * MS);
  keys (&desk, "2000100000441", 5 * MS);
  wait_us (&desk, 99 * MS);
  assert_desk (&desk, "", "2000100000427;2000100000434;");
  wait_us (&desk, 2 * MS);
  assert_desk (&desk, "", "2000100000427;2000100000434;2000100000441;");
  desk_clear (&desk);
}

static void
test_person_is_left_alone (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  /* A roll over a few keys is as fast as a scanner, but short. */
  keys (&desk, "Mül", 30 * MS);
  wait_us (&desk, 80 * MS);
  keys (&desk, "ler", 30 * MS);
  wait_us (&desk, 20 * MS);
  press (&desk, '\r');
  assert_desk (&desk, "Müller\r", "");
  wait_us (&desk, 300 * MS);
  keys (&desk, "a long line at sixteen keys a second\r", 60 * MS);
  wait_us (&desk, 300 * MS);
  assert_desk (&desk, "Müller\ra long line at sixteen keys a second\r", "");
  desk_clear (&desk);
}

static void
test_fifty_one_milliseconds_is_a_person (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "ABCDEF\r", 51 * MS);
  assert_desk (&desk, "ABCDEF\r", "");
  desk_clear (&desk);
}

static void
test_five_characters_are_too_few (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "12345\r", 2 * MS);
  assert_desk (&desk, "12345\r", "");
  keys (&desk, "123456\r", 2 * MS);
  assert_desk (&desk, "12345\r", "123456;");
  desk_clear (&desk);
}

static void
test_hiccup_within_a_scan_is_forgiven (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "3F7K2M", 5 * MS);
  g_assert_true (foyer_wedge_is_burst (desk.wedge));
  wait_us (&desk, 90 * MS);
  keys (&desk, "9QX4TR\r", 5 * MS);
  assert_desk (&desk, "", "3F7K2M9QX4TR;");
  desk_clear (&desk);
}

static void
test_modifiers_do_not_break_a_scan (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "abc", 5 * MS);
  press (&desk, 0);
  keys (&desk, "DEFgh\r", 5 * MS);
  assert_desk (&desk, "", "abcDEFgh;");
  desk_clear (&desk);
}

static void
test_prefix_and_suffix_are_taken_off (void)
{
  FoyerWedgeOptions options = FOYER_WEDGE_OPTIONS;
  Desk              desk;

  options.prefix = "]Q1";
  options.suffix = "#";
  desk_init (&desk, &options);
  keys (&desk, "]Q13F7K2M#\r", 5 * MS);
  wait_us (&desk, 200 * MS);
  keys (&desk, "3F7K2M9\r", 5 * MS);
  wait_us (&desk, 200 * MS);
  keys (&desk, "]Q1]Q1##\r", 5 * MS);
  wait_us (&desk, 200 * MS);
  assert_desk (&desk, "", "3F7K2M;3F7K2M9;]Q1#;");
  desk_clear (&desk);
}

static void
test_digits_and_a_function_key_come_in_order (void)
{
  g_auto (FoyerWedgeResult) result = { NULL };
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "12", 20 * MS);
  foyer_wedge_flush (desk.wedge, &result);
  g_assert_cmpstr (result.typed, ==, "12");
  g_assert_null (result.scan);
  g_assert_cmpint (foyer_wedge_get_deadline (desk.wedge), ==, -1);
  desk_clear (&desk);
}

static void
test_endless_burst_gives_nothing_and_ends (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  for (guint i = 0; i < 3 * FOYER_WEDGE_MAX_TEXT; i++)
    {
      press (&desk, 'x');
      wait_us (&desk, MS);
    }
  press (&desk, '\r');
  keys (&desk, "after1\r", 5 * MS);
  assert_desk (&desk, "", "after1;");
  desk_clear (&desk);
}

static void
test_clock_that_goes_back_starts_over (void)
{
  Desk desk;

  desk_init (&desk, NULL);
  keys (&desk, "abc", 5 * MS);
  desk.now -= G_USEC_PER_SEC;
  keys (&desk, "3F7K2M9\r", 5 * MS);
  assert_desk (&desk, "abc", "3F7K2M9;");
  desk_clear (&desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/wedge/burst-is-a-scan-and-lands-nowhere", test_burst_is_a_scan_and_lands_nowhere);
  g_test_add_func ("/scan/wedge/tab-and-silence-end-a-scan", test_tab_and_silence_end_a_scan);
  g_test_add_func ("/scan/wedge/person-is-left-alone", test_person_is_left_alone);
  g_test_add_func ("/scan/wedge/fifty-one-milliseconds-is-a-person", test_fifty_one_milliseconds_is_a_person);
  g_test_add_func ("/scan/wedge/five-characters-are-too-few", test_five_characters_are_too_few);
  g_test_add_func ("/scan/wedge/hiccup-within-a-scan-is-forgiven", test_hiccup_within_a_scan_is_forgiven);
  g_test_add_func ("/scan/wedge/modifiers-do-not-break-a-scan", test_modifiers_do_not_break_a_scan);
  g_test_add_func ("/scan/wedge/prefix-and-suffix-are-taken-off", test_prefix_and_suffix_are_taken_off);
  g_test_add_func ("/scan/wedge/digits-and-a-function-key-come-in-order", test_digits_and_a_function_key_come_in_order);
  g_test_add_func ("/scan/wedge/endless-burst-gives-nothing-and-ends", test_endless_burst_gives_nothing_and_ends);
  g_test_add_func ("/scan/wedge/clock-that-goes-back-starts-over", test_clock_that_goes_back_starts_over);
  return g_test_run ();
}
