/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "foyer-error.h"

typedef enum
{
  CELL_START,
  IN_CELL,
  IN_QUOTES,
  AFTER_QUOTE, /* a quote inside quotes: the end of the cell, or the first of two */
} State;

struct _FoyerCsvReader
{
  FoyerCsvText *text;
  char          delimiter;
  const char   *piece;
  gsize         length;
  gsize         next;
  gint64        line;     /* being read */
  gboolean      after_cr; /* the last byte was a CR, so an LF belongs to it */
  GString      *record;   /* cells, each with its NUL */
  GArray       *starts;   /* of the cells in @record */
  GPtrArray    *cells;
  gint64        first_line; /* of the record */
  gint64        quote_line; /* on which the open quote stands */
  State         state;
};

FoyerCsvReader *
foyer_csv_reader_new (GInputStream *stream, const FoyerCsvFormat *format)
{
  FoyerCsvReader *self = g_new0 (FoyerCsvReader, 1);

  self->text = foyer_csv_text_new (stream, format->encoding);
  self->delimiter = format->delimiter;
  self->line = 1;
  self->record = g_string_sized_new (1024);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  return self;
}

FoyerCsvReader *
foyer_csv_reader_open (GFile *file, const FoyerCsvFormat *format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  return stream != NULL ? foyer_csv_reader_new (G_INPUT_STREAM (stream), format) : NULL;
}

void
foyer_csv_reader_free (FoyerCsvReader *self)
{
  if (self == NULL)
    return;
  foyer_csv_text_free (self->text);
  g_string_free (self->record, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

goffset
foyer_csv_reader_get_position (FoyerCsvReader *self)
{
  return foyer_csv_text_get_position (self->text);
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (FOYER_ERROR, FOYER_ERROR_INVALID, format, arguments));
  va_end (arguments);
  return FALSE;
}

static void
begin_cell (FoyerCsvReader *self)
{
  g_array_append_val (self->starts, self->record->len);
  self->state = CELL_START;
}

static void
begin_record (FoyerCsvReader *self)
{
  g_string_truncate (self->record, 0);
  g_array_set_size (self->starts, 0);
  self->first_line = self->line;
  begin_cell (self);
}

static void
end_cell (FoyerCsvReader *self)
{
  g_string_append_c (self->record, '\0');
}

/* An empty line is no record. */
static gboolean
is_empty (FoyerCsvReader *self)
{
  return self->starts->len == 1 && self->record->len == 0 && self->state == CELL_START;
}

static gboolean
check_bounds (FoyerCsvReader *self, GError **error)
{
  if (self->record->len <= FOYER_CSV_RECORD_MAX && self->starts->len <= FOYER_CSV_CELLS_MAX)
    return TRUE;
  if (self->state == IN_QUOTES || self->state == AFTER_QUOTE)
    return refuse (error, _ ("A quotation mark on line %" PRId64 " is not closed within %d kB; is one missing?"),
                   self->quote_line, FOYER_CSV_RECORD_MAX / 1024);
  if (self->starts->len > FOYER_CSV_CELLS_MAX)
    return refuse (error, _ ("Line %" PRId64 " has more than %d columns; this is no guest list."), self->first_line, FOYER_CSV_CELLS_MAX);
  return refuse (error, _ ("Line %" PRId64 " is longer than %d kB; this is no guest list."), self->first_line, FOYER_CSV_RECORD_MAX / 1024);
}

/* Takes plain bytes of a cell up to the next one that means something. */
static gsize
take_run (FoyerCsvReader *self, const char *from, const char *end)
{
  const char *p = from;

  if (self->state == IN_QUOTES)
    while (p < end && *p != '"' && *p != '\n' && *p != '\r')
      p++;
  else
    while (p < end && *p != self->delimiter && *p != '\n' && *p != '\r')
      p++;
  g_string_append_len (self->record, from, p - from);
  return p - from;
}

/* Takes the byte at which a run ended. Returns: whether it ended the record */
static gboolean
take_byte (FoyerCsvReader *self, char byte)
{
  gboolean line_end = byte == '\n' || byte == '\r';
  gboolean second_half = byte == '\n' && self->after_cr;

  self->after_cr = byte == '\r';
  if (line_end && !second_half)
    self->line++;
  if (self->state == IN_QUOTES)
    {
      if (byte == '"')
        self->state = AFTER_QUOTE;
      else if (!second_half) /* line ends inside a cell become one LF */
        g_string_append_c (self->record, line_end ? '\n' : byte);
      return FALSE;
    }
  if (second_half)
    {
      self->first_line = self->line;
      return FALSE;
    }
  if (line_end)
    return TRUE;
  if (byte == self->delimiter)
    {
      end_cell (self);
      begin_cell (self);
    }
  else if (byte == '"' && self->state == CELL_START)
    {
      self->state = IN_QUOTES;
      self->quote_line = self->line;
    }
  else
    {
      g_string_append_c (self->record, byte);
      self->state = self->state == AFTER_QUOTE && byte == '"' ? IN_QUOTES : IN_CELL;
    }
  return FALSE;
}

static gboolean
more (FoyerCsvReader *self, GCancellable *cancellable, GError **error)
{
  while (self->next >= self->length)
    {
      self->next = 0;
      self->piece = foyer_csv_text_next (self->text, &self->length, cancellable, error);
      if (self->piece == NULL)
        {
          self->length = 0;
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
finish_record (FoyerCsvReader *self, FoyerCsvRecord *record, GError **error)
{
  end_cell (self);
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (self->cells, self->record->str + g_array_index (self->starts, gsize, i));
  /* the NULs that were put between the cells are one for each cell */
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *cell = self->cells->pdata[i];
      gsize       end = i + 1 < self->starts->len ? g_array_index (self->starts, gsize, i + 1) : self->record->len;
      gsize       length = end - 1 - g_array_index (self->starts, gsize, i);

      if (memchr (cell, '\0', length) != NULL)
        return refuse (error, _ ("Line %" PRId64 " has a zero byte; this is no text file."), self->first_line);
      if (!g_utf8_validate_len (cell, length, NULL))
        return refuse (error, _ ("Line %" PRId64 " is not UTF-8; save the file as UTF-8 and try again."), self->first_line);
    }
  record->line = self->first_line;
  record->n_cells = self->cells->len;
  record->cells = (char *const *) self->cells->pdata;
  return TRUE;
}

gboolean
foyer_csv_reader_next (FoyerCsvReader *self, FoyerCsvRecord *record, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;

  begin_record (self);
  while (more (self, cancellable, &local_error))
    {
      if (self->state == IN_CELL || self->state == IN_QUOTES)
        {
          gsize taken = take_run (self, self->piece + self->next, self->piece + self->length);

          self->next += taken;
          self->after_cr &= taken == 0;
          if (!check_bounds (self, error))
            return FALSE;
          if (self->next >= self->length)
            continue;
        }
      if (!take_byte (self, self->piece[self->next++]))
        {
          if (!check_bounds (self, error))
            return FALSE;
          continue;
        }
      if (!is_empty (self))
        return finish_record (self, record, error);
      begin_record (self);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (self->state == IN_QUOTES)
    return refuse (error, _ ("The quotation mark on line %" PRId64 " is never closed."), self->quote_line);
  return !is_empty (self) && finish_record (self, record, error);
}
