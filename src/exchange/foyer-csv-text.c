/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-csv-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "foyer-error.h"

#define PIECE 65536

struct _FoyerCsvText
{
  GInputStream    *stream;
  FoyerCsvEncoding encoding;
  goffset          position;
  gint64           line; /* counted for errors of UTF-16 only */
  gsize            kept; /* bytes of a cut UTF-16 unit at the start of @raw */
  gunichar         high; /* surrogate that waits for its other half, or 0 */
  gboolean         begun;
  GString         *text;
  guint8           raw[PIECE];
};

/* 0x80 to 0x9f; 0 is not a character (WHATWG Encoding Standard, index windows-1252, without its C1 fillers). */
static const guint16 windows_1252[32] = {
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
};

const char *
foyer_csv_encoding_name (FoyerCsvEncoding encoding)
{
  switch (encoding)
    {
    case FOYER_CSV_UTF16_LE:
    case FOYER_CSV_UTF16_BE:
      return "UTF-16";
    case FOYER_CSV_WINDOWS_1252:
      return "Windows-1252";
    case FOYER_CSV_UTF8:
    default:
      return "UTF-8";
    }
}

FoyerCsvText *
foyer_csv_text_new (GInputStream *stream, FoyerCsvEncoding encoding)
{
  FoyerCsvText *self = g_new0 (FoyerCsvText, 1);

  self->stream = g_object_ref (stream);
  self->encoding = encoding;
  self->line = 1;
  self->text = g_string_new (NULL);
  return self;
}

void
foyer_csv_text_free (FoyerCsvText *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

goffset
foyer_csv_text_get_position (FoyerCsvText *self)
{
  return self->position;
}

static void
append_windows_1252 (GString *text, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] < 0x80)
        g_string_append_c (text, bytes[i]);
      else if (bytes[i] >= 0xa0)
        g_string_append_unichar (text, bytes[i]);
      else
        g_string_append_unichar (text, windows_1252[bytes[i] - 0x80] != 0 ? windows_1252[bytes[i] - 0x80] : 0xfffd);
    }
}

static gboolean
append_utf16 (FoyerCsvText *self, const guint8 *bytes, gsize length, GError **error)
{
  for (gsize i = 0; i + 1 < length; i += 2)
    {
      gunichar unit = self->encoding == FOYER_CSV_UTF16_LE ? bytes[i] | bytes[i + 1] << 8 : bytes[i] << 8 | bytes[i + 1];
      gboolean is_high = unit >= 0xd800 && unit < 0xdc00;
      gboolean is_low = unit >= 0xdc00 && unit < 0xe000;

      if (is_low != (self->high != 0))
        {
          g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("Line %" PRId64 " is not UTF-16, though the file begins as such."), self->line);
          return FALSE;
        }
      if (unit == '\n')
        self->line++;
      if (is_low)
        g_string_append_unichar (self->text, 0x10000 + ((self->high - 0xd800) << 10) + (unit - 0xdc00));
      else if (!is_high && (unit != 0xfeff || self->begun))
        g_string_append_unichar (self->text, unit);
      self->high = is_high ? unit : 0;
      self->begun = TRUE;
    }
  return TRUE;
}

static const char *
decode_utf16 (FoyerCsvText *self, gsize read, gsize *length, GError **error)
{
  gsize whole = (self->kept + read) & ~(gsize) 1;

  if (read == 0 && (self->kept != 0 || self->high != 0))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("The file ends in the middle of a character on line %" PRId64 "; it was cut off."), self->line);
      return NULL;
    }
  g_string_truncate (self->text, 0);
  if (!append_utf16 (self, self->raw, whole, error))
    return NULL;
  if (self->kept + read > whole)
    self->raw[0] = self->raw[whole];
  self->kept = self->kept + read - whole;
  *length = self->text->len;
  return read > 0 ? self->text->str : NULL;
}

