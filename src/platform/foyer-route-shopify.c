/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include <string.h>

#include "foyer-shop-order.h"
#include "foyer-wire-json.h"

#define SHOP_MAX 255

typedef struct
{
  FoyerId            id; /* of the order, here */
  FoyerShopifyOrder *order;
  gint64             head;
} Webhook;

static void
webhook_free (Webhook *webhook)
{
  g_clear_pointer (&webhook->order, foyer_shopify_order_free);
  g_free (webhook);
}

static const char *
header (FoyerExchange *exchange, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (exchange->message), name);
}

/* Whoever knows the secret is the shop; nobody else learns whether there is one. */
static gboolean
check_signature (FoyerExchange *exchange, GBytes *body)
{
  const char   *secret = exchange->server->shopify_secret;
  gsize         length;
  const guint8 *bytes = g_bytes_get_data (body, &length);

  if (secret != NULL && foyer_shopify_is_signed (secret, bytes, length, header (exchange, "X-Shopify-Hmac-Sha256")))
    return TRUE;
  foyer_exchange_fail (exchange, 401, "signature", "The signature is not that of the shop.", NULL);
  return FALSE;
}

static void
reply (FoyerExchange *exchange)
{
  foyer_server_announce (exchange->server, ((Webhook *) exchange->data)->head);
  foyer_exchange_answer (exchange, 200, g_strdup ("{}"));
}

static gboolean
pay_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Webhook *webhook = exchange->data;

  return foyer_shop_order_pay (storage, &exchange->server->organization, &webhook->id, webhook->order, g_get_real_time (), &webhook->head, error);
}

static gboolean
cancel_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Webhook *webhook = exchange->data;

  return foyer_shop_order_cancel (storage, &exchange->server->organization, &webhook->id, g_get_real_time (), &webhook->head, error);
}

static void
take_order (FoyerExchange *exchange, FoyerExchangeWork work)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (FoyerShopifyOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  const char *shop = header (exchange, "X-Shopify-Shop-Domain");
  Webhook    *webhook;

  if (!check_signature (exchange, body))
    return;
  order = foyer_shopify_order_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  if (order == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "Invalid JSON", error->message);
      return;
    }
  webhook = g_new0 (Webhook, 1);
  foyer_shop_order_id (shop != NULL && strlen (shop) <= SHOP_MAX ? shop : "", order->id, &webhook->id);
  webhook->order = g_steal_pointer (&order);
  foyer_exchange_set_data (exchange, webhook, (GDestroyNotify) webhook_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_ANYBODY, work, reply);
}

void
foyer_route_shopify_paid (FoyerExchange *exchange, GHashTable *query)
{
  take_order (exchange, pay_work);
}

void
foyer_route_shopify_cancelled (FoyerExchange *exchange, GHashTable *query)
{
  take_order (exchange, cancel_work);
}

/* The shop lets go of us; what it sold stays sold. */
void
foyer_route_shopify_uninstalled (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (JsonObject) object = NULL;

  if (!check_signature (exchange, body))
    return;
  object = foyer_wire_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  if (object == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "Invalid JSON", NULL);
      return;
    }
  g_message ("the web shop was disconnected by its owner; its orders come no more");
  foyer_exchange_answer (exchange, 200, g_strdup ("{}"));
}
