/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"
#include "foyer-signed-code.h"

G_BEGIN_DECLS

/**
 * FoyerSigningKey:
 *
 * A key that checks signed codes, and whose codes it is for. Public halves travel
 * in the feed. A secret that also signs (HS256) never does: it is kept in the
 * keyring of the laptops whose owner put it there, and handed in with each request.
 */
typedef struct
{
  FoyerId         id;
  FoyerSignedForm form;
  FoyerAlgorithm  algorithm;
  char           *material; /* as foyer_key_new() takes it */
  char           *kid;      /* by which codes name it, or "" */
  char           *name;     /* for people: whose it is */
  FoyerId         event;    /* none: not bound to one */
  char           *audience; /* what codes in JWS call that event, or "" */
  FoyerId         device;   /* that made it known */
  FoyerTime       made_at;
  gboolean        revoked;
  char           *reason; /* of the revocation, or "" */
} FoyerSigningKey;

FoyerSigningKey *foyer_signing_key_new (FoyerSignedForm form, FoyerAlgorithm algorithm, const char *material, const char *kid);
void             foyer_signing_key_free (FoyerSigningKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSigningKey, foyer_signing_key_free)

/** foyer_key_store_list: Returns: (transfer full) (element-type FoyerSigningKey): all, newest first, revoked ones too */
GPtrArray *foyer_key_store_list (FoyerConnection *connection, GError **error);

/**
 * foyer_key_store_add:
 * @key: its id, device and time are set here
 *
 * Makes a public key known here and, with the feed, everywhere.
 *
 * Returns: FALSE and %FOYER_ERROR_INVALID when it is no such key, or a secret
 */
gboolean foyer_key_store_add (FoyerConnection *connection, FoyerSigningKey *key, GError **error);

/** foyer_key_store_announce: Adds the public half of this device's own key, unless it is known. @name: of the device, for people */
gboolean foyer_key_store_announce (FoyerConnection *connection, const FoyerSigner *signer, const char *name, GError **error);

/** foyer_key_store_revoke: From now on codes that @key signed prove nothing. */
gboolean foyer_key_store_revoke (FoyerConnection *connection, const FoyerId *key, const char *reason, GError **error);

/** FoyerProof: what a signature is worth here. */
typedef enum
{
  FOYER_PROOF_NONE,    /* no key here is the one it names */
  FOYER_PROOF_GENUINE, /* rightly signed by a key of ours */
  FOYER_PROOF_REVOKED, /* rightly signed, by a key that was revoked */
  FOYER_PROOF_FORGED,  /* the key is here and did not sign this */
} FoyerProof;

/**
 * foyer_key_store_prove:
 * @code: a code that was read, not yet believed
 * @secrets: (nullable) (element-type FoyerSigningKey): keys that are not in the store
 * @key: (out) (optional) (transfer full): whose signature it is; only when genuine or revoked
 * @proof: (out): what it is worth
 *
 * Returns: FALSE when the store failed
 */
gboolean foyer_key_store_prove (FoyerConnection *connection, const FoyerSignedCode *code, GPtrArray *secrets, FoyerSigningKey **key, FoyerProof *proof, GError **error);

/* For foyer_change_store_apply() only. */
gboolean foyer_key_store_apply_add (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_key_store_apply_revoke (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

G_END_DECLS
