/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "foyer-connection-private.h"
#include "foyer-database-file.h"
#include "foyer-error.h"
#include "foyer-store-file.h"
#include "foyer-store.h"

#define PIECE (1024 * 1024)

static gboolean
fail (int system_error, GError **error)
{
  FoyerError code = FOYER_ERROR_STORE;

  if (system_error == ENOSPC || system_error == EDQUOT)
    code = FOYER_ERROR_STORE_FULL;
  else if (system_error == EROFS || system_error == EACCES || system_error == EPERM)
    code = FOYER_ERROR_STORE_READ_ONLY;
  g_set_error (error, FOYER_ERROR, code, "The store could not be copied: %s", g_strerror (system_error));
  return FALSE;
}

/* A copy holds the same names and addresses as the store: nobody else may read it. */
static int
create_private (const char *path, GError **error)
{
  int descriptor = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (descriptor < 0)
    fail (errno, error);
  return descriptor;
}

static gboolean
write_all (int descriptor, const char *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (descriptor, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (errno, error);
      bytes += written;
      length -= written;
    }
  return TRUE;
}

static gboolean
copy_pieces (FoyerDatabaseFile *file, int descriptor, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE);
  int              system_error = 0;
  gint64           offset = 0;
  gssize           length;

  while ((length = foyer_database_file_read (file, offset, piece, PIECE, &system_error)) > 0)
    {
      if (!write_all (descriptor, piece, length, error))
        return FALSE;
      offset += length;
    }
  if (length < 0)
    return fail (system_error, error);
  return fsync (descriptor) == 0 || fail (errno, error);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (FoyerDatabaseFile) file = NULL;
  int      system_error = 0;
  int      descriptor;
  gboolean copied;

  file = foyer_database_file_open (from, &system_error);
  if (file == NULL)
    return fail (system_error, error);
  descriptor = create_private (to, error);
  if (descriptor < 0)
    return FALSE;
  copied = copy_pieces (file, descriptor, error);
  if (close (descriptor) != 0 && copied)
    copied = fail (errno, error);
  if (!copied)
    g_unlink (to);
  return copied;
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

/* The copy counts only when its name outlives a power cut, too. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean         synced = descriptor >= 0 && fsync (descriptor) == 0;

  if (!synced)
    fail (errno, error);
  if (descriptor >= 0)
    close (descriptor);
  return synced;
}

char *
foyer_store_copy_files (const char *path, GError **error)
{
  g_autofree char *copy = name_copy (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (copy, "-wal", NULL);

  /* the log first: a copy without its log must never look whole */
  if (g_file_test (log, G_FILE_TEST_EXISTS) && !copy_file (log, log_copy, error))
    return NULL;
  if (copy_file (path, copy, error) && sync_folder (copy, error))
    return g_steal_pointer (&copy);
  g_unlink (log_copy);
  return NULL;
}

/* The store as it is at one moment, while another process writes it. */
static gboolean
copy_snapshot (FoyerConnection *from, sqlite3 *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from->db, "main");

  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      if (sqlite3_backup_finish (backup) == SQLITE_OK)
        return TRUE;
    }
  foyer_connection_set_error (to, sqlite3_errcode (to), error);
  return FALSE;
}

static char *
copy_beside_owner (const char *path, GError **error)
{
  g_autofree char *copy = name_copy (path);
  g_autoptr (FoyerConnection) from = foyer_connection_open (path, FALSE, error);
  sqlite3 *to = NULL;
  int      descriptor;
  gboolean copied;

  if (from == NULL)
    return NULL;
  descriptor = create_private (copy, error);
  if (descriptor < 0)
    return NULL;
  close (descriptor);
  copied = sqlite3_open_v2 (copy, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK;
  if (!copied)
    foyer_connection_set_error (to, sqlite3_errcode (to), error);
  copied = copied && copy_snapshot (from, to, error);
  sqlite3_close (to);
  if (copied && sync_folder (copy, error))
    return g_steal_pointer (&copy);
  g_unlink (copy);
  return NULL;
}

char *
foyer_store_save_copy (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *copy;
  int   lock;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no store “%s”.", path);
      return NULL;
    }
  lock = foyer_store_file_lock (path, &local_error);
  if (g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY))
    return copy_beside_owner (path, error);
  if (lock < 0)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  copy = foyer_store_copy_files (path, error);
  close (lock);
  return copy;
}
