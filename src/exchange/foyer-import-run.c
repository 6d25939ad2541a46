/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "foyer-admission-store.h"
#include "foyer-change-store.h"
#include "foyer-conflict-store.h"
#include "foyer-error.h"
#include "foyer-intake-store.h"
#include "foyer-refund-store.h"
#include "foyer-sale-store.h"

/* Tickets of one transaction, which ends sooner when a till or a door waits. */
#define CHUNK 12000
#define ENTRIES_AT_ONCE 250
#define N_CHUNKS 3 /* one is being written while another is being filled and one is ready */

typedef struct
{
  FoyerImport *import;
  GPtrArray   *orders; /* (element-type FoyerOrder) */
  guint        n_tickets;
  goffset      position; /* in the file, behind its rows */
  gboolean     last;
  GError      *error; /* that ended the reading */
  /* of the transaction that was written last */
  guint    n_orders;
  guint    imported;
  gboolean done; /* all was written */
} Chunk;

/* Reads rows on a thread of its own, a chunk ahead of the writing. */
typedef struct
{
  FoyerImportReading *reading;
  GAsyncQueue        *empty; /* chunks to fill; one without orders ends the thread */
  GAsyncQueue        *full;
} Feeder;

static FoyerAttendee *
build_attendee (const FoyerImportReading *reading)
{
  FoyerAttendee *attendee = foyer_attendee_new ();

  attendee->name = g_strdup (reading->texts[FOYER_IMPORT_NAME]);
  attendee->email = g_strdup (reading->texts[FOYER_IMPORT_EMAIL]);
  attendee->phone = g_strdup (reading->texts[FOYER_IMPORT_PHONE]);
  attendee->company = g_strdup (reading->texts[FOYER_IMPORT_COMPANY]);
  attendee->street = g_strdup (reading->texts[FOYER_IMPORT_STREET]);
  attendee->postcode = g_strdup (reading->texts[FOYER_IMPORT_POSTCODE]);
  attendee->city = g_strdup (reading->texts[FOYER_IMPORT_CITY]);
  attendee->country = g_strdup (reading->texts[FOYER_IMPORT_COUNTRY]);
  attendee->segment = g_strdup (reading->texts[FOYER_IMPORT_SEGMENT]);
  attendee->note = g_strdup (reading->texts[FOYER_IMPORT_NOTE]);
  attendee->consent = reading->consent;
  return attendee;
}

static FoyerOrder *
begin_order (Chunk *chunk, const FoyerImportReading *reading)
{
  FoyerOrder *order = foyer_order_new ();

  order->event = chunk->import->event;
  order->channel = FOYER_CHANNEL_IMPORT;
  order->status = reading->paid ? FOYER_ORDER_PAID : FOYER_ORDER_PENDING;
  order->currency = g_strdup (chunk->import->currency);
  order->number = g_strdup (reading->texts[FOYER_IMPORT_ORDER]);
  order->buyer = foyer_attendee_new ();
  order->buyer->name = g_strdup (reading->texts[FOYER_IMPORT_NAME]);
  order->buyer->email = g_strdup (reading->texts[FOYER_IMPORT_EMAIL]);
  order->buyer->phone = g_strdup (reading->texts[FOYER_IMPORT_PHONE]);
  g_ptr_array_add (chunk->orders, order);
  return order;
}

/* Rows of one order number that follow each other are one order. */
static FoyerOrder *
find_order (Chunk *chunk, const FoyerImportReading *reading)
{
  FoyerOrder *last = chunk->orders->len > 0 ? chunk->orders->pdata[chunk->orders->len - 1] : NULL;

  if (last != NULL && *last->number != '\0' && strcmp (last->number, reading->texts[FOYER_IMPORT_ORDER]) == 0 &&
      (last->status == FOYER_ORDER_PAID) == reading->paid)
    return last;
  return begin_order (chunk, reading);
}

