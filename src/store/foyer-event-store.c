/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-store.h"

#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-lease-store.h"

#define VENUE_COLUMNS "id, name, street, postcode, city, state, country, kind, timezone, amenities, capacity, latitude, longitude"
#define EVENT_COLUMNS                                                                                                    \
  "id, venue, title, description, organizer, timezone, currency, tags, public_url, cancel_reason, starts, ends, doors, " \
  "capacity, low_percent, critical_percent, number, reentry, status, signed_codes"
#define CATEGORY_COLUMNS                                                                                      \
  "id, event, name, colour, benefits, sku, price, vat_rate, capacity, sale_from, sale_until, min_per_order, " \
  "max_per_order, position, status, windows"

static void
category_summary_free (gpointer data)
{
  FoyerCategorySummary *self = data;

  foyer_category_free (self->category);
  g_free (self);
}

void
foyer_event_summary_free (FoyerEventSummary *self)
{
  if (self == NULL)
    return;
  foyer_event_free (self->event);
  foyer_venue_free (self->venue);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

static FoyerVenue *
read_venue (FoyerRows *rows)
{
  FoyerVenue *venue = foyer_venue_new ();

  venue->id = foyer_rows_id (rows, 0);
  venue->name = foyer_rows_dup_text (rows, 1);
  venue->street = foyer_rows_dup_text (rows, 2);
  venue->postcode = foyer_rows_dup_text (rows, 3);
  venue->city = foyer_rows_dup_text (rows, 4);
  venue->state = foyer_rows_dup_text (rows, 5);
  venue->country = foyer_rows_dup_text (rows, 6);
  venue->kind = foyer_rows_dup_text (rows, 7);
  venue->timezone = foyer_rows_dup_text (rows, 8);
  venue->amenities = foyer_rows_dup_text (rows, 9);
  venue->capacity = foyer_rows_integer (rows, 10);
  venue->latitude = sqlite3_column_double (rows, 11);
  venue->longitude = sqlite3_column_double (rows, 12);
  return venue;
}

static FoyerEvent *
read_event (FoyerRows *rows)
{
  FoyerEvent *event = foyer_event_new ();

  event->id = foyer_rows_id (rows, 0);
  event->venue = foyer_rows_id (rows, 1);
  event->title = foyer_rows_dup_text (rows, 2);
  event->description = foyer_rows_dup_text (rows, 3);
  event->organizer = foyer_rows_dup_text (rows, 4);
  event->timezone = foyer_rows_dup_text (rows, 5);
  event->currency = foyer_rows_dup_text (rows, 6);
  event->tags = foyer_rows_dup_text (rows, 7);
  event->public_url = foyer_rows_dup_text (rows, 8);
  event->cancel_reason = foyer_rows_dup_text (rows, 9);
  event->starts = foyer_rows_integer (rows, 10);
  event->ends = foyer_rows_integer (rows, 11);
  event->doors = foyer_rows_integer (rows, 12);
  event->capacity = foyer_rows_integer (rows, 13);
  event->low_percent = foyer_rows_integer (rows, 14);
  event->critical_percent = foyer_rows_integer (rows, 15);
  event->number = foyer_rows_integer (rows, 16);
  event->reentry = foyer_rows_integer (rows, 17);
  event->status = foyer_event_status_from_nick (foyer_rows_text (rows, 18));
  event->signed_codes = foyer_rows_integer (rows, 19);
  return event;
}

static FoyerCategory *
read_category (FoyerRows *rows)
{
  FoyerCategory *category = foyer_category_new ();

  category->id = foyer_rows_id (rows, 0);
  category->event = foyer_rows_id (rows, 1);
  category->name = foyer_rows_dup_text (rows, 2);
  category->colour = foyer_rows_dup_text (rows, 3);
  category->benefits = foyer_rows_dup_text (rows, 4);
  category->sku = foyer_rows_dup_text (rows, 5);
  category->price = foyer_rows_integer (rows, 6);
  category->vat_rate = foyer_rows_integer (rows, 7);
  category->capacity = foyer_rows_integer (rows, 8);
  category->sale_from = foyer_rows_integer (rows, 9);
  category->sale_until = foyer_rows_integer (rows, 10);
  category->min_per_order = foyer_rows_integer (rows, 11);
  category->max_per_order = foyer_rows_integer (rows, 12);
  category->position = foyer_rows_integer (rows, 13);
  category->status = foyer_category_status_from_nick (foyer_rows_text (rows, 14));
  category->windows = foyer_rows_dup_text (rows, 15);
  return category;
}

/* Puts the categories into their events; @wanted (nullable) limits it to one event. */
static gboolean
load_categories (FoyerConnection *connection, GHashTable *summaries, const FoyerId *wanted, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    wanted != NULL
      ? "SELECT " CATEGORY_COLUMNS " FROM category WHERE deleted = 0 AND event = ? ORDER BY position, id"
      : "SELECT " CATEGORY_COLUMNS " FROM category WHERE deleted = 0 AND event IS NOT ? ORDER BY event, position, id",
    "b", wanted);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId               event = foyer_rows_id (rows, 1);
      FoyerEventSummary    *summary = g_hash_table_lookup (summaries, &event);
      FoyerCategorySummary *category;

      if (summary == NULL)
        continue;
      category = g_new0 (FoyerCategorySummary, 1);
      category->category = read_category (rows);
      category->stock.capacity = category->category->capacity;
      g_ptr_array_add (summary->categories, category);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static FoyerCategorySummary *
find_category (FoyerEventSummary *summary, const FoyerId *id)
{
  for (guint i = 0; i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];

      if (foyer_id_equal (&category->category->id, id))
        return category;
    }
  return NULL;
}

