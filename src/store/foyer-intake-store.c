/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-intake-store.h"

#include "foyer-change.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-meta-store.h"

/* Its number while a list comes in, or is to be taken back. */
#define KEY "intake"

static gboolean
read_number (FoyerConnection *connection, gint64 *number, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *text = foyer_meta_store_get (connection, KEY, &local_error);

  *number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_intake_store_begin (FoyerConnection *connection, GError **error)
{
  char   text[24];
  gint64 number;

  if (!read_number (connection, &number, error))
    return FALSE;
  if (number != 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "Another list is being taken in, or taken back. Try again in a moment.");
      return FALSE;
    }
  foyer_random_fill (&connection->random, (guint8 *) &number, sizeof number);
  number = MAX (number & G_MAXINT64, 1);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  if (!foyer_meta_store_set (connection, KEY, text, error))
    return FALSE;
  connection->intake_runs = TRUE;
  return TRUE;
}

gboolean
foyer_intake_store_go_on (FoyerConnection *connection, GError **error)
{
  return read_number (connection, &connection->intake, error);
}

gboolean
foyer_intake_store_end (FoyerConnection *connection, GError **error)
{
  if (!foyer_meta_store_set (connection, KEY, NULL, error))
    return FALSE;
  connection->intake_runs = FALSE;
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  return TRUE;
}

void
foyer_intake_store_abandon (FoyerConnection *connection)
{
  connection->intake_runs = FALSE;
}

static gboolean
run_each (FoyerConnection *connection, const char *const *statements, const FoyerId *id, GError **error)
{
  for (; *statements != NULL; statements++)
    if (!foyer_connection_run (connection, error, *statements, "b", id))
      return FALSE;
  return TRUE;
}

static gboolean
take_back_sale (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM ticket_search WHERE rowid IN (SELECT rowid FROM ticket WHERE order_id = ?)",
    "DELETE FROM attendee WHERE id IN (SELECT id FROM ticket WHERE order_id = ?)",
    "DELETE FROM ticket WHERE order_id = ?",
    "DELETE FROM orders WHERE id = ?",
    NULL
  };
  g_autoptr (FoyerOrder) order = foyer_change_dup_order (change);

  for (guint i = 0; i < order->payments->len; i++)
    if (!foyer_connection_run (connection, error, "DELETE FROM payment WHERE id = ?", "b", &((FoyerPayment *) order->payments->pdata[i])->id))
      return FALSE;
  connection->indexed = TRUE;
  connection->changed |= FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS;
  return run_each (connection, statements, &order->id, error);
}

/* Sold out of meanwhile, it stays. Returns: whether it went, or FALSE with @error */
static gboolean
take_back_category (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM field_version WHERE subject = ?",
    "DELETE FROM category WHERE id = ?",
    NULL
  };
  GError *local_error = NULL;
  gint64  used = foyer_connection_number (connection, 0, &local_error, "SELECT EXISTS (SELECT 1 FROM ticket t JOIN category c ON c.id = ?1 AND t.event = c.event AND t.category = c.id)",
                                          "b", &change->subject);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  connection->changed |= FOYER_SUBJECT_EVENTS;
  return used == 0 && run_each (connection, statements, &change->subject, error) &&
         foyer_connection_run (connection, error, "DELETE FROM edit WHERE id = ?", "b", &change->id);
}

static gboolean
take_back_change (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  static const char *const refund[] = { "DELETE FROM refund_ticket WHERE refund = ?", "DELETE FROM refund WHERE id = ?", NULL };

  if (change->kind == FOYER_CHANGE_ORDER_SALE)
    return take_back_sale (connection, change, error);
  if (change->kind == FOYER_CHANGE_CATEGORY_EDIT)
    return take_back_category (connection, change, error);
  if (change->kind == FOYER_CHANGE_ORDER_REFUND)
    return run_each (connection, refund, &change->id, error);
  if (change->kind == FOYER_CHANGE_TICKET_BLOCK)
    return foyer_connection_run (connection, error, "DELETE FROM block WHERE id = ?", "b", &change->id);
  connection->changed |= FOYER_SUBJECT_SCANS;
  g_return_val_if_fail (change->kind == FOYER_CHANGE_TICKET_SCAN, FALSE);
  return foyer_connection_run (connection, error, "DELETE FROM scan WHERE id = ?", "b", &change->id);
}

typedef struct
{
  gint64       seq;
  FoyerChange *change; /* (nullable): of something else */
} Entry;

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->change, foyer_change_unref);
}

/* The last @n_entries before @connection's place in the outbox. */
static GArray *
read_entries (FoyerConnection *connection, gint64 number, guint n_entries, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT seq, intake = ?, line FROM outbox WHERE seq < ? ORDER BY seq DESC LIMIT ?",
                                                       "iii", number, connection->intake_seq != 0 ? connection->intake_seq : G_MAXINT64, (gint64) n_entries);

  g_array_set_clear_func (entries, entry_clear);
  if (rows == NULL)
    return NULL;
  while (local_error == NULL && foyer_rows_next (rows, &local_error))
    {
      Entry entry = { foyer_rows_integer (rows, 0), NULL };

      if (foyer_rows_integer (rows, 1))
        entry.change = foyer_change_parse (foyer_rows_text (rows, 2), -1, &local_error);
      g_array_append_val (entries, entry);
    }
  if (local_error == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local_error);
  return NULL;
}

gboolean
foyer_intake_store_take_back (FoyerConnection *connection, guint n_entries, gboolean *more, GError **error)
{
  g_autoptr (GArray) entries = NULL;
  GError *local_error = NULL;
  gint64  number;

  *more = FALSE;
  if (connection->intake_runs)
    return TRUE;
  if (!read_number (connection, &number, error))
    return FALSE;
  if (number == 0)
    return TRUE;
  entries = read_entries (connection, number, n_entries, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len && local_error == NULL; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->change != NULL && take_back_change (connection, entry->change, &local_error))
        foyer_connection_run (connection, &local_error, "DELETE FROM outbox WHERE seq = ?", "i", entry->seq);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  connection->changed |= FOYER_SUBJECT_OUTBOX;
  *more = entries->len == n_entries;
  connection->intake_seq = *more ? g_array_index (entries, Entry, entries->len - 1).seq : 0;
  return *more || foyer_intake_store_end (connection, error);
}
