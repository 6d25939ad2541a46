/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-attendee.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_TICKET_HELD,
  FOYER_TICKET_VALID,
  FOYER_TICKET_ADMITTED,
  FOYER_TICKET_UNPAID,
  FOYER_TICKET_REFUNDED,
  FOYER_TICKET_CANCELLED,
  FOYER_TICKET_BLOCKED,
  FOYER_TICKET_EXPIRED,
} FoyerTicketStatus;

/** FoyerTicket: one admission. Texts are never %NULL once read from the store. */
typedef struct
{
  FoyerId           id;
  FoyerId           order;
  FoyerId           event;
  FoyerId           category;
  char             *secret;   /* the code that admits; of other systems: any text */
  char             *seat;     /* "Stalls · Row 4 · Seat 12", or "" */
  gint64            price;    /* minor units, what was charged */
  gint64            discount; /* how much less than the category's price that is; more: below 0 */
  int               vat_rate; /* hundredths of a percent */
  int               serial;   /* within the event, 0 until allotted */
  int               copy;     /* 1, and one more for each reprint */
  int               printed;  /* how often it came out of a printer */
  FoyerTicketStatus status;
} FoyerTicket;

FoyerTicket *foyer_ticket_new (void);
FoyerTicket *foyer_ticket_copy (const FoyerTicket *self);
void         foyer_ticket_free (FoyerTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicket, foyer_ticket_free)

const char *foyer_ticket_status_nick (FoyerTicketStatus status);
/** foyer_ticket_status_from_nick: Returns: %FOYER_TICKET_BLOCKED for a status unknown here: it must not open the door */
FoyerTicketStatus foyer_ticket_status_from_nick (const char *nick);

/** foyer_ticket_status_takes_stock: Returns: whether a ticket in this status counts as sold */
gboolean foyer_ticket_status_takes_stock (FoyerTicketStatus status);

/** foyer_ticket_dup_number: Returns: (transfer full): the number that people read out: event and serial, "0042-0000317" */
char *foyer_ticket_dup_number (int event_number, int serial);

G_END_DECLS
