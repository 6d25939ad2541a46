/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-remote.h"
#include "foyer-secrets.h"
#include "foyer-store.h"
#include "foyer-sync-error.h"
#include "foyer-sync-lease.h"

G_BEGIN_DECLS

/*
 * Synchronising as straight blocking code, for the command line and for the
 * client's own thread. Nothing here may run on the main thread of a window.
 */

/** FoyerSyncResult: what one exchange did. */
typedef struct
{
  gint64    pushed;       /* changes that the platform accepted */
  gint64    refused;      /* changes that it refused; they are kept */
  gint64    pulled;       /* changes read from the feed */
  gint64    skipped;      /* of these, changes that this version cannot use */
  guint     n_held;       /* categories that stock is leased of */
  FoyerTime clock_offset; /* of the platform's clock, see #FoyerRemote */
} FoyerSyncResult;

/**
 * foyer_sync_pair:
 * @text: a pairing code in any form of foyer_pairing_code_parse()
 * @name: of this laptop, for people
 *
 * Joins the store to a platform and keeps the access token in @secrets. Makes
 * sure that there is a keyring before it uses the code up.
 *
 * Returns: FALSE and %FOYER_SYNC_ERROR or %FOYER_ERROR_INVALID
 */
gboolean foyer_sync_pair (FoyerStore *store, FoyerSecrets *secrets, const char *text, const char *name, GCancellable *cancellable, GError **error);

/** foyer_sync_forget: Leaves the platform: forgets its address and the token. The data and what was not sent stay. */
gboolean foyer_sync_forget (FoyerStore *store, FoyerSecrets *secrets, GCancellable *cancellable, GError **error);

/** foyer_sync_connect: Returns: (transfer full) (nullable): the platform of the store, or %NULL with _NOT_PAIRED, _SIGN_IN or _NO_KEYRING */
FoyerRemote *foyer_sync_connect (FoyerStore *store, FoyerSecrets *secrets, GCancellable *cancellable, GError **error);

/**
 * foyer_sync_exchange:
 * @wishes: what to lease besides tonight's events
 * @result: (out): what was done, also when it fails half-way
 *
 * Sends the outbox, reads the feed, then sees to the leases. What was done stays
 * done when it fails or the process dies; the next exchange goes on from there.
 */
gboolean foyer_sync_exchange (FoyerStore *store, FoyerRemote *remote, const FoyerLeaseWishes *wishes, GCancellable *cancellable, FoyerSyncResult *result, GError **error);

/** foyer_sync_run_once: foyer_sync_connect() and foyer_sync_exchange(). @wishes (nullable) */
gboolean foyer_sync_run_once (FoyerStore *store, FoyerSecrets *secrets, const FoyerLeaseWishes *wishes, GCancellable *cancellable, FoyerSyncResult *result, GError **error);

/** foyer_sync_invite: Returns: (transfer full) (nullable): a pairing code for another device in @role; only an organizer's device gets one */
char *foyer_sync_invite (FoyerStore *store, FoyerSecrets *secrets, FoyerRole role, GCancellable *cancellable, GError **error);

G_END_DECLS
