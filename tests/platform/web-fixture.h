/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-fixture.h"

G_BEGIN_DECLS

#define EVENT "0193a5c2-7a10-7c44-8f11-2b8de2c81001"
#define STALLS "0193a5c2-7a10-7c44-8f11-2b8de2c81002"
#define BALCONY "0193a5c2-7a10-7c44-8f11-2b8de2c81003"

/** Shop: a platform with an event that runs now: 20 places in the stalls for 24.00, 5 on the balcony for 16.00, in EUR. */
typedef struct
{
  TestPlatform *platform;
  char         *organizer; /* token */
  char         *secret;    /* (nullable): file with SHOP_SECRET */
} Shop;

#define SHOP_SECRET "hush"

/** shop_set_up: With @data the platform takes what a web shop signs with SHOP_SECRET. */
void shop_set_up (Shop *shop, gconstpointer data);
void shop_tear_down (Shop *shop, gconstpointer data);

/** shop_change: Sends one change of the organizer's; @body is JSON. Fails the test when it is not taken. */
void shop_change (Shop *shop, const char *id, const char *kind, const char *subject, const char *body);

/** shop_call: Returns: (transfer full): the JSON of the answer, which must have @status */
JsonObject *shop_call (Shop *shop, const char *method, const char *path, const char *body, guint status);

/** shop_feed: Returns: (transfer full): all changes, as the organizer's laptop reads them */
char *shop_feed (Shop *shop);

/** shop_count: Returns: how often @text stands in the feed */
guint shop_count (Shop *shop, const char *text);

G_END_DECLS
