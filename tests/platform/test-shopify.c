/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shopify.h"
#include "web-fixture.h"

#define PAID "/webhooks/shopify/orders/paid"
#define CANCELLED "/webhooks/shopify/orders/cancelled"
#define ORDER(id, lines)                                                                                                                     \
  "{\"id\":" id ",\"name\":\"#1001\",\"currency\":\"EUR\",\"email\":\"anna@example.org\","                                                   \
  "\"customer\":{\"first_name\":\"Anna\",\"last_name\":\"Berg\"},"                                                                           \
  "\"shipping_address\":{\"name\":\"Anna Berg\",\"address1\":\"Am Markt 1\",\"zip\":\"10115\",\"city\":\"Berlin\",\"country_code\":\"DE\"}," \
  "\"line_items\":[" lines "]}"
#define TWO_STALLS "{\"sku\":\"STALLS-1\",\"quantity\":2,\"price\":\"24.00\"}"
#define POSTED "{\"sku\":\"HARDTICKET-ADDON\",\"quantity\":1,\"price\":\"4.90\"}"

static char *
sign (const char *body)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guint8 *) SHOP_SECRET, strlen (SHOP_SECRET));
  guint8 digest[32];
  gsize  length = sizeof digest;

  g_hmac_update (hmac, (const guint8 *) body, -1);
  g_hmac_get_digest (hmac, digest, &length);
  return g_base64_encode (digest, length);
}

/* Returns: the status of the answer */
static guint
deliver_signed (TestPlatform *platform, const char *path, const char *body, const char *signature)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *target = g_strconcat (platform->url, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", target);
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Shopify-Shop-Domain", "hall.example.org");
  if (signature != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "X-Shopify-Hmac-Sha256", signature);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (answer);
  return soup_message_get_status (message);
}

static guint
deliver (Shop *shop, const char *path, const char *body)
{
  g_autofree char *signature = sign (body);

  return deliver_signed (shop->platform, path, body, signature);
}

static void
test_only_the_shop_is_heard (Shop *shop, gconstpointer data)
{
  const char      *body = ORDER ("1", TWO_STALLS);
  g_autofree char *good = sign (body);
  g_autofree char *other = sign (ORDER ("2", TWO_STALLS));

  g_assert_cmpuint (deliver_signed (shop->platform, PAID, body, NULL), ==, 401);
  g_assert_cmpuint (deliver_signed (shop->platform, PAID, body, ""), ==, 401);
  g_assert_cmpuint (deliver_signed (shop->platform, PAID, body, "hello"), ==, 401);
  g_assert_cmpuint (deliver_signed (shop->platform, PAID, body, other), ==, 401);
  g_assert_cmpuint (shop_count (shop, "order.sale"), ==, 0);
  g_assert_cmpuint (deliver (shop, PAID, "{\"id\":"), ==, 400);
  g_assert_cmpuint (deliver (shop, PAID, "[]"), ==, 400);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("\"x\"", TWO_STALLS)), ==, 400);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("3", "{\"sku\":\"STALLS-1\",\"quantity\":-1,\"price\":\"24.00\"}")), ==, 400);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("3", "{\"sku\":\"STALLS-1\",\"quantity\":1,\"price\":\"much\"}")), ==, 400);
  g_assert_cmpuint (deliver_signed (shop->platform, PAID, body, good), ==, 200);
  g_assert_cmpuint (deliver (shop, "/webhooks/shopify/app/uninstalled", "{\"id\":1}"), ==, 200);
}

static void
test_without_a_secret_nobody_is_heard (Shop *shop, gconstpointer data)
{
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", TWO_STALLS)), ==, 401);
}

static void
test_paid_order_is_sold_once (Shop *shop, gconstpointer data)
{
  g_autofree char *feed = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", TWO_STALLS "," POSTED "," POSTED)), ==, 200);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("2", "{\"sku\":\"T-SHIRT\",\"quantity\":1,\"price\":\"19.00\"}")), ==, 200);
  feed = shop_feed (shop);
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.sale\""), ==, 1);
  g_assert_cmpuint (shop_count (shop, "\"category\":\"" STALLS "\""), ==, 2);
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"shipment.open\""), ==, 1);
  g_assert_nonnull (strstr (feed, "\"channel\":\"online\""));
  g_assert_nonnull (strstr (feed, "\"street\":\"Am Markt 1\""));
  g_assert_nonnull (strstr (feed, "\"amount\":4800"));
  g_assert_nonnull (strstr (feed, "\"number\":\"#1001\""));
}

