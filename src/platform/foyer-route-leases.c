/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-stock-register.h"

typedef struct
{
  FoyerLeaseRequest *request;
  GArray            *grants; /* (element-type FoyerLeaseGrant) */
} Leases;

static void
leases_free (Leases *leases)
{
  g_clear_pointer (&leases->request, foyer_lease_request_free);
  g_clear_pointer (&leases->grants, g_array_unref);
  g_free (leases);
}

static gboolean
lease_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Leases            *leases = exchange->data;
  FoyerLeasingResult result;

  if (!foyer_role_may_make (exchange->device.role, FOYER_CHANGE_ORDER_SALE))
    return foyer_exchange_refuse (exchange, 403, "role", "A door's device does not sell, so it gets no stock.", NULL);
  if (!foyer_stock_register_lease (storage, &exchange->device, leases->request, g_get_real_time (), &result, &leases->grants, error))
    return FALSE;
  switch (result)
    {
    case FOYER_LEASING_GOOD:
      return TRUE;
    case FOYER_LEASING_ROLLED_BACK:
      return foyer_exchange_refuse (exchange, 409, "lease-rolled-back",
                                    "This device has told of more sales before than it knows of now; its store was probably restored from a back-up.", NULL);
    case FOYER_LEASING_OVERDRAWN:
      return foyer_exchange_refuse (exchange, 409, "lease-overdrawn", "This device says that it spent more than it was granted.", NULL);
    default:
      g_assert_not_reached ();
    }
}

static void
lease_reply (FoyerExchange *exchange)
{
  Leases *leases = exchange->data;

  foyer_exchange_answer (exchange, 200, foyer_lease_answer_print (leases->grants));
}

void
foyer_route_leases (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) body = foyer_exchange_body (exchange);
  g_autoptr (GError) error = NULL;
  FoyerLeaseRequest *request = foyer_lease_request_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  Leases            *leases;

  if (request == NULL)
    {
      foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", error->message);
      return;
    }
  leases = g_new0 (Leases, 1);
  leases->request = request;
  foyer_exchange_set_data (exchange, leases, (GDestroyNotify) leases_free);
  foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, lease_work, lease_reply);
}
