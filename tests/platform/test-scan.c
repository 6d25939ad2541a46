/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web-fixture.h"

#define SALE "0193a5c2-7a10-7c44-8f11-2b8de2c82001"
#define TICKET "0193a5c2-7a10-7c44-8f11-2b8de2c82002"
#define UNPAID "0193a5c2-7a10-7c44-8f11-2b8de2c82003"
#define CODE "7ZK4M2QH9T0XW3E8R5N1C6V2BD"
#define CODE_UNPAID "8ZK4M2QH9T0XW3E8R5N1C6V2BD"
#define CODE_NEW "9ZK4M2QH9T0XW3E8R5N1C6V2BD"

static void
sell (Shop *shop)
{
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000101", "order.sale", SALE,
               "{\"event\":\"" EVENT "\",\"number\":\"1-000001\",\"channel\":\"box-office\",\"currency\":\"EUR\","
               "\"tickets\":[{\"id\":\"" TICKET "\",\"category\":\"" STALLS "\",\"secret\":\"" CODE "\",\"price\":2400}],"
               "\"payments\":[{\"id\":\"" SALE "\",\"method\":\"cash\",\"amount\":2400}]}");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000102", "order.sale", "0193a5c2-7a10-7c44-8f11-2b8de2c82009",
               "{\"event\":\"" EVENT "\",\"number\":\"1-000002\",\"channel\":\"box-office\",\"currency\":\"EUR\","
               "\"tickets\":[{\"id\":\"" UNPAID "\",\"category\":\"" STALLS "\",\"secret\":\"" CODE_UNPAID "\",\"price\":2400}],"
               "\"payments\":[{\"id\":\"" SALE "\",\"method\":\"invoice\",\"amount\":2400}]}");
}

static void
set_up (Shop *shop, gconstpointer data)
{
  shop_set_up (shop, data);
  sell (shop);
}

static void
check (Shop *shop, const char *code, const char *more, const char *verdict)
{
  g_autofree char *body = g_strdup_printf ("{\"event\":\"" EVENT "\",\"code\":\"%s\"%s}", code, more);
  g_autoptr (JsonObject) answer = shop_call (shop, "POST", "/tickets/scan", body, 200);

  g_assert_cmpstr (foyer_body_text (answer, "verdict"), ==, verdict);
}

static void
test_lets_in_once (Shop *shop, gconstpointer data)
{
  check (shop, CODE, ",\"mode\":\"info\"", "info");
  check (shop, "7zk4-m2qh-9tox-w3e8-r5n1-c6v2-bd", ",\"gate\":\"North\",\"id\":\"0193a5c2-7a10-7c44-8f11-000000000201\"", "admitted");
  /* the answer was lost, and it is asked again */
  check (shop, CODE, ",\"gate\":\"North\",\"id\":\"0193a5c2-7a10-7c44-8f11-000000000201\"", "admitted");
  check (shop, CODE, ",\"gate\":\"South\"", "already-in");
  check (shop, CODE, ",\"mode\":\"exit\"", "exited");
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"ticket.scan\""), ==, 3);
  g_assert_cmpuint (shop_count (shop, "\"verdict\":\"admitted\""), ==, 1);
}

static void
test_says_why_not (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonObject) elsewhere = NULL;

  check (shop, "0ZK4M2QH9T0XW3E8R5N1C6V2BD", "", "unknown");
  check (shop, "hello", "", "unknown");
  check (shop, CODE_UNPAID, "", "unpaid");
  elsewhere = shop_call (shop, "POST", "/tickets/scan", "{\"event\":\"" SUBJECT "\",\"code\":\"" CODE "\"}", 200);
  g_assert_cmpstr (foyer_body_text (elsewhere, "verdict"), ==, "wrong-event");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000301", "ticket.block", TICKET, "{\"blocked\":true,\"reason\":\"stolen\"}");
  check (shop, CODE, "", "blocked");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000302", "ticket.block", TICKET, "{\"blocked\":false,\"reason\":\"found\"}");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000303", "gate.edit", "0193a5c2-7a10-7c44-8f11-2b8de2c83001", "{\"event\":\"" EVENT "\",\"name\":\"Box\",\"categories\":\"" BALCONY "\"}");
  check (shop, CODE, ",\"gate\":\"box\"", "wrong-gate");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000304", "ticket.reprint", TICKET, "{\"secret\":\"" CODE_NEW "\",\"copy\":2,\"reason\":\"creased\"}");
  check (shop, CODE, "", "replaced");
  check (shop, CODE_NEW, ",\"mode\":\"info\"", "info");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000305", "order.refund", SALE, "{\"amount\":2400,\"reason\":\"ill\",\"tickets\":[{\"id\":\"" TICKET "\"}]}");
  check (shop, CODE_NEW, "", "refunded");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000306", "order.payment", "0193a5c2-7a10-7c44-8f11-2b8de2c82009", "{\"id\":\"" SUBJECT "\",\"method\":\"cash\",\"amount\":2400}");
  check (shop, CODE_UNPAID, "", "admitted");
}

static void
test_knows_what_other_doors_did (Shop *shop, gconstpointer data)
{
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000401", "ticket.scan", TICKET, "{\"event\":\"" EVENT "\",\"mode\":\"entry\",\"verdict\":\"admitted\",\"gate\":\"South\"}");
  check (shop, CODE, "", "already-in");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000402", "ticket.undo", TICKET, "{\"scan\":\"0193a5c2-7a10-7c44-8f11-000000000401\"}");
  check (shop, CODE, "", "admitted");
}

static gpointer
scan_once (gpointer data)
{
  Shop *shop = data;
  g_autoptr (JsonObject) answer = shop_call (shop, "POST", "/tickets/scan", "{\"event\":\"" EVENT "\",\"code\":\"" CODE "\"}", 200);

  return GINT_TO_POINTER (g_strcmp0 (foyer_body_text (answer, "verdict"), "admitted") == 0);
}

static void
test_one_of_many_scanners_lets_in (Shop *shop, gconstpointer data)
{
  g_autoptr (TestPlatform) second = shop->platform->database != NULL ? test_platform_new_beside (shop->platform) : NULL;
  Shop     other = { second != NULL ? second : shop->platform, shop->organizer };
  GThread *threads[8];
  int      admitted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("scanner", scan_once, i % 2 == 0 ? shop : &other);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    admitted += GPOINTER_TO_INT (g_thread_join (threads[i]));
  g_assert_cmpint (admitted, ==, 1);
}

#define ADD(name, func) g_test_add ("/platform/scan/" name, Shop, NULL, set_up, func, shop_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lets-in-once", test_lets_in_once);
  ADD ("says-why-not", test_says_why_not);
  ADD ("knows-what-other-doors-did", test_knows_what_other_doors_did);
  ADD ("one-of-many-scanners-lets-in", test_one_of_many_scanners_lets_in);
  return g_test_run ();
}
