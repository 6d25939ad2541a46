/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-secrets.h"

G_DEFINE_INTERFACE (FoyerSecrets, foyer_secrets, G_TYPE_OBJECT)

static void
foyer_secrets_default_init (FoyerSecretsInterface *iface)
{
}

gboolean
foyer_secrets_lookup (FoyerSecrets *self, const char *device, const char *url, char **token, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (FOYER_IS_SECRETS (self), FALSE);

  *token = NULL;
  return FOYER_SECRETS_GET_IFACE (self)->lookup (self, device, url, token, cancellable, error);
}

gboolean
foyer_secrets_store (FoyerSecrets *self, const char *device, const char *url, const char *token, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (FOYER_IS_SECRETS (self), FALSE);

  return FOYER_SECRETS_GET_IFACE (self)->store (self, device, url, token, cancellable, error);
}
