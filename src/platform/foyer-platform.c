/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <signal.h>

#include <glib-unix.h>
#include <glib/gstdio.h>

#include "foyer-config.h"
#include "foyer-control-file.h"
#include "foyer-device-register.h"
#include "foyer-error.h"
#include "foyer-pairing-code.h"
#include "foyer-platform-log.h"
#include "foyer-server.h"
#include "foyer-wire-json.h"

#define DEFAULT_PORT 8423
#define DATABASE "platform.sqlite"
#define STOP_SECONDS 5

#define DESCRIPTION                                                                  \
  "The platform that Foyer's laptops synchronise with: on the internet, or on one\n" \
  "laptop in the venue's own network.\n\n"                                           \
  "The first start prints a pairing code for the organizer's laptop.\n\n"            \
  "This version speaks plain HTTP without TLS. Use it on this machine, inside a\n"   \
  "network that you trust, or behind a proxy that adds TLS."

typedef struct
{
  char    *folder;
  char    *address;
  char    *url;
  char    *role;
  int      port;
  gboolean version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->address);
  g_free (options->url);
  g_free (options->role);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options->folder, "Folder that holds everything; made when it is not there", "DIR" },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, "Port to listen on; 0 takes any free one (default: 8423)", "N" },
    { "address", 'a', 0, G_OPTION_ARG_STRING, &options->address, "IP address to listen on; 0.0.0.0 for all (default: this machine only)", "A" },
    { "url", 'u', 0, G_OPTION_ARG_STRING, &options->url, "Address under which the laptops reach this platform, when it is another", "URL" },
    { "print-pairing", 0, 0, G_OPTION_ARG_STRING, &options->role, "Print a pairing code for organizer, box-office or door, and end", "ROLE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version, and end", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, DESCRIPTION);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->version)
    return TRUE;
  if (*argc > 1)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is not understood.", (*argv)[1]);
  else if (options->folder == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "Say where to keep the data: --data DIR.");
  else if (options->port < 0 || options->port > 65535)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A port is a number from 0 to 65535.");
  else if (options->role != NULL && foyer_role_from_nick (options->role) == FOYER_N_ROLES)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is no role. There are organizer, box-office and door.", options->role);
  else
    return TRUE;
  return FALSE;
}

static void
print_pairing (const char *role, const char *url, const char *token)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_new (url, token, NULL);
  g_autofree char *text = foyer_pairing_code_print (code);

  g_print ("Pairing code for one %s, good for 10 minutes:\n%s\n", role, text);
}

static FoyerStorage *
open_storage (const Options *options, GError **error)
{
  g_autofree char *path = g_build_filename (options->folder, DATABASE, NULL);

  return foyer_storage_open_sqlite (path, error);
}

/* Asks the process that owns the database. */
static gboolean
print_pairing_of_running (const Options *options, GError **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;
  g_autofree char *target = NULL;
  g_autofree char *authorization = NULL;
  JsonObject      *request = json_object_new ();
  char            *text;
  const char      *code_url;
  const char      *code_token;

  json_object_set_string_member (request, "role", options->role);
  text = foyer_wire_print (request);
  body = g_bytes_new_take (text, strlen (text));
  if (!foyer_control_file_read (options->folder, &url, &token, error))
    return FALSE;
  target = g_strconcat (url, "/api/v1/pairing", NULL);
  authorization = g_strconcat ("Bearer ", token, NULL);
  message = soup_message_new ("POST", target);
  if (message == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The control file of the running platform is damaged.");
      return FALSE;
    }
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  answer = soup_session_send_and_read (session, message, NULL, error);
  if (answer == NULL)
    return FALSE;
  object = foyer_wire_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), error);
  if (object == NULL)
    return FALSE;
  code_url = foyer_body_text (object, "url");
  code_token = foyer_body_text (object, "token");
  if (soup_message_get_status (message) != SOUP_STATUS_CREATED || code_url == NULL || code_token == NULL)
    {
      const char *reason = foyer_body_text (object, "message");

      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "The running platform gave no pairing code: %s", reason != NULL ? reason : "no reason given");
      return FALSE;
    }
  print_pairing (options->role, options->url != NULL ? options->url : code_url, code_token);
  return TRUE;
}

