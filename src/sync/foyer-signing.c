/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signing.h"

#include "foyer-key-store.h"

/* Among the secrets of a device, in place of a platform's address. */
#define KEY_PLACE "ticket-signing-key"

/* Returns: (transfer full) (nullable): the key of this device, kept in @secrets before anybody uses it */
static FoyerSigner *
make_key (FoyerSecrets *secrets, const char *device, GCancellable *cancellable, GError **error)
{
  FoyerRandom random;
  g_autoptr (FoyerSigner) signer = NULL;
  g_autofree char *secret = NULL;

  foyer_random_init_system (&random);
  signer = foyer_signer_generate (&random);
  secret = foyer_signer_dup_secret (signer);
  return foyer_secrets_store (secrets, device, KEY_PLACE, secret, cancellable, error) ? g_steal_pointer (&signer) : NULL;
}

typedef struct
{
  const FoyerSigner *signer;
  const char        *name;
} Announcement;

static gpointer
announce (FoyerConnection *connection, gpointer data, GError **error)
{
  const Announcement *announcement = data;

  return GINT_TO_POINTER (foyer_key_store_announce (connection, announcement->signer, announcement->name, error));
}

gboolean
foyer_signing_start (FoyerStore *store, FoyerSecrets *secrets, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *device = foyer_id_dup_text (foyer_store_get_device (store));
  g_autofree char *secret = NULL;
  g_autoptr (FoyerSigner) signer = NULL;
  Announcement announcement = { .name = name };

  if (!foyer_secrets_lookup (secrets, device, KEY_PLACE, &secret, cancellable, error))
    return FALSE;
  signer = secret != NULL ? foyer_signer_new (secret, error) : make_key (secrets, device, cancellable, error);
  if (signer == NULL)
    return FALSE;
  announcement.signer = signer;
  if (foyer_store_write (store, announce, &announcement, error) == NULL)
    return FALSE;
  foyer_store_set_signer (store, g_steal_pointer (&signer));
  return TRUE;
}
