/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-dump.h"

#include <sqlite3.h>
#include <string.h>

/* Not here: what a device keeps for itself, and the index of the search. */
static const char *const shared_tables[] = {
  "venue", "event", "category", "field_version", "orders", "payment", "refund", "refund_ticket", "ticket", "retired_code",
  "attendee", "scan", "scan_undo", "block", "reprint", "printed", "conflict", "settlement", NULL
};

static sqlite3 *
open_beside (const char *path, int flags)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_busy_timeout (db, 5000);
  return db;
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  return statement;
}

static char *
print_row (const char *table, sqlite3_stmt *row)
{
  GString *line = g_string_new (table);

  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      const guint8 *bytes;

      if (strcmp (sqlite3_column_name (row, i), "rowid") == 0)
        continue; /* differs by the order in which things came */
      g_string_append_printf (line, " | %s=", sqlite3_column_name (row, i));
      if (sqlite3_column_type (row, i) != SQLITE_BLOB)
        {
          g_string_append (line, sqlite3_column_type (row, i) == SQLITE_NULL ? "NULL" : (const char *) sqlite3_column_text (row, i));
          continue;
        }
      bytes = sqlite3_column_blob (row, i);
      for (int j = 0; j < sqlite3_column_bytes (row, i); j++)
        g_string_append_printf (line, "%02x", bytes[j]);
    }
  return g_string_free (line, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
dump_tables (const char *path, const char *const *tables)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = open_beside (path, SQLITE_OPEN_READWRITE);

  for (; *tables != NULL; tables++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", *tables);
      sqlite3_stmt    *rows = prepare (db, sql);

      while (sqlite3_step (rows) == SQLITE_ROW)
        g_ptr_array_add (lines, print_row (*tables, rows));
      g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
    }
  sqlite3_close (db);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

char *
dump_shared (const char *path)
{
  return dump_tables (path, shared_tables);
}

char *
dump_text (const char *path, const char *sql)
{
  sqlite3      *db = open_beside (path, SQLITE_OPEN_READWRITE);
  sqlite3_stmt *rows = prepare (db, sql);
  char         *text = NULL;
  int           result = sqlite3_step (rows);

  if (result == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (rows, 0));
  else if (result != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return text;
}

gint64
dump_number (const char *path, const char *sql)
{
  g_autofree char *text = dump_text (path, sql);

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

void
dump_execute (const char *path, const char *sql)
{
  sqlite3 *db = open_beside (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}
