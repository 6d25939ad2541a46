/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_CSV_UTF8,
  FOYER_CSV_UTF16_LE,
  FOYER_CSV_UTF16_BE,
  FOYER_CSV_WINDOWS_1252, /* and Latin-1, which is a part of it */
} FoyerCsvEncoding;

/** FoyerCsvFormat: how a file is written. */
typedef struct
{
  FoyerCsvEncoding encoding;
  char             delimiter; /* ',', ';', '\t' or '|' */
} FoyerCsvFormat;

/**
 * foyer_csv_format_detect:
 * @file: a local file
 * @size: (out) (nullable): its size in bytes
 *
 * Reads the whole file once, in little memory, to tell its encoding, and its
 * first line to tell what separates the cells.
 *
 * Returns: FALSE with %FOYER_ERROR_INVALID and a sentence that names the line
 *   when the file is empty, no text or in two encodings at once; or a #GIOError
 */
gboolean foyer_csv_format_detect (GFile *file, FoyerCsvFormat *format, goffset *size, GCancellable *cancellable, GError **error);

/** foyer_csv_encoding_name: Returns: "UTF-8", "UTF-16" or "Windows-1252" */
const char *foyer_csv_encoding_name (FoyerCsvEncoding encoding);

/**
 * FoyerCsvText:
 *
 * The text of a stream as UTF-8, piece by piece. Belongs to one thread.
 */
typedef struct _FoyerCsvText FoyerCsvText;

/** foyer_csv_text_new: @stream: (transfer none): read from its beginning; a byte order mark is skipped */
FoyerCsvText *foyer_csv_text_new (GInputStream *stream, FoyerCsvEncoding encoding);
void          foyer_csv_text_free (FoyerCsvText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCsvText, foyer_csv_text_free)

/**
 * foyer_csv_text_next:
 * @length: (out): bytes of the piece
 *
 * A text in UTF-8 is passed on as it is: whoever cuts it into records validates them.
 *
 * Returns: (transfer none) (nullable): the next piece, valid until the next call; %NULL at the end or with @error
 */
const char *foyer_csv_text_next (FoyerCsvText *self, gsize *length, GCancellable *cancellable, GError **error);

/** foyer_csv_text_get_position: Returns: how many bytes of the stream were read */
goffset foyer_csv_text_get_position (FoyerCsvText *self);

G_END_DECLS