static void
add_row (Chunk *chunk, const FoyerImportReading *reading)
{
  FoyerOrder  *order = find_order (chunk, reading);
  FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), build_attendee (reading));

  ticket->id = reading->ticket;
  ticket->category = reading->category->id;
  ticket->price = reading->price;
  ticket->vat_rate = reading->category->vat_rate;
  ticket->secret = g_strdup (reading->code);
  ticket->seat = g_strdup (reading->texts[FOYER_IMPORT_SEAT]);
  /* as it was elsewhere; here it follows from the facts, see write_aftermath() */
  ticket->status = reading->refunded   ? FOYER_TICKET_REFUNDED
                   : reading->blocked  ? FOYER_TICKET_BLOCKED
                   : reading->admitted ? FOYER_TICKET_ADMITTED
                                       : FOYER_TICKET_VALID;
  chunk->n_tickets++;
}

static gboolean
write_refund (FoyerConnection *connection, const FoyerOrder *order, const FoyerId *ticket, GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  g_array_append_vals (tickets, ticket, 1);
  return foyer_sale_store_refund (connection, &order->id, tickets, foyer_payment_method_nick (FOYER_PAYMENT_OTHER), _ ("Refunded before the import"), NULL, error);
}

static gboolean
write_admission (FoyerConnection *connection, const FoyerOrder *order, const FoyerId *ticket, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_TICKET_SCAN, ticket);

  change->id = foyer_id_derive ("import.scan", ticket, &order->event);
  foyer_change_set_id (change, "event", &order->event);
  foyer_change_set_text (change, "mode", foyer_scan_mode_nick (FOYER_SCAN_ENTRY));
  foyer_change_set_text (change, "verdict", foyer_verdict_nick (FOYER_VERDICT_ADMITTED));
  foyer_change_set_text (change, "gate", "Import");
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