/* @rows (nullable): event, category, count; none when the query failed */
static gboolean
add_counts (FoyerRows *rows, GHashTable *summaries, gsize offset, GError **error)
{
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId               event = foyer_rows_id (rows, 0);
      FoyerId               id = foyer_rows_id (rows, 1);
      FoyerEventSummary    *summary = g_hash_table_lookup (summaries, &event);
      FoyerCategorySummary *category = summary != NULL ? find_category (summary, &id) : NULL;

      if (summary != NULL)
        G_STRUCT_MEMBER (gint64, &summary->stock, offset) += foyer_rows_integer (rows, 2);
      if (category != NULL)
        G_STRUCT_MEMBER (gint64, &category->stock, offset) += foyer_rows_integer (rows, 2);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_counts (FoyerConnection *connection, GHashTable *summaries, const char *sql, const FoyerId *wanted, gsize offset, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, sql, "b", wanted);

  return add_counts (rows, summaries, offset, error);
}

static gboolean
load_held (FoyerConnection *connection, GHashTable *summaries, const FoyerId *wanted, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    wanted != NULL ? "SELECT event, category, places FROM hold WHERE event = ? AND released = 0 AND (until = 0 OR until > ?)"
                   : "SELECT event, category, places FROM hold WHERE event IS NOT ? AND released = 0 AND (until = 0 OR until > ?)",
    "bi", wanted, foyer_connection_now (connection));

  return add_counts (rows, summaries, G_STRUCT_OFFSET (FoyerStock, held), error);
}

