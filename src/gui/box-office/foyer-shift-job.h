/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cashier.h"
#include "foyer-connection.h"
#include "foyer-shift-report.h"

G_BEGIN_DECLS

/*
 * What the dialogs of a shift do in the store: straight code for its threads
 * (FoyerStoreFunc), each one transaction.
 */

/** FoyerShiftRequest: what one of the jobs needs; members that it does not are left 0. */
typedef struct
{
  char            *till;
  char            *currency;
  char            *pin;    /* (nullable): of a cashier */
  char            *reason; /* (nullable) */
  GArray          *counts; /* (nullable) (element-type FoyerCashCount) */
  FoyerCashier    *cashier;
  FoyerId          id;       /* of a shift, or of a cashier */
  FoyerId          approver; /* none: nobody had to approve */
  FoyerRight       right;
  FoyerDrawerCause cause;
  gint64           amount;
  gint64           limit;
} FoyerShiftRequest;

FoyerShiftRequest *foyer_shift_request_new (void);
void               foyer_shift_request_free (FoyerShiftRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerShiftRequest, foyer_shift_request_free)

/* Each takes a FoyerShiftRequest as its data. */

/** foyer_shift_job_open: A write: till, currency, counts and, where cashiers are named, a PIN. Returns: something; %FOYER_ERROR_NOT_FOUND for a wrong PIN */
gpointer foyer_shift_job_open (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_move: A write: cause, amount, reason, approver. Returns: something */
gpointer foyer_shift_job_move (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_hand_over: A write: PIN. Returns: (transfer full) (nullable): the FoyerCashier; %FOYER_ERROR_NOT_FOUND for a wrong PIN */
gpointer foyer_shift_job_hand_over (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_compare: A read: counts. Returns: (transfer full) (nullable): the FoyerShiftReport of the open shift with the count in it */
gpointer foyer_shift_job_compare (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_close: A write: counts, reason, limit and, where the limit asks for it, a PIN. Returns: (transfer full) (nullable): the FoyerShiftReport; %FOYER_ERROR_NOT_FOUND for a wrong PIN */
gpointer foyer_shift_job_close (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_report: A read: id of a shift. Returns: (transfer full) (nullable): its FoyerShiftReport */
gpointer foyer_shift_job_report (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_list: A read. Returns: (transfer full) (nullable) (element-type FoyerShift): shifts, newest first */
gpointer foyer_shift_job_list (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_find_pin: A read: PIN, right. Returns: (transfer full) (nullable): the FoyerCashier who has it and may; %NULL without error when nobody does */
gpointer foyer_shift_job_find_pin (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_save_cashier: A write: cashier, PIN (%NULL: as it was). Returns: something */
gpointer foyer_shift_job_save_cashier (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_shift_job_remove_cashier: A write: id. Returns: something */
gpointer foyer_shift_job_remove_cashier (FoyerConnection *connection, gpointer data, GError **error);

G_END_DECLS
