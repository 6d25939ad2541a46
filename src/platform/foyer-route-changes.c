/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-change-log.h"

typedef struct
{
  GPtrArray *offers;
  GPtrArray *verdicts;
  gint64     head;
} Batch;

static void
batch_free (Batch *batch)
{
  g_clear_pointer (&batch->offers, g_ptr_array_unref);
  g_clear_pointer (&batch->verdicts, g_ptr_array_unref);
  g_free (batch);
}

static gboolean
append_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Batch *batch = exchange->data;

  return foyer_change_log_append (storage, &exchange->device, batch->offers, g_get_real_time (), &batch->verdicts, &batch->head, error);
}

static void
append_reply (FoyerExchange *exchange)
{
  Batch *batch = exchange->data;

  foyer_server_announce (exchange->server, batch->head);
  foyer_exchange_answer (exchange, 200, foyer_change_verdicts_print (batch->verdicts, batch->head));
}

void
foyer_route_changes (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  GPtrArray *offers = foyer_changes_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  Batch     *batch;

  if (offers == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The batch of changes cannot be read.", error->message);
      return;
    }
  batch = g_new0 (Batch, 1);
  batch->offers = offers;
  foyer_exchange_set_data (exchange, batch, (GDestroyNotify) batch_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, append_work, append_reply);
}
