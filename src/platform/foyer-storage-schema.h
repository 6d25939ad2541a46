/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The tables of a platform, step by step; the scripts are the same for every kind of database. */

/** foyer_storage_schema_version: Returns: how many steps there are, which is the version of a database that has taken all */
gint64 foyer_storage_schema_version (void);

/** foyer_storage_schema_script: Returns: (transfer full) (nullable): the SQL that leads from version @from to the next, as SQLite takes it */
char *foyer_storage_schema_script (gint64 from, GError **error);

/** foyer_storage_schema_check: Returns: FALSE and %FOYER_ERROR_STORE_TOO_NEW when a database of @version was written by a newer program */
gboolean foyer_storage_schema_check (gint64 version, GError **error);

G_END_DECLS
