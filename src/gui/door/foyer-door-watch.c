/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-watch.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

#define CHECK_S 10

struct _FoyerDoorWatch
{
  AdwBanner     *banner;
  FoyerDoorClock clock;
  char          *zone;
  guint          check_id;
};

static char *
describe_span (FoyerTime span)
{
  gint64 minutes = (ABS (span) + FOYER_MINUTE / 2) / FOYER_MINUTE;

  if (minutes < 120)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  return g_strdup_printf (ngettext ("%d hour", "%d hours", (gulong) ((minutes + 30) / 60)), (int) ((minutes + 30) / 60));
}

void
foyer_door_watch_check (FoyerDoorWatch *self, FoyerTime wall, gint64 monotonic)
{
  FoyerTime        jump = foyer_door_clock_jump (&self->clock, wall, monotonic);
  FoyerTime        lag = foyer_door_clock_lag (&self->clock);
  g_autofree char *span = describe_span (jump != 0 ? jump : lag);
  g_autofree char *time = foyer_format_time (foyer_door_clock_now (&self->clock, wall, monotonic), self->zone);
  g_autofree char *text = NULL;

  if (jump != 0)
    /* Translators: a span of time such as “3 hours”, and a time of day */
    text = g_strdup_printf (_ ("The clock of this laptop was set by %1$s. The door goes on with its own time: %2$s."), span, time);
  else if (lag != 0)
    /* Translators: a span of time such as “3 hours” */
    text = g_strdup_printf (_ ("The clock of this laptop is %s behind what was scanned before. Set it right, or guests are refused as too early."), span);
  if (text != NULL)
    adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, text != NULL);
}

static gboolean
check_due_cb (gpointer user_data)
{
  foyer_door_watch_check (user_data, g_get_real_time (), g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

void
foyer_door_watch_set_zone (FoyerDoorWatch *self, const char *zone)
{
  g_set_str (&self->zone, zone);
}

void
foyer_door_watch_hear (FoyerDoorWatch *self, FoyerTime stamp)
{
  if (self->clock.known != 0)
    return;
  self->clock.known = stamp;
  check_due_cb (self);
}

FoyerTime
foyer_door_watch_now (FoyerDoorWatch *self)
{
  return foyer_door_clock_now (&self->clock, g_get_real_time (), g_get_monotonic_time ());
}

FoyerTime
foyer_door_watch_stamp (FoyerDoorWatch *self)
{
  return foyer_door_clock_jump (&self->clock, g_get_real_time (), g_get_monotonic_time ()) != 0 ? foyer_door_watch_now (self) : 0;
}

FoyerDoorWatch *
foyer_door_watch_new (AdwBanner *banner)
{
  FoyerDoorWatch *self = g_new0 (FoyerDoorWatch, 1);

  self->banner = banner;
  foyer_door_clock_start (&self->clock, g_get_real_time (), g_get_monotonic_time (), 0);
  self->check_id = g_timeout_add_seconds (CHECK_S, check_due_cb, self);
  return self;
}

void
foyer_door_watch_free (FoyerDoorWatch *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_free (self->zone);
  g_free (self);
}
