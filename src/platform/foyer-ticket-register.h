/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission.h"
#include "foyer-change.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/* Tickets as a door sees them, as far as the changes were followed. */

/** foyer_ticket_register_note: Takes a sale, a payment, a refund, a scan… in. Each is given once; they may come in any order. */
gboolean foyer_ticket_register_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error);

/** FoyerPresented: a code that was shown, and what is known of its ticket. */
typedef struct
{
  FoyerAdmissionFacts facts;
  FoyerId             ticket; /* none: no ticket has this code */
  FoyerId             event;  /* of the ticket */
  FoyerId             category;
  FoyerId             sale;
  FoyerTime           entered_at; /* when it last came in; 0: never */
} FoyerPresented;

/**
 * foyer_ticket_register_present:
 * @secret: in its canonical form
 * @event: the one at this door
 * @gate: its name, or ""
 *
 * Gathers what the rules of foyer_admission_decide() ask.
 */
gboolean foyer_ticket_register_present (FoyerStorage *storage, const FoyerId *organization, const char *secret, const FoyerId *event, const char *gate, FoyerTime now, FoyerPresented *presented, GError **error);

/** foyer_ticket_register_last_serial: Sets @serial to the highest one from @first to @last in @event, @first when there is none. */
gboolean foyer_ticket_register_last_serial (FoyerStorage *storage, const FoyerId *organization, const FoyerId *event, gint64 first, gint64 last, gint64 *serial, GError **error);

G_END_DECLS
