/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-refund-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-sale-store.h"
#include "foyer-shift-store.h"

static gboolean
is_wanted (GArray *tickets, const FoyerId *ticket)
{
  for (guint i = 0; tickets != NULL && i < tickets->len; i++)
    if (foyer_id_equal (&g_array_index (tickets, FoyerId, i), ticket))
      return TRUE;
  return tickets == NULL;
}

/* Returns: (transfer full) (nullable): entries for a body; @sum: what the tickets cost */
static JsonArray *
list_tickets (FoyerConnection *connection, const FoyerId *order, GArray *tickets, gint64 *sum, GError **error)
{
  g_autoptr (JsonArray) list = json_array_new ();
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT t.id, t.price FROM ticket t WHERE t.order_id = ? AND NOT EXISTS (SELECT 1 FROM refund_ticket r WHERE r.ticket = t.id)",
    "b", order);

  *sum = 0;
  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId     ticket = foyer_rows_id (rows, 0);
      char        text[FOYER_ID_TEXT_LENGTH + 1];
      JsonObject *entry;

      if (!is_wanted (tickets, &ticket))
        continue;
      entry = json_object_new ();
      json_object_set_string_member (entry, "id", foyer_id_print (&ticket, text));
      json_array_add_object_element (list, entry);
      *sum += foyer_rows_integer (rows, 1);
    }
  if (local_error == NULL && json_array_get_length (list) == 0)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_STATE, "Nothing of this order is left to refund.");
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local_error);
  return NULL;
}

/* What came in by each method less what went back; by invoice what is still claimed. */
static gboolean
read_paid (FoyerConnection *connection, const FoyerId *order, gint64 *paid, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT method, amount FROM payment WHERE order_id = ?1"
    " UNION ALL SELECT 'invoice', - amount FROM payment WHERE order_id = ?1 AND later = 1"
    "   AND EXISTS (SELECT 1 FROM payment i WHERE i.order_id = ?1 AND i.method = 'invoice')"
    " UNION ALL SELECT p.method, - p.amount FROM refund r JOIN refund_part p ON p.refund = r.id WHERE r.order_id = ?1",
    "b", order);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    paid[foyer_payment_method_from_nick (foyer_rows_text (rows, 0))] += foyer_rows_integer (rows, 1);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* An order that was sold on account before there were invoice payments, or that
 * came from elsewhere without any, is a claim of its own. */
static GArray *
split (FoyerConnection *connection, const FoyerRefundOrder *refund, gint64 worth, GError **error)
{
  gint64  paid[FOYER_N_PAYMENT_METHODS] = { 0 };
  gint64  sum = 0;
  GArray *parts;

  if (!read_paid (connection, &refund->order, paid, error))
    return NULL;
  for (int i = 0; i < FOYER_N_PAYMENT_METHODS; i++)
    sum += paid[i];
  if (sum < worth)
    paid[FOYER_PAYMENT_INVOICE] += worth - sum;
  parts = foyer_refund_split (paid, worth, refund->method, MAX (refund->cash_step, 1));
  if (parts == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "So much was not paid for this order.");
  return parts;
}

static JsonArray *
parts_to_json (const GArray *parts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const FoyerRefundPart *part = &g_array_index (parts, FoyerRefundPart, i);
      JsonObject            *entry = json_object_new ();

      json_object_set_string_member (entry, "method", foyer_payment_method_nick (part->method));
      json_object_set_int_member (entry, "amount", part->amount);
      if (part->rounding != 0)
        json_object_set_int_member (entry, "rounding", part->rounding);
      json_array_add_object_element (list, entry);
    }
  return list;
}

static const char *
main_method (const GArray *parts)
{
  const FoyerRefundPart *first = parts->len > 0 ? &g_array_index (parts, FoyerRefundPart, 0) : NULL;

  for (guint i = 1; i < parts->len; i++)
    if (g_array_index (parts, FoyerRefundPart, i).amount > first->amount)
      first = &g_array_index (parts, FoyerRefundPart, i);
  return first != NULL ? foyer_payment_method_nick (first->method) : foyer_payment_method_nick (FOYER_PAYMENT_OTHER);
}

