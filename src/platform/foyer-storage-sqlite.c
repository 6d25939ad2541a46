/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-storage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "foyer-error.h"
#include "foyer-storage-schema.h"

#define APPLICATION_ID 0x466f7950 /* "FoyP" */
#define COLUMNS_MAX 16

typedef struct
{
  FoyerStorage parent;
  sqlite3     *db;
  GHashTable  *statements; /* text of the statement -> sqlite3_stmt */
} SqliteStorage;

static gboolean
fail (SqliteStorage *self, const char *doing, GError **error)
{
  int code = sqlite3_errcode (self->db);
  int kind = FOYER_ERROR_STORE;

  if (code == SQLITE_FULL)
    kind = FOYER_ERROR_STORE_FULL;
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    kind = FOYER_ERROR_STORE_DAMAGED;
  else if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
    kind = FOYER_ERROR_STORE_READ_ONLY;
  else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    kind = FOYER_ERROR_STORE_BUSY;
  g_set_error (error, FOYER_ERROR, kind, "%s: %s (SQLite error %d)", doing, sqlite3_errmsg (self->db), sqlite3_extended_errcode (self->db));
  return FALSE;
}

static sqlite3_stmt *
prepare (SqliteStorage *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      fail (self, "The platform's database does not take a statement", error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

static void
bind (sqlite3_stmt *statement, int number, const FoyerValue *value)
{
  char name[16];
  int  position;

  /* SQLite counts parameters as they first appear, PostgreSQL by their number. */
  g_snprintf (name, sizeof name, "$%d", number);
  position = sqlite3_bind_parameter_index (statement, name);
  switch (value->type)
    {
    case FOYER_VALUE_NULL:
      sqlite3_bind_null (statement, position);
      break;
    case FOYER_VALUE_INTEGER:
      sqlite3_bind_int64 (statement, position, value->integer);
      break;
    case FOYER_VALUE_TEXT:
      sqlite3_bind_text64 (statement, position, value->text, value->length, SQLITE_STATIC, SQLITE_UTF8);
      break;
    case FOYER_VALUE_BLOB:
      sqlite3_bind_blob64 (statement, position, value->bytes, value->length, SQLITE_STATIC);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
read_column (sqlite3_stmt *statement, int column, FoyerValue *value)
{
  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      *value = foyer_value_integer (sqlite3_column_int64 (statement, column));
      break;
    case SQLITE_TEXT:
      *value = (FoyerValue) { .type = FOYER_VALUE_TEXT,
                              .text = (const char *) sqlite3_column_text (statement, column),
                              .length = sqlite3_column_bytes (statement, column) };
      break;
    case SQLITE_BLOB:
      *value = foyer_value_blob (sqlite3_column_blob (statement, column), sqlite3_column_bytes (statement, column));
      break;
    default:
      *value = (FoyerValue) { .type = FOYER_VALUE_NULL };
    }
}

static gboolean
sqlite_run (FoyerStorage *storage, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error)
{
  SqliteStorage *self = (SqliteStorage *) storage;
  sqlite3_stmt  *statement = prepare (self, sql, error);
  FoyerValue     columns[COLUMNS_MAX];
  int            n_columns;
  int            result;
  gboolean       more = TRUE;

  if (statement == NULL)
    return FALSE;
  n_columns = sqlite3_column_count (statement);
  g_assert (n_columns <= COLUMNS_MAX);
  g_assert (sqlite3_bind_parameter_count (statement) == (int) n_values);
  for (guint i = 0; i < n_values; i++)
    bind (statement, i + 1, &values[i]);
  /* All rows are stepped through even when nobody wants them: an INSERT with RETURNING is done only then. */
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (func == NULL || !more)
        continue;
      for (int i = 0; i < n_columns; i++)
        read_column (statement, i, &columns[i]);
      more = func (columns, n_columns, data);
      if (!more && sqlite3_stmt_readonly (statement))
        break;
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    fail (self, "The platform's database failed", error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return result == SQLITE_DONE || result == SQLITE_ROW;
}

static void
sqlite_close (FoyerStorage *storage)
{
  SqliteStorage *self = (SqliteStorage *) storage;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->db != NULL)
    {
      sqlite3_exec (self->db, "PRAGMA optimize", NULL, NULL, NULL);
      sqlite3_close (self->db);
    }
  g_free (self);
}

static const FoyerStorageDriver sqlite_driver = { sqlite_run, NULL, NULL, sqlite_close };

static gboolean
execute (SqliteStorage *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, "The platform's database could not be opened", error);
}

/* SQLite would let others of the machine read a new file, and gives its log the
 * rights of the file. What fails here fails in SQLite too, which says why. */
static void
create_private (const char *path)
{
  int descriptor = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (descriptor >= 0)
    close (descriptor);
}

/* Returns: (transfer full): a name beside @path that nothing bears yet */
static char *
name_copy (const char *path, int version)
{
  char *name = g_strdup_printf ("%s.format-%d", path, version);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.format-%d-%d", path, version, i);
    }
  return name;
}

static gboolean
copy_pages (SqliteStorage *self, sqlite3 *copy)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", self->db, "main");

  if (backup != NULL)
    sqlite3_backup_step (backup, -1);
  return backup != NULL && sqlite3_backup_finish (backup) == SQLITE_OK;
}

