/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ledger-private.h"

#include <string.h>

#include "foyer-admission.h"
#include "foyer-conflict-store.h"
#include "foyer-windows.h"

/* A scan that moved somebody, in the order of time. */
typedef struct
{
  FoyerId   id;
  FoyerId   device;
  FoyerId   event;
  FoyerTime made_at;
  gboolean  entry;
  char     *gate;
} Movement;

static void
movement_clear (gpointer data)
{
  g_free (((Movement *) data)->gate);
}

static GArray *
read_movements (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  g_autoptr (GArray) movements = g_array_new (FALSE, FALSE, sizeof (Movement));
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT id, device, event, made_at, mode = 'entry', gate FROM scan"
    " WHERE ticket = ? AND undone = 0 AND verdict IN ('admitted', 'genuine', 'exited', 'not-inside') ORDER BY made_at, id",
    "b", ticket);

  g_array_set_clear_func (movements, movement_clear);
  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      Movement movement = {
        .id = foyer_rows_id (rows, 0),
        .device = foyer_rows_id (rows, 1),
        .event = foyer_rows_id (rows, 2),
        .made_at = foyer_rows_integer (rows, 3),
        .entry = foyer_rows_integer (rows, 4),
        .gate = foyer_rows_dup_text (rows, 5),
      };

      g_array_append_val (movements, movement);
    }
  if (local_error == NULL)
    return g_steal_pointer (&movements);
  g_propagate_error (error, local_error);
  return NULL;
}

static JsonObject *
movement_to_json (const Movement *movement)
{
  g_autofree char *device = foyer_id_dup_text (&movement->device);
  g_autofree char *scan = foyer_id_dup_text (&movement->id);
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "scan", scan);
  json_object_set_string_member (object, "gate", movement->gate);
  json_object_set_int_member (object, "made_at", movement->made_at);
  json_object_set_string_member (object, "device", device);
  return object;
}

/* The id is derived from the two scans, so that every device notes the same
 * conflict, whichever scan it hears of first. */
static gboolean
note_double_admission (FoyerConnection *connection, const FoyerId *ticket, const Movement *first, const Movement *second, GError **error)
{
  FoyerId id = foyer_id_derive ("double-admission", &first->id, &second->id);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *detail = NULL;

  json_object_set_object_member (object, "first", movement_to_json (first));
  json_object_set_object_member (object, "second", movement_to_json (second));
  json_node_set_object (node, object);
  detail = json_to_string (node, FALSE);
  return foyer_conflict_store_add (connection, "double-admission", &id, ticket, &first->event, detail, second->made_at, error);
}

/* Returns: (transfer full) (nullable): when the category of @ticket admits */
static GArray *
read_windows (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT c.windows FROM ticket t JOIN category c ON c.id = t.category WHERE t.id = ?", "b", ticket);
  GError *local_error = NULL;
  GArray *windows = NULL;

  if (rows == NULL)
    return NULL;
  if (foyer_rows_next (rows, &local_error))
    windows = foyer_windows_parse (foyer_rows_text (rows, 0));
  else if (local_error == NULL)
    windows = foyer_windows_parse (NULL);
  else
    g_propagate_error (error, local_error);
  return windows;
}

/* Two entries with no exit between them; those of two days are none too many. */
static gboolean
check_entry (FoyerConnection *connection, const FoyerId *ticket, const Movement *first, const Movement *second, GError **error)
{
  g_autoptr (GArray) windows = read_windows (connection, ticket, error);

  if (windows == NULL)
    return FALSE;
  return foyer_windows_part (windows, first->made_at, second->made_at) ||
         note_double_admission (connection, ticket, first, second, error);
}

/* What was noted of double admissions is noted anew: a scan that comes late, or
 * is taken back, can show that there was none. */
static gboolean
follow_movements (FoyerConnection *connection, const FoyerId *ticket, gboolean *inside, gboolean *admitted, GError **error)
{
  g_autoptr (GArray) movements = read_movements (connection, ticket, error);

  if (movements == NULL ||
      !foyer_connection_run (connection, error, "DELETE FROM conflict WHERE subject = ? AND kind = 'double-admission'", "b", ticket))
    return FALSE;
  if (sqlite3_changes (connection->db) > 0)
    connection->changed |= FOYER_SUBJECT_CONFLICTS;
  for (guint i = 0; i < movements->len; i++)
    {
      const Movement *movement = &g_array_index (movements, Movement, i);

      if (*inside && movement->entry &&
          !check_entry (connection, ticket, &g_array_index (movements, Movement, i - 1), movement, error))
        return FALSE;
      *inside = movement->entry;
      *admitted |= movement->entry;
    }
  return TRUE;
}

