/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-order-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-shift-store.h"
#include "foyer-ticket-code.h"

static FoyerAttendee *
read_attendee (FoyerRows *rows, int column)
{
  FoyerAttendee *attendee;

  if (sqlite3_column_type (rows, column) == SQLITE_NULL)
    return NULL;
  attendee = foyer_attendee_new ();
  attendee->id = foyer_rows_id (rows, column);
  attendee->name = foyer_rows_dup_text (rows, column + 1);
  attendee->email = foyer_rows_dup_text (rows, column + 2);
  attendee->phone = foyer_rows_dup_text (rows, column + 3);
  attendee->company = foyer_rows_dup_text (rows, column + 4);
  attendee->street = foyer_rows_dup_text (rows, column + 5);
  attendee->postcode = foyer_rows_dup_text (rows, column + 6);
  attendee->city = foyer_rows_dup_text (rows, column + 7);
  attendee->country = foyer_rows_dup_text (rows, column + 8);
  attendee->segment = foyer_rows_dup_text (rows, column + 9);
  attendee->note = foyer_rows_dup_text (rows, column + 10);
  attendee->consent = foyer_rows_integer (rows, column + 11);
  return attendee;
}

static gboolean
read_tickets (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT t.id, t.category, t.secret, t.seat, t.price, t.vat_rate, t.serial, t.copy, t.printed, t.status, t.discount,"
    "       a.id, a.name, a.email, a.phone, a.company, a.street, a.postcode, a.city, a.country, a.segment, a.note, a.consent"
    "  FROM ticket t LEFT JOIN attendee a ON a.id = t.id WHERE t.order_id = ? ORDER BY t.rowid",
    "b", &order->id);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), read_attendee (rows, 11));

      ticket->id = foyer_rows_id (rows, 0);
      ticket->order = order->id;
      ticket->event = order->event;
      ticket->category = foyer_rows_id (rows, 1);
      ticket->secret = foyer_rows_dup_text (rows, 2);
      ticket->seat = foyer_rows_dup_text (rows, 3);
      ticket->price = foyer_rows_integer (rows, 4);
      ticket->vat_rate = foyer_rows_integer (rows, 5);
      ticket->serial = foyer_rows_integer (rows, 6);
      ticket->copy = foyer_rows_integer (rows, 7);
      ticket->printed = foyer_rows_integer (rows, 8);
      ticket->status = foyer_ticket_status_from_nick (foyer_rows_text (rows, 9));
      ticket->discount = foyer_rows_integer (rows, 10);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
