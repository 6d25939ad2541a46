/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "foyer-cli.h"
#include "foyer-money.h"

static gpointer
list_events (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

static void
set_count (JsonObject *object, const char *member, gint64 count)
{
  if (count == G_MAXINT64 || count == FOYER_UNLIMITED)
    json_object_set_null_member (object, member);
  else
    json_object_set_int_member (object, member, count);
}

static JsonArray *
categories_to_json (const FoyerEventSummary *summary)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < summary->categories->len; i++)
    {
      const FoyerCategorySummary *category = summary->categories->pdata[i];
      JsonObject                 *object = json_object_new ();

      foyer_cli_set_id (object, "id", &category->category->id);
      json_object_set_string_member (object, "name", category->category->name);
      json_object_set_int_member (object, "price", category->category->price);
      json_object_set_int_member (object, "sold", category->stock.sold);
      set_count (object, "capacity", category->stock.capacity);
      set_count (object, "available", category->available);
      json_object_set_string_member (object, "alert", foyer_alert_nick (category->alert));
      json_array_add_object_element (list, object);
    }
  return list;
}

static GDateTime *
find_start (const FoyerEvent *event)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (event->starts);
  g_autoptr (GTimeZone) zone = *event->timezone != '\0' ? g_time_zone_new_identifier (event->timezone) : NULL;

  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
}

static JsonObject *
event_to_json (const FoyerEventSummary *summary)
{
  g_autoptr (GDateTime) there = find_start (summary->event);
  g_autofree char *starts = summary->event->starts != 0 ? g_date_time_format_iso8601 (there) : g_strdup ("");
  JsonObject      *object = json_object_new ();

  foyer_cli_set_id (object, "id", &summary->event->id);
  json_object_set_int_member (object, "number", summary->event->number);
  json_object_set_string_member (object, "title", summary->event->title);
  json_object_set_string_member (object, "venue", summary->venue != NULL ? summary->venue->name : "");
  json_object_set_string_member (object, "starts", starts);
  json_object_set_string_member (object, "timezone", summary->event->timezone);
  json_object_set_string_member (object, "currency", summary->event->currency);
  json_object_set_string_member (object, "phase", foyer_event_phase_nick (summary->phase));
  json_object_set_string_member (object, "alert", foyer_alert_nick (summary->alert));
  json_object_set_int_member (object, "sold", summary->stock.sold);
  set_count (object, "capacity", summary->stock.capacity);
  set_count (object, "available", summary->available);
  json_object_set_array_member (object, "categories", categories_to_json (summary));
  return object;
}

/* Of a date, a title and a phase, in columns of a terminal. */
#define DATE_COLUMNS 16
#define TITLE_COLUMNS 40
#define COUNT_COLUMNS 7

static void
print_right (const char *text, int columns)
{
  g_print ("%*s", columns - (int) g_utf8_strlen (text, -1), "");
  g_print ("%s  ", text);
}

static void
print_heading (void)
{
  g_print ("%s  ", _ ("No. "));
  foyer_cli_print_padded (_ ("Starts there"), DATE_COLUMNS);
  g_print ("  ");
  foyer_cli_print_padded (_ ("Title"), TITLE_COLUMNS);
  g_print ("  ");
  print_right (_ ("Sold"), COUNT_COLUMNS);
  print_right (_ ("Left"), COUNT_COLUMNS);
  g_print ("%s\n", _ ("Status"));
}

static void
print_for_people (const FoyerEventSummary *summary)
{
  g_autoptr (GDateTime) there = find_start (summary->event);
  g_autofree char *starts = summary->event->starts != 0 ? g_date_time_format (there, "%Y-%m-%d %H:%M") : g_strdup ("-");
  g_autofree char *sold = g_strdup_printf ("%" G_GINT64_FORMAT, summary->stock.sold);
  g_autofree char *left = summary->available == G_MAXINT64 ? g_strdup ("-") : g_strdup_printf ("%" G_GINT64_FORMAT, summary->available);

  g_print ("%04d  ", summary->event->number);
  foyer_cli_print_padded (starts, DATE_COLUMNS);
  g_print ("  ");
  foyer_cli_print_padded (summary->event->title, TITLE_COLUMNS);
  g_print ("  ");
  print_right (sold, COUNT_COLUMNS);
  print_right (left, COUNT_COLUMNS);
  g_print ("%s\n", foyer_event_phase_nick (summary->phase));
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_events, NULL, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (foyer_cli_open (cli, TRUE, &exit) == NULL)
    return exit;
  events = foyer_store_read (cli->store, list_events, NULL, NULL, &error);
  if (events == NULL)
    return foyer_cli_fail (cli, error);
  if (events->len > 0 && !cli->json)
    print_heading ();
  for (guint i = 0; i < events->len; i++)
    if (cli->json)
      foyer_cli_print_json (event_to_json (events->pdata[i]));
    else
      print_for_people (events->pdata[i]);
  if (events->len == 0 && !cli->json)
    g_print ("%s\n", _ ("There are no events yet."));
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_events = { "events", "", N_ ("List the events with their stock"), run };
