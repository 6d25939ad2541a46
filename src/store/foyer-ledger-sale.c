/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ledger-private.h"

#include <string.h>

#include "foyer-search-index.h"
#include "foyer-search-text.h"

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
insert_attendee (FoyerConnection *connection, const FoyerId *ticket, const FoyerAttendee *attendee, GError **error)
{
  return foyer_connection_run (connection, error,
                               "INSERT OR IGNORE INTO attendee (id, name, email, phone, company, street, postcode, city, country, segment, note, consent)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "btttttttttti", ticket, text_or_empty (attendee->name), text_or_empty (attendee->email), text_or_empty (attendee->phone),
                               text_or_empty (attendee->company), text_or_empty (attendee->street), text_or_empty (attendee->postcode),
                               text_or_empty (attendee->city), text_or_empty (attendee->country), text_or_empty (attendee->segment),
                               text_or_empty (attendee->note), (gint64) attendee->consent);
}

/* An edit that came before the sale it edits wins over what the sale says. */
static gboolean
fill_attendee (FoyerConnection *connection, const FoyerId *ticket, const FoyerAttendee *attendee, GError **error)
{
  static const struct
  {
    const char *sql;
    gsize       offset;
  } fields[] = {
#define FIELD(name) { "UPDATE attendee SET " #name " = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM field_version WHERE subject = ?2 AND field = '" #name "')", G_STRUCT_OFFSET (FoyerAttendee, name) }
    FIELD (name),
    FIELD (email),
    FIELD (phone),
    FIELD (company),
    FIELD (street),
    FIELD (postcode),
    FIELD (city),
    FIELD (country),
    FIELD (segment),
    FIELD (note),
#undef FIELD
  };
  static const char *const consent =
    "UPDATE attendee SET consent = ?1 WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM field_version WHERE subject = ?2 AND field = 'consent')";

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!foyer_connection_run (connection, error, fields[i].sql, "tb", text_or_empty (G_STRUCT_MEMBER (char *, attendee, fields[i].offset)), ticket))
      return FALSE;
  return foyer_connection_run (connection, error, consent, "ib", (gint64) attendee->consent, ticket);
}

static FoyerSearchTexts
texts_of (const FoyerOrder *order, const FoyerOrderTicket *line)
{
  const FoyerAttendee *buyer = order->buyer;
  const FoyerAttendee *attendee = line->attendee;
  FoyerSearchTexts     texts = { .event = order->event, .number = order->number, .code = line->ticket->secret, .seat = line->ticket->seat };

  /* a buyer who is the guest is said once */
  if (buyer != NULL && (attendee == NULL || g_strcmp0 (buyer->name, attendee->name) != 0))
    texts.names[0] = buyer->name;
  if (buyer != NULL && (attendee == NULL || g_strcmp0 (buyer->email, attendee->email) != 0))
    texts.emails[0] = buyer->email;
  if (attendee != NULL)
    {
      texts.names[1] = attendee->name;
      texts.names[2] = attendee->company;
      texts.emails[1] = attendee->email;
    }
  return texts;
}

static const char *
name_to_show (const FoyerOrder *order, const FoyerAttendee *attendee)
{
  if (attendee != NULL && attendee->name != NULL && *attendee->name != '\0')
    return attendee->name;
  return order->buyer != NULL && order->buyer->name != NULL ? order->buyer->name : "";
}

/* Guests without a name come behind all that have one. */
static char *
dup_sort_name (const char *name)
{
  return *name != '\0' ? foyer_search_fold (name) : g_strdup ("\U0010ffff");
}

void
foyer_ledger_prepare_sale (FoyerOrder *order)
{
  for (guint i = 0; i < order->tickets->len; i++)
    {
      FoyerOrderTicket *line = order->tickets->pdata[i];
      FoyerSearchTexts  texts = texts_of (order, line);

      if (line->sort_name != NULL)
        continue;
      foyer_search_index_prepare (&texts, &line->name_words, &line->other_words);
      line->sort_name = dup_sort_name (name_to_show (order, line->attendee));
    }
}

static gboolean
has_earlier_facts (FoyerConnection *connection, const FoyerId *ticket)
{
  static const char *const sql =
    "SELECT EXISTS (SELECT 1 FROM scan WHERE ticket = ?1) OR EXISTS (SELECT 1 FROM refund_ticket WHERE ticket = ?1)"
    "    OR EXISTS (SELECT 1 FROM block WHERE ticket = ?1) OR EXISTS (SELECT 1 FROM reprint WHERE ticket = ?1)"
    "    OR EXISTS (SELECT 1 FROM printed WHERE ticket = ?1) OR EXISTS (SELECT 1 FROM field_version WHERE subject = ?1)";

  return foyer_connection_number (connection, 1, NULL, sql, "b", ticket) != 0;
}

