/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-stock.h"

static gboolean
finish (GError *local_error, GError **error)
{
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Counting. */

static void
gate_count_free (gpointer data)
{
  FoyerGateCount *self = data;

  g_free (self->gate);
  g_free (self);
}

void
foyer_door_count_clear (FoyerDoorCount *self)
{
  g_clear_pointer (&self->gates, g_ptr_array_unref);
}

static gboolean
count_event (FoyerConnection *connection, const FoyerId *event, FoyerDoorCount *count, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT coalesce (sum (inside), 0), coalesce (sum (status = 'admitted'), 0),"
    "       (SELECT count(*) FROM ticket WHERE event = ?1 AND live = 1),"
    "       (SELECT count(*) FROM scan WHERE event = ?1 AND verdict NOT IN ('admitted', 'genuine', 'exited', 'not-inside', 'info')),"
    "       (SELECT coalesce (nullif (e.capacity, -1), v.capacity, 0) FROM event e LEFT JOIN venue v ON v.id = e.venue WHERE e.id = ?1)"
    "  FROM ticket WHERE event = ?1 AND (inside = 1 OR status = 'admitted')",
    "b", event);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      count->inside += foyer_rows_integer (rows, 0);
      count->admitted += foyer_rows_integer (rows, 1);
      count->expected += foyer_rows_integer (rows, 2);
      count->refused += foyer_rows_integer (rows, 3);
      count->capacity += MAX (foyer_rows_integer (rows, 4), 0);
    }
  return finish (local_error, error);
}

/* Who was let in by a signature is inside, though no list knows of it. */
static gboolean
count_unlisted (FoyerConnection *connection, const FoyerId *event, FoyerDoorCount *count, GError **error)
{
  GError *local_error = NULL;
  gint64  unlisted = foyer_connection_number (
    connection, 0, &local_error,
    "SELECT count(*) FROM (SELECT DISTINCT ticket FROM scan WHERE verdict = 'genuine' AND event = ?1 AND undone = 0) g"
     " WHERE NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = g.ticket)"
     "   AND (SELECT mode FROM scan s WHERE s.ticket = g.ticket AND undone = 0 AND verdict IN ('admitted', 'genuine', 'exited', 'not-inside')"
     "         ORDER BY made_at DESC, id DESC LIMIT 1) = 'entry'",
    "b", event);

  count->unlisted += unlisted;
  count->inside += unlisted;
  count->admitted += unlisted;
  return finish (local_error, error);
}

static FoyerGateCount *
find_gate (FoyerDoorCount *count, const char *name)
{
  FoyerGateCount *gate;

  for (guint i = 0; i < count->gates->len; i++)
    if (g_str_equal (((FoyerGateCount *) count->gates->pdata[i])->gate, name))
      return count->gates->pdata[i];
  gate = g_new0 (FoyerGateCount, 1);
  gate->gate = g_strdup (name);
  g_ptr_array_add (count->gates, gate);
  return gate;
}

static gboolean
count_gates (FoyerConnection *connection, const FoyerId *event, FoyerDoorCount *count, GError **error)
{
  GError *local_error = NULL;
  /* of max(), SQLite takes the other columns from the row that has it */
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT gate, count (DISTINCT iif (mode = 'entry', ticket, NULL)), count (DISTINCT iif (mode = 'exit', ticket, NULL)), max (made_at), device"
    "  FROM scan WHERE event = ? AND undone = 0 AND verdict IN ('admitted', 'genuine', 'exited', 'not-inside') GROUP BY gate ORDER BY gate",
    "b", event);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerGateCount *gate = find_gate (count, foyer_rows_text (rows, 0));
      FoyerId         device = foyer_rows_id (rows, 4);

      gate->entries += foyer_rows_integer (rows, 1);
      gate->exits += foyer_rows_integer (rows, 2);
      if (foyer_rows_integer (rows, 3) > gate->last_at)
        {
          gate->last_at = foyer_rows_integer (rows, 3);
          gate->here = foyer_id_equal (&device, &connection->device);
        }
    }
  return finish (local_error, error);
}

