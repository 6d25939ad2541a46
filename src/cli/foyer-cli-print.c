/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "foyer-cli.h"
#include "foyer-money.h"
#include "foyer-order-store.h"
#include "foyer-print-error.h"
#include "foyer-print-job-store.h"
#include "foyer-printer-job.h"
#include "foyer-ticket-document.h"
#include "foyer-ticket-store.h"

#define FOLLOW_SECONDS 120

typedef struct
{
  const char    *number;
  FoyerOrder    *order;
  GPtrArray     *details; /* (element-type FoyerTicketDetails) */
  FoyerPrintJob *job;
} Paper;

static gpointer
read_paper (FoyerConnection *connection, gpointer data, GError **error)
{
  Paper *paper = data;

  paper->order = foyer_order_store_find (connection, paper->number, error);
  if (paper->order == NULL)
    return NULL;
  for (guint i = 0; i < paper->order->tickets->len; i++)
    {
      const FoyerTicket  *ticket = ((FoyerOrderTicket *) paper->order->tickets->pdata[i])->ticket;
      FoyerTicketDetails *details;

      if (!foyer_ticket_status_takes_stock (ticket->status))
        continue;
      details = foyer_ticket_store_details (connection, &ticket->id, error);
      if (details == NULL)
        return NULL;
      g_ptr_array_add (paper->details, details);
    }
  return paper;
}

static char *
format_moment (FoyerTime time, const char *zone_name, const char *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);

  return time != 0 ? g_date_time_format (there, pattern) : g_strdup ("");
}

static FoyerTicketFace *
create_face (const FoyerTicketDetails *details)
{
  FoyerTicketFace *face = foyer_ticket_face_new ();

  face->event = g_strdup (details->event);
  face->venue = g_strdup (details->venue != NULL ? details->venue->name : "");
  face->place = details->venue != NULL ? foyer_venue_dup_address (details->venue) : g_strdup ("");
  /* Translators: date and time on a ticket, as strftime; for example “Saturday, 21 November 2026, 20:00” */
  face->date = format_moment (details->starts, details->timezone, _ ("%A, %-d %B %Y, %H:%M"));
  face->doors = format_moment (details->doors, details->timezone, "%H:%M");
  face->category = g_strdup (details->category);
  face->category_color = g_strdup (details->colour);
  face->seat = g_strdup (details->ticket->seat);
  face->price = foyer_money_format_full (details->ticket->price, details->currency);
  face->holder = g_strdup (details->holder);
  face->ticket_number = g_strdup (details->number);
  face->order_number = g_strdup (details->order_number);
  face->code = g_strdup (details->ticket->secret);
  face->ean13 = *details->ean13 != '\0' ? g_strdup (details->ean13) : NULL;
  face->organizer = g_strdup (details->organizer);
  face->copy = details->ticket->copy;
  face->language = g_strdup (g_get_language_names ()[0]);
  return face;
}

static gboolean
write_document (const Paper *paper, const char *path, GError **error)
{
  g_autoptr (FoyerTicketDocument) document = foyer_ticket_document_new_for_path (path, paper->order->number, error);

  if (document == NULL)
    return FALSE;
  for (guint i = 0; i < paper->details->len; i++)
    {
      g_autoptr (FoyerTicketFace) face = create_face (paper->details->pdata[i]);

      if (!foyer_ticket_document_add (document, face, error))
        return FALSE;
    }
  return foyer_ticket_document_finish (document, NULL, error);
}

static gpointer
add_job (FoyerConnection *connection, gpointer data, GError **error)
{
  Paper *paper = data;
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  for (guint i = 0; i < paper->details->len; i++)
    g_array_append_val (tickets, ((FoyerTicketDetails *) paper->details->pdata[i])->ticket->id);
  return GINT_TO_POINTER (foyer_print_job_store_add (connection, paper->job, tickets, error));
}

static gpointer
update_job (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerPrintJob *job = data;

  return GINT_TO_POINTER (foyer_print_job_store_update (connection, &job->id, job->state, job->system_job, job->printer, job->message, error));
}

/* Waits until the job is printed or given up, as far as the printer tells. */
static FoyerPrintState
follow (int system_job, char **message)
{
  for (int i = 0; i < FOLLOW_SECONDS * 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerPrintJobStatus) status = foyer_print_job_query (system_job, NULL, &error);

      g_clear_pointer (message, g_free);
      *message = status != NULL ? g_strjoinv (" ", status->reasons) : g_strdup (error->message);
      if (status != NULL && status->state == FOYER_PRINT_JOB_STATE_COMPLETED)
        return FOYER_PRINT_DONE;
      if (status != NULL && status->state == FOYER_PRINT_JOB_STATE_CANCELED)
        return FOYER_PRINT_CANCELLED;
      if (status != NULL && status->state == FOYER_PRINT_JOB_STATE_ABORTED)
        return FOYER_PRINT_FAILED;
      g_usleep (500 * 1000);
    }
  return FOYER_PRINT_SENT;
}

