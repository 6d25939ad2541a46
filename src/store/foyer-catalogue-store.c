/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-catalogue-store.h"

#include "foyer-conflict-store.h"
#include "foyer-connection-private.h"
#include "foyer-ledger-private.h"

typedef struct
{
  FoyerTime made_at; /* 0: never written */
  FoyerId   device;
} Version;

static const char *
table_of (FoyerChangeKind kind)
{
  switch ((int) kind)
    {
    case FOYER_CHANGE_VENUE_EDIT:
      return "venue";
    case FOYER_CHANGE_EVENT_EDIT:
      return "event";
    case FOYER_CHANGE_CATEGORY_EDIT:
      return "category";
    case FOYER_CHANGE_GATE_EDIT:
      return "gate";
    case FOYER_CHANGE_CASHIER_EDIT:
      return "cashier";
    case FOYER_CHANGE_LAYOUT_EDIT:
      return "layout";
    case FOYER_CHANGE_PICTURE_EDIT:
      return "picture";
    case FOYER_CHANGE_PLAN_EDIT:
      return "plan";
    case FOYER_CHANGE_ATTENDEE_EDIT:
      return "attendee";
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_version (FoyerConnection *connection, const FoyerId *subject, const char *field, Version *version, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error,
                                                       "SELECT made_at, device FROM field_version WHERE subject = ? AND field = ?",
                                                       "bt", subject, field);
  GError *local_error = NULL;

  version->made_at = 0;
  version->device = FOYER_ID_NONE;
  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      version->made_at = foyer_rows_integer (rows, 0);
      version->device = foyer_rows_id (rows, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static int
compare_versions (const FoyerChange *change, const Version *version)
{
  if (change->made_at != version->made_at)
    return change->made_at < version->made_at ? -1 : 1;
  return foyer_id_compare (&change->device, &version->device);
}

/* Table and field names come from constant tables, never from a message. */
static gboolean
write_field (FoyerConnection *connection, const char *table, const FoyerField *field, const FoyerChange *change, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ? WHERE id = ?", table, field->name);
  const char      *key = g_intern_string (sql);
  JsonNode        *node = json_object_get_member (change->body, field->name);
  FoyerId          id;

  switch (field->type)
    {
    case FOYER_FIELD_TEXT:
      return foyer_connection_run (connection, error, key, "tb", json_node_get_string (node), &change->subject);
    case FOYER_FIELD_INTEGER:
      return foyer_connection_run (connection, error, key, "ib", (gint64) json_node_get_int (node), &change->subject);
    case FOYER_FIELD_REAL:
      return foyer_connection_run (connection, error, key, "db", json_node_get_double (node), &change->subject);
    case FOYER_FIELD_BOOLEAN:
      return foyer_connection_run (connection, error, key, "ib", (gint64) json_node_get_boolean (node), &change->subject);
    case FOYER_FIELD_ID:
      foyer_id_parse (json_node_get_string (node), &id);
      return foyer_connection_run (connection, error, key, "bb", &id, &change->subject);
    case FOYER_FIELD_LIST:
    case FOYER_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

static char *
value_as_text (JsonObject *body, const char *field)
{
  JsonNode *node = json_object_get_member (body, field);

  /* as the store keeps it, see read_value() */
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_dup_string (node)
           : json_to_string (node, FALSE);
}

/* Returns: (transfer full) (nullable): what @field says now, an id in its text form */
static char *
read_value (FoyerConnection *connection, const char *table, const char *field, const FoyerId *subject, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", field, table);
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, g_intern_string (sql), "b", subject);
  FoyerId id;

  if (rows == NULL || !foyer_rows_next (rows, error))
    return NULL;
  if (sqlite3_column_type (rows, 0) != SQLITE_BLOB)
    return foyer_rows_dup_text (rows, 0);
  id = foyer_rows_id (rows, 0);
  return foyer_id_dup_text (&id);
}

/* The id is derived from the edit that lost, so that every device notes the same. */
static gboolean
note_lost (FoyerConnection *connection, const FoyerId *subject, const char *field, FoyerTime made_at, const FoyerId *device, const char *value, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s: %s", field, value);
  g_autofree char *purpose = g_strdup_printf ("merged-field %s %" G_GINT64_FORMAT, field, made_at);
  FoyerId          id = foyer_id_derive (purpose, subject, device);

  return foyer_conflict_store_add (connection, "merged-field", &id, subject, NULL, detail, made_at, error);
}

typedef struct
{
  FoyerTime made_at;
  FoyerId   device;
  char     *value;
} Loser;

static void
loser_clear (gpointer data)
{
  g_free (((Loser *) data)->value);
}

/* An edit lost when a later one, by somebody else, says something else and was
 * made without knowing it. That is asked of the new edit and of all before it. */
static gboolean
note_losses (FoyerConnection *connection, const char *field, const FoyerChange *change, FoyerTime base, GError **error)
{
  static const char *const sql =
    "SELECT l.made_at, l.device, l.value FROM field_edit l WHERE l.subject = ?1 AND l.field = ?2"
    "   AND (l.made_at = ?3 OR (l.made_at > ?4 AND l.made_at <= ?3))"
    "   AND EXISTS (SELECT 1 FROM field_edit w WHERE w.subject = ?1 AND w.field = ?2 AND w.device <> l.device AND w.value <> l.value"
    "     AND (w.made_at > l.made_at OR (w.made_at = l.made_at AND w.device > l.device)) AND w.base < l.made_at)";
  g_autoptr (GArray) losers = g_array_new (FALSE, FALSE, sizeof (Loser));
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, sql, "btii", &change->subject, field, change->made_at, base);
  GError *local_error = NULL;

  g_array_set_clear_func (losers, loser_clear);
  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      Loser loser = { foyer_rows_integer (rows, 0), foyer_rows_id (rows, 1), foyer_rows_dup_text (rows, 2) };

      g_array_append_val (losers, loser);
    }
  for (guint i = 0; i < losers->len && local_error == NULL; i++)
    {
      const Loser *loser = &g_array_index (losers, Loser, i);

      note_lost (connection, &change->subject, field, loser->made_at, &loser->device, loser->value, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
insert_edit (FoyerConnection *connection, const FoyerId *subject, const char *field, FoyerTime made_at, const FoyerId *device, FoyerTime base, const char *value, GError **error)
{
  return foyer_connection_run (connection, error, "INSERT OR IGNORE INTO field_edit (subject, field, made_at, device, base, value) VALUES (?, ?, ?, ?, ?, ?)",
                               "btibit", subject, field, made_at, device, base, value);
}

/* What stood there before edits were kept is taken to have known all before it. */
static gboolean
keep_current (FoyerConnection *connection, const char *table, const char *field, const FoyerId *subject, const Version *version, GError **error)
{
  g_autofree char *current = NULL;
  GError          *local_error = NULL;

  if (version->made_at == 0 ||
      foyer_connection_number (connection, 0, &local_error, "SELECT EXISTS (SELECT 1 FROM field_edit WHERE subject = ? AND field = ?)", "bt", subject, field) != 0)
    return TRUE;
  if (local_error == NULL)
    current = read_value (connection, table, field, subject, &local_error);
  if (local_error == NULL)
    return insert_edit (connection, subject, field, version->made_at, &version->device, version->made_at, current != NULL ? current : "", error);
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Which edit of the field the author had seen. One who does not say had seen all. */
static FoyerTime
base_of (const FoyerChange *change, const char *field)
{
  JsonNode *node = json_object_get_member (change->body, FOYER_CATALOGUE_BASE);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? foyer_body_integer (json_node_get_object (node), field, 0) : change->made_at;
}

/* Pictures are named anew each time and too large to be kept twice. */
static gboolean
keep_edit (FoyerConnection *connection, const char *table, const char *field, const FoyerChange *change, const Version *version, GError **error)
{
  g_autofree char *value = NULL;
  FoyerTime        base = base_of (change, field);

  if (change->kind == FOYER_CHANGE_PICTURE_EDIT)
    return TRUE;
  value = value_as_text (change->body, field);
  return keep_current (connection, table, field, &change->subject, version, error) &&
         insert_edit (connection, &change->subject, field, change->made_at, &change->device, base, value, error) &&
         note_losses (connection, field, change, base, error);
}

static gboolean
merge_field (FoyerConnection *connection, const char *table, const FoyerField *field, const FoyerChange *change, gboolean *is_new, GError **error)
{
  Version version;
  int     order;

  if (!read_version (connection, &change->subject, field->name, &version, error))
    return FALSE;
  order = compare_versions (change, &version);
  if (order == 0)
    return TRUE;
  if (!keep_edit (connection, table, field->name, change, &version, error))
    return FALSE;
  if (order < 0)
    return TRUE;
  *is_new = TRUE;
  return write_field (connection, table, field, change, error) &&
         foyer_connection_run (connection, error,
                               "INSERT OR REPLACE INTO field_version (subject, field, made_at, device) VALUES (?, ?, ?, ?)",
                               "btib", &change->subject, field->name, change->made_at, &change->device);
}

gboolean
foyer_catalogue_store_note_base (FoyerConnection *connection, FoyerChange *change, GError **error)
{
  g_autoptr (JsonObject) base = json_object_new ();

  for (const FoyerField *field = foyer_change_kind_fields (change->kind); field->name != NULL; field++)
    {
      Version version;

      if (!json_object_has_member (change->body, field->name))
        continue;
      if (!read_version (connection, &change->subject, field->name, &version, error))
        return FALSE;
      if (version.made_at != 0)
        json_object_set_int_member (base, field->name, version.made_at);
    }
  json_object_set_object_member (change->body, FOYER_CATALOGUE_BASE, g_steal_pointer (&base));
  return TRUE;
}

static void
note_subjects (FoyerConnection *connection, FoyerChangeKind kind)
{
  if (kind == FOYER_CHANGE_VENUE_EDIT)
    connection->changed |= FOYER_SUBJECT_VENUES | FOYER_SUBJECT_EVENTS;
  else if (kind == FOYER_CHANGE_ATTENDEE_EDIT)
    connection->changed |= FOYER_SUBJECT_TICKETS;
  else if (kind == FOYER_CHANGE_CASHIER_EDIT)
    connection->changed |= FOYER_SUBJECT_SHIFTS;
  else if (kind == FOYER_CHANGE_LAYOUT_EDIT || kind == FOYER_CHANGE_PICTURE_EDIT)
    connection->changed |= FOYER_SUBJECT_LAYOUTS;
  else
    connection->changed |= FOYER_SUBJECT_EVENTS;
}

gboolean
foyer_catalogue_store_merge (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char      *table = table_of (change->kind);
  g_autofree char *sql = g_strdup_printf ("INSERT OR IGNORE INTO %s (id) VALUES (?)", table);

  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO edit (id) VALUES (?)", "b", &change->id))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE; /* merged before */
  if (!foyer_connection_run (connection, error, g_intern_string (sql), "b", &change->subject))
    return FALSE;
  for (const FoyerField *field = foyer_change_kind_fields (change->kind); field->name != NULL; field++)
    if (json_object_has_member (change->body, field->name) &&
        !merge_field (connection, table, field, change, is_new, error))
      return FALSE;
  note_subjects (connection, change->kind);
  return change->kind != FOYER_CHANGE_ATTENDEE_EDIT || foyer_ledger_index_ticket (connection, &change->subject, error);
}

gboolean
foyer_catalogue_store_read_value (FoyerConnection *connection, const FoyerId *subject, const char *name, FoyerChangeKind *kind, char **value, GError **error)
{
  *value = NULL;
  for (*kind = 0; *kind < FOYER_N_CHANGE_KINDS && foyer_change_kind_merges (*kind); (*kind)++)
    for (const FoyerField *field = foyer_change_kind_fields (*kind); field->name != NULL; field++)
      if (g_str_equal (field->name, name))
        {
          GError *local_error = NULL;

          *value = read_value (connection, table_of (*kind), field->name, subject, &local_error);
          if (*value != NULL)
            return TRUE;
          if (local_error != NULL)
            {
              g_propagate_error (error, local_error);
              return FALSE;
            }
        }
  *kind = FOYER_N_CHANGE_KINDS;
  return TRUE;
}
