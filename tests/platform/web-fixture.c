/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web-fixture.h"

#include <unistd.h>

#include <glib/gstdio.h>

void
shop_change (Shop *shop, const char *id, const char *kind, const char *subject, const char *body)
{
  g_autofree char *batch = g_strdup_printf ("{\"changes\":[{\"id\":\"%s\",\"kind\":\"%s\",\"subject\":\"%s\",\"made_at\":%" G_GINT64_FORMAT ",\"device\":\"" DEVICE "1\",\"body\":%s}]}",
                                            id, kind, subject, g_get_real_time (), body);
  g_autoptr (TestAnswer) answer = test_call (shop->platform->url, "POST", "/changes", shop->organizer, batch);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->text, "\"accepted\""));
}

void
shop_set_up (Shop *shop, gconstpointer data)
{
  g_autofree char *event = NULL;
  gint64           now = g_get_real_time ();

  if (data != NULL)
    {
      const char *options[] = { "--shopify-secret", NULL, NULL };
      int         fd = g_file_open_tmp ("foyer-secret-XXXXXX", &shop->secret, NULL);

      g_assert_cmpint (fd, >=, 0);
      close (fd);
      g_assert_true (g_file_set_contents (shop->secret, SHOP_SECRET "\n", -1, NULL));
      options[1] = shop->secret;
      shop->platform = test_platform_new_with (options);
    }
  else
    shop->platform = test_platform_new ();
  shop->organizer = pair (shop->platform, "organizer", 1);
  event = g_strdup_printf ("{\"title\":\"Midsummer\",\"currency\":\"EUR\",\"status\":\"published\",\"number\":7,\"starts\":%" G_GINT64_FORMAT ",\"ends\":%" G_GINT64_FORMAT "}",
                           now - FOYER_MINUTE, now + 120 * FOYER_MINUTE);
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000001", "event.edit", EVENT, event);
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000002", "category.edit", STALLS,
               "{\"event\":\"" EVENT "\",\"name\":\"Stalls\",\"sku\":\"STALLS-1\",\"price\":2400,\"vat_rate\":700,\"capacity\":20,\"status\":\"live\"}");
  shop_change (shop, "0193a5c2-7a10-7c44-8f11-000000000003", "category.edit", BALCONY,
               "{\"event\":\"" EVENT "\",\"name\":\"Balcony\",\"sku\":\"BALCONY-1\",\"price\":1600,\"vat_rate\":700,\"capacity\":5,\"status\":\"live\"}");
}

void
shop_tear_down (Shop *shop, gconstpointer data)
{
  g_clear_pointer (&shop->platform, test_platform_free);
  g_clear_pointer (&shop->organizer, g_free);
  if (shop->secret != NULL)
    g_unlink (shop->secret);
  g_clear_pointer (&shop->secret, g_free);
}

JsonObject *
shop_call (Shop *shop, const char *method, const char *path, const char *body, guint status)
{
  g_autoptr (TestAnswer) answer = test_call (shop->platform->url, method, path, shop->organizer, body);
  JsonObject *object;

  g_test_message ("%s %s: %u %s", method, path, answer->status, answer->text);
  g_assert_cmpuint (answer->status, ==, status);
  object = foyer_wire_parse (answer->text, answer->length, NULL);
  g_assert_nonnull (object);
  return object;
}

char *
shop_feed (Shop *shop)
{
  g_autoptr (TestAnswer) answer = test_call (shop->platform->url, "GET", "/feed", shop->organizer, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (answer->text);
}

guint
shop_count (Shop *shop, const char *text)
{
  g_autofree char *feed = shop_feed (shop);
  g_auto (GStrv) parts = g_strsplit (feed, text, -1);

  return g_strv_length (parts) - 1;
}
