/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pairing-code.h"

#include <string.h>

#include "foyer-change.h"
#include "foyer-error.h"
#include "foyer-fingerprint.h"
#include "foyer-ticket-code.h"
#include "foyer-wire-json.h"

#define SCHEME "foyer-pair:"
#define GROUP 5 /* characters between two spaces of what is to be typed */

FoyerPairingCode *
foyer_pairing_code_new (const char *url, const char *token, const char *fingerprint)
{
  FoyerPairingCode *self = g_new0 (FoyerPairingCode, 1);

  self->url = g_strdup (url != NULL ? url : "");
  self->token = g_strdup (token != NULL ? token : "");
  self->fingerprint = g_ascii_strdown (fingerprint != NULL ? fingerprint : "", -1);
  return self;
}

void
foyer_pairing_code_free (FoyerPairingCode *self)
{
  if (self == NULL)
    return;
  g_free (self->url);
  g_free (self->token);
  g_free (self->fingerprint);
  g_free (self);
}

static void
append_value (GString *text, const char *name, const char *value)
{
  g_string_append (text, name);
  g_string_append_uri_escaped (text, value, NULL, FALSE);
}

char *
foyer_pairing_code_print (const FoyerPairingCode *self)
{
  GString *text = g_string_new (SCHEME);

  append_value (text, "?url=", self->url);
  append_value (text, "&token=", self->token);
  if (*self->fingerprint != '\0')
    append_value (text, "&fingerprint=", self->fingerprint);
  return g_string_free_and_steal (text);
}

static void
append_groups (GString *text, const char *value, gsize length)
{
  for (gsize i = 0; i < length && value[i] != '\0'; i++)
    {
      if (i % GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, value[i]);
    }
}

char *
foyer_pairing_code_print_words (const FoyerPairingCode *self)
{
  GString *text = g_string_new (self->url);

  append_groups (text, self->token, FOYER_SECRET_LENGTH);
  append_groups (text, self->fingerprint, FOYER_FINGERPRINT_SHORT);
  return g_string_free_and_steal (text);
}

static FoyerPairingCode *
read_uri (const char *text, GError **error)
{
  g_autoptr (GHashTable) values = NULL;
  const char *query = text + strlen (SCHEME);

  if (*query == '?')
    query++;
  values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (values == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The pairing code is damaged.");
      return NULL;
    }
  return foyer_pairing_code_new (g_hash_table_lookup (values, "url"),
                                 g_hash_table_lookup (values, "token"),
                                 g_hash_table_lookup (values, "fingerprint"));
}

static FoyerPairingCode *
read_json (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = foyer_wire_parse (text, strlen (text), error);

  if (object == NULL)
    return NULL;
  return foyer_pairing_code_new (foyer_body_text (object, "url"),
                                 foyer_body_text (object, "token"),
                                 foyer_body_text (object, "fingerprint"));
}

/* Whatever white space and hyphens a person typed: behind the address come the token and, with TLS, the fingerprint. */
static FoyerPairingCode *
read_words (const char *text)
{
  gsize            address_length = strcspn (text, " \t\r\n");
  g_autofree char *address = g_strndup (text, address_length);
  g_autofree char *token = NULL;
  GString         *rest = g_string_new (NULL);
  g_autofree char *joined = NULL;

  for (const char *p = text + address_length; *p != '\0'; p++)
    if (!g_ascii_isspace (*p) && *p != '-')
      g_string_append_c (rest, *p);
  joined = g_string_free_and_steal (rest);
  token = g_strndup (joined, FOYER_SECRET_LENGTH);
  return foyer_pairing_code_new (address, token, joined + strlen (token));
}

static gboolean
check_url (FoyerPairingCode *self)
{
  g_autoptr (GUri) uri = NULL;

  if (!g_utf8_validate (self->url, -1, NULL))
    return FALSE;
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL);
  return uri != NULL &&
         (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https")) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL;
}

static gboolean
check (FoyerPairingCode *self, GError **error)
{
  g_autofree char *token = NULL;

  if (*self->url == '\0' || *self->token == '\0')
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   "This is no pairing code: it needs the address of a platform and a token.");
      return FALSE;
    }
  if (!check_url (self))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   "The address in the pairing code is not that of a platform; it must start with http:// or https://.");
      return FALSE;
    }
  token = foyer_code_normalize (self->token, -1);
  if (token == NULL || !foyer_code_is_secret (token))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID,
                   "The token in the pairing code is incomplete or mistyped; it has %d characters.", FOYER_SECRET_LENGTH);
      return FALSE;
    }
  g_set_str (&self->token, token);
  if (*self->fingerprint != '\0' && !foyer_fingerprint_is_pin (self->fingerprint))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The certificate fingerprint in the pairing code is incomplete or mistyped.");
      return FALSE;
    }
  return TRUE;
}

FoyerPairingCode *
foyer_pairing_code_parse (const char *text, GError **error)
{
  g_autoptr (FoyerPairingCode) self = NULL;
  g_autofree char *trimmed = NULL;

  if (text == NULL || strlen (text) > FOYER_PAIRING_CODE_MAX || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "This is no pairing code.");
      return NULL;
    }
  trimmed = g_strstrip (g_strdup (text));
  if (g_ascii_strncasecmp (trimmed, SCHEME, strlen (SCHEME)) == 0)
    self = read_uri (trimmed, error);
  else if (*trimmed == '{')
    self = read_json (trimmed, error);
  else
    self = read_words (trimmed);
  if (self == NULL || !check (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
