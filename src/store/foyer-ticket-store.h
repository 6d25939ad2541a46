/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-document-data.h"
#include "foyer-order.h"
#include "foyer-venue.h"

G_BEGIN_DECLS

/**
 * FoyerTicketDetails:
 *
 * All that is known of one ticket, for paper and for showing it to people.
 * Plain values: texts are never %NULL, "" when there is nothing to say.
 */
typedef struct
{
  FoyerTicket     *ticket;
  FoyerAttendee   *attendee; /* (nullable): nobody named */
  FoyerVenue      *venue;    /* (nullable): none chosen */
  char            *holder;   /* the attendee's name, else the buyer's, else "" */
  char            *number;   /* for people: "0042-0000317" */
  char             ean13[14];
  char            *signed_code; /* (nullable): to be put on paper instead of the secret, where the event wants it and this device can sign */
  char            *order_number;
  char            *currency;
  FoyerOrderStatus order_status;
  char            *category;
  char            *colour; /* "#rrggbb" or "" */
  char            *event;  /* title */
  char            *organizer;
  char            *conditions; /* the small print */
  char            *benefits;   /* of the category, one per line */
  char            *timezone;   /* IANA name of the event, else of the venue, or "" */
  FoyerTime        starts;
  FoyerTime        ends;
  FoyerTime        doors;
} FoyerTicketDetails;

void foyer_ticket_details_free (FoyerTicketDetails *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicketDetails, foyer_ticket_details_free)

/**
 * foyer_ticket_store_details:
 * @ticket: which
 *
 * @ean13 is empty when the event or the ticket has no number that fits one.
 *
 * Returns: (transfer full) (nullable): the details; %FOYER_ERROR_NOT_FOUND when there is no such ticket
 */
FoyerTicketDetails *foyer_ticket_store_details (FoyerConnection *connection, const FoyerId *ticket, GError **error);

/**
 * foyer_ticket_details_dup_document:
 * @language: (nullable): of dates, and of words in values
 *
 * Returns: (transfer full): what paper can say about the ticket
 */
FoyerDocumentData *foyer_ticket_details_dup_document (const FoyerTicketDetails *self, const char *language);

/** FoyerTicketDetailsFunc: Given one ticket of many, to be left as it is; its venue is not filled in. Returns: FALSE with an error to stop */
typedef gboolean (*FoyerTicketDetailsFunc) (const FoyerTicketDetails *details, gpointer data, GError **error);

/** foyer_ticket_store_for_each: Calls @func for all tickets of @event in the order in which they were sold, one by one. */
gboolean foyer_ticket_store_for_each (FoyerConnection *connection, const FoyerId *event, FoyerTicketDetailsFunc func, gpointer data, GError **error);

G_END_DECLS
