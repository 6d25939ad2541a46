/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web-fixture.h"

#define ID "0193a5c2-7a10-7c44-8f11-2b8de2c84001"
#define PLACES(category, count) "{\"event\":\"" EVENT "\",\"lines\":[{\"category\":\"" category "\",\"count\":" count "}]}"

static char *
path_of (JsonObject *order)
{
  return g_strconcat ("/orders/", foyer_body_text (order, "id"), NULL);
}

static void
step (Shop *shop, const char *path, const char *body, const char *status)
{
  g_autoptr (JsonObject) order = shop_call (shop, "PATCH", path, body, 200);

  g_assert_cmpstr (foyer_body_text (order, "status"), ==, status);
}

static void
refuse (Shop *shop, const char *method, const char *path, const char *body, guint status, const char *code)
{
  g_autoptr (JsonObject) answer = shop_call (shop, method, path, body, status);

  g_assert_cmpstr (foyer_body_text (answer, "error"), ==, code);
}

static void
test_reserve_pay_and_go_in (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonObject) order = shop_call (shop, "POST", "/orders", PLACES (STALLS, "2"), 201);
  g_autofree char *path = path_of (order);
  g_autoptr (JsonObject) paid = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) scan = NULL;
  g_autofree char *body = NULL;
  JsonObject      *ticket;

  g_assert_cmpstr (foyer_body_text (order, "status"), ==, "open");
  g_assert_cmpint (foyer_body_integer (order, "total", 0), ==, 4800);
  g_assert_cmpint (foyer_body_integer (order, "expires_at", 0), >, g_get_real_time ());
  step (shop, path, "{\"status\":\"pending\",\"buyer\":{\"name\":\"Anna Berg\",\"email\":\"anna@example.org\"}}", "pending");
  refuse (shop, "PATCH", path, "{\"status\":\"paid\",\"amount\":4700}", 409, "amount");
  paid = shop_call (shop, "PATCH", path, "{\"status\":\"paid\",\"amount\":4800,\"reference\":\"pay-1\"}", 200);
  again = shop_call (shop, "PATCH", path, "{\"status\":\"paid\",\"amount\":4800,\"reference\":\"pay-1\"}", 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (paid, "tickets")), ==, 2);
  ticket = json_array_get_object_element (json_object_get_array_member (paid, "tickets"), 0);
  g_assert_cmpstr (foyer_body_text (ticket, "code"), ==, foyer_body_text (json_array_get_object_element (json_object_get_array_member (again, "tickets"), 0), "code"));
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.sale\""), ==, 1);
  g_assert_cmpuint (shop_count (shop, "Anna Berg"), ==, 3);
  body = g_strdup_printf ("{\"event\":\"" EVENT "\",\"code\":\"%s\"}", foyer_body_text (ticket, "code"));
  scan = shop_call (shop, "POST", "/tickets/scan", body, 200);
  g_assert_cmpstr (foyer_body_text (scan, "verdict"), ==, "admitted");
  step (shop, path, "{\"status\":\"completed\"}", "completed");
  refuse (shop, "PATCH", path, "{\"status\":\"cancelled\"}", 409, "state");
  step (shop, path, "{\"status\":\"refunded\",\"reason\":\"rain\"}", "refunded");
  step (shop, path, "{\"status\":\"refunded\"}", "refunded");
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"order.refund\""), ==, 1);
}

static void
test_places_are_held_and_come_back (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonObject) order = shop_call (shop, "POST", "/orders", PLACES (BALCONY, "4"), 201);
  g_autofree char *path = path_of (order);
  g_autoptr (JsonObject) last = NULL;

  refuse (shop, "POST", "/orders", PLACES (BALCONY, "2"), 409, "sold-out");
  last = shop_call (shop, "POST", "/orders", PLACES (BALCONY, "1"), 201);
  refuse (shop, "POST", "/orders", PLACES (BALCONY, "1"), 409, "sold-out");
  step (shop, path, "{\"status\":\"cancelled\"}", "cancelled");
  json_object_unref (shop_call (shop, "POST", "/orders", PLACES (BALCONY, "4"), 201));
  refuse (shop, "PATCH", path, "{\"status\":\"paid\",\"amount\":6400}", 409, "state");
}

static void
test_asking_again_holds_nothing_twice (Shop *shop, gconstpointer data)
{
  static const char body[] = "{\"id\":\"" ID "\",\"event\":\"" EVENT "\",\"lines\":[{\"category\":\"" BALCONY "\",\"count\":3}]}";

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (JsonObject) order = shop_call (shop, "POST", "/orders", body, 201);

      g_assert_cmpstr (foyer_body_text (order, "id"), ==, ID);
    }
  g_assert_cmpuint (shop_count (shop, "\"kind\":\"stock.hold\""), ==, 1);
}

