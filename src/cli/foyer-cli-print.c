/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "foyer-cli.h"
#include "foyer-error.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "foyer-layout-store.h"
#include "foyer-order-store.h"
#include "foyer-print-error.h"
#include "foyer-print-job-store.h"
#include "foyer-printer-job.h"
#include "foyer-ticket-store.h"

#define FOLLOW_SECONDS 120

typedef struct
{
  const char    *number;
  const char    *reason;  /* (nullable): for another copy of what was printed before */
  const char    *path;    /* of the document */
  gboolean       is_file; /* that somebody asked for, instead of paper */
  FoyerOrder    *order;
  GPtrArray     *details; /* (element-type FoyerTicketDetails) */
  FoyerPrintJob *job;
} Paper;

/* The paper that is out there must not stay good beside a new one. */
static gboolean
renew (FoyerConnection *connection, const Paper *paper, const FoyerTicket *ticket, GError **error)
{
  GError  *local_error = NULL;
  gboolean out = foyer_print_job_store_is_out (connection, &ticket->id, &local_error);

  if (local_error == NULL && out && paper->reason == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_STATE,
                 _ ("Tickets of this order were printed before. Say with --reason why they are printed again: they get new codes, and the old papers are refused at the door."));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return !out || foyer_order_store_reprint (connection, &ticket->id, paper->reason, error);
}

static gboolean
read_paper (FoyerConnection *connection, Paper *paper, GError **error)
{
  paper->order = foyer_order_store_find (connection, paper->number, error);
  if (paper->order == NULL)
    return FALSE;
  for (guint i = 0; i < paper->order->tickets->len; i++)
    {
      const FoyerTicket  *ticket = ((FoyerOrderTicket *) paper->order->tickets->pdata[i])->ticket;
      FoyerTicketDetails *details;

      if (!foyer_ticket_status_takes_stock (ticket->status))
        continue;
      details = renew (connection, paper, ticket, error) ? foyer_ticket_store_details (connection, &ticket->id, error) : NULL;
      if (details == NULL)
        return FALSE;
      g_ptr_array_add (paper->details, details);
    }
  if (paper->details->len == 0)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, _ ("No ticket of this order is valid any more."));
  return paper->details->len > 0;
}

static gboolean
write_document (FoyerConnection *connection, const Paper *paper, const char *path, GError **error)
{
  g_autoptr (FoyerLayoutDocument) document = foyer_layout_document_new_for_path (path, paper->order->number, error);
  g_autoptr (FoyerLayoutShelf) shelf = foyer_layout_shelf_new (foyer_layout_ready_for);

  if (document == NULL)
    return FALSE;
  for (guint i = 0; i < paper->details->len; i++)
    {
      const FoyerTicketDetails *details = paper->details->pdata[i];
      FoyerLayout              *layout = foyer_layout_shelf_get (shelf, connection, FOYER_LAYOUT_TICKET, &details->ticket->event, &details->ticket->category, error);
      g_autoptr (FoyerDocumentData) data = NULL;

      if (layout == NULL)
        return FALSE;
      data = foyer_ticket_details_dup_document (details, *layout->language != '\0' ? layout->language : g_get_language_names ()[0]);
      if (!foyer_layout_document_add (document, layout, data, error))
        return FALSE;
    }
  return foyer_layout_document_finish (document, NULL, error);
}

static gboolean
add_job (FoyerConnection *connection, Paper *paper, GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  for (guint i = 0; i < paper->details->len; i++)
    g_array_append_val (tickets, ((FoyerTicketDetails *) paper->details->pdata[i])->ticket->id);
  paper->job->order = paper->order->id;
  paper->job->event = paper->order->event;
  g_set_str (&paper->job->title, paper->order->number);
  g_set_str (&paper->job->reason, paper->reason);
  if (!foyer_print_job_store_add (connection, paper->job, tickets, error))
    return FALSE;
  /* a file is all that comes of it */
  return !paper->is_file || foyer_print_job_store_update (connection, &paper->job->id, FOYER_PRINT_DONE, 0, "PDF", "", error);
}

