/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission-store.h"
#include "foyer-connection-private.h"
#include "foyer-signed-code.h"

G_BEGIN_DECLS

/**
 * FoyerTicketLookup:
 *
 * What a presented code turned out to be: a ticket on the list, one that only its
 * signature speaks for, or neither.
 */
typedef struct
{
  FoyerId          ticket;
  gboolean         known;    /* it is on the list */
  gboolean         replaced; /* by an older copy */
  gboolean         forged;
  gboolean         revoked;   /* rightly signed, by a key that is not trusted any more */
  gboolean         genuine;   /* rightly signed */
  FoyerSignedCode *code;      /* (nullable): when it is a signed one */
  FoyerId          event;     /* that a signature speaks of; none: another's */
  char            *event_ref; /* (nullable): what it calls that event */
} FoyerTicketLookup;

/** foyer_ticket_lookup: Returns: (transfer full) (nullable): %NULL when the store failed */
FoyerTicketLookup *foyer_ticket_lookup (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error);
void               foyer_ticket_lookup_free (FoyerTicketLookup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicketLookup, foyer_ticket_lookup_free)

G_END_DECLS
