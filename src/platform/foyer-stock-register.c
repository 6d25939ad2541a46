/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-stock-register.h"

/* A device that was seen this long ago still counts when the rest is shared out. */
#define SELLING (15 * FOYER_MINUTE)

/* For how long after a device asked in vain the others are told. */
#define SCARCE (2 * FOYER_MINUTE)

static gboolean
keep_flag (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

gboolean
foyer_stock_register_lock (FoyerStorage *storage, const FoyerId *organization, GError **error)
{
  const FoyerValue value = foyer_value_id (organization);

  return foyer_storage_run (storage, "UPDATE organization SET rev = rev + 0 WHERE id = $1", &value, 1, NULL, NULL, error);
}

/* --- What changes mean ---------------------------------------------------------- */

static gboolean
add_used (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, const FoyerId *category, gint64 count, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (category),
    foyer_value_id (&change->device),
    foyer_value_integer (foyer_body_integer (change->body, "lease", 0)),
    foyer_value_integer (count),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO lease (organization, category, device, epoch, used) VALUES ($1, $2, $3, $4, $5) "
                            "ON CONFLICT (organization, category, device, epoch) DO UPDATE SET used = lease.used + excluded.used",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_sale (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  JsonArray *tickets = json_object_get_array_member (change->body, "tickets");
  FoyerId    last = FOYER_ID_NONE;
  gint64     count = 0;

  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      JsonObject *ticket = json_array_get_object_element (tickets, i);
      FoyerId     id;
      FoyerId     category;
      FoyerValue  values[2];
      gboolean    is_known = FALSE;

      foyer_body_id (ticket, "id", &id);
      foyer_body_id (ticket, "category", &category);
      values[0] = foyer_value_id (organization);
      values[1] = foyer_value_id (&id);
      if (!foyer_storage_run (storage, "SELECT 1 FROM admission WHERE organization = $1 AND ticket = $2 AND sale IS NOT NULL",
                              values, G_N_ELEMENTS (values), keep_flag, &is_known, error))
        return FALSE;
      /* The tickets of a category mostly stand together, and count in one go. */
      if (count > 0 && !foyer_id_equal (&category, &last))
        {
          if (!add_used (storage, organization, change, &last, count, error))
            return FALSE;
          count = 0;
        }
      last = category;
      count += !is_known;
    }
  return count == 0 || add_used (storage, organization, change, &last, count, error);
}

static gboolean
note_hold (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  FoyerId    category;
  FoyerValue values[6];

  foyer_body_id (change->body, "category", &category);
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_id (&change->subject);
  values[2] = foyer_value_id (&category);
  values[3] = foyer_value_integer (foyer_body_integer (change->body, "lease", 0));
  values[4] = foyer_value_integer (foyer_body_integer (change->body, "count", 0));
  values[5] = foyer_value_integer (foyer_body_integer (change->body, "until", 0));
  return foyer_storage_run (storage,
                            "INSERT INTO hold (organization, id, category, lease, places, until) VALUES ($1, $2, $3, $4, $5, $6) "
                            "ON CONFLICT (organization, id) DO UPDATE SET category = excluded.category, lease = excluded.lease, places = excluded.places, until = excluded.until "
                            "WHERE hold.category IS NULL",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_release (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (&change->subject) };

  return foyer_storage_run (storage,
                            "INSERT INTO hold (organization, id, released) VALUES ($1, $2, 1) ON CONFLICT (organization, id) DO UPDATE SET released = 1",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

gboolean
foyer_stock_register_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  switch ((int) change->kind)
    {
    case FOYER_CHANGE_ORDER_SALE:
      return note_sale (storage, organization, change, error);
    case FOYER_CHANGE_STOCK_HOLD:
      return note_hold (storage, organization, change, error);
    case FOYER_CHANGE_STOCK_RELEASE:
      return note_release (storage, organization, change, error);
    default:
      return TRUE;
    }
}

/* --- What is left ---------------------------------------------------------------- */

typedef struct
{
  FoyerPool pool;
  FoyerId   event; /* of a category; none when it is not known */
} Place;

static gboolean
read_pool (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerPool *pool = data;

  pool->capacity = columns[0].type == FOYER_VALUE_INTEGER ? columns[0].integer : FOYER_UNLIMITED;
  pool->sold = columns[1].integer - columns[2].integer;
  pool->leased = columns[3].integer;
  pool->held = columns[4].integer;
  return FALSE;
}

static gboolean
read_place (const FoyerValue *columns, guint n_columns, gpointer data)
{
  Place *place = data;
  g_autoptr (JsonNode) event = columns[5].type == FOYER_VALUE_TEXT ? json_from_string (columns[5].text, NULL) : NULL;

  if (event != NULL && JSON_NODE_HOLDS_VALUE (event) && json_node_get_value_type (event) == G_TYPE_STRING)
    foyer_id_parse (json_node_get_string (event), &place->event);
  return read_pool (columns, n_columns, &place->pool);
}

/* capacity, used, refunded, leased, held; what is leased is as foyer_lease_left() has it */
static const char *const category_sql =
  "SELECT (SELECT CAST (c.content AS BIGINT) FROM catalogue c WHERE c.organization = $1 AND c.subject = $2 AND c.field = 'capacity'),"
  "  (SELECT CAST (coalesce (sum (l.used), 0) AS BIGINT) FROM lease l WHERE l.organization = $1 AND l.category = $2),"
  "  (SELECT count (*) FROM admission a WHERE a.organization = $1 AND a.category = $2 AND a.refunded = 1),"
  "  (SELECT CAST (coalesce (sum (l.granted - l.used - l.returned), 0) AS BIGINT) FROM lease l"
  "    WHERE l.organization = $1 AND l.category = $2 AND l.granted > l.used + l.returned),"
  "  (SELECT CAST (coalesce (sum (h.places), 0) AS BIGINT) FROM hold h"
  "    WHERE h.organization = $1 AND h.category = $2 AND h.released = 0 AND h.lease = 0 AND (h.until = 0 OR h.until > $3)),"
  "  (SELECT c.content FROM catalogue c WHERE c.organization = $1 AND c.subject = $2 AND c.field = 'event')";

/* The same of all categories of an event. */
static const char *const event_sql =
  "WITH mine AS (SELECT c.subject AS category FROM catalogue c WHERE c.organization = $1 AND c.field = 'event' AND c.content = $4)"
  " SELECT (SELECT CAST (c.content AS BIGINT) FROM catalogue c WHERE c.organization = $1 AND c.subject = $2 AND c.field = 'capacity'),"
  "  (SELECT CAST (coalesce (sum (l.used), 0) AS BIGINT) FROM lease l JOIN mine ON mine.category = l.category WHERE l.organization = $1),"
  "  (SELECT count (*) FROM admission a JOIN mine ON mine.category = a.category WHERE a.organization = $1 AND a.refunded = 1),"
  "  (SELECT CAST (coalesce (sum (l.granted - l.used - l.returned), 0) AS BIGINT) FROM lease l JOIN mine ON mine.category = l.category"
  "    WHERE l.organization = $1 AND l.granted > l.used + l.returned),"
  "  (SELECT CAST (coalesce (sum (h.places), 0) AS BIGINT) FROM hold h JOIN mine ON mine.category = h.category"
  "    WHERE h.organization = $1 AND h.released = 0 AND h.lease = 0 AND (h.until = 0 OR h.until > $3))";

static gboolean
load_category (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, Place *place, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id), foyer_value_integer (now) };

  *place = (Place) { .pool = { .capacity = FOYER_UNLIMITED } };
  return foyer_storage_run (storage, category_sql, values, G_N_ELEMENTS (values), read_place, place, error);
}

static gboolean
load_event (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, FoyerPool *pool, GError **error)
{
  g_autofree char *text = foyer_id_dup_text (id);
  g_autofree char *content = g_strdup_printf ("\"%s\"", text); /* as the catalogue keeps it */
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id), foyer_value_integer (now), foyer_value_text (content) };
  gint64           capacity = FOYER_UNLIMITED;

  *pool = (FoyerPool) { .capacity = FOYER_UNLIMITED };
  /* Most events are bounded by their categories alone; theirs need not be summed up. */
  if (!foyer_storage_get_integer (storage, "SELECT CAST (c.content AS BIGINT) FROM catalogue c WHERE c.organization = $1 AND c.subject = $2 AND c.field = 'capacity'",
                                  values, 2, &capacity, error))
    return FALSE;
  if (capacity < 0)
    return TRUE;
  return foyer_storage_run (storage, event_sql, values, G_N_ELEMENTS (values), read_pool, pool, error);
}

