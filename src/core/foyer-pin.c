/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pin.h"

#include <string.h>

#define METHOD "pbkdf2-sha256"
#define ROUNDS 10000
#define ROUNDS_MAX 1000000
#define SALT_SIZE 16
#define KEY_SIZE 32

gboolean
foyer_pin_is_valid (const char *pin)
{
  gsize length = pin != NULL ? strlen (pin) : 0;

  return length >= FOYER_PIN_MIN && length <= FOYER_PIN_MAX && strspn (pin, "0123456789") == length;
}

static void
finish (GHmac *hmac, guint8 *digest)
{
  gsize length = KEY_SIZE;

  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
}

void
foyer_pin_derive (const char *pin, const guint8 *salt, gsize salt_length, guint rounds, guint8 *key, gsize length)
{
  static const guint8 first_block[] = { 0, 0, 0, 1 };
  GHmac              *keyed = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) pin, strlen (pin));
  GHmac              *hmac = g_hmac_copy (keyed);
  guint8              block[KEY_SIZE], sum[KEY_SIZE];

  g_return_if_fail (length <= KEY_SIZE);

  g_hmac_update (hmac, salt, (gssize) salt_length);
  g_hmac_update (hmac, first_block, sizeof first_block);
  finish (hmac, block);
  memcpy (sum, block, KEY_SIZE);
  for (guint round = 1; round < rounds; round++)
    {
      hmac = g_hmac_copy (keyed);
      g_hmac_update (hmac, block, KEY_SIZE);
      finish (hmac, block);
      for (int i = 0; i < KEY_SIZE; i++)
        sum[i] ^= block[i];
    }
  g_hmac_unref (keyed);
  memcpy (key, sum, length);
}

static void
append_hex (GString *text, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
}

static gboolean
read_hex (const char *text, guint8 *bytes, gsize length)
{
  if (strlen (text) != 2 * length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = high * 16 + low;
    }
  return TRUE;
}

char *
foyer_pin_hash (const char *pin, FoyerRandom *random)
{
  GString *text = g_string_new (NULL);
  guint8   salt[SALT_SIZE], key[KEY_SIZE];

  foyer_random_fill (random, salt, sizeof salt);
  foyer_pin_derive (pin, salt, sizeof salt, ROUNDS, key, sizeof key);
  g_string_printf (text, METHOD "$%d$", ROUNDS);
  append_hex (text, salt, sizeof salt);
  g_string_append_c (text, '$');
  append_hex (text, key, sizeof key);
  return g_string_free (text, FALSE);
}

gboolean
foyer_pin_matches (const char *pin, const char *kept)
{
  g_auto (GStrv) parts = g_strsplit (kept != NULL ? kept : "", "$", 5);
  guint8  salt[SALT_SIZE], key[KEY_SIZE], derived[KEY_SIZE];
  guint8  difference = 0;
  guint64 rounds;

  if (!foyer_pin_is_valid (pin) || g_strv_length (parts) != 4 || strcmp (parts[0], METHOD) != 0 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, ROUNDS_MAX, &rounds, NULL) ||
      !read_hex (parts[2], salt, sizeof salt) || !read_hex (parts[3], key, sizeof key))
    return FALSE;
  foyer_pin_derive (pin, salt, sizeof salt, rounds, derived, sizeof derived);
  for (int i = 0; i < KEY_SIZE; i++)
    difference |= key[i] ^ derived[i];
  return difference == 0;
}
