/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shop-order.h"

#include <string.h>

#include "foyer-catalogue.h"
#include "foyer-change-log.h"
#include "foyer-follow.h"
#include "foyer-money.h"
#include "foyer-own-device.h"
#include "foyer-wire-json.h"

void
foyer_shop_order_id (const char *shop, const char *number, FoyerId *id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8  digest[32];
  gsize   length = sizeof digest;
  FoyerId key;

  g_checksum_update (checksum, (const guint8 *) shop, strlen (shop) + 1);
  g_checksum_update (checksum, (const guint8 *) number, -1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (key.bytes, digest, FOYER_ID_SIZE);
  *id = foyer_id_derive ("shop-order", &key, &key);
}

static gboolean
read_state (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(gint64 *) data = columns[0].integer;
  return FALSE;
}

/* Sets @cancelled to -1 when the order is new. */
static gboolean
find (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, gint64 *cancelled, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id) };

  *cancelled = -1;
  return foyer_storage_run (storage, "SELECT cancelled FROM shop_order WHERE organization = $1 AND id = $2", values, G_N_ELEMENTS (values), read_state, cancelled, error);
}

static gboolean
keep (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, gboolean cancelled, FoyerTime now, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_id (id),
    foyer_value_integer (cancelled),
    foyer_value_integer (now),
  };

  return foyer_storage_run (storage,
                            "INSERT INTO shop_order (organization, id, cancelled, received_at) VALUES ($1, $2, $3, $4) "
                            "ON CONFLICT (organization, id) DO UPDATE SET cancelled = excluded.cancelled",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

/* --- Paid ------------------------------------------------------------------------- */

typedef struct
{
  FoyerStorage            *storage;
  const FoyerShopifyOrder *told;
  FoyerOwnDevice           own;
  FoyerId                  id;
  FoyerTime                now;
  GPtrArray               *orders; /* (element-type FoyerOrder): one for each event */
  gboolean                 ship;
  gint64                   shipping;
} Sale;

static FoyerOrder *
order_of_event (Sale *sale, const FoyerId *event)
{
  FoyerOrder *order;

  for (guint i = 0; i < sale->orders->len; i++)
    if (foyer_id_equal (&((FoyerOrder *) sale->orders->pdata[i])->event, event))
      return sale->orders->pdata[i];
  order = foyer_order_new ();
  order->id = foyer_id_derive ("shop-sale", &sale->id, event);
  order->event = *event;
  order->number = g_strdup (sale->told->number);
  order->currency = g_strdup (sale->told->currency);
  order->channel = FOYER_CHANNEL_ONLINE;
  order->buyer = foyer_attendee_copy (sale->told->buyer);
  g_ptr_array_add (sale->orders, order);
  return order;
}

/* The discount of a line is shared out to the last cent. */
static gint64
discount_of (const FoyerShopifyLine *line, gint64 position)
{
  return MIN (line->price, line->discount * (position + 1) / line->count - line->discount * position / line->count);
}

static void
add_tickets (Sale *sale, const FoyerShopifyLine *line, const FoyerId *category, const FoyerId *event, gint64 vat_rate)
{
  FoyerOrder *order = order_of_event (sale, event);

  for (gint64 i = 0; i < line->count; i++)
    {
      FoyerTicket   *ticket = foyer_ticket_new ();
      FoyerAttendee *attendee = NULL;

      ticket->category = *category;
      ticket->discount = discount_of (line, i);
      ticket->price = line->price - ticket->discount;
      ticket->vat_rate = vat_rate;
      if (order->buyer->name != NULL && *order->buyer->name != '\0')
        {
          attendee = foyer_attendee_new ();
          g_set_str (&attendee->name, order->buyer->name);
        }
      foyer_order_add (order, ticket, attendee);
    }
}

static gboolean
take_line (Sale *sale, const FoyerShopifyLine *line, GError **error)
{
  const FoyerId *organization = &sale->own.device.organization;
  g_autoptr (JsonObject) fields = NULL;
  FoyerId category;
  FoyerId event;

  if (g_str_equal (line->sku, FOYER_SHOPIFY_SHIPPING_SKU))
    {
      sale->ship = TRUE;
      sale->shipping += line->price * line->count - line->discount;
      return TRUE;
    }
  if (!foyer_catalogue_find_sku (sale->storage, organization, line->sku, &category, error) ||
      !foyer_catalogue_get (sale->storage, organization, &category, &fields, error))
    return FALSE;
  /* The shop sells other things, too. */
  if (fields != NULL && foyer_body_id (fields, "event", &event) && line->count > 0)
    add_tickets (sale, line, &category, &event, foyer_body_integer (fields, "vat_rate", 0));
  return TRUE;
}

static void
add_shipment (Sale *sale, GPtrArray *changes)
{
  FoyerOrder    *order = sale->orders->pdata[0];
  FoyerId        id = foyer_id_derive ("shipment", &sale->id, &sale->id);
  FoyerChange   *change = foyer_change_new (FOYER_CHANGE_SHIPMENT_OPEN, &id);
  FoyerAttendee *to = sale->told->recipient != NULL ? sale->told->recipient : sale->told->buyer;
  JsonObject    *recipient = json_object_new ();
  const struct
  {
    const char *name;
    const char *value;
  } parts[] = {
    { "name", to->name },
    { "company", to->company },
    { "street", to->street },
    { "postcode", to->postcode },
    { "city", to->city },
    { "country", to->country },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].value != NULL && *parts[i].value != '\0')
      json_object_set_string_member (recipient, parts[i].name, parts[i].value);
  change->id = foyer_id_derive ("shipment-change", &sale->id, &sale->id);
  change->device = sale->own.device.id;
  change->made_at = sale->now;
  foyer_change_set_id (change, "order", &order->id);
  foyer_change_set_integer (change, "paid", CLAMP (sale->shipping, 0, FOYER_MONEY_MAX));
  foyer_change_set_text (change, "currency", sale->told->currency);
  json_object_set_object_member (change->body, "recipient", recipient);
  g_ptr_array_add (changes, change);
}

