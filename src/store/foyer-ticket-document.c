/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-document-words.h"
#include "foyer-money.h"
#include "foyer-ticket-store.h"

static void
set_guest (FoyerDocumentData *data, const FoyerAttendee *guest)
{
  foyer_document_data_set (data, FOYER_DOCUMENT_COMPANY, guest->company);
  foyer_document_data_set (data, FOYER_DOCUMENT_STREET, guest->street);
  foyer_document_data_set (data, FOYER_DOCUMENT_POSTCODE, guest->postcode);
  foyer_document_data_set (data, FOYER_DOCUMENT_CITY, guest->city);
  foyer_document_data_set (data, FOYER_DOCUMENT_COUNTRY, guest->country);
  foyer_document_data_take (data, FOYER_DOCUMENT_ADDRESS,
                            foyer_document_expand ("{name}\n{company}\n{street}\n{postcode} {city}\n{country}", data, NULL));
}

static void
set_event (FoyerDocumentData *data, const FoyerTicketDetails *details, const char *language)
{
  foyer_document_data_set (data, FOYER_DOCUMENT_EVENT, details->event);
  foyer_document_data_set (data, FOYER_DOCUMENT_ORGANIZER, details->organizer);
  if (details->venue != NULL)
    {
      foyer_document_data_set (data, FOYER_DOCUMENT_VENUE, details->venue->name);
      foyer_document_data_take (data, FOYER_DOCUMENT_PLACE, foyer_venue_dup_address (details->venue));
    }
  foyer_document_data_take (data, FOYER_DOCUMENT_DATE, foyer_document_words_date (language, details->starts, details->timezone));
  foyer_document_data_take (data, FOYER_DOCUMENT_TIME, foyer_document_words_time (language, details->starts, details->timezone));
  foyer_document_data_take (data, FOYER_DOCUMENT_DATE_TIME, foyer_document_words_date_time (language, details->starts, details->timezone));
  foyer_document_data_take (data, FOYER_DOCUMENT_DOORS, foyer_document_words_time (language, details->doors, details->timezone));
  foyer_document_data_take (data, FOYER_DOCUMENT_ENDS, foyer_document_words_time (language, details->ends, details->timezone));
}

FoyerDocumentData *
foyer_ticket_details_dup_document (const FoyerTicketDetails *self, const char *language)
{
  FoyerDocumentData *data = foyer_document_data_new ();

  set_event (data, self, language);
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY, self->category);
  foyer_document_data_set (data, FOYER_DOCUMENT_CATEGORY_COLOR, self->colour);
  foyer_document_data_set (data, FOYER_DOCUMENT_BENEFITS, self->benefits);
  foyer_document_data_set (data, FOYER_DOCUMENT_CONDITIONS, self->conditions);
  foyer_document_data_take (data, FOYER_DOCUMENT_PRICE, foyer_money_format_full (self->ticket->price, self->currency));
  foyer_document_data_set (data, FOYER_DOCUMENT_SEAT, self->ticket->seat);
  foyer_document_data_set (data, FOYER_DOCUMENT_NAME, self->holder);
  foyer_document_data_set (data, FOYER_DOCUMENT_NUMBER, self->number);
  foyer_document_data_set (data, FOYER_DOCUMENT_CODE, self->signed_code != NULL ? self->signed_code : self->ticket->secret);
  foyer_document_data_set (data, FOYER_DOCUMENT_EAN13, self->ean13);
  foyer_document_data_set (data, FOYER_DOCUMENT_ORDER, self->order_number);
  if (self->ticket->copy > 1)
    foyer_document_data_take (data, FOYER_DOCUMENT_COPY, g_strdup_printf ("%d", (int) self->ticket->copy));
  if (self->attendee != NULL)
    set_guest (data, self->attendee);
  return data;
}
