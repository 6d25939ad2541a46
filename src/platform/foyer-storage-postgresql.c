/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-postgresql.h"
#include "foyer-storage.h"

#include <string.h>

#include "foyer-error.h"
#include "foyer-storage-schema.h"

#define COLUMNS_MAX 16
#define VALUES_MAX 32
/* Of pg_advisory_xact_lock(): "FoyP". */
#define LOCK_KEY "1181710672"

/* Object ids of the types, as they are in every PostgreSQL (pg_type.dat). */
#define TYPE_BOOL 16
#define TYPE_BYTEA 17
#define TYPE_INT8 20
#define TYPE_INT2 21
#define TYPE_INT4 23
#define TYPE_TEXT 25
#define TYPE_NUMERIC 1700

typedef struct
{
  FoyerStorage parent;
  PGconn      *connection;
  GHashTable  *statements; /* text of the statement -> its name in this connection */
} PostgresqlStorage;

static gboolean
is_state (const char *state, const char *prefix)
{
  return state != NULL && g_str_has_prefix (state, prefix);
}

/* Details and hints of the server are left out: they repeat values, and so people's data. */
static gboolean
fail (PostgresqlStorage *self, const PGresult *result, const char *doing, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  int         kind = FOYER_ERROR_STORE;

  if (is_state (state, "53100"))
    kind = FOYER_ERROR_STORE_FULL;
  else if (is_state (state, "40") || is_state (state, "55P03"))
    kind = FOYER_ERROR_STORE_BUSY;
  else if (is_state (state, "25006") || is_state (state, "42501"))
    kind = FOYER_ERROR_STORE_READ_ONLY;
  else if (is_state (state, "XX001") || is_state (state, "XX002"))
    kind = FOYER_ERROR_STORE_DAMAGED;
  if (message == NULL)
    message = PQerrorMessage (self->connection);
  g_set_error (error, FOYER_ERROR, kind, "%s: %s (PostgreSQL %s)", doing, message, state != NULL ? state : "gave no code");
  return FALSE;
}

/* --- Values ----------------------------------------------------------------------- */

/* What a statement gets, in the binary form of the protocol. */
typedef struct
{
  Oid         types[VALUES_MAX];
  const char *data[VALUES_MAX];
  int         lengths[VALUES_MAX];
  int         formats[VALUES_MAX];
  gint64      integers[VALUES_MAX];
} Parameters;

