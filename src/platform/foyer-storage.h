/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-id.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_VALUE_NULL,
  FOYER_VALUE_INTEGER,
  FOYER_VALUE_TEXT,
  FOYER_VALUE_BLOB,
} FoyerValueType;

/** FoyerValue: what goes into a statement or comes out of a row. It borrows its text and bytes. */
typedef struct
{
  FoyerValueType type;
  gint64         integer;
  const char    *text; /* NUL-terminated */
  const guint8  *bytes;
  gsize          length; /* of the text or the bytes */
} FoyerValue;

FoyerValue foyer_value_integer (gint64 value);
FoyerValue foyer_value_text (const char *value);
FoyerValue foyer_value_blob (const guint8 *bytes, gsize length);
FoyerValue foyer_value_id (const FoyerId *id);

/** foyer_value_get_id: Returns: whether @value holds an id, which goes to @id */
gboolean foyer_value_get_id (const FoyerValue *value, FoyerId *id);

/** FoyerRowFunc: One row of an answer; @columns are valid until it returns. Returns: FALSE when no more rows are wanted */
typedef gboolean (*FoyerRowFunc) (const FoyerValue *columns, guint n_columns, gpointer data);

typedef struct _FoyerStorage FoyerStorage;

/**
 * FoyerStorageDriver:
 *
 * What a database must be able to do to hold a platform. The statements are
 * written once, in the SQL that SQLite and PostgreSQL share, with parameters
 * `$1`, `$2`, ….
 */
typedef struct
{
  gboolean (*run) (FoyerStorage *self, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error);
  gboolean (*lock) (FoyerStorage *self, GError **error);                       /* (nullable): when no other process can be there */
  gboolean (*announce) (FoyerStorage *self, const char *text, GError **error); /* (nullable): likewise */
  void (*close) (FoyerStorage *self);
} FoyerStorageDriver;

/** FoyerStorage: an open database. It belongs to one thread at a time. */
struct _FoyerStorage
{
  const FoyerStorageDriver *driver;
};

/**
 * foyer_storage_open_sqlite:
 * @path: of the file; made when it does not exist
 *
 * Opens the database with its write-ahead log and full synchronisation, and
 * brings its tables up to date, step by step, each a transaction; what it was
 * before is kept as `PATH.format-N`.
 *
 * Returns: (transfer full) (nullable): the storage; %NULL and
 *   %FOYER_ERROR_STORE_TOO_NEW, %FOYER_ERROR_STORE_DAMAGED or %FOYER_ERROR_STORE
 */
FoyerStorage *foyer_storage_open_sqlite (const char *path, GError **error);

/**
 * foyer_storage_open_postgresql:
 * @address: `postgresql://…` or the `key=value` form of libpq
 *
 * Connects to a database, which other processes may use at the same time, and
 * brings its tables up to date. A connection that breaks fails the transaction
 * that was under way; the next one makes a new connection.
 *
 * Returns: (transfer full) (nullable): the storage; %NULL and
 *   %FOYER_ERROR_STORE_TOO_NEW, %FOYER_ERROR_STORE_READ_ONLY or %FOYER_ERROR_STORE
 */
FoyerStorage *foyer_storage_open_postgresql (const char *address, GError **error);

void foyer_storage_close (FoyerStorage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerStorage, foyer_storage_close)

/**
 * foyer_storage_run:
 * @sql: a constant text; the driver keeps it prepared
 * @func: (nullable): gets the rows
 *
 * Returns: FALSE and %FOYER_ERROR_STORE_FULL, %FOYER_ERROR_STORE_DAMAGED or %FOYER_ERROR_STORE
 */
gboolean foyer_storage_run (FoyerStorage *self, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error);

/** foyer_storage_run_plain: As foyer_storage_run() without values and rows. */
gboolean foyer_storage_run_plain (FoyerStorage *self, const char *sql, GError **error);

/**
 * foyer_storage_lock:
 *
 * From now to the end of the transaction no other process gets past this. For
 * what is done once, at the start.
 */
gboolean foyer_storage_lock (FoyerStorage *self, GError **error);

/** foyer_storage_announce: Tells all processes @text after the COMMIT, see #FoyerBell. */
gboolean foyer_storage_announce (FoyerStorage *self, const char *text, GError **error);

/** foyer_storage_get_integer: Sets @result to the first column of the first row, or leaves it alone when there is none. */
gboolean foyer_storage_get_integer (FoyerStorage *self, const char *sql, const FoyerValue *values, guint n_values, gint64 *result, GError **error);

G_END_DECLS
