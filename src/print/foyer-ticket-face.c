/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-face.h"

#include <glib/gi18n-lib.h>

#include "foyer-ticket-painter.h"

/**
 * foyer_ticket_face_new:
 *
 * Returns: (transfer full): a face with nothing on it; its strings are set
 *   with g_set_str() and belong to it
 */
FoyerTicketFace *
foyer_ticket_face_new (void)
{
  FoyerTicketFace *face = g_new0 (FoyerTicketFace, 1);

  face->copy = 1;
  return face;
}

/**
 * foyer_ticket_face_copy:
 * @face: a face
 *
 * Returns: (transfer full): a deep copy, for another thread or another ticket
 *   of the same event
 */
FoyerTicketFace *
foyer_ticket_face_copy (const FoyerTicketFace *face)
{
  FoyerTicketFace *copy = g_new0 (FoyerTicketFace, 1);

  copy->event = g_strdup (face->event);
  copy->event_short = g_strdup (face->event_short);
  copy->venue = g_strdup (face->venue);
  copy->place = g_strdup (face->place);
  copy->date = g_strdup (face->date);
  copy->doors = g_strdup (face->doors);
  copy->category = g_strdup (face->category);
  copy->category_color = g_strdup (face->category_color);
  copy->seat = g_strdup (face->seat);
  copy->price = g_strdup (face->price);
  copy->holder = g_strdup (face->holder);
  copy->ticket_number = g_strdup (face->ticket_number);
  copy->order_number = g_strdup (face->order_number);
  copy->code = g_strdup (face->code);
  copy->ean13 = g_strdup (face->ean13);
  copy->organizer = g_strdup (face->organizer);
  copy->terms = g_strdup (face->terms);
  copy->copy = face->copy;
  copy->language = g_strdup (face->language);
  copy->dots_per_inch = face->dots_per_inch;
  return copy;
}

static char *
format_moment (FoyerTime time, const char *timezone, const char *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GTimeZone) zone = timezone != NULL && *timezone != '\0' ? g_time_zone_new_identifier (timezone) : NULL;
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);

  return g_date_time_format (there, pattern);
}

/**
 * foyer_ticket_face_set_times:
 * @face: a face
 * @starts: when the event starts, 0 when that is open
 * @doors: when its doors open, 0 when that is open
 * @timezone: (nullable): IANA name; the zone of this machine if empty or unknown
 *
 * Words the moments the same for every program that prints.
 */
void
foyer_ticket_face_set_times (FoyerTicketFace *face, FoyerTime starts, FoyerTime doors, const char *timezone)
{
  g_clear_pointer (&face->date, g_free);
  g_clear_pointer (&face->doors, g_free);
  /* Translators: date and time on a ticket, as strftime; for example “Saturday, 21 November 2026 · 20:00” */
  face->date = starts != 0 ? format_moment (starts, timezone, _ ("%A, %-d %B %Y · %H:%M")) : g_strdup ("");
  if (doors != 0)
    face->doors = format_moment (doors, timezone, "%H:%M");
}

/**
 * foyer_ticket_face_free:
 * @face: (nullable) (transfer full): a face
 */
void
foyer_ticket_face_free (FoyerTicketFace *face)
{
  if (face == NULL)
    return;
  g_free (face->event);
  g_free (face->event_short);
  g_free (face->venue);
  g_free (face->place);
  g_free (face->date);
  g_free (face->doors);
  g_free (face->category);
  g_free (face->category_color);
  g_free (face->seat);
  g_free (face->price);
  g_free (face->holder);
  g_free (face->ticket_number);
  g_free (face->order_number);
  g_free (face->code);
  g_free (face->ean13);
  g_free (face->organizer);
  g_free (face->terms);
  g_free (face->language);
  g_free (face);
}

/**
 * foyer_ticket_face_draw:
 * @face: a face
 * @cr: where to draw; the ticket covers 0,0 to %FOYER_TICKET_WIDTH,
 *   %FOYER_TICKET_HEIGHT of its units, so scale it first for another size. The
 *   paper itself is not painted
 * @error: return location
 *
 * Draws one ticket, for a preview on screen. For many tickets, or for paper,
 * use #FoyerTicketDocument.
 *
 * Returns: %FALSE with %FOYER_PRINT_ERROR_CODE if the code cannot be drawn;
 *   the rest of the ticket is then on @cr all the same
 */
gboolean
foyer_ticket_face_draw (const FoyerTicketFace *face,
                        cairo_t               *cr,
                        GError               **error)
{
  g_autoptr (FoyerTicketPainter) painter = foyer_ticket_painter_new ();

  g_return_val_if_fail (face != NULL, FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);

  foyer_ticket_painter_draw_shared (painter, cr, face);
  return foyer_ticket_painter_draw_own (painter, cr, face, error);
}
