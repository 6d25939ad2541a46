/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signed-code-private.h"

#include <string.h>

#define VERSION 1
#define HEAD_SIZE 5 /* version, length of the payload, length of the signature */
#define SECONDS_MAX (FOYER_TIME_MAX / FOYER_SECOND)
#define SEED_MAX 100

/* A place in protocol buffers that are being read. */
typedef struct
{
  const guint8 *bytes;
  gsize         length;
  gsize         place;
} Reader;

static gboolean
read_varint (Reader *reader, guint64 *number)
{
  *number = 0;
  for (int shift = 0; shift < 64 && reader->place < reader->length; shift += 7)
    {
      guint8 byte = reader->bytes[reader->place++];

      /* the tenth byte has room for one bit only */
      if (shift == 63 && byte > 1)
        return FALSE;
      *number |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What the payload says: see the field numbers. */
typedef struct
{
  char  *seed;       /* 1 */
  gint64 numbers[7]; /* 2 item, 3 variation, 4 subevent, 5 valid from, 6 valid until */
  guint  seen;       /* a bit for each of them */
} Payload;

static gboolean
read_field (Reader *reader, Payload *payload)
{
  guint64 key, value;

  if (!read_varint (reader, &key) || !read_varint (reader, &value))
    return FALSE;
  if (key == (1 << 3 | 2))
    {
      if (payload->seed != NULL || value == 0 || value > SEED_MAX || value > reader->length - reader->place)
        return FALSE;
      payload->seed = g_strndup ((const char *) reader->bytes + reader->place, value);
      reader->place += value;
      return strlen (payload->seed) == value && g_str_is_ascii (payload->seed);
    }
  if ((key & 7) != 0 || key >> 3 < 2 || key >> 3 > 6 || value > G_MAXINT64 || (payload->seen & 1u << (key >> 3)) != 0)
    return FALSE;
  payload->seen |= 1u << (key >> 3);
  payload->numbers[key >> 3] = (gint64) value;
  return TRUE;
}

static gboolean
take_payload (FoyerSignedCode *self, const Payload *payload, GError **error)
{
  if (payload->seed == NULL || payload->numbers[2] == 0)
    return foyer_signed_code_refuse (error, "it names no ticket");
  if (payload->numbers[5] > SECONDS_MAX || payload->numbers[6] > SECONDS_MAX)
    return foyer_signed_code_refuse (error, "its times are none");
  self->subject = g_strdup (payload->seed);
  if (payload->numbers[3] != 0)
    self->category = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, payload->numbers[2], payload->numbers[3]);
  else
    self->category = g_strdup_printf ("%" G_GINT64_FORMAT, payload->numbers[2]);
  self->event = payload->numbers[4] != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, payload->numbers[4]) : NULL;
  self->valid_from = payload->numbers[5] * FOYER_SECOND;
  self->valid_until = payload->numbers[6] * FOYER_SECOND;
  return TRUE;
}

static gboolean
read_payload (FoyerSignedCode *self, const guint8 *bytes, gsize length, GError **error)
{
  Reader   reader = { bytes, length, 0 };
  Payload  payload = { 0 };
  gboolean right = TRUE;

  while (right && reader.place < reader.length)
    right = read_field (&reader, &payload);
  if (!right)
    foyer_signed_code_refuse (error, "its content cannot be read");
  else
    right = take_payload (self, &payload, error);
  g_free (payload.seed);
  return right;
}

/* The code is base64, written backwards. */
static GBytes *
decode (const char *code)
{
  g_autofree char   *forwards = g_strreverse (g_strdup (code));
  g_autofree char   *again = NULL;
  gsize              length;
  g_autofree guint8 *bytes = g_base64_decode (forwards, &length);

  /* GLib forgives much; what is written in its only way comes out the same */
  again = g_base64_encode (bytes, length);
  return g_str_equal (again, forwards) ? g_bytes_new (bytes, length) : NULL;
}

gboolean
foyer_signed_code_read_sig1 (FoyerSignedCode *self, const char *code, GError **error)
{
  g_autoptr (GBytes) whole = decode (code);
  const guint8 *bytes;
  gsize         length, payload, signature;

  if (whole == NULL || g_bytes_get_size (whole) < HEAD_SIZE)
    return foyer_signed_code_refuse (error, "it is not in base64");
  bytes = g_bytes_get_data (whole, &length);
  payload = (gsize) bytes[1] << 8 | bytes[2];
  signature = (gsize) bytes[3] << 8 | bytes[4];
  if (bytes[0] != VERSION)
    return foyer_signed_code_refuse (error, "its version is not known here");
  if (signature != FOYER_SIGNATURE_SIZE || length != HEAD_SIZE + payload + signature)
    return foyer_signed_code_refuse (error, "its lengths are wrong");
  self->algorithm = FOYER_ALGORITHM_EDDSA;
  if (!read_payload (self, bytes + HEAD_SIZE, payload, error))
    return FALSE;
  self->message = g_bytes_new (bytes + HEAD_SIZE, payload);
  self->signature = g_bytes_new (bytes + HEAD_SIZE + payload, signature);
  return TRUE;
}
