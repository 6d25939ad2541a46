/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-key.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

#include "foyer-error.h"
#include "foyer-nick.h"

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 8192
#define HMAC_SECRET_MIN 32 /* RFC 7518, 3.2 */
#define MATERIAL_MAX 16384
#define HALF 32 /* of an ES256 signature */

struct _FoyerKey
{
  FoyerAlgorithm algorithm;
  gnutls_pubkey_t public; /* NULL for HS256 */
  GBytes *secret;         /* of HS256 */
};

struct _FoyerSigner
{
  gnutls_privkey_t private;
  guint8 seed[FOYER_SIGNER_SEED_SIZE];
  guint8 tag[FOYER_KEY_TAG_SIZE];
  char *public;
  char *kid;
};

static const char *const nicks[FOYER_N_ALGORITHMS] = {
  [FOYER_ALGORITHM_EDDSA] = "EdDSA",
  [FOYER_ALGORITHM_ES256] = "ES256",
  [FOYER_ALGORITHM_RS256] = "RS256",
  [FOYER_ALGORITHM_HS256] = "HS256",
};

const char *
foyer_algorithm_nick (FoyerAlgorithm algorithm)
{
  g_return_val_if_fail (algorithm < FOYER_N_ALGORITHMS, "");

  return nicks[algorithm];
}

