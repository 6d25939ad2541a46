/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-clock.h"

#include <string.h>

FoyerTime
foyer_clock_tick (FoyerClock *self, FoyerTime wall)
{
  g_return_val_if_fail (self != NULL, wall);

  self->last = MAX (wall, self->last + 1);
  return self->last;
}

void
foyer_clock_observe (FoyerClock *self, FoyerTime stamp, FoyerTime wall)
{
  g_return_if_fail (self != NULL);

  if (stamp > self->last && stamp <= wall + FOYER_CLOCK_MAX_AHEAD)
    self->last = stamp;
}

char *
foyer_time_format_iso (FoyerTime time)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == 0)
    return g_strdup ("");
  moment = g_date_time_new_from_unix_utc_usec (time);
  return moment != NULL ? g_date_time_format_iso8601 (moment) : g_strdup ("");
}

FoyerTime
foyer_time_parse_iso (const char *text, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *normal = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  normal = g_strdup (text);
  g_strstrip (normal);
  if (strlen (normal) > 10 && normal[10] == ' ')
    normal[10] = 'T';
  if (strlen (normal) == 10)
    {
      char *with_time = g_strconcat (normal, "T00:00:00", NULL);

      g_free (normal);
      normal = with_time;
    }
  else if (strlen (normal) == 16)
    {
      char *with_seconds = g_strconcat (normal, ":00", NULL);

      g_free (normal);
      normal = with_seconds;
    }
  moment = g_date_time_new_from_iso8601 (normal, zone != NULL ? zone : utc);
  return moment != NULL ? g_date_time_to_unix_usec (moment) : 0;
}
