/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change-store.h"

#include "foyer-catalogue-store.h"
#include "foyer-conflict-store.h"
#include "foyer-connection-private.h"
#include "foyer-ledger-private.h"
#include "foyer-outbox-store.h"

static void
stamp (FoyerConnection *connection, FoyerChange *change)
{
  FoyerTime now = foyer_connection_now (connection);

  if (foyer_id_is_none (&change->id))
    change->id = foyer_id_generate (now, &connection->random);
  if (foyer_id_is_none (&change->device))
    change->device = connection->device;
  if (change->made_at == 0)
    change->made_at = foyer_clock_tick (&connection->clock, now);
  else
    foyer_clock_observe (&connection->clock, change->made_at, now);
}

static gboolean
apply (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  switch (change->kind)
    {
    case FOYER_CHANGE_VENUE_EDIT:
    case FOYER_CHANGE_EVENT_EDIT:
    case FOYER_CHANGE_CATEGORY_EDIT:
    case FOYER_CHANGE_ATTENDEE_EDIT:
      return foyer_catalogue_store_merge (connection, change, is_new, error);
    case FOYER_CHANGE_ORDER_SALE:
      return foyer_ledger_apply_sale (connection, change, is_new, error);
    case FOYER_CHANGE_ORDER_PAYMENT:
      return foyer_ledger_apply_payment (connection, change, is_new, error);
    case FOYER_CHANGE_ORDER_REFUND:
      return foyer_ledger_apply_refund (connection, change, is_new, error);
    case FOYER_CHANGE_TICKET_SCAN:
      return foyer_ledger_apply_scan (connection, change, is_new, error);
    case FOYER_CHANGE_TICKET_UNDO:
      return foyer_ledger_apply_undo (connection, change, is_new, error);
    case FOYER_CHANGE_TICKET_BLOCK:
      return foyer_ledger_apply_block (connection, change, is_new, error);
    case FOYER_CHANGE_TICKET_REPRINT:
      return foyer_ledger_apply_reprint (connection, change, is_new, error);
    case FOYER_CHANGE_TICKET_PRINTED:
      return foyer_ledger_apply_printed (connection, change, is_new, error);
    case FOYER_CHANGE_CONFLICT_SETTLE:
      return foyer_conflict_store_apply_settle (connection, change, is_new, error);
    case FOYER_N_CHANGE_KINDS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
foyer_change_store_apply (FoyerConnection *connection, FoyerChange *change, FoyerOrigin origin, GError **error)
{
  gboolean is_new = FALSE;

  g_return_val_if_fail (connection->writable, FALSE);

  if (!foyer_change_validate (change, error))
    return FALSE;
  if (origin == FOYER_ORIGIN_HERE)
    stamp (connection, change);
  else
    foyer_clock_observe (&connection->clock, change->made_at, foyer_connection_now (connection));
  if (!apply (connection, change, &is_new, error))
    return FALSE;
  return origin != FOYER_ORIGIN_HERE || !is_new || foyer_outbox_store_add (connection, change, error);
}