static gboolean
load_revenue (FoyerConnection *connection, GHashTable *summaries, const FoyerId *wanted, GError **error)
{
  /* the joins are crossed so that SQLite keeps their order: a few refunds look for their orders, not all orders for theirs */
  static const char *const paid =
    "SELECT coalesce (sum (p.amount), 0) FROM orders o CROSS JOIN payment p ON p.order_id = o.id WHERE o.event = ? AND p.method <> 'invoice'";
  static const char *const returned =
    "SELECT coalesce (sum (r.amount), 0) FROM refund r CROSS JOIN orders o ON o.id = r.order_id WHERE o.event = ?";
  FoyerEventSummary *summary = g_hash_table_lookup (summaries, wanted);
  GError            *local_error = NULL;

  if (summary == NULL)
    return TRUE;
  summary->revenue = foyer_connection_number (connection, 0, &local_error, paid, "b", wanted);
  if (local_error == NULL)
    summary->revenue -= foyer_connection_number (connection, 0, &local_error, returned, "b", wanted);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
finish_summary (FoyerEventSummary *self, FoyerTime now)
{
  const FoyerEvent *event = self->event;
  FoyerStock        bound = self->stock;
  gint64            sum = 0;

  bound.capacity = event->capacity;
  self->available = 0;
  for (guint i = 0; i < self->categories->len; i++)
    {
      FoyerCategorySummary *category = self->categories->pdata[i];

      category->available = foyer_stock_available (&category->stock, &bound);
      category->alert = foyer_stock_alert (&category->stock, event->low_percent, event->critical_percent);
      if (category->available == 0)
        category->alert = FOYER_ALERT_SOLD_OUT;
      if (category->stock.capacity == FOYER_UNLIMITED || sum == FOYER_UNLIMITED)
        sum = FOYER_UNLIMITED;
      else
        sum += category->stock.capacity;
      if (category->available == G_MAXINT64 || self->available == G_MAXINT64)
        self->available = G_MAXINT64;
      else
        self->available += category->available;
    }
  self->available = MIN (self->available, foyer_stock_available (&bound, NULL));
  /* places that no category sells are not for sale */
  self->stock.capacity = event->capacity != FOYER_UNLIMITED && (sum == FOYER_UNLIMITED || self->categories->len == 0 || event->capacity < sum) ? event->capacity : sum;
  self->alert = self->categories->len > 0 ? foyer_stock_alert (&self->stock, event->low_percent, event->critical_percent) : FOYER_ALERT_NONE;
  self->phase = foyer_event_phase (event, self->categories->len > 0 ? self->available : G_MAXINT64, now);
}

/* @all_counts: also who was admitted and what was earned, which neither lists nor sales ask for. */
static GPtrArray *
load (FoyerConnection *connection, const FoyerId *wanted, gboolean all_counts, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_event_summary_free);
  g_autoptr (GHashTable) summaries = g_hash_table_new (foyer_id_hash, foyer_id_equal);
  GError    *local_error = NULL;
  FoyerTime  now = foyer_connection_now (connection);
  FoyerRows *rows = foyer_connection_query (
    connection, error,
    wanted != NULL ? "SELECT " EVENT_COLUMNS " FROM event WHERE deleted = 0 AND id = ?"
                   : "SELECT " EVENT_COLUMNS " FROM event WHERE deleted = 0 AND id IS NOT ? ORDER BY starts, title, id",
    "b", wanted);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerEventSummary *summary = g_new0 (FoyerEventSummary, 1);

      summary->event = read_event (rows);
      summary->categories = g_ptr_array_new_with_free_func (category_summary_free);
      g_ptr_array_add (list, summary);
      g_hash_table_insert (summaries, &summary->event->id, summary);
    }
  foyer_rows_finish (rows);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!load_categories (connection, summaries, wanted, error) ||
      !load_counts (connection, summaries,
                    wanted != NULL
                      ? "SELECT event, category, count(*) FROM ticket WHERE event = ? AND live = 1 GROUP BY category"
                      : "SELECT event, category, count(*) FROM ticket WHERE live = 1 AND event IS NOT ? GROUP BY event, category",
                    wanted, G_STRUCT_OFFSET (FoyerStock, sold), error) ||
      !load_held (connection, summaries, wanted, error))
    return NULL;
  if (all_counts &&
      (!load_counts (connection, summaries, "SELECT event, category, sum (inside) FROM ticket WHERE event = ? AND (inside = 1 OR status = 'admitted') GROUP BY category", wanted, G_STRUCT_OFFSET (FoyerStock, inside), error) ||
       !load_counts (connection, summaries, "SELECT event, category, sum (status = 'admitted') FROM ticket WHERE event = ? AND (inside = 1 OR status = 'admitted') GROUP BY category", wanted, G_STRUCT_OFFSET (FoyerStock, admitted), error) ||
       !load_revenue (connection, summaries, wanted, error)))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      FoyerEventSummary *summary = list->pdata[i];

      if (!foyer_id_is_none (&summary->event->venue))
        summary->venue = foyer_venue_store_get (connection, &summary->event->venue, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      finish_summary (summary, now);
      /* what may be sold here is asked of one event at a time */
      if (wanted != NULL && !foyer_lease_store_fill (connection, summary, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

GPtrArray *
foyer_event_store_list (FoyerConnection *connection, GError **error)
{
  return load (connection, NULL, FALSE, error);
}

static FoyerEventSummary *
load_one (FoyerConnection *connection, const FoyerId *event, gboolean all_counts, GError **error)
{
  g_autoptr (GPtrArray) list = load (connection, event, all_counts, error);

  if (list == NULL)
    return NULL;
  if (list->len == 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such event here.");
      return NULL;
    }
  return g_ptr_array_steal_index (list, 0);
}

FoyerEventSummary *
foyer_event_store_get (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  return load_one (connection, event, TRUE, error);
}

FoyerEventSummary *
foyer_event_store_get_for_sale (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  return load_one (connection, event, FALSE, error);
}

int
foyer_event_store_next_number (FoyerConnection *connection)
{
  return CLAMP (foyer_connection_number (connection, 0, NULL, "SELECT max (number) FROM event", "") + 1, 1, 9999);
}

GPtrArray *
foyer_venue_store_list (FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) venues = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_venue_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "SELECT " VENUE_COLUMNS " FROM venue WHERE deleted = 0 ORDER BY name COLLATE NOCASE, id", "");

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    g_ptr_array_add (venues, read_venue (rows));
  if (local_error == NULL)
    return g_steal_pointer (&venues);
  g_propagate_error (error, local_error);
  return NULL;
}

FoyerVenue *
foyer_venue_store_get (FoyerConnection *connection, const FoyerId *venue, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT " VENUE_COLUMNS " FROM venue WHERE id = ?", "b", venue);

  return rows != NULL && foyer_rows_next (rows, error) ? read_venue (rows) : NULL;
}