gboolean
foyer_ledger_refresh_ticket (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  static const char *const update =
    "UPDATE ticket SET inside = ?2, live = ?3, status = ?4,"
    "  copy = 1 + (SELECT count(*) FROM reprint WHERE ticket = ?1), printed = (SELECT count(*) FROM printed WHERE ticket = ?1)"
    " WHERE id = ?1";
  gboolean          refunded, blocked, unpaid, inside = FALSE, admitted = FALSE;
  FoyerTicketStatus status;
  GError           *local_error = NULL;

  if (!follow_movements (connection, ticket, &inside, &admitted, error))
    return FALSE;
  refunded = foyer_connection_number (connection, 0, &local_error, "SELECT count (*) FROM refund_ticket WHERE ticket = ?", "b", ticket);
  blocked = local_error == NULL &&
            foyer_connection_number (connection, 0, &local_error, "SELECT blocked FROM block WHERE ticket = ? ORDER BY made_at DESC, id DESC LIMIT 1", "b", ticket);
  unpaid = local_error == NULL &&
           foyer_connection_number (connection, 0, &local_error, "SELECT o.status = 'pending' FROM ticket t JOIN orders o ON o.id = t.order_id WHERE t.id = ?", "b", ticket);
  if (local_error == NULL && refunded > 1)
    foyer_ledger_note_double_refund (connection, ticket, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  status = refunded   ? FOYER_TICKET_REFUNDED
           : blocked  ? FOYER_TICKET_BLOCKED
           : admitted ? FOYER_TICKET_ADMITTED
           : unpaid   ? FOYER_TICKET_UNPAID
                      : FOYER_TICKET_VALID;
  connection->changed |= FOYER_SUBJECT_TICKETS;
  return foyer_connection_run (connection, error, update, "biit", ticket, (gint64) inside,
                               (gint64) foyer_ticket_status_takes_stock (status), foyer_ticket_status_nick (status));
}

static gboolean
insert_fact (FoyerConnection *connection, gboolean inserted, const FoyerChange *change, gboolean *is_new, GError **error)
{
  if (!inserted)
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  return !*is_new || foyer_ledger_refresh_ticket (connection, &change->subject, error);
}

/* An ordinary first admission needs no look at all the facts. */
static gboolean
admit_at_once (FoyerConnection *connection, const FoyerChange *change, gboolean *done, GError **error)
{
  static const char *const sql =
    "UPDATE ticket SET status = 'admitted', inside = 1 WHERE id = ?1 AND status = 'valid' AND NOT EXISTS"
    " (SELECT 1 FROM scan WHERE ticket = ?1 AND CASE id WHEN ?2 THEN undone = 1"
    "   ELSE undone = 0 AND verdict IN ('admitted', 'genuine', 'exited', 'not-inside') END)";

  if (!foyer_connection_run (connection, error, sql, "bb", &change->subject, &change->id))
    return FALSE;
  *done = sqlite3_changes (connection->db) > 0;
  if (*done)
    connection->changed |= FOYER_SUBJECT_TICKETS;
  return TRUE;
}

gboolean
foyer_ledger_apply_scan (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *gate = foyer_body_text (change->body, "gate");
  const char *mode = foyer_body_text (change->body, "mode");
  const char *verdict = foyer_body_text (change->body, "verdict");
  const char *method = foyer_body_text (change->body, "method");
  const char *who = foyer_body_text (change->body, "operator");
  const char *reason = foyer_body_text (change->body, "reason");
  gboolean    known, done = FALSE;
  FoyerId     event;

  foyer_body_id (change->body, "event", &event);
  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO scan (id, ticket, event, mode, verdict, gate, made_at, device, undone, method, operator, reason)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, EXISTS (SELECT 1 FROM scan_undo WHERE scan = ?1), ?9, ?10, ?11)",
                             "bbbtttibttt", &change->id, &change->subject, &event, mode, verdict, gate != NULL ? gate : "",
                             change->made_at, &change->device, method != NULL ? method : "", who != NULL ? who : "", reason != NULL ? reason : ""))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= *is_new ? FOYER_SUBJECT_SCANS : 0;
  known = !foyer_id_is_none (&change->subject);
  if (!*is_new || !known || !foyer_verdict_lets_pass (foyer_verdict_from_nick (verdict)))
    return TRUE;
  if (strcmp (verdict, "admitted") == 0 && strcmp (mode, "entry") == 0 && !admit_at_once (connection, change, &done, error))
    return FALSE;
  return done || foyer_ledger_refresh_ticket (connection, &change->subject, error);
}