static void
test_what_cannot_be_had_is_said (Shop *shop, gconstpointer data)
{
  g_autofree char *door = pair (shop->platform, "door", 2);
  g_autoptr (TestAnswer) at_door = test_call (shop->platform->url, "POST", "/orders", door, PLACES (STALLS, "1"));

  check_error (at_door, 403, "role");
  refuse (shop, "POST", "/orders", PLACES (SUBJECT, "1"), 404, "unknown");
  refuse (shop, "POST", "/orders", "{\"event\":\"" SUBJECT "\",\"lines\":[{\"category\":\"" STALLS "\",\"count\":1}]}", 404, "unknown");
  refuse (shop, "GET", "/orders/" SUBJECT, NULL, 404, "unknown");
  refuse (shop, "POST", "/orders", PLACES (STALLS, "0"), 400, "invalid");
  refuse (shop, "POST", "/orders", PLACES (STALLS, "1000"), 409, "sold-out");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000501", "category.edit", STALLS, "{\"max_per_order\":2}");
  refuse (shop, "POST", "/orders", PLACES (STALLS, "3"), 409, "not-on-sale");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000502", "category.edit", STALLS, "{\"status\":\"draft\"}");
  refuse (shop, "POST", "/orders", PLACES (STALLS, "1"), 409, "not-on-sale");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000503", "event.edit", EVENT, "{\"status\":\"cancelled\"}");
  refuse (shop, "POST", "/orders", PLACES (BALCONY, "1"), 409, "not-on-sale");
}

static gpointer
take_one (gpointer data)
{
  Shop *shop = data;
  int   got = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestAnswer) answer = test_call (shop->platform->url, "POST", "/orders", shop->organizer, PLACES (BALCONY, "1"));

      g_assert_true (answer->status == 201 || answer->status == 409);
      got += answer->status == 201;
    }
  return GINT_TO_POINTER (got);
}

static void
test_last_places_are_held_once (Shop *shop, gconstpointer data)
{
  g_autoptr (TestPlatform) second = shop->platform->database != NULL ? test_platform_new_beside (shop->platform) : NULL;
  Shop     other = { second != NULL ? second : shop->platform, shop->organizer, NULL };
  GThread *threads[6];
  int      held = 0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("shop", take_one, i % 2 == 0 ? shop : &other);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    held += GPOINTER_TO_INT (g_thread_join (threads[i]));
  g_assert_cmpint (held, ==, 5);
}

/* A till that wants all it can get. */
typedef struct
{
  TestPlatform *platform;
  char         *token;
  gint64        granted;
} Till;

static gpointer
lease_all (gpointer data)
{
  Till *till = data;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"epoch\":1,\"leases\":[{\"category\":\"" BALCONY "\",\"granted\":%d,\"used\":0,\"returned\":0,\"wanted\":%d}]}", (int) till->granted, (int) till->granted + 5);
      g_autoptr (TestAnswer) answer = test_call (till->platform->url, "POST", "/leases", till->token, body);
      g_autoptr (JsonObject) object = foyer_wire_parse (answer->text, answer->length, NULL);

      g_assert_cmpuint (answer->status, ==, 200);
      till->granted = foyer_body_integer (json_array_get_object_element (json_object_get_array_member (object, "leases"), 0), "granted", -1);
      g_assert_cmpint (till->granted, >=, 0);
    }
  return NULL;
}

static void
test_last_places_are_leased_or_held_once (Shop *shop, gconstpointer data)
{
  g_autoptr (TestPlatform) second = shop->platform->database != NULL ? test_platform_new_beside (shop->platform) : NULL;
  Till     tills[4];
  Shop     other = { second != NULL ? second : shop->platform, shop->organizer, NULL };
  GThread *threads[6];
  int      given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    tills[i] = (Till) { i % 2 == 0 ? shop->platform : other.platform, pair (shop->platform, "box-office", 3 + i), 0 };
  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    threads[i] = g_thread_new ("till", lease_all, &tills[i]);
  threads[4] = g_thread_new ("shop", take_one, shop);
  threads[5] = g_thread_new ("shop", take_one, &other);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    given += GPOINTER_TO_INT (g_thread_join (threads[i]));
  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    {
      given += tills[i].granted;
      g_free (tills[i].token);
    }
  g_assert_cmpint (given, ==, 5);
}

#define ADD(name, func) g_test_add ("/platform/orders/" name, Shop, NULL, shop_set_up, func, shop_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reserve-pay-and-go-in", test_reserve_pay_and_go_in);
  ADD ("places-are-held-and-come-back", test_places_are_held_and_come_back);
  ADD ("asking-again-holds-nothing-twice", test_asking_again_holds_nothing_twice);
  ADD ("what-cannot-be-had-is-said", test_what_cannot_be_had_is_said);
  ADD ("last-places-are-held-once", test_last_places_are_held_once);
  ADD ("last-places-are-leased-or-held-once", test_last_places_are_leased_or_held_once);
  return g_test_run ();
}
