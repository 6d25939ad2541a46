/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-secrets.h"

#include <libsecret/secret.h>

#include "foyer-sync-error.h"

#define FOYER_TYPE_SECRETS_KEYRING (foyer_secrets_keyring_get_type ())

/** FoyerSecretsKeyring: the Secret Service, through libsecret. */
G_DECLARE_FINAL_TYPE (FoyerSecretsKeyring, foyer_secrets_keyring, FOYER, SECRETS_KEYRING, GObject)

struct _FoyerSecretsKeyring
{
  GObject parent_instance;
};

static const SecretSchema schema = {
  "app.foyer.Foyer.Platform",
  SECRET_SCHEMA_NONE,
  {
    { "device", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "url", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void foyer_secrets_keyring_secrets_init (FoyerSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerSecretsKeyring, foyer_secrets_keyring, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRETS, foyer_secrets_keyring_secrets_init))

/* Returns: FALSE, as the caller will */
static gboolean
explain (GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING,
               "No keyring is available; Foyer keeps the access to the platform there. "
               "Install and unlock one (for example GNOME Keyring) and try again. (%s)",
               problem->message);
  g_error_free (problem);
  return FALSE;
}

static gboolean
keyring_lookup (FoyerSecrets *secrets, const char *device, const char *url, char **token, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;
  char   *found = secret_password_lookup_sync (&schema, cancellable, &problem, "device", device, "url", url, NULL);

  if (problem != NULL)
    return explain (problem, error);
  *token = g_strdup (found);
  if (found != NULL)
    secret_password_free (found);
  return TRUE;
}

static gboolean
keyring_store (FoyerSecrets *secrets, const char *device, const char *url, const char *token, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = g_strdup_printf ("Foyer: %s", url);
  GError          *problem = NULL;

  if (token != NULL)
    secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, token, cancellable, &problem, "device", device, "url", url, NULL);
  else
    secret_password_clear_sync (&schema, cancellable, &problem, "device", device, "url", url, NULL);
  return problem == NULL || explain (problem, error);
}

static void
foyer_secrets_keyring_secrets_init (FoyerSecretsInterface *iface)
{
  iface->lookup = keyring_lookup;
  iface->store = keyring_store;
}

static void
foyer_secrets_keyring_class_init (FoyerSecretsKeyringClass *klass)
{
}

static void
foyer_secrets_keyring_init (FoyerSecretsKeyring *self)
{
}

FoyerSecrets *
foyer_secrets_new_keyring (void)
{
  return g_object_new (FOYER_TYPE_SECRETS_KEYRING, NULL);
}
