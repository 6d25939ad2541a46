/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-csv-text.h"
#include "foyer-event-store.h"
#include "foyer-import-columns.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/**
 * FoyerImport:
 *
 * A guest list in a CSV file on its way into an event: what its columns mean,
 * how the first rows are understood, and the import itself. Belongs to one
 * thread at a time.
 */
typedef struct _FoyerImport FoyerImport;

/**
 * foyer_import_open:
 * @file: a local file
 * @event: into which event; copied as far as it is needed
 *
 * Reads how the file is written and what its columns are.
 *
 * Returns: (transfer full) (nullable): the import; %FOYER_ERROR_INVALID with a
 *   sentence when it is no guest list, or a #GIOError
 */
FoyerImport *foyer_import_open (GFile *file, const FoyerEventSummary *event, GCancellable *cancellable, GError **error);
void         foyer_import_free (FoyerImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerImport, foyer_import_free)

const FoyerCsvFormat *foyer_import_get_format (FoyerImport *self);
/** foyer_import_get_size: Returns: of the file, in bytes */
goffset foyer_import_get_size (FoyerImport *self);
guint   foyer_import_get_n_columns (FoyerImport *self);
/** foyer_import_get_header: Returns: (transfer none): the name of a column as it stands in the file */
const char      *foyer_import_get_header (FoyerImport *self, guint column);
FoyerImportField foyer_import_get_field (FoyerImport *self, guint column);

/** foyer_import_set_field: Makes @column become @field; a column that became it before is left out from now on. */
void foyer_import_set_field (FoyerImport *self, guint column, FoyerImportField field);

/** foyer_import_set_create_categories: Whether categories that the event does not have are made. The default is that such rows are bad. */
void foyer_import_set_create_categories (FoyerImport *self, gboolean create);

/** foyer_import_set_skip_bad: Whether the good rows come in when there are bad ones. The default is all or nothing. */
void foyer_import_set_skip_bad (FoyerImport *self, gboolean skip);

/** foyer_import_set_over_capacity: Whether more guests come in than there is room for, which is then noted as a conflict. The default is to refuse. */
void foyer_import_set_over_capacity (FoyerImport *self, gboolean over);

/** FoyerImportRow: a row as it is understood. Texts are never %NULL. */
typedef struct
{
  gint64   line;
  char    *texts[FOYER_IMPORT_N_FIELDS]; /* by field, trimmed; name put together from its parts */
  gint64   price;                        /* minor units */
  gboolean paid;
  gboolean refunded;
  gboolean admitted;
  gboolean consent;
  char    *problem; /* (nullable): why it cannot be taken in, a sentence */
} FoyerImportRow;

void foyer_import_row_free (FoyerImportRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerImportRow, foyer_import_row_free)

/** foyer_import_preview: Returns: (transfer full) (element-type FoyerImportRow): the first @limit rows under the mapping as it is now */
GPtrArray *foyer_import_preview (FoyerImport *self, guint limit, GCancellable *cancellable, GError **error);

/** FoyerImportProblem: a row that cannot be taken in. */
typedef struct
{
  gint64 line;
  char  *message;
} FoyerImportProblem;

/** FoyerImportExcess: a category, or the event, that has not room for all. */
typedef struct
{
  FoyerId id;
  char   *name; /* of the category; "" for the event as a whole */
  gint64  left; /* places */
  gint64  wanted;
} FoyerImportExcess;

/** FOYER_IMPORT_PROBLEMS_MAX: how many problems are kept; all are counted. */
#define FOYER_IMPORT_PROBLEMS_MAX 1000

/** FoyerImportResult: what became of the rows. rows = imported + known + bad, when nothing stopped it. */
typedef struct
{
  gint64     rows;
  gint64     imported;
  gint64     known; /* were here already, from this file or another */
  gint64     bad;
  GPtrArray *problems; /* (element-type FoyerImportProblem): of the bad rows, the first ones */
  GPtrArray *excess;   /* (element-type FoyerImportExcess): what has not room for all */
  gboolean   refused;  /* there are bad rows or too many good ones, so nothing was written */
} FoyerImportResult;

void foyer_import_result_free (FoyerImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerImportResult, foyer_import_result_free)

/**
 * foyer_import_check:
 * @progress: (nullable): bytes read, and bytes in all
 *
 * Reads the whole file and says which rows are good, without a store.
 *
 * Returns: (transfer full) (nullable): the result, with nothing imported; %NULL when
 *   the file cannot be read to its end, or with %G_IO_ERROR_CANCELLED
 */
FoyerImportResult *foyer_import_check (FoyerImport *self, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error);

/**
 * foyer_import_check_room:
 * @result: of foyer_import_check() just before; its excess is set
 *
 * Says which categories have not room for the guests that are not here yet.
 * Reads the file once more when that is not plain from their number.
 */
gboolean foyer_import_check_room (FoyerImport *self, FoyerStore *store, FoyerImportResult *result, GCancellable *cancellable, GError **error);

/**
 * foyer_import_run:
 * @progress: (nullable): steps done and in all; called on this thread
 *
 * Checks all rows first, and that there is room for them; a bad row or a row too
 * many refuses them all, unless the import was told to go on. Then writes in
 * transactions between which tills and doors go on; what was written is sent
 * only when all of it is in. A cancel, a failure or a crash leaves nothing
 * behind: what was written is taken back, here or by the store when it is opened
 * again (foyer-intake-store). Every row has an id of its own, derived from the
 * event and its code or content, so the same file again adds only what is
 * missing. Blocks.
 *
 * Returns: (transfer full) (nullable): the result; %NULL with @error when the file
 *   or the store fails, or with %G_IO_ERROR_CANCELLED
 */
FoyerImportResult *foyer_import_run (FoyerImport *self, FoyerStore *store, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error);

G_END_DECLS
