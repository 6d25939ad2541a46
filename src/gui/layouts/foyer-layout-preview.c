/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-preview.h"

#include <glib/gi18n.h>

#include "foyer-document-sample.h"
#include "foyer-layout-check.h"
#include "foyer-layout-store.h"
#include "foyer-ticket-store.h"

/* Real tickets that are offered. */
#define REAL_TICKETS 8
/* The place of the longest made-up texts in the list. */
#define LONGEST 1

typedef struct
{
  FoyerLayoutRole role;
  char           *language;
  FoyerId         event;
} Reading;

static void
reading_free (gpointer data)
{
  g_free (((Reading *) data)->language);
  g_free (data);
}

static void
preview_free (gpointer data)
{
  FoyerLayoutPreview *preview = data;

  g_free (preview->title);
  foyer_document_data_free (preview->data);
  g_free (preview);
}

/* Both are taken over. */
static void
add (GPtrArray *previews, char *title, FoyerDocumentData *data)
{
  FoyerLayoutPreview *preview = g_new0 (FoyerLayoutPreview, 1);

  preview->title = title;
  preview->data = data;
  g_ptr_array_add (previews, preview);
}

static gboolean
add_tickets (FoyerConnection *connection, const Reading *reading, GPtrArray *previews, GError **error)
{
  g_autoptr (GArray) tickets = foyer_layout_store_longest (connection, &reading->event, REAL_TICKETS, error);

  if (tickets == NULL)
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    {
      g_autoptr (FoyerTicketDetails) details = foyer_ticket_store_details (connection, &g_array_index (tickets, FoyerId, i), error);

      if (details == NULL)
        return FALSE;
      add (previews, g_strdup (*details->holder != '\0' ? details->holder : details->number), foyer_ticket_details_dup_document (details, reading->language));
    }
  return TRUE;
}

static gpointer
read_previews (FoyerConnection *connection, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (GPtrArray) previews = g_ptr_array_new_with_free_func (preview_free);

  add (previews, g_strdup (_ ("Usual Texts")), foyer_document_sample_new (reading->role, FOYER_DOCUMENT_EVERYDAY, reading->language));
  add (previews, g_strdup (_ ("Longest Texts")), foyer_document_sample_new (reading->role, FOYER_DOCUMENT_LONGEST, reading->language));
  add (previews, g_strdup (_ ("Shortest Texts")), foyer_document_sample_new (reading->role, FOYER_DOCUMENT_SHORTEST, reading->language));
  if ((reading->role == FOYER_LAYOUT_TICKET || reading->role == FOYER_LAYOUT_BADGE) && !foyer_id_is_none (&reading->event) &&
      !add_tickets (connection, reading, previews, error))
    return NULL;
  return g_steal_pointer (&previews);
}

void
foyer_layout_preview_read_async (FoyerStore *store, FoyerLayoutRole role, const char *language, const FoyerId *event, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->role = role;
  reading->language = g_strdup (language);
  reading->event = *event;
  foyer_store_read_async (store, read_previews, reading, reading_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
foyer_layout_preview_read_finish (FoyerStore *store, GAsyncResult *result, GError **error)
{
  return foyer_store_read_finish (store, result, error);
}

/* -- The check -- */

typedef struct
{
  FoyerLayout *layout;
  GPtrArray   *papers;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  foyer_layout_unref (checking->layout);
  g_ptr_array_unref (checking->papers);
  g_free (checking);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Checking *checking = data;

  g_task_return_pointer (task, foyer_layout_check (checking->layout, checking->papers, g_get_language_names ()[0], 0), (GDestroyNotify) g_ptr_array_unref);
}

void
foyer_layout_preview_check_async (const FoyerLayout *layout, const GPtrArray *previews, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Checking *checking = g_new0 (Checking, 1);

  checking->layout = foyer_layout_copy (layout);
  checking->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_document_data_free);
  /* Texts as long as nobody's are for looking at: no small paper holds them all. */
  for (guint i = 0; i < previews->len; i++)
    if (i != LONGEST)
      g_ptr_array_add (checking->papers, foyer_document_data_copy (((FoyerLayoutPreview *) previews->pdata[i])->data));
  g_task_set_source_tag (task, foyer_layout_preview_check_async);
  g_task_set_task_data (task, checking, checking_free);
  g_task_run_in_thread (task, check_thread);
}

GPtrArray *
foyer_layout_preview_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
