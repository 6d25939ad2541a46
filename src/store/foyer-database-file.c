/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-database-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

struct _FoyerDatabaseFile
{
  const char   *name; /* of sqlite3_create_filename() */
  sqlite3_file *file; /* of the size that the system's driver asks for */
  gint64        size;
};

static const char *
create_name (sqlite3_vfs *vfs, const char *path)
{
  g_autofree char *full = g_malloc0 (vfs->mxPathname + 1);
  g_autofree char *journal = NULL;
  g_autofree char *log = NULL;
  int              result = vfs->xFullPathname (vfs, path, vfs->mxPathname + 1, full);

  if (result != SQLITE_OK && result != SQLITE_OK_SYMLINK)
    return NULL;
  journal = g_strconcat (full, "-journal", NULL);
  log = g_strconcat (full, "-wal", NULL);
  return sqlite3_create_filename (full, journal, log, 0, NULL);
}

static int
open_file (sqlite3_vfs *vfs, FoyerDatabaseFile *self, const char *path)
{
  self->name = create_name (vfs, path);
  if (self->name == NULL)
    return ENAMETOOLONG;
  errno = 0;
  if (vfs->xOpen (vfs, self->name, self->file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL) != SQLITE_OK)
    return errno != 0 ? errno : EIO;
  return 0;
}

FoyerDatabaseFile *
foyer_database_file_open (const char *path, int *system_error)
{
  g_autoptr (FoyerDatabaseFile) self = NULL;
  sqlite3_vfs *vfs;
  GStatBuf     info;

  /* sqlite3_vfs_find() would find nothing in a process that has no database open yet */
  if (sqlite3_initialize () != SQLITE_OK)
    {
      *system_error = ENOMEM;
      return NULL;
    }
  vfs = sqlite3_vfs_find (NULL);
  *system_error = g_stat (path, &info) != 0 ? errno : S_ISDIR (info.st_mode) ? EISDIR
                                                                             : 0;
  if (*system_error != 0)
    return NULL;
  self = g_new0 (FoyerDatabaseFile, 1);
  self->file = g_malloc0 (vfs->szOsFile);
  self->size = info.st_size; /* the driver takes a file of one byte for an empty one */
  *system_error = open_file (vfs, self, path);
  return *system_error == 0 ? g_steal_pointer (&self) : NULL;
}

void
foyer_database_file_close (FoyerDatabaseFile *self)
{
  if (self == NULL)
    return;
  if (self->file->pMethods != NULL)
    self->file->pMethods->xClose (self->file);
  g_free (self->file);
  sqlite3_free_filename (self->name);
  g_free (self);
}

gssize
foyer_database_file_read (FoyerDatabaseFile *self, gint64 offset, void *buffer, gsize length, int *system_error)
{
  gsize wanted = offset < self->size ? MIN ((gint64) length, self->size - offset) : 0;

  if (wanted == 0)
    return 0;
  errno = 0;
  if (self->file->pMethods->xRead (self->file, buffer, wanted, offset) == SQLITE_OK)
    return wanted;
  *system_error = errno != 0 ? errno : EIO;
  return -1;
}
