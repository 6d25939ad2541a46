/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-layout-picture.h"

void
foyer_layout_entry_free (FoyerLayoutEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

GPtrArray *
foyer_layout_store_list (FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_layout_entry_free);
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, name, role FROM layout WHERE deleted = 0 AND document <> '' ORDER BY name, id", "");
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerLayoutEntry *entry = g_new0 (FoyerLayoutEntry, 1);

      entry->id = foyer_rows_id (rows, 0);
      entry->name = foyer_rows_dup_text (rows, 1);
      entry->role = foyer_layout_role_from_nick (foyer_rows_text (rows, 2));
      g_ptr_array_add (list, entry);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local_error);
  return NULL;
}

static char *
read_picture (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT data FROM picture WHERE id = ?", "b", id);

  return rows != NULL && foyer_rows_next (rows, error) ? foyer_rows_dup_text (rows, 0) : NULL;
}

/* One that is damaged, or not here yet, is missing on the paper, and the check says so. */
static gboolean
add_picture (FoyerConnection *connection, FoyerLayout *layout, const char *name, GError **error)
{
  g_autofree char *data = NULL;
  GError          *local_error = NULL;
  GBytes          *png;
  FoyerId          id;

  if (!foyer_id_parse (name, &id) || g_hash_table_contains (layout->pictures, name))
    return TRUE;
  data = read_picture (connection, &id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  png = data != NULL ? foyer_layout_picture_decode (data, NULL) : NULL;
  if (png != NULL)
    g_hash_table_insert (layout->pictures, g_strdup (name), png);
  return TRUE;
}

gboolean
foyer_layout_store_add_pictures (FoyerConnection *connection, FoyerLayout *layout, GError **error)
{
  if (layout->pictures == NULL)
    layout->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < layout->pages->len; i++)
    for (guint n = 0; n < foyer_layout_get_page (layout, i)->len; n++)
      {
        const FoyerLayoutElement *element = foyer_layout_get_page (layout, i)->pdata[n];

        if (element->type == FOYER_LAYOUT_PICTURE && !add_picture (connection, layout, element->content, error))
          return FALSE;
      }
  return TRUE;
}

