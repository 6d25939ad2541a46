/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-conflict-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"

void
foyer_conflict_free (FoyerConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->note);
  g_free (self);
}

GPtrArray *
foyer_conflict_store_list (FoyerConnection *connection, gboolean with_settled, guint limit, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_conflict_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT c.id, c.subject, c.event, c.kind, c.detail, coalesce (m.note, ''), c.made_at, coalesce (m.made_at, 0),"
    "       coalesce (nullif (a.name, ''), k.name, v.name, s.title, e.title, '')"
    "  FROM conflict c LEFT JOIN settlement m ON m.id = (SELECT id FROM settlement WHERE conflict = c.id ORDER BY made_at, id LIMIT 1)"
    "       LEFT JOIN attendee a ON a.id = c.subject LEFT JOIN event e ON e.id = c.event LEFT JOIN event s ON s.id = c.subject"
    "       LEFT JOIN venue v ON v.id = c.subject LEFT JOIN category k ON k.id = c.subject"
    " WHERE ? OR m.id IS NULL ORDER BY m.id IS NULL DESC, c.made_at DESC, c.id LIMIT ?",
    "ii", (gint64) with_settled, (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerConflict *conflict = g_new0 (FoyerConflict, 1);

      conflict->id = foyer_rows_id (rows, 0);
      conflict->subject = foyer_rows_id (rows, 1);
      conflict->event = foyer_rows_id (rows, 2);
      conflict->kind = foyer_rows_dup_text (rows, 3);
      conflict->detail = foyer_rows_dup_text (rows, 4);
      conflict->note = foyer_rows_dup_text (rows, 5);
      conflict->made_at = foyer_rows_integer (rows, 6);
      conflict->settled_at = foyer_rows_integer (rows, 7);
      conflict->title = foyer_rows_dup_text (rows, 8);
      g_ptr_array_add (conflicts, conflict);
    }
  if (local_error == NULL)
    return g_steal_pointer (&conflicts);
  g_propagate_error (error, local_error);
  return NULL;
}

gint64
foyer_conflict_store_count (FoyerConnection *connection, GError **error)
{
  return foyer_connection_number (connection, 0, error, "SELECT count(*) FROM conflict c WHERE NOT EXISTS (SELECT 1 FROM settlement m WHERE m.conflict = c.id)", "");
}

gboolean
foyer_conflict_store_add (FoyerConnection *connection, const char *kind, const FoyerId *id, const FoyerId *subject, const FoyerId *event, const char *detail, FoyerTime made_at, GError **error)
{
  connection->changed |= FOYER_SUBJECT_CONFLICTS;
  return foyer_connection_run (connection, error,
                               "INSERT OR IGNORE INTO conflict (id, kind, subject, event, detail, made_at) VALUES (?, ?, ?, ?, ?, ?)",
                               "btbbti", id, kind, subject, event, detail, made_at);
}

gboolean
foyer_conflict_store_settle (FoyerConnection *connection, const FoyerId *conflict, const char *note, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_CONFLICT_SETTLE, conflict);

  foyer_change_set_text (change, "note", note);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_conflict_store_apply_settle (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *note = foyer_body_text (change->body, "note");

  connection->changed |= FOYER_SUBJECT_CONFLICTS;
  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO settlement (id, conflict, note, made_at, device) VALUES (?, ?, ?, ?, ?)",
                             "bbtib", &change->id, &change->subject, note != NULL ? note : "", change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  return TRUE;
}