static gboolean
add_sale (Sale *sale, FoyerOrder *order, GPtrArray *changes, GError **error)
{
  FoyerId       id = foyer_id_derive ("shop-sale-change", &sale->id, &order->event);
  FoyerPayment *payment = foyer_payment_new (FOYER_PAYMENT_ONLINE, foyer_order_total (order));
  FoyerChange  *change;

  g_set_str (&payment->reference, sale->told->id);
  g_ptr_array_add (order->payments, payment);
  change = foyer_own_device_sell (sale->storage, &sale->own, order, &id, sale->now, error);
  if (change == NULL)
    return FALSE;
  g_ptr_array_add (changes, change);
  return TRUE;
}

static gboolean
sell (Sale *sale, gint64 *head, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);

  for (guint i = 0; i < sale->told->lines->len; i++)
    if (!take_line (sale, sale->told->lines->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < sale->orders->len; i++)
    if (!add_sale (sale, sale->orders->pdata[i], changes, error))
      return FALSE;
  if (sale->ship && sale->orders->len > 0)
    add_shipment (sale, changes);
  return changes->len == 0 || foyer_change_log_add (sale->storage, &sale->own.device, changes, sale->now, head, error);
}

gboolean
foyer_shop_order_pay (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, const FoyerShopifyOrder *order, FoyerTime now, gint64 *head, GError **error)
{
  Sale     sale = { .storage = storage, .told = order, .id = *id, .now = now };
  gint64   cancelled;
  gboolean good;

  if (!foyer_follow_all (storage, organization, error) || !find (storage, organization, id, &cancelled, error))
    return FALSE;
  /* told before, or cancelled before it was told */
  if (cancelled >= 0)
    return TRUE;
  if (!keep (storage, organization, id, FALSE, now, error) || !foyer_own_device_ensure (storage, organization, now, &sale.own, error))
    return FALSE;
  sale.orders = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_order_free);
  good = sell (&sale, head, error);
  g_ptr_array_unref (sale.orders);
  return good;
}

/* --- Cancelled -------------------------------------------------------------------- */

static gboolean
read_event (const FoyerValue *columns, guint n_columns, gpointer data)
{
  g_autoptr (JsonNode) node = json_from_string (columns[0].text, NULL);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  FoyerId     id;

  if (foyer_id_parse (text, &id))
    g_array_append_val (data, id);
  return TRUE;
}

