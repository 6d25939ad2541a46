/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"

G_BEGIN_DECLS

/*
 * What a store knows of itself: its device, the platform it belongs to, how far
 * it has read the platform's feed. Not shared with other devices. Keys:
 * "device", "clock", "order-number", "device-number" (1 to 99, from the platform; absent: alone),
 * "feed-cursor", "platform-url" and what sync needs besides.
 */

/** foyer_meta_store_get: Returns: (transfer full) (nullable): the value, %NULL when not set */
char *foyer_meta_store_get (FoyerConnection *connection, const char *key, GError **error);

/** foyer_meta_store_set: Sets @key; a %NULL @value removes it. */
gboolean foyer_meta_store_set (FoyerConnection *connection, const char *key, const char *value, GError **error);

/** foyer_meta_store_device_number: Returns: 1 to 99 when a platform gave a number, else 0 */
int foyer_meta_store_device_number (FoyerConnection *connection);

/** foyer_meta_store_start: Makes sure that the store has a device id and sets the connection's clock after all stamps it made or followed. */
gboolean foyer_meta_store_start (FoyerConnection *connection, GError **error);

/** foyer_meta_store_keep_clock: Writes down how far the clock is, when the outbox does not tell it; part of each commit. */
gboolean foyer_meta_store_keep_clock (FoyerConnection *connection, GError **error);

/** foyer_meta_store_read_device: Returns: the device id, none when the store has none */
FoyerId foyer_meta_store_read_device (FoyerConnection *connection);

G_END_DECLS
