/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-platform-pairing.h"

#include "foyer-control-file.h"
#include "foyer-device-register.h"
#include "foyer-error.h"
#include "foyer-fingerprint.h"
#include "foyer-pairing-code.h"
#include "foyer-server.h"
#include "foyer-wire-json.h"

#define TIMEOUT_SECONDS 10

void
foyer_platform_pairing_print (const char *role, const char *url, const char *token, const char *pin)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_new (url, token, pin);
  g_autofree char *text = foyer_pairing_code_print (code);
  g_autofree char *words = foyer_pairing_code_print_words (code);

  g_print ("Pairing code for one %s, good for 10 minutes:\n%s\nor, to type:\n%s\n", role, text, words);
}

static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flaws, gpointer data)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *fingerprint = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  fingerprint = foyer_fingerprint_new (der->data, der->len);
  return foyer_fingerprint_matches (fingerprint, data);
}

static GBytes *
make_request (const char *role)
{
  JsonObject *request = json_object_new ();
  char       *text;

  json_object_set_string_member (request, "role", role);
  text = foyer_wire_print (request);
  return g_bytes_new_take (text, strlen (text));
}

/* Returns: (transfer full) (nullable): what the running platform answers */
static JsonObject *
ask (const FoyerControl *control, const char *role, guint *status, GError **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "tls-database", NULL, NULL);
  g_autofree char *target = g_strconcat (control->url, "/api/v1/pairing", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", control->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", target);
  g_autoptr (GBytes) body = make_request (role);
  g_autoptr (GBytes) answer = NULL;

  if (message == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The control file of the running platform is damaged.");
      return NULL;
    }
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), control->fingerprint);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  answer = soup_session_send_and_read (session, message, NULL, error);
  if (answer == NULL)
    return NULL;
  *status = soup_message_get_status (message);
  return foyer_wire_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), error);
}

gboolean
foyer_platform_pairing_ask (const FoyerPlatformOptions *options, GError **error)
{
  g_autoptr (FoyerControl) control = foyer_control_file_read (options->folder, error);
  g_autoptr (JsonObject) answer = NULL;
  const char *url;
  const char *token;
  guint       status = 0;

  if (control == NULL)
    return FALSE;
  answer = ask (control, options->role, &status, error);
  if (answer == NULL)
    return FALSE;
  url = foyer_body_text (answer, "url");
  token = foyer_body_text (answer, "token");
  if (status != SOUP_STATUS_CREATED || url == NULL || token == NULL)
    {
      const char *reason = foyer_body_text (answer, "message");

      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "The running platform gave no pairing code: %s", reason != NULL ? reason : "no reason given");
      return FALSE;
    }
  foyer_platform_pairing_print (options->role, options->url != NULL ? options->url : url, token, foyer_body_text (answer, "fingerprint"));
  return TRUE;
}

gboolean
foyer_platform_pairing_make (const FoyerPlatformOptions *options, GError **error)
{
  g_autoptr (FoyerStorage) storage = foyer_platform_options_open (options, error);
  g_autoptr (FoyerCertificate) certificate = NULL;
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;
  FoyerId          organization;

  if (storage == NULL ||
      !foyer_platform_options_certify (options, &certificate, error) ||
      !foyer_register_find_organization (storage, FOYER_ORGANIZATION_NAME, g_get_real_time (), &organization, error))
    return FALSE;
  token = foyer_register_add_pairing (storage, &organization, foyer_role_from_nick (options->role), g_get_real_time (), error);
  if (token == NULL)
    return FALSE;
  if (options->url != NULL)
    url = g_strdup (options->url);
  else
    url = foyer_server_make_url (certificate != NULL ? "https" : "http", options->address, options->port, error);
  if (url == NULL)
    return FALSE;
  foyer_platform_pairing_print (options->role, url, token, foyer_certificate_get_pin (certificate));
  return TRUE;
}

gboolean
foyer_platform_pairing_invite_first (FoyerStorage *storage, char **token, GError **error)
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
