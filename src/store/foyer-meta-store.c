/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-meta-store.h"

#include <stdlib.h>

#include "foyer-connection-private.h"

char *
foyer_meta_store_get (FoyerConnection *connection, const char *key, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT value FROM meta WHERE key = ?", "t", key);

  if (rows == NULL || !foyer_rows_next (rows, error))
    return NULL;
  return foyer_rows_dup_text (rows, 0);
}

gboolean
foyer_meta_store_set (FoyerConnection *connection, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return foyer_connection_run (connection, error, "DELETE FROM meta WHERE key = ?", "t", key);
  return foyer_connection_run (connection, error, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", "tt", key, value);
}

int
foyer_meta_store_device_number (FoyerConnection *connection)
{
  g_autofree char *text = foyer_meta_store_get (connection, "device-number", NULL);

  return text != NULL ? CLAMP (atoi (text), 0, 99) : 0;
}

FoyerId
foyer_meta_store_read_device (FoyerConnection *connection)
{
  g_autofree char *text = foyer_meta_store_get (connection, "device", NULL);
  FoyerId          device;

  foyer_id_parse (text, &device);
  return device;
}

gboolean
foyer_meta_store_keep_clock (FoyerConnection *connection, GError **error)
{
  char text[24];

  if (!connection->clock_moved)
    return TRUE;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, connection->clock.last);
  return foyer_meta_store_set (connection, "clock", text, error);
}

static gboolean
start_clock (FoyerConnection *connection, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *text = foyer_meta_store_get (connection, "clock", &local_error);
  gint64           kept = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  gint64           last = 0;

  if (local_error == NULL)
    last = foyer_connection_number (connection, 0, &local_error,
                                    "SELECT json_extract (line, '$.made_at') FROM outbox ORDER BY seq DESC LIMIT 1", "");
  connection->clock.last = MAX (kept, last);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_meta_store_start (FoyerConnection *connection, GError **error)
{
  connection->device = foyer_meta_store_read_device (connection);
  if (foyer_id_is_none (&connection->device))
    {
      g_autofree char *text = NULL;

      connection->device = foyer_id_generate (g_get_real_time (), &connection->random);
      text = foyer_id_dup_text (&connection->device);
      if (!foyer_meta_store_set (connection, "device", text, error))
        return FALSE;
    }
  return start_clock (connection, error);
}
