/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection-private.h"

G_BEGIN_DECLS

/** foyer_store_migration_count: Returns: the format that this version writes: how many scripts there are */
int foyer_store_migration_count (void);

/** foyer_store_migration_load: Returns: (transfer full) (nullable): the script that brings format @version to the next, as SQL */
char *foyer_store_migration_load (int version, GError **error);

/**
 * foyer_store_migrate:
 * @path: of the file that @connection writes; its lock is held
 * @scripts: SQL of every format from the first on, up to %NULL
 *
 * Brings the store up to date, step by step. Each step is a transaction of its
 * own: foreign keys are not enforced while it runs, so that it may rebuild a
 * table, but it is undone when any is broken at its end. A store that holds
 * anything is copied first, beside @path.
 *
 * Returns: FALSE with a sentence; the store is then as the last whole step left it
 */
gboolean foyer_store_migrate (FoyerConnection *connection, const char *path, const char *const *scripts, GError **error);

G_END_DECLS