static gboolean
count_arrivals (FoyerConnection *connection, const FoyerId *event, FoyerTime now, FoyerDoorCount *count, GError **error)
{
  GError   *local_error = NULL;
  FoyerTime end = now / FOYER_MINUTE + 1;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT made_at / 60000000, count(*) FROM scan WHERE event = ?1 AND made_at >= ?2 AND made_at < ?3 AND mode = 'entry' AND undone = 0"
    "   AND verdict IN ('admitted', 'genuine') GROUP BY 1",
    "bii", event, (end - FOYER_DOOR_MINUTES) * FOYER_MINUTE, end * FOYER_MINUTE);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    count->arrivals[foyer_rows_integer (rows, 0) - end + FOYER_DOOR_MINUTES] += (guint) foyer_rows_integer (rows, 1);
  return finish (local_error, error);
}

gboolean
foyer_door_store_count (FoyerConnection *connection, const FoyerId *events, guint n_events, FoyerTime now, FoyerDoorCount *count, GError **error)
{
  count->gates = g_ptr_array_new_with_free_func (gate_count_free);
  for (guint i = 0; i < n_events; i++)
    if (!count_event (connection, &events[i], count, error) ||
        !count_unlisted (connection, &events[i], count, error) ||
        !count_gates (connection, &events[i], count, error) ||
        !count_arrivals (connection, &events[i], now, count, error))
      return FALSE;
  return TRUE;
}

/* The log. */

void
foyer_scan_row_free (FoyerScanRow *self)
{
  if (self == NULL)
    return;
  g_free (self->scan.gate);
  g_free (self->scan.staff);
  g_free (self->scan.reason);
  g_free (self->holder);
  g_free (self->category);
  g_free (self);
}

GPtrArray *
foyer_door_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_scan_row_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT s.id, s.ticket, s.event, s.device, s.gate, s.made_at, s.mode, s.verdict, s.undone,"
    "       coalesce (nullif (a.name, ''), o.buyer_name, ''), coalesce (c.name, ''), s.method, s.operator, s.reason"
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
      row->scan.method = foyer_scan_method_from_nick (foyer_rows_text (rows, 11));
      row->scan.staff = foyer_rows_dup_text (rows, 12);
      row->scan.reason = foyer_rows_dup_text (rows, 13);
      g_ptr_array_add (list, row);
    }
  return finish (local_error, error) ? g_steal_pointer (&list) : NULL;
}

/* Parties. */

void
foyer_party_guest_free (FoyerPartyGuest *self)
{
  if (self == NULL)
    return;
  g_free (self->holder);
  g_free (self->category);
  g_free (self->seat);
  g_free (self);
}

GPtrArray *
foyer_door_store_party (FoyerConnection *connection, const FoyerId *order, GError **error)
{
  g_autoptr (GPtrArray) party = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_party_guest_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT t.id, coalesce (nullif (a.name, ''), o.buyer_name, ''), coalesce (c.name, ''), t.seat, t.inside, t.status,"
    "       t.status = 'valid' OR (t.status = 'admitted' AND t.inside = 0 AND coalesce (e.reentry, 0))"
    "  FROM ticket t LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id"
    "       LEFT JOIN category c ON c.id = t.category LEFT JOIN event e ON e.id = t.event"
    " WHERE t.order_id = ? ORDER BY t.rowid",
    "b", order);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerPartyGuest *guest = g_new0 (FoyerPartyGuest, 1);

      guest->ticket = foyer_rows_id (rows, 0);
      guest->holder = foyer_rows_dup_text (rows, 1);
      guest->category = foyer_rows_dup_text (rows, 2);
      guest->seat = foyer_rows_dup_text (rows, 3);
      guest->inside = foyer_rows_integer (rows, 4);
      guest->status = foyer_ticket_status_from_nick (foyer_rows_text (rows, 5));
      guest->may_enter = foyer_rows_integer (rows, 6);
      g_ptr_array_add (party, guest);
    }
  return finish (local_error, error) ? g_steal_pointer (&party) : NULL;
}

/* Gates. */

FoyerGate *
foyer_gate_new (const FoyerId *event, const char *name)
{
  FoyerGate *self = g_new0 (FoyerGate, 1);

  self->event = *event;
  self->name = g_strdup (name);
  self->categories = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  return self;
}