FoyerAlgorithm
foyer_algorithm_from_nick (const char *nick)
{
  return foyer_nick_find (nicks, FOYER_N_ALGORITHMS, nick, FOYER_N_ALGORITHMS);
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, reason);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the bytes behind @text, which may be base64 with line breaks */
static GBytes *
decode_base64 (const char *text)
{
  gsize   length;
  guchar *bytes;

  if (*text == '\0' || strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n ") != strlen (text))
    return NULL;
  bytes = g_base64_decode (text, &length);
  return g_bytes_new_take (bytes, length);
}

static gboolean
is_pem (const char *text, gsize length)
{
  return g_strstr_len (text, (gssize) length, "-----BEGIN PUBLIC KEY-----") != NULL;
}

static gboolean
import_public (gnutls_pubkey_t key, const char *material)
{
  gnutls_datum_t datum = { (guint8 *) material, (guint) strlen (material) };
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (is_pem (material, datum.size))
    return gnutls_pubkey_import (key, &datum, GNUTLS_X509_FMT_PEM) == 0;
  bytes = decode_base64 (material);
  if (bytes == NULL)
    return FALSE;
  datum.data = (guint8 *) g_bytes_get_data (bytes, &size);
  datum.size = (guint) size;
  return gnutls_pubkey_import (key, &datum, is_pem ((const char *) datum.data, size) ? GNUTLS_X509_FMT_PEM : GNUTLS_X509_FMT_DER) == 0;
}

static gboolean
is_for (gnutls_pubkey_t key, FoyerAlgorithm algorithm)
{
  guint              bits = 0;
  int                kind = gnutls_pubkey_get_pk_algorithm (key, &bits);
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;

  switch (algorithm)
    {
    case FOYER_ALGORITHM_EDDSA:
      return kind == GNUTLS_PK_EDDSA_ED25519;
    case FOYER_ALGORITHM_ES256:
      return kind == GNUTLS_PK_ECDSA && gnutls_pubkey_export_ecc_raw (key, &curve, NULL, NULL) == 0 && curve == GNUTLS_ECC_CURVE_SECP256R1;
    case FOYER_ALGORITHM_RS256:
      return kind == GNUTLS_PK_RSA && bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX;
    case FOYER_ALGORITHM_HS256:
    case FOYER_N_ALGORITHMS:
    default:
      return FALSE;
    }
}

FoyerKey *
foyer_key_new (FoyerAlgorithm algorithm, const char *material, GError **error)
{
  g_autoptr (FoyerKey) self = g_new0 (FoyerKey, 1);

  g_return_val_if_fail (algorithm < FOYER_N_ALGORITHMS, NULL);
  g_return_val_if_fail (material != NULL, NULL);

  self->algorithm = algorithm;
  if (strlen (material) > MATERIAL_MAX)
    return refuse (error, "The key is too long."), NULL;
  if (algorithm == FOYER_ALGORITHM_HS256)
    {
      self->secret = decode_base64 (material);
      if (self->secret == NULL || g_bytes_get_size (self->secret) < HMAC_SECRET_MIN)
        return refuse (error, "The secret is not base64 of at least 32 bytes."), NULL;
      return g_steal_pointer (&self);
    }
  if (gnutls_pubkey_init (&self->public) != 0 || !import_public (self->public, material))
    return refuse (error, "This is no public key."), NULL;
  if (!is_for (self->public, algorithm))
    return refuse (error, "This public key is too weak, or not for this algorithm."), NULL;
  return g_steal_pointer (&self);
}

void
foyer_key_free (FoyerKey *self)
{
  if (self == NULL)
    return;
  if (self->public != NULL)
    gnutls_pubkey_deinit (self->public);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_free (self);
}

FoyerAlgorithm
foyer_key_get_algorithm (const FoyerKey *self)
{
  return self->algorithm;
}

static gboolean
verify_public (const FoyerKey *self, gnutls_sign_algorithm_t algorithm, const gnutls_datum_t *message, const gnutls_datum_t *signature)
{
  return gnutls_pubkey_verify_data2 (self->public, algorithm, 0, message, signature) >= 0;
}

static gboolean
verify_halves (const FoyerKey *self, const gnutls_datum_t *message, const guint8 *signature, gsize length)
{
  gnutls_datum_t r = { (guint8 *) signature, HALF };
  gnutls_datum_t s = { (guint8 *) signature + HALF, HALF };
  gnutls_datum_t both = { NULL, 0 };
  gboolean       right;

  if (length != 2 * HALF || gnutls_encode_rs_value (&both, &r, &s) != 0)
    return FALSE;
  right = verify_public (self, GNUTLS_SIGN_ECDSA_SHA256, message, &both);
  gnutls_free (both.data);
  return right;
}

static gboolean
verify_hmac (const FoyerKey *self, const guint8 *message, gsize length, const guint8 *signature, gsize signature_length)
{
  gsize         size;
  gconstpointer secret = g_bytes_get_data (self->secret, &size);
  guint8        expected[32];

  return signature_length == sizeof expected &&
         gnutls_hmac_fast (GNUTLS_MAC_SHA256, secret, size, message, length, expected) == 0 &&
         gnutls_memcmp (expected, signature, sizeof expected) == 0;
}

gboolean
foyer_key_verify (const FoyerKey *self, const guint8 *message, gsize length, const guint8 *signature, gsize signature_length)
{
  gnutls_datum_t whole = { (guint8 *) message, (guint) length };
  gnutls_datum_t sign = { (guint8 *) signature, (guint) signature_length };

  g_return_val_if_fail (length < G_MAXUINT && signature_length < G_MAXUINT, FALSE);

  switch (self->algorithm)
    {
    case FOYER_ALGORITHM_EDDSA:
      return signature_length == FOYER_SIGNATURE_SIZE && verify_public (self, GNUTLS_SIGN_EDDSA_ED25519, &whole, &sign);
    case FOYER_ALGORITHM_ES256:
      return verify_halves (self, &whole, signature, signature_length);
    case FOYER_ALGORITHM_RS256:
      return verify_public (self, GNUTLS_SIGN_RSA_SHA256, &whole, &sign);
    case FOYER_ALGORITHM_HS256:
      return verify_hmac (self, message, length, signature, signature_length);
    case FOYER_N_ALGORITHMS:
    default:
      g_assert_not_reached ();
    }
}

/* The private key as PKCS #8 holds it (RFC 8410, 7), from which the library
 * computes the public half. */
static gnutls_privkey_t
import_seed (const guint8 seed[FOYER_SIGNER_SEED_SIZE])
{
  static const guint8   head[] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
  guint8                der[sizeof head + FOYER_SIGNER_SEED_SIZE];
  gnutls_datum_t        datum = { der, sizeof der };
  gnutls_x509_privkey_t inner;
  gnutls_privkey_t      key;

  memcpy (der, head, sizeof head);
  memcpy (der + sizeof head, seed, FOYER_SIGNER_SEED_SIZE);
  if (gnutls_x509_privkey_init (&inner) != 0 || gnutls_privkey_init (&key) != 0 ||
      gnutls_x509_privkey_import_pkcs8 (inner, &datum, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN) != 0 ||
      gnutls_privkey_import_x509 (key, inner, GNUTLS_PRIVKEY_IMPORT_AUTO_RELEASE) != 0)
    g_error ("GnuTLS cannot make an Ed25519 key.");
  gnutls_memset (der, 0, sizeof der);
  return key;
}

static void
read_public (FoyerSigner *self)
{
  gnutls_pubkey_t public;
  gnutls_datum_t der = { NULL, 0 };
  g_autoptr (GString) kid = g_string_new (NULL);
  guint8 digest[32];

  if (gnutls_pubkey_init (&public) != 0 || gnutls_pubkey_import_privkey (public, self->private, 0, 0) != 0 ||
      gnutls_pubkey_export2 (public, GNUTLS_X509_FMT_DER, &der) != 0 ||
      gnutls_hash_fast (GNUTLS_DIG_SHA256, der.data, der.size, digest) != 0)
    g_error ("GnuTLS cannot read the public half of an Ed25519 key.");
  self->public = g_base64_encode (der.data, der.size);
  memcpy (self->tag, digest, sizeof self->tag);
  for (gsize i = 0; i < sizeof self->tag; i++)
    g_string_append_printf (kid, "%02x", self->tag[i]);
  self->kid = g_strdup (kid->str);
  gnutls_free (der.data);
  gnutls_pubkey_deinit (public);
}

static FoyerSigner *
signer_from_seed (const guint8 seed[FOYER_SIGNER_SEED_SIZE])
{
  FoyerSigner *self = g_new0 (FoyerSigner, 1);

  memcpy (self->seed, seed, FOYER_SIGNER_SEED_SIZE);
  self->private = import_seed (seed);
  read_public (self);
  return self;
}

FoyerSigner *
foyer_signer_generate (FoyerRandom *random)
{
  guint8       seed[FOYER_SIGNER_SEED_SIZE];
  FoyerSigner *self;

  foyer_random_fill (random, seed, sizeof seed);
  self = signer_from_seed (seed);
  gnutls_memset (seed, 0, sizeof seed);
  return self;
}

FoyerSigner *
foyer_signer_new (const char *secret, GError **error)
{
  g_autoptr (GBytes) bytes = secret != NULL ? decode_base64 (secret) : NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) != FOYER_SIGNER_SEED_SIZE)
    return refuse (error, "The private key in the keyring is damaged."), NULL;
  return signer_from_seed (g_bytes_get_data (bytes, NULL));
}