static FoyerLayout *
read_layout (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT document, name FROM layout WHERE id = ? AND deleted = 0 AND document <> ''", "b", id);
  GError      *local_error = NULL;
  FoyerLayout *layout;

  if (rows == NULL)
    return NULL;
  if (!foyer_rows_next (rows, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      else
        g_set_error_literal (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such layout (any more).");
      return NULL;
    }
  layout = foyer_layout_parse (foyer_rows_text (rows, 0), -1, error);
  if (layout != NULL)
    {
      layout->id = *id;
      g_set_str (&layout->name, foyer_rows_text (rows, 1));
    }
  return layout;
}

FoyerLayout *
foyer_layout_store_load (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerLayout) layout = read_layout (connection, id, error);

  if (layout == NULL || !foyer_layout_store_add_pictures (connection, layout, error))
    return NULL;
  return g_steal_pointer (&layout);
}

static gboolean
save_picture (FoyerConnection *connection, const char *name, GBytes *png, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (FoyerChange) change = NULL;
  FoyerId id;

  if (!foyer_id_parse (name, &id))
    return TRUE;
  if (foyer_connection_number (connection, 0, NULL, "SELECT count(*) FROM picture WHERE id = ? AND data <> ''", "b", &id) > 0)
    return TRUE;
  data = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  change = foyer_change_new (FOYER_CHANGE_PICTURE_EDIT, &id);
  foyer_change_set_text (change, "data", data);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

static gboolean
save_pictures (FoyerConnection *connection, const FoyerLayout *layout, GError **error)
{
  GHashTableIter iter;
  gpointer       name, png;

  if (layout->pictures == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, layout->pictures);
  while (g_hash_table_iter_next (&iter, &name, &png))
    if (foyer_layout_has_picture (layout, name) && !save_picture (connection, name, png, error))
      return FALSE;
  return TRUE;
}

gboolean
foyer_layout_store_save (FoyerConnection *connection, FoyerLayout *layout, GError **error)
{
  g_autoptr (FoyerLayout) bare = foyer_layout_copy (layout);
  g_autoptr (FoyerChange) change = NULL;
  g_autofree char *document = NULL;

  if (!save_pictures (connection, layout, error))
    return FALSE;
  if (foyer_id_is_none (&layout->id))
    layout->id = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
  g_clear_pointer (&bare->pictures, g_hash_table_unref);
  document = foyer_layout_print (bare, FALSE);
  change = foyer_change_new (FOYER_CHANGE_LAYOUT_EDIT, &layout->id);
  foyer_change_set_text (change, "name", layout->name);
  foyer_change_set_text (change, "role", foyer_layout_role_nick (layout->role));
  foyer_change_set_text (change, "document", document);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_layout_store_delete (FoyerConnection *connection, const FoyerId *layout, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_LAYOUT_EDIT, layout);

  foyer_change_set_boolean (change, "deleted", TRUE);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

const char *
foyer_layout_store_choice_field (FoyerLayoutRole role)
{
  static const char *const fields[FOYER_N_LAYOUT_ROLES] = { "ticket_layout", "badge_layout", "label_layout", "receipt_layout", "note_layout" };

  g_return_val_if_fail (role < FOYER_N_LAYOUT_ROLES, "");

  return fields[role];
}

/* The names of tables and fields are constants. */
static gboolean
read_choice (FoyerConnection *connection, const char *table, FoyerLayoutRole role, const FoyerId *subject, FoyerId *choice, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", foyer_layout_store_choice_field (role), table);
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, g_intern_string (sql), "b", subject);
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    *choice = foyer_rows_id (rows, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_layout_store_choice (FoyerConnection *connection, FoyerLayoutRole role, const FoyerId *event, const FoyerId *category, FoyerId *choice, GError **error)
{
  *choice = FOYER_ID_NONE;
  if (category != NULL && (role == FOYER_LAYOUT_TICKET || role == FOYER_LAYOUT_BADGE) &&
      !read_choice (connection, "category", role, category, choice, error))
    return FALSE;
  return event == NULL || !foyer_id_is_none (choice) || read_choice (connection, "event", role, event, choice, error);
}

char *
foyer_layout_store_conditions (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT conditions FROM event WHERE id = ?", "b", event);

  return rows != NULL && foyer_rows_next (rows, error) ? foyer_rows_dup_text (rows, 0) : NULL;
}

GArray *
foyer_layout_store_longest (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error,
                                                       "SELECT id FROM (SELECT id, sort_name FROM ticket WHERE event = ?1 ORDER BY sort_name LIMIT 5000) "
                                                       "ORDER BY length (sort_name) DESC LIMIT ?2",
                                                       "bi", event, (gint64) limit);
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId id = foyer_rows_id (rows, 0);

      g_array_append_val (tickets, id);
    }
  if (local_error == NULL)
    return g_steal_pointer (&tickets);
  g_propagate_error (error, local_error);
  return NULL;
}

/* -- The shelf -- */

struct _FoyerLayoutShelf
{
  FoyerLayoutReadyFunc ready;
  GHashTable          *layouts; /* FoyerId -> FoyerLayout */
  GHashTable          *choices; /* role, event and category as text -> FoyerLayout, of @layouts */
};

FoyerLayoutShelf *
foyer_layout_shelf_new (FoyerLayoutReadyFunc ready)
{
  FoyerLayoutShelf *self = g_new0 (FoyerLayoutShelf, 1);

  self->ready = ready;
  self->layouts = g_hash_table_new_full (foyer_id_hash, foyer_id_equal, g_free, (GDestroyNotify) foyer_layout_unref);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
foyer_layout_shelf_free (FoyerLayoutShelf *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->choices);
  g_hash_table_unref (self->layouts);
  g_free (self);
}

/* Returns: (transfer full) (nullable) */
static FoyerLayout *
fetch (FoyerLayoutShelf *self, FoyerConnection *connection, FoyerLayoutRole role, const FoyerId *choice, GError **error)
{
  FoyerLayout *layout = self->ready (choice, role);
  GError      *local_error = NULL;

  if (layout != NULL)
    return layout;
  layout = foyer_layout_store_load (connection, choice, &local_error);
  if (layout != NULL)
    return layout;
  if (!g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND) && !g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_INVALID))
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  g_warning ("A layout that was chosen cannot be used, the default is: %s", local_error->message);
  g_error_free (local_error);
  return self->ready (&FOYER_ID_NONE, role);
}

static void
append_id (GString *key, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1] = "";

  if (id != NULL)
    foyer_id_print (id, text);
  g_string_append_printf (key, " %s", text);
}

FoyerLayout *
foyer_layout_shelf_get (FoyerLayoutShelf *self, FoyerConnection *connection, FoyerLayoutRole role, const FoyerId *event, const FoyerId *category, GError **error)
{
  g_autoptr (GString) key = g_string_new (foyer_layout_role_nick (role));
  FoyerLayout *layout;
  FoyerId      choice;

  append_id (key, event);
  append_id (key, category);
  layout = g_hash_table_lookup (self->choices, key->str);
  if (layout != NULL)
    return layout;
  if (!foyer_layout_store_choice (connection, role, event, category, &choice, error))
    return NULL;
  layout = g_hash_table_lookup (self->layouts, &choice);
  if (layout == NULL)
    {
      g_autoptr (FoyerLayout) fetched = fetch (self, connection, role, &choice, error);

      if (fetched == NULL)
        return NULL;
      layout = g_hash_table_lookup (self->layouts, &fetched->id);
      if (layout == NULL)
        {
          layout = g_steal_pointer (&fetched);
          g_hash_table_insert (self->layouts, g_memdup2 (&layout->id, sizeof layout->id), layout);
        }
    }
  g_hash_table_insert (self->choices, g_strdup (key->str), layout);
  return layout;
}
