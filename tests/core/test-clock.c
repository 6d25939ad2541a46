/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-clock.h"

#include "foyer-random.h"

#define CASES 20000
#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)

static void
test_monotonic (void)
{
  FoyerClock  clock = { 0 };
  FoyerRandom random;
  FoyerTime   last = 0;

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < CASES; i++)
    {
      /* the wall clock jumps up to an hour either way, or stands still */
      FoyerTime wall = NOON + foyer_random_below (&random, 3) * (gint64) foyer_random_below (&random, 3600) * FOYER_SECOND;
      FoyerTime stamp = foyer_clock_tick (&clock, wall);

      g_assert_cmpint (stamp, >, last);
      g_assert_cmpint (stamp, >=, wall);
      last = stamp;
      if (foyer_random_below (&random, 4) == 0)
        foyer_clock_observe (&clock, wall + (gint64) foyer_random_below (&random, 1000) - 500, wall);
    }
}

static void
test_follows_the_wall (void)
{
  FoyerClock clock = { 0 };

  g_assert_cmpint (foyer_clock_tick (&clock, NOON), ==, NOON);
  g_assert_cmpint (foyer_clock_tick (&clock, NOON), ==, NOON + 1);
  g_assert_cmpint (foyer_clock_tick (&clock, NOON - FOYER_HOUR), ==, NOON + 2);
  g_assert_cmpint (foyer_clock_tick (&clock, NOON + FOYER_HOUR), ==, NOON + FOYER_HOUR);
}

static void
test_edit_after_reading_is_later (void)
{
  FoyerClock behind = { 0 }, ahead = { 0 };
  FoyerTime  theirs = foyer_clock_tick (&ahead, NOON + 3 * FOYER_HOUR);

  foyer_clock_observe (&behind, theirs, NOON);
  g_assert_cmpint (foyer_clock_tick (&behind, NOON), >, theirs);
}

static void
test_observing_never_turns_back (void)
{
  FoyerClock clock = { 0 };
  FoyerTime  last = foyer_clock_tick (&clock, NOON);

  foyer_clock_observe (&clock, NOON - FOYER_HOUR, NOON);
  foyer_clock_observe (&clock, 0, NOON);
  foyer_clock_observe (&clock, G_MININT64, NOON);
  g_assert_cmpint (clock.last, ==, last);
}

static void
test_wrong_year_is_not_followed (void)
{
  FoyerClock clock = { 0 };

  foyer_clock_tick (&clock, NOON);
  foyer_clock_observe (&clock, NOON + FOYER_CLOCK_MAX_AHEAD + 1, NOON);
  g_assert_cmpint (clock.last, ==, NOON);
  foyer_clock_observe (&clock, G_MAXINT64, NOON);
  g_assert_cmpint (clock.last, ==, NOON);
  foyer_clock_observe (&clock, NOON + FOYER_CLOCK_MAX_AHEAD, NOON);
  g_assert_cmpint (clock.last, ==, NOON + FOYER_CLOCK_MAX_AHEAD);
}

typedef struct
{
  FoyerClock clock;
  FoyerTime  skew;
  FoyerTime  stamp; /* of the edit that this device shows */
  int        value;
} Device;

