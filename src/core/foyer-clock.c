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

/* GLib wants `T`, seconds and `Z`: brings what people and programs write into that form. */
static char *
complete_iso (const char *text)
{
  g_autofree char *normal = g_strstrip (g_strdup (text));
  char            *separator = strpbrk (normal, "Tt ");
  char            *offset;
  g_autofree char *zone = NULL;
  gsize            length;

  if (separator == NULL)
    return g_strconcat (normal, "T00:00:00", NULL);
  *separator = 'T';
  offset = strpbrk (separator, "Zz+-");
  if (offset != NULL)
    {
      zone = g_ascii_strup (offset, -1);
      *offset = '\0';
    }
  g_strchomp (separator);
  length = strlen (separator + 1);
  return g_strconcat (normal, length == 5 ? ":00" : length == 4 ? "00"
                                                                : "",
                      zone, NULL);
}

FoyerTime
foyer_time_parse_iso (const char *text, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *complete = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  complete = complete_iso (text);
  moment = g_date_time_new_from_iso8601 (complete, zone != NULL ? zone : utc);
  return moment != NULL ? g_date_time_to_unix_usec (moment) : 0;
}
