/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-ticket-lookup.h"
#include "foyer-windows.h"

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
  g_free (self->timezone);
  g_free (self->segment);
  g_free (self->gates);
  g_free (self);
}

#define EVENT_OPENS "CASE WHEN e.doors > 0 THEN e.doors WHEN e.starts > 0 THEN e.starts - 3600000000 ELSE 0 END"
#define EVENT_CLOSES "CASE WHEN e.ends > e.starts THEN e.ends WHEN e.starts > 0 THEN e.starts + 21600000000 ELSE 0 END"

/* What is asked while the door decides, besides the facts. */
typedef struct
{
  const FoyerAdmissionRequest *request;
  FoyerTicketLookup           *lookup;
  FoyerAdmissionFacts          facts;
  FoyerId                      category;
  FoyerTime                    since; /* movements before it are of another day; 0: all count */
} Case;

static gboolean
is_at_door (const FoyerAdmissionRequest *request, const FoyerId *event)
{
  gboolean found = foyer_id_equal (event, &request->event);

  for (guint i = 0; i < request->n_also && !found; i++)
    found = foyer_id_equal (event, &request->also[i]);
  return found;
}

/* The windows of a category stand in for the times of its event. */
static void
take_windows (Case *self, const char *text, FoyerTime now)
{
  g_autoptr (GArray) windows = NULL;
  const FoyerWindow *window;

  if (*text == '\0')
    return;
  windows = foyer_windows_parse (text);
  window = foyer_windows_find (windows, now);
  if (window == NULL)
    return;
  self->facts.valid_from = window->from;
  self->facts.valid_until = window->until;
  if (windows->len > 1)
    self->since = window->from;
}

/* Reads what the rules ask and what is shown, in one row. */
static gboolean
read_facts (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  static const char *const sql =
    "SELECT t.event, e.status = 'cancelled', t.status, o.status, e.reentry, t.inside, " EVENT_OPENS ", " EVENT_CLOSES ","
    "       t.order_id, coalesce (nullif (a.name, ''), o.buyer_name), c.name, c.colour, t.seat, e.title, o.number,"
    "       coalesce (a.note, ''), o.total, o.currency, t.category, coalesce (c.windows, ''), coalesce (e.timezone, ''), coalesce (a.segment, '')"
    "  FROM ticket t LEFT JOIN event e ON e.id = t.event LEFT JOIN category c ON c.id = t.category"
    "       LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id WHERE t.id = ?1";
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, sql, "b", &admission->ticket);
  FoyerAdmissionFacts *facts = &self->facts;
  const char          *status;

  if (rows == NULL || !foyer_rows_next (rows, error))
    return FALSE;
  status = foyer_rows_text (rows, 2);
  admission->event_id = foyer_rows_id (rows, 0);
  facts->right_event = is_at_door (self->request, &admission->event_id);
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
  admission->order = foyer_rows_id (rows, 8);
  admission->holder = foyer_rows_dup_text (rows, 9);
  admission->category = foyer_rows_dup_text (rows, 10);
  admission->colour = foyer_rows_dup_text (rows, 11);
  admission->seat = foyer_rows_dup_text (rows, 12);
  admission->event = foyer_rows_dup_text (rows, 13);
  admission->order_number = foyer_rows_dup_text (rows, 14);
  admission->note = foyer_rows_dup_text (rows, 15);
  admission->amount_due = facts->paid ? 0 : foyer_rows_integer (rows, 16);
  admission->currency = foyer_rows_dup_text (rows, 17);
  self->category = foyer_rows_id (rows, 18);
  take_windows (self, foyer_rows_text (rows, 19), admission->made_at);
  admission->timezone = foyer_rows_dup_text (rows, 20);
  admission->segment = foyer_rows_dup_text (rows, 21);
  return TRUE;
}

/* Of a ticket that is not on the list: what its code says, and what was heard of it by its id. */
static gboolean
read_signed_facts (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  static const char *const sql =
    "SELECT e.status = 'cancelled', e.reentry, " EVENT_OPENS ", " EVENT_CLOSES ", e.title, e.timezone,"
    "       coalesce ((SELECT blocked FROM block WHERE ticket = ?2 ORDER BY made_at DESC, id DESC LIMIT 1), 0),"
    "       EXISTS (SELECT 1 FROM refund_ticket WHERE ticket = ?2)"
    "  FROM event e WHERE e.id = ?1";
  const FoyerSignedCode *code = self->lookup->code;
  g_autoptr (FoyerRows) rows = NULL;
  GError              *local_error = NULL;
  FoyerAdmissionFacts *facts = &self->facts;

  admission->event_id = self->lookup->event;
  facts->paid = TRUE;
  facts->right_event = is_at_door (self->request, &admission->event_id);
  rows = foyer_connection_query (connection, error, sql, "bb", &admission->event_id, &admission->ticket);
  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      facts->event_cancelled = foyer_rows_integer (rows, 0);
      facts->reentry = foyer_rows_integer (rows, 1);
      facts->valid_from = foyer_rows_integer (rows, 2);
      facts->valid_until = foyer_rows_integer (rows, 3);
      admission->event = foyer_rows_dup_text (rows, 4);
      admission->timezone = foyer_rows_dup_text (rows, 5);
      facts->blocked = foyer_rows_integer (rows, 6);
      facts->refunded = foyer_rows_integer (rows, 7);
    }
  else if (self->lookup->event_ref != NULL)
    admission->event = g_strdup (self->lookup->event_ref);
  facts->expired = code->valid_until != 0 && admission->made_at > code->valid_until;
  facts->valid_from = MAX (facts->valid_from, code->valid_from);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
