/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-connection-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#include "foyer-error.h"

#define PLACES_MAX 1000

/* What the system said says more than "disk I/O error". */
static int
refine_result (sqlite3 *db, int result)
{
  int system_error = db != NULL ? sqlite3_system_errno (db) : 0;

  /* the only JSON that SQLite reads is what was put into the outbox */
  if (result == SQLITE_ERROR && db != NULL && strcmp (sqlite3_errmsg (db), "malformed JSON") == 0)
    return SQLITE_CORRUPT;
  if ((result & 0xff) != SQLITE_IOERR && (result & 0xff) != SQLITE_CANTOPEN)
    return result & 0xff;
  if (system_error == ENOSPC || system_error == EDQUOT || (result == SQLITE_IOERR_SHMSIZE && system_error == 0))
    return SQLITE_FULL;
  if (system_error == EROFS || system_error == EACCES || system_error == EPERM)
    return SQLITE_READONLY;
  return result & 0xff;
}

void
foyer_connection_set_error (sqlite3 *db, int result, GError **error)
{
  int         code = FOYER_ERROR_STORE;
  const char *sentence = "The store could not be used";

  switch (refine_result (db, result))
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was cancelled");
      return;
    case SQLITE_FULL:
      code = FOYER_ERROR_STORE_FULL;
      sentence = "There is no room left on the disk; nothing was changed";
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      code = FOYER_ERROR_STORE_READ_ONLY;
      sentence = "The store cannot be written; check the rights of the file and its folder";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      code = FOYER_ERROR_STORE_DAMAGED;
      sentence = "The store is damaged";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = FOYER_ERROR_STORE_BUSY;
      sentence = "The store is in use by another program";
      break;
    default:
      break;
    }
  g_set_error (error, FOYER_ERROR, code, "%s (%s)", sentence,
               db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (result));
}

