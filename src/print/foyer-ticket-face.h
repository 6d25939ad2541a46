/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "foyer-clock.h"

G_BEGIN_DECLS

/* Size of a hardticket: 5.5 x 2 inches in points, the commonest stock. */
#define FOYER_TICKET_WIDTH 396.0
#define FOYER_TICKET_HEIGHT 144.0

/**
 * FoyerTicketFace:
 * @event: title of the event
 * @event_short: (nullable): title for the stub; @event if %NULL
 * @venue: (nullable): hall or house
 * @place: (nullable): address line
 * @date: day and time in words
 * @doors: (nullable): when the doors open, for example "19:00"
 * @category: name of the category
 * @category_color: (nullable): "#rrggbb"; black if %NULL or not a colour
 * @seat: (nullable): seat in words, for example "Row 4, seat 12"
 * @price: (nullable): price with its currency
 * @holder: (nullable): name of the attendee
 * @ticket_number: (nullable): number that people read out
 * @order_number: (nullable): number of the order
 * @code: text of the QR code
 * @ean13: (nullable): thirteen digits with check digit; no bar code if %NULL
 * @organizer: (nullable): who invites
 * @terms: (nullable): the small print, one line
 * @copy: number of this copy; 2 and more are marked on the paper
 * @language: (nullable): language of the printed labels ("de", "de_AT.UTF-8");
 *   English if %NULL or unknown
 * @dots_per_inch: resolution of the printer; 0 for 203. The bars and modules
 *   are made of whole dots of this resolution
 *
 * All that is printed on one hardticket, with every text already formatted.
 * Texts may be of any length and script; control characters are not printed.
 */
typedef struct
{
  char *event;
  char *event_short;
  char *venue;
  char *place;
  char *date;
  char *doors;
  char *category;
  char *category_color;
  char *seat;
  char *price;
  char *holder;
  char *ticket_number;
  char *order_number;
  char *code;
  char *ean13;
  char *organizer;
  char *terms;
  guint copy;
  char *language;
  guint dots_per_inch;
} FoyerTicketFace;

FoyerTicketFace *foyer_ticket_face_new (void);
FoyerTicketFace *foyer_ticket_face_copy (const FoyerTicketFace *face);
void             foyer_ticket_face_free (FoyerTicketFace *face);

/* The moments of the event in the words of this program's language, in the zone of the event. */
void foyer_ticket_face_set_times (FoyerTicketFace *face, FoyerTime starts, FoyerTime doors, const char *timezone);

gboolean foyer_ticket_face_draw (const FoyerTicketFace *face,
                                 cairo_t               *cr,
                                 GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerTicketFace, foyer_ticket_face_free)

G_END_DECLS
