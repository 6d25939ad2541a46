/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-outbox-store.h"

#include "foyer-conflict-store.h"
#include "foyer-connection-private.h"

void
foyer_outbox_entry_free (FoyerOutboxEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->line);
  g_free (self->refusal);
  g_free (self);
}

gboolean
foyer_outbox_store_add (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  g_autofree char *line = foyer_change_print (change);

  return foyer_outbox_store_add_line (connection, &change->id, line, error);
}

gboolean
foyer_outbox_store_add_line (FoyerConnection *connection, const FoyerId *change, const char *line, GError **error)
{
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  return foyer_connection_run (connection, error, "INSERT INTO outbox (id, line, intake) VALUES (?, ?, ?)", "bti", change, line, connection->intake);
}

static GPtrArray *
read_entries (FoyerRows *rows, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_entry_free);
  GError *local_error = NULL;

  while (foyer_rows_next (rows, &local_error))
    {
      FoyerOutboxEntry *entry = g_new0 (FoyerOutboxEntry, 1);

      entry->seq = foyer_rows_integer (rows, 0);
      entry->id = foyer_rows_id (rows, 1);
      entry->line = foyer_rows_dup_text (rows, 2);
      if (sqlite3_column_type (rows, 3) != SQLITE_NULL)
        entry->refusal = foyer_rows_dup_text (rows, 3);
      g_ptr_array_add (entries, entry);
    }
  if (local_error == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local_error);
  return NULL;
}

GPtrArray *
foyer_outbox_store_peek (FoyerConnection *connection, guint limit, GError **error)
{
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "SELECT seq, id, line, refusal FROM outbox WHERE refusal IS NULL AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'intake')"
                                               " ORDER BY seq LIMIT ?",
                            "i", (gint64) limit);

  return rows != NULL ? read_entries (rows, error) : NULL;
}

GPtrArray *
foyer_outbox_store_list_refused (FoyerConnection *connection, GError **error)
{
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "SELECT seq, id, line, refusal FROM outbox WHERE refusal IS NOT NULL ORDER BY seq", "");

  return rows != NULL ? read_entries (rows, error) : NULL;
}

gboolean
foyer_outbox_store_accept (FoyerConnection *connection, gint64 seq, const FoyerId *id, GError **error)
{
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  connection->clock_moved = TRUE; /* the entry told how far the clock is */
  return foyer_connection_run (connection, error, "DELETE FROM outbox WHERE seq = ? AND id = ?", "ib", seq, id);
}

gboolean
foyer_outbox_store_refuse (FoyerConnection *connection, gint64 seq, const FoyerId *id, const char *reason, GError **error)
{
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  return foyer_connection_run (connection, error, "UPDATE outbox SET refusal = ? WHERE seq = ? AND id = ?", "tib", reason, seq, id) &&
         foyer_conflict_store_add (connection, "refused-change", id, id, NULL, reason, foyer_connection_now (connection), error);
}

gboolean
foyer_outbox_store_retry (FoyerConnection *connection, GError **error)
{
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  return foyer_connection_run (connection, error, "UPDATE outbox SET refusal = NULL WHERE refusal IS NOT NULL", "");
}

gboolean
foyer_outbox_store_count (FoyerConnection *connection, FoyerOutboxCount *count, GError **error)
{
  GError *local_error = NULL;

  count->refused = foyer_connection_number (connection, 0, &local_error, "SELECT count(*) FROM outbox WHERE refusal IS NOT NULL", "");
  if (local_error == NULL)
    count->waiting = foyer_connection_number (connection, 0, &local_error, "SELECT count(*) FROM outbox", "") - count->refused;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}
