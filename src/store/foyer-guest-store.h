/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-attendee.h"
#include "foyer-connection.h"
#include "foyer-ticket.h"

G_BEGIN_DECLS

/** FoyerGuest: a line of the guest list: a ticket with the person on it. */
typedef struct
{
  gint64            row; /* key of the list */
  FoyerId           ticket;
  FoyerId           order;
  char             *name; /* of the attendee, else of the buyer, else "" */
  char             *email;
  char             *category;
  char             *colour;
  char             *seat;
  char             *order_number;
  int               serial;
  FoyerTicketStatus status;
} FoyerGuest;

FoyerGuest *foyer_guest_copy (const FoyerGuest *self);
void        foyer_guest_free (FoyerGuest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerGuest, foyer_guest_free)

typedef enum
{
  FOYER_GUESTS_BY_NAME,
  FOYER_GUESTS_BY_NAME_DESCENDING,
  FOYER_GUESTS_NEWEST_FIRST,
} FoyerGuestOrder;

/** FOYER_GUESTS_FOUND_MAX: how many lines a search yields at most; when it yields so many there may be more. */
#define FOYER_GUESTS_FOUND_MAX 500

/**
 * foyer_guest_store_find:
 * @event: whose guests
 * @search: (nullable): words to find, by their beginnings, in any order: of names,
 *   e-mail addresses and their parts before the @, domains behind an @, seats,
 *   order numbers and codes; accents, ue/oe spellings and case do not matter.
 *   When nothing is found, one typing mistake in each name is forgiven. Without a
 *   letter or digit it finds everybody.
 *
 * Returns: (transfer full) (element-type gint64): the keys of the lines, in order;
 *   of a search %FOYER_GUESTS_FOUND_MAX at most
 */
GArray *foyer_guest_store_find (FoyerConnection *connection, const FoyerId *event, const char *search, FoyerGuestOrder order, GError **error);

/** foyer_guest_store_find_first: Returns: (transfer full) (element-type gint64): the first @limit keys that foyer_guest_store_find() without a search begins with */
GArray *foyer_guest_store_find_first (FoyerConnection *connection, const FoyerId *event, FoyerGuestOrder order, guint limit, GError **error);

/** foyer_guest_store_load: Returns: (transfer full) (element-type FoyerGuest): the lines of @rows in their order; lines that are gone are left out */
GPtrArray *foyer_guest_store_load (FoyerConnection *connection, const gint64 *rows, guint n_rows, GError **error);

/** foyer_guest_store_edit: Changes fields of the person on a ticket; %NULL members of @edit are left as they are. */
gboolean foyer_guest_store_edit (FoyerConnection *connection, const FoyerId *ticket, const FoyerAttendee *edit, GError **error);

G_END_DECLS
