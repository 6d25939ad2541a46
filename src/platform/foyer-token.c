/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-token.h"

#include "foyer-random.h"

#define TOKEN_BYTES 32

char *
foyer_token_generate (void)
{
  FoyerRandom random;
  guint8      bytes[TOKEN_BYTES];
  char       *text;
  gsize       length;

  foyer_random_init_system (&random);
  foyer_random_fill (&random, bytes, sizeof bytes);
  text = g_base64_encode (bytes, sizeof bytes);
  /* base64url without padding, RFC 4648 section 5 */
  for (length = 0; text[length] != '\0' && text[length] != '='; length++)
    {
      if (text[length] == '+')
        text[length] = '-';
      else if (text[length] == '/')
        text[length] = '_';
    }
  text[length] = '\0';
  return text;
}

void
foyer_token_hash (const char *token, FoyerTokenHash *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = sizeof hash->bytes;

  g_checksum_update (checksum, (const guint8 *) token, -1);
  g_checksum_get_digest (checksum, hash->bytes, &length);
}

gboolean
foyer_token_hash_equal (const FoyerTokenHash *first, const FoyerTokenHash *second)
{
  guint8 difference = 0;

  for (guint i = 0; i < FOYER_TOKEN_HASH_SIZE; i++)
    difference |= first->bytes[i] ^ second->bytes[i];
  return difference == 0;
}