/* Devices with clocks hours apart edit one field and tell each other in any order; the later stamp wins. */
static void
test_devices_converge (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 5);
  for (int round = 0; round < 300; round++)
    {
      Device    devices[4] = { 0 };
      FoyerTime stamps[40];
      int       values[40];
      int       n = 0;

      for (int i = 0; i < 4; i++)
        devices[i].skew = ((gint64) foyer_random_below (&random, 8) - 4) * FOYER_HOUR;
      for (int step = 0; step < 200; step++)
        {
          Device   *device = &devices[foyer_random_below (&random, 4)];
          FoyerTime wall = NOON + step * FOYER_SECOND + device->skew;

          if (n < 40 && foyer_random_below (&random, 4) == 0)
            {
              FoyerTime stamp = foyer_clock_tick (&device->clock, wall);

              /* who saw a value and changes it makes a later one */
              g_assert_cmpint (stamp, >, device->stamp);
              device->stamp = stamps[n] = stamp;
              device->value = values[n] = n;
              n++;
            }
          else if (n > 0)
            {
              int heard = foyer_random_below (&random, n);

              foyer_clock_observe (&device->clock, stamps[heard], wall);
              if (stamps[heard] > device->stamp)
                {
                  device->stamp = stamps[heard];
                  device->value = values[heard];
                }
            }
        }
      for (int i = 0; i < 4; i++)
        for (int heard = n - 1; heard >= 0; heard--)
          if (stamps[heard] > devices[i].stamp)
            {
              devices[i].stamp = stamps[heard];
              devices[i].value = values[heard];
            }
      for (int i = 1; i < 4; i++)
        g_assert_cmpint (devices[i].stamp, ==, devices[0].stamp);
    }
}

static void
assert_reads (const char *text, const char *zone_name, const char *expected)
{
  g_autoptr (GTimeZone) zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;
  g_autofree char *seen = NULL;

  if (zone_name != NULL)
    g_assert_nonnull (zone);
  seen = foyer_time_format_iso (foyer_time_parse_iso (text, zone));
  if (g_strcmp0 (seen, expected) != 0)
    g_error ("“%s” was read as “%s”, not as “%s”", text, seen, expected);
}

static void
test_parse_forms (void)
{
  assert_reads ("2026-07-31", NULL, "2026-07-31T00:00:00Z");
  assert_reads ("2026-07-31", "Europe/Berlin", "2026-07-30T22:00:00Z");
  assert_reads ("2026-07-31T20:00", NULL, "2026-07-31T20:00:00Z");
  assert_reads ("2026-07-31 20:00", NULL, "2026-07-31T20:00:00Z");
  assert_reads ("2026-07-31 20:00:30", NULL, "2026-07-31T20:00:30Z");
  assert_reads ("  2026-07-31T20:00:30\n", NULL, "2026-07-31T20:00:30Z");
  assert_reads ("2026-07-31T20:00:30Z", "Europe/Berlin", "2026-07-31T20:00:30Z");
  assert_reads ("2026-07-31t20:00:30z", "Europe/Berlin", "2026-07-31T20:00:30Z");
  assert_reads ("2026-07-31T20:00:30.25Z", NULL, "2026-07-31T20:00:30.250000Z");
  assert_reads ("2026-07-31T20:00:30+02:00", NULL, "2026-07-31T18:00:30Z");
  assert_reads ("2026-07-31T20:00:30-0330", NULL, "2026-07-31T23:30:30Z");
  assert_reads ("2026-07-31 20:00:30 +02:00", NULL, "2026-07-31T18:00:30Z");
  assert_reads ("2026-07-31T20:00+02:00", NULL, "2026-07-31T18:00:00Z");
  assert_reads ("2026-07-31T20:00Z", NULL, "2026-07-31T20:00:00Z");
  assert_reads ("20260731T200030Z", NULL, "2026-07-31T20:00:30Z");
  assert_reads ("20260731T200030", NULL, "2026-07-31T20:00:30Z");
  assert_reads ("20260731T2000", NULL, "2026-07-31T20:00:00Z");
  assert_reads ("20260731", NULL, "2026-07-31T00:00:00Z");
  assert_reads ("2024-02-29", NULL, "2024-02-29T00:00:00Z");
  assert_reads ("2016-12-31T23:59:60Z", NULL, "2016-12-31T23:59:59Z"); /* a leap second */
  assert_reads ("9999-12-31T23:59:59.999999Z", NULL, "9999-12-31T23:59:59.999999Z");
}