/* What happened to the tickets before they came here; the orders hold new ones only. */
static gboolean
write_aftermath (FoyerConnection *connection, Chunk *chunk, GError **error)
{
  for (guint i = 0; i < chunk->n_orders; i++)
    {
      const FoyerOrder *order = chunk->orders->pdata[i];

      for (guint j = 0; j < order->tickets->len; j++)
        {
          const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[j])->ticket;

          if (ticket->status == FOYER_TICKET_REFUNDED && !write_refund (connection, order, &ticket->id, error))
            return FALSE;
          if (ticket->status == FOYER_TICKET_BLOCKED && !foyer_ticket_store_block (connection, &ticket->id, TRUE, _ ("Blocked before the import"), error))
            return FALSE;
          if (ticket->status == FOYER_TICKET_ADMITTED && !write_admission (connection, order, &ticket->id, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gpointer
write_chunk (FoyerConnection *connection, gpointer data, GError **error)
{
  Chunk *chunk = data;

  return GINT_TO_POINTER (foyer_intake_store_go_on (connection, error) &&
                          foyer_sale_store_import_many (connection, chunk->orders, &chunk->n_orders, &chunk->imported, error) &&
                          write_aftermath (connection, chunk, error));
}

static guint
count_tickets (const Chunk *chunk)
{
  guint n_tickets = 0;

  for (guint i = 0; i < chunk->orders->len; i++)
    n_tickets += ((FoyerOrder *) chunk->orders->pdata[i])->tickets->len;
  return n_tickets;
}

/* As many transactions as others make of it. The orders of the last one are left
 * for the thread that reads to free: the writer would wait for that here. */
static gboolean
write_all (Chunk *chunk, FoyerStore *store, FoyerImportResult *result, GCancellable *cancellable, GError **error)
{
  chunk->done = chunk->orders->len == 0;
  while (!chunk->done && !g_cancellable_is_cancelled (cancellable))
    {
      guint before = chunk->n_tickets;

      if (foyer_store_write (store, write_chunk, chunk, error) == NULL)
        return FALSE;
      result->imported += chunk->imported;
      chunk->done = chunk->n_orders == chunk->orders->len;
      if (!chunk->done)
        g_ptr_array_remove_range (chunk->orders, 0, chunk->n_orders);
      chunk->n_tickets = chunk->done ? 0 : count_tickets (chunk);
      result->known += before - chunk->n_tickets - chunk->imported;
    }
  return TRUE;
}

static gpointer
write_categories (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerImport *import = data;

  if (!foyer_intake_store_go_on (connection, error))
    return NULL;
  for (guint i = 0; i < import->categories->len; i++)
    {
      const FoyerImportCategory *category = import->categories->pdata[i];
      g_autoptr (FoyerChange) change = NULL;

      if (!category->is_new || !category->used)
        continue;
      change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &category->id);
      foyer_change_set_id (change, "event", &import->event);
      foyer_change_set_text (change, "name", category->name);
      foyer_change_set_integer (change, "price", category->price);
      foyer_change_set_integer (change, "position", i);
      foyer_change_set_text (change, "status", foyer_category_status_nick (FOYER_CATEGORY_LIVE));
      if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
        return NULL;
    }
  return import;
}

static gboolean
make_categories (FoyerImport *self, FoyerStore *store, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->categories->len; i++)
    any |= ((FoyerImportCategory *) self->categories->pdata[i])->is_new;
  if (any && foyer_store_write (store, write_categories, self, error) == NULL)
    return FALSE;
  for (guint i = 0; i < self->categories->len; i++)
    {
      FoyerImportCategory *category = self->categories->pdata[i];

      category->made = category->is_new;
      category->is_new = FALSE;
    }
  return TRUE;
}

static gpointer
begin_intake (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_intake_store_begin (connection, error);
  return NULL;
}

static gpointer
abandon_intake (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_intake_store_abandon (connection);
  return NULL;
}

static gpointer
take_back_some (FoyerConnection *connection, gpointer data, GError **error)
{
  gboolean *more = data;

  return GINT_TO_POINTER (foyer_intake_store_take_back (connection, ENTRIES_AT_ONCE, more, error));
}

static gboolean
take_back_all (FoyerStore *store, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (foyer_store_write (store, take_back_some, &more, error) == NULL)
      return FALSE;
  return TRUE;
}

/* What fails here the store does when it is opened again. */
static void
take_back (FoyerImport *self, FoyerStore *store)
{
  g_autoptr (GError) error = NULL;

  foyer_store_write (store, abandon_intake, NULL, NULL);
  take_back_all (store, &error);
  if (error != NULL)
    g_message ("The list that was stopped is taken back later: %s", error->message);
  for (guint i = 0; i < self->categories->len; i++)
    {
      FoyerImportCategory *category = self->categories->pdata[i];

      category->is_new |= category->made;
      category->made = FALSE;
    }
}

typedef struct
{
  GFileProgressCallback func;
  gpointer              data;
} Progress;

/* Checking is the first tenth of the way. */
static void
show_checking_cb (goffset done, goffset total, gpointer data)
{
  Progress *progress = data;

  progress->func (done / 10, total, progress->data);
}

static gboolean
fill (Feeder *feeder, Chunk *chunk)
{
  chunk->n_tickets = 0;
  g_ptr_array_set_size (chunk->orders, 0);
  while (chunk->n_tickets < CHUNK && !chunk->last)
    {
      if (!foyer_import_reading_next (feeder->reading, NULL, &chunk->error))
        chunk->last = TRUE;
      /* bad ones as the check said, or the file has changed since */
      else if (feeder->reading->problem == NULL && !feeder->reading->category->is_new)
        add_row (chunk, feeder->reading);
    }
  for (guint i = 0; i < chunk->orders->len; i++)
    foyer_sale_store_prepare (chunk->orders->pdata[i]);
  chunk->position = foyer_csv_reader_get_position (feeder->reading->reader);
  return !chunk->last;
}

static gpointer
feed (gpointer data)
{
  Feeder  *feeder = data;
  gboolean more = TRUE;

  while (more)
    {
      Chunk *chunk = g_async_queue_pop (feeder->empty);

      more = chunk->orders != NULL && fill (feeder, chunk);
      g_async_queue_push (feeder->full, chunk);
    }
  return NULL;
}

static gboolean
write_rows (FoyerImport *self, Feeder *feeder, FoyerStore *store, FoyerImportResult *result, Progress *progress, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      Chunk *chunk = g_async_queue_pop (feeder->full);

      more = !chunk->last;
      if (!write_all (chunk, store, result, cancellable, error))
        return FALSE;
      if (chunk->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&chunk->error));
          return FALSE;
        }
      if ((more || !chunk->done) && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress->func != NULL)
        progress->func (self->size / 10 + chunk->position / 10 * 9, self->size, progress->data);
      g_async_queue_push (feeder->empty, chunk);
    }
  return TRUE;
}

