/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-store-migration.h"

#include <gio/gio.h>

#include "foyer-error.h"
#include "foyer-store-copy.h"
#include "foyer-store-file.h"
#include "store-resources.h"

/* One script for each released format; a released one is never edited or moved. */
static const char *const scripts[] = {
  "/app/foyer/store/migrations/0001-base.sql",
  "/app/foyer/store/migrations/0002-search-pieces.sql",
  "/app/foyer/store/migrations/0003-door.sql",
  "/app/foyer/store/migrations/0004-till.sql",
  "/app/foyer/store/migrations/0005-layout.sql",
  "/app/foyer/store/migrations/0006-intake.sql",
  "/app/foyer/store/migrations/0007-shipment.sql",
  "/app/foyer/store/migrations/0008-plan.sql",
  "/app/foyer/store/migrations/0009-lease.sql",
  "/app/foyer/store/migrations/0010-edit-history.sql",
  "/app/foyer/store/migrations/0011-paper.sql",
};

int
foyer_store_migration_count (void)
{
  return G_N_ELEMENTS (scripts);
}

char *
foyer_store_migration_load (int version, GError **error)
{
  g_autoptr (GBytes) script = g_resource_lookup_data (foyer_store_get_resource (), scripts[version], G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (script == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
}

static gboolean
check_keys (FoyerConnection *connection, GError **error)
{
  GError *local_error = NULL;
  gint64  broken = foyer_connection_number (connection, 0, &local_error, "SELECT count(*) FROM pragma_foreign_key_check", "");

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (broken > 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED,
                 "%" G_GINT64_FORMAT " rows speak of others that are not there", broken);
  else
    return TRUE;
  return FALSE;
}

static gboolean
run_step (FoyerConnection *connection, const char *script, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                           FOYER_STORE_APPLICATION_ID, version + 1);

  if (foyer_connection_execute (connection, "BEGIN IMMEDIATE", error) &&
      foyer_connection_execute (connection, script, error) &&
      check_keys (connection, error) &&
      foyer_connection_execute (connection, mark, error) &&
      foyer_connection_execute (connection, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (connection->db))
    foyer_connection_execute (connection, "ROLLBACK", NULL);
  g_prefix_error (error, "The store could not be brought from format %d to %d and was left as it was: ", version, version + 1);
  return FALSE;
}

gboolean
foyer_store_migrate (FoyerConnection *connection, const char *path, const char *const *all, GError **error)
{
  GError *local_error = NULL;
  int     count = g_strv_length ((char **) all);
  int     version = foyer_connection_number (connection, 0, &local_error, "PRAGMA user_version", "");

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (version == count)
    return TRUE;
  if (version > 0)
    {
      g_autofree char *copy = foyer_store_copy_files (path, error);

      if (copy == NULL)
        return FALSE;
      g_message ("The store is brought from format %d to %d; what it was is in %s", version, count, copy);
    }
  /* without effect inside a transaction */
  if (!foyer_connection_execute (connection, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  while (version < count && run_step (connection, all[version], version, &local_error))
    version++;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return foyer_connection_execute (connection, "PRAGMA foreign_keys = ON", version == count ? error : NULL) && version == count;
}
