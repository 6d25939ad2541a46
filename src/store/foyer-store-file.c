/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "foyer-database-file.h"
#include "foyer-error.h"
#include "foyer-store-migration.h"

/* The header of an SQLite file: 16 bytes of magic; big-endian numbers at 60 and 68
 * (https://www.sqlite.org/fileformat2.html). */
#define HEADER_SIZE 100
#define MAGIC "SQLite format 3"
#define VERSION_OFFSET 60
#define APPLICATION_OFFSET 68

static gboolean
refuse_newer (gint64 version, GError **error)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_TOO_NEW,
               "The store was written by a newer Foyer (format %" G_GINT64_FORMAT ", this one knows up to %d). It was left untouched; please update Foyer.",
               version, foyer_store_migration_count ());
  return FALSE;
}

static gboolean
refuse_damaged (GError **error, const char *sentence)
{
  g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, sentence);
  return FALSE;
}

static gint32
read_number (const guint8 *bytes)
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return (gint32) GUINT32_FROM_BE (number);
}

static gboolean
check_header (const guint8 *header, gssize length, GError **error)
{
  gint32 application, version;

  if (length == 0)
    return TRUE; /* a store whose making was cut short: it is made anew */
  if (length < HEADER_SIZE || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return refuse_damaged (error, "The file is not a Foyer store, or its beginning was overwritten.");
  application = read_number (header + APPLICATION_OFFSET);
  version = read_number (header + VERSION_OFFSET);
  if (application == 0 && version == 0)
    return TRUE; /* its first commit may still be in the log: SQLite knows */
  if (application != FOYER_STORE_APPLICATION_ID)
    return refuse_damaged (error, "The file is a database, but not a Foyer store.");
  return version <= foyer_store_migration_count () || refuse_newer (version, error);
}

gboolean
foyer_store_file_probe (const char *path, gboolean must_exist, GError **error)
{
  g_autoptr (FoyerDatabaseFile) file = NULL;
  guint8 header[HEADER_SIZE];
  gssize length = -1;
  int    system_error = 0;

  file = foyer_database_file_open (path, &system_error);
  if (file == NULL && system_error == ENOENT)
    {
      if (must_exist)
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no store “%s”.", path);
      return !must_exist;
    }
  if (file != NULL)
    length = foyer_database_file_read (file, 0, header, sizeof header, &system_error);
  if (length < 0)
    g_set_error (error, FOYER_ERROR, system_error == EISDIR ? FOYER_ERROR_STORE_DAMAGED : FOYER_ERROR_STORE_READ_ONLY,
                 "The store “%s” cannot be read: %s", path, g_strerror (system_error));
  return length >= 0 && check_header (header, length, error);
}

int
foyer_store_file_lock (const char *path, GError **error)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int              descriptor;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    goto fail;
  descriptor = open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    goto fail;
  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor;
  if (errno == EWOULDBLOCK)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY,
                 "Another Foyer is working with the store “%s”. Close it first.", path);
  else
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "The store “%s” cannot be locked: %s", path, g_strerror (errno));
  close (descriptor);
  return -1;

fail:
  g_set_error (error, FOYER_ERROR, errno == ENOSPC ? FOYER_ERROR_STORE_FULL : FOYER_ERROR_STORE_READ_ONLY,
               "The store “%s” cannot be written: %s", path, g_strerror (errno));
  return -1;
}

static gboolean
read_pragma (FoyerConnection *connection, const char *sql, gint64 *value, GError **error)
{
  GError *local_error = NULL;

  *value = foyer_connection_number (connection, 0, &local_error, sql, "");
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_store_file_check (FoyerConnection *connection, GError **error)
{
  gint64 version, application, tables;

  if (!read_pragma (connection, "PRAGMA application_id", &application, error) ||
      !read_pragma (connection, "PRAGMA user_version", &version, error) ||
      !read_pragma (connection, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (application != FOYER_STORE_APPLICATION_ID && (tables > 0 || version != 0))
    return refuse_damaged (error, "The file is a database, but not a Foyer store.");
  if (version < 0 || (version == 0) != (tables == 0))
    return refuse_damaged (error, "The store is damaged (it does not say of what format it is).");
  return version <= foyer_store_migration_count () || refuse_newer (version, error);
}

static gboolean
check_pages (FoyerConnection *connection, GError **error)
{
  g_autoptr (FoyerRows) rows = NULL;
  GError *local_error = NULL;

  /* Reading every page of a large store would keep the counter waiting; its
   * damage shows when the page is read. */
  if (foyer_connection_number (connection, 0, NULL, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", "") > 32 * 1024 * 1024)
    return TRUE;
  rows = foyer_connection_query (connection, error, "PRAGMA quick_check (1)", "");
  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error) && strcmp (foyer_rows_text (rows, 0), "ok") == 0)
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "The store is damaged (%s).", foyer_rows_text (rows, 0));
  return FALSE;
}

gboolean
foyer_store_file_is_old (FoyerConnection *connection)
{
  return foyer_connection_number (connection, 0, NULL, "PRAGMA user_version", "") < foyer_store_migration_count ();
}

static GStrv
load_scripts (GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < foyer_store_migration_count (); i++)
    {
      char *script = foyer_store_migration_load (i, error);

      if (script == NULL)
        return NULL;
      g_strv_builder_take (builder, script);
    }
  return g_strv_builder_end (builder);
}

gboolean
foyer_store_file_prepare (FoyerConnection *connection, const char *path, GError **error)
{
  g_auto (GStrv) scripts = NULL;
  gint64 version;

  if (!foyer_store_file_check (connection, error) ||
      !read_pragma (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > 0 && !check_pages (connection, error))
    return FALSE;
  if (!foyer_connection_start_log (connection, error))
    return FALSE;
  if (version == foyer_store_migration_count ())
    return TRUE;
  scripts = load_scripts (error);
  return scripts != NULL && foyer_store_migrate (connection, path, (const char *const *) scripts, error);
}