static gboolean
read_and_write (FoyerImport *self, FoyerImportReading *reading, FoyerStore *store, FoyerImportResult *result, Progress *progress, GCancellable *cancellable, GError **error)
{
  Chunk    chunks[N_CHUNKS + 1] = { 0 }; /* the last one is the end of the thread */
  Feeder   feeder = { reading, g_async_queue_new (), g_async_queue_new () };
  GThread *thread;
  gboolean done;

  for (int i = 0; i < N_CHUNKS; i++)
    {
      chunks[i].import = self;
      chunks[i].orders = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_order_free);
      g_async_queue_push (feeder.empty, &chunks[i]);
    }
  thread = g_thread_new ("import-read", feed, &feeder);
  done = write_rows (self, &feeder, store, result, progress, cancellable, error);
  g_async_queue_push_front (feeder.empty, &chunks[N_CHUNKS]);
  g_thread_join (thread);
  g_async_queue_unref (feeder.empty);
  g_async_queue_unref (feeder.full);
  for (int i = 0; i < N_CHUNKS; i++)
    {
      g_ptr_array_unref (chunks[i].orders);
      g_clear_error (&chunks[i].error);
    }
  return done;
}

typedef struct
{
  FoyerImport       *import;
  FoyerImportResult *result;
} Note;

/* More guests than places stay a matter until somebody has settled it. */
static gpointer
end_intake (FoyerConnection *connection, gpointer data, GError **error)
{
  const Note *note = data;
  FoyerTime   now = foyer_connection_now (connection);

  for (guint i = 0; i < note->result->excess->len && note->result->imported > 0; i++)
    {
      const FoyerImportExcess *excess = note->result->excess->pdata[i];
      g_autofree char         *detail = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, excess->wanted, excess->left);
      FoyerId                  id = foyer_id_generate (now, foyer_connection_random (connection));

      if (!foyer_conflict_store_add (connection, "oversold", &id, &excess->id, &note->import->event, detail, now, error))
        return NULL;
    }
  return GINT_TO_POINTER (foyer_intake_store_end (connection, error));
}

FoyerImportResult *
foyer_import_run (FoyerImport *self, FoyerStore *store, GCancellable *cancellable, GFileProgressCallback progress_func, gpointer progress_data, GError **error)
{
  Progress progress = { progress_func, progress_data };
  g_autoptr (FoyerImportResult) result = NULL;
  g_autoptr (FoyerImportReading) reading = NULL;
  Note    note;
  GError *local_error = NULL;

  result = foyer_import_check (self, cancellable, progress_func != NULL ? show_checking_cb : NULL, &progress, error);
  if (result == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  /* what a crash left of another one goes first */
  if (!take_back_all (store, error) || !foyer_import_check_room (self, store, result, cancellable, error))
    return NULL;
  if ((result->bad > 0 && !self->skip_bad) || (result->excess->len > 0 && !self->over_capacity))
    {
      result->refused = TRUE;
      return g_steal_pointer (&result);
    }
  note = (Note) { self, result };
  if (result->bad == result->rows)
    return g_steal_pointer (&result);
  reading = foyer_import_reading_new (self, cancellable, error);
  if (reading == NULL)
    return NULL;
  foyer_store_write (store, begin_intake, NULL, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!make_categories (self, store, error) ||
      !read_and_write (self, reading, store, result, &progress, cancellable, error) ||
      foyer_store_write (store, end_intake, &note, error) == NULL)
    {
      take_back (self, store);
      return NULL;
    }
  if (progress_func != NULL)
    progress_func (self->size, self->size, progress_data);
  return g_steal_pointer (&result);
}
