/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signed-code-private.h"

#include <string.h>

#include "foyer-change.h"
#include "foyer-json.h"

#define TEXT_MAX 200
#define CLAIMS_VERSION 1
#define SECONDS_MAX (FOYER_TIME_MAX / FOYER_SECOND)

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* base64url without padding (RFC 7515, 2), and only as it is written: unused bits are 0. */
static GBytes *
decode (const char *text, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);
  guint32 bits = 0;
  guint   held = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char *found = text[i] != '\0' ? strchr (alphabet, text[i]) : NULL;

      if (found == NULL)
        return NULL;
      bits = (bits << 6 | (guint32) (found - alphabet)) & 0xffff;
      held += 6;
      if (held >= 8)
        {
          guint8 byte = bits >> (held - 8) & 0xff;

          held -= 8;
          g_byte_array_append (bytes, &byte, 1);
        }
    }
  if (length % 4 == 1 || (bits & ((1u << held) - 1)) != 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
encode (GString *text, gconstpointer bytes, gsize length)
{
  g_autofree char *base64 = g_base64_encode (bytes, length);

  for (const char *c = base64; *c != '\0' && *c != '='; c++)
    g_string_append_c (text, *c == '+' ? '-' : *c == '/' ? '_'
                                                         : *c);
}

/* How many members the text names, which is known to be an object in JSON. */
static guint
count_members (const char *text, gsize length)
{
  guint    depth = 0, count = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '\\':
        i += quoted;
        break;
      case '"':
        quoted = !quoted;
        break;
      case '{':
      case '[':
        depth += !quoted;
        break;
      case '}':
      case ']':
        depth -= !quoted;
        break;
      case ':':
        count += !quoted && depth == 1;
        break;
      default:
        break;
      }
  return count;
}

static JsonObject *
read_object (const char *part, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = decode (part, length);
  g_autoptr (JsonObject) object = NULL;
  const char *text;
  gsize       size;

  if (bytes == NULL)
    {
      foyer_signed_code_refuse (error, "a part is not in base64url");
      return NULL;
    }
  text = g_bytes_get_data (bytes, &size);
  object = foyer_json_parse_object (text != NULL ? text : "", (gssize) size, error);
  if (object == NULL)
    return NULL;
  if (json_object_get_size (object) != count_members (text, size))
    {
      foyer_signed_code_refuse (error, "a member is named twice");
      return NULL;
    }
  return g_steal_pointer (&object);
}

static const char *
short_text (JsonObject *object, const char *member)
{
  const char *text = foyer_body_text (object, member);

  return text != NULL && *text != '\0' && strlen (text) <= TEXT_MAX ? text : NULL;
}

static gboolean
read_header (FoyerSignedCode *self, JsonObject *header, GError **error)
{
  /* what would let a code bring its own key, or change what the rest means */
  static const char *const refused[] = { "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (json_object_has_member (header, refused[i]))
      return foyer_signed_code_refuse (error, "its header says what it must not");
  self->algorithm = foyer_algorithm_from_nick (foyer_body_text (header, "alg"));
  if (self->algorithm == FOYER_N_ALGORITHMS)
    return foyer_signed_code_refuse (error, "its algorithm is none that is taken");
  if (json_object_has_member (header, "kid") && short_text (header, "kid") == NULL)
    return foyer_signed_code_refuse (error, "the name of its key is none");
  self->kid = g_strdup (short_text (header, "kid"));
  return TRUE;
}

static gboolean
read_claims (FoyerSignedCode *self, JsonObject *claims, GError **error)
{
  const char *subject = short_text (claims, "sub");
  const char *event = short_text (claims, "evt");
  const char *category = short_text (claims, "typ");
  gint64      issued = foyer_body_integer (claims, "iat", -1);
  gint64      expires = foyer_body_integer (claims, "exp", -1);

  if (subject == NULL || event == NULL || category == NULL)
    return foyer_signed_code_refuse (error, "a claim is missing or no text");
  if (foyer_body_integer (claims, "ver", -1) != CLAIMS_VERSION)
    return foyer_signed_code_refuse (error, "its version is not known here");
  if (issued < 0 || expires < 1 || issued > SECONDS_MAX || expires > SECONDS_MAX || expires < issued)
    return foyer_signed_code_refuse (error, "its times are none");
  self->subject = g_strdup (subject);
  self->event = g_strdup (event);
  self->category = g_strdup (category);
  self->valid_until = expires * FOYER_SECOND;
  foyer_id_parse (subject, &self->ticket);
  return TRUE;
}

gboolean
foyer_signed_code_read_jws (FoyerSignedCode *self, const char *code, GError **error)
{
  const char *first = strchr (code, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return foyer_signed_code_refuse (error, "it has not three parts");
  header = read_object (code, (gsize) (first - code), error);
  if (header == NULL || !read_header (self, header, error))
    return FALSE;
  claims = read_object (first + 1, (gsize) (second - first - 1), error);
  if (claims == NULL || !read_claims (self, claims, error))
    return FALSE;
  self->message = g_bytes_new (code, (gsize) (second - code));
  self->signature = decode (second + 1, strlen (second + 1));
  if (self->signature == NULL || g_bytes_get_size (self->signature) == 0)
    return foyer_signed_code_refuse (error, "it has no signature");
  return TRUE;
}

static void
append_object (GString *text, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = json_to_string (node, FALSE);

  encode (text, json, strlen (json));
}

char *
foyer_signed_code_print_jws (const char *subject, const char *event, const char *category, FoyerTime issued, FoyerTime expires, const FoyerSigner *signer)
{
  g_autoptr (JsonObject) header = json_object_new ();
  g_autoptr (JsonObject) claims = json_object_new ();
  GString *text = g_string_new (NULL);
  guint8   signature[FOYER_SIGNATURE_SIZE];

  json_object_set_string_member (header, "alg", foyer_algorithm_nick (FOYER_ALGORITHM_EDDSA));
  json_object_set_string_member (header, "kid", foyer_signer_get_kid (signer));
  json_object_set_string_member (header, "typ", "JWT");
  json_object_set_string_member (claims, "sub", subject);
  json_object_set_string_member (claims, "evt", event);
  json_object_set_string_member (claims, "typ", category);
  json_object_set_int_member (claims, "ver", CLAIMS_VERSION);
  json_object_set_int_member (claims, "iat", issued / FOYER_SECOND);
  json_object_set_int_member (claims, "exp", expires / FOYER_SECOND);
  append_object (text, header);
  g_string_append_c (text, '.');
  append_object (text, claims);
  foyer_signer_sign (signer, (const guint8 *) text->str, text->len, signature);
  g_string_append_c (text, '.');
  encode (text, signature, sizeof signature);
  return g_string_free_and_steal (text);
}
