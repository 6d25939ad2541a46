/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-lease-store.h"

#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-incarnation.h"
#include "foyer-meta-store.h"

#define KEY_EPOCH "lease-epoch"

/* Events this near count as tonight's. */
#define NEAR (36 * FOYER_HOUR)

/* For how long the word of the platform that others ask in vain holds. */
#define SCARCE (3 * FOYER_MINUTE)

/* So many events a device holds stock of; more cannot be sold at one till in one evening. */
#define EVENTS_MAX 50

gint64
foyer_lease_store_epoch (FoyerConnection *connection, GError **error)
{
  return foyer_connection_number (connection, 0, error, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = '" KEY_EPOCH "'", "");
}

gboolean
foyer_lease_store_set_epoch (FoyerConnection *connection, gint64 epoch, GError **error)
{
  g_autofree char *text = epoch > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, epoch) : NULL;

  connection->changed |= FOYER_SUBJECT_EVENTS;
  return foyer_meta_store_set (connection, KEY_EPOCH, text, error);
}

gint64
foyer_lease_store_spent (FoyerConnection *connection, GError **error)
{
  return foyer_connection_number (connection, 0, error,
                                  "SELECT sum (used + returned) FROM lease WHERE epoch = (SELECT CAST (value AS INTEGER) FROM meta WHERE key = '" KEY_EPOCH "')", "");
}

gboolean
foyer_lease_store_begin (FoyerConnection *connection, GError **error)
{
  g_return_val_if_fail (connection->incarnation != NULL, FALSE);

  return foyer_incarnation_begin (connection->incarnation, connection, error);
}

static gboolean
has_platform (FoyerConnection *connection, gboolean *result, GError **error)
{
  GError *local_error = NULL;

  *result = foyer_connection_number (connection, 0, &local_error, "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'platform-role')", "") != 0;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
is_bounded (const FoyerEventSummary *summary, const FoyerCategorySummary *category)
{
  return category->stock.capacity != FOYER_UNLIMITED || summary->event->capacity != FOYER_UNLIMITED;
}

static FoyerCategorySummary *
find_category (const FoyerEventSummary *summary, const FoyerId *id)
{
  for (guint i = 0; i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];

      if (foyer_id_equal (&category->category->id, id))
        return category;
    }
  return NULL;
}

/* What is set aside from a lease is neither sold nor to be sold. */
#define HELD_HERE                                                                                  \
  "(SELECT coalesce (sum (h.places), 0) FROM hold h WHERE h.event = c.event AND h.category = c.id" \
  "  AND h.released = 0 AND h.lease = l.epoch AND (h.until = 0 OR h.until > ?2))"

static gboolean
load_rights (FoyerConnection *connection, FoyerEventSummary *summary, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT c.id, l.granted - l.used - l.returned - " HELD_HERE
    "  FROM category c JOIN lease l ON l.category = c.id AND l.epoch = (SELECT CAST (value AS INTEGER) FROM meta WHERE key = '" KEY_EPOCH "')"
    " WHERE c.event = ?1",
    "bi", &summary->event->id, foyer_connection_now (connection));

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId               id = foyer_rows_id (rows, 0);
      FoyerCategorySummary *category = find_category (summary, &id);

      if (category != NULL && is_bounded (summary, category))
        category->here = CLAMP (foyer_rows_integer (rows, 1), 0, category->available);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_lease_store_fill (FoyerConnection *connection, FoyerEventSummary *summary, GError **error)
{
  if (!has_platform (connection, &summary->leased, error))
    return FALSE;
  for (guint i = 0; i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];

      category->here = summary->leased && is_bounded (summary, category) ? 0 : category->available;
    }
  return !summary->leased || load_rights (connection, summary, error);
}