static void
fill_parameters (Parameters *parameters, const FoyerValue *values, guint n_values)
{
  g_assert (n_values <= VALUES_MAX);
  for (guint i = 0; i < n_values; i++)
    {
      parameters->formats[i] = 1;
      switch (values[i].type)
        {
        case FOYER_VALUE_NULL:
          parameters->types[i] = 0;
          parameters->data[i] = NULL;
          parameters->lengths[i] = 0;
          break;
        case FOYER_VALUE_INTEGER:
          parameters->types[i] = TYPE_INT8;
          parameters->integers[i] = GINT64_TO_BE (values[i].integer);
          parameters->data[i] = (const char *) &parameters->integers[i];
          parameters->lengths[i] = sizeof (gint64);
          break;
        case FOYER_VALUE_TEXT:
          parameters->types[i] = TYPE_TEXT;
          parameters->data[i] = values[i].text;
          parameters->lengths[i] = values[i].length;
          break;
        case FOYER_VALUE_BLOB:
          parameters->types[i] = TYPE_BYTEA;
          /* no bytes are not the same as no value */
          parameters->data[i] = values[i].length > 0 ? (const char *) values[i].bytes : "";
          parameters->lengths[i] = values[i].length;
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static guint16
read_16 (const char *data)
{
  guint16 value;

  memcpy (&value, data, sizeof value);
  return GUINT16_FROM_BE (value);
}

static guint32
read_32 (const char *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_BE (value);
}

static gint64
read_64 (const char *data)
{
  gint64 value;

  memcpy (&value, data, sizeof value);
  return GINT64_FROM_BE (value);
}

/* sum() of integers is a numeric: digits to the base of 10000, the first of weight @weight. */
static gint64
read_numeric (const char *data)
{
  guint  n_digits = read_16 (data);
  int    weight = (gint16) read_16 (data + 2);
  guint  sign = read_16 (data + 4);
  gint64 value = 0;

  for (int i = 0; i <= weight; i++)
    value = value * 10000 + (i < (int) n_digits ? read_16 (data + 8 + 2 * i) : 0);
  return sign == 0x4000 ? -value : value;
}

static gboolean
read_column (const PGresult *result, int row, int column, FoyerValue *value, GError **error)
{
  const char *data = PQgetvalue (result, row, column);
  gsize       length = PQgetlength (result, row, column);

  if (PQgetisnull (result, row, column))
    {
      *value = (FoyerValue) { .type = FOYER_VALUE_NULL };
      return TRUE;
    }
  switch (PQftype (result, column))
    {
    case TYPE_BOOL:
      *value = foyer_value_integer (*data != 0);
      return TRUE;
    case TYPE_INT2:
      *value = foyer_value_integer ((gint16) read_16 (data));
      return TRUE;
    case TYPE_INT4:
      *value = foyer_value_integer ((gint32) read_32 (data));
      return TRUE;
    case TYPE_INT8:
      *value = foyer_value_integer (read_64 (data));
      return TRUE;
    case TYPE_NUMERIC:
      *value = foyer_value_integer (read_numeric (data));
      return TRUE;
    case TYPE_TEXT:
      *value = (FoyerValue) { .type = FOYER_VALUE_TEXT, .text = data, .length = length };
      return TRUE;
    case TYPE_BYTEA:
      *value = foyer_value_blob ((const guint8 *) data, length);
      return TRUE;
    default:
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The platform's database gave a value of type %u, which is not known here.", PQftype (result, column));
      return FALSE;
    }
}

static gboolean
read_rows (const PGresult *result, FoyerRowFunc func, gpointer data, GError **error)
{
  int        n_columns = PQnfields (result);
  FoyerValue columns[COLUMNS_MAX];

  g_assert (n_columns <= COLUMNS_MAX);
  for (int row = 0; row < PQntuples (result); row++)
    {
      for (int column = 0; column < n_columns; column++)
        if (!read_column (result, row, column, &columns[column], error))
          return FALSE;
      if (!func (columns, n_columns, data))
        return TRUE;
    }
  return TRUE;
}

/* --- The connection --------------------------------------------------------------- */

static gboolean
execute (PostgresqlStorage *self, const char *script, GError **error)
{
  g_autoptr (PGresult) result = PQexec (self->connection, script);
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || fail (self, result, "The platform's database could not be opened", error);
}

/* A process that waits for another must end some day, and one that hangs must not hold the others up. */
static gboolean
prepare_session (PostgresqlStorage *self, GError **error)
{
  return execute (self,
                  "SET lock_timeout = '10s';"
                  "SET idle_in_transaction_session_timeout = '30s';"
                  "SET synchronous_commit = on;"
                  "SET default_transaction_isolation = 'read committed'",
                  error);
}

static gboolean
reconnect (PostgresqlStorage *self, GError **error)
{
  g_hash_table_remove_all (self->statements);
  PQreset (self->connection);
  if (PQstatus (self->connection) != CONNECTION_OK)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The platform's database cannot be reached: %s", g_strchomp (PQerrorMessage (self->connection)));
      return FALSE;
    }
  g_message ("connected to the database again");
  return prepare_session (self, error);
}

static PGresult *
run_statement (PostgresqlStorage *self, const char *sql, const FoyerValue *values, guint n_values, GError **error)
{
  const char *name = n_values > 0 ? g_hash_table_lookup (self->statements, sql) : NULL;
  Parameters  parameters;

  fill_parameters (&parameters, values, n_values);
  if (n_values == 0)
    return PQexecParams (self->connection, sql, 0, NULL, NULL, NULL, NULL, 1);
  if (name == NULL)
    {
      g_autofree char *made = g_strdup_printf ("s%u", g_hash_table_size (self->statements));
      g_autoptr (PGresult) prepared = PQprepare (self->connection, made, sql, n_values, parameters.types);

      if (PQresultStatus (prepared) != PGRES_COMMAND_OK)
        {
          fail (self, prepared, "The platform's database does not take a statement", error);
          return NULL;
        }
      g_hash_table_insert (self->statements, g_strdup (sql), g_strdup (made));
      name = g_hash_table_lookup (self->statements, sql);
    }
  return PQexecPrepared (self->connection, name, n_values, parameters.data, parameters.lengths, parameters.formats, 1);
}

static gboolean
run (PostgresqlStorage *self, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error)
{
  g_autoptr (PGresult) result = run_statement (self, sql, values, n_values, error);
  ExecStatusType status;

  if (result == NULL)
    return FALSE;
  status = PQresultStatus (result);
  if (status == PGRES_COMMAND_OK)
    return TRUE;
  if (status != PGRES_TUPLES_OK)
    return fail (self, result, "The platform's database failed", error);
  return func == NULL || read_rows (result, func, data, error);
}

/* Nothing is lost by beginning again on a new connection: nothing was done yet. */
static gboolean
begin (PostgresqlStorage *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (PQstatus (self->connection) == CONNECTION_OK && PQtransactionStatus (self->connection) != PQTRANS_IDLE)
    execute (self, "ROLLBACK", NULL);
  if (PQstatus (self->connection) == CONNECTION_OK && run (self, "BEGIN", NULL, 0, NULL, NULL, &problem))
    return TRUE;
  return reconnect (self, error) && run (self, "BEGIN", NULL, 0, NULL, NULL, error);
}

/* A COMMIT of a transaction in which something failed is answered as if it were good, but rolls back. */
static gboolean
commit (PostgresqlStorage *self, GError **error)
{
  if (PQtransactionStatus (self->connection) == PQTRANS_INERROR)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The transaction had failed, and was not kept.");
      return FALSE;
    }
  return run (self, "COMMIT", NULL, 0, NULL, NULL, error);
}

static gboolean
postgresql_run (FoyerStorage *storage, const char *sql, const FoyerValue *values, guint n_values, FoyerRowFunc func, gpointer data, GError **error)
{
  PostgresqlStorage *self = (PostgresqlStorage *) storage;

  if (g_str_equal (sql, "BEGIN"))
    return begin (self, error);
  if (g_str_equal (sql, "COMMIT"))
    return commit (self, error);
  if (PQstatus (self->connection) != CONNECTION_OK && PQtransactionStatus (self->connection) != PQTRANS_INTRANS && !reconnect (self, error))
    return FALSE;
  return run (self, sql, values, n_values, func, data, error);
}

static gboolean
postgresql_lock (FoyerStorage *storage, GError **error)
{
  return foyer_storage_run_plain (storage, "SELECT 1 FROM pg_advisory_xact_lock (" LOCK_KEY ")", error);
}

static gboolean
postgresql_announce (FoyerStorage *storage, const char *text, GError **error)
{
  const FoyerValue value = foyer_value_text (text);

  return foyer_storage_run (storage, "SELECT 1 FROM pg_notify ('" FOYER_POSTGRESQL_CHANNEL "', $1)", &value, 1, NULL, NULL, error);
}

static void
postgresql_close (FoyerStorage *storage)
{
  PostgresqlStorage *self = (PostgresqlStorage *) storage;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->connection, PQfinish);
  g_free (self);
}