/* By its signature, before it was on the list. */
static gboolean
was_let_in (FoyerConnection *connection, const FoyerId *ticket)
{
  return foyer_connection_number (connection, 1, NULL, "SELECT EXISTS (SELECT 1 FROM scan WHERE ticket = ? AND verdict = 'genuine')", "b", ticket) != 0;
}

static gboolean
apply_earlier_facts (FoyerConnection *connection, const FoyerOrderTicket *line, GError **error)
{
  const FoyerId *ticket = &line->ticket->id;

  return (line->attendee == NULL || fill_attendee (connection, ticket, line->attendee, error)) &&
         foyer_ledger_refresh_ticket (connection, ticket, error) &&
         foyer_ledger_replace_code (connection, ticket, error) &&
         foyer_ledger_index_ticket (connection, ticket, error);
}

static gboolean
insert_ticket (FoyerConnection *connection, const FoyerOrder *order, const FoyerOrderTicket *line, gboolean alone, GError **error)
{
  const FoyerTicket *ticket = line->ticket;
  FoyerSearchTexts   texts = texts_of (order, line);
  const char        *status = order->status == FOYER_ORDER_PENDING ? "unpaid" : "valid";

  if (!foyer_connection_run (connection, error,
                             "INSERT INTO ticket (id, order_id, event, category, secret, seat, price, discount, vat_rate, serial, status, sort_name)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                             "bbbbttiiiitt", &ticket->id, &order->id, &order->event, &ticket->category, ticket->secret,
                             ticket->seat != NULL ? ticket->seat : "", ticket->price, ticket->discount, (gint64) ticket->vat_rate,
                             (gint64) ticket->serial, status, line->sort_name))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE; /* no ticket is of two orders; the first one keeps it */
  if (!foyer_search_index_write_prepared (connection, sqlite3_last_insert_rowid (connection->db), &texts, line->name_words, line->other_words, error))
    return FALSE;
  if (line->attendee != NULL && !insert_attendee (connection, &ticket->id, line->attendee, error))
    return FALSE;
  return (alone && !was_let_in (connection, &ticket->id)) || !has_earlier_facts (connection, &ticket->id) || apply_earlier_facts (connection, line, error);
}

/* What a payment or refund belongs to; all of it may be none. */
typedef struct
{
  FoyerId shift;
  FoyerId cashier;
} Desk;

static Desk
desk_of (JsonObject *body)
{
  Desk desk = { FOYER_ID_NONE, FOYER_ID_NONE };

  foyer_body_id (body, "shift", &desk.shift);
  foyer_body_id (body, "cashier", &desk.cashier);
  return desk;
}

/* @later: for an order that was there already */
static gboolean
insert_payment (FoyerConnection *connection, const FoyerId *order, const FoyerPayment *payment, gboolean later, const Desk *desk, const FoyerId *device, FoyerTime made_at, GError **error)
{
  return foyer_connection_run (connection, error,
                               "INSERT OR IGNORE INTO payment (id, order_id, method, amount, given, rounding, reference, later, shift, cashier, made_at, device)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "bbtiiitibbib", &payment->id, order, foyer_payment_method_nick (payment->method),
                               payment->amount, payment->given, payment->rounding, text_or_empty (payment->reference), (gint64) later,
                               &desk->shift, &desk->cashier, made_at, device);
}

gboolean
foyer_ledger_apply_sale (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  g_autoptr (FoyerOrder) order = foyer_change_dup_order (change);

  return foyer_ledger_insert_sale (connection, order, &change->device, change->made_at, FALSE, is_new, error);
}

gboolean
foyer_ledger_insert_sale (FoyerConnection *connection, FoyerOrder *order, const FoyerId *device, FoyerTime made_at, gboolean alone, gboolean *is_new, GError **error)
{
  const FoyerAttendee *buyer = order->buyer;
  Desk                 desk = { order->shift, order->cashier };

  order->status = foyer_order_paid (order) >= foyer_order_total (order) ? FOYER_ORDER_PAID : FOYER_ORDER_PENDING;
  if (!foyer_connection_run (connection, error,
                             "INSERT OR IGNORE INTO orders (id, event, number, channel, status, currency, total, note, reason,"
                             " buyer_name, buyer_email, buyer_phone, shift, cashier, approver, made_at, device) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "bbttttitttttbbbib", &order->id, &order->event, order->number, foyer_channel_nick (order->channel),
                             foyer_order_status_nick (order->status), order->currency, foyer_order_total (order),
                             text_or_empty (order->note), text_or_empty (order->reason), buyer != NULL ? text_or_empty (buyer->name) : "",
                             buyer != NULL ? text_or_empty (buyer->email) : "", buyer != NULL ? text_or_empty (buyer->phone) : "",
                             &order->shift, &order->cashier, &order->approver, made_at, device))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE; /* known */
  *is_new = TRUE;
  foyer_ledger_prepare_sale (order);
  for (guint i = 0; i < order->payments->len; i++)
    if (!insert_payment (connection, &order->id, order->payments->pdata[i], FALSE, &desk, device, made_at, error))
      return FALSE;
  for (guint i = 0; i < order->tickets->len; i++)
    if (!insert_ticket (connection, order, order->tickets->pdata[i], alone, error))
      return FALSE;
  connection->changed |= FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS;
  /* payments of their own, or refunds, may have come before it */
  return (order->status != FOYER_ORDER_PENDING && (alone ||
                                                   foyer_connection_number (connection, 1, NULL, "SELECT EXISTS (SELECT 1 FROM refund WHERE order_id = ?)", "b", &order->id) == 0)) ||
         foyer_ledger_refresh_order (connection, &order->id, error);
}

