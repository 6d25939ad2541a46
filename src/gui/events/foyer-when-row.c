/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-when-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

#define EVENING (20 * 60) /* minutes since midnight */

struct _FoyerWhenRow
{
  AdwActionRow parent_instance;

  GtkMenuButton *date;
  GtkLabel      *date_label;
  GtkEntry      *time;
  GtkCalendar   *calendar;
  GtkWidget     *popover;
  GTimeZone     *zone;
  FoyerTime      moment;
  FoyerTime      fallback;
  gboolean       wrong;
  gboolean       showing;
};

enum
{
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerWhenRow, foyer_when_row, ADW_TYPE_ACTION_ROW)

/* At most four digits, with or without a sign between hours and minutes. */
static gboolean
read_digits (const char *text, int *hours, int *minutes, const char **rest)
{
  char digits[5] = "";
  int  n = 0, before_sign = -1;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text) && n < 4)
        digits[n++] = *text;
      else if (strchr (":.,h ", *text) != NULL && n > 0 && before_sign < 0 && g_ascii_isdigit (text[1]))
        before_sign = n;
      else
        break;
    }
  *rest = text;
  if (before_sign < 0)
    before_sign = n <= 2 ? n : n - 2;
  if (n == 0 || before_sign > 2 || (n > before_sign && n - before_sign != 2))
    return FALSE;
  *minutes = n > before_sign ? atoi (digits + before_sign) : 0;
  digits[before_sign] = '\0';
  *hours = atoi (digits);
  return TRUE;
}

int
foyer_when_parse_time (const char *text)
{
  g_autofree char *typed = g_strstrip (g_ascii_strdown (text, -1));
  g_autofree char *half = NULL;
  const char      *rest;
  int              hours, minutes;

  if (!read_digits (typed, &hours, &minutes, &rest))
    return -1;
  half = g_strstrip (g_strdup (rest));
  if (g_str_equal (half, "pm") || g_str_equal (half, "am"))
    {
      if (hours < 1 || hours > 12)
        return -1;
      hours = hours % 12 + (*half == 'p' ? 12 : 0);
    }
  else if (*half != '\0' && !g_str_equal (half, "h") && !g_str_equal (half, "uhr"))
    return -1;
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

static GDateTime *
to_zone (FoyerWhenRow *self, FoyerTime moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (moment);

  return g_date_time_to_timezone (utc, self->zone);
}

static void
show (FoyerWhenRow *self)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  self->showing = TRUE;
  self->wrong = FALSE;
  if (self->moment != 0)
    {
      local = to_zone (self, self->moment);
      /* Translators: a short date with its year, as strftime; for example “Sat 21 Nov 2026” */
      day = g_date_time_format (local, _ ("%a %-d %b %Y"));
      time = g_date_time_format (local, "%H:%M");
      gtk_calendar_select_day (self->calendar, local);
    }
  gtk_label_set_label (self->date_label, day != NULL ? day : _ ("Set Date…"));
  gtk_editable_set_text (GTK_EDITABLE (self->time), time != NULL ? time : "");
  self->showing = FALSE;
}

FoyerTime
foyer_when_row_get_time (FoyerWhenRow *self)
{
  g_return_val_if_fail (FOYER_IS_WHEN_ROW (self), 0);

  return self->moment;
}

gboolean
foyer_when_row_is_wrong (FoyerWhenRow *self)
{
  g_return_val_if_fail (FOYER_IS_WHEN_ROW (self), FALSE);

  return self->wrong;
}

void
foyer_when_row_set_time (FoyerWhenRow *self, FoyerTime time, const char *zone)
{
  GTimeZone *there;

  g_return_if_fail (FOYER_IS_WHEN_ROW (self));

  there = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : NULL;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = there != NULL ? there : g_time_zone_new_local ();
  self->moment = time;
  show (self);
}

void
foyer_when_row_set_fallback (FoyerWhenRow *self, FoyerTime time)
{
  g_return_if_fail (FOYER_IS_WHEN_ROW (self));

  self->fallback = time;
}

static void
set_moment (FoyerWhenRow *self, GDateTime *day, int minutes)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d %02d:%02d", g_date_time_get_year (day), g_date_time_get_month (day),
                                           g_date_time_get_day_of_month (day), minutes / 60, minutes % 60);

  self->moment = MAX (foyer_time_parse_iso (text, self->zone), 0);
  self->wrong = FALSE;
}

static int
minutes_of (FoyerWhenRow *self, FoyerTime moment)
{
  g_autoptr (GDateTime) local = NULL;

  if (moment == 0)
    return EVENING;
  local = to_zone (self, moment);
  return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
}

static void
day_picked_cb (FoyerWhenRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  int minutes = foyer_when_parse_time (gtk_editable_get_text (GTK_EDITABLE (self->time)));

  if (self->showing)
    return;
  day = gtk_calendar_get_date (self->calendar);
  set_moment (self, day, minutes >= 0 ? minutes : minutes_of (self, self->fallback));
  show (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
cleared_cb (FoyerWhenRow *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->moment = 0;
  show (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
time_typed_cb (FoyerWhenRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time));
  int         minutes = foyer_when_parse_time (text);

  if (self->showing)
    return;
  self->wrong = minutes < 0 && (*text != '\0' || self->moment != 0);
  if (minutes >= 0)
    {
      FoyerTime basis = self->moment != 0 ? self->moment : self->fallback;
      g_autoptr (GDateTime) day = to_zone (self, basis != 0 ? basis : g_get_real_time ());
      g_autofree char *date = g_date_time_format (day, _ ("%a %-d %b %Y"));

      set_moment (self, day, minutes);
      gtk_label_set_label (self->date_label, date);
    }
  g_signal_emit (self, signals[EDITED], 0);
}

/* What was typed is written in full, so that it is seen how it was understood. */
static void
time_left_cb (FoyerWhenRow *self)
{
  if (!self->wrong)
    show (self);
}

static void
foyer_when_row_dispose (GObject *object)
{
  FoyerWhenRow *self = FOYER_WHEN_ROW (object);

  self->showing = TRUE; /* a popover that goes picks no day */
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_WHEN_ROW);
  G_OBJECT_CLASS (foyer_when_row_parent_class)->dispose (object);
}

static void
foyer_when_row_finalize (GObject *object)
{
  g_clear_pointer (&FOYER_WHEN_ROW (object)->zone, g_time_zone_unref);
  G_OBJECT_CLASS (foyer_when_row_parent_class)->finalize (object);
}

static void
foyer_when_row_class_init (FoyerWhenRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_when_row_dispose;
  object_class->finalize = foyer_when_row_finalize;
  signals[EDITED] = g_signal_new ("edited", FOYER_TYPE_WHEN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-when-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWhenRow, date);
  gtk_widget_class_bind_template_child (widget_class, FoyerWhenRow, date_label);
  gtk_widget_class_bind_template_child (widget_class, FoyerWhenRow, time);
  gtk_widget_class_bind_template_child (widget_class, FoyerWhenRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, FoyerWhenRow, popover);
  gtk_widget_class_bind_template_callback (widget_class, time_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cleared_cb);
}

static void
foyer_when_row_init (FoyerWhenRow *self)
{
  self->zone = g_time_zone_new_local ();
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  show (self);
}