gboolean
foyer_stock_register_read (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, FoyerPool *category, FoyerPool *event, GError **error)
{
  Place place;

  if (!load_category (storage, organization, id, now, &place, error))
    return FALSE;
  *category = place.pool;
  return load_event (storage, organization, &place.event, now, event, error);
}

/* --- Leases ---------------------------------------------------------------------- */

static gboolean
read_lease (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(FoyerLease *) data = (FoyerLease) { columns[0].integer, columns[1].integer, columns[2].integer };
  return FALSE;
}

static gboolean
load_lease (FoyerStorage *storage, const FoyerDevice *device, const FoyerId *category, gint64 epoch, FoyerLease *lease, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_id (category),
    foyer_value_id (&device->id),
    foyer_value_integer (epoch),
  };

  *lease = (FoyerLease) { 0 };
  return foyer_storage_run (storage,
                            "SELECT granted, used, returned FROM lease WHERE organization = $1 AND category = $2 AND device = $3 AND epoch = $4",
                            values, G_N_ELEMENTS (values), read_lease, lease, error);
}

/* `used` is not written: it counts what the device's sales say, and those come as changes. */
static gboolean
save_lease (FoyerStorage *storage, const FoyerDevice *device, const FoyerId *category, gint64 epoch, const FoyerLease *lease, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_id (category),
    foyer_value_id (&device->id),
    foyer_value_integer (epoch),
    foyer_value_integer (lease->granted),
    foyer_value_integer (lease->returned),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO lease (organization, category, device, epoch, granted, returned) VALUES ($1, $2, $3, $4, $5, $6) "
                            "ON CONFLICT (organization, category, device, epoch) DO UPDATE SET granted = excluded.granted, returned = excluded.returned",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
note_wanted (FoyerStorage *storage, const FoyerDevice *device, const FoyerId *category, FoyerTime now, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_id (category),
    foyer_value_id (&device->id),
    foyer_value_integer (now),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO stock_wanted (organization, category, device, wanted_at) VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (organization, category, device) DO UPDATE SET wanted_at = excluded.wanted_at",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

/* Sets @result to whether another device has nothing left. */
static gboolean
find_wanted (FoyerStorage *storage, const FoyerDevice *device, const FoyerId *category, FoyerTime now, gboolean *result, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_id (category),
    foyer_value_id (&device->id),
    foyer_value_integer (now - SCARCE),
  };

  *result = FALSE;
  return foyer_storage_run (storage, "SELECT 1 FROM stock_wanted WHERE organization = $1 AND category = $2 AND device <> $3 AND wanted_at > $4",
                            values, G_N_ELEMENTS (values), keep_flag, result, error);
}

static gboolean
count_sellers (FoyerStorage *storage, const FoyerDevice *device, FoyerTime now, gint64 *count, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (&device->organization),
    foyer_value_text (foyer_role_nick (FOYER_ROLE_DOOR)),
    foyer_value_integer (now - SELLING),
  };

  *count = 1;
  return foyer_storage_get_integer (storage, "SELECT count (*) FROM device WHERE organization = $1 AND role <> $2 AND revoked = 0 AND last_seen > $3",
                                    values, G_N_ELEMENTS (values), count, error);
}

