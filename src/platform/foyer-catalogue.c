/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-catalogue.h"

typedef struct
{
  FoyerStorage      *storage;
  const FoyerId     *organization;
  const FoyerChange *change;
  GError            *error; /* (nullable) */
} Noting;

static void
note_field (JsonObject *body, const char *field, JsonNode *node, gpointer data)
{
  Noting            *noting = data;
  const FoyerChange *change = noting->change;
  g_autofree char   *content = json_to_string (node, FALSE);
  const FoyerValue   values[] = {
    foyer_value_id (noting->organization),
    foyer_value_id (&change->subject),
    foyer_value_text (field),
    foyer_value_text (content),
    foyer_value_integer (change->made_at),
    foyer_value_id (&change->device),
  };

  /* what an edit had seen is no field of anything */
  if (noting->error == NULL && !g_str_equal (field, "base"))
    foyer_storage_run (noting->storage,
                       "INSERT INTO catalogue (organization, subject, field, content, made_at, device) VALUES ($1, $2, $3, $4, $5, $6) "
                       "ON CONFLICT (organization, subject, field) DO UPDATE SET content = excluded.content, made_at = excluded.made_at, device = excluded.device "
                       "WHERE excluded.made_at > catalogue.made_at OR (excluded.made_at = catalogue.made_at AND excluded.device > catalogue.device)",
                       values, G_N_ELEMENTS (values), NULL, NULL, &noting->error);
}

gboolean
foyer_catalogue_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error)
{
  Noting noting = { storage, organization, change, NULL };

  if (change->kind != FOYER_CHANGE_EVENT_EDIT && change->kind != FOYER_CHANGE_CATEGORY_EDIT && change->kind != FOYER_CHANGE_GATE_EDIT)
    return TRUE;
  json_object_foreach_member (change->body, note_field, &noting);
  if (noting.error == NULL)
    return TRUE;
  g_propagate_error (error, noting.error);
  return FALSE;
}

static gboolean
read_field (const FoyerValue *columns, guint n_columns, gpointer data)
{
  JsonNode *node = json_from_string (columns[1].text, NULL);

  if (node != NULL)
    json_object_set_member (data, columns[0].text, node);
  return TRUE;
}

gboolean
foyer_catalogue_get (FoyerStorage *storage, const FoyerId *organization, const FoyerId *subject, JsonObject **fields, GError **error)
{
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_id (subject) };
  g_autoptr (JsonObject) found = json_object_new ();

  *fields = NULL;
  if (!foyer_storage_run (storage, "SELECT field, content FROM catalogue WHERE organization = $1 AND subject = $2",
                          values, G_N_ELEMENTS (values), read_field, found, error))
    return FALSE;
  if (json_object_get_size (found) > 0)
    *fields = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
read_subject (const FoyerValue *columns, guint n_columns, gpointer data)
{
  FoyerId id;

  if (foyer_value_get_id (&columns[0], &id))
    g_array_append_val (data, id);
  return TRUE;
}

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

gboolean
foyer_catalogue_find_sku (FoyerStorage *storage, const FoyerId *organization, const char *sku, FoyerId *category, GError **error)
{
  g_autofree char *content = quote (sku);
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_text (content) };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  *category = FOYER_ID_NONE;
  if (*sku == '\0')
    return TRUE;
  /* Of several that bear one name, the one that was named last. */
  if (!foyer_storage_run (storage, "SELECT subject FROM catalogue WHERE organization = $1 AND field = 'sku' AND content = $2 ORDER BY made_at DESC, subject DESC",
                          values, G_N_ELEMENTS (values), read_subject, found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const FoyerId *id = &g_array_index (found, FoyerId, i);
      g_autoptr (JsonObject) fields = NULL;

      if (!foyer_catalogue_get (storage, organization, id, &fields, error))
        return FALSE;
      if (fields == NULL || foyer_body_boolean (fields, "deleted", FALSE))
        continue;
      *category = *id;
      break;
    }
  return TRUE;
}

gboolean
foyer_catalogue_list_of_event (FoyerStorage *storage, const FoyerId *organization, const FoyerId *event, GArray **subjects, GError **error)
{
  g_autofree char *id = foyer_id_dup_text (event);
  g_autofree char *content = quote (id);
  const FoyerValue values[] = { foyer_value_id (organization), foyer_value_text (content) };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  if (!foyer_storage_run (storage, "SELECT subject FROM catalogue WHERE organization = $1 AND field = 'event' AND content = $2 ORDER BY subject",
                          values, G_N_ELEMENTS (values), read_subject, found, error))
    return FALSE;
  *subjects = g_steal_pointer (&found);
  return TRUE;
}