static void
set_optional_id (FoyerChange *change, const char *field, const FoyerId *id)
{
  if (!foyer_id_is_none (id))
    foyer_change_set_id (change, field, id);
}

/* Takes @tickets over. */
static gboolean
append_refund (FoyerConnection *connection, const FoyerRefundOrder *refund, JsonArray *tickets, const GArray *parts, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_ORDER_REFUND, &refund->order);
  g_autoptr (FoyerShift) shift = NULL;
  GError *local_error = NULL;

  json_object_set_array_member (change->body, "tickets", tickets);
  json_object_set_array_member (change->body, "parts", parts_to_json (parts));
  shift = foyer_shift_store_current (connection, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  foyer_change_set_integer (change, "amount", foyer_refund_money (parts));
  foyer_change_set_text (change, "method", main_method (parts));
  foyer_change_set_text (change, "cause", foyer_refund_cause_nick (refund->cause));
  foyer_change_set_text (change, "reason", refund->reason);
  set_optional_id (change, "approver", &refund->approver);
  set_optional_id (change, "request", &refund->request);
  if (shift != NULL)
    {
      foyer_change_set_id (change, "shift", &shift->id);
      set_optional_id (change, "cashier", &shift->cashier);
    }
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_refund_store_refund (FoyerConnection *connection, const FoyerRefundOrder *refund, GArray **parts, GError **error)
{
  gint64 worth;
  g_autoptr (JsonArray) tickets = list_tickets (connection, &refund->order, refund->tickets, &worth, error);
  g_autoptr (GArray) split_parts = tickets != NULL ? split (connection, refund, worth, error) : NULL;

  if (split_parts == NULL || !append_refund (connection, refund, g_steal_pointer (&tickets), split_parts, error))
    return FALSE;
  if (parts != NULL)
    *parts = g_steal_pointer (&split_parts);
  return TRUE;
}

gboolean
foyer_sale_store_refund (FoyerConnection *connection, const FoyerId *order, GArray *tickets, const char *method, const char *reason, gint64 *amount, GError **error)
{
  FoyerRefundOrder refund = { .order = *order, .tickets = tickets, .reason = reason, .method = foyer_payment_method_from_nick (method) };
  g_autoptr (GArray) parts = NULL;

  if (!foyer_refund_store_refund (connection, &refund, &parts, error))
    return FALSE;
  if (amount != NULL)
    *amount = foyer_refund_money (parts);
  return TRUE;
}

gboolean
foyer_refund_store_is_own (FoyerConnection *connection, const FoyerId *order)
{
  return foyer_connection_number (connection, 0, NULL, "SELECT device = ? FROM orders WHERE id = ?", "bb", &connection->device, order) != 0;
}

gint64
foyer_refund_store_worth (FoyerConnection *connection, const FoyerId *order, GArray *tickets, GError **error)
{
  gint64 worth;
  g_autoptr (JsonArray) list = list_tickets (connection, order, tickets, &worth, error);

  return list != NULL ? worth : -1;
}

static gboolean
add_credit (FoyerConnection *connection, const FoyerRefundOrder *refund, FoyerOrder *order, gint64 credit, GError **error)
{
  FoyerPayment *payment = foyer_payment_new (FOYER_PAYMENT_EXCHANGE, credit);
  GError       *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT number FROM orders WHERE id = ?", "b", &refund->order);

  if (credit > 0)
    g_ptr_array_insert (order->payments, 0, payment);
  else
    foyer_payment_free (payment);
  if (rows == NULL)
    return FALSE;
  if (credit > 0 && foyer_rows_next (rows, &local_error))
    g_set_str (&payment->reference, foyer_rows_text (rows, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_refund_store_exchange (FoyerConnection *connection, const FoyerRefundOrder *refund, FoyerOrder *order, GArray **parts, GError **error)
{
  gint64 worth, credit;
  g_autoptr (JsonArray) tickets = list_tickets (connection, &refund->order, refund->tickets, &worth, error);
  g_autoptr (GArray) back = NULL;
  FoyerRefundPart part = { .method = FOYER_PAYMENT_EXCHANGE };

  if (tickets == NULL)
    return FALSE;
  if (foyer_connection_number (connection, 0, NULL, "SELECT status = 'pending' FROM orders WHERE id = ?", "b", &refund->order) != 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "This order is not paid yet. Take the payment first, then exchange.");
      return FALSE;
    }
  credit = MIN (worth, foyer_order_total (order));
  back = split (connection, refund, worth - credit, error);
  if (back == NULL)
    return FALSE;
  part.amount = credit;
  if (credit > 0)
    g_array_append_val (back, part);
  /* first the old ones: their places may be the ones that are wanted */
  if (!append_refund (connection, refund, g_steal_pointer (&tickets), back, error) ||
      !add_credit (connection, refund, order, credit, error) ||
      !foyer_sale_store_sell (connection, order, error))
    return FALSE;
  if (credit > 0)
    g_array_set_size (back, back->len - 1);
  if (parts != NULL)
    *parts = g_steal_pointer (&back);
  return TRUE;
}

/* -- Refunds that are asked for -- */

void
foyer_refund_request_free (FoyerRefundRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->currency);
  g_free (self->reason);
  g_free (self->cashier_name);
  g_array_unref (self->tickets);
  g_free (self);
}

gboolean
foyer_refund_store_ask (FoyerConnection *connection, const FoyerRefundOrder *refund, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_ORDER_REFUND_REQUEST, &refund->order);
  g_autoptr (FoyerShift) shift = foyer_shift_store_current (connection, NULL);
  gint64     worth;
  JsonArray *tickets = list_tickets (connection, &refund->order, refund->tickets, &worth, error);

  if (tickets == NULL)
    return FALSE;
  json_object_set_array_member (change->body, "tickets", tickets);
  foyer_change_set_text (change, "reason", refund->reason);
  if (shift != NULL)
    set_optional_id (change, "cashier", &shift->cashier);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

static gboolean
read_request_tickets (FoyerConnection *connection, FoyerRefundRequest *request, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error,
                                                       "SELECT k.ticket, coalesce (t.price, 0) FROM refund_request_ticket k LEFT JOIN ticket t ON t.id = k.ticket WHERE k.request = ?",
                                                       "b", &request->id);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId ticket = foyer_rows_id (rows, 0);

      g_array_append_val (request->tickets, ticket);
      request->worth += foyer_rows_integer (rows, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

GPtrArray *
foyer_refund_store_list_requests (FoyerConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_refund_request_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT q.id, q.order_id, q.device, o.number, o.currency, q.reason, coalesce (c.name, ''), q.made_at"
    "  FROM refund_request q JOIN orders o ON o.id = q.order_id LEFT JOIN cashier c ON c.id = q.cashier"
    "  WHERE NOT EXISTS (SELECT 1 FROM refund_answer a WHERE a.request = q.id) ORDER BY q.made_at",
    "");

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerRefundRequest *request = g_new0 (FoyerRefundRequest, 1);

      request->id = foyer_rows_id (rows, 0);
      request->order = foyer_rows_id (rows, 1);
      request->device = foyer_rows_id (rows, 2);
      request->number = foyer_rows_dup_text (rows, 3);
      request->currency = foyer_rows_dup_text (rows, 4);
      request->reason = foyer_rows_dup_text (rows, 5);
      request->cashier_name = foyer_rows_dup_text (rows, 6);
      request->made_at = foyer_rows_integer (rows, 7);
      request->tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
      g_ptr_array_add (requests, request);
    }
  for (guint i = 0; i < requests->len && local_error == NULL; i++)
    read_request_tickets (connection, requests->pdata[i], &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&requests);
  g_propagate_error (error, local_error);
  return NULL;
}

gboolean
foyer_refund_store_decline (FoyerConnection *connection, const FoyerId *request, const FoyerId *approver, const char *reason, GError **error)
{
  GError *local_error = NULL;
  FoyerId order = FOYER_ID_NONE;
  g_autoptr (FoyerChange) change = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT order_id FROM refund_request WHERE id = ?", "b", request);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    order = foyer_rows_id (rows, 0);
  else if (local_error == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "Nobody asked for this refund.");
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  change = foyer_change_new (FOYER_CHANGE_ORDER_REFUND_DECLINE, &order);
  foyer_change_set_id (change, "request", request);
  foyer_change_set_text (change, "reason", reason);
  if (approver != NULL)
    set_optional_id (change, "approver", approver);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
