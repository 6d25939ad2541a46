/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-platform-options.h"

#include "foyer-backup.h"
#include "foyer-device-register.h"
#include "foyer-error.h"
#include "foyer-role.h"
#include "foyer-server.h"

#define DEFAULT_PORT 8423
#define DATABASE "platform.sqlite"

#define DESCRIPTION                                                                    \
  "The platform that Foyer's laptops synchronise with: on the internet, or on one\n"   \
  "laptop in the venue's own network.\n\n"                                             \
  "The first start prints a pairing code for the organizer's laptop. It speaks\n"      \
  "HTTPS with a certificate that it makes itself; the pairing codes carry the\n"       \
  "certificate's fingerprint, so the laptops trust this certificate and no other.\n\n" \
  "“backup FILE” copies the data of a platform, which may be running, to FILE."

void
foyer_platform_options_clear (FoyerPlatformOptions *self)
{
  g_free (self->folder);
  g_free (self->database);
  g_free (self->address);
  g_free (self->url);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->role);
  g_free (self->shopify);
  g_free (self->backup);
}

static gboolean
check (const FoyerPlatformOptions *self, GError **error)
{
  if (self->folder == NULL && self->database == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Say where to keep the data: --data DIR.");
  else if (self->folder == NULL && !self->http && self->certificate == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Say where to keep the certificate: --data DIR. Or give one: --certificate FILE.");
  else if (self->rate < 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A rate is a number of requests, 0 for no limit.");
  else if (self->backup != NULL && self->database != NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "PostgreSQL has its own: pg_dump -Fc -f %s %s", self->backup, self->database);
  else if (self->share && (self->database == NULL || self->port == 0))
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Processes that share a port need the same --database and --port.");
  else if (self->port < 0 || self->port > 65535)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A port is a number from 0 to 65535.");
  else if (self->role != NULL && foyer_role_from_nick (self->role) == FOYER_N_ROLES)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is no role. There are organizer, box-office, door and admin.", self->role);
  else if (self->http && self->certificate != NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Plain HTTP has no certificate: give --http or --certificate.");
  else if (self->key != NULL && self->certificate == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A key needs its certificate: --certificate FILE.");
  else
    return TRUE;
  return FALSE;
}

gboolean
foyer_platform_options_parse (FoyerPlatformOptions *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &self->folder, "Folder that holds everything; made when it is not there", "DIR" },
    { "database", 'D', 0, G_OPTION_ARG_STRING, &self->database, "Keep the data in PostgreSQL; several processes may use one database", "postgresql://…" },
    { "port", 'p', 0, G_OPTION_ARG_INT, &self->port, "Port to listen on; 0 takes any free one (default: 8423)", "N" },
    { "address", 'a', 0, G_OPTION_ARG_STRING, &self->address, "IP address to listen on; 0.0.0.0 for all (default: this machine only)", "A" },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &self->url, "Address under which the laptops reach this platform, when it is another", "URL" },
    { "share-port", 0, 0, G_OPTION_ARG_NONE, &self->share, "Let more processes listen on this port; for --database", NULL },
    { "certificate", 'c', 0, G_OPTION_ARG_FILENAME, &self->certificate, "Use this certificate (PEM) for HTTPS; read again at SIGHUP", "FILE" },
    { "key", 'k', 0, G_OPTION_ARG_FILENAME, &self->key, "Its private key, when it is not in the same file", "FILE" },
    { "http", 0, 0, G_OPTION_ARG_NONE, &self->http, "Speak plain HTTP: anybody on the network can read along. For a proxy that adds TLS", NULL },
    { "rate", 0, 0, G_OPTION_ARG_INT, &self->rate, "Requests a second that a device may make; 0 for no limit (default: 100)", "N" },
    { "shopify-secret", 0, 0, G_OPTION_ARG_FILENAME, &self->shopify, "Take orders of the Shopify shop that signs with the secret in FILE", "FILE" },
    { "print-pairing", 0, 0, G_OPTION_ARG_STRING, &self->role, "Print a pairing code for organizer, box-office, door or admin, and end", "ROLE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, "Print the version, and end", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[backup FILE]");

  self->port = DEFAULT_PORT;
  self->rate = FOYER_REQUESTS_PER_SECOND;
  g_option_context_set_summary (context, DESCRIPTION);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (self->version)
    return TRUE;
  if (*argc == 3 && g_str_equal ((*argv)[1], "backup"))
    self->backup = g_strdup ((*argv)[2]);
  else if (*argc > 1)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is not understood.", (*argv)[1]);
      return FALSE;
    }
  return check (self, error);
}

/* Two processes that start at once must not found two. */
static gboolean
found_organization (FoyerStorage *storage, GError **error)
{
  FoyerId organization;

  return foyer_storage_run_plain (storage, "BEGIN", error) &&
         foyer_storage_lock (storage, error) &&
         foyer_register_find_organization (storage, FOYER_ORGANIZATION_NAME, g_get_real_time (), &organization, error) &&
         foyer_storage_run_plain (storage, "COMMIT", error);
}

FoyerStorage *
foyer_platform_options_open (const FoyerPlatformOptions *self, GError **error)
{
  g_autoptr (FoyerStorage) storage = NULL;
  g_autofree char *path = NULL;

  if (self->database != NULL)
    storage = foyer_storage_open_postgresql (self->database, error);
  else
    {
      path = g_build_filename (self->folder, DATABASE, NULL);
      storage = foyer_storage_open_sqlite (path, error);
    }
  return storage != NULL && found_organization (storage, error) ? g_steal_pointer (&storage) : NULL;
}

gboolean
foyer_platform_options_back_up (const FoyerPlatformOptions *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, DATABASE, NULL);

  return foyer_backup_write (path, self->backup, error);
}

gboolean
foyer_platform_options_read_secret (const FoyerPlatformOptions *self, char **secret, GError **error)
{
  *secret = NULL;
  if (self->shopify == NULL)
    return TRUE;
  if (!g_file_get_contents (self->shopify, secret, NULL, error))
    return FALSE;
  g_strstrip (*secret);
  if (**secret != '\0')
    return TRUE;
  g_clear_pointer (secret, g_free);
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "There is no secret in %s.", self->shopify);
  return FALSE;
}

gboolean
foyer_platform_options_certify (const FoyerPlatformOptions *self, FoyerCertificate **certificate, GError **error)
{
  *certificate = NULL;
  if (self->http)
    return TRUE;
  if (self->certificate != NULL)
    *certificate = foyer_certificate_load (self->certificate, self->key != NULL ? self->key : self->certificate, error);
  else
    *certificate = foyer_certificate_ensure (self->folder, error);
  return *certificate != NULL;
}
