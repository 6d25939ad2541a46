/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-register.h"

#include <string.h>

#include "foyer-ticket-code.h"

#define NUMBER_MAX 99

static gboolean
read_id (const FoyerValue *columns, guint n_columns, gpointer data)
{
  foyer_value_get_id (&columns[0], data);
  return FALSE;
}

gboolean
foyer_register_find_organization (FoyerStorage *storage, const char *name, FoyerTime now, FoyerId *organization, GError **error)
{
  FoyerRandom random;
  FoyerValue  values[3];

  *organization = FOYER_ID_NONE;
  if (!foyer_storage_run (storage, "SELECT id FROM organization ORDER BY created_at, id LIMIT 1", NULL, 0, read_id, organization, error))
    return FALSE;
  if (!foyer_id_is_none (organization))
    return TRUE;
  foyer_random_init_system (&random);
  *organization = foyer_id_generate (now, &random);
  values[0] = foyer_value_id (organization);
  values[1] = foyer_value_text (name);
  values[2] = foyer_value_integer (now);
  return foyer_storage_run (storage, "INSERT INTO organization (id, name, created_at) VALUES ($1, $2, $3)", values, G_N_ELEMENTS (values), NULL, NULL, error);
}

gboolean
foyer_register_has_organizer (FoyerStorage *storage, const FoyerId *organization, gboolean *result, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_id (organization),
    foyer_value_text (foyer_role_nick (FOYER_ROLE_ORGANIZER)),
    foyer_value_text (foyer_role_nick (FOYER_ROLE_ADMIN)),
  };
  gint64 count = 0;

  if (!foyer_storage_get_integer (storage, "SELECT count(*) FROM device WHERE organization = $1 AND role IN ($2, $3) AND revoked = 0",
                                  values, G_N_ELEMENTS (values), &count, error))
    return FALSE;
  *result = count > 0;
  return TRUE;
}

char *
foyer_register_add_pairing (FoyerStorage *storage, const FoyerId *organization, FoyerRole role, FoyerTime now, GError **error)
{
  FoyerRandom      random;
  FoyerTokenHash   hash;
  g_autofree char *token = NULL;
  FoyerValue       values[5];

  foyer_random_init_system (&random);
  token = foyer_secret_generate (&random);
  foyer_token_hash (token, &hash);
  values[0] = foyer_value_blob (hash.bytes, sizeof hash.bytes);
  values[1] = foyer_value_id (organization);
  values[2] = foyer_value_text (foyer_role_nick (role));
  values[3] = foyer_value_integer (now);
  values[4] = foyer_value_integer (now + FOYER_PAIRING_LIFE);
  if (!foyer_storage_run (storage, "INSERT INTO pairing (token_hash, organization, role, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
                          values, G_N_ELEMENTS (values), NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&token);
}

typedef struct
{
  FoyerTokenHash hash;
  gboolean       found;
  FoyerId        organization;
  FoyerRole      role;
  FoyerTime      expires_at;
  gboolean       used;
} Pairing;

/* The index finds the row; the comparison that decides takes the same time for every wrong token. */
static gboolean
same_hash (const FoyerValue *column, const FoyerTokenHash *hash)
{
  FoyerTokenHash kept;

  if (column->type != FOYER_VALUE_BLOB || column->length != sizeof kept.bytes)
    return FALSE;
  memcpy (kept.bytes, column->bytes, sizeof kept.bytes);
  return foyer_token_hash_equal (&kept, hash);
}

static gboolean
read_pairing (const FoyerValue *columns, guint n_columns, gpointer data)
{
  Pairing *pairing = data;

  if (!same_hash (&columns[0], &pairing->hash))
    return TRUE;
  pairing->found = foyer_value_get_id (&columns[1], &pairing->organization);
  pairing->role = foyer_role_from_nick (columns[2].text);
  pairing->expires_at = columns[3].integer;
  pairing->used = columns[4].type != FOYER_VALUE_NULL;
  return FALSE;
}

static gboolean
find_pairing (FoyerStorage *storage, const char *token, Pairing *pairing, GError **error)
{
  g_autofree char *canonical = foyer_code_normalize (token, -1);
  FoyerValue       value;

  *pairing = (Pairing) { .role = FOYER_N_ROLES };
  if (canonical == NULL)
    return TRUE;
  foyer_token_hash (canonical, &pairing->hash);
  value = foyer_value_blob (pairing->hash.bytes, sizeof pairing->hash.bytes);
  return foyer_storage_run (storage, "SELECT token_hash, organization, role, expires_at, used_at FROM pairing WHERE token_hash = $1",
                            &value, 1, read_pairing, pairing, error);
}

static gboolean
find_number (FoyerStorage *storage, const FoyerId *organization, const FoyerId *device, gint64 *number, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (device) };

  *number = 0;
  if (!foyer_storage_get_integer (storage, "SELECT number FROM device WHERE organization = $1 AND id = $2", values, 2, number, error))
    return FALSE;
  if (*number > 0)
    return TRUE;
  return foyer_storage_get_integer (storage, "SELECT coalesce (max (number), 0) + 1 FROM device WHERE organization = $1", values, 1, number, error);
}

