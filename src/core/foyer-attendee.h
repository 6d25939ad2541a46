/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

/**
 * FoyerAttendee:
 *
 * The person on a ticket, also used for the buyer of an order. Personal data:
 * never log it. Its id is the id of the ticket, or none for a buyer.
 */
typedef struct
{
  FoyerId  id;
  char    *name;
  char    *email;
  char    *phone;
  char    *company;
  char    *street;
  char    *postcode;
  char    *city;
  char    *country; /* ISO 3166 alpha-2, or "" */
  char    *segment;
  char    *note;
  gboolean consent; /* to be written to about other events */
} FoyerAttendee;

FoyerAttendee *foyer_attendee_new (void);
FoyerAttendee *foyer_attendee_copy (const FoyerAttendee *self);
void           foyer_attendee_free (FoyerAttendee *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerAttendee, foyer_attendee_free)

/** foyer_email_is_plausible: Returns: whether @text (nullable) has the form of an e-mail address; no proof that it exists */
gboolean foyer_email_is_plausible (const char *text);

G_END_DECLS
