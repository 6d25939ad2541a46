/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_TOKEN_HASH_SIZE 32

/** FoyerTokenHash: SHA-256 of a token; the platform keeps tokens in no other form. */
typedef struct
{
  guint8 bytes[FOYER_TOKEN_HASH_SIZE];
} FoyerTokenHash;

/** foyer_token_generate: Returns: (transfer full): 256 bits from the system's generator in base64url, 43 characters */
char *foyer_token_generate (void);

/** foyer_token_hash: Writes the hash of @token to @hash. */
void foyer_token_hash (const char *token, FoyerTokenHash *hash);

/** foyer_token_hash_equal: Compares in a time that does not depend on where the two differ. */
gboolean foyer_token_hash_equal (const FoyerTokenHash *first, const FoyerTokenHash *second);

G_END_DECLS
