/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-shift-report.h"

G_BEGIN_DECLS

/*
 * The shifts of this device's drawer. At most one is open at a time. What is
 * sold, paid, refunded and reprinted here while it is belongs to it.
 */

/** foyer_shift_store_current: Returns: (transfer full) (nullable): the open shift; %NULL without error when there is none */
FoyerShift *foyer_shift_store_current (FoyerConnection *connection, GError **error);

/** foyer_shift_store_current_id: Returns: the id of the open shift, none when there is none */
FoyerId foyer_shift_store_current_id (FoyerConnection *connection);

/** foyer_shift_store_take_order: Notes on @order, before it is sold, its shift and cashier. %FOYER_ERROR_STATE when the open shift counts another currency */
gboolean foyer_shift_store_take_order (FoyerConnection *connection, FoyerOrder *order, const char *currency, GError **error);

/**
 * foyer_shift_store_open:
 * @shift: till, currency, opening, and a cashier when there are any; its id is filled in
 * @counts: (nullable) (element-type FoyerCashCount): how the opening was counted
 *
 * Returns: FALSE with %FOYER_ERROR_STATE when one is open already
 */
gboolean foyer_shift_store_open (FoyerConnection *connection, FoyerShift *shift, const GArray *counts, GError **error);

/** foyer_shift_store_move_cash: Puts on record that the drawer of the open shift was opened for no sale. @approver (nullable) */
gboolean foyer_shift_store_move_cash (FoyerConnection *connection, FoyerDrawerCause cause, gint64 amount, const char *reason, const FoyerId *approver, GError **error);

/** foyer_shift_store_hand_over: @cashier has the drawer from now on. */
gboolean foyer_shift_store_hand_over (FoyerConnection *connection, const FoyerId *cashier, GError **error);

/** FoyerShiftClosing: the end of a shift. */
typedef struct
{
  const GArray *counts;   /* (element-type FoyerCashCount): what was counted before anybody said what is expected */
  const char   *reason;   /* of a difference, "" when there is none */
  FoyerId       approver; /* of a difference beyond the limit */
  gint64        limit;    /* the difference that needs no approval, minor units; below 0: none does */
} FoyerShiftClosing;

/**
 * foyer_shift_store_close:
 *
 * Closes the open shift: gives it the next number of this till and keeps its
 * report, which nothing changes any more.
 *
 * Returns: (transfer full) (nullable): the Z report; %FOYER_ERROR_STATE when no shift is open,
 *   %FOYER_ERROR_INVALID when a difference has no reason, or no approver where it needs one
 */
FoyerShiftReport *foyer_shift_store_close (FoyerConnection *connection, const FoyerShiftClosing *closing, GError **error);

/** foyer_shift_store_list: Returns: (transfer full) (element-type FoyerShift): the last @limit shifts that are known here, newest first; @own: of this device only */
GPtrArray *foyer_shift_store_list (FoyerConnection *connection, gboolean own, guint limit, GError **error);

/**
 * foyer_shift_store_report:
 *
 * Returns: (transfer full) (nullable): of a closed shift its Z report as it was kept, of an
 *   open one an X report of what is known here now; %FOYER_ERROR_NOT_FOUND
 */
FoyerShiftReport *foyer_shift_store_report (FoyerConnection *connection, const FoyerId *shift, GError **error);

/** foyer_shift_report_store_sum: Returns: (transfer full) (nullable): what the ledger adds up to for @shift now; no Z report is read */
FoyerShiftReport *foyer_shift_report_store_sum (FoyerConnection *connection, const FoyerShift *shift, GError **error);

G_END_DECLS