void
foyer_gate_free (FoyerGate *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_array_unref (self->categories);
  g_free (self);
}

gboolean
foyer_gate_takes (const FoyerGate *self, const FoyerId *category)
{
  for (guint i = 0; i < self->categories->len; i++)
    if (foyer_id_equal (&g_array_index (self->categories, FoyerId, i), category))
      return TRUE;
  return self->categories->len == 0;
}

static void
read_categories (FoyerGate *gate, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  FoyerId category;

  for (char **part = parts; *part != NULL; part++)
    if (foyer_id_parse (*part, &category))
      g_array_append_val (gate->categories, category);
}

static char *
print_categories (const FoyerGate *gate)
{
  GString *text = g_string_new (NULL);
  char     id[FOYER_ID_TEXT_LENGTH + 1];

  for (guint i = 0; i < gate->categories->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", foyer_id_print (&g_array_index (gate->categories, FoyerId, i), id));
  return g_string_free_and_steal (text);
}

GPtrArray *
foyer_door_store_gates (FoyerConnection *connection, const FoyerId *event, GError **error)
{
  g_autoptr (GPtrArray) gates = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_gate_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, name, categories FROM gate WHERE event = ? AND deleted = 0 ORDER BY name, id", "b", event);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerGate *gate = foyer_gate_new (event, foyer_rows_text (rows, 1));

      gate->id = foyer_rows_id (rows, 0);
      read_categories (gate, foyer_rows_text (rows, 2));
      g_ptr_array_add (gates, gate);
    }
  return finish (local_error, error) ? g_steal_pointer (&gates) : NULL;
}

gboolean
foyer_door_store_save_gate (FoyerConnection *connection, FoyerGate *gate, GError **error)
{
  g_autofree char *categories = print_categories (gate);
  g_autoptr (FoyerChange) change = NULL;

  if (foyer_id_is_none (&gate->id))
    gate->id = foyer_id_generate (foyer_connection_now (connection), foyer_connection_random (connection));
  change = foyer_change_new (FOYER_CHANGE_GATE_EDIT, &gate->id);
  foyer_change_set_id (change, "event", &gate->event);
  foyer_change_set_text (change, "name", gate->name);
  foyer_change_set_text (change, "categories", categories);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_door_store_delete_gate (FoyerConnection *connection, const FoyerId *gate, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_GATE_EDIT, gate);

  foyer_change_set_boolean (change, "deleted", TRUE);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

/* The list on paper. */

void
foyer_sheet_line_free (FoyerSheetLine *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->category);
  g_free (self->seat);
  g_free (self->number);
  g_free (self->note);
  g_free (self);
}

GPtrArray *
foyer_door_store_sheet (FoyerConnection *connection, const FoyerId *event, const FoyerGate *gate, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_sheet_line_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT coalesce (nullif (a.name, ''), o.buyer_name, ''), coalesce (c.name, ''), t.seat, coalesce (o.number, ''), coalesce (a.note, ''),"
    "       t.inside, t.status IN ('valid', 'admitted'), t.category"
    "  FROM ticket t LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id LEFT JOIN category c ON c.id = t.category"
    " WHERE t.event = ? AND t.live = 1 ORDER BY t.sort_name, t.order_id, t.rowid",
    "b", event);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId         category = foyer_rows_id (rows, 7);
      FoyerSheetLine *line;

      if (gate != NULL && !foyer_gate_takes (gate, &category))
        continue;
      line = g_new0 (FoyerSheetLine, 1);
      line->name = foyer_rows_dup_text (rows, 0);
      line->category = foyer_rows_dup_text (rows, 1);
      line->seat = foyer_rows_dup_text (rows, 2);
      line->number = foyer_rows_dup_text (rows, 3);
      line->note = foyer_rows_dup_text (rows, 4);
      line->inside = foyer_rows_integer (rows, 5);
      line->takes_in = foyer_rows_integer (rows, 6);
      g_ptr_array_add (lines, line);
    }
  return finish (local_error, error) ? g_steal_pointer (&lines) : NULL;
}