/* The document is written before the commit: a path that is wrong must not count as a copy. */
static gpointer
make_paper (FoyerConnection *connection, gpointer data, GError **error)
{
  Paper *paper = data;

  return GINT_TO_POINTER (read_paper (connection, paper, error) && write_document (connection, paper, paper->path, error) && add_job (connection, paper, error));
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

static void
print_result (FoyerCli *cli, const Paper *paper)
{
  JsonObject *object = json_object_new ();

  foyer_cli_set_id (object, "job", &paper->job->id);
  json_object_set_string_member (object, "state", foyer_print_state_nick (paper->job->state));
  json_object_set_string_member (object, "printer", paper->job->printer != NULL ? paper->job->printer : "");
  json_object_set_int_member (object, "pages", paper->details->len);
  json_object_set_int_member (object, "copy", ((FoyerTicketDetails *) paper->details->pdata[0])->ticket->copy);
  if (paper->is_file)
    json_object_set_string_member (object, "file", paper->path);
  foyer_cli_print_json (object);
}

/* The job is in the store before the print system has it, so that it is never forgotten. */
static FoyerCliExit
print_on_paper (FoyerCli *cli, Paper *paper, const char *printer)
{
  g_autofree char *path = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  FoyerPrintSubmission submission = { .printer = printer };
  int                  file = g_file_open_tmp ("foyer-XXXXXX.pdf", &path, &error);

  if (file < 0)
    return foyer_cli_fail (cli, error);
  close (file);
  paper->path = path;
  if (foyer_store_write (cli->store, make_paper, paper, &error) == NULL)
    {
      g_unlink (path);
      return foyer_cli_fail (cli, error);
    }
  submission.title = paper->order->number;
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
      if (!cli->json)
        g_printerr ("%s\n", error->message);
    }
  g_clear_error (&error);
  if (foyer_store_write (cli->store, update_job, paper->job, &error) == NULL)
    return foyer_cli_fail (cli, error);
  if (cli->json)
    print_result (cli, paper);
  else if (paper->job->state == FOYER_PRINT_DONE)
    g_print (_ ("Printed on “%s”.\n"), paper->job->printer);
  else if (receipt != NULL)
    g_print ("%s %s\n", _ ("The printer has it, but has not printed it yet."), paper->job->message);
  return paper->job->state == FOYER_PRINT_DONE ? FOYER_CLI_OK : FOYER_CLI_OUTSIDE;
}

static FoyerCliExit
print_into_file (FoyerCli *cli, Paper *paper)
{
  g_autoptr (GError) error = NULL;
  int count;

  paper->is_file = TRUE;
  if (foyer_store_write (cli->store, make_paper, paper, &error) == NULL)
    return foyer_cli_fail (cli, error);
  count = paper->details->len;
  paper->job->state = FOYER_PRINT_DONE;
  if (cli->json)
    print_result (cli, paper);
  else
    g_print (ngettext ("%d ticket in “%s”.\n", "%d tickets in “%s”.\n", count), count, paper->path);
  return FOYER_CLI_OK;
}

static FoyerCliExit
run (FoyerCli *cli, int argc, char **argv)
{
  g_autofree char   *number = NULL;
  g_autofree char   *printer = NULL;
  g_autofree char   *pdf = NULL;
  g_autofree char   *reason = NULL;
  const GOptionEntry options[] = {
    { "order", 0, 0, G_OPTION_ARG_STRING, &number, N_ ("The number of the order"), N_ ("NUMBER") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_ ("On this printer instead of the usual one"), N_ ("NAME") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_ ("Into this file instead of on paper"), N_ ("FILE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Print another copy, with new codes, for this reason"), N_ ("REASON") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) details = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_ticket_details_free);
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();
  Paper        paper = { .details = details, .job = job };
  FoyerCliExit exit;

  if (!foyer_cli_parse (cli, &foyer_cli_print, options, &argc, &argv, 0, 0))
    return FOYER_CLI_USAGE;
  if (number == NULL)
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("Say which order, with --order."));
  if (reason != NULL && *g_strstrip (reason) == '\0')
    return foyer_cli_complain (cli, FOYER_CLI_USAGE, _ ("The reason is empty."));
  if (foyer_cli_open (cli, FALSE, &exit) == NULL)
    return exit;
  paper.number = number;
  paper.reason = reason;
  paper.path = pdf;
  exit = pdf != NULL ? print_into_file (cli, &paper) : print_on_paper (cli, &paper, printer);
  g_clear_pointer (&paper.order, foyer_order_free);
  return exit;
}

const FoyerCliCommand foyer_cli_print = { "print", "", N_ ("Print the tickets of an order"), run };
