/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection-private.h"

G_BEGIN_DECLS

/** FOYER_STORE_APPLICATION_ID: "Foyr" in the header of the file, so that no other database is taken for a store. */
#define FOYER_STORE_APPLICATION_ID 0x466f7972

/**
 * foyer_store_file_probe:
 *
 * Looks at the first bytes of the file before SQLite does, which would leave its
 * traces: refuses what is no store, or one of a newer version.
 */
gboolean foyer_store_file_probe (const char *path, gboolean must_exist, GError **error);

/** foyer_store_file_lock: Takes the advisory lock beside @path. Returns: the descriptor that holds it, or -1 */
int foyer_store_file_lock (const char *path, GError **error);

/** foyer_store_file_prepare: Checks that the file is a sound store of a version known here and brings it up to date. */
gboolean foyer_store_file_prepare (FoyerConnection *connection, const char *path, GError **error);

/** foyer_store_file_check: As above for a reader: nothing is written. */
gboolean foyer_store_file_check (FoyerConnection *connection, GError **error);

/** foyer_store_file_is_old: Returns: whether a checked store has to be brought up to date before its tables can be read */
gboolean foyer_store_file_is_old (FoyerConnection *connection);

G_END_DECLS
