/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-order.h"

#include <glib/gi18n.h>

enum
{
  UNDATED = 0,
  PAST = G_MAXINT,
};

static gboolean
is_past (const FoyerEventSummary *summary)
{
  return summary->phase == FOYER_PHASE_COMPLETED || summary->phase == FOYER_PHASE_ARCHIVED ||
         (foyer_event_closes (summary->event) != 0 && foyer_event_closes (summary->event) < g_get_real_time ());
}

static GDateTime *
get_start (const FoyerEvent *event)
{
  g_autoptr (GTimeZone) zone = *event->timezone != '\0' ? g_time_zone_new_identifier (event->timezone) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (event->starts);

  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
}

static int
get_section (FoyerEventItem *item)
{
  const FoyerEventSummary *summary = foyer_event_item_get_summary (item);
  g_autoptr (GDateTime) start = NULL;

  if (is_past (summary))
    return PAST;
  if (summary->event->starts == 0)
    return UNDATED;
  start = get_start (summary->event);
  return g_date_time_get_year (start) * 12 + g_date_time_get_month (start);
}

static int
compare_sections (gconstpointer first, gconstpointer second, gpointer data)
{
  int a = get_section (FOYER_EVENT_ITEM ((gpointer) first)), b = get_section (FOYER_EVENT_ITEM ((gpointer) second));

  return (a > b) - (a < b);
}

static int
compare_rows (gconstpointer first, gconstpointer second, gpointer data)
{
  const FoyerEventSummary *a = foyer_event_item_get_summary (FOYER_EVENT_ITEM ((gpointer) first));
  const FoyerEventSummary *b = foyer_event_item_get_summary (FOYER_EVENT_ITEM ((gpointer) second));
  int                      order = (a->event->starts > b->event->starts) - (a->event->starts < b->event->starts);

  if (order == 0)
    return g_utf8_collate (a->event->title, b->event->title);
  return is_past (a) ? -order : order;
}

GtkSorter *
foyer_event_order_sections (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));
}

GtkSorter *
foyer_event_order_rows (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL));
}

char *
foyer_event_order_title (FoyerEventItem *item)
{
  const FoyerEventSummary *summary = foyer_event_item_get_summary (item);
  g_autoptr (GDateTime) start = NULL;

  if (is_past (summary))
    return g_strdup (_ ("Past Events"));
  if (summary->event->starts == 0)
    return g_strdup (_ ("No Date Yet"));
  start = get_start (summary->event);
  /* Translators: a month and its year, as strftime; for example “November 2026” */
  return g_date_time_format (start, _ ("%OB %Y"));
}

static gboolean
is_same_text (const FoyerVenue *first, const FoyerVenue *second)
{
  if (first == NULL || second == NULL)
    return first == second;
  return g_str_equal (first->name, second->name) && g_str_equal (first->city, second->city);
}

gboolean
foyer_event_order_shows_same (FoyerEventItem *first, FoyerEventItem *second)
{
  const FoyerEventSummary *a = foyer_event_item_get_summary (first), *b = foyer_event_item_get_summary (second);

  if (!foyer_id_equal (&a->event->id, &b->event->id) || a->phase != b->phase || a->alert != b->alert || a->available != b->available ||
      a->stock.sold != b->stock.sold || a->stock.capacity != b->stock.capacity || a->event->starts != b->event->starts ||
      a->categories->len != b->categories->len || !is_same_text (a->venue, b->venue) || g_strcmp0 (a->event->title, b->event->title) != 0 ||
      g_strcmp0 (a->event->organizer, b->event->organizer) != 0 || g_strcmp0 (a->event->timezone, b->event->timezone) != 0 ||
      g_strcmp0 (a->event->currency, b->event->currency) != 0)
    return FALSE;
  for (guint i = 0; i < a->categories->len; i++)
    if (((FoyerCategorySummary *) a->categories->pdata[i])->category->price != ((FoyerCategorySummary *) b->categories->pdata[i])->category->price)
      return FALSE;
  return TRUE;
}

gboolean
foyer_event_order_matches (FoyerEventItem *item, const char *search)
{
  const FoyerEventSummary *summary = foyer_event_item_get_summary (item);
  g_autofree char         *text = g_strjoin (" ", summary->event->title, summary->venue != NULL ? summary->venue->name : "",
                                     summary->venue != NULL ? summary->venue->city : "", summary->event->organizer, NULL);

  return *search == '\0' || g_str_match_string (search, text, TRUE);
}
