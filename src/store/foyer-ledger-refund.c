/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ledger-private.h"

#include "foyer-conflict-store.h"

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static FoyerId
id_of (JsonObject *body, const char *field)
{
  FoyerId id = FOYER_ID_NONE;

  foyer_body_id (body, field, &id);
  return id;
}

static gboolean
insert_part (FoyerConnection *connection, const FoyerId *refund, gint64 position, const char *method, gint64 amount, gint64 rounding, const char *reference, GError **error)
{
  return foyer_connection_run (connection, error,
                               "INSERT OR IGNORE INTO refund_part (refund, position, method, amount, rounding, reference) VALUES (?, ?, ?, ?, ?, ?)",
                               "bitiit", refund, position, method, amount, rounding, reference);
}

static gboolean
insert_parts (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  JsonArray *parts;

  if (!json_object_has_member (change->body, "parts"))
    return insert_part (connection, &change->id, 0, text_or_empty (foyer_body_text (change->body, "method")), foyer_body_integer (change->body, "amount", 0), 0, "", error);
  parts = json_object_get_array_member (change->body, "parts");
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonObject *part = json_array_get_object_element (parts, i);

      if (!insert_part (connection, &change->id, i, foyer_body_text (part, "method"), foyer_body_integer (part, "amount", 0),
                        foyer_body_integer (part, "rounding", 0), text_or_empty (foyer_body_text (part, "reference")), error))
        return FALSE;
    }
  return TRUE;
}

/* Two tills took the same ticket back without knowing of each other: money went
 * out twice, and people must hear of it. Whatever came first here, every device
 * notes the same. */
gboolean
foyer_ledger_note_double_refund (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error,
                                                       "SELECT r.id, r.reason, r.made_at, t.event FROM refund_ticket k JOIN refund r ON r.id = k.refund JOIN ticket t ON t.id = k.ticket"
                                                       " WHERE k.ticket = ? ORDER BY r.made_at, r.id LIMIT 2",
                                                       "b", ticket);
  FoyerId          event = FOYER_ID_NONE, id;
  FoyerTime        made_at = 0;
  g_autofree char *reason = NULL;
  int              count = 0;

  if (rows == NULL)
    return FALSE;
  for (; foyer_rows_next (rows, &local_error); count++)
    {
      g_free (reason);
      reason = foyer_rows_dup_text (rows, 1);
      made_at = foyer_rows_integer (rows, 2);
      event = foyer_rows_id (rows, 3);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  id = foyer_id_derive ("double-refund", ticket, &event);
  return foyer_connection_run (connection, error, "DELETE FROM conflict WHERE id = ?", "b", &id) &&
         (count < 2 || foyer_conflict_store_add (connection, "double-refund", &id, ticket, &event, reason, made_at, error));
}

static gboolean
insert_tickets (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  JsonArray *tickets = json_object_get_array_member (change->body, "tickets");

  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      FoyerId ticket;

      foyer_body_id (json_array_get_object_element (tickets, i), "id", &ticket);
      if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO refund_ticket (ticket, refund) VALUES (?, ?)", "bb", &ticket, &change->id))
        return FALSE;
    }
  return TRUE;
}

/* A request is answered by the refund that it led to. */
static gboolean
answer_request (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  FoyerId request = id_of (change->body, "request");
  FoyerId approver = id_of (change->body, "approver");

  connection->changed |= FOYER_SUBJECT_SHIFTS;
  return foyer_id_is_none (&request) ||
         foyer_connection_run (connection, error, "INSERT OR IGNORE INTO refund_answer (id, request, refund, reason, approver, made_at, device) VALUES (?, ?, ?, '', ?, ?, ?)",
                               "bbbbib", &change->id, &request, &change->id, &approver, change->made_at, &change->device);
}

gboolean
foyer_ledger_apply_refund (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId     shift = id_of (change->body, "shift");
  FoyerId     cashier = id_of (change->body, "cashier");
  FoyerId     approver = id_of (change->body, "approver");
  const char *cause = foyer_body_text (change->body, "cause");

  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO refund (id, order_id, amount, method, reason, cause, shift, cashier, approver, made_at, device)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "bbitttbbbib", &change->id, &change->subject, foyer_body_integer (change->body, "amount", 0),
                             text_or_empty (foyer_body_text (change->body, "method")), text_or_empty (foyer_body_text (change->body, "reason")),
                             cause != NULL && *cause != '\0' ? cause : "refund", &shift, &cashier, &approver, change->made_at, &change->device))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE;
  *is_new = TRUE;
  connection->changed |= FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS;
  return insert_parts (connection, change, error) && insert_tickets (connection, change, error) && answer_request (connection, change, error) &&
         foyer_ledger_refresh_order (connection, &change->subject, error);
}

gboolean
foyer_ledger_apply_refund_request (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  JsonArray *tickets = json_object_get_array_member (change->body, "tickets");
  FoyerId    cashier = id_of (change->body, "cashier");

  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO refund_request (id, order_id, reason, cashier, made_at, device) VALUES (?, ?, ?, ?, ?, ?)",
                             "bbtbib", &change->id, &change->subject, foyer_body_text (change->body, "reason"), &cashier, change->made_at, &change->device))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE;
  *is_new = TRUE;
  connection->changed |= FOYER_SUBJECT_SHIFTS;
  for (guint i = 0; i < json_array_get_length (tickets); i++)
    {
      FoyerId ticket;

      foyer_body_id (json_array_get_object_element (tickets, i), "id", &ticket);
      if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO refund_request_ticket (request, ticket) VALUES (?, ?)", "bb", &change->id, &ticket))
        return FALSE;
    }
  return TRUE;
}

gboolean
foyer_ledger_apply_refund_decline (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId request = id_of (change->body, "request");
  FoyerId approver = id_of (change->body, "approver");

  if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO refund_answer (id, request, refund, reason, approver, made_at, device) VALUES (?, ?, NULL, ?, ?, ?, ?)",
                             "bbtbib", &change->id, &request, foyer_body_text (change->body, "reason"), &approver, change->made_at, &change->device))
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  connection->changed |= FOYER_SUBJECT_SHIFTS;
  return TRUE;
}