static gboolean
mark_undone (FoyerConnection *connection, const FoyerId *scan, GError **error)
{
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "UPDATE scan SET undone = 1 WHERE id = ? AND undone = 0 RETURNING ticket", "b", scan);
  GError *local_error = NULL;
  FoyerId ticket = FOYER_ID_NONE;

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    ticket = foyer_rows_id (rows, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  connection->changed |= FOYER_SUBJECT_SCANS;
  return foyer_id_is_none (&ticket) || foyer_ledger_refresh_ticket (connection, &ticket, error);
}

gboolean
foyer_ledger_apply_undo (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *reason = foyer_body_text (change->body, "reason");
  FoyerId     scan;

  foyer_body_id (change->body, "scan", &scan);
  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO scan_undo (id, scan, reason, made_at, device) VALUES (?, ?, ?, ?, ?)",
                             "bbtib", &change->id, &scan, reason != NULL ? reason : "", change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  return !*is_new || mark_undone (connection, &scan, error);
}

gboolean
foyer_ledger_apply_block (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  return insert_fact (connection,
                      foyer_connection_run (connection, error, "INSERT OR IGNORE INTO block (id, ticket, blocked, reason, made_at, device) VALUES (?, ?, ?, ?, ?, ?)",
                                            "bbitib", &change->id, &change->subject, (gint64) foyer_body_boolean (change->body, "blocked", TRUE),
                                            foyer_body_text (change->body, "reason"), change->made_at, &change->device),
                      change, is_new, error);
}

gboolean
foyer_ledger_replace_code (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  /* The copy with the highest number, of equal ones the later stamp, is the
   * ticket; every other code ever printed for it is retired. */
  static const char *const retire =
    "INSERT OR IGNORE INTO retired_code (code, ticket) SELECT secret, id FROM ticket WHERE id = ?1"
    " UNION SELECT r.secret, r.ticket FROM reprint r JOIN ticket t ON t.id = r.ticket WHERE r.ticket = ?1";
  static const char *const set =
    "UPDATE ticket SET secret = coalesce ((SELECT secret FROM reprint WHERE ticket = ?1 ORDER BY copy DESC, made_at DESC, id DESC LIMIT 1), secret)"
    " WHERE id = ?1";
  static const char *const revive = "DELETE FROM retired_code WHERE ticket = ?1 AND code = (SELECT secret FROM ticket WHERE id = ?1)";

  return foyer_connection_run (connection, error, retire, "b", ticket) &&
         foyer_connection_run (connection, error, set, "b", ticket) &&
         foyer_connection_run (connection, error, revive, "b", ticket);
}

gboolean
foyer_ledger_apply_reprint (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId shift = FOYER_ID_NONE;

  foyer_body_id (change->body, "shift", &shift);
  if (!insert_fact (connection,
                    foyer_connection_run (connection, error,
                                          "INSERT OR IGNORE INTO reprint (id, ticket, copy, secret, reason, shift, made_at, device) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                          "bbittbib", &change->id, &change->subject, foyer_body_integer (change->body, "copy", 2),
                                          foyer_body_text (change->body, "secret"), foyer_body_text (change->body, "reason"),
                                          &shift, change->made_at, &change->device),
                    change, is_new, error))
    return FALSE;
  return !*is_new || (foyer_ledger_replace_code (connection, &change->subject, error) &&
                      foyer_ledger_index_ticket (connection, &change->subject, error));
}

gboolean
foyer_ledger_apply_printed (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  const char *printer = foyer_body_text (change->body, "printer");
  FoyerId     job;

  foyer_body_id (change->body, "job", &job);
  return insert_fact (connection,
                      foyer_connection_run (connection, error,
                                            "INSERT OR IGNORE INTO printed (id, ticket, job, copy, printer, made_at, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                            "bbbitib", &change->id, &change->subject, &job, foyer_body_integer (change->body, "copy", 1),
                                            printer != NULL ? printer : "", change->made_at, &change->device),
                      change, is_new, error);
}