is_of_category (const FoyerSignedCode *code, const FoyerId *category, const char *sku, const char *name)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];

  if (code->form == FOYER_SIGNED_FOYER)
    return foyer_signed_code_is_for_category (code, category);
  return *code->category != '\0' && (g_str_equal (code->category, sku) || g_ascii_strcasecmp (code->category, name) == 0 ||
                                     g_ascii_strcasecmp (code->category, foyer_id_print (category, text)) == 0);
}

static gboolean
read_signed_category (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, sku, name, colour, windows FROM category WHERE event = ?", "b", &admission->event_id);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId category = foyer_rows_id (rows, 0);

      if (!is_of_category (self->lookup->code, &category, foyer_rows_text (rows, 1), foyer_rows_text (rows, 2)))
        continue;
      self->category = category;
      g_set_str (&admission->category, foyer_rows_text (rows, 2));
      g_set_str (&admission->colour, foyer_rows_text (rows, 3));
      take_windows (self, foyer_rows_text (rows, 4), admission->made_at);
      break;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Where it was let in before; for a ticket off the list also whether it is inside. */
static gboolean
read_signed_movement (FoyerConnection *connection, Case *self, const FoyerAdmission *admission, GError **error)
{
  self->facts.inside = foyer_connection_number (connection, 0, error,
                                                "SELECT mode = 'entry' FROM scan WHERE ticket = ? AND undone = 0"
                                                " AND verdict IN ('admitted', 'genuine', 'exited', 'not-inside') ORDER BY made_at DESC, id DESC LIMIT 1",
                                                "b", &admission->ticket) > 0;
  return error == NULL || *error == NULL;
}

/* A gate that is not set up lets in everybody. */
static gboolean
read_gate (FoyerConnection *connection, Case *self, const FoyerAdmission *admission, GError **error)
{
  char    category[FOYER_ID_TEXT_LENGTH + 1];
  GError *local_error = NULL;

  self->facts.category_allowed = foyer_connection_number (connection, 1, &local_error,
                                                          "SELECT categories = '' OR instr (categories, ?3) > 0 FROM gate"
                                                          " WHERE deleted = 0 AND event = ?1 AND name = ?2 COLLATE NOCASE LIMIT 1",
                                                          "btt", &admission->event_id, self->request->gate != NULL ? self->request->gate : "",
                                                          foyer_id_print (&self->category, category)) != 0;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_last_entry (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT gate, device, made_at FROM scan WHERE ticket = ? AND mode = 'entry' AND verdict IN ('admitted', 'genuine') AND undone = 0 ORDER BY made_at DESC LIMIT 1",
    "b", &admission->ticket);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      g_set_str (&admission->last_gate, foyer_rows_text (rows, 0));
      admission->last_device = foyer_rows_id (rows, 1);
      admission->last_at = foyer_rows_integer (rows, 2);
      admission->last_here = foyer_id_equal (&admission->last_device, &connection->device);
      self->facts.was_inside = admission->last_at >= self->since;
      /* who did not scan out on another day is not inside today */
      self->facts.inside &= self->facts.was_inside || self->request->mode == FOYER_SCAN_EXIT;
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
    "SELECT count(*), sum (rowid <= (SELECT rowid FROM ticket WHERE id = ?2)), sum (status = 'admitted'),"
    "       sum (id <> ?2 AND inside = 0 AND status = 'valid') FROM ticket WHERE order_id = ?1",
    "bb", &self->order, &self->ticket);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      self->in_order = foyer_rows_integer (rows, 0);
      self->position_in_order = foyer_rows_integer (rows, 1);
      self->admitted_in_order = foyer_rows_integer (rows, 2);
      self->left_in_order = foyer_rows_integer (rows, 3);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_gates_for (FoyerConnection *connection, const Case *self, FoyerAdmission *admission, GError **error)
{
  char category[FOYER_ID_TEXT_LENGTH + 1];
  g_autoptr (FoyerRows) rows = NULL;

  if (admission->verdict != FOYER_VERDICT_WRONG_GATE)
    return TRUE;
  rows = foyer_connection_query (connection, error,
                                 "SELECT group_concat (name, ', ') FROM (SELECT name FROM gate WHERE deleted = 0 AND event = ?1"
                                 " AND (categories = '' OR instr (categories, ?2) > 0) ORDER BY name)",
                                 "bt", &admission->event_id, foyer_id_print (&self->category, category));
  if (rows == NULL || !foyer_rows_next (rows, error))
    return FALSE;
  g_set_str (&admission->gates, foyer_rows_text (rows, 0));
  return TRUE;
}

static gboolean
record (FoyerConnection *connection, const Case *self, FoyerAdmission *admission, GError **error)
{
  const FoyerAdmissionRequest *request = self->request;
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, &admission->ticket);

  foyer_change_set_id (change, "event", self->facts.right_event ? &admission->event_id : &request->event);
  foyer_change_set_text (change, "mode", foyer_scan_mode_nick (request->mode));
  foyer_change_set_text (change, "verdict", foyer_verdict_nick (admission->verdict));
  foyer_change_set_text (change, "gate", request->gate);
  foyer_change_set_text (change, "method", foyer_scan_method_nick (request->method));
  if (request->staff != NULL && *request->staff != '\0')
    foyer_change_set_text (change, "operator", request->staff);
  if (request->reason != NULL && *request->reason != '\0')
    foyer_change_set_text (change, "reason", request->reason);
  change->made_at = request->now;
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return FALSE;
  admission->scan = change->id;
  admission->made_at = change->made_at;
  return TRUE;
}

