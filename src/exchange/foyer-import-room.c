/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import: whether there is room for all who come. */
#include "foyer-import-private.h"

#include "foyer-sale-store.h"

/* Rows that are looked up in one go, so that a reader is never held for long. */
#define BATCH 2000

typedef struct
{
  FoyerId              ticket;
  char                *code; /* (nullable) */
  FoyerImportCategory *category;
} Guest;

typedef struct
{
  const FoyerId *event;
  GArray        *guests; /* (element-type Guest) */
} Batch;

static void
guest_clear (gpointer data)
{
  g_free (((Guest *) data)->code);
}

static gpointer
read_event (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_get (connection, data, error);
}

/* Counts those of the batch that are new here. */
static gpointer
count_new (FoyerConnection *connection, gpointer data, GError **error)
{
  Batch  *batch = data;
  GError *local_error = NULL;

  for (guint i = 0; i < batch->guests->len && local_error == NULL; i++)
    {
      Guest *guest = &g_array_index (batch->guests, Guest, i);

      guest->category->wanted += !foyer_sale_store_knows (connection, batch->event, &guest->ticket, guest->code, &local_error);
    }
  g_array_set_size (batch->guests, 0);
  if (local_error == NULL)
    return batch;
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
count_all (FoyerImport *self, FoyerStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerImportReading) reading = foyer_import_reading_new (self, cancellable, error);
  g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  Batch   batch = { &self->event, guests };
  GError *local_error = NULL;

  if (reading == NULL)
    return FALSE;
  g_array_set_clear_func (guests, guest_clear);
  for (guint i = 0; i < self->categories->len; i++)
    ((FoyerImportCategory *) self->categories->pdata[i])->wanted = 0;
  while (local_error == NULL && foyer_import_reading_next (reading, cancellable, &local_error))
    {
      Guest guest = { reading->ticket, g_strdup (reading->code), reading->category };

      if (reading->problem != NULL || reading->refunded)
        guest_clear (&guest);
      else
        g_array_append_val (guests, guest);
      if (guests->len == BATCH)
        foyer_store_read (store, count_new, &batch, cancellable, &local_error);
    }
  if (local_error == NULL)
    foyer_store_read (store, count_new, &batch, cancellable, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
add_excess (FoyerImportResult *result, const FoyerId *id, const char *name, gint64 left, gint64 wanted)
{
  FoyerImportExcess *excess;

  if (wanted <= left)
    return;
  excess = g_new0 (FoyerImportExcess, 1);
  excess->id = *id;
  excess->name = g_strdup (name);
  excess->left = left;
  excess->wanted = wanted;
  g_ptr_array_add (result->excess, excess);
}

static gint64
find_left (const FoyerEventSummary *event, const FoyerId *category)
{
  for (guint i = 0; i < event->categories->len; i++)
    {
      const FoyerCategorySummary *summary = event->categories->pdata[i];

      /* its own bound; that of the event is a line of its own */
      if (foyer_id_equal (&summary->category->id, category))
        return foyer_stock_available (&summary->stock, NULL);
    }
  return G_MAXINT64;
}

static void
compare (FoyerImport *self, const FoyerEventSummary *event, FoyerImportResult *result)
{
  FoyerStock bound = event->stock;
  gint64     all = 0;

  g_ptr_array_set_size (result->excess, 0);
  for (guint i = 0; i < self->categories->len; i++)
    {
      const FoyerImportCategory *category = self->categories->pdata[i];

      all += category->wanted;
      add_excess (result, &category->id, category->name, find_left (event, &category->id), category->wanted);
    }
  bound.capacity = event->event->capacity;
  add_excess (result, &event->event->id, "", foyer_stock_available (&bound, NULL), all);
}

gboolean
foyer_import_check_room (FoyerImport *self, FoyerStore *store, FoyerImportResult *result, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerEventSummary) event = foyer_store_read (store, read_event, &self->event, cancellable, error);

  if (event == NULL)
    return FALSE;
  compare (self, event, result);
  /* some of them may be here already */
  if (result->excess->len > 0)
    {
      if (!count_all (self, store, cancellable, error))
        return FALSE;
      compare (self, event, result);
    }
  return TRUE;
}
