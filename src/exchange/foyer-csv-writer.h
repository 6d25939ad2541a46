/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerCsvWriter:
 *
 * Writes records as RFC 4180 says: UTF-8, commas, CRLF. A text that a
 * spreadsheet would take for a formula (beginning with = + - @, a tab or a
 * return) gets an apostrophe before it. Belongs to one thread.
 */
typedef struct _FoyerCsvWriter FoyerCsvWriter;

/** foyer_csv_writer_new: @with_mark: begin with a byte order mark, for spreadsheets that otherwise guess the encoding wrong */
FoyerCsvWriter *foyer_csv_writer_new (GOutputStream *stream, gboolean with_mark);
void            foyer_csv_writer_free (FoyerCsvWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCsvWriter, foyer_csv_writer_free)

/** foyer_csv_writer_text: Adds a cell; %NULL is an empty one. */
void foyer_csv_writer_text (FoyerCsvWriter *self, const char *text);
/** foyer_csv_writer_number: Adds a cell that is meant to be a number. */
void foyer_csv_writer_number (FoyerCsvWriter *self, gint64 number);
/** foyer_csv_writer_money: Adds an amount with a decimal point and without a currency. */
void foyer_csv_writer_money (FoyerCsvWriter *self, gint64 minor, const char *currency);
/** foyer_csv_writer_time: Adds a moment as RFC 3339 in @zone (nullable: UTC); 0 is an empty cell. */
void foyer_csv_writer_time (FoyerCsvWriter *self, gint64 time, GTimeZone *zone);

/** foyer_csv_writer_end_record: Ends the record; writes now and then. */
gboolean foyer_csv_writer_end_record (FoyerCsvWriter *self, GCancellable *cancellable, GError **error);

/** foyer_csv_writer_finish: Writes what is left; does not close the stream. */
gboolean foyer_csv_writer_finish (FoyerCsvWriter *self, GCancellable *cancellable, GError **error);

G_END_DECLS