static void
set_empty (FoyerAdmission *self)
{
  char **texts[] = { &self->holder, &self->category, &self->colour, &self->seat, &self->event, &self->order_number, &self->timezone,
                     &self->note, &self->segment, &self->gates, &self->reason, &self->last_gate, &self->currency };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
}

static gboolean
read_case (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  FoyerTicketLookup *lookup = self->lookup;

  self->facts.known = lookup->known;
  self->facts.genuine = lookup->genuine;
  self->facts.replaced = lookup->replaced;
  self->facts.forged = lookup->forged;
  admission->ticket = lookup->ticket;
  admission->listed = lookup->known;
  admission->revoked_key = lookup->revoked;
  if (lookup->known)
    return read_facts (connection, self, admission, error) &&
           read_last_entry (connection, self, admission, error) &&
           read_gate (connection, self, admission, error);
  if (lookup->genuine)
    return read_signed_facts (connection, self, admission, error) &&
           read_signed_category (connection, self, admission, error) &&
           read_signed_movement (connection, self, admission, error) &&
           read_last_entry (connection, self, admission, error) &&
           read_gate (connection, self, admission, error);
  return TRUE;
}

static gboolean
decide (FoyerConnection *connection, Case *self, FoyerAdmission *admission, GError **error)
{
  if (!read_case (connection, self, admission, error))
    return FALSE;
  admission->verdict = foyer_admission_decide (&self->facts, self->request->mode, admission->made_at);
  admission->valid_from = self->facts.valid_from;
  admission->valid_until = self->facts.valid_until;
  return (!self->facts.known && !self->facts.genuine) ||
         (read_reason (connection, admission, error) && read_gates_for (connection, self, admission, error));
}

FoyerAdmission *
foyer_admission_store_admit (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error)
{
  g_autoptr (FoyerAdmission) admission = g_new0 (FoyerAdmission, 1);
  g_autoptr (FoyerTicketLookup) lookup = foyer_ticket_lookup (connection, request, error);
  Case self = { .request = request, .lookup = lookup };

  if (lookup == NULL)
    return NULL;
  admission->mode = request->mode;
  admission->made_at = request->now != 0 ? request->now : foyer_connection_now (connection);
  if (!decide (connection, &self, admission, error))
    return NULL;
  if (request->mode != FOYER_SCAN_INFO && !record (connection, &self, admission, error))
    return NULL;
  if (lookup->known && !read_order_context (connection, admission, error))
    return NULL;
  set_empty (admission);
  return g_steal_pointer (&admission);
}

gboolean
foyer_admission_store_knows (FoyerConnection *connection, const char *code, GError **error)
{
  FoyerAdmissionRequest request = { .code = code };
  g_autoptr (FoyerTicketLookup) lookup = foyer_ticket_lookup (connection, &request, error);

  return lookup != NULL && (!foyer_id_is_none (&lookup->ticket) || lookup->genuine);
}

gboolean
foyer_admission_store_undo (FoyerConnection *connection, const FoyerId *scan, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = NULL;
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT ticket FROM scan WHERE id = ? AND undone = 0 AND ticket IS NOT NULL", "b", scan);
  FoyerId ticket;

  if (rows == NULL)
    return FALSE;
  if (!foyer_rows_next (rows, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such scan to take back.");
      g_propagate_error (error, local_error);
      return FALSE;
    }
  ticket = foyer_rows_id (rows, 0);
  g_clear_pointer (&rows, foyer_rows_finish);
  change = foyer_change_new (FOYER_CHANGE_TICKET_UNDO, &ticket);
  foyer_change_set_id (change, "scan", scan);
  foyer_change_set_text (change, "reason", reason);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_ticket_store_block (FoyerConnection *connection, const FoyerId *ticket, gboolean blocked, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_BLOCK, ticket);

  foyer_change_set_boolean (change, "blocked", blocked);
  foyer_change_set_text (change, "reason", reason);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