typedef struct
{
  FoyerStorage      *storage;
  const FoyerDevice *device;
  gint64             epoch;
  FoyerTime          now;
  gint64             n_sellers;
} Leasing;

static gint64
count_left (const FoyerPool *pool)
{
  return pool->capacity == FOYER_UNLIMITED ? G_MAXINT64 : MAX (pool->capacity - pool->sold - pool->held, 0);
}

static gboolean
grant (Leasing *leasing, const FoyerLeaseAsk *ask, FoyerLease *lease, FoyerLeaseGrant *made, GError **error)
{
  Place     category;
  FoyerPool event;
  gint64    available;
  gint64    left;
  gint64    wanted = ask->wanted - lease->granted;
  gboolean  is_known;
  gboolean  dry;

  if (!load_category (leasing->storage, &leasing->device->organization, &ask->category, leasing->now, &category, error) ||
      !load_event (leasing->storage, &leasing->device->organization, &category.event, leasing->now, &event, error))
    return FALSE;
  available = MIN (foyer_pool_available (&category.pool), foyer_pool_available (&event));
  /* Nobody sells what has not been told yet. */
  is_known = !foyer_id_is_none (&category.event);
  if (is_known && wanted > 0)
    lease->granted += foyer_lease_grant (wanted, available, leasing->n_sellers);
  left = MIN (count_left (&category.pool), count_left (&event));
  made->category = ask->category;
  made->lease = *lease;
  made->left = left == G_MAXINT64 ? -1 : left;
  if (!find_wanted (leasing->storage, leasing->device, &ask->category, leasing->now, &made->scarce, error))
    return FALSE;
  dry = is_known && wanted > 0 && lease->granted - lease->returned - ask->lease.used <= 0;
  return !dry || note_wanted (leasing->storage, leasing->device, &ask->category, leasing->now, error);
}

