/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-format.h"

#include <glib/gi18n.h>

#include "foyer-error.h"

static GDateTime *
to_local (FoyerTime time, const char *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GTimeZone) there = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : NULL;

  return there != NULL ? g_date_time_to_timezone (utc, there) : g_date_time_to_local (utc);
}

static char *
format (FoyerTime time, const char *zone, const char *pattern)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == 0)
    return g_strdup ("");
  moment = to_local (time, zone);
  return g_date_time_format (moment, pattern);
}

char *
foyer_format_date (FoyerTime time, const char *zone)
{
  /* Translators: a date in full, as strftime; for example “Saturday, 21 November 2026” */
  return format (time, zone, _ ("%A, %-d %B %Y"));
}

char *
foyer_format_time (FoyerTime time, const char *zone)
{
  /* Translators: a time of day, as strftime; for example “20:00” */
  return format (time, zone, _ ("%H:%M"));
}

static gboolean
is_same_day (GDateTime *first, GDateTime *second)
{
  return g_date_time_get_year (first) == g_date_time_get_year (second) &&
         g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

char *
foyer_format_date_time (FoyerTime time, const char *zone, FoyerTime now)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) today = NULL;

  if (time == 0)
    return g_strdup ("");
  moment = to_local (time, zone);
  today = to_local (now, zone);
  if (is_same_day (moment, today))
    /* Translators: strftime; for example “Today, 20:00” */
    return g_date_time_format (moment, _ ("Today, %H:%M"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (today))
    /* Translators: a date without a year and a time, as strftime; for example “Sat 21 Nov, 20:00” */
    return g_date_time_format (moment, _ ("%a %-d %b, %H:%M"));
  /* Translators: a date with a year and a time, as strftime; for example “Sat 21 Nov 2025, 20:00” */
  return g_date_time_format (moment, _ ("%a %-d %b %Y, %H:%M"));
}

char *
foyer_format_ago (FoyerTime time, FoyerTime now)
{
  gint64 seconds = (now - time) / FOYER_SECOND;

  if (seconds < 2)
    return g_strdup (_ ("just now"));
  if (seconds < 60)
    return g_strdup_printf (_ ("%d s ago"), (int) seconds);
  if (seconds < 60 * 60)
    return g_strdup_printf (_ ("%d min ago"), (int) (seconds / 60));
  return foyer_format_date_time (time, NULL, now);
}

