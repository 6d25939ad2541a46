/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-export.h"

#include "foyer-door-store.h"
#include "foyer-csv-writer.h"
#include "foyer-event-store.h"
#include "foyer-order-store.h"
#include "foyer-ticket-store.h"

typedef struct
{
  FoyerExportKind   kind;
  const FoyerId    *event;
  FoyerCsvWriter   *writer;
  GCancellable     *cancellable;
  gint64            rows;
  const FoyerEvent *current; /* the event whose rows are being written */
  GTimeZone        *zone;    /* of it */
} Export;

static gboolean
end_row (Export *self, GError **error)
{
  self->rows++;
  return foyer_csv_writer_end_record (self->writer, self->cancellable, error);
}

static gboolean
write_names (Export *self, const char *const *names, GError **error)
{
  for (; *names != NULL; names++)
    foyer_csv_writer_text (self->writer, *names);
  return foyer_csv_writer_end_record (self->writer, self->cancellable, error);
}

static gboolean
write_ticket (const FoyerTicketDetails *details, gpointer data, GError **error)
{
  Export              *self = data;
  const FoyerTicket   *ticket = details->ticket;
  const FoyerAttendee  nobody = { 0 };
  const FoyerAttendee *person = details->attendee != NULL ? details->attendee : &nobody;

  foyer_csv_writer_text (self->writer, self->current->title);
  foyer_csv_writer_text (self->writer, details->order_number);
  foyer_csv_writer_text (self->writer, person->name);
  foyer_csv_writer_text (self->writer, person->email);
  foyer_csv_writer_text (self->writer, person->phone);
  foyer_csv_writer_text (self->writer, person->company);
  foyer_csv_writer_text (self->writer, person->street);
  foyer_csv_writer_text (self->writer, person->postcode);
  foyer_csv_writer_text (self->writer, person->city);
  foyer_csv_writer_text (self->writer, person->country);
  foyer_csv_writer_text (self->writer, details->category);
  foyer_csv_writer_text (self->writer, ticket->seat);
  foyer_csv_writer_money (self->writer, ticket->price, details->currency);
  foyer_csv_writer_text (self->writer, details->currency);
  foyer_csv_writer_text (self->writer, ticket->secret);
  foyer_csv_writer_text (self->writer, details->number);
  foyer_csv_writer_text (self->writer, foyer_ticket_status_nick (ticket->status));
  foyer_csv_writer_text (self->writer, person->consent ? "yes" : "no");
  foyer_csv_writer_text (self->writer, person->segment);
  foyer_csv_writer_text (self->writer, person->note);
  return end_row (self, error);
}

static gboolean
write_order (const FoyerOrderRow *row, gpointer data, GError **error)
{
  Export *self = data;

  foyer_csv_writer_text (self->writer, self->current->title);
  foyer_csv_writer_text (self->writer, row->number);
  foyer_csv_writer_time (self->writer, row->made_at, self->zone);
  foyer_csv_writer_text (self->writer, row->channel);
  foyer_csv_writer_text (self->writer, row->status);
  foyer_csv_writer_text (self->writer, row->buyer_name);
  foyer_csv_writer_text (self->writer, row->buyer_email);
  foyer_csv_writer_text (self->writer, row->buyer_phone);
  foyer_csv_writer_number (self->writer, row->tickets);
  foyer_csv_writer_money (self->writer, row->total, row->currency);
  foyer_csv_writer_money (self->writer, row->paid, row->currency);
  foyer_csv_writer_money (self->writer, row->refunded, row->currency);
  foyer_csv_writer_text (self->writer, row->currency);
  foyer_csv_writer_text (self->writer, row->note);
  return end_row (self, error);
}

static gboolean
write_scans (FoyerConnection *connection, Export *self, GError **error)
{
  g_autoptr (GPtrArray) scans = foyer_door_store_recent (connection, &self->current->id, G_MAXUINT, error);

  for (guint i = 0; scans != NULL && i < scans->len; i++)
    {
      const FoyerScanRow *row = scans->pdata[i];
      char                id[FOYER_ID_TEXT_LENGTH + 1];

      foyer_csv_writer_text (self->writer, self->current->title);
      foyer_csv_writer_time (self->writer, row->scan.made_at, self->zone);
      foyer_csv_writer_text (self->writer, row->scan.gate);
      foyer_csv_writer_text (self->writer, foyer_scan_mode_nick (row->scan.mode));
      foyer_csv_writer_text (self->writer, foyer_verdict_nick (row->scan.verdict));
      foyer_csv_writer_text (self->writer, row->scan.undone ? "yes" : "no");
      foyer_csv_writer_text (self->writer, row->holder);
      foyer_csv_writer_text (self->writer, row->category);
      foyer_csv_writer_text (self->writer, foyer_id_is_none (&row->scan.ticket) ? "" : foyer_id_print (&row->scan.ticket, id));
      foyer_csv_writer_text (self->writer, foyer_id_print (&row->scan.device, id));
      if (!end_row (self, error))
        return FALSE;
    }
  return scans != NULL;
}

