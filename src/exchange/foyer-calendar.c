/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-export.h"

#include <string.h>

#include "foyer-event-store.h"

/* RFC 5545: lines of at most 75 octets, the next ones begin with a blank. */
#define OCTETS_MAX 75

typedef struct
{
  const FoyerId *event;
  GString       *text;
  gint64         rows;
} Calendar;

static void
append_line (GString *text, const char *line)
{
  gsize room = OCTETS_MAX;

  while (strlen (line) > room)
    {
      const char *cut = line + room;

      while ((*cut & 0xc0) == 0x80) /* not inside a character */
        cut--;
      g_string_append_len (text, line, cut - line);
      g_string_append (text, "\r\n ");
      line = cut;
      room = OCTETS_MAX - 1;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static void
append_text (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new (name);

  if (value == NULL || *value == '\0')
    return;
  g_string_append_c (line, ':');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (strchr ("\\;,", *p) != NULL)
        g_string_append_printf (line, "\\%c", *p);
      else if (!g_ascii_iscntrl (*p))
        g_string_append_c (line, *p);
    }
  append_line (text, line->str);
}

static void
append_time (GString *text, const char *name, FoyerTime time)
{
  g_autoptr (GDateTime) utc = time > 0 ? g_date_time_new_from_unix_utc (time / FOYER_SECOND) : NULL;
  g_autofree char *stamp = utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL;
  g_autofree char *line = g_strconcat (name, ":", stamp, NULL);

  if (stamp != NULL)
    append_line (text, line);
}

static const char *
status_of (const FoyerEvent *event)
{
  switch (event->status)
    {
    case FOYER_EVENT_CANCELLED:
      return "CANCELLED";
    case FOYER_EVENT_DRAFT:
    case FOYER_EVENT_PENDING_APPROVAL:
      return "TENTATIVE";
    case FOYER_EVENT_PUBLISHED:
    case FOYER_EVENT_ARCHIVED:
    default:
      return "CONFIRMED";
    }
}

/* Commas between categories stay commas. */
static void
append_tags (GString *text, const char *tags)
{
  g_auto (GStrv) parts = g_strsplit (tags, ",", -1);
  g_autoptr (GString) line = g_string_new ("CATEGORIES:");

  for (char **part = parts; *part != NULL; part++)
    {
      if (part != parts)
        g_string_append_c (line, ',');
      for (const char *p = g_strstrip (*part); *p != '\0'; p++)
        if (strchr ("\\;", *p) != NULL)
          g_string_append_printf (line, "\\%c", *p);
        else if (!g_ascii_iscntrl (*p))
          g_string_append_c (line, *p);
    }
  if (*tags != '\0')
    append_line (text, line->str);
}

static void
append_place (GString *text, const FoyerVenue *venue)
{
  g_autofree char *address = NULL;
  g_autofree char *place = NULL;
  char             latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *geo = NULL;

  if (venue == NULL)
    return;
  address = foyer_venue_dup_address (venue);
  place = *address != '\0' ? g_strconcat (venue->name, ", ", address, NULL) : g_strdup (venue->name);
  append_text (text, "LOCATION", place);
  if (venue->latitude == 0 && venue->longitude == 0)
    return;
  geo = g_strdup_printf ("GEO:%s;%s", g_ascii_formatd (latitude, sizeof latitude, "%.6f", venue->latitude),
                         g_ascii_formatd (longitude, sizeof longitude, "%.6f", venue->longitude));
  append_line (text, geo);
}

static void
append_event (GString *text, const FoyerEventSummary *summary, FoyerTime now)
{
  const FoyerEvent *event = summary->event;
  char              id[FOYER_ID_TEXT_LENGTH + 1];
  g_autofree char  *uid = g_strconcat ("UID:", foyer_id_print (&event->id, id), NULL);
  g_autofree char  *status = g_strconcat ("STATUS:", status_of (event), NULL);
  g_autofree char  *url = *event->public_url != '\0' ? g_strconcat ("URL:", event->public_url, NULL) : NULL;

  append_line (text, "BEGIN:VEVENT");
  append_line (text, uid);
  append_time (text, "DTSTAMP", now);
  append_time (text, "DTSTART", event->starts);
  append_time (text, "DTEND", foyer_event_closes (event));
  append_text (text, "SUMMARY", event->title);
  append_text (text, "DESCRIPTION", event->description);
  append_place (text, summary->venue);
  append_tags (text, event->tags);
  append_line (text, status);
  if (url != NULL && strpbrk (url, "\r\n") == NULL)
    append_line (text, url);
  append_line (text, "END:VEVENT");
}

static gpointer
build (FoyerConnection *connection, gpointer data, GError **error)
{
  Calendar *self = data;
  g_autoptr (GPtrArray) events = foyer_event_store_list (connection, error);

  if (events == NULL)
    return NULL;
  append_line (self->text, "BEGIN:VCALENDAR");
  append_line (self->text, "VERSION:2.0");
  append_line (self->text, "PRODID:-//Foyer//Foyer//EN");
  for (guint i = 0; i < events->len; i++)
    {
      const FoyerEventSummary *summary = events->pdata[i];
      const FoyerEvent        *event = summary->event;

      /* a calendar has no room for an event without a time */
      if (event->starts == 0 || (self->event != NULL ? !foyer_id_equal (&event->id, self->event) : event->status == FOYER_EVENT_DRAFT))
        continue;
      append_event (self->text, summary, foyer_connection_now (connection));
      self->rows++;
    }
  append_line (self->text, "END:VCALENDAR");
  return self;
}

gboolean
foyer_export_calendar (FoyerStore *store, const FoyerId *event, GOutputStream *stream, gint64 *rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Calendar calendar = { .event = event, .text = text };

  if (foyer_store_read (store, build, &calendar, cancellable, error) == NULL)
    return FALSE;
  if (rows != NULL)
    *rows = calendar.rows;
  return g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error) &&
         g_output_stream_flush (stream, cancellable, error);
}
