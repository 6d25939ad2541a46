/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-countdown.h"

#include <glib/gi18n.h>

static char *
span (FoyerTime length)
{
  gint64 minutes = (MAX (length, 0) + FOYER_MINUTE - 1) / FOYER_MINUTE;
  gint64 hours = minutes / 60;
  gint64 days = (length + FOYER_DAY / 2) / FOYER_DAY;

  if (minutes < 60)
    /* Translators: a length of time in minutes */
    return g_strdup_printf (ngettext ("%d min", "%d min", minutes), (int) minutes);
  if (hours < 36 && hours < 10 && minutes % 60 != 0)
    /* Translators: a length of time in hours and minutes */
    return g_strdup_printf (_ ("%d h %d min"), (int) hours, (int) (minutes % 60));
  if (hours < 36)
    /* Translators: a length of time in hours */
    return g_strdup_printf (ngettext ("%d hour", "%d hours", hours), (int) hours);
  return g_strdup_printf (ngettext ("%d day", "%d days", days), (int) days);
}

static char *
say (const char *pattern, FoyerTime length)
{
  g_autofree char *words = span (length);
  GString         *sentence = g_string_new (pattern);

  g_string_replace (sentence, "%s", words, 1);
  return g_string_free_and_steal (sentence);
}

char *
foyer_countdown_sentence (const FoyerEvent *event, FoyerEventPhase phase, FoyerTime now)
{
  FoyerTime closes = foyer_event_closes (event);

  if (event->starts == 0 || phase == FOYER_PHASE_CANCELLED || phase == FOYER_PHASE_ARCHIVED)
    return g_strdup ("");
  if (now >= closes)
    /* Translators: “%s” is a length of time, like “3 days” */
    return say (_ ("Ended %s ago"), now - closes);
  if (now >= event->starts)
    /* Translators: “%s” is a length of time, like “20 min” */
    return say (_ ("Started %s ago"), now - event->starts);
  if (event->doors != 0 && now < event->doors)
    /* Translators: “%s” is a length of time, like “25 min” */
    return say (_ ("Doors in %s"), event->doors - now);
  /* Translators: “%s” is a length of time, like “25 min” */
  return say (_ ("Starts in %s"), event->starts - now);
}
