/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-random.h"

G_BEGIN_DECLS

/** FoyerAlgorithm: how a signature is made. It belongs to the key, never to the code that bears the signature (RFC 8725, 3.1). */
typedef enum
{
  FOYER_ALGORITHM_EDDSA, /* Ed25519, RFC 8032 */
  FOYER_ALGORITHM_ES256, /* ECDSA on P-256 with SHA-256; the signature is r and s, 32 bytes each */
  FOYER_ALGORITHM_RS256, /* RSASSA-PKCS1-v1_5 with SHA-256, 2048 to 8192 bits */
  FOYER_ALGORITHM_HS256, /* HMAC with SHA-256: who can check can also forge */
  FOYER_N_ALGORITHMS,
} FoyerAlgorithm;

/** foyer_algorithm_nick: Returns: as JOSE names it (RFC 7518, RFC 8037): "EdDSA", "ES256"… */
const char *foyer_algorithm_nick (FoyerAlgorithm algorithm);
/** foyer_algorithm_from_nick: Returns: %FOYER_N_ALGORITHMS for every other name, "none" among them; case matters */
FoyerAlgorithm foyer_algorithm_from_nick (const char *nick);

/** FoyerKey: a key that checks signatures, and knows the one algorithm it is for. Immutable; any thread. */
typedef struct _FoyerKey FoyerKey;

/**
 * foyer_key_new:
 * @algorithm: what the key is for; a key of another kind is refused
 * @material: PEM "PUBLIC KEY", or base64 of its DER (SubjectPublicKeyInfo), or of
 *   such a PEM; for HS256 base64 of a secret of at least 32 bytes
 *
 * Returns: (transfer full) (nullable): the key; %NULL and %FOYER_ERROR_INVALID
 *   when it is none, too weak, or of another algorithm
 */
FoyerKey *foyer_key_new (FoyerAlgorithm algorithm, const char *material, GError **error);
void      foyer_key_free (FoyerKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerKey, foyer_key_free)

FoyerAlgorithm foyer_key_get_algorithm (const FoyerKey *self);

/** foyer_key_verify: Returns: whether @signature is this key's for @message, by the key's own algorithm */
gboolean foyer_key_verify (const FoyerKey *self, const guint8 *message, gsize length, const guint8 *signature, gsize signature_length);

/** FOYER_KEY_TAG_SIZE: bytes by which our codes name their key. */
#define FOYER_KEY_TAG_SIZE 4

/** FoyerSigner: the private half of an Ed25519 key. Never leaves the device and never enters the store. Immutable; any thread. */
typedef struct _FoyerSigner FoyerSigner;

#define FOYER_SIGNER_SEED_SIZE 32

/** foyer_signer_generate: Returns: (transfer full): a key nobody has; @random is the system's, except in tests */
FoyerSigner *foyer_signer_generate (FoyerRandom *random);

/** foyer_signer_new: @secret: (nullable): from foyer_signer_dup_secret(). Returns: (transfer full) (nullable): the key, or %FOYER_ERROR_INVALID */
FoyerSigner *foyer_signer_new (const char *secret, GError **error);
void         foyer_signer_free (FoyerSigner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSigner, foyer_signer_free)

/** foyer_signer_dup_secret: Returns: (transfer full): the private key as text, for the keyring and nowhere else */
char *foyer_signer_dup_secret (const FoyerSigner *self);

/** foyer_signer_get_public: Returns: (transfer none): the public half, as foyer_key_new() takes it */
const char *foyer_signer_get_public (const FoyerSigner *self);

/** foyer_signer_get_kid: Returns: (transfer none): the name of the key: its tag in 8 hexadecimal digits */
const char *foyer_signer_get_kid (const FoyerSigner *self);

/** foyer_signer_get_tag: Returns: (transfer none): FOYER_KEY_TAG_SIZE bytes, the first of the SHA-256 of the public key's DER */
const guint8 *foyer_signer_get_tag (const FoyerSigner *self);

#define FOYER_SIGNATURE_SIZE 64

/** foyer_signer_sign: Writes the Ed25519 signature of @message to @signature. */
void foyer_signer_sign (const FoyerSigner *self, const guint8 *message, gsize length, guint8 signature[FOYER_SIGNATURE_SIZE]);

G_END_DECLS
