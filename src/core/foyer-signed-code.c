/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signed-code-private.h"

#include <string.h>

#include "foyer-base45.h"
#include "foyer-error.h"
#include "foyer-nick.h"

#define PREFIX 'F'
#define VERSION 1
#define EPOCH (G_GINT64_CONSTANT (1577836800) * FOYER_SECOND) /* 2020-01-01T00:00:00Z */
#define MINUTES_MAX 0xffffff

enum
{
  AT_VERSION = 0,
  AT_KEY = 1,
  AT_EVENT = AT_KEY + FOYER_KEY_TAG_SIZE,
  AT_TICKET = AT_EVENT + 4,
  AT_CATEGORY = AT_TICKET + FOYER_ID_SIZE,
  AT_FROM = AT_CATEGORY + 3,
  AT_UNTIL = AT_FROM + 3,
  AT_SECRET = AT_UNTIL + 3,
  AT_SIGNATURE = AT_SECRET + FOYER_SECRET_TAG_SIZE,
  SIZE = AT_SIGNATURE + FOYER_SIGNATURE_SIZE,
};
G_STATIC_ASSERT (1 + SIZE / 2 * 3 == FOYER_SIGNED_CODE_LENGTH);

static const char *const form_nicks[FOYER_N_SIGNED_FORMS] = {
  [FOYER_SIGNED_NONE] = "none",
  [FOYER_SIGNED_FOYER] = "foyer",
  [FOYER_SIGNED_JWS] = "jws",
  [FOYER_SIGNED_SIG1] = "sig1",
};

const char *
foyer_signed_form_nick (FoyerSignedForm form)
{
  g_return_val_if_fail (form < FOYER_N_SIGNED_FORMS, form_nicks[0]);

  return form_nicks[form];
}

FoyerSignedForm
foyer_signed_form_from_nick (const char *nick)
{
  return foyer_nick_find (form_nicks, FOYER_N_SIGNED_FORMS, nick, FOYER_SIGNED_NONE);
}

gboolean
foyer_signed_code_refuse (GError **error, const char *reason)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "This is no signed code: %s.", reason);
  return FALSE;
}

void
foyer_signed_code_free (FoyerSignedCode *self)
{
  if (self == NULL)
    return;
  g_free (self->kid);
  g_free (self->subject);
  g_free (self->event);
  g_free (self->category);
  g_clear_pointer (&self->message, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self);
}

FoyerSignedForm
foyer_signed_form_of (const char *code)
{
  gsize length;

  if (code == NULL)
    return FOYER_SIGNED_NONE;
  length = strlen (code);
  if (code[0] == PREFIX && length == FOYER_SIGNED_CODE_LENGTH)
    return FOYER_SIGNED_FOYER;
  /* every JOSE header begins with a brace and a quotation mark */
  if (g_str_has_prefix (code, "ey") && strchr (code, '.') != NULL)
    return FOYER_SIGNED_JWS;
  /* base64 written backwards: 69 bytes and the payload, that begin with the
   * version 1 and a length below 4096 */
  if (length >= 92 && g_str_has_suffix (code, "QA") &&
      strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == length)
    return FOYER_SIGNED_SIG1;
  return FOYER_SIGNED_NONE;
}

FoyerSignedCode *
foyer_signed_code_parse (const char *code, GError **error)
{
  g_autoptr (FoyerSignedCode) self = g_new0 (FoyerSignedCode, 1);
  gboolean read = FALSE;

  self->form = foyer_signed_form_of (code);
  switch (self->form)
    {
    case FOYER_SIGNED_FOYER:
      read = foyer_signed_code_read_foyer (self, code, error);
      break;
    case FOYER_SIGNED_JWS:
      read = foyer_signed_code_read_jws (self, code, error);
      break;
    case FOYER_SIGNED_SIG1:
      read = foyer_signed_code_read_sig1 (self, code, error);
      break;
    case FOYER_SIGNED_NONE:
    case FOYER_N_SIGNED_FORMS:
    default:
      foyer_signed_code_refuse (error, "it has none of their forms");
    }
  if (!read)
    return NULL;
  if (self->subject == NULL)
    self->subject = g_strdup ("");
  if (self->event == NULL)
    self->event = g_strdup ("");
  if (self->category == NULL)
    self->category = g_strdup ("");
  return g_steal_pointer (&self);
}

gboolean
foyer_signed_code_verify (const FoyerSignedCode *self, const FoyerKey *key)
{
  gsize         length, signature_length;
  const guint8 *message = g_bytes_get_data (self->message, &length);
  const guint8 *signature = g_bytes_get_data (self->signature, &signature_length);

  /* a code that claims another algorithm than its key's was tampered with */
  return self->algorithm == foyer_key_get_algorithm (key) &&
         foyer_key_verify (key, message, length, signature, signature_length);
}

