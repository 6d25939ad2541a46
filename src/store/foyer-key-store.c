/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-key-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"

#define COLUMNS                                                                                     \
  "k.id, k.form, k.algorithm, k.material, k.kid, k.name, k.event, k.audience, k.device, k.made_at," \
  " (SELECT reason FROM key_revocation r WHERE r.key = k.id ORDER BY made_at, id LIMIT 1)"

FoyerSigningKey *
foyer_signing_key_new (FoyerSignedForm form, FoyerAlgorithm algorithm, const char *material, const char *kid)
{
  FoyerSigningKey *self = g_new0 (FoyerSigningKey, 1);

  self->form = form;
  self->algorithm = algorithm;
  self->material = g_strdup (material);
  self->kid = g_strdup (kid != NULL ? kid : "");
  self->name = g_strdup ("");
  self->audience = g_strdup ("");
  self->reason = g_strdup ("");
  return self;
}

void
foyer_signing_key_free (FoyerSigningKey *self)
{
  if (self == NULL)
    return;
  g_free (self->material);
  g_free (self->kid);
  g_free (self->name);
  g_free (self->audience);
  g_free (self->reason);
  g_free (self);
}

/* Returns: (nullable): %NULL for a form or an algorithm of a newer version */
static FoyerSigningKey *
read_key (FoyerRows *rows)
{
  FoyerSignedForm  form = foyer_signed_form_from_nick (foyer_rows_text (rows, 1));
  FoyerAlgorithm   algorithm = foyer_algorithm_from_nick (foyer_rows_text (rows, 2));
  FoyerSigningKey *key;

  if (form == FOYER_SIGNED_NONE || algorithm == FOYER_N_ALGORITHMS)
    return NULL;
  key = foyer_signing_key_new (form, algorithm, foyer_rows_text (rows, 3), foyer_rows_text (rows, 4));
  key->id = foyer_rows_id (rows, 0);
  g_set_str (&key->name, foyer_rows_text (rows, 5));
  key->event = foyer_rows_id (rows, 6);
  g_set_str (&key->audience, foyer_rows_text (rows, 7));
  key->device = foyer_rows_id (rows, 8);
  key->made_at = foyer_rows_integer (rows, 9);
  key->revoked = sqlite3_column_type (rows, 10) != SQLITE_NULL;
  g_set_str (&key->reason, foyer_rows_text (rows, 10));
  return key;
}

static GPtrArray *
read_keys (FoyerRows *query, GError **error)
{
  g_autoptr (FoyerRows) rows = query;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_signing_key_free);
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerSigningKey *key = read_key (rows);

      if (key != NULL)
        g_ptr_array_add (keys, key);
    }
  if (local_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, local_error);
  return NULL;
}

GPtrArray *
foyer_key_store_list (FoyerConnection *connection, GError **error)
{
  return read_keys (foyer_connection_query (connection, error, "SELECT " COLUMNS " FROM signing_key k ORDER BY k.made_at DESC, k.id", ""), error);
}

