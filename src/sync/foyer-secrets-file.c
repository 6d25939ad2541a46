/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-secrets.h"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "foyer-sync-error.h"

#define FOYER_TYPE_SECRETS_FILE (foyer_secrets_file_get_type ())

/** FoyerSecretsFile: a key file with one group for each device, readable for its owner alone. */
G_DECLARE_FINAL_TYPE (FoyerSecretsFile, foyer_secrets_file, FOYER, SECRETS_FILE, GObject)

struct _FoyerSecretsFile
{
  GObject parent_instance;

  char *path;
};

static void foyer_secrets_file_secrets_init (FoyerSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerSecretsFile, foyer_secrets_file, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRETS, foyer_secrets_file_secrets_init))

static gboolean
load (FoyerSecretsFile *self, GKeyFile *file, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GStatBuf status;

  if (g_stat (self->path, &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING,
                   "The token file %s can be read by others. Give it to yourself alone: chmod 600.", self->path);
      return FALSE;
    }
  if (g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, &problem) ||
      g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING, "The token file %s cannot be read: %s", self->path, problem->message);
  return FALSE;
}

/* The address may hold characters that a key of the file may not. */
static char *
key_of (const char *url)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
}

static gboolean
file_lookup (FoyerSecrets *secrets, const char *device, const char *url, char **token, GCancellable *cancellable, GError **error)
{
  FoyerSecretsFile *self = FOYER_SECRETS_FILE (secrets);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *key = key_of (url);

  if (!load (self, file, error))
    return FALSE;
  *token = g_key_file_get_string (file, device, key, NULL);
  return TRUE;
}

static gboolean
file_store (FoyerSecrets *secrets, const char *device, const char *url, const char *token, GCancellable *cancellable, GError **error)
{
  FoyerSecretsFile *self = FOYER_SECRETS_FILE (secrets);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_autofree char *key = key_of (url);
  g_autofree char *text = NULL;
  gsize            length;

  if (!load (self, file, error))
    return FALSE;
  if (token != NULL)
    g_key_file_set_string (file, device, key, token);
  else
    g_key_file_remove_key (file, device, key, NULL);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (self->path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &problem))
    return TRUE;
  g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING, "The token file %s cannot be written: %s", self->path, problem->message);
  return FALSE;
}

static void
foyer_secrets_file_secrets_init (FoyerSecretsInterface *iface)
{
  iface->lookup = file_lookup;
  iface->store = file_store;
}

static void
foyer_secrets_file_finalize (GObject *object)
{
  g_free (FOYER_SECRETS_FILE (object)->path);
  G_OBJECT_CLASS (foyer_secrets_file_parent_class)->finalize (object);
}

static void
foyer_secrets_file_class_init (FoyerSecretsFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_secrets_file_finalize;
}

static void
foyer_secrets_file_init (FoyerSecretsFile *self)
{
}

FoyerSecrets *
foyer_secrets_new_file (const char *path)
{
  FoyerSecretsFile *self = g_object_new (FOYER_TYPE_SECRETS_FILE, NULL);

  self->path = g_strdup (path);
  return FOYER_SECRETS (self);
}