void
foyer_signer_free (FoyerSigner *self)
{
  if (self == NULL)
    return;
  gnutls_privkey_deinit (self->private);
  gnutls_memset (self->seed, 0, sizeof self->seed);
  g_free (self->public);
  g_free (self->kid);
  g_free (self);
}

char *
foyer_signer_dup_secret (const FoyerSigner *self)
{
  return g_base64_encode (self->seed, sizeof self->seed);
}

const char *
foyer_signer_get_public (const FoyerSigner *self)
{
  return self->public;
}

const char *
foyer_signer_get_kid (const FoyerSigner *self)
{
  return self->kid;
}

const guint8 *
foyer_signer_get_tag (const FoyerSigner *self)
{
  return self->tag;
}

void
foyer_signer_sign (const FoyerSigner *self, const guint8 *message, gsize length, guint8 signature[FOYER_SIGNATURE_SIZE])
{
  gnutls_datum_t whole = { (guint8 *) message, (guint) length };
  gnutls_datum_t made = { NULL, 0 };

  if (gnutls_privkey_sign_data2 (self->private, GNUTLS_SIGN_EDDSA_ED25519, 0, &whole, &made) != 0 || made.size != FOYER_SIGNATURE_SIZE)
    g_error ("GnuTLS cannot sign with an Ed25519 key.");
  memcpy (signature, made.data, FOYER_SIGNATURE_SIZE);
  gnutls_free (made.data);
}
