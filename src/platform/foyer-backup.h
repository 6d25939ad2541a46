/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_backup_write:
 * @database: the SQLite file of a platform, which may be running
 * @file: where the copy goes; what is there is replaced when the copy is whole
 *
 * Copies the database as it is at one moment. The copy is checked, is on the
 * disk when this returns, and can be read by its owner alone.
 *
 * Returns: FALSE and %FOYER_ERROR; what was in @file stays then
 */
gboolean foyer_backup_write (const char *database, const char *file, GError **error);

G_END_DECLS