static gboolean
save_device (FoyerStorage *storage, const FoyerPairRequest *request, const FoyerPairAnswer *answer, FoyerTime now, GError **error)
{
  FoyerTokenHash hash;
  FoyerValue     values[8];

  foyer_token_hash (answer->access_token, &hash);
  values[0] = foyer_value_id (&answer->organization);
  values[1] = foyer_value_id (&request->device);
  values[2] = foyer_value_text (request->name);
  values[3] = foyer_value_text (request->version);
  values[4] = foyer_value_text (foyer_role_nick (answer->role));
  values[5] = foyer_value_integer (answer->number);
  values[6] = foyer_value_blob (hash.bytes, sizeof hash.bytes);
  values[7] = foyer_value_integer (now);
  return foyer_storage_run (storage,
                            "INSERT INTO device (organization, id, name, version, role, number, token_hash, paired_at, last_seen) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) "
                            "ON CONFLICT (organization, id) DO UPDATE SET name = excluded.name, version = excluded.version, role = excluded.role, "
                            "token_hash = excluded.token_hash, paired_at = excluded.paired_at, last_seen = excluded.last_seen, revoked = 0",
                            values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
mark_used (FoyerStorage *storage, const Pairing *pairing, const FoyerId *device, FoyerTime now, GError **error)
{
  const FoyerValue values[] = {
    foyer_value_blob (pairing->hash.bytes, sizeof pairing->hash.bytes),
    foyer_value_integer (now),
    foyer_value_id (device),
  };

  return foyer_storage_run (storage, "UPDATE pairing SET used_at = $2, used_by = $3 WHERE token_hash = $1", values, G_N_ELEMENTS (values), NULL, NULL, error);
}

static gboolean
read_name (const FoyerValue *columns, guint n_columns, gpointer data)
{
  *(char **) data = g_strdup (columns[0].text);
  return FALSE;
}

static gboolean
register_device (FoyerStorage *storage, const FoyerPairRequest *request, const Pairing *pairing, gint64 number, FoyerTime now, FoyerPairAnswer **answer, GError **error)
{
  g_autoptr (FoyerPairAnswer) made = foyer_pair_answer_new ();
  const FoyerValue organization = foyer_value_id (&pairing->organization);
  const FoyerValue own[] = { organization, foyer_value_id (&request->device) };

  made->access_token = foyer_token_generate ();
  made->organization = pairing->organization;
  made->device = request->device;
  made->number = number;
  made->role = pairing->role;
  if (!save_device (storage, request, made, now, error) ||
      !mark_used (storage, pairing, &request->device, now, error) ||
      !foyer_storage_run (storage, "SELECT name FROM organization WHERE id = $1", &organization, 1, read_name, &made->organization_name, error) ||
      !foyer_storage_run (storage, "SELECT gate FROM device WHERE organization = $1 AND id = $2", own, G_N_ELEMENTS (own), read_name, &made->gate, error))
    return FALSE;
  *answer = g_steal_pointer (&made);
  return TRUE;
}

gboolean
foyer_register_pair (FoyerStorage *storage, const FoyerPairRequest *request, FoyerTime now, FoyerPairingResult *result, FoyerPairAnswer **answer, GError **error)
{
  Pairing pairing;
  gint64  number;

  *answer = NULL;
  if (!find_pairing (storage, request->token, &pairing, error))
    return FALSE;
  *result = FOYER_PAIRING_GOOD;
  if (!pairing.found || pairing.role == FOYER_N_ROLES)
    *result = FOYER_PAIRING_UNKNOWN;
  else if (pairing.used)
    *result = FOYER_PAIRING_USED;
  else if (now >= pairing.expires_at)
    *result = FOYER_PAIRING_EXPIRED;
  if (*result != FOYER_PAIRING_GOOD)
    return TRUE;
  if (!find_number (storage, &pairing.organization, &request->device, &number, error))
    return FALSE;
  if (number > NUMBER_MAX)
    {
      *result = FOYER_PAIRING_FULL;
      return TRUE;
    }
  return register_device (storage, request, &pairing, number, now, answer, error);
}

typedef struct
{
  const FoyerTokenHash *hash;
  FoyerDevice          *device;
  gboolean              found;
} Search;

static gboolean
read_device (const FoyerValue *columns, guint n_columns, gpointer data)
{
  Search      *search = data;
  FoyerDevice *device = search->device;

  if (!same_hash (&columns[0], search->hash))
    return TRUE;
  device->role = foyer_role_from_nick (columns[3].text);
  device->revoked = columns[4].integer != 0;
  search->found = foyer_value_get_id (&columns[1], &device->organization) && foyer_value_get_id (&columns[2], &device->id);
  return FALSE;
}

gboolean
foyer_register_authenticate (FoyerStorage *storage, const FoyerTokenHash *hash, gboolean *found, FoyerDevice *device, GError **error)
{
  const FoyerValue value = foyer_value_blob (hash->bytes, sizeof hash->bytes);
  Search           search = { hash, device, FALSE };

  *found = FALSE;
  if (!foyer_storage_run (storage, "SELECT token_hash, organization, id, role, revoked FROM device WHERE token_hash = $1",
                          &value, 1, read_device, &search, error))
    return FALSE;
  *found = search.found;
  return TRUE;
}