static gboolean
write_event (Export *self, const FoyerEventSummary *summary, GError **error)
{
  const FoyerEvent *event = summary->event;
  g_autofree char  *address = summary->venue != NULL ? foyer_venue_dup_address (summary->venue) : NULL;
  char              id[FOYER_ID_TEXT_LENGTH + 1];

  foyer_csv_writer_text (self->writer, foyer_id_print (&event->id, id));
  foyer_csv_writer_number (self->writer, event->number);
  foyer_csv_writer_text (self->writer, event->title);
  foyer_csv_writer_text (self->writer, foyer_event_phase_nick (summary->phase));
  foyer_csv_writer_time (self->writer, event->starts, self->zone);
  foyer_csv_writer_time (self->writer, event->ends, self->zone);
  foyer_csv_writer_time (self->writer, event->doors, self->zone);
  foyer_csv_writer_text (self->writer, event->timezone);
  foyer_csv_writer_text (self->writer, summary->venue != NULL ? summary->venue->name : "");
  foyer_csv_writer_text (self->writer, address);
  if (summary->stock.capacity != FOYER_UNLIMITED)
    foyer_csv_writer_number (self->writer, summary->stock.capacity);
  else
    foyer_csv_writer_text (self->writer, "");
  foyer_csv_writer_number (self->writer, summary->stock.sold);
  foyer_csv_writer_number (self->writer, summary->stock.admitted);
  foyer_csv_writer_money (self->writer, summary->revenue, event->currency);
  foyer_csv_writer_text (self->writer, event->currency);
  foyer_csv_writer_text (self->writer, event->tags);
  return end_row (self, error);
}

static gboolean
write_rows (FoyerConnection *connection, Export *self, const FoyerId *event, GError **error)
{
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get (connection, event, error);
  gboolean done;

  if (summary == NULL)
    return FALSE;
  self->current = summary->event;
  self->zone = *summary->event->timezone != '\0' ? g_time_zone_new_identifier (summary->event->timezone) : NULL;
  switch (self->kind)
    {
    case FOYER_EXPORT_ATTENDEES:
      done = foyer_ticket_store_for_each (connection, event, write_ticket, self, error);
      break;
    case FOYER_EXPORT_ORDERS:
      done = foyer_order_store_for_each (connection, event, write_order, self, error);
      break;
    case FOYER_EXPORT_SCANS:
      done = write_scans (connection, self, error);
      break;
    case FOYER_EXPORT_EVENTS:
      done = write_event (self, summary, error);
      break;
    default:
      g_assert_not_reached ();
    }
  g_clear_pointer (&self->zone, g_time_zone_unref);
  return done;
}

static gboolean
write_header (Export *self, GError **error)
{
  static const char *const names[][21] = {
    [FOYER_EXPORT_ATTENDEES] = { "Event", "Order number", "Name", "E-mail", "Phone", "Company", "Street", "Postcode", "City", "Country", "Category", "Seat", "Price", "Currency", "Code", "Serial", "Status", "Consent", "Segment", "Note", NULL },
    [FOYER_EXPORT_ORDERS] = { "Event", "Order number", "Time", "Channel", "Status", "Buyer", "E-mail", "Phone", "Tickets", "Total", "Paid", "Refunded", "Currency", "Note", NULL },
    [FOYER_EXPORT_SCANS] = { "Event", "Time", "Gate", "Mode", "Verdict", "Undone", "Name", "Category", "Ticket", "Device", NULL },
    [FOYER_EXPORT_EVENTS] = { "Id", "Number", "Title", "Status", "Starts", "Ends", "Doors", "Time zone", "Venue", "Address", "Capacity", "Sold", "Admitted", "Revenue", "Currency", "Tags", NULL },
  };

  return write_names (self, names[self->kind], error);
}

static gpointer
export_all (FoyerConnection *connection, gpointer data, GError **error)
{
  Export *self = data;
  g_autoptr (GPtrArray) events = NULL;

  if (!write_header (self, error))
    return NULL;
  if (self->event != NULL)
    return write_rows (connection, self, self->event, error) && foyer_csv_writer_finish (self->writer, self->cancellable, error) ? self : NULL;
  events = foyer_event_store_list (connection, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (!write_rows (connection, self, &((FoyerEventSummary *) events->pdata[i])->event->id, error))
      return NULL;
  return events != NULL && foyer_csv_writer_finish (self->writer, self->cancellable, error) ? self : NULL;
}

gboolean
foyer_export_csv (FoyerStore *store, FoyerExportKind kind, const FoyerId *event, GOutputStream *stream, gboolean with_mark, gint64 *rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerCsvWriter) writer = foyer_csv_writer_new (stream, with_mark);
  Export export = { .kind = kind, .event = event, .writer = writer, .cancellable = cancellable };
  gboolean done = foyer_store_read (store, export_all, &export, cancellable, error) != NULL;

  if (rows != NULL)
    *rows = export.rows;
  return done;
}