static const FoyerStorageDriver postgresql_driver = { postgresql_run, postgresql_lock, postgresql_announce, postgresql_close };

/* --- Opening ---------------------------------------------------------------------- */

/* The scripts are written for SQLite; PostgreSQL has other names for two types, and is strict by itself. */
static char *
translate (const char *script)
{
  g_autoptr (GRegex) blob = g_regex_new ("\\bBLOB\\b", 0, 0, NULL);
  g_autoptr (GRegex) integer = g_regex_new ("\\bINTEGER\\b", 0, 0, NULL);
  g_autoptr (GRegex) strict = g_regex_new ("\\)\\s*STRICT\\s*;", 0, 0, NULL);
  g_autofree char *first = g_regex_replace_literal (blob, script, -1, 0, "bytea", 0, NULL);
  g_autofree char *second = g_regex_replace_literal (integer, first, -1, 0, "bigint", 0, NULL);

  return g_regex_replace_literal (strict, second, -1, 0, ");", 0, NULL);
}

static gboolean
take_step (PostgresqlStorage *self, gint64 version, GError **error)
{
  const FoyerValue value = foyer_value_integer (version + 1);
  g_autofree char *script = foyer_storage_schema_script (version, error);
  g_autofree char *step = NULL;

  if (script == NULL)
    return FALSE;
  step = translate (script);
  return execute (self, step, error) && foyer_storage_run (&self->parent, "UPDATE foyer_schema SET version = $1", &value, 1, NULL, NULL, error);
}

/* Several processes may start at once: the first takes the steps, the others wait and find them taken. */
static gboolean
migrate (PostgresqlStorage *self, GError **error)
{
  FoyerStorage *storage = &self->parent;
  gint64        version = 0;

  if (!foyer_storage_run_plain (storage, "BEGIN", error) ||
      !foyer_storage_lock (storage, error) ||
      !foyer_storage_run_plain (storage, "CREATE TABLE IF NOT EXISTS foyer_schema (version bigint NOT NULL)", error) ||
      !foyer_storage_run_plain (storage, "INSERT INTO foyer_schema (version) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM foyer_schema)", error) ||
      !foyer_storage_get_integer (storage, "SELECT version FROM foyer_schema", NULL, 0, &version, error) ||
      !foyer_storage_schema_check (version, error))
    return FALSE;
  for (; version < foyer_storage_schema_version (); version++)
    if (!take_step (self, version, error))
      return FALSE;
  return foyer_storage_run_plain (storage, "COMMIT", error);
}

FoyerStorage *
foyer_storage_open_postgresql (const char *address, GError **error)
{
  PostgresqlStorage *self = g_new0 (PostgresqlStorage, 1);
  g_autoptr (FoyerStorage) storage = &self->parent;

  self->parent.driver = &postgresql_driver;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->connection = foyer_postgresql_connect (address, error);
  if (self->connection == NULL || !prepare_session (self, error) || !migrate (self, error))
    return NULL;
  return g_steal_pointer (&storage);
}