static const char *
skip_mark (FoyerCsvText *self, gsize read, gsize *length)
{
  gsize skip = !self->begun && read >= 3 && memcmp (self->raw, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  self->begun = TRUE;
  *length = read - skip;
  return (const char *) self->raw + skip;
}

const char *
foyer_csv_text_next (FoyerCsvText *self, gsize *length, GCancellable *cancellable, GError **error)
{
  gsize read;

  *length = 0;
  /* whole pieces, so that a mark or a character is not cut by a short read */
  if (!g_input_stream_read_all (self->stream, self->raw + self->kept, PIECE - self->kept, &read, cancellable, error))
    return NULL;
  self->position += read;
  if (self->encoding == FOYER_CSV_UTF16_LE || self->encoding == FOYER_CSV_UTF16_BE)
    return decode_utf16 (self, read, length, error);
  if (read == 0)
    return NULL;
  if (self->encoding == FOYER_CSV_UTF8)
    return skip_mark (self, read, length);
  g_string_truncate (self->text, 0);
  append_windows_1252 (self->text, self->raw, read);
  *length = self->text->len;
  return self->text->str;
}

/* What a look at all bytes tells. */
typedef struct
{
  gint64   line;
  gint64   bad_line;         /* first that is not UTF-8; 0: none */
  gint64   nul_line;         /* first with a zero byte; 0: none */
  gboolean multibyte;        /* there are sound characters beyond ASCII */
  gboolean not_1252;         /* there are bytes that Windows-1252 does not have */
  int      expected;         /* continuation bytes still to come */
  guint8   minimum, maximum; /* of the next continuation byte */
} Survey;

static void
begin_character (Survey *self, guint8 byte)
{
  self->minimum = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90
                                                     : 0x80;
  self->maximum = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f
                                                     : 0xbf;
  if (byte >= 0xc2 && byte <= 0xdf)
    self->expected = 1;
  else if (byte >= 0xe0 && byte <= 0xef)
    self->expected = 2;
  else if (byte >= 0xf0 && byte <= 0xf4)
    self->expected = 3;
  else if (self->bad_line == 0)
    self->bad_line = self->line;
}

static void
survey_byte (Survey *self, guint8 byte)
{
  if (self->expected > 0)
    {
      if (byte >= self->minimum && byte <= self->maximum)
        {
          self->minimum = 0x80;
          self->maximum = 0xbf;
          self->multibyte |= --self->expected == 0;
        }
      else
        {
          self->expected = 0;
          if (self->bad_line == 0)
            self->bad_line = self->line;
          if (byte >= 0x80)
            begin_character (self, byte);
        }
    }
  else if (byte >= 0x80)
    begin_character (self, byte);
  if (byte >= 0x80 && byte < 0xa0)
    self->not_1252 |= windows_1252[byte - 0x80] == 0;
  if (byte == '\n')
    self->line++;
  else if (byte == 0 && self->nul_line == 0)
    self->nul_line = self->line;
}

static gboolean
guess_utf16 (const guint8 *bytes, gsize length, FoyerCsvEncoding *encoding)
{
  gsize zeros[2] = { 0 };

  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    {
      *encoding = bytes[0] == 0xff ? FOYER_CSV_UTF16_LE : FOYER_CSV_UTF16_BE;
      return TRUE;
    }
  for (gsize i = 0; i < length; i++)
    zeros[i % 2] += bytes[i] == 0;
  /* Latin letters, digits and separators have a zero half */
  if (zeros[1] * 4 > length && zeros[0] * 20 < length)
    *encoding = FOYER_CSV_UTF16_LE;
  else if (zeros[0] * 4 > length && zeros[1] * 20 < length)
    *encoding = FOYER_CSV_UTF16_BE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
judge (Survey *self, FoyerCsvEncoding *encoding, GError **error)
{
  if (self->expected > 0 && self->bad_line == 0)
    self->bad_line = self->line;
  if (self->nul_line != 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("Line %" PRId64 " has a zero byte; this is no text file."), self->nul_line);
  else if (self->bad_line == 0)
    *encoding = FOYER_CSV_UTF8;
  else if (self->multibyte)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                 _ ("Line %" PRId64 " is not UTF-8 while other lines are; save the whole file as UTF-8 and try again."), self->bad_line);
  else if (self->not_1252)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                 _ ("Line %" PRId64 " is in an encoding that is neither UTF-8, UTF-16 nor Windows-1252; save the file as UTF-8 and try again."), self->bad_line);
  else
    *encoding = FOYER_CSV_WINDOWS_1252;
  return self->nul_line == 0 && (self->bad_line == 0 || (!self->multibyte && !self->not_1252));
}

static gboolean
detect_encoding (GInputStream *stream, FoyerCsvEncoding *encoding, goffset *size, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PIECE);
  Survey             survey = { .line = 1 };
  gsize              read;

  *size = 0;
  do
    {
      if (!g_input_stream_read_all (stream, bytes, PIECE, &read, cancellable, error))
        return FALSE;
      if (*size == 0 && guess_utf16 (bytes, read, encoding))
        {
          *size = read;
          return TRUE;
        }
      for (gsize i = 0; i < read; i++)
        survey_byte (&survey, bytes[i]);
      *size += read;
    }
  while (read == PIECE);
  if (*size == 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, _ ("The file is empty."));
      return FALSE;
    }
  return judge (&survey, encoding, error);
}

static gboolean
detect_delimiter (GInputStream *stream, FoyerCsvFormat *format, GCancellable *cancellable, GError **error)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  g_autoptr (FoyerCsvText) text = foyer_csv_text_new (stream, format->encoding);
  GError     *local_error = NULL;
  gsize       length;
  const char *piece = foyer_csv_text_next (text, &length, cancellable, &local_error);
  int         counts[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean    quoted = FALSE, something = FALSE;
  int         best = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (piece[i] == '"')
        quoted = !quoted;
      else if (!quoted && (piece[i] == '\n' || piece[i] == '\r') && something)
        break;
      something |= piece[i] != '\n' && piece[i] != '\r';
      for (gsize j = 0; j < G_N_ELEMENTS (delimiters) && !quoted; j++)
        counts[j] += piece[i] == delimiters[j];
    }
  for (gsize j = 1; j < G_N_ELEMENTS (delimiters); j++)
    if (counts[j] > counts[best])
      best = j;
  format->delimiter = delimiters[best];
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_csv_format_detect (GFile *file, FoyerCsvFormat *format, goffset *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  goffset read = 0;

  if (stream == NULL || !detect_encoding (G_INPUT_STREAM (stream), &format->encoding, &read, cancellable, error))
    return FALSE;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (size != NULL)
    *size = info != NULL ? MAX (g_file_info_get_size (info), read) : read;
  return g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error) &&
         detect_delimiter (G_INPUT_STREAM (stream), format, cancellable, error);
}
