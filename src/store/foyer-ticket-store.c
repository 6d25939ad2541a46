/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-store.h"

#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-event-store.h"
#include "foyer-signed-code.h"
#include "foyer-ticket-code.h"

/* Columns and tables of all queries here. */
#define DETAILS                                                                                                                                                    \
  "SELECT t.id, t.order_id, t.event, t.category, t.secret, t.seat, t.price, t.vat_rate, t.serial, t.copy, t.printed, t.status,"                                    \
  "       o.number, o.status, o.currency, c.name, c.colour, e.title, e.organizer, e.starts, e.ends, e.doors, e.number, e.venue,"                                   \
  "       coalesce (nullif (a.name, ''), o.buyer_name),"                                                                                                           \
  "       a.id, a.name, a.email, a.phone, a.company, a.street, a.postcode, a.city, a.country, a.segment, a.note, a.consent, e.timezone, e.conditions, c.benefits," \
  "       e.signed_codes"                                                                                                                                          \
  "  FROM ticket t LEFT JOIN orders o ON o.id = t.order_id LEFT JOIN category c ON c.id = t.category"                                                              \
  "       LEFT JOIN event e ON e.id = t.event LEFT JOIN attendee a ON a.id = t.id"

void
foyer_ticket_details_free (FoyerTicketDetails *self)
{
  if (self == NULL)
    return;
  foyer_ticket_free (self->ticket);
  foyer_attendee_free (self->attendee);
  foyer_venue_free (self->venue);
  g_free (self->holder);
  g_free (self->number);
  g_free (self->order_number);
  g_free (self->currency);
  g_free (self->category);
  g_free (self->colour);
  g_free (self->event);
  g_free (self->organizer);
  g_free (self->timezone);
  g_free (self->conditions);
  g_free (self->benefits);
  g_free (self->signed_code);
  g_free (self);
}

static FoyerTicket *
read_ticket (FoyerRows *rows)
{
  FoyerTicket *ticket = foyer_ticket_new ();

  ticket->id = foyer_rows_id (rows, 0);
  ticket->order = foyer_rows_id (rows, 1);
  ticket->event = foyer_rows_id (rows, 2);
  ticket->category = foyer_rows_id (rows, 3);
  ticket->secret = foyer_rows_dup_text (rows, 4);
  ticket->seat = foyer_rows_dup_text (rows, 5);
  ticket->price = foyer_rows_integer (rows, 6);
  ticket->vat_rate = foyer_rows_integer (rows, 7);
  ticket->serial = foyer_rows_integer (rows, 8);
  ticket->copy = foyer_rows_integer (rows, 9);
  ticket->printed = foyer_rows_integer (rows, 10);
  ticket->status = foyer_ticket_status_from_nick (foyer_rows_text (rows, 11));
  return ticket;
}

static FoyerAttendee *
read_attendee (FoyerRows *rows)
{
  FoyerAttendee *attendee;

  if (sqlite3_column_type (rows, 25) == SQLITE_NULL)
    return NULL;
  attendee = foyer_attendee_new ();
  attendee->id = foyer_rows_id (rows, 25);
  attendee->name = foyer_rows_dup_text (rows, 26);
  attendee->email = foyer_rows_dup_text (rows, 27);
  attendee->phone = foyer_rows_dup_text (rows, 28);
  attendee->company = foyer_rows_dup_text (rows, 29);
  attendee->street = foyer_rows_dup_text (rows, 30);
  attendee->postcode = foyer_rows_dup_text (rows, 31);
  attendee->city = foyer_rows_dup_text (rows, 32);
  attendee->country = foyer_rows_dup_text (rows, 33);
  attendee->segment = foyer_rows_dup_text (rows, 34);
  attendee->note = foyer_rows_dup_text (rows, 35);
  attendee->consent = foyer_rows_integer (rows, 36);
  return attendee;
}

/* A year, as with codes that other systems sign; the door keeps to the times of its own list. */
#define SIGNED_FOR (365 * FOYER_DAY)

/* Codes of other systems stay what they are. */
static char *
sign (FoyerConnection *connection, const FoyerTicket *ticket)
{
  FoyerSignedContent content = {
    .ticket = ticket->id,
    .event = ticket->event,
    .category = ticket->category,
    .secret = ticket->secret,
    .valid_until = foyer_connection_now (connection) + SIGNED_FOR,
  };

  return foyer_code_is_secret (ticket->secret) ? foyer_signed_code_print (&content, connection->signer) : NULL;
}

static FoyerTicketDetails *
read_details (FoyerConnection *connection, FoyerRows *rows, FoyerId *venue)
{
  FoyerTicketDetails *self = g_new0 (FoyerTicketDetails, 1);
  int                 event_number = foyer_rows_integer (rows, 22);

  self->ticket = read_ticket (rows);
  self->order_number = foyer_rows_dup_text (rows, 12);
  self->order_status = foyer_order_status_from_nick (foyer_rows_text (rows, 13));
  self->currency = foyer_rows_dup_text (rows, 14);
  self->category = foyer_rows_dup_text (rows, 15);
  self->colour = foyer_rows_dup_text (rows, 16);
  self->event = foyer_rows_dup_text (rows, 17);
  self->organizer = foyer_rows_dup_text (rows, 18);
  self->starts = foyer_rows_integer (rows, 19);
  self->ends = foyer_rows_integer (rows, 20);
  self->doors = foyer_rows_integer (rows, 21);
  *venue = foyer_rows_id (rows, 23);
  self->holder = foyer_rows_dup_text (rows, 24);
  self->attendee = read_attendee (rows);
  self->timezone = foyer_rows_dup_text (rows, 37);
  self->conditions = foyer_rows_dup_text (rows, 38);
  self->benefits = foyer_rows_dup_text (rows, 39);
  if (connection->signer != NULL && foyer_rows_integer (rows, 40))
    self->signed_code = sign (connection, self->ticket);
  self->number = foyer_ticket_dup_number (event_number, self->ticket->serial);
  if (event_number >= 1 && event_number <= 9999 && self->ticket->serial >= 1 && self->ticket->serial <= FOYER_SERIAL_MAX)
    foyer_ean13_build (event_number, self->ticket->serial, self->ean13);
  return self;
}

FoyerTicketDetails *
foyer_ticket_store_details (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  g_autoptr (FoyerTicketDetails) self = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, DETAILS " WHERE t.id = ?", "b", ticket);
  GError *local_error = NULL;
  FoyerId venue;

  if (rows == NULL)
    return NULL;
  if (foyer_rows_next (rows, &local_error))
    self = read_details (connection, rows, &venue);
  else if (local_error == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such ticket here.");
  if (local_error == NULL && !foyer_id_is_none (&venue))
    self->venue = foyer_venue_store_get (connection, &venue, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (*self->timezone == '\0' && self->venue != NULL)
    g_set_str (&self->timezone, self->venue->timezone);
  return g_steal_pointer (&self);
}

gboolean
foyer_ticket_store_for_each (FoyerConnection *connection, const FoyerId *event, FoyerTicketDetailsFunc func, gpointer data, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, DETAILS " WHERE t.event = ? ORDER BY t.rowid", "b", event);
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (local_error == NULL && foyer_rows_next (rows, &local_error))
    {
      FoyerId venue;
      g_autoptr (FoyerTicketDetails) details = read_details (connection, rows, &venue);

      func (details, data, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}
