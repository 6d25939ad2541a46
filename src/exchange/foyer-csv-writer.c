/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-csv-writer.h"

#include <string.h>

#include "foyer-clock.h"
#include "foyer-money.h"

#define FLUSH_AT 65536

struct _FoyerCsvWriter
{
  GOutputStream *stream;
  GString       *text;
  gboolean       in_record;
};

FoyerCsvWriter *
foyer_csv_writer_new (GOutputStream *stream, gboolean with_mark)
{
  FoyerCsvWriter *self = g_new0 (FoyerCsvWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_sized_new (FLUSH_AT + 4096);
  if (with_mark)
    g_string_append (self->text, "\xef\xbb\xbf");
  return self;
}

void
foyer_csv_writer_free (FoyerCsvWriter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
begin_cell (FoyerCsvWriter *self)
{
  if (self->in_record)
    g_string_append_c (self->text, ',');
  self->in_record = TRUE;
}

void
foyer_csv_writer_text (FoyerCsvWriter *self, const char *text)
{
  gboolean guard, quote;

  begin_cell (self);
  if (text == NULL || *text == '\0')
    return;
  guard = strchr ("=+-@\t\r", *text) != NULL;
  quote = strpbrk (text, ",\"\r\n;") != NULL;
  if (quote)
    g_string_append_c (self->text, '"');
  if (guard)
    g_string_append_c (self->text, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *p);
    }
  if (quote)
    g_string_append_c (self->text, '"');
}

void
foyer_csv_writer_number (FoyerCsvWriter *self, gint64 number)
{
  begin_cell (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);
}

void
foyer_csv_writer_money (FoyerCsvWriter *self, gint64 minor, const char *currency)
{
  g_autofree char *text = foyer_money_format_plain (minor, currency);

  begin_cell (self);
  g_string_append (self->text, text);
}

void
foyer_csv_writer_time (FoyerCsvWriter *self, gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = time != 0 ? g_date_time_new_from_unix_utc (time / FOYER_SECOND) : NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;

  if (utc != NULL && zone != NULL)
    local = g_date_time_to_timezone (utc, zone);
  if (utc != NULL)
    text = g_date_time_format_iso8601 (local != NULL ? local : utc);
  foyer_csv_writer_text (self, text);
}

gboolean
foyer_csv_writer_end_record (FoyerCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_string_append (self->text, "\r\n");
  self->in_record = FALSE;
  return self->text->len < FLUSH_AT || foyer_csv_writer_finish (self, cancellable, error);
}

gboolean
foyer_csv_writer_finish (FoyerCsvWriter *self, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, error))
    return FALSE;
  g_string_truncate (self->text, 0);
  return g_output_stream_flush (self->stream, cancellable, error);
}
