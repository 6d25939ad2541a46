/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "foyer-error.h"
#include "store-resources.h"

/* One script for each released version; a released one is never edited or reordered. */
static const char *const scripts[] = {
  "/app/foyer/store/migrations/0001-base.sql",
  "/app/foyer/store/migrations/0002-search-pieces.sql",
  "/app/foyer/store/migrations/0003-door.sql",
};

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
               version, (int) G_N_ELEMENTS (scripts));
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
  return version <= (gint32) G_N_ELEMENTS (scripts) || refuse_newer (version, error);
}

gboolean
foyer_store_file_probe (const char *path, gboolean must_exist, GError **error)
{
  guint8 header[HEADER_SIZE];
  gssize length;
  int    descriptor = open (path, O_RDONLY | O_CLOEXEC);

  if (descriptor < 0 && errno == ENOENT)
    {
      if (must_exist)
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no store “%s”.", path);
      return !must_exist;
    }
  length = descriptor >= 0 ? pread (descriptor, header, sizeof header, 0) : -1;
  if (length < 0)
    g_set_error (error, FOYER_ERROR, errno == EISDIR ? FOYER_ERROR_STORE_DAMAGED : FOYER_ERROR_STORE_READ_ONLY,
                 "The store “%s” cannot be read: %s", path, g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
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
  return version <= (gint64) G_N_ELEMENTS (scripts) || refuse_newer (version, error);
}

static gboolean
migrate (FoyerConnection *connection, int version, GError **error)
{
  g_autoptr (GBytes) script = NULL;
  g_autofree char *sql = NULL;

  script = g_resource_lookup_data (foyer_store_get_resource (), scripts[version], G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (script == NULL)
    return FALSE;
  sql = g_strdup_printf ("BEGIN IMMEDIATE;\n%.*s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;",
                         (int) g_bytes_get_size (script), (const char *) g_bytes_get_data (script, NULL),
                         FOYER_STORE_APPLICATION_ID, version + 1);
  if (foyer_connection_execute (connection, sql, error))
    return TRUE;
  foyer_connection_execute (connection, "ROLLBACK", NULL);
  return FALSE;
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
foyer_store_file_prepare (FoyerConnection *connection, const char *path, GError **error)
{
  gint64 version;

  if (!foyer_store_file_check (connection, error) ||
      !read_pragma (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > 0 && !check_pages (connection, error))
    return FALSE;
  if (!foyer_connection_start_log (connection, error))
    return FALSE;
  if (version > 0 && version != (gint64) G_N_ELEMENTS (scripts))
    {
      g_autofree char *copy = foyer_store_save_copy (path, error);

      if (copy == NULL)
        return FALSE;
    }
  for (; version < (gint64) G_N_ELEMENTS (scripts); version++)
    if (!migrate (connection, version, error))
      return FALSE;
  return TRUE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) local_error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_unlink (to);
  g_set_error (error, FOYER_ERROR,
               g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? FOYER_ERROR_STORE_FULL : FOYER_ERROR_STORE,
               "The store could not be copied: %s", local_error->message);
  return FALSE;
}

/* Returns: (transfer full): a name beside @path that nothing bears yet */
static char *
name_copy (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char            *name = g_strdup_printf ("%s.copy-%s", path, stamp);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.copy-%s-%d", path, stamp, i);
    }
  return name;
}

char *
foyer_store_save_copy (const char *path, GError **error)
{
  g_autofree char *copy = name_copy (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (copy, "-wal", NULL);

  if (!copy_file (path, copy, error))
    return NULL;
  if (g_file_test (log, G_FILE_TEST_EXISTS) && !copy_file (log, log_copy, error))
    {
      g_unlink (copy);
      return NULL;
    }
  return g_steal_pointer (&copy);
}
