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
};

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
  if (application != FOYER_STORE_APPLICATION_ID && tables > 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "The file is a database, but not a Foyer store.");
      return FALSE;
    }
  if (version > (gint64) G_N_ELEMENTS (scripts))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_TOO_NEW,
                   "The store was written by a newer Foyer (format %d, this one knows up to %d). It was left untouched; please update Foyer.",
                   (int) version, (int) G_N_ELEMENTS (scripts));
      return FALSE;
    }
  return TRUE;
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

  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

char *
foyer_store_save_copy (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *copy = g_strdup_printf ("%s.copy-%s", path, stamp);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (copy, "-wal", NULL);

  if (!copy_file (path, copy, error))
    return NULL;
  if (g_file_test (log, G_FILE_TEST_EXISTS) && !copy_file (log, log_copy, error))
    return NULL;
  return g_steal_pointer (&copy);
}
