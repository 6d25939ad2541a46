/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-paper.h"

#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "foyer-layout-store.h"
#include "foyer-print-job-store.h"

/* Tickets read in one go, so that a reader is never held for long. */
#define BATCH 200

static gpointer
read_tickets (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_tickets (connection, data, error);
}

/* A ticket and how it looks. */
typedef struct
{
  FoyerLayout       *layout;
  FoyerDocumentData *data;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  foyer_layout_unref (paper->layout);
  foyer_document_data_free (paper->data);
  g_free (paper);
}

typedef struct
{
  GArray           *tickets;
  guint             first;
  FoyerLayoutShelf *shelf;
} Batch;

static Paper *
read_paper (FoyerConnection *connection, const Batch *batch, const FoyerId *ticket, GError **error)
{
  g_autoptr (FoyerTicketDetails) details = foyer_ticket_store_details (connection, ticket, error);
  FoyerLayout *layout;
  Paper       *paper;

  if (details == NULL)
    return NULL;
  layout = foyer_layout_shelf_get (batch->shelf, connection, FOYER_LAYOUT_TICKET, &details->ticket->event, &details->ticket->category, error);
  if (layout == NULL)
    return NULL;
  paper = g_new0 (Paper, 1);
  paper->layout = foyer_layout_ref (layout);
  paper->data = foyer_ticket_details_dup_document (details, *layout->language != '\0' ? layout->language : g_get_language_names ()[0]);
  return paper;
}

static gpointer
read_papers (FoyerConnection *connection, gpointer data, GError **error)
{
  const Batch *batch = data;
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (paper_free);

  for (guint i = batch->first; i < batch->tickets->len && papers->len < BATCH; i++)
    {
      Paper *paper = read_paper (connection, batch, &g_array_index (batch->tickets, FoyerId, i), error);

      if (paper == NULL)
        return NULL;
      g_ptr_array_add (papers, paper);
    }
  return g_steal_pointer (&papers);
}

static gboolean
add_papers (FoyerLayoutDocument *document, GPtrArray *papers, GError **error)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const Paper *paper = papers->pdata[i];

      if (!foyer_layout_document_add (document, paper->layout, paper->data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
foyer_ticket_paper_write (FoyerStore *store, const FoyerId *job, GOutputStream *stream, const char *title, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) tickets = foyer_store_read (store, read_tickets, (gpointer) job, cancellable, error);
  g_autoptr (FoyerLayoutShelf) shelf = foyer_layout_shelf_new (foyer_layout_ready_for);
  g_autoptr (FoyerLayoutDocument) document = NULL;
  Batch batch = { tickets, 0, shelf };

  if (tickets == NULL)
    return FALSE;
  document = foyer_layout_document_new (stream, title);
  for (; batch.first < tickets->len; batch.first += BATCH)
    {
      g_autoptr (GPtrArray) papers = foyer_store_read (store, read_papers, &batch, cancellable, error);

      if (papers == NULL || !add_papers (document, papers, error))
        return FALSE;
    }
  return foyer_layout_document_finish (document, cancellable, error);
}

typedef struct
{
  FoyerId job;
  GFile  *file;
  char   *title;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->file);
  g_free (saving->title);
  g_free (saving);
}

/* A stream that is merely let go would put its half over the file that was there. */
static void
abandon (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (saving->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, &error);

  if (stream != NULL && foyer_ticket_paper_write (source, &saving->job, G_OUTPUT_STREAM (stream), saving->title, cancellable, &error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      if (stream != NULL)
        abandon (G_OUTPUT_STREAM (stream));
      g_task_return_error (task, error);
    }
}

void
foyer_ticket_paper_save_async (FoyerStore *store, const FoyerId *job, GFile *file, const char *title, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->job = *job;
  saving->file = g_object_ref (file);
  saving->title = g_strdup (title);
  g_task_set_source_tag (task, foyer_ticket_paper_save_async);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
foyer_ticket_paper_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