static void
statement_free (gpointer statement)
{
  sqlite3_finalize (statement);
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

FoyerConnection *
foyer_connection_open (const char *path, gboolean writable, GError **error)
{
  /* Nobody but the writer checkpoints, which keeps clear of the WAL-reset fault
   * that SQLite had until 3.51.2. */
  static const char *const common = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                    "PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768;"
                                    "PRAGMA wal_autocheckpoint = 0;";
  g_autoptr (FoyerConnection) self = g_new0 (FoyerConnection, 1);
  int flags = SQLITE_OPEN_NOMUTEX | (writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
  int result;

  self->writable = writable;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_free);
  self->by_place = g_hash_table_new (NULL, NULL);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  foyer_random_init_system (&self->random);
  if (writable)
    create_private (path);
  result = sqlite3_open_v2 (path, &self->db, flags, NULL);
  if (result != SQLITE_OK)
    {
      foyer_connection_set_error (self->db, result, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  /* else SQLite plans a kept statement anew for each value that is bound to it */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
  if (!foyer_connection_execute (self, common, error))
    return NULL;
  if (!writable && !foyer_connection_execute (self, "PRAGMA query_only = ON;", error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
foyer_connection_start_log (FoyerConnection *self, GError **error)
{
  /* durability of every commit (DESIGN section 4) */
  if (!foyer_connection_execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", error))
    return FALSE;
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

void
foyer_connection_close (FoyerConnection *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->words);
  g_clear_pointer (&self->incarnation, foyer_incarnation_free);
  sqlite3_close (self->db);
  g_free (self);
}

const FoyerId *
foyer_connection_device (FoyerConnection *self)
{
  return &self->device;
}

FoyerTime
foyer_connection_now (FoyerConnection *self)
{
  return self->fixed_now != 0 ? self->fixed_now : g_get_real_time ();
}

gboolean
foyer_connection_is_wanted (FoyerConnection *self)
{
  return self->jobs != NULL && g_async_queue_length (self->jobs) > 0;
}

FoyerTime
foyer_connection_set_time (FoyerConnection *self, FoyerTime now)
{
  FoyerTime before = self->fixed_now;

  self->fixed_now = now;
  return before;
}

FoyerRandom *
foyer_connection_random (FoyerConnection *self)
{
  return &self->random;
}

/* Most texts are literals, found by where they are. In the place of one that is
 * not, another text may be by now. */
static sqlite3_stmt *
find_statement (FoyerConnection *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->by_place, sql);

  if (statement != NULL && strcmp (sqlite3_sql (statement), sql) == 0)
    return statement;
  statement = g_hash_table_lookup (self->statements, sql);
  if (g_hash_table_size (self->by_place) >= PLACES_MAX)
    g_hash_table_remove_all (self->by_place);
  if (statement != NULL)
    g_hash_table_insert (self->by_place, (gpointer) sql, statement);
  return statement;
}

static sqlite3_stmt *
prepare (FoyerConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = find_statement (self, sql);
  int           result;

  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }
  result = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (result == SQLITE_ERROR)
    {
      /* the statement is a constant, so what it speaks of has been spoilt */
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "The store is damaged (%s)", sqlite3_errmsg (self->db));
      return NULL;
    }
  if (result != SQLITE_OK)
    {
      foyer_connection_set_error (self->db, result, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sqlite3_sql (statement), statement);
  return statement;
}

/* @keep: SQLITE_STATIC when the arguments outlive the statement's run, else SQLITE_TRANSIENT */
static void
bind_all (sqlite3_stmt *statement, sqlite3_destructor_type keep, const char *types, va_list arguments)
{
  int count = strlen (types);

  g_assert (sqlite3_bind_parameter_count (statement) == count);
  for (int i = 0; i < count; i++)
    {
      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
          break;
        case 'd':
          sqlite3_bind_double (statement, i + 1, va_arg (arguments, double));
          break;
        case 't':
          sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, keep);
          break;
        case 'b':
          {
            const FoyerId *id = va_arg (arguments, const FoyerId *);

            if (id == NULL || foyer_id_is_none (id))
              sqlite3_bind_null (statement, i + 1);
            else
              sqlite3_bind_blob (statement, i + 1, id->bytes, sizeof id->bytes, keep);
            break;
          }
        default:
          g_assert_not_reached ();
        }
    }
}

FoyerRows *
foyer_connection_query (FoyerConnection *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  va_list       arguments;

  if (statement == NULL)
    return NULL;
  va_start (arguments, types);
  bind_all (statement, SQLITE_TRANSIENT, types, arguments);
  va_end (arguments);
  return statement;
}

static gboolean
finish_run (sqlite3_stmt *statement, GError **error)
{
  int result;

  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    foyer_connection_set_error (sqlite3_db_handle (statement), result, error);
  foyer_rows_finish (statement);
  return result == SQLITE_DONE;
}

gboolean
foyer_connection_run (FoyerConnection *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  va_list       arguments;

  if (statement == NULL)
    return FALSE;
  va_start (arguments, types);
  bind_all (statement, SQLITE_STATIC, types, arguments);
  va_end (arguments);
  return finish_run (statement, error);
}

gint64
foyer_connection_number (FoyerConnection *self, gint64 fallback, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (FoyerRows) rows = prepare (self, sql, error);
  va_list arguments;

  if (rows == NULL)
    return fallback;
  va_start (arguments, types);
  bind_all (rows, SQLITE_STATIC, types, arguments);
  va_end (arguments);
  if (!foyer_rows_next (rows, error) || sqlite3_column_type (rows, 0) == SQLITE_NULL)
    return fallback;
  return foyer_rows_integer (rows, 0);
}

gboolean
foyer_connection_execute (FoyerConnection *self, const char *sql, GError **error)
{
  int result = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  foyer_connection_set_error (self->db, result, error);
  return FALSE;
}

gboolean
foyer_rows_next (FoyerRows *self, GError **error)
{
  int result = sqlite3_step (self);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    foyer_connection_set_error (sqlite3_db_handle (self), result, error);
  return FALSE;
}

void
foyer_rows_finish (FoyerRows *self)
{
  if (self == NULL)
    return;
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

gint64
foyer_rows_integer (FoyerRows *self, int column)
{
  return sqlite3_column_int64 (self, column);
}

const char *
foyer_rows_text (FoyerRows *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self, column);

  return text != NULL ? text : "";
}

char *
foyer_rows_dup_text (FoyerRows *self, int column)
{
  return g_strdup (foyer_rows_text (self, column));
}

FoyerId
foyer_rows_id (FoyerRows *self, int column)
{
  FoyerId id = FOYER_ID_NONE;

  if (sqlite3_column_bytes (self, column) == sizeof id.bytes)
    memcpy (id.bytes, sqlite3_column_blob (self, column), sizeof id.bytes);
  return id;
}
