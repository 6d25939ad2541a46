/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket.h"

#include "foyer-nick.h"

static const char *const status_nicks[] = { "held", "valid", "admitted", "unpaid",
                                            "refunded", "cancelled", "blocked", "expired" };

FoyerTicket *
foyer_ticket_new (void)
{
  FoyerTicket *self = g_new0 (FoyerTicket, 1);

  self->copy = 1;
  self->status = FOYER_TICKET_VALID;
  return self;
}

FoyerTicket *
foyer_ticket_copy (const FoyerTicket *self)
{
  FoyerTicket *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->secret = g_strdup (self->secret);
  copy->seat = g_strdup (self->seat);
  return copy;
}

void
foyer_ticket_free (FoyerTicket *self)
{
  if (self == NULL)
    return;
  g_free (self->secret);
  g_free (self->seat);
  g_free (self);
}

const char *
foyer_ticket_status_nick (FoyerTicketStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_nicks), status_nicks[0]);

  return status_nicks[status];
}

FoyerTicketStatus
foyer_ticket_status_from_nick (const char *nick)
{
  return foyer_nick_find (status_nicks, G_N_ELEMENTS (status_nicks), nick, FOYER_TICKET_BLOCKED);
}

gboolean
foyer_ticket_status_takes_stock (FoyerTicketStatus status)
{
  return status != FOYER_TICKET_REFUNDED && status != FOYER_TICKET_CANCELLED &&
         status != FOYER_TICKET_EXPIRED && status != FOYER_TICKET_HELD;
}

char *
foyer_ticket_dup_number (int event_number, int serial)
{
  return g_strdup_printf ("%04d-%07d", event_number, serial);
}
