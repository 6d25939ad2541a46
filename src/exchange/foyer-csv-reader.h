/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-csv-text.h"

G_BEGIN_DECLS

/** FOYER_CSV_RECORD_MAX: the longest record, in bytes, that is read; nothing that people import is longer. */
#define FOYER_CSV_RECORD_MAX 262144

/** FOYER_CSV_CELLS_MAX: the most cells of a record. */
#define FOYER_CSV_CELLS_MAX 1000

/** FoyerCsvRecord: one record. The cells are borrowed until the next one is read. */
typedef struct
{
  gint64       line; /* of the file on which it begins, from 1 */
  guint        n_cells;
  char *const *cells; /* UTF-8, as written, without quotes; may be changed in place */
} FoyerCsvRecord;

/**
 * FoyerCsvReader:
 *
 * Reads records (RFC 4180; LF, CRLF and CR end lines; empty lines are skipped)
 * one by one in the same little memory however long the file is. A quote inside
 * a cell that does not begin with one stands for itself. Belongs to one thread.
 */
typedef struct _FoyerCsvReader FoyerCsvReader;

FoyerCsvReader *foyer_csv_reader_new (GInputStream *stream, const FoyerCsvFormat *format);
FoyerCsvReader *foyer_csv_reader_open (GFile *file, const FoyerCsvFormat *format, GCancellable *cancellable, GError **error);
void            foyer_csv_reader_free (FoyerCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCsvReader, foyer_csv_reader_free)

/**
 * foyer_csv_reader_next:
 *
 * Returns: TRUE with a record; FALSE at the end, or with %FOYER_ERROR_INVALID and
 *   a sentence that names the line: a record that is too long, a quote that is
 *   never closed, a zero byte, a line that is not UTF-8
 */
gboolean foyer_csv_reader_next (FoyerCsvReader *self, FoyerCsvRecord *record, GCancellable *cancellable, GError **error);

/** foyer_csv_reader_get_position: Returns: how many bytes of the file were read, for showing progress */
goffset foyer_csv_reader_get_position (FoyerCsvReader *self);

G_END_DECLS
