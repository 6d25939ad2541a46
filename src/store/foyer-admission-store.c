/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-ticket-code.h"

void
foyer_admission_free (FoyerAdmission *self)
{
  if (self == NULL)
    return;
  g_free (self->holder);
  g_free (self->category);
  g_free (self->colour);
  g_free (self->seat);
  g_free (self->event);
  g_free (self->order_number);
  g_free (self->note);
  g_free (self->reason);
  g_free (self->last_gate);
  g_free (self->currency);
  g_free (self);
}

void
foyer_scan_row_free (FoyerScanRow *self)
{
  if (self == NULL)
    return;
  g_free (self->scan.gate);
  g_free (self->holder);
  g_free (self->category);
  g_free (self);
}

/* Runs @sql, whose first column is a ticket's id. Returns: whether there was one */
static gboolean
find_one (FoyerRows *rows, FoyerId *ticket, GError **error)
{
  gboolean found = rows != NULL && foyer_rows_next (rows, error);

  if (found)
    *ticket = foyer_rows_id (rows, 0);
  foyer_rows_finish (rows);
  return found;
}

/* A code of several tickets means the one of the event at the door. */
static gboolean
find_ticket (FoyerConnection *connection, const FoyerAdmissionRequest *request, FoyerId *ticket, gboolean *replaced, GError **error)
{
  g_autofree char *code = foyer_code_normalize (request->code, -1);
  GError          *local_error = NULL;
  int              event_number, serial;
  FoyerId          id;

  *ticket = FOYER_ID_NONE;
  *replaced = FALSE;
  if (code == NULL)
    return TRUE;
  if (!find_one (foyer_connection_query (connection, &local_error, "SELECT id FROM ticket WHERE secret = ? ORDER BY event = ? DESC LIMIT 1", "tb", code, &request->event), ticket, &local_error) &&
      local_error == NULL)
    *replaced = find_one (foyer_connection_query (connection, &local_error, "SELECT ticket FROM retired_code WHERE code = ? LIMIT 1", "t", code), ticket, &local_error);
  if (local_error == NULL && foyer_id_is_none (ticket) && foyer_ean13_parse (code, &event_number, &serial))
    find_one (foyer_connection_query (connection, &local_error,
                                      "SELECT t.id FROM event e JOIN ticket t ON t.event = e.id AND t.serial = ?1 WHERE e.number = ?2 ORDER BY e.id = ?3 DESC LIMIT 1",
                                      "iib", (gint64) serial, (gint64) event_number, &request->event),
              ticket, &local_error);
  if (local_error == NULL && foyer_id_is_none (ticket) && foyer_id_parse (code, &id))
    find_one (foyer_connection_query (connection, &local_error, "SELECT id FROM ticket WHERE id = ?", "b", &id), ticket, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Reads what the rules ask and what is shown, in one row. */
static gboolean
read_facts (FoyerConnection *connection, const FoyerAdmissionRequest *request, FoyerAdmission *self, FoyerAdmissionFacts *facts, GError **error)
{
  static const char *const sql =
    "SELECT t.event = ?2, e.status = 'cancelled', t.status, o.status, e.reentry, t.inside,"
    "       CASE WHEN e.doors > 0 THEN e.doors WHEN e.starts > 0 THEN e.starts - 3600000000 ELSE 0 END,"
    "       CASE WHEN e.ends > e.starts THEN e.ends WHEN e.starts > 0 THEN e.starts + 21600000000 ELSE 0 END,"
    "       t.order_id, coalesce (nullif (a.name, ''), o.buyer_name), c.name, c.colour, t.seat, e.title, o.number,"
    "       coalesce (a.note, ''), o.total, o.currency"
    "  FROM ticket t LEFT JOIN event e ON e.id = t.event LEFT JOIN category c ON c.id = t.category"
    "       LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id WHERE t.id = ?1";
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, sql, "bb", &self->ticket, &request->event);
  const char *status;

  if (rows == NULL || !foyer_rows_next (rows, error))
    return FALSE;
  status = foyer_rows_text (rows, 2);
  facts->right_event = foyer_rows_integer (rows, 0);
  facts->event_cancelled = foyer_rows_integer (rows, 1);
  facts->blocked = strcmp (status, "blocked") == 0;
  facts->refunded = strcmp (status, "refunded") == 0;
  facts->cancelled = strcmp (status, "cancelled") == 0;
  facts->expired = strcmp (status, "expired") == 0;
  facts->paid = strcmp (foyer_rows_text (rows, 3), "pending") != 0;
  facts->reentry = foyer_rows_integer (rows, 4);
  facts->inside = foyer_rows_integer (rows, 5);
  facts->valid_from = foyer_rows_integer (rows, 6);
  facts->valid_until = foyer_rows_integer (rows, 7);
  facts->category_allowed = TRUE;
  self->order = foyer_rows_id (rows, 8);
  self->holder = foyer_rows_dup_text (rows, 9);
  self->category = foyer_rows_dup_text (rows, 10);
  self->colour = foyer_rows_dup_text (rows, 11);
  self->seat = foyer_rows_dup_text (rows, 12);
  self->event = foyer_rows_dup_text (rows, 13);
  self->order_number = foyer_rows_dup_text (rows, 14);
  self->note = foyer_rows_dup_text (rows, 15);
  self->amount_due = facts->paid ? 0 : foyer_rows_integer (rows, 16);
  self->currency = foyer_rows_dup_text (rows, 17);
  return TRUE;
}

static gboolean
read_last_entry (FoyerConnection *connection, FoyerAdmission *self, FoyerAdmissionFacts *facts, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT gate, device, made_at FROM scan WHERE ticket = ? AND mode = 'entry' AND verdict = 'admitted' AND undone = 0 ORDER BY made_at DESC LIMIT 1",
    "b", &self->ticket);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      facts->was_inside = TRUE;
      g_set_str (&self->last_gate, foyer_rows_text (rows, 0));
      self->last_device = foyer_rows_id (rows, 1);
      self->last_at = foyer_rows_integer (rows, 2);
      self->last_here = foyer_id_equal (&self->last_device, &connection->device);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_reason (FoyerConnection *connection, FoyerAdmission *self, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = NULL;

  if (self->verdict == FOYER_VERDICT_BLOCKED)
    rows = foyer_connection_query (connection, error, "SELECT reason FROM block WHERE ticket = ? ORDER BY made_at DESC LIMIT 1", "b", &self->ticket);
  else if (self->verdict == FOYER_VERDICT_REPLACED)
    rows = foyer_connection_query (connection, error, "SELECT reason FROM reprint WHERE ticket = ? ORDER BY copy DESC LIMIT 1", "b", &self->ticket);
  else if (self->verdict == FOYER_VERDICT_REFUNDED)
    rows = foyer_connection_query (connection, error, "SELECT r.reason FROM refund_ticket t JOIN refund r ON r.id = t.refund WHERE t.ticket = ? LIMIT 1", "b", &self->ticket);
  else
    return TRUE;
  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    g_set_str (&self->reason, foyer_rows_text (rows, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_order_context (FoyerConnection *connection, FoyerAdmission *self, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT count(*), sum (rowid <= (SELECT rowid FROM ticket WHERE id = ?2)), sum (status = 'admitted') FROM ticket WHERE order_id = ?1",
    "bb", &self->order, &self->ticket);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      self->in_order = foyer_rows_integer (rows, 0);
      self->position_in_order = foyer_rows_integer (rows, 1);
      self->admitted_in_order = foyer_rows_integer (rows, 2);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
record (FoyerConnection *connection, const FoyerAdmissionRequest *request, FoyerAdmission *self, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &self->ticket);

  foyer_change_set_id (change, "event", &request->event);
  foyer_change_set_text (change, "mode", foyer_scan_mode_nick (request->mode));
  foyer_change_set_text (change, "verdict", foyer_verdict_nick (self->verdict));
  foyer_change_set_text (change, "gate", request->gate);
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return FALSE;
  self->scan = change->id;
  self->made_at = change->made_at;
  return TRUE;
}

static void
set_empty (FoyerAdmission *self)
{
  char **texts[] = { &self->holder, &self->category, &self->colour, &self->seat, &self->event,
                     &self->order_number, &self->note, &self->reason, &self->last_gate, &self->currency };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
}

FoyerAdmission *
foyer_admission_store_admit (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error)
{
  g_autoptr (FoyerAdmission) self = g_new0 (FoyerAdmission, 1);
  FoyerAdmissionFacts facts = { 0 };

  self->mode = request->mode;
  self->made_at = foyer_connection_now (connection);
  if (!find_ticket (connection, request, &self->ticket, &facts.replaced, error))
    return NULL;
  facts.known = !foyer_id_is_none (&self->ticket);
  if (facts.known && (!read_facts (connection, request, self, &facts, error) ||
                      !read_last_entry (connection, self, &facts, error)))
    return NULL;
  self->verdict = foyer_admission_decide (&facts, request->mode, self->made_at);
  if (facts.known && !read_reason (connection, self, error))
    return NULL;
  if (request->mode != FOYER_SCAN_INFO && !record (connection, request, self, error))
    return NULL;
  if (facts.known && !read_order_context (connection, self, error))
    return NULL;
  set_empty (self);
  return g_steal_pointer (&self);
}

gboolean
foyer_admission_store_knows (FoyerConnection *connection, const char *code, GError **error)
{
  FoyerAdmissionRequest request = { .code = code };
  FoyerId               ticket;
  gboolean              replaced;

  return find_ticket (connection, &request, &ticket, &replaced, error) && !foyer_id_is_none (&ticket);
}

gboolean
foyer_admission_store_undo (FoyerConnection *connection, const FoyerId *scan, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = NULL;
  GError *local_error = NULL;
  FoyerId ticket;

  if (!find_one (foyer_connection_query (connection, &local_error, "SELECT ticket FROM scan WHERE id = ? AND undone = 0 AND ticket IS NOT NULL", "b", scan), &ticket, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such scan to take back.");
      g_propagate_error (error, local_error);
      return FALSE;
    }
  change = foyer_change_new (FOYER_CHANGE_TICKET_UNDO, &ticket);
  foyer_change_set_id (change, "scan", scan);
  foyer_change_set_text (change, "reason", reason);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_admission_store_count (FoyerConnection *connection, const FoyerId *event, FoyerDoorCount *count, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT coalesce (sum (inside), 0), coalesce (sum (status = 'admitted'), 0),"
    "       (SELECT count(*) FROM ticket WHERE event = ?1 AND live = 1),"
    "       (SELECT count(*) FROM scan WHERE event = ?1 AND verdict NOT IN ('admitted', 'exited', 'not-inside', 'info'))"
    "  FROM ticket WHERE event = ?1 AND (inside = 1 OR status = 'admitted')",
    "b", event);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      count->inside = foyer_rows_integer (rows, 0);
      count->admitted = foyer_rows_integer (rows, 1);
      count->expected = foyer_rows_integer (rows, 2);
      count->refused = foyer_rows_integer (rows, 3);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

GPtrArray *
foyer_admission_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_scan_row_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT s.id, s.ticket, s.event, s.device, s.gate, s.made_at, s.mode, s.verdict, s.undone,"
    "       coalesce (nullif (a.name, ''), o.buyer_name, ''), coalesce (c.name, '')"
    "  FROM scan s LEFT JOIN ticket t ON t.id = s.ticket LEFT JOIN attendee a ON a.id = s.ticket"
    "       LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN category c ON c.id = t.category"
    " WHERE s.event = ? ORDER BY s.made_at DESC LIMIT ?",
    "bi", event, (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerScanRow *row = g_new0 (FoyerScanRow, 1);

      row->scan.id = foyer_rows_id (rows, 0);
      row->scan.ticket = foyer_rows_id (rows, 1);
      row->scan.event = foyer_rows_id (rows, 2);
      row->scan.device = foyer_rows_id (rows, 3);
      row->scan.gate = foyer_rows_dup_text (rows, 4);
      row->scan.made_at = foyer_rows_integer (rows, 5);
      row->scan.mode = foyer_scan_mode_from_nick (foyer_rows_text (rows, 6));
      row->scan.verdict = foyer_verdict_from_nick (foyer_rows_text (rows, 7));
      row->scan.undone = foyer_rows_integer (rows, 8);
      row->holder = foyer_rows_dup_text (rows, 9);
      row->category = foyer_rows_dup_text (rows, 10);
      g_ptr_array_add (list, row);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local_error);
  return NULL;
}

gboolean
foyer_ticket_store_block (FoyerConnection *connection, const FoyerId *ticket, gboolean blocked, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_BLOCK, ticket);

  foyer_change_set_boolean (change, "blocked", blocked);
  foyer_change_set_text (change, "reason", reason);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
