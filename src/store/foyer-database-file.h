/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerDatabaseFile:
 *
 * The bytes of a database file, opened for reading past the database but
 * through SQLite: POSIX drops every lock that a process has on a file when the
 * process closes any descriptor of it, so that a plain close() would take the
 * locks from under a connection that is open elsewhere in this process
 * (https://www.sqlite.org/howtocorrupt.html, 2.2). SQLite knows its own
 * connections and puts off the closing.
 */
typedef struct _FoyerDatabaseFile FoyerDatabaseFile;

/** foyer_database_file_open: @system_error: an errno. Returns: (transfer full) (nullable): the file */
FoyerDatabaseFile *foyer_database_file_open (const char *path, int *system_error);
void               foyer_database_file_close (FoyerDatabaseFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDatabaseFile, foyer_database_file_close)

/** foyer_database_file_read: Returns: how many bytes from @offset on were read, at most @length, 0 at the end, -1 and @system_error on failure */
gssize foyer_database_file_read (FoyerDatabaseFile *self, gint64 offset, void *buffer, gsize length, int *system_error);

G_END_DECLS