/* No server runs: the code says where it will, as far as the options tell. */
static gboolean
print_pairing_offline (const Options *options, GError **error)
{
  g_autoptr (FoyerStorage) storage = open_storage (options, error);
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;
  FoyerId          organization;

  if (storage == NULL || !foyer_register_find_organization (storage, FOYER_ORGANIZATION_NAME, g_get_real_time (), &organization, error))
    return FALSE;
  token = foyer_register_add_pairing (storage, &organization, foyer_role_from_nick (options->role), g_get_real_time (), error);
  if (token == NULL)
    return FALSE;
  if (options->url != NULL)
    url = g_strdup (options->url);
  else
    url = foyer_server_make_url (options->address, options->port, error);
  if (url == NULL)
    return FALSE;
  print_pairing (options->role, url, token);
  return TRUE;
}

/* Sets @token when nobody can organize yet, so that the first start lets somebody in. */
static gboolean
invite_first_organizer (FoyerStorage *storage, char **token, GError **error)
{
  FoyerId  organization;
  gboolean has_organizer = FALSE;

  *token = NULL;
  if (!foyer_register_find_organization (storage, FOYER_ORGANIZATION_NAME, g_get_real_time (), &organization, error) ||
      !foyer_register_has_organizer (storage, &organization, &has_organizer, error))
    return FALSE;
  if (has_organizer)
    return TRUE;
  *token = foyer_register_add_pairing (storage, &organization, FOYER_ROLE_ORGANIZER, g_get_real_time (), error);
  return *token != NULL;
}

static FoyerServer *
start (const Options *options, GError **error)
{
  g_autoptr (FoyerStorage) storage = open_storage (options, error);
  g_autoptr (FoyerServer) server = NULL;
  g_autofree char *admin = foyer_token_generate ();
  g_autofree char *invitation = NULL;
  g_autofree char *local = NULL;

  if (storage == NULL || !invite_first_organizer (storage, &invitation, error))
    return NULL;
  server = foyer_server_new (g_steal_pointer (&storage), error);
  if (server == NULL || !foyer_server_listen (server, options->address, options->port, error))
    return NULL;
  foyer_token_hash (admin, &server->admin_token);
  local = g_strdup (server->public_url);
  if (options->url != NULL)
    g_set_str (&server->public_url, options->url);
  if (!foyer_control_file_write (options->folder, local, admin, error))
    return NULL;
  g_print ("Listening on %s\n", local);
  if (invitation != NULL)
    print_pairing (foyer_role_nick (FOYER_ROLE_ORGANIZER), server->public_url, invitation);
  return g_steal_pointer (&server);
}

static gboolean
stop_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
serve (const Options *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (FoyerServer) server = start (options, error);

  if (server == NULL)
    return FALSE;
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_main_loop_run (loop);
  g_message ("stopping");
  foyer_server_stop (server, STOP_SECONDS);
  foyer_control_file_remove (options->folder);
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  FoyerDataLock lock = { -1 };
  gboolean      busy;
  gboolean      good;

  if (g_mkdir_with_parents (options->folder, 0700) != 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "The folder %s cannot be made.", options->folder);
      return FALSE;
    }
  if (!foyer_data_lock_take (options->folder, &lock, &busy, error))
    return FALSE;
  if (busy && options->role != NULL)
    return print_pairing_of_running (options, error);
  if (busy)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_BUSY, "Another platform is already running on %s.", options->folder);
      return FALSE;
    }
  good = options->role != NULL ? print_pairing_offline (options, error) : serve (options, error);
  foyer_data_lock_release (&lock);
  return good;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .port = DEFAULT_PORT };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  foyer_platform_log_init ();
  if (!parse_options (&options, &argc, &argv, &error))
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