/* What was there before the tables are changed, for whoever has to go back. */
static gboolean
keep_copy (SqliteStorage *self, const char *path, int version, GError **error)
{
  g_autofree char *name = name_copy (path, version);
  sqlite3         *copy = NULL;
  gboolean         copied;

  create_private (name);
  copied = sqlite3_open_v2 (name, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK && copy_pages (self, copy);
  if (copied)
    g_message ("The database is brought from format %d to %d; what it was is in %s", version, (int) foyer_storage_schema_version (), name);
  else
    {
      g_set_error (error, FOYER_ERROR, sqlite3_errcode (copy) == SQLITE_FULL ? FOYER_ERROR_STORE_FULL : FOYER_ERROR_STORE,
                   "The platform's database could not be copied to %s before it is brought up to date: %s", name, sqlite3_errmsg (copy));
      g_unlink (name);
    }
  sqlite3_close (copy);
  return copied;
}

/* Foreign keys are not enforced while a step runs, so that it may rebuild a table. */
static gboolean
check_keys (SqliteStorage *self, GError **error)
{
  gint64 broken = 0;

  if (!foyer_storage_get_integer (&self->parent, "SELECT count(*) FROM pragma_foreign_key_check", NULL, 0, &broken, error))
    return FALSE;
  if (broken > 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "%" G_GINT64_FORMAT " rows speak of others that are not there", broken);
  return broken == 0;
}

static gboolean
run_script (SqliteStorage *self, int version, GError **error)
{
  g_autofree char *script = foyer_storage_schema_script (version, error);
  g_autofree char *step = NULL;

  if (script == NULL)
    return FALSE;
  step = g_strdup_printf ("%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;", script, APPLICATION_ID, version + 1);
  return execute (self, step, error) && check_keys (self, error);
}

/* One step, in a transaction of its own; another process may have been faster. */
static gboolean
run_step (SqliteStorage *self, gint64 *version, GError **error)
{
  if (execute (self, "BEGIN IMMEDIATE", error) &&
      foyer_storage_get_integer (&self->parent, "PRAGMA user_version", NULL, 0, version, error) &&
      (*version >= foyer_storage_schema_version () || run_script (self, *version, error)) &&
      execute (self, "COMMIT", error))
    {
      *version += *version < foyer_storage_schema_version ();
      return TRUE;
    }
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  g_prefix_error (error, "The platform's database stays at format %d: ", (int) *version);
  return FALSE;
}

static gboolean
migrate (SqliteStorage *self, const char *path, GError **error)
{
  gint64 version = 0;

  if (!foyer_storage_get_integer (&self->parent, "PRAGMA user_version", NULL, 0, &version, error) ||
      !foyer_storage_schema_check (version, error))
    return FALSE;
  if (version > 0 && version < foyer_storage_schema_version () && !keep_copy (self, path, version, error))
    return FALSE;
  while (version < foyer_storage_schema_version ())
    if (!run_step (self, &version, error))
      return FALSE;
  return execute (self, "PRAGMA foreign_keys = ON", error);
}

FoyerStorage *
foyer_storage_open_sqlite (const char *path, GError **error)
{
  SqliteStorage *self = g_new0 (SqliteStorage, 1);
  g_autoptr (FoyerStorage) storage = &self->parent;
  gint64 application = 0;
  gint64 version = 0;

  self->parent.driver = &sqlite_driver;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  create_private (path);
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      fail (self, "The platform's database could not be opened", error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->db, FALSE);
  if (!foyer_storage_get_integer (storage, "PRAGMA application_id", NULL, 0, &application, error) ||
      !foyer_storage_get_integer (storage, "PRAGMA user_version", NULL, 0, &version, error))
    return NULL;
  if (application != APPLICATION_ID && (application != 0 || version != 0))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "%s is not the database of a Foyer platform.", path);
      return NULL;
    }
  if (!execute (self,
                "PRAGMA journal_mode = WAL;"
                "PRAGMA synchronous = FULL;"
                "PRAGMA foreign_keys = OFF;" /* until the tables are up to date */
                "PRAGMA busy_timeout = 5000;"
                "PRAGMA trusted_schema = OFF;"
                "PRAGMA cell_size_check = ON;"
                "PRAGMA temp_store = MEMORY;"
                "PRAGMA cache_size = -32768;",
                error) ||
      !migrate (self, path, error))
    return NULL;
  return g_steal_pointer (&storage);
}