read_payments (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT id, method, amount, given, reference, rounding FROM payment WHERE order_id = ? ORDER BY made_at, id", "b", &order->id);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerPayment *payment = foyer_payment_new (foyer_payment_method_from_nick (foyer_rows_text (rows, 1)), foyer_rows_integer (rows, 2));

      payment->id = foyer_rows_id (rows, 0);
      payment->given = foyer_rows_integer (rows, 3);
      g_set_str (&payment->reference, foyer_rows_text (rows, 4));
      payment->rounding = foyer_rows_integer (rows, 5);
      g_ptr_array_add (order->payments, payment);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

FoyerOrder *
foyer_order_store_get (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  GError    *local_error = NULL;
  FoyerRows *rows = foyer_connection_query (connection, error,
                                            "SELECT event, number, channel, status, currency, note, reason, buyer_name, buyer_email, buyer_phone, made_at, shift, cashier, approver FROM orders WHERE id = ?",
                                            "b", id);

  if (rows == NULL)
    return NULL;
  order->id = *id;
  if (foyer_rows_next (rows, &local_error))
    {
      order->event = foyer_rows_id (rows, 0);
      order->number = foyer_rows_dup_text (rows, 1);
      order->channel = foyer_channel_from_nick (foyer_rows_text (rows, 2));
      order->status = foyer_order_status_from_nick (foyer_rows_text (rows, 3));
      order->currency = foyer_rows_dup_text (rows, 4);
      order->note = foyer_rows_dup_text (rows, 5);
      order->reason = foyer_rows_dup_text (rows, 6);
      if (*foyer_rows_text (rows, 7) != '\0' || *foyer_rows_text (rows, 8) != '\0')
        {
          order->buyer = foyer_attendee_new ();
          order->buyer->name = foyer_rows_dup_text (rows, 7);
          order->buyer->email = foyer_rows_dup_text (rows, 8);
          order->buyer->phone = foyer_rows_dup_text (rows, 9);
        }
      order->made_at = foyer_rows_integer (rows, 10);
      order->shift = foyer_rows_id (rows, 11);
      order->cashier = foyer_rows_id (rows, 12);
      order->approver = foyer_rows_id (rows, 13);
    }
  else if (local_error == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such order here.");
  foyer_rows_finish (rows);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!read_tickets (connection, order, error) || !read_payments (connection, order, error))
    return NULL;
  return g_steal_pointer (&order);
}

static gboolean
read_ids (FoyerRows *rows, GArray *ids, GError **error)
{
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId id = foyer_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  foyer_rows_finish (rows);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

FoyerOrder *
foyer_order_store_find (FoyerConnection *connection, const char *number, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  if (!read_ids (foyer_connection_query (connection, error, "SELECT id FROM orders WHERE number = ? ORDER BY made_at DESC LIMIT 1", "t", number), ids, error))
    return NULL;
  if (ids->len == 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no order “%s” here.", number);
      return NULL;
    }
  return foyer_order_store_get (connection, &g_array_index (ids, FoyerId, 0), error);
}

GPtrArray *
foyer_order_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_order_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  if (!read_ids (foyer_connection_query (connection, error, "SELECT id FROM orders WHERE event = ? ORDER BY made_at DESC LIMIT ?", "bi", event, (gint64) limit), ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      FoyerOrder *order = foyer_order_store_get (connection, &g_array_index (ids, FoyerId, i), error);

      if (order == NULL)
        return NULL;
      g_ptr_array_add (orders, order);
    }
  return g_steal_pointer (&orders);
}

gboolean
foyer_order_store_for_each (FoyerConnection *connection, const FoyerId *event, FoyerOrderRowFunc func, gpointer data, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT number, channel, status, currency, buyer_name, buyer_email, buyer_phone, note,"
    "       (SELECT count(*) FROM ticket t WHERE t.order_id = o.id), total,"
    "       (SELECT coalesce (sum (amount), 0) FROM payment p WHERE p.order_id = o.id AND p.method <> 'invoice'),"
    "       (SELECT coalesce (sum (amount), 0) FROM refund r WHERE r.order_id = o.id), made_at"
    "  FROM orders o WHERE event = ? ORDER BY made_at, id",
    "b", event);

  if (rows == NULL)
    return FALSE;
  while (local_error == NULL && foyer_rows_next (rows, &local_error))
    {
      FoyerOrderRow row = {
        .number = foyer_rows_text (rows, 0),
        .channel = foyer_rows_text (rows, 1),
        .status = foyer_rows_text (rows, 2),
        .currency = foyer_rows_text (rows, 3),
        .buyer_name = foyer_rows_text (rows, 4),
        .buyer_email = foyer_rows_text (rows, 5),
        .buyer_phone = foyer_rows_text (rows, 6),
        .note = foyer_rows_text (rows, 7),
        .tickets = foyer_rows_integer (rows, 8),
        .total = foyer_rows_integer (rows, 9),
        .paid = foyer_rows_integer (rows, 10),
        .refunded = foyer_rows_integer (rows, 11),
        .made_at = foyer_rows_integer (rows, 12),
      };

      func (&row, data, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_order_store_reprint (FoyerConnection *connection, const FoyerId *ticket, const char *reason, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_REPRINT, ticket);
  g_autofree char *secret = foyer_secret_generate (&connection->random);
  GError          *local_error = NULL;
  FoyerId          shift = foyer_shift_store_current_id (connection);
  gint64           copy = foyer_connection_number (connection, 0, &local_error, "SELECT copy FROM ticket WHERE id = ?", "b", ticket);

  if (local_error == NULL && copy == 0)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such ticket here.");
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  foyer_change_set_text (change, "secret", secret);
  foyer_change_set_integer (change, "copy", copy + 1);
  foyer_change_set_text (change, "reason", reason);
  if (!foyer_id_is_none (&shift))
    foyer_change_set_id (change, "shift", &shift);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