static void
test_parse_garbage (void)
{
  static const char *const garbage[] = {
    "", " ", "T", "t", "Z", "-", "tomorrow", "31.07.2026", "07/31/2026", "2026", "2026-07", "2026-02-30",
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-07-31T24:00:00", "2026-07-31T20:60:00",
    "2026-07-31T20:00:62", "2026-07-31T20", "2026-07-31T20:00:00 o'clock", "2026-07-31T20:00:00+25:00",
    "2026-07-31T20:00:00+", "10000-01-01", "-026-01-01", "2026-07-31T-1:00:00", "2026-07-31T20:00:00Zulu",
    "\xff\xfe", "2026-07-31T\xff\xff:00", "2026-07-31TT20:00:00", "NaN", "1e9", "2026-07-31T20:00:00.", "2026-07-31T20:00:0x10"
  };

  g_assert_cmpint (foyer_time_parse_iso (NULL, NULL), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    if (foyer_time_parse_iso (garbage[i], NULL) != 0)
      g_error ("“%s” was taken for a date", garbage[i]);
}

static void
test_parse_berlin (void)
{
  /* winter and summer */
  assert_reads ("2026-01-15T20:00", "Europe/Berlin", "2026-01-15T19:00:00Z");
  assert_reads ("2026-07-15T20:00", "Europe/Berlin", "2026-07-15T18:00:00Z");
  /* 2026-03-29: two o'clock becomes three */
  assert_reads ("2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59Z");
  assert_reads ("2026-03-29T02:00", "Europe/Berlin", "2026-03-29T01:00:00Z");
  assert_reads ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00Z");
  assert_reads ("2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00Z");
  assert_reads ("2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00Z");
  /* 2026-10-25: three o'clock becomes two */
  assert_reads ("2026-10-25T01:59", "Europe/Berlin", "2026-10-24T23:59:00Z");
  assert_reads ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T01:30:00Z");
  assert_reads ("2026-10-25T02:30+02:00", "Europe/Berlin", "2026-10-25T00:30:00Z");
  assert_reads ("2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00Z");
}

static void
test_round_trip (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  FoyerRandom random;

  foyer_random_init_seed (&random, 6);
  for (int i = 0; i < CASES; i++)
    {
      guint64          bits;
      FoyerTime        time;
      g_autofree char *text = NULL;

      foyer_random_fill (&random, (guint8 *) &bits, sizeof bits);
      time = 1 + bits % FOYER_TIME_MAX;
      if (i % 3 == 0)
        time = MAX (time / FOYER_SECOND, 1) * FOYER_SECOND;
      text = foyer_time_format_iso (time);
      g_assert_true (g_str_has_suffix (text, "Z"));
      g_assert_cmpint (foyer_time_parse_iso (text, NULL), ==, time);
      g_assert_cmpint (foyer_time_parse_iso (text, berlin), ==, time);
    }
}

static void
test_format_odd (void)
{
  static const FoyerTime odd[] = { 0, G_MAXINT64, G_MININT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = foyer_time_format_iso (odd[i]);

      g_assert_cmpstr (text, ==, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/never-stands-still-and-never-runs-back", test_monotonic);
  g_test_add_func ("/clock/follows-the-wall-clock", test_follows_the_wall);
  g_test_add_func ("/clock/an-edit-of-what-was-read-is-later-even-on-a-slow-laptop", test_edit_after_reading_is_later);
  g_test_add_func ("/clock/an-old-stamp-does-not-turn-it-back", test_observing_never_turns_back);
  g_test_add_func ("/clock/a-laptop-with-a-wrong-year-drags-nobody-along", test_wrong_year_is_not_followed);
  g_test_add_func ("/clock/devices-that-hear-all-edits-show-the-same", test_devices_converge);
  g_test_add_func ("/time/reads-what-people-and-programs-write", test_parse_forms);
  g_test_add_func ("/time/refuses-what-is-no-date", test_parse_garbage);
  g_test_add_func ("/time/follows-the-clocks-of-berlin-through-gap-and-repetition", test_parse_berlin);
  g_test_add_func ("/time/survives-its-text-to-the-microsecond", test_round_trip);
  g_test_add_func ("/time/writes-nothing-for-no-moment", test_format_odd);
  return g_test_run ();
}