static guint32
read_number (const guint8 *bytes, int count)
{
  guint32 number = 0;

  for (int i = 0; i < count; i++)
    number = number << 8 | bytes[i];
  return number;
}

static FoyerTime
read_minutes (const guint8 *bytes)
{
  guint32 minutes = read_number (bytes, 3);

  return minutes == 0 ? 0 : EPOCH + minutes * FOYER_MINUTE;
}

gboolean
foyer_signed_code_read_foyer (FoyerSignedCode *self, const char *code, GError **error)
{
  g_autoptr (GBytes) whole = foyer_base45_decode (code + 1, FOYER_SIGNED_CODE_LENGTH - 1);
  const guint8 *bytes = whole != NULL ? g_bytes_get_data (whole, NULL) : NULL;

  if (bytes == NULL || g_bytes_get_size (whole) != SIZE)
    return foyer_signed_code_refuse (error, "it is not in base45");
  if (bytes[AT_VERSION] != VERSION)
    return foyer_signed_code_refuse (error, "its version is not known here");
  self->algorithm = FOYER_ALGORITHM_EDDSA;
  self->kid = g_strdup_printf ("%08x", read_number (bytes + AT_KEY, FOYER_KEY_TAG_SIZE));
  memcpy (self->event_tag, bytes + AT_EVENT, sizeof self->event_tag);
  memcpy (self->ticket.bytes, bytes + AT_TICKET, FOYER_ID_SIZE);
  memcpy (self->category_tag, bytes + AT_CATEGORY, sizeof self->category_tag);
  memcpy (self->secret_tag, bytes + AT_SECRET, sizeof self->secret_tag);
  self->valid_from = read_minutes (bytes + AT_FROM);
  self->valid_until = read_minutes (bytes + AT_UNTIL);
  if (foyer_id_is_none (&self->ticket))
    return foyer_signed_code_refuse (error, "it names no ticket");
  self->message = g_bytes_new (bytes, AT_SIGNATURE);
  self->signature = g_bytes_new (bytes + AT_SIGNATURE, FOYER_SIGNATURE_SIZE);
  return TRUE;
}

static void
write_minutes (guint8 *bytes, FoyerTime time)
{
  gint64 minutes = time == 0 ? 0 : CLAMP ((time - EPOCH) / FOYER_MINUTE, 1, MINUTES_MAX);

  bytes[0] = minutes >> 16;
  bytes[1] = minutes >> 8 & 0xff;
  bytes[2] = minutes & 0xff;
}

static const guint8 *
tail_of (const FoyerId *id, gsize size)
{
  return id->bytes + FOYER_ID_SIZE - size;
}

char *
foyer_signed_code_print (const FoyerSignedContent *content, const FoyerSigner *signer)
{
  guint8           bytes[SIZE] = { 0 };
  g_autofree char *text = NULL;

  bytes[AT_VERSION] = VERSION;
  memcpy (bytes + AT_KEY, foyer_signer_get_tag (signer), FOYER_KEY_TAG_SIZE);
  memcpy (bytes + AT_EVENT, tail_of (&content->event, 4), 4);
  memcpy (bytes + AT_TICKET, content->ticket.bytes, FOYER_ID_SIZE);
  memcpy (bytes + AT_CATEGORY, tail_of (&content->category, 3), 3);
  write_minutes (bytes + AT_FROM, content->valid_from);
  /* a minute that has begun is whole */
  write_minutes (bytes + AT_UNTIL, content->valid_until == 0 ? 0 : content->valid_until + FOYER_MINUTE - 1);
  foyer_secret_tag (content->secret, bytes + AT_SECRET);
  foyer_signer_sign (signer, bytes, AT_SIGNATURE, bytes + AT_SIGNATURE);
  text = foyer_base45_encode (bytes, sizeof bytes);
  return g_strdup_printf ("%c%s", PREFIX, text);
}

void
foyer_secret_tag (const char *secret, guint8 tag[FOYER_SECRET_TAG_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize  length = sizeof digest;

  g_checksum_update (sum, (const guint8 *) secret, (gssize) strlen (secret));
  g_checksum_get_digest (sum, digest, &length);
  memcpy (tag, digest, FOYER_SECRET_TAG_SIZE);
}

gboolean
foyer_signed_code_is_for_event (const FoyerSignedCode *self, const FoyerId *event)
{
  return self->form == FOYER_SIGNED_FOYER && memcmp (self->event_tag, tail_of (event, sizeof self->event_tag), sizeof self->event_tag) == 0;
}

gboolean
foyer_signed_code_is_for_category (const FoyerSignedCode *self, const FoyerId *category)
{
  return self->form == FOYER_SIGNED_FOYER && memcmp (self->category_tag, tail_of (category, sizeof self->category_tag), sizeof self->category_tag) == 0;
}
