/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-csv-reader.h"
#include "foyer-import.h"

G_BEGIN_DECLS

/** FoyerImportCategory: a category that rows can name. */
typedef struct
{
  FoyerId  id;
  char    *name;
  gint64   price; /* minor units */
  int      vat_rate;
  gboolean is_new; /* to be made before the rows come in */
  gboolean made;   /* by the run that is on */
  gboolean used;   /* by a good row */
  gint64   wanted; /* places that the rows take, see foyer_import_check_room() */
} FoyerImportCategory;

/** FoyerRowSet: how often each of many ids was seen, in 12 bytes each. */
typedef struct
{
  guint64 *keys;
  guint32 *counts;
  gsize    size; /* a power of two */
  gsize    used;
} FoyerRowSet;

void foyer_row_set_init (FoyerRowSet *self);
void foyer_row_set_clear (FoyerRowSet *self);
/** foyer_row_set_add: Returns: how often @id was added before */
guint foyer_row_set_add (FoyerRowSet *self, const FoyerId *id);

struct _FoyerImport
{
  GFile         *file;
  goffset        size;
  FoyerCsvFormat format;
  FoyerId        event;
  char          *currency;
  gint64         header_line;
  GPtrArray     *headers;
  GArray        *fields;                         /* (element-type FoyerImportField): by column */
  int            columns[FOYER_IMPORT_N_FIELDS]; /* by field; -1: none */
  GPtrArray     *categories;                     /* (element-type FoyerImportCategory) */
  GHashTable    *by_name;                        /* folded name or SKU -> FoyerImportCategory */
  gboolean       create_categories;
  gboolean       skip_bad;
  gboolean       over_capacity;
};

/** FoyerImportReading: one pass over the rows. */
typedef struct
{
  FoyerImport    *import;
  FoyerCsvReader *reader;
  FoyerRowSet     seen;
  /* the row that was read last; texts are borrowed from the reader */
  gint64               line;
  const char          *texts[FOYER_IMPORT_N_FIELDS]; /* never NULL */
  FoyerImportCategory *category;
  gint64               price;
  gboolean             paid, refunded, blocked, admitted, consent;
  FoyerId              ticket;
  char                *code;    /* (nullable): owned, as it is kept */
  char                *problem; /* (nullable): owned */
  GString             *name;
  GString             *content;
  char                *category_text; /* of the last category that was looked up */
  FoyerImportCategory *category_found;
} FoyerImportReading;

FoyerImportReading *foyer_import_reading_new (FoyerImport *import, GCancellable *cancellable, GError **error);
void                foyer_import_reading_free (FoyerImportReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerImportReading, foyer_import_reading_free)

/** foyer_import_reading_next: Reads and understands a row. Returns: FALSE at the end or with @error */
gboolean foyer_import_reading_next (FoyerImportReading *self, GCancellable *cancellable, GError **error);

/** foyer_import_result_new: Returns: (transfer full): an empty result */
FoyerImportResult *foyer_import_result_new (void);

/** foyer_import_result_add_bad: Counts the bad row that was read last and keeps its problem while there is room. */
void foyer_import_result_add_bad (FoyerImportResult *self, const FoyerImportReading *reading);

/** foyer_import_find_category: Returns: (nullable): the category that @text names, made when the import says so */
FoyerImportCategory *foyer_import_find_category (FoyerImport *self, const char *text);

G_END_DECLS