char *
foyer_format_count (gint64 count)
{
  return count == G_MAXINT64 ? g_strdup ("∞") : g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

const char *
foyer_format_phase (FoyerEventPhase phase)
{
  switch (phase)
    {
    case FOYER_PHASE_DRAFT:
      return _ ("Draft");
    case FOYER_PHASE_PENDING_APPROVAL:
      return _ ("Waiting for Approval");
    case FOYER_PHASE_ON_SALE:
      return _ ("On Sale");
    case FOYER_PHASE_SOLD_OUT:
      return _ ("Sold Out");
    case FOYER_PHASE_ACTIVE:
      return _ ("Doors Open");
    case FOYER_PHASE_COMPLETED:
      return _ ("Over");
    case FOYER_PHASE_CANCELLED:
      return C_ ("event", "Cancelled");
    case FOYER_PHASE_ARCHIVED:
      return _ ("Archived");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_phase_icon (FoyerEventPhase phase)
{
  switch (phase)
    {
    case FOYER_PHASE_DRAFT:
    case FOYER_PHASE_PENDING_APPROVAL:
      return "document-edit-symbolic";
    case FOYER_PHASE_ON_SALE:
      return "object-select-symbolic";
    case FOYER_PHASE_SOLD_OUT:
      return "action-unavailable-symbolic";
    case FOYER_PHASE_ACTIVE:
      return "media-playback-start-symbolic";
    case FOYER_PHASE_COMPLETED:
    case FOYER_PHASE_ARCHIVED:
      return "document-open-recent-symbolic";
    case FOYER_PHASE_CANCELLED:
      return "process-stop-symbolic";
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_alert (FoyerAlert alert)
{
  switch (alert)
    {
    case FOYER_ALERT_NONE:
      return "";
    case FOYER_ALERT_LOW:
      return _ ("Low");
    case FOYER_ALERT_CRITICAL:
      return _ ("Almost Gone");
    case FOYER_ALERT_SOLD_OUT:
      return _ ("Sold Out");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_alert_icon (FoyerAlert alert)
{
  return alert == FOYER_ALERT_SOLD_OUT ? "action-unavailable-symbolic" : "dialog-warning-symbolic";
}

const char *
foyer_format_alert_style (FoyerAlert alert)
{
  switch (alert)
    {
    case FOYER_ALERT_LOW:
      return "accent";
    case FOYER_ALERT_CRITICAL:
      return "warning";
    case FOYER_ALERT_SOLD_OUT:
      return "error";
    case FOYER_ALERT_NONE:
    default:
      return NULL;
    }
}

const char *
foyer_format_ticket_status (FoyerTicketStatus status)
{
  switch (status)
    {
    case FOYER_TICKET_HELD:
      return C_ ("ticket", "Held");
    case FOYER_TICKET_VALID:
      return _ ("Valid");
    case FOYER_TICKET_ADMITTED:
      return _ ("Admitted");
    case FOYER_TICKET_UNPAID:
      return _ ("Unpaid");
    case FOYER_TICKET_REFUNDED:
      return _ ("Refunded");
    case FOYER_TICKET_CANCELLED:
      return _ ("Cancelled");
    case FOYER_TICKET_BLOCKED:
      return _ ("Blocked");
    case FOYER_TICKET_EXPIRED:
      return _ ("Expired");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_ticket_status_icon (FoyerTicketStatus status)
{
  switch (status)
    {
    case FOYER_TICKET_ADMITTED:
      return "object-select-symbolic";
    case FOYER_TICKET_UNPAID:
      return "dialog-warning-symbolic";
    case FOYER_TICKET_REFUNDED:
    case FOYER_TICKET_CANCELLED:
    case FOYER_TICKET_EXPIRED:
      return "edit-undo-symbolic";
    case FOYER_TICKET_BLOCKED:
      return "action-unavailable-symbolic";
    case FOYER_TICKET_HELD:
    case FOYER_TICKET_VALID:
    default:
      return NULL;
    }
}

const char *
foyer_format_order_status (FoyerOrderStatus status)
{
  switch (status)
    {
    case FOYER_ORDER_OPEN:
      return _ ("Open");
    case FOYER_ORDER_PENDING:
      return _ ("To Be Paid");
    case FOYER_ORDER_PAID:
      return _ ("Paid");
    case FOYER_ORDER_COMPLETED:
      return _ ("Completed");
    case FOYER_ORDER_REFUNDED:
      return _ ("Refunded");
    case FOYER_ORDER_CANCELLED:
      return _ ("Cancelled");
    case FOYER_ORDER_EXPIRED:
      return _ ("Expired");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_payment_method (FoyerPaymentMethod method)
{
  switch (method)
    {
    case FOYER_PAYMENT_CASH:
      return _ ("Cash");
    case FOYER_PAYMENT_CARD:
      return _ ("Card");
    case FOYER_PAYMENT_VOUCHER:
      return _ ("Voucher");
    case FOYER_PAYMENT_INVOICE:
      return _ ("Invoice");
    case FOYER_PAYMENT_ONLINE:
      return _ ("Online");
    case FOYER_PAYMENT_OTHER:
      return _ ("Other");
    case FOYER_PAYMENT_EXCHANGE:
      return C_ ("way of paying", "Exchange");
    case FOYER_N_PAYMENT_METHODS:
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_print_state (FoyerPrintState state)
{
  switch (state)
    {
    case FOYER_PRINT_WAITING:
      return _ ("Waiting");
    case FOYER_PRINT_SENT:
      return _ ("Sent to the Printer");
    case FOYER_PRINT_PRINTING:
      return C_ ("print job", "Printing");
    case FOYER_PRINT_STOPPED:
      return _ ("Stopped");
    case FOYER_PRINT_DONE:
      return _ ("Printed");
    case FOYER_PRINT_FAILED:
      return _ ("Failed");
    case FOYER_PRINT_CANCELLED:
      return C_ ("print job", "Cancelled");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_print_state_icon (FoyerPrintState state)
{
  switch (state)
    {
    case FOYER_PRINT_WAITING:
    case FOYER_PRINT_SENT:
      return "content-loading-symbolic";
    case FOYER_PRINT_PRINTING:
      return "printer-printing-symbolic";
    case FOYER_PRINT_STOPPED:
      return "printer-warning-symbolic";
    case FOYER_PRINT_DONE:
      return "object-select-symbolic";
    case FOYER_PRINT_FAILED:
      return "printer-error-symbolic";
    case FOYER_PRINT_CANCELLED:
      return "process-stop-symbolic";
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_verdict (FoyerVerdict verdict)
{
  switch (verdict)
    {
    case FOYER_VERDICT_ADMITTED:
      return _ ("Welcome");
    case FOYER_VERDICT_EXITED:
      return _ ("Goodbye");
    case FOYER_VERDICT_INFO:
      return _ ("Good Ticket");
    case FOYER_VERDICT_UNKNOWN:
      return _ ("Unknown Ticket");
    case FOYER_VERDICT_FORGED:
      return _ ("Forged Ticket");
    case FOYER_VERDICT_REPLACED:
      return _ ("Replaced Ticket");
    case FOYER_VERDICT_WRONG_EVENT:
      return _ ("Other Event");
    case FOYER_VERDICT_BLOCKED:
      return _ ("Blocked");
    case FOYER_VERDICT_REFUNDED:
      return _ ("Refunded");
    case FOYER_VERDICT_CANCELLED:
      return _ ("Cancelled");
    case FOYER_VERDICT_UNPAID:
      return _ ("Not Paid");
    case FOYER_VERDICT_EXPIRED:
      return _ ("Expired");
    case FOYER_VERDICT_TOO_EARLY:
      return _ ("Too Early");
    case FOYER_VERDICT_TOO_LATE:
      return _ ("Too Late");
    case FOYER_VERDICT_WRONG_GATE:
      return _ ("Other Gate");
    case FOYER_VERDICT_ALREADY_IN:
      return _ ("Already In");
    case FOYER_VERDICT_NOT_INSIDE:
      return _ ("Was Not Inside");
    case FOYER_VERDICT_GENUINE:
      return _ ("Genuine Ticket");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_verdict_advice (FoyerVerdict verdict)
{
  switch (verdict)
    {
    case FOYER_VERDICT_ADMITTED:
      return _ ("Let the guest in.");
    case FOYER_VERDICT_EXITED:
      return _ ("The guest has left.");
    case FOYER_VERDICT_INFO:
      return _ ("This ticket would be admitted. Nothing was recorded.");
    case FOYER_VERDICT_UNKNOWN:
      return _ ("Look for the guest by name, or send them to the box office.");
    case FOYER_VERDICT_FORGED:
      return _ ("Keep the ticket and call the supervisor.");
    case FOYER_VERDICT_REPLACED:
      return _ ("A newer copy was printed. Ask for that one.");
    case FOYER_VERDICT_WRONG_EVENT:
      return _ ("This ticket is for another event. Show the guest the date on it.");
    case FOYER_VERDICT_BLOCKED:
      return _ ("Do not let in. Call the supervisor.");
    case FOYER_VERDICT_REFUNDED:
      return _ ("The money was given back. Send the guest to the box office.");
    case FOYER_VERDICT_CANCELLED:
      return _ ("Send the guest to the box office.");
    case FOYER_VERDICT_UNPAID:
      return _ ("Send the guest to the box office to pay.");
    case FOYER_VERDICT_EXPIRED:
      return _ ("Send the guest to the box office.");
    case FOYER_VERDICT_TOO_EARLY:
      return _ ("Doors are not open yet. Ask the guest to wait.");
    case FOYER_VERDICT_TOO_LATE:
      return _ ("The event is over.");
    case FOYER_VERDICT_WRONG_GATE:
      return _ ("Show the guest the way to the right gate.");
    case FOYER_VERDICT_ALREADY_IN:
      return _ ("Somebody came in with this ticket. Ask who, or call the supervisor.");
    case FOYER_VERDICT_NOT_INSIDE:
      return _ ("Let the guest out. They had not been scanned in.");
    case FOYER_VERDICT_GENUINE:
      return _ ("Its signature is right, but it is not yet on the list here. Let the guest in.");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
foyer_format_verdict_icon (FoyerVerdict verdict)
{
  if (verdict == FOYER_VERDICT_ADMITTED)
    return "object-select-symbolic";
  if (verdict == FOYER_VERDICT_EXITED || verdict == FOYER_VERDICT_NOT_INSIDE)
    return "go-previous-symbolic";
  if (verdict == FOYER_VERDICT_GENUINE)
    return "security-high-symbolic";
  if (verdict == FOYER_VERDICT_INFO)
    return "edit-find-symbolic";
  if (verdict == FOYER_VERDICT_UNPAID || verdict == FOYER_VERDICT_TOO_EARLY || verdict == FOYER_VERDICT_WRONG_GATE)
    return "dialog-warning-symbolic";
  return "action-unavailable-symbolic";
}

const char *
foyer_format_verdict_style (FoyerVerdict verdict)
{
  if (verdict == FOYER_VERDICT_ADMITTED || verdict == FOYER_VERDICT_EXITED)
    return "verdict-yes";
  if (verdict == FOYER_VERDICT_GENUINE)
    return "verdict-genuine";
  if (verdict == FOYER_VERDICT_INFO)
    return "verdict-info";
  if (verdict == FOYER_VERDICT_UNPAID || verdict == FOYER_VERDICT_TOO_EARLY || verdict == FOYER_VERDICT_WRONG_GATE ||
      verdict == FOYER_VERDICT_NOT_INSIDE)
    return "verdict-wait";
  return "verdict-no";
}

const char *
foyer_format_store_error (const GError *error)
{
  if (error == NULL || error->domain != FOYER_ERROR)
    return _ ("Something went wrong. Try again.");
  switch ((FoyerError) error->code)
    {
    case FOYER_ERROR_INVALID:
      return _ ("That cannot be right. Check what was entered.");
    case FOYER_ERROR_NOT_FOUND:
      return _ ("It is not here any more.");
    case FOYER_ERROR_SOLD_OUT:
      return _ ("There are not enough tickets left.");
    case FOYER_ERROR_LEASE:
      return _ ("This laptop may not sell that many without asking the platform.");
    case FOYER_ERROR_NOT_ON_SALE:
      return _ ("This is not on sale now.");
    case FOYER_ERROR_STATE:
      return _ ("That is not possible any more.");
    case FOYER_ERROR_STORE_TOO_NEW:
      return _ ("These data were written by a newer Foyer. Update Foyer to open them; they were left untouched.");
    case FOYER_ERROR_STORE_DAMAGED:
      return _ ("The data file is damaged.");
    case FOYER_ERROR_STORE_BUSY:
      return _ ("Another Foyer is working with these data. Close it first.");
    case FOYER_ERROR_STORE_READ_ONLY:
      return _ ("The data file cannot be written. Check the rights of its folder.");
    case FOYER_ERROR_STORE_FULL:
      return _ ("There is no room left on the disk. Make room and try again; nothing was lost.");
    case FOYER_ERROR_STORE:
    default:
      return _ ("The data file could not be used. Try again.");
    }
}
