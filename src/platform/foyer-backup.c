/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "foyer-error.h"

#define TRIES 100
#define PAUSE_MICROSECONDS 100000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)

static gboolean
fail (sqlite3 *db, const char *doing, GError **error)
{
  g_set_error (error, FOYER_ERROR, sqlite3_errcode (db) == SQLITE_FULL ? FOYER_ERROR_STORE_FULL : FOYER_ERROR_STORE, "%s: %s", doing, sqlite3_errmsg (db));
  return FALSE;
}

static sqlite3 *
open_file (const char *path, int flags, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE, "%s cannot be opened: %s", path, sqlite3_errmsg (db));
      return NULL;
    }
  return g_steal_pointer (&db);
}

/* One step for all pages: they are those of one moment, and nobody who writes has to wait. */
static gboolean
copy (sqlite3 *from, sqlite3 *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int             result = SQLITE_BUSY;

  if (backup == NULL)
    return fail (to, "The copy cannot be begun", error);
  for (guint i = 0; i < TRIES && (result == SQLITE_BUSY || result == SQLITE_LOCKED); i++)
    {
      if (i > 0)
        g_usleep (PAUSE_MICROSECONDS);
      result = sqlite3_backup_step (backup, -1);
    }
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || fail (to, "The copy cannot be finished", error);
}

static int
read_verdict (void *data, int n_columns, char **values, char **names)
{
  *(gboolean *) data = n_columns == 1 && g_strcmp0 (values[0], "ok") == 0;
  return 0;
}

static gboolean
check (sqlite3 *db, GError **error)
{
  gboolean good = FALSE;

  if (sqlite3_exec (db, "PRAGMA quick_check (1)", read_verdict, &good, NULL) != SQLITE_OK)
    return fail (db, "The copy cannot be checked", error);
  if (!good)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED, "The copy is damaged, and so is the database, probably.");
  return good;
}

static gboolean
write_part (const char *database, const char *part, GError **error)
{
  g_autoptr (sqlite3) from = open_file (database, SQLITE_OPEN_READONLY, error);
  g_autoptr (sqlite3) to = from != NULL ? open_file (part, SQLITE_OPEN_READWRITE, error) : NULL;

  return to != NULL && copy (from, to, error) && check (to, error);
}

/* Moves the copy into its place and makes sure that it survives a power cut there. */
static gboolean
put_into_place (const char *part, const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int              copy_fd = g_open (part, O_RDONLY | O_CLOEXEC, 0);
  int              folder_fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean         good;

  good = copy_fd >= 0 && folder_fd >= 0 && fsync (copy_fd) == 0 && g_rename (part, file) == 0 && fsync (folder_fd) == 0;
  if (!good)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "%s cannot be written: %s", file, g_strerror (errno));
  if (copy_fd >= 0)
    close (copy_fd);
  if (folder_fd >= 0)
    close (folder_fd);
  return good;
}

gboolean
foyer_backup_write (const char *database, const char *file, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.part-%d", file, (int) getpid ());
  int              fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "%s cannot be written: %s", file, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  if (write_part (database, part, error) && put_into_place (part, file, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