static gboolean
lease_one (Leasing *leasing, const FoyerLeaseAsk *ask, FoyerLeasingResult *result, GArray *grants, GError **error)
{
  FoyerLease      before;
  FoyerLease      lease;
  FoyerLeaseGrant made = { 0 };

  if (!load_lease (leasing->storage, leasing->device, &ask->category, leasing->epoch, &before, error))
    return FALSE;
  if (ask->lease.used < before.used || ask->lease.returned < before.returned)
    {
      *result = FOYER_LEASING_ROLLED_BACK;
      return TRUE;
    }
  lease = before;
  lease.granted = MAX (lease.granted, ask->lease.granted);
  lease.returned = MAX (lease.returned, ask->lease.returned);
  if (ask->lease.used + lease.returned > lease.granted)
    {
      *result = FOYER_LEASING_OVERDRAWN;
      return TRUE;
    }
  /* What is given back shall be there for those who ask in the same breath. */
  if ((lease.granted != before.granted || lease.returned != before.returned) &&
      !save_lease (leasing->storage, leasing->device, &ask->category, leasing->epoch, &lease, error))
    return FALSE;
  before = lease;
  if (!grant (leasing, ask, &lease, &made, error))
    return FALSE;
  g_array_append_val (grants, made);
  return lease.granted == before.granted || save_lease (leasing->storage, leasing->device, &ask->category, leasing->epoch, &lease, error);
}

gboolean
foyer_stock_register_lease (FoyerStorage *storage, const FoyerDevice *device, const FoyerLeaseRequest *request, FoyerTime now, FoyerLeasingResult *result, GArray **grants, GError **error)
{
  g_autoptr (GArray) made = g_array_new (FALSE, TRUE, sizeof (FoyerLeaseGrant));
  Leasing leasing = { storage, device, request->epoch, now, 1 };

  *grants = NULL;
  *result = FOYER_LEASING_GOOD;
  if (!foyer_stock_register_lock (storage, &device->organization, error) ||
      !count_sellers (storage, device, now, &leasing.n_sellers, error))
    return FALSE;
  for (guint i = 0; i < request->asks->len && *result == FOYER_LEASING_GOOD; i++)
    if (!lease_one (&leasing, &g_array_index (request->asks, FoyerLeaseAsk, i), result, made, error))
      return FALSE;
  if (*result == FOYER_LEASING_GOOD)
    *grants = g_steal_pointer (&made);
  return TRUE;
}
