/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-device-message.h"
#include "foyer-role.h"
#include "foyer-secrets.h"
#include "foyer-sync-settings.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/**
 * FoyerSyncState:
 * @FOYER_SYNC_UNPAIRED: the store belongs to no platform
 * @FOYER_SYNC_CONNECTING: the first exchange has not ended
 * @FOYER_SYNC_ONLINE: the last exchange was good
 * @FOYER_SYNC_OFFLINE: the platform cannot be reached; selling and scanning go on
 * @FOYER_SYNC_NEEDS_SIGN_IN: the platform does not know this device any more: pair it again
 * @FOYER_SYNC_FAILED: what answers is no platform, or has a problem of its own
 */
typedef enum
{
  FOYER_SYNC_UNPAIRED,
  FOYER_SYNC_CONNECTING,
  FOYER_SYNC_ONLINE,
  FOYER_SYNC_OFFLINE,
  FOYER_SYNC_NEEDS_SIGN_IN,
  FOYER_SYNC_FAILED,
} FoyerSyncState;

#define FOYER_TYPE_SYNC_CLIENT (foyer_sync_client_get_type ())

/**
 * FoyerSyncClient:
 *
 * Keeps a store and its platform equal, on a thread of its own that runs straight
 * blocking code: it sends the outbox, reads the feed, and waits for a local change,
 * a hint of the platform or the time. The app never waits for it. Made, started and
 * stopped on the main thread; properties change there, in the context that was the
 * default when it was made.
 *
 * Properties, all read-only: `state` (FoyerSyncState), `waiting`, `refused` and
 * `skipped` (changes: to send; refused by the platform; not understood here),
 * `last-sync` (FoyerTime, 0: never), `message` (an English sentence, or ""),
 * `platform-name`, `platform-url`, `gate` (or ""), `role` (FoyerRole, %FOYER_N_ROLES
 * without platform), `clock-offset` (microseconds that the platform's clock is ahead).
 */
G_DECLARE_FINAL_TYPE (FoyerSyncClient, foyer_sync_client, FOYER, SYNC_CLIENT, GObject)

/** foyer_sync_client_new: Returns: (transfer full): a client for @store that keeps its token in @secrets; not yet started */
FoyerSyncClient *foyer_sync_client_new (FoyerStore *store, FoyerSecrets *secrets);

/** foyer_sync_client_know: Tells a client that is not started what the store knows of its platform, so that nobody waits for the keyring to learn it. */
void foyer_sync_client_know (FoyerSyncClient *self, FoyerSyncSettings *settings);

/** foyer_sync_client_start: Starts the thread. */
void foyer_sync_client_start (FoyerSyncClient *self);

/** foyer_sync_client_stop: Ends what is under way and waits for the thread. To be called before the store is closed. */
void foyer_sync_client_stop (FoyerSyncClient *self);

/** foyer_sync_client_sync_now: Does not wait for the next poll, nor for the end of a back-off. */
void foyer_sync_client_sync_now (FoyerSyncClient *self);

/** foyer_sync_client_set_event: @event (nullable) is sold for here now, so that stock of it is leased in good time. */
void foyer_sync_client_set_event (FoyerSyncClient *self, const FoyerId *event);

/** foyer_sync_client_ask_for: @places of @category are to be sold at once: gets them as soon as the platform can be reached. */
void foyer_sync_client_ask_for (FoyerSyncClient *self, const FoyerId *category, gint64 places);

/**
 * foyer_sync_client_close:
 *
 * Ends the thread as foyer_sync_client_stop(), but first sends what waits and gives
 * back what was leased, when the platform answers within @seconds. What cannot be
 * given back stays leased to this device.
 */
void foyer_sync_client_close (FoyerSyncClient *self, guint seconds);

/** foyer_sync_client_pair_async: Joins a platform; @text is a pairing code in any form, @name names this laptop. */
void     foyer_sync_client_pair_async (FoyerSyncClient *self, const char *text, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_sync_client_pair_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error);

/** foyer_sync_client_forget_async: Leaves the platform; data and what was not sent stay. */
void     foyer_sync_client_forget_async (FoyerSyncClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_sync_client_forget_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error);

/** foyer_sync_client_invite_async: Asks for a pairing code for another device; its text, also for a QR code, comes with the finish. */
void  foyer_sync_client_invite_async (FoyerSyncClient *self, FoyerRole role, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *foyer_sync_client_invite_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error);

/** foyer_sync_client_list_devices_async: Asks for all devices of the platform (element-type FoyerDeviceReport). */
void       foyer_sync_client_list_devices_async (FoyerSyncClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *foyer_sync_client_list_devices_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error);

/** foyer_sync_client_edit_device_async: Changes a device of the platform. Takes @edit over. */
void     foyer_sync_client_edit_device_async (FoyerSyncClient *self, const FoyerId *device, FoyerDeviceEdit *edit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_sync_client_edit_device_finish (FoyerSyncClient *self, GAsyncResult *result, GError **error);

/** foyer_sync_client_get_store: Returns: (transfer none): the store that it keeps equal */
FoyerStore *foyer_sync_client_get_store (FoyerSyncClient *self);
/** foyer_sync_client_get_secrets: Returns: (transfer none): where its token is */
FoyerSecrets *foyer_sync_client_get_secrets (FoyerSyncClient *self);

FoyerSyncState foyer_sync_client_get_state (FoyerSyncClient *self);
gint64         foyer_sync_client_get_waiting (FoyerSyncClient *self);
gint64         foyer_sync_client_get_refused (FoyerSyncClient *self);
FoyerTime      foyer_sync_client_get_last_sync (FoyerSyncClient *self);
const char    *foyer_sync_client_get_message (FoyerSyncClient *self);
const char    *foyer_sync_client_get_platform_name (FoyerSyncClient *self);
const char    *foyer_sync_client_get_platform_url (FoyerSyncClient *self);
FoyerRole      foyer_sync_client_get_role (FoyerSyncClient *self);

G_END_DECLS
