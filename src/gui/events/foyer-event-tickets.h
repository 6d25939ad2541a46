/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-item.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENT_TICKETS (foyer_event_tickets_get_type ())

/** FoyerEventTickets: the page of the event editor with its categories: add, edit, put in order, delete. */
G_DECLARE_FINAL_TYPE (FoyerEventTickets, foyer_event_tickets, FOYER, EVENT_TICKETS, AdwBin)

/** foyer_event_tickets_open: @toasts: where it says what happened; both must outlive it */
void foyer_event_tickets_open (FoyerEventTickets *self, FoyerSession *session, AdwToastOverlay *toasts);

void foyer_event_tickets_show (FoyerEventTickets *self, FoyerEventItem *event);

G_END_DECLS