gboolean
foyer_ledger_apply_payment (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  g_autoptr (FoyerPayment) payment = foyer_payment_new (foyer_payment_method_from_nick (foyer_body_text (change->body, "method")),
                                                        foyer_body_integer (change->body, "amount", 0));

  Desk desk = desk_of (change->body);

  foyer_body_id (change->body, "id", &payment->id);
  payment->rounding = foyer_body_integer (change->body, "rounding", 0);
  payment->given = foyer_body_integer (change->body, "given", payment->amount);
  g_set_str (&payment->reference, text_or_empty (foyer_body_text (change->body, "reference")));
  if (!insert_payment (connection, &change->subject, payment, TRUE, &desk, &change->device, change->made_at, error))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE;
  *is_new = TRUE;
  connection->changed |= FOYER_SUBJECT_ORDERS;
  return foyer_ledger_refresh_order (connection, &change->subject, error);
}

gboolean
foyer_ledger_refresh_order (FoyerConnection *connection, const FoyerId *order, GError **error)
{
  static const char *const settle =
    "UPDATE orders SET status = CASE"
    "  WHEN NOT EXISTS (SELECT 1 FROM ticket t WHERE t.order_id = ?1 AND NOT EXISTS (SELECT 1 FROM refund_ticket r WHERE r.ticket = t.id)) THEN 'refunded'"
    "  WHEN (SELECT coalesce (sum (amount), 0) FROM payment WHERE order_id = ?1 AND method <> 'invoice')"
    "     - (SELECT coalesce (sum (amount), 0) FROM refund WHERE order_id = ?1) >= total"
    "     - (SELECT coalesce (sum (price), 0) FROM ticket t WHERE t.order_id = ?1 AND EXISTS (SELECT 1 FROM refund_ticket r WHERE r.ticket = t.id)) THEN 'paid'"
    "  ELSE 'pending' END WHERE id = ?1";
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  GError    *local_error = NULL;
  FoyerRows *rows;

  if (!foyer_connection_run (connection, error, settle, "b", order))
    return FALSE;
  rows = foyer_connection_query (connection, error, "SELECT id FROM ticket WHERE order_id = ?", "b", order);
  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId ticket = foyer_rows_id (rows, 0);

      g_array_append_val (tickets, ticket);
    }
  foyer_rows_finish (rows);
  for (guint i = 0; i < tickets->len && local_error == NULL; i++)
    foyer_ledger_refresh_ticket (connection, &g_array_index (tickets, FoyerId, i), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
foyer_ledger_index_ticket (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT t.rowid, t.event, o.number, t.secret, t.seat, o.buyer_name, o.buyer_email, a.name, a.email, a.company"
    "  FROM ticket t JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id WHERE t.id = ?",
    "b", ticket);

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    {
      const char      *name = foyer_rows_text (rows, *foyer_rows_text (rows, 7) != '\0' ? 7 : 5);
      g_autofree char *sort_name = dup_sort_name (name);
      gint64           row = foyer_rows_integer (rows, 0);
      FoyerSearchTexts texts = {
        .event = foyer_rows_id (rows, 1),
        .number = foyer_rows_text (rows, 2),
        .code = foyer_rows_text (rows, 3),
        .seat = foyer_rows_text (rows, 4),
        .names = { foyer_rows_text (rows, 5), foyer_rows_text (rows, 7), foyer_rows_text (rows, 9) },
        .emails = { foyer_rows_text (rows, 6), foyer_rows_text (rows, 8) },
      };

      return foyer_search_index_write (connection, row, &texts, TRUE, error) &&
             foyer_connection_run (connection, error, "UPDATE ticket SET sort_name = ? WHERE rowid = ?", "ti", sort_name, row);
    }
  if (local_error == NULL)
    return TRUE; /* not sold yet, as far as this device knows */
  g_propagate_error (error, local_error);
  return FALSE;
}