gboolean
foyer_key_store_add (FoyerConnection *connection, FoyerSigningKey *key, GError **error)
{
  g_autoptr (FoyerKey) checked = NULL;
  g_autoptr (FoyerChange) change = NULL;

  if (key->algorithm == FOYER_ALGORITHM_HS256)
    {
      g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "A secret that also signs is not shared with other devices.");
      return FALSE;
    }
  checked = foyer_key_new (key->algorithm, key->material, error);
  if (checked == NULL)
    return FALSE;
  key->id = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
  change = foyer_change_new (FOYER_CHANGE_KEY_ADD, &key->id);
  foyer_change_set_text (change, "form", foyer_signed_form_nick (key->form));
  foyer_change_set_text (change, "algorithm", foyer_algorithm_nick (key->algorithm));
  foyer_change_set_text (change, "material", key->material);
  foyer_change_set_text (change, "kid", key->kid);
  foyer_change_set_text (change, "name", key->name);
  foyer_change_set_id (change, "event", &key->event);
  foyer_change_set_text (change, "audience", key->audience);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_key_store_announce (FoyerConnection *connection, const FoyerSigner *signer, const char *name, GError **error)
{
  static const FoyerSignedForm forms[] = { FOYER_SIGNED_FOYER, FOYER_SIGNED_JWS };
  GError                      *local_error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms) && local_error == NULL; i++)
    {
      g_autoptr (FoyerSigningKey) key = foyer_signing_key_new (forms[i], FOYER_ALGORITHM_EDDSA, foyer_signer_get_public (signer), foyer_signer_get_kid (signer));
      gint64 known = foyer_connection_number (connection, 0, &local_error, "SELECT count(*) FROM signing_key WHERE form = ? AND kid = ? AND material = ?", "ttt",
                                              foyer_signed_form_nick (key->form), key->kid, key->material);

      g_set_str (&key->name, name);
      if (known == 0 && local_error == NULL)
        foyer_key_store_add (connection, key, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_key_store_revoke (FoyerConnection *connection, const FoyerId *key, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_KEY_REVOKE, key);

  foyer_change_set_text (change, "reason", reason);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

static gboolean
is_meant (const FoyerSigningKey *key, const FoyerSignedCode *code)
{
  return key->form == code->form && (code->kid == NULL || *key->kid == '\0' || g_str_equal (key->kid, code->kid));
}

static gboolean
made (const FoyerSigningKey *key, const FoyerSignedCode *code)
{
  g_autoptr (FoyerKey) checker = foyer_key_new (key->algorithm, key->material, NULL);

  return checker != NULL && foyer_signed_code_verify (code, checker);
}

/* A key that is in force comes before a revoked one: both may bear the same name. */
static FoyerSigningKey *
find_signer (GPtrArray *keys, const FoyerSignedCode *code, FoyerProof *proof)
{
  FoyerSigningKey *revoked = NULL;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      FoyerSigningKey *key = keys->pdata[i];

      if (!is_meant (key, code))
        continue;
      *proof = MAX (*proof, FOYER_PROOF_FORGED);
      if (!made (key, code))
        continue;
      if (!key->revoked)
        return key;
      revoked = key;
    }
  return revoked;
}

gboolean
foyer_key_store_prove (FoyerConnection *connection, const FoyerSignedCode *code, GPtrArray *secrets, FoyerSigningKey **key, FoyerProof *proof, GError **error)
{
  g_autoptr (GPtrArray) keys = read_keys (foyer_connection_query (connection, error,
                                                                  "SELECT " COLUMNS " FROM signing_key k WHERE k.form = ?1 AND (?2 IS NULL OR k.kid IN ('', ?2)) ORDER BY k.made_at DESC", "tt",
                                                                  foyer_signed_form_nick (code->form), code->kid),
                                          error);
  FoyerSigningKey *signer;
  guint            place;

  *proof = FOYER_PROOF_NONE;
  if (keys == NULL)
    return FALSE;
  signer = find_signer (keys, code, proof);
  if (signer != NULL)
    *proof = signer->revoked ? FOYER_PROOF_REVOKED : FOYER_PROOF_GENUINE;
  else
    {
      signer = find_signer (secrets, code, proof);
      if (signer != NULL)
        *proof = FOYER_PROOF_GENUINE;
      /* borrowed: what is said of it is copied below */
    }
  if (key == NULL)
    return TRUE;
  *key = NULL;
  if (signer != NULL && g_ptr_array_find (keys, signer, &place))
    *key = g_ptr_array_steal_index (keys, place);
  else if (signer != NULL)
    {
      *key = foyer_signing_key_new (signer->form, signer->algorithm, "", signer->kid);
      (*key)->event = signer->event;
      g_set_str (&(*key)->audience, signer->audience);
    }
  return TRUE;
}

gboolean
foyer_key_store_apply_add (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *texts[] = { "kid", "name", "audience" };
  const char *algorithm = foyer_body_text (change->body, "algorithm");
  FoyerId     event;

  /* who can check by a secret can forge by it: one that comes from elsewhere is not kept */
  if (foyer_algorithm_from_nick (algorithm) == FOYER_ALGORITHM_HS256)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = foyer_body_text (change->body, texts[i]);
  foyer_body_id (change->body, "event", &event);
  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO signing_key (id, form, algorithm, material, kid, name, audience, event, made_at, device)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "bttt"
                             "tttbib",
                             &change->subject, foyer_body_text (change->body, "form"), algorithm, foyer_body_text (change->body, "material"),
                             texts[0] != NULL ? texts[0] : "", texts[1] != NULL ? texts[1] : "", texts[2] != NULL ? texts[2] : "",
                             &event, change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= *is_new ? FOYER_SUBJECT_EVENTS : 0;
  return TRUE;
}

gboolean
foyer_key_store_apply_revoke (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO key_revocation (id, key, reason, made_at, device) VALUES (?, ?, ?, ?, ?)",
                             "bbtib", &change->id, &change->subject, foyer_body_text (change->body, "reason"), change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= *is_new ? FOYER_SUBJECT_EVENTS : 0;
  return TRUE;
}
