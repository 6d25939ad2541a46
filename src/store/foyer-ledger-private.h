/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection-private.h"

G_BEGIN_DECLS

/*
 * The appends behind foyer_change_store_apply(). Each sets @is_new when the
 * fact was not known before. Facts may come in any order: a scan before the
 * sale of its ticket is kept, and counts when the sale comes.
 */

gboolean foyer_ledger_apply_sale (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
/**
 * foyer_ledger_insert_sale: As foyer_ledger_apply_sale() for an order that need not be read from a change's body first.
 * @alone: no other device can have told facts about its tickets before
 */
gboolean foyer_ledger_insert_sale (FoyerConnection *connection, FoyerOrder *order, const FoyerId *device, FoyerTime made_at, gboolean alone, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_payment (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_refund (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_refund_request (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_refund_decline (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_shift_open (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_shift_cash (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_shift_hand_over (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_shift_close (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_shipment_open (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_scan (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_undo (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_block (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_reprint (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);
gboolean foyer_ledger_apply_printed (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

/** foyer_ledger_prepare_sale: See foyer_sale_store_prepare(). */
void foyer_ledger_prepare_sale (FoyerOrder *order);

/** foyer_ledger_refresh_ticket: Sets a ticket's status, stock, place and copy to what the facts add up to. */
gboolean foyer_ledger_refresh_ticket (FoyerConnection *connection, const FoyerId *ticket, GError **error);

/** foyer_ledger_refresh_order: Sets an order's status from its payments and refunds, and refreshes its tickets. */
gboolean foyer_ledger_refresh_order (FoyerConnection *connection, const FoyerId *order, GError **error);

/** foyer_ledger_note_double_refund: Notes the conflict when a ticket was refunded more than once. */
gboolean foyer_ledger_note_double_refund (FoyerConnection *connection, const FoyerId *ticket, GError **error);

/** foyer_ledger_replace_code: Makes the code of a ticket's last reprint its code and retires all others; does nothing when there was none. */
gboolean foyer_ledger_replace_code (FoyerConnection *connection, const FoyerId *ticket, GError **error);

/** foyer_ledger_index_ticket: Writes what a ticket is found by, and sorted by, anew. */
gboolean foyer_ledger_index_ticket (FoyerConnection *connection, const FoyerId *ticket, GError **error);

G_END_DECLS