/* The job is in the store before the print system has it, so that it is never forgotten. */
static FoyerCliExit
print_on_paper (FoyerCli *cli, Paper *paper, const char *printer)
{
  g_autofree char *path = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  FoyerPrintSubmission submission = { .printer = printer, .title = paper->order->number };
  int                  file = g_file_open_tmp ("foyer-XXXXXX.pdf", &path, &error);

  if (file < 0)
    return foyer_cli_fail (error);
  close (file);
  paper->job->order = paper->order->id;
  paper->job->event = paper->order->event;
  g_set_str (&paper->job->title, paper->order->number);
  if (!write_document (paper, path, &error) || foyer_store_write (cli->store, add_job, paper, &error) == NULL)
    {
      g_unlink (path);
      return foyer_cli_fail (error);
    }
  uuid = foyer_id_dup_text (&paper->job->id);
  submission.path = path;
  submission.job_uuid = uuid;
  receipt = foyer_print_submit (&submission, NULL, &error);
  g_unlink (path);
  if (receipt != NULL)
    {
      paper->job->system_job = receipt->job_id;
      g_set_str (&paper->job->printer, receipt->printer);
      paper->job->state = follow (receipt->job_id, &paper->job->message);
    }
  else
    {
      paper->job->state = g_error_matches (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNCERTAIN) ? FOYER_PRINT_SENT : FOYER_PRINT_FAILED;
      g_set_str (&paper->job->message, error->message);
      g_printerr ("%s\n", error->message);
    }
  g_clear_error (&error);
  if (foyer_store_write (cli->store, update_job, paper->job, &error) == NULL)
    return foyer_cli_fail (error);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();

      foyer_cli_set_id (object, "job", &paper->job->id);
      json_object_set_string_member (object, "state", foyer_print_state_nick (paper->job->state));
      json_object_set_string_member (object, "printer", paper->job->printer != NULL ? paper->job->printer : "");
      json_object_set_int_member (object, "pages", paper->details->len);
      foyer_cli_print_json (object);
    }
  else if (paper->job->state == FOYER_PRINT_DONE)
    g_print (_ ("Printed on “%s”.\n"), paper->job->printer);
  else if (receipt != NULL)
    g_print ("%s %s\n", _ ("The printer has it, but has not printed it yet."), paper->job->message);
  return paper->job->state == FOYER_PRINT_DONE ? FOYER_CLI_OK : FOYER_CLI_OUTSIDE;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *number = NULL;
  g_autofree char   *printer = NULL;
  g_autofree char   *pdf = NULL;
  const GOptionEntry options[] = {
    { "order", 0, 0, G_OPTION_ARG_STRING, &number, N_ ("The number of the order"), N_ ("NUMBER") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_ ("On this printer instead of the usual one"), N_ ("NAME") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_ ("Into this file instead of on paper"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_ticket_details_free);
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (GError) error = NULL;
  Paper        paper = { .details = details, .job = job };
  FoyerCliExit exit;

  if (!foyer_cli_parse (&foyer_cli_print, options, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (number == NULL)
    {
      g_printerr ("%s\n", _ ("Say which order, with --order."));
      return FOYER_CLI_USAGE;
    }
  if (foyer_cli_open (cli, pdf != NULL, &exit) == NULL)
    return exit;
  paper.number = number;
  foyer_store_read (cli->store, read_paper, &paper, NULL, &error);
  order = paper.order;
  if (error != NULL)
    return foyer_cli_fail (error);
  if (details->len == 0)
    {
      g_printerr ("%s\n", _ ("No ticket of this order is valid any more."));
      return FOYER_CLI_REFUSED;
    }
  if (pdf == NULL)
    return print_on_paper (cli, &paper, printer);
  if (!write_document (&paper, pdf, &error))
    return foyer_cli_fail (error);
  if (!cli->json)
    g_print (ngettext ("%d ticket in “%s”.\n", "%d tickets in “%s”.\n", details->len), (int) details->len, pdf);
  return FOYER_CLI_OK;
}

const FoyerCliCommand foyer_cli_print = { "print", "", N_ ("Print the tickets of an order"), run };
