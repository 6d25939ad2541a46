/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <signal.h>

#include <glib-unix.h>
#include <glib/gstdio.h>

#include "foyer-config.h"
#include "foyer-control-file.h"
#include "foyer-error.h"
#include "foyer-platform-log.h"
#include "foyer-platform-options.h"
#include "foyer-platform-pairing.h"
#include "foyer-role.h"
#include "foyer-server.h"

#define STOP_SECONDS 5

static gboolean
leave_control_file (const FoyerPlatformOptions *options, FoyerServer *server, const char *url, GError **error)
{
  g_autofree char *token = foyer_token_generate ();
  FoyerControl     control = { (char *) url, token, server->certificate != NULL ? server->certificate->fingerprint : (char *) "" };

  foyer_token_hash (token, &server->admin_token);
  return foyer_control_file_write (options->folder, &control, error);
}

static FoyerServer *
start (const FoyerPlatformOptions *options, GError **error)
{
  g_autoptr (FoyerCertificate) certificate = NULL;
  g_autoptr (FoyerStorage) storage = NULL;
  g_autoptr (FoyerServer) server = NULL;
  g_autofree char *invitation = NULL;
  g_autofree char *local = NULL;

  if (!foyer_platform_options_certify (options, &certificate, error))
    return NULL;
  storage = foyer_platform_options_open (options, error);
  if (storage == NULL || !foyer_platform_pairing_invite_first (storage, &invitation, error))
    return NULL;
  server = foyer_server_new (g_steal_pointer (&storage), g_steal_pointer (&certificate), error);
  if (server == NULL || !foyer_server_listen (server, options->address, options->port, options->share, error))
    return NULL;
  foyer_server_set_rate (server, options->rate);
  if (!foyer_platform_options_read_secret (options, &server->shopify_secret, error))
    return NULL;
  local = g_strdup (server->public_url);
  if (options->url != NULL)
    g_set_str (&server->public_url, options->url);
  if (options->database != NULL)
    foyer_server_watch (server, options->database);
  else if (!leave_control_file (options, server, local, error))
    return NULL;
  g_print ("Listening on %s\n", local);
  if (invitation != NULL)
    foyer_platform_pairing_print (foyer_role_nick (FOYER_ROLE_ORGANIZER), server->public_url, invitation, foyer_certificate_get_pin (server->certificate));
  return g_steal_pointer (&server);
}

static gboolean
stop_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

typedef struct
{
  const FoyerPlatformOptions *options;
  FoyerServer                *server;
} Running;

/* A certificate that an authority renewed is shown without a restart. */
static gboolean
reload_cb (gpointer data)
{
  Running *running = data;
  g_autoptr (FoyerCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  if (!foyer_platform_options_certify (running->options, &certificate, &error))
    g_warning ("The certificate was not read again: %s", error->message);
  else if (certificate != NULL)
    {
      foyer_server_set_certificate (running->server, g_steal_pointer (&certificate));
      g_message ("the certificate was read again");
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
serve (const FoyerPlatformOptions *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (FoyerServer) server = start (options, error);
  Running running = { options, server };

  if (server == NULL)
    return FALSE;
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_unix_signal_add (SIGHUP, reload_cb, &running);
  g_main_loop_run (loop);
  g_message ("stopping");
  foyer_server_stop (server, STOP_SECONDS);
  if (options->database == NULL)
    foyer_control_file_remove (options->folder);
  return TRUE;
}

static gboolean
serve_or_invite (const FoyerPlatformOptions *options, GError **error)
{
  return options->role != NULL ? foyer_platform_pairing_make (options, error) : serve (options, error);
}

static gboolean
run (const FoyerPlatformOptions *options, GError **error)
{
  FoyerDataLock lock = { -1 };
  gboolean      busy;
  gboolean      good;

  if (options->backup != NULL)
    return foyer_platform_options_back_up (options, error);
  if (options->folder != NULL && g_mkdir_with_parents (options->folder, 0700) != 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "The folder %s cannot be made.", options->folder);
      return FALSE;
    }
  /* A database of its own knows how to serve many. */
  if (options->database != NULL)
    return serve_or_invite (options, error);
  if (!foyer_data_lock_take (options->folder, &lock, &busy, error))
    return FALSE;
  if (busy && options->role != NULL)
    return foyer_platform_pairing_ask (options, error);
  if (busy)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY, "Another platform is already running on %s.", options->folder);
      return FALSE;
    }
  good = serve_or_invite (options, error);
  foyer_data_lock_release (&lock);
  return good;
}

int
main (int argc, char **argv)
{
  g_auto (FoyerPlatformOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  foyer_platform_log_init ();
  if (!foyer_platform_options_parse (&options, &argc, &argv, &error))
    {
      g_printerr ("foyer-platform: %s\n", error->message);
      return 2;
    }
  if (options.version)
    {
      g_print ("foyer-platform %s\n", FOYER_VERSION);
      return 0;
    }
  if (!run (&options, &error))
    {
      g_printerr ("foyer-platform: %s\n", error->message);
      return 1;
    }
  return 0;
}
