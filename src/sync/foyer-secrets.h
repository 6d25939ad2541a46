/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_TYPE_SECRETS (foyer_secrets_get_type ())

/**
 * FoyerSecrets:
 *
 * Where the access token of a device is kept: outside the store, so that a copy
 * of the store gives nobody access. All functions block, may be called from any
 * thread and fail with %FOYER_SYNC_ERROR_NO_KEYRING when there is no such place.
 */
G_DECLARE_INTERFACE (FoyerSecrets, foyer_secrets, FOYER, SECRETS, GObject)

struct _FoyerSecretsInterface
{
  GTypeInterface parent_interface;

  gboolean (*lookup) (FoyerSecrets *self, const char *device, const char *url, char **token, GCancellable *cancellable, GError **error);
  gboolean (*store) (FoyerSecrets *self, const char *device, const char *url, const char *token, GCancellable *cancellable, GError **error);
};

/** foyer_secrets_new_keyring: Returns: (transfer full): the Secret Service of the desktop */
FoyerSecrets *foyer_secrets_new_keyring (void);

/** foyer_secrets_new_file: Returns: (transfer full): a file that only its owner may read; for those who ask for it by name, never a silent substitute */
FoyerSecrets *foyer_secrets_new_file (const char *path);

/** foyer_secrets_lookup: Sets @token to the token, or to %NULL when none is kept. */
gboolean foyer_secrets_lookup (FoyerSecrets *self, const char *device, const char *url, char **token, GCancellable *cancellable, GError **error);

/** foyer_secrets_store: Keeps @token for @device at the platform @url; %NULL forgets it. */
gboolean foyer_secrets_store (FoyerSecrets *self, const char *device, const char *url, const char *token, GCancellable *cancellable, GError **error);

G_END_DECLS
