/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-exchange.h"

G_BEGIN_DECLS

/* One function a route, named after its path in data/openapi.yaml. Each parses
 * its request on the main thread and answers the exchange, now or later. */

/** FoyerRouteFunc: @query (nullable) are the decoded parameters. */
typedef void (*FoyerRouteFunc) (FoyerExchange *exchange, GHashTable *query);

void foyer_route_health (FoyerExchange *exchange, GHashTable *query);
void foyer_route_metrics (FoyerExchange *exchange, GHashTable *query);
void foyer_route_description (FoyerExchange *exchange, GHashTable *query);
void foyer_route_device_pair (FoyerExchange *exchange, GHashTable *query);
void foyer_route_pairing (FoyerExchange *exchange, GHashTable *query);
void foyer_route_changes (FoyerExchange *exchange, GHashTable *query);
void foyer_route_devices (FoyerExchange *exchange, GHashTable *query);
void foyer_route_device (FoyerExchange *exchange, GHashTable *query);
void foyer_route_scan (FoyerExchange *exchange, GHashTable *query);
void foyer_route_shopify_paid (FoyerExchange *exchange, GHashTable *query);
void foyer_route_shopify_cancelled (FoyerExchange *exchange, GHashTable *query);
void foyer_route_shopify_uninstalled (FoyerExchange *exchange, GHashTable *query);
void foyer_route_orders (FoyerExchange *exchange, GHashTable *query);
void foyer_route_order (FoyerExchange *exchange, GHashTable *query);
void foyer_route_order_step (FoyerExchange *exchange, GHashTable *query);
void foyer_route_feed (FoyerExchange *exchange, GHashTable *query);
void foyer_route_leases (FoyerExchange *exchange, GHashTable *query);

/** foyer_route_live_add: Registers `GET live`, which is a WebSocket and no request with an answer. */
void foyer_route_live_add (FoyerServer *server, const char *path);

/** foyer_exchange_body: Returns: (transfer full): the body of the request */
GBytes *foyer_exchange_body (FoyerExchange *exchange);

G_END_DECLS