static gboolean
keep_text (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(char **) data = g_strdup (columns[0].text);
  return FALSE;
}

/* Sets @tickets (nullable) (transfer full) to those of the sale with the change @id, %NULL when there was none. */
static gboolean
read_sale (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, JsonArray **tickets, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (id) };
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) node = NULL;

  *tickets = NULL;
  if (!foyer_storage_run (storage, "SELECT body FROM change WHERE organization = $1 AND id = $2", values, 2, keep_text, &body, error))
    return FALSE;
  node = body != NULL ? json_from_string (body, NULL) : NULL;
  if (node != NULL)
    *tickets = json_array_ref (json_object_get_array_member (json_node_get_object (node), "tickets"));
  return TRUE;
}

static FoyerChange *
make_refund (const FoyerOwnDevice *own, const FoyerId *order, const FoyerId *sale, JsonArray *tickets, gint64 amount, FoyerTime now)
{
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_ORDER_REFUND, sale);

  change->id = foyer_id_derive ("shop-cancel", order, sale);
  change->device = own->device.id;
  change->made_at = now;
  foyer_change_set_integer (change, "amount", amount);
  foyer_change_set_text (change, "method", foyer_payment_method_nick (FOYER_PAYMENT_ONLINE));
  foyer_change_set_text (change, "reason", "Cancelled in the web shop");
  json_object_set_array_member (change->body, "tickets", tickets);
  return change;
}

/* Of a sale that may have been refunded in part before, what is left. */
static gboolean
add_refund (FoyerStorage *storage, const FoyerOwnDevice *own, const FoyerId *order, const FoyerId *event, FoyerTime now, GPtrArray *changes, GError **error)
{
  FoyerId sale = foyer_id_derive ("shop-sale", order, event);
  FoyerId change = foyer_id_derive ("shop-sale-change", order, event);
  g_autoptr (JsonArray) tickets = NULL;
  g_autoptr (JsonArray) left = json_array_new ();
  gint64 amount = 0;

  if (!read_sale (storage, &own->device.organization, &change, &tickets, error))
    return FALSE;
  for (guint i = 0; tickets != NULL && i < json_array_get_length (tickets); i++)
    {
      JsonObject *ticket = json_array_get_object_element (tickets, i);
      JsonObject *gone = json_object_new ();
      FoyerId     id;
      gint64      refunded = 0;
      FoyerValue  values[2];

      foyer_body_id (ticket, "id", &id);
      foyer_wire_set_id (gone, "id", &id);
      values[0] = foyer_value_id (&own->device.organization);
      values[1] = foyer_value_id (&id);
      if (!foyer_storage_get_integer (storage, "SELECT refunded FROM admission WHERE organization = $1 AND ticket = $2", values, 2, &refunded, error) || refunded != 0)
        {
          json_object_unref (gone);
          if (refunded == 0)
            return FALSE;
          continue;
        }
      amount += foyer_body_integer (ticket, "price", 0);
      json_array_add_object_element (left, gone);
    }
  if (json_array_get_length (left) > 0)
    g_ptr_array_add (changes, make_refund (own, order, &sale, json_array_ref (left), amount, now));
  return TRUE;
}

static gboolean
refund (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, gint64 *head, GError **error)
{
  const FoyerValue value = foyer_value_id (organization);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  FoyerOwnDevice own;

  /* The sales' ids follow from the order and the event, so they need not be kept. */
  if (!foyer_own_device_ensure (storage, organization, now, &own, error) ||
      !foyer_storage_run (storage, "SELECT DISTINCT content FROM catalogue WHERE organization = $1 AND field = 'event'", &value, 1, read_event, events, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (!add_refund (storage, &own, id, &g_array_index (events, FoyerId, i), now, changes, error))
      return FALSE;
  return changes->len == 0 || foyer_change_log_add (storage, &own.device, changes, now, head, error);
}

gboolean
foyer_shop_order_cancel (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerTime now, gint64 *head, GError **error)
{
  gint64 cancelled;

  if (!foyer_follow_all (storage, organization, error) || !find (storage, organization, id, &cancelled, error))
    return FALSE;
  if (cancelled > 0)
    return TRUE;
  return keep (storage, organization, id, TRUE, now, error) && (cancelled < 0 || refund (storage, organization, id, now, head, error));
}
