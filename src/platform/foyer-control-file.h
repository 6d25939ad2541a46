/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerDataLock:
 *
 * The right of one process to use a platform's folder. It ends with the process.
 */
typedef struct
{
  int fd;
} FoyerDataLock;

/** foyer_data_lock_take: Sets @busy when another process has it; then and on success returns TRUE, FALSE and @error otherwise */
gboolean foyer_data_lock_take (const char *folder, FoyerDataLock *lock, gboolean *busy, GError **error);
void     foyer_data_lock_release (FoyerDataLock *lock);

/**
 * foyer_control_file_write:
 *
 * Leaves the address and an admin token of the running server in the folder,
 * readable for its owner alone, so that a second process can ask for a pairing
 * code while the first owns the database.
 */
gboolean foyer_control_file_write (const char *folder, const char *url, const char *token, GError **error);
gboolean foyer_control_file_read (const char *folder, char **url, char **token, GError **error);
void     foyer_control_file_remove (const char *folder);

G_END_DECLS