static void
test_discount_is_shared_out (Shop *shop, gconstpointer data)
{
  g_autofree char *feed = NULL;

  g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", "{\"sku\":\"STALLS-1\",\"quantity\":3,\"price\":\"24.00\",\"discount_allocations\":[{\"amount\":\"10.00\"}]}")), ==, 200);
  feed = shop_feed (shop);
  g_assert_nonnull (strstr (feed, "\"price\":2067"));
  g_assert_nonnull (strstr (feed, "\"price\":2066"));
  g_assert_nonnull (strstr (feed, "\"amount\":6200"));
}

static void
test_cancelled_order_is_void_once (Shop *shop, gconstpointer data)
{
  g_autofree char *feed = NULL;
  const char      *secret;
  g_autofree char *code = NULL;
  g_autofree char *body = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", TWO_STALLS)), ==, 200);
  feed = shop_feed (shop);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (deliver (shop, CANCELLED, "{\"id\":1,\"name\":\"#1001\"}"), ==, 200);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", TWO_STALLS)), ==, 200);
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.sale\""), ==, 1);
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.refund\""), ==, 1);
  g_assert_cmpuint (shop_count (shop, "\"amount\":4800"), ==, 2);
  secret = strstr (feed, "\"secret\":\"");
  g_assert_nonnull (secret);
  code = g_strndup (secret + strlen ("\"secret\":\""), 26);
  body = g_strdup_printf ("{\"event\":\"" EVENT "\",\"code\":\"%s\"}", code);
  answer = shop_call (shop, "POST", "/tickets/scan", body, 200);
  g_assert_cmpstr (foyer_body_text (answer, "verdict"), ==, "refunded");
}

static void
test_order_that_was_cancelled_first_is_not_sold (Shop *shop, gconstpointer data)
{
  g_assert_cmpuint (deliver (shop, CANCELLED, "{\"id\":1}"), ==, 200);
  g_assert_cmpuint (deliver (shop, PAID, ORDER ("1", TWO_STALLS)), ==, 200);
  g_assert_cmpuint (shop_count (shop, "order.sale"), ==, 0);
  g_assert_cmpuint (shop_count (shop, "order.refund"), ==, 0);
}

static gpointer
deliver_again (gpointer data)
{
  g_assert_cmpuint (deliver (data, PAID, ORDER ("1", TWO_STALLS)), ==, 200);
  return NULL;
}

static void
test_deliveries_at_once_sell_once (Shop *shop, gconstpointer data)
{
  g_autoptr (TestPlatform) second = shop->platform->database != NULL ? test_platform_new_beside (shop->platform) : NULL;
  Shop     other = { second != NULL ? second : shop->platform, shop->organizer, NULL };
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("shop", deliver_again, i % 2 == 0 ? shop : &other);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.sale\""), ==, 1);
}

static void
test_long_words_are_cut (void)
{
  g_autofree char *filler = g_strnfill (60, 'x');
  g_autofree char *text = g_strdup_printf ("{\"id\":5,\"phone\":\"%s\u00fc\u00fc\",\"customer\":{\"first_name\":\"Zo\u00eb\"}}", filler + 1);
  g_autoptr (FoyerShopifyOrder) order = foyer_shopify_order_parse (text, strlen (text), NULL);

  g_assert_nonnull (order);
  g_assert_cmpstr (order->buyer->name, ==, "Zo\u00eb");
  g_assert_cmpuint (strlen (order->buyer->phone), <=, 60);
  g_assert_true (g_utf8_validate (order->buyer->phone, -1, NULL));
  g_assert_cmpstr (order->number, ==, "#5");
}

#define ADD(name, func) g_test_add ("/platform/shopify/" name, Shop, "signed", shop_set_up, func, shop_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/shopify/long-words-are-cut", test_long_words_are_cut);
  ADD ("only-the-shop-is-heard", test_only_the_shop_is_heard);
  g_test_add ("/platform/shopify/without-a-secret-nobody-is-heard", Shop, NULL, shop_set_up, test_without_a_secret_nobody_is_heard, shop_tear_down);
  ADD ("paid-order-is-sold-once", test_paid_order_is_sold_once);
  ADD ("discount-is-shared-out", test_discount_is_shared_out);
  ADD ("cancelled-order-is-void-once", test_cancelled_order_is_void_once);
  ADD ("order-that-was-cancelled-first-is-not-sold", test_order_that_was_cancelled_first_is_not_sold);
  ADD ("deliveries-at-once-sell-once", test_deliveries_at_once_sell_once);
  return g_test_run ();
}
