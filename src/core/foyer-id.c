/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-id.h"

#include <string.h>

FoyerId
foyer_id_generate (FoyerTime now, FoyerRandom *random)
{
  guint64 milliseconds = MAX (now, 0) / 1000;
  FoyerId id;

  foyer_random_fill (random, id.bytes, sizeof id.bytes);
  for (int i = 0; i < 6; i++)
    id.bytes[i] = (milliseconds >> (40 - 8 * i)) & 0xff;
  id.bytes[6] = 0x70 | (id.bytes[6] & 0x0f);
  id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
  return id;
}

FoyerId
foyer_id_derive (const char *purpose, const FoyerId *first, const FoyerId *second)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8  digest[32];
  gsize   length = sizeof digest;
  FoyerId id;

  g_checksum_update (checksum, (const guchar *) purpose, strlen (purpose) + 1);
  g_checksum_update (checksum, first->bytes, sizeof first->bytes);
  g_checksum_update (checksum, second->bytes, sizeof second->bytes);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (id.bytes, digest, sizeof id.bytes);
  id.bytes[6] = 0x80 | (id.bytes[6] & 0x0f);
  id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
  return id;
}

void
foyer_id_stamp (FoyerId *id, FoyerTime now)
{
  guint64 milliseconds = now / 1000;

  for (int i = 0; i < 6; i++)
    id->bytes[i] = milliseconds >> (8 * (5 - i));
}

gboolean
foyer_id_parse (const char *text, FoyerId *id)
{
  *id = FOYER_ID_NONE;
  if (text == NULL || strlen (text) != FOYER_ID_TEXT_LENGTH)
    return FALSE;
  for (int i = 0, byte = 0; i < FOYER_ID_TEXT_LENGTH;)
    {
      int high, low;

      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i++] != '-')
            goto invalid;
          continue;
        }
      high = g_ascii_xdigit_value (text[i]);
      low = g_ascii_xdigit_value (text[i + 1]);
      if (high < 0 || low < 0)
        goto invalid;
      id->bytes[byte++] = high << 4 | low;
      i += 2;
    }
  return TRUE;

invalid:
  *id = FOYER_ID_NONE;
  return FALSE;
}

char *
foyer_id_print (const FoyerId *id, char text[FOYER_ID_TEXT_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  char             *out = text;

  for (int i = 0; i < FOYER_ID_SIZE; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[id->bytes[i] >> 4];
      *out++ = digits[id->bytes[i] & 0x0f];
    }
  *out = '\0';
  return text;
}

char *
foyer_id_dup_text (const FoyerId *id)
{
  return foyer_id_print (id, g_malloc (FOYER_ID_TEXT_LENGTH + 1));
}

gboolean
foyer_id_is_none (const FoyerId *id)
{
  return foyer_id_equal (id, &FOYER_ID_NONE);
}

gboolean
foyer_id_equal (gconstpointer first, gconstpointer second)
{
  return memcmp (first, second, FOYER_ID_SIZE) == 0;
}

guint
foyer_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const FoyerId *) id)->bytes + FOYER_ID_SIZE - sizeof hash, sizeof hash);
  return hash;
}

int
foyer_id_compare (gconstpointer first, gconstpointer second)
{
  return memcmp (first, second, FOYER_ID_SIZE);
}

FoyerTime
foyer_id_time (const FoyerId *id)
{
  guint64 milliseconds = 0;

  for (int i = 0; i < 6; i++)
    milliseconds = milliseconds << 8 | id->bytes[i];
  return milliseconds * 1000;
}
