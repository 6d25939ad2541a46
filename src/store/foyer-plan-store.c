/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-plan-store.h"

#include <gio/gio.h>
#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-seating-plan-json.h"

/* What a packed plan may come to: a small text must not fill the memory. */
#define UNPACKED_MAX (64 * 1024 * 1024)

void
foyer_plan_entry_free (FoyerPlanEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
foyer_event_seating_free (FoyerEventSeating *self)
{
  if (self == NULL)
    return;
  foyer_seating_plan_free (self->plan);
  g_array_unref (self->categories);
  g_free (self);
}

static GBytes *
convert (GConverter *converter, gconstpointer data, gsize length, gsize most, GError **error)
{
  g_autoptr (GInputStream) from = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (from, converter);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    {
      if (bytes->len + (gsize) n > most)
        {
          g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The seating plan is too large.");
          return NULL;
        }
      g_byte_array_append (bytes, piece, (guint) n);
    }
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static char *
pack (const FoyerSeatingPlan *plan, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  g_autofree char *text = foyer_seating_plan_print (plan);
  g_autoptr (GBytes) packed = convert (converter, text, strlen (text), G_MAXSIZE, error);

  return packed != NULL ? g_base64_encode (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed)) : NULL;
}

static FoyerSeatingPlan *
unpack (const char *document, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  gsize              length;
  g_autofree guchar *packed = g_base64_decode (document, &length);
  g_autoptr (GBytes) text = NULL;
  GError *local_error = NULL;

  text = convert (converter, packed, length, UNPACKED_MAX, &local_error);
  if (text != NULL && g_bytes_get_size (text) > 0)
    return foyer_seating_plan_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), error);
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The seating plan is damaged: %s",
               local_error != NULL ? local_error->message : "it is empty");
  g_clear_error (&local_error);
  return NULL;
}

GPtrArray *
foyer_plan_store_list (FoyerConnection *connection, const FoyerId *venue, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_plan_entry_free);
  const FoyerId none = FOYER_ID_NONE;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error, "SELECT id, venue, name FROM plan WHERE deleted = 0 AND document <> '' ORDER BY venue IS NOT ?, name COLLATE NOCASE, id", "b",
    venue != NULL ? venue : &none);
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerPlanEntry *entry = g_new0 (FoyerPlanEntry, 1);

      entry->id = foyer_rows_id (rows, 0);
      entry->venue = foyer_rows_id (rows, 1);
      entry->name = foyer_rows_dup_text (rows, 2);
      g_ptr_array_add (list, entry);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local_error);
  return NULL;
}

FoyerSeatingPlan *
foyer_plan_store_load (FoyerConnection *connection, const FoyerId *plan, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT document, name FROM plan WHERE id = ? AND document <> ''", "b", plan);
  FoyerSeatingPlan *read;
  GError           *local_error = NULL;

  if (rows == NULL)
    return NULL;
  if (!foyer_rows_next (rows, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such seating plan.");
      return NULL;
    }
  read = unpack (foyer_rows_text (rows, 0), error);
  if (read != NULL)
    g_set_str (&read->name, foyer_rows_text (rows, 1));
  return read;
}

gboolean
foyer_plan_store_save (FoyerConnection *connection, const FoyerSeatingPlan *plan, FoyerId *id, const FoyerId *venue, GError **error)
{
  g_autofree char *document = pack (plan, error);
  g_autoptr (FoyerChange) change = NULL;

  if (document == NULL)
    return FALSE;
  if (foyer_id_is_none (id))
    *id = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
  change = foyer_change_new (FOYER_CHANGE_PLAN_EDIT, id);
  foyer_change_set_text (change, "name", plan->name);
  foyer_change_set_text (change, "document", document);
  if (venue != NULL)
    foyer_change_set_id (change, "venue", venue);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_plan_store_delete (FoyerConnection *connection, const FoyerId *plan, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_PLAN_EDIT, plan);

  foyer_change_set_boolean (change, "deleted", TRUE);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

/* The event's category of this name, or none. */
static FoyerId
find_category (FoyerConnection *connection, const FoyerId *event, const char *name, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error, "SELECT id FROM category WHERE event = ? AND name = ? AND deleted = 0 ORDER BY position, id LIMIT 1", "bt", event, name);

  return rows != NULL && foyer_rows_next (rows, error) ? foyer_rows_id (rows, 0) : FOYER_ID_NONE;
}

static gboolean
map_categories (FoyerConnection *connection, const FoyerId *event, const char *text, FoyerEventSeating *seating, GError **error)
{
  g_autoptr (JsonObject) map = *text != '\0' ? foyer_json_parse_object (text, -1, error) : json_object_new ();

  if (map == NULL)
    return FALSE;
  for (guint i = 0; i < seating->plan->categories->len; i++)
    {
      const char *name = ((FoyerPlanCategory *) seating->plan->categories->pdata[i])->name;
      GError     *local_error = NULL;
      FoyerId     category = FOYER_ID_NONE;

      if (json_object_has_member (map, name))
        foyer_id_parse (json_object_get_string_member_with_default (map, name, ""), &category);
      else
        category = find_category (connection, event, name, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      g_array_append_val (seating->categories, category);
    }
  return TRUE;
}

FoyerEventSeating *
foyer_plan_store_load_event (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT plan, plan_map FROM event WHERE id = ?", "b", event);
  g_autoptr (FoyerEventSeating) seating = NULL;
  FoyerId id = FOYER_ID_NONE;

  if (rows == NULL || !foyer_rows_next (rows, error))
    return NULL;
  id = foyer_rows_id (rows, 0);
  if (foyer_id_is_none (&id))
    return NULL;
  seating = g_new0 (FoyerEventSeating, 1);
  seating->id = id;
  seating->categories = g_array_new (FALSE, TRUE, sizeof (FoyerId));
  seating->plan = foyer_plan_store_load (connection, &id, error);
  if (seating->plan == NULL || !map_categories (connection, event, foyer_rows_text (rows, 1), seating, error))
    return NULL;
  return g_steal_pointer (&seating);
}

gboolean
foyer_plan_store_choose (FoyerConnection *connection, const FoyerId *event, const FoyerId *plan, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, event);

  foyer_change_set_id (change, "plan", plan);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_plan_store_map (FoyerConnection *connection, const FoyerId *event, const FoyerEventSeating *seating, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, event);
  g_autoptr (JsonObject) map = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  for (guint i = 0; i < seating->plan->categories->len; i++)
    {
      const FoyerId   *category = &g_array_index (seating->categories, FoyerId, i);
      g_autofree char *id = foyer_id_is_none (category) ? g_strdup ("") : foyer_id_dup_text (category);

      json_object_set_string_member (map, ((FoyerPlanCategory *) seating->plan->categories->pdata[i])->name, id);
    }
  json_node_set_object (node, map);
  text = json_to_string (node, FALSE);
  foyer_change_set_text (change, "plan_map", text);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