static int
count_of (const FoyerOrder *order, const FoyerId *category)
{
  int count = 0;

  for (guint i = 0; i < order->tickets->len; i++)
    count += foyer_id_equal (&((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->category, category);
  return count;
}

static gboolean
take_of (FoyerConnection *connection, gint64 epoch, const FoyerCategorySummary *category, gint64 count, GError **error)
{
  static const char *const take = "UPDATE lease SET used = used + ?3 WHERE category = ?1 AND epoch = ?2 AND granted - used - returned >= ?3";

  if (!foyer_connection_run (connection, error, take, "bii", &category->category->id, epoch, count))
    return FALSE;
  if (sqlite3_changes (connection->db) > 0)
    {
      connection->spending += count;
      return TRUE;
    }
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_LEASE, "This laptop holds too few of “%s” to sell %" G_GINT64_FORMAT ".", category->category->name, count);
  return FALSE;
}

gboolean
foyer_lease_store_take (FoyerConnection *connection, FoyerOrder *order, const FoyerEventSummary *summary, GError **error)
{
  GError *local_error = NULL;
  gint64  epoch;

  if (!summary->leased)
    return TRUE;
  epoch = foyer_lease_store_epoch (connection, &local_error);
  for (guint i = 0; i < summary->categories->len && local_error == NULL; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];
      int                   count = count_of (order, &category->category->id);

      if (count == 0 || !is_bounded (summary, category))
        continue;
      if (take_of (connection, epoch, category, count, &local_error))
        order->lease = epoch;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

GArray *
foyer_lease_store_list (FoyerConnection *connection, const FoyerId *in_hand, GError **error)
{
  static const char *const sql =
    "WITH on_sale AS (SELECT id, starts, capacity FROM event WHERE deleted = 0 AND status = 'published'"
    "   AND (CASE WHEN ends > 0 THEN ends ELSE starts + 86400000000 END > ?2 OR starts = 0 OR id IS ?3) ORDER BY id IS ?3 DESC, starts LIMIT ?6)"
    " SELECT c.id, coalesce (l.granted, 0), coalesce (l.used, 0), coalesce (l.returned, 0), coalesce (l.returned <> l.returned_told, 0),"
    "   coalesce (l.told_scarce AND l.told_at > ?4, 0), " HELD_HERE ","
    "   e.id IS NOT NULL AND c.deleted = 0 AND c.status <> 'draft' AND (c.sale_until = 0 OR c.sale_until > ?2),"
    "   coalesce (e.starts < ?5 OR e.id IS ?3, 0),"
    "   (SELECT count (*) FROM orders o CROSS JOIN ticket t ON t.order_id = o.id WHERE o.event = c.event AND o.made_at > ?2 - ?7 AND o.device = ?8 AND t.category = c.id)"
    "  FROM category c LEFT JOIN on_sale e ON e.id = c.event LEFT JOIN event v ON v.id = c.event"
    "  LEFT JOIN lease l ON l.category = c.id AND l.epoch = ?1"
    " WHERE ((e.id IS NOT NULL AND (c.capacity >= 0 OR e.capacity >= 0)) OR l.granted > 0)";
  g_autoptr (GArray) states = g_array_new (FALSE, TRUE, sizeof (FoyerLeaseState));
  GError   *local_error = NULL;
  FoyerTime now = foyer_connection_now (connection);
  gint64    epoch = foyer_lease_store_epoch (connection, &local_error);
  g_autoptr (FoyerRows) rows = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  rows = foyer_connection_query (connection, error, sql, "iibiiiib", epoch, now, in_hand, now - SCARCE, now + NEAR,
                                 (gint64) EVENTS_MAX, FOYER_LEASE_RECENT, &connection->device);
  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerLeaseState state = {
        .category = foyer_rows_id (rows, 0),
        .lease = { foyer_rows_integer (rows, 1), foyer_rows_integer (rows, 2), foyer_rows_integer (rows, 3) },
        .untold = foyer_rows_integer (rows, 4),
        .need = {
          .scarce = foyer_rows_integer (rows, 5),
          .held = foyer_rows_integer (rows, 6),
          .on_sale = foyer_rows_integer (rows, 7),
          .tonight = foyer_rows_integer (rows, 8),
          .recently_sold = foyer_rows_integer (rows, 9),
        },
      };

      g_array_append_val (states, state);
    }
  if (local_error == NULL)
    return g_steal_pointer (&states);
  g_propagate_error (error, local_error);
  return NULL;
}

gboolean
foyer_lease_store_give_back (FoyerConnection *connection, const FoyerId *category, gint64 count, GError **error)
{
  GError *local_error = NULL;
  gint64  epoch = foyer_lease_store_epoch (connection, &local_error);

  g_return_val_if_fail (count > 0, FALSE);

  if (local_error == NULL &&
      foyer_connection_run (connection, &local_error,
                            "UPDATE lease SET returned = returned + ?3 WHERE category = ?1 AND epoch = ?2 AND granted - used - returned >= ?3",
                            "bii", category, epoch, count))
    {
      connection->spending += sqlite3_changes (connection->db) > 0 ? count : 0;
      connection->changed |= FOYER_SUBJECT_EVENTS;
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_lease_store_told (FoyerConnection *connection, gint64 epoch, const FoyerId *category, const FoyerLease *lease, gboolean scarce, GError **error)
{
  static const char *const sql =
    "INSERT INTO lease (category, epoch, granted, returned_told, told_at, told_scarce) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (category, epoch) DO UPDATE SET granted = max (granted, excluded.granted),"
    "   returned_told = max (returned_told, excluded.returned_told), told_at = excluded.told_at, told_scarce = excluded.told_scarce";
  GError *local_error = NULL;
  gint64  current = foyer_lease_store_epoch (connection, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (epoch != current)
    return TRUE;
  connection->changed |= FOYER_SUBJECT_EVENTS;
  return foyer_connection_run (connection, error, sql, "biiiii", category, epoch, lease->granted, lease->returned,
                               foyer_connection_now (connection), (gint64) scarce);
}
