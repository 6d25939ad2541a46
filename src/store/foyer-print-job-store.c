/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-job-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"

#define COLUMNS "id, order_id, event, title, printer, message, reason, pages, system_job, state, made_at, updated_at, form"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
foyer_print_job_store_add (FoyerConnection *connection, FoyerPrintJob *job, GArray *tickets, GError **error)
{
  FoyerTime now = foyer_connection_now (connection);

  job->id = foyer_id_generate (now, &connection->random);
  job->made_at = job->updated_at = now;
  job->pages = tickets->len;
  job->state = FOYER_PRINT_WAITING;
  if (!foyer_connection_run (connection, error,
                             "INSERT INTO print_job (id, order_id, event, title, printer, reason, pages, state, made_at, updated_at)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "bbbtttitii", &job->id, &job->order, &job->event, or_empty (job->title), or_empty (job->printer),
                             or_empty (job->reason), (gint64) job->pages, foyer_print_state_nick (job->state), now, now))
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    if (!foyer_connection_run (connection, error, "INSERT INTO print_job_ticket (job, position, ticket) VALUES (?, ?, ?)", "bib", &job->id, (gint64) i, &g_array_index (tickets, FoyerId, i)))
      return FALSE;
  connection->changed |= FOYER_SUBJECT_PRINTING;
  return TRUE;
}

gboolean
foyer_print_job_store_add_paper (FoyerConnection *connection, FoyerPrintJob *job, const char *document, GError **error)
{
  FoyerTime now = foyer_connection_now (connection);

  job->id = foyer_id_generate (now, &connection->random);
  job->made_at = job->updated_at = now;
  job->pages = 1;
  job->state = FOYER_PRINT_WAITING;
  connection->changed |= FOYER_SUBJECT_PRINTING;
  return foyer_connection_run (connection, error,
                               "INSERT INTO print_job (id, order_id, event, title, printer, reason, pages, state, made_at, updated_at, document, form)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                               "bbbtttitiitt", &job->id, &job->order, &job->event, or_empty (job->title), or_empty (job->printer),
                               or_empty (job->reason), (gint64) job->pages, foyer_print_state_nick (job->state), now, now, document, or_empty (job->form));
}

char *
foyer_print_job_store_document (FoyerConnection *connection, const FoyerId *job, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT document FROM print_job WHERE id = ?", "b", job);

  return rows != NULL && foyer_rows_next (rows, error) ? foyer_rows_dup_text (rows, 0) : NULL;
}

static gboolean
record_printed (FoyerConnection *connection, const FoyerId *job, const char *printer, GError **error)
{
  g_autoptr (GArray) tickets = foyer_print_job_store_tickets (connection, job, error);

  if (tickets == NULL)
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    {
      const FoyerId *ticket = &g_array_index (tickets, FoyerId, i);
      g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_PRINTED, ticket);

      foyer_change_set_id (change, "job", job);
      foyer_change_set_text (change, "printer", printer);
      foyer_change_set_integer (change, "copy", foyer_connection_number (connection, 1, NULL, "SELECT copy FROM ticket WHERE id = ?", "b", ticket));
      if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
foyer_print_job_store_update (FoyerConnection *connection, const FoyerId *job, FoyerPrintState state, int system_job, const char *printer, const char *message, GError **error)
{
  if (!foyer_connection_run (connection, error,
                             "UPDATE print_job SET state = ?2, system_job = ?3, message = ?4, updated_at = ?5,"
                             " printer = CASE WHEN ?6 = '' THEN printer ELSE ?6 END WHERE id = ?1 AND NOT (state = 'done' AND ?2 <> 'done')",
                             "btitit", job, foyer_print_state_nick (state), (gint64) system_job, or_empty (message),
                             foyer_connection_now (connection), or_empty (printer)))
    return FALSE;
  if (sqlite3_changes (connection->db) == 0)
    return TRUE; /* done is final */
  connection->changed |= FOYER_SUBJECT_PRINTING;
  if (state != FOYER_PRINT_DONE ||
      foyer_connection_number (connection, 0, NULL, "SELECT EXISTS (SELECT 1 FROM print_job_ticket j JOIN printed p ON p.ticket = j.ticket AND p.job = j.job WHERE j.job = ?)", "b", job) != 0)
    return TRUE;
  return record_printed (connection, job, printer, error);
}

gboolean
foyer_print_job_store_is_out (FoyerConnection *connection, const FoyerId *ticket, GError **error)
{
  return foyer_connection_number (connection, 0, error,
                                  "SELECT EXISTS (SELECT 1 FROM printed p JOIN ticket t ON t.id = p.ticket WHERE p.ticket = ?1 AND p.copy >= t.copy)"
                                  " OR EXISTS (SELECT 1 FROM print_job b JOIN print_job_ticket j ON j.job = b.id"
                                  "   WHERE b.state IN ('waiting', 'sent', 'printing', 'stopped') AND j.ticket = ?1)",
                                  "b", ticket) != 0;
}

static GPtrArray *
read_jobs (FoyerRows *rows, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_print_job_free);
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerPrintJob *job = foyer_print_job_new ();

      job->id = foyer_rows_id (rows, 0);
      job->order = foyer_rows_id (rows, 1);
      job->event = foyer_rows_id (rows, 2);
      job->title = foyer_rows_dup_text (rows, 3);
      job->printer = foyer_rows_dup_text (rows, 4);
      job->message = foyer_rows_dup_text (rows, 5);
      job->reason = foyer_rows_dup_text (rows, 6);
      job->pages = foyer_rows_integer (rows, 7);
      job->system_job = foyer_rows_integer (rows, 8);
      job->state = foyer_print_state_from_nick (foyer_rows_text (rows, 9));
      job->made_at = foyer_rows_integer (rows, 10);
      job->updated_at = foyer_rows_integer (rows, 11);
      job->form = foyer_rows_dup_text (rows, 12);
      g_ptr_array_add (jobs, job);
    }
  if (local_error == NULL)
    return g_steal_pointer (&jobs);
  g_propagate_error (error, local_error);
  return NULL;
}

GPtrArray *
foyer_print_job_store_list (FoyerConnection *connection, guint limit, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT " COLUMNS " FROM print_job ORDER BY made_at DESC LIMIT ?", "i", (gint64) limit);

  return read_jobs (rows, error);
}

GPtrArray *
foyer_print_job_store_list_open (FoyerConnection *connection, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT " COLUMNS " FROM print_job WHERE state IN ('waiting', 'sent', 'printing', 'stopped') ORDER BY made_at", "");

  return read_jobs (rows, error);
}

GArray *
foyer_print_job_store_tickets (FoyerConnection *connection, const FoyerId *job, GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT ticket FROM print_job_ticket WHERE job = ? ORDER BY position", "b", job);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      FoyerId ticket = foyer_rows_id (rows, 0);

      g_array_append_val (tickets, ticket);
    }
  if (local_error == NULL)
    return g_steal_pointer (&tickets);
  g_propagate_error (error, local_error);
  return NULL;
}
