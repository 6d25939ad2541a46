/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-pair-message.h"
#include "foyer-secrets.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerSyncSettings: what the store knows of its platform. */
typedef struct
{
  char     *url;         /* "" when it belongs to none */
  char     *fingerprint; /* of the certificate to expect; "" trusts whom the system trusts */
  char     *name;        /* of the organization */
  char     *gate;
  FoyerRole role;        /* %FOYER_N_ROLES when it belongs to none */
  gint64    cursor;      /* the last rev of the feed that is in the store */
  FoyerTime last_sync;   /* when all was exchanged; 0: never */
  gint64    skipped;     /* changes of the feed that this version could not use */
  gint64    skipped_rev; /* the first of them; 0: none */
  gint64    waiting;     /* in the outbox */
  gint64    refused;     /* in the outbox, refused by the platform */
} FoyerSyncSettings;

void foyer_sync_settings_free (FoyerSyncSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSyncSettings, foyer_sync_settings_free)

/** foyer_sync_settings_load: Returns: (transfer full) (nullable): read from @store; blocks */
FoyerSyncSettings *foyer_sync_settings_load (FoyerStore *store, GError **error);

/* For use inside a write of the store. */

/** foyer_sync_settings_write_pairing: Keeps what the platform gave. A platform or role other than before starts the feed from its beginning. */
gboolean foyer_sync_settings_write_pairing (FoyerConnection *connection, const char *url, const char *fingerprint, const FoyerPairAnswer *answer, GError **error);
/** foyer_sync_settings_write_forgotten: The store belongs to no platform any more; its outbox and its device number stay. */
gboolean foyer_sync_settings_write_forgotten (FoyerConnection *connection, GError **error);
/** foyer_sync_settings_write_gate: Where the platform wants this device to stand. */
gboolean foyer_sync_settings_write_gate (FoyerConnection *connection, const char *gate, GError **error);
gboolean foyer_sync_settings_write_cursor (FoyerConnection *connection, gint64 cursor, GError **error);
gboolean foyer_sync_settings_write_last_sync (FoyerConnection *connection, FoyerTime when, GError **error);
/** foyer_sync_settings_add_skipped: Records a change of the feed that could not be used, so that a newer version reads it again. */
gboolean foyer_sync_settings_add_skipped (FoyerConnection *connection, gint64 rev, GError **error);
/** foyer_sync_settings_rewind: Goes back to before the first skipped change, once for each version of the program. */
gboolean foyer_sync_settings_rewind (FoyerConnection *connection, const char *version, GError **error);

G_END_DECLS
