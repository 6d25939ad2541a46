/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-setup-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-format.h"
#include "foyer-windows.h"

/* The times of one category, and which of them a button takes away. */
typedef struct
{
  FoyerDoorSetup *setup; /* not kept: its rows hold this */
  FoyerId         category;
  char           *windows;
  char           *zone;
  guint           index;
} Times;

static Times *
times_new (FoyerDoorSetup *setup, const FoyerCategory *category, const char *zone, guint index)
{
  Times *self = g_new0 (Times, 1);

  self->setup = setup;
  self->category = category->id;
  self->windows = g_strdup (category->windows);
  self->zone = g_strdup (zone);
  self->index = index;
  return self;
}

static void
times_free (gpointer data, GClosure *closure)
{
  Times *self = data;

  g_free (self->windows);
  g_free (self->zone);
  g_free (self);
}

static void
save (const Times *self, GArray *windows)
{
  FoyerChange     *change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &self->category);
  g_autofree char *text = foyer_windows_print (windows);

  foyer_change_set_text (change, "windows", text);
  foyer_door_setup_commit (self->setup, change);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  const Times *self = user_data;
  g_autoptr (GArray) windows = foyer_windows_parse (self->windows);

  if (self->index < windows->len)
    g_array_remove_index (windows, self->index);
  save (self, windows);
}

gboolean
foyer_window_read (const char *text, const char *zone, FoyerTime *from, FoyerTime *until)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^\\s*(\\d{4}-\\d\\d-\\d\\d)[ T](\\d?\\d:\\d\\d)\\s*(?:-|–|—)\\s*(?:(\\d{4}-\\d\\d-\\d\\d)[ T])?(\\d?\\d:\\d\\d)\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GTimeZone) there = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : g_time_zone_new_local ();
  g_autofree char *day = NULL, *start = NULL, *other_day = NULL, *end = NULL, *first = NULL, *last = NULL;

  if (!g_regex_match (pattern, text, 0, &match))
    return FALSE;
  day = g_match_info_fetch (match, 1);
  start = g_match_info_fetch (match, 2);
  other_day = g_match_info_fetch (match, 3);
  end = g_match_info_fetch (match, 4);
  first = g_strdup_printf ("%sT%s%s", day, strlen (start) < 5 ? "0" : "", start);
  last = g_strdup_printf ("%sT%s%s", *other_day != '\0' ? other_day : day, strlen (end) < 5 ? "0" : "", end);
  *from = foyer_time_parse_iso (first, there);
  *until = foyer_time_parse_iso (last, there);
  /* past midnight */
  if (*other_day == '\0' && *from > 0 && *until > 0 && *until <= *from)
    *until += FOYER_DAY;
  return *from > 0 && *until > *from;
}

static void
add_cb (AdwEntryRow *row, gpointer user_data)
{
  const Times *self = user_data;
  g_autoptr (GArray) windows = foyer_windows_parse (self->windows);
  FoyerWindow window;

  if (!foyer_window_read (gtk_editable_get_text (GTK_EDITABLE (row)), self->zone, &window.from, &window.until))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (row), _ ("Write the time as in the example."), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  g_array_append_val (windows, window);
  save (self, windows);
}

static GtkWidget *
new_time (FoyerDoorSetup *setup, const FoyerCategory *category, const char *zone, const FoyerWindow *window, guint index)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *from = foyer_format_date_time (window->from, zone, g_get_real_time ());
  g_autofree char *until = window->until - window->from < FOYER_DAY ? foyer_format_time (window->until, zone) : foyer_format_date_time (window->until, zone, g_get_real_time ());
  /* Translators: a span of time: from, until */
  g_autofree char *title = g_strdup_printf (_ ("%1$s – %2$s"), from, until);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (button, _ ("Remove Time"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_data (button, "clicked", G_CALLBACK (remove_cb), times_new (setup, category, zone, index), times_free, 0);
  return row;
}

/* The example is the evening itself. */
static char *
example (const FoyerEvent *event)
{
  FoyerTime opens = foyer_event_opens (event) != 0 ? foyer_event_opens (event) : g_get_real_time ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (opens);
  g_autoptr (GTimeZone) zone = *event->timezone != '\0' ? g_time_zone_new_identifier (event->timezone) : NULL;
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
  g_autofree char *until = foyer_event_closes (event) != 0 ? foyer_format_time (foyer_event_closes (event), event->timezone) : g_strdup ("23:30");
  g_autofree char *from = g_date_time_format (there, "%Y-%m-%d %H:%M");

  return g_strdup_printf ("%s – %s", from, until);
}

static GtkWidget *
new_category (FoyerDoorSetup *setup, const FoyerEvent *event, const FoyerCategory *category)
{
  GtkWidget       *row = adw_expander_row_new ();
  GtkWidget       *entry = adw_entry_row_new ();
  g_autofree char *sample = example (event);
  /* Translators: an example of a date and two times */
  g_autofree char *title = g_strdup_printf (_ ("New Time, as %s"), sample);
  g_autofree char *subtitle = NULL;
  g_autoptr (GArray) windows = foyer_windows_parse (category->windows);

  subtitle = windows->len == 0 ? g_strdup (_ ("As long as the event")) : g_strdup_printf (ngettext ("%u time", "%u times, each lets in once", windows->len), windows->len);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), category->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  for (guint i = 0; i < windows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_time (setup, category, event->timezone, &g_array_index (windows, FoyerWindow, i), i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), entry);
  g_signal_connect_data (entry, "apply", G_CALLBACK (add_cb), times_new (setup, category, event->timezone, 0), times_free, 0);
  return row;
}

GtkWidget *
foyer_window_rows_new (FoyerDoorSetup *setup, const FoyerEventSummary *event)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Times of Admission"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("When a category is let in. With several times, as on the days of a festival, each lets in once."));
  for (guint i = 0; i < event->categories->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_category (setup, event->event, ((FoyerCategorySummary *) event->categories->pdata[i])->category));
  return group;
}
