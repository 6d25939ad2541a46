/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-hold-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-event-store.h"
#include "foyer-lease-store.h"

void
foyer_hold_free (FoyerHold *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->owner);
  g_free (self);
}

static gboolean
check (const FoyerEventSummary *summary, const FoyerHold *hold, GError **error)
{
  for (guint i = 0; i < summary->categories->len; i++)
    {
      const FoyerCategorySummary *category = summary->categories->pdata[i];

      if (!foyer_id_equal (&category->category->id, &hold->category))
        continue;
      if (hold->places > MIN (category->available, summary->available))
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT, "There are not that many of “%s” left.", category->category->name);
      else if (hold->places > category->here)
        g_set_error (error, FOYER_ERROR, FOYER_ERROR_LEASE, "This laptop holds too few of “%s”.", category->category->name);
      else
        return TRUE;
      return FALSE;
    }
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "The event has no such category.");
  return FALSE;
}

gboolean
foyer_hold_store_add (FoyerConnection *connection, FoyerHold *hold, GError **error)
{
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get_for_sale (connection, &hold->event, error);
  g_autoptr (FoyerChange) change = NULL;
  GError *local_error = NULL;
  gint64  lease = 0;

  if (summary == NULL || !check (summary, hold, error))
    return FALSE;
  if (summary->leased)
    lease = foyer_lease_store_epoch (connection, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  hold->id = foyer_id_generate (foyer_connection_now (connection), &connection->random);
  change = foyer_change_new (FOYER_CHANGE_STOCK_HOLD, &hold->id);
  foyer_change_set_id (change, "event", &hold->event);
  foyer_change_set_id (change, "category", &hold->category);
  foyer_change_set_integer (change, "count", hold->places);
  foyer_change_set_text (change, "kind", hold->kind);
  if (hold->owner != NULL && *hold->owner != '\0')
    foyer_change_set_text (change, "owner", hold->owner);
  if (hold->until != 0)
    foyer_change_set_integer (change, "until", hold->until);
  if (lease != 0)
    foyer_change_set_integer (change, "lease", lease);
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return FALSE;
  hold->made_at = change->made_at;
  return TRUE;
}

gboolean
foyer_hold_store_release (FoyerConnection *connection, const FoyerId *hold, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_STOCK_RELEASE, hold);
  GError  *local_error = NULL;
  gboolean released = foyer_connection_number (connection, 0, &local_error, "SELECT EXISTS (SELECT 1 FROM hold_release WHERE hold = ?)", "b", hold) != 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  foyer_change_set_text (change, "reason", reason);
  return released || foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

GPtrArray *
foyer_hold_store_list (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  g_autoptr (GPtrArray) holds = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_hold_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT id, event, category, kind, owner, places, until, made_at FROM hold"
    " WHERE event = ? AND released = 0 AND (until = 0 OR until > ?) ORDER BY made_at, id",
    "bi", event, foyer_connection_now (connection));

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerHold *hold = g_new0 (FoyerHold, 1);

      hold->id = foyer_rows_id (rows, 0);
      hold->event = foyer_rows_id (rows, 1);
      hold->category = foyer_rows_id (rows, 2);
      hold->kind = foyer_rows_dup_text (rows, 3);
      hold->owner = foyer_rows_dup_text (rows, 4);
      hold->places = foyer_rows_integer (rows, 5);
      hold->until = foyer_rows_integer (rows, 6);
      hold->made_at = foyer_rows_integer (rows, 7);
      g_ptr_array_add (holds, hold);
    }
  if (local_error == NULL)
    return g_steal_pointer (&holds);
  g_propagate_error (error, local_error);
  return NULL;
}

gboolean
foyer_hold_store_apply_hold (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *owner = foyer_body_text (change->body, "owner");
  FoyerId     event;
  FoyerId     category;

  foyer_body_id (change->body, "event", &event);
  foyer_body_id (change->body, "category", &category);
  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO hold (id, event, category, kind, owner, places, until, lease, released, made_at, device)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, EXISTS (SELECT 1 FROM hold_release WHERE hold = ?1), ?9, ?10)",
                             "bbbttiiiib", &change->subject, &event, &category, foyer_body_text (change->body, "kind"),
                             owner != NULL ? owner : "", foyer_body_integer (change->body, "count", 0),
                             foyer_body_integer (change->body, "until", 0), foyer_body_integer (change->body, "lease", 0),
                             change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= FOYER_SUBJECT_EVENTS;
  return TRUE;
}

gboolean
foyer_hold_store_apply_release (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *reason = foyer_body_text (change->body, "reason");

  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO hold_release (id, hold, reason, made_at, device) VALUES (?, ?, ?, ?, ?)",
                             "bbtib", &change->id, &change->subject, reason != NULL ? reason : "", change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= FOYER_SUBJECT_EVENTS;
  return foyer_connection_run (connection, error, "UPDATE hold SET released = 1 WHERE id = ?", "b", &change->subject);
}
