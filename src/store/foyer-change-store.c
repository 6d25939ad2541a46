/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-change-store.h"

#include "foyer-catalogue-store.h"
#include "foyer-conflict-store.h"
#include "foyer-connection-private.h"
#include "foyer-key-store.h"
#include "foyer-hold-store.h"
#include "foyer-ledger-private.h"
#include "foyer-meta-store.h"
#include "foyer-outbox-store.h"

static void
observe (FoyerConnection *connection, FoyerTime made_at, FoyerTime now)
{
  FoyerTime before = connection->clock.last;

  foyer_clock_observe (&connection->clock, made_at, now);
  connection->clock_moved |= connection->clock.last != before;
}

/* Where the last word counts, ours must be later than those known of here, even
 * than one from a device whose clock is so far ahead that ours does not follow. */
static FoyerTime
latest_known (FoyerConnection *connection, const FoyerChange *change, GError **error)
{
  if (foyer_change_kind_merges (change->kind))
    return foyer_connection_number (connection, 0, error, "SELECT max (made_at) FROM field_version WHERE subject = ?", "b", &change->subject);
  if (change->kind == FOYER_CHANGE_TICKET_BLOCK)
    return foyer_connection_number (connection, 0, error, "SELECT max (made_at) FROM block WHERE ticket = ?", "b", &change->subject);
  return 0;
}

static gboolean
stamp (FoyerConnection *connection, FoyerChange *change, GError **error)
{
  FoyerTime now = foyer_connection_now (connection);
  GError   *local_error = NULL;

  if (foyer_id_is_none (&change->id))
    change->id = foyer_id_generate (now, &connection->random);
  if (foyer_id_is_none (&change->device))
    change->device = connection->device;
  if (change->made_at != 0)
    observe (connection, change->made_at, now);
  else
    {
      change->made_at = MAX (foyer_clock_tick (&connection->clock, now), latest_known (connection, change, &local_error) + 1);
      if (local_error == NULL && foyer_change_kind_merges (change->kind))
        foyer_catalogue_store_note_base (connection, change, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
apply (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  switch (change->kind)
    {
    case FOYER_CHANGE_VENUE_EDIT:
    case FOYER_CHANGE_EVENT_EDIT:
    case FOYER_CHANGE_CATEGORY_EDIT:
    case FOYER_CHANGE_GATE_EDIT:
    case FOYER_CHANGE_CASHIER_EDIT:
    case FOYER_CHANGE_LAYOUT_EDIT:
    case FOYER_CHANGE_PICTURE_EDIT:
    case FOYER_CHANGE_PLAN_EDIT:
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
    case FOYER_CHANGE_KEY_ADD:
      return foyer_key_store_apply_add (connection, change, is_new, error);
    case FOYER_CHANGE_KEY_REVOKE:
      return foyer_key_store_apply_revoke (connection, change, is_new, error);
    case FOYER_CHANGE_ORDER_REFUND_REQUEST:
      return foyer_ledger_apply_refund_request (connection, change, is_new, error);
    case FOYER_CHANGE_ORDER_REFUND_DECLINE:
      return foyer_ledger_apply_refund_decline (connection, change, is_new, error);
    case FOYER_CHANGE_SHIFT_OPEN:
      return foyer_ledger_apply_shift_open (connection, change, is_new, error);
    case FOYER_CHANGE_SHIFT_CASH:
      return foyer_ledger_apply_shift_cash (connection, change, is_new, error);
    case FOYER_CHANGE_SHIFT_HAND_OVER:
      return foyer_ledger_apply_shift_hand_over (connection, change, is_new, error);
    case FOYER_CHANGE_SHIFT_CLOSE:
      return foyer_ledger_apply_shift_close (connection, change, is_new, error);
    case FOYER_CHANGE_SHIPMENT_OPEN:
      return foyer_ledger_apply_shipment_open (connection, change, is_new, error);
    case FOYER_CHANGE_STOCK_HOLD:
      return foyer_hold_store_apply_hold (connection, change, is_new, error);
    case FOYER_CHANGE_STOCK_RELEASE:
      return foyer_hold_store_apply_release (connection, change, is_new, error);
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
  if (origin == FOYER_ORIGIN_REMOTE)
    observe (connection, change->made_at, foyer_connection_now (connection));
  else if (!stamp (connection, change, error))
    return FALSE;
  if (!apply (connection, change, &is_new, error))
    return FALSE;
  return origin != FOYER_ORIGIN_HERE || !is_new || foyer_outbox_store_add (connection, change, error);
}

gboolean
foyer_change_store_apply_sale (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  FoyerTime        now = foyer_connection_now (connection);
  gboolean         alone = foyer_meta_store_device_number (connection) == 0; /* never of a platform */
  FoyerId          id;
  gboolean         is_new = FALSE;
  g_autofree char *line = NULL;

  g_return_val_if_fail (connection->writable, FALSE);

  if (!foyer_change_validate_sale (order, error))
    return FALSE;
  id = foyer_id_generate (now, &connection->random);
  if (order->made_at != 0)
    observe (connection, order->made_at, now);
  else
    order->made_at = foyer_clock_tick (&connection->clock, now);
  if (!foyer_ledger_insert_sale (connection, order, &connection->device, order->made_at, alone, &is_new, error))
    return FALSE;
  if (!is_new)
    return TRUE;
  line = foyer_change_print_sale (order, &id, &connection->device);
  return foyer_outbox_store_add_line (connection, &id, line, error);
}

gboolean
foyer_change_store_take_sale (FoyerConnection *connection, FoyerSaleFact *sale, GError **error)
{
  gboolean is_new = FALSE;

  g_return_val_if_fail (connection->writable, FALSE);

  observe (connection, sale->order->made_at, foyer_connection_now (connection));
  return foyer_ledger_insert_sale (connection, sale->order, &sale->device, sale->order->made_at, FALSE, &is_new, error);
}
