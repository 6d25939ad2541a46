/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-job.h"

#include "foyer-cashier-store.h"
#include "foyer-error.h"
#include "foyer-shift-store.h"

#define SHIFTS_SHOWN 200

FoyerShiftRequest *
foyer_shift_request_new (void)
{
  return g_new0 (FoyerShiftRequest, 1);
}

void
foyer_shift_request_free (FoyerShiftRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->till);
  g_free (self->currency);
  g_free (self->pin);
  g_free (self->reason);
  g_clear_pointer (&self->counts, g_array_unref);
  foyer_cashier_free (self->cashier);
  g_free (self);
}

/* Returns: (transfer full) (nullable): who has the PIN and may do this; an error when nobody has */
static FoyerCashier *
need_pin (FoyerConnection *connection, const char *pin, FoyerRight right, GError **error)
{
  GError       *local_error = NULL;
  FoyerCashier *cashier = foyer_cashier_store_find_pin (connection, pin, right, &local_error);

  if (cashier == NULL && local_error == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "Nobody has this PIN.");
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return cashier;
}

gpointer
foyer_shift_job_open (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerShiftRequest *request = data;
  g_autoptr (FoyerShift) shift = foyer_shift_new ();
  g_autoptr (FoyerCashier) cashier = NULL;

  if (request->pin != NULL)
    {
      cashier = need_pin (connection, request->pin, FOYER_RIGHT_SELL, error);
      if (cashier == NULL)
        return NULL;
      shift->cashier = cashier->id;
    }
  shift->till = g_strdup (request->till);
  shift->currency = g_strdup (request->currency);
  shift->opening = foyer_cash_sum (request->counts);
  return GINT_TO_POINTER (foyer_shift_store_open (connection, shift, request->counts, error));
}

gpointer
foyer_shift_job_move (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerShiftRequest *request = data;

  return GINT_TO_POINTER (foyer_shift_store_move_cash (connection, request->cause, request->amount, request->reason, &request->approver, error));
}

gpointer
foyer_shift_job_hand_over (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerCashier) cashier = need_pin (connection, ((FoyerShiftRequest *) data)->pin, FOYER_RIGHT_SELL, error);

  return cashier != NULL && foyer_shift_store_hand_over (connection, &cashier->id, error) ? g_steal_pointer (&cashier) : NULL;
}

gpointer
foyer_shift_job_compare (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerId           id = foyer_shift_store_current_id (connection);
  FoyerShiftReport *report = foyer_shift_store_report (connection, &id, error);

  if (report != NULL)
    foyer_shift_report_count (report, ((FoyerShiftRequest *) data)->counts);
  return report;
}

gpointer
foyer_shift_job_close (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerShiftRequest *request = data;
  FoyerShiftClosing        closing = { .counts = request->counts, .reason = request->reason, .limit = request->limit };
  g_autoptr (FoyerCashier) approver = NULL;

  if (request->pin != NULL)
    {
      approver = need_pin (connection, request->pin, FOYER_RIGHT_DIFFERENCE, error);
      if (approver == NULL)
        return NULL;
      closing.approver = approver->id;
    }
  return foyer_shift_store_close (connection, &closing, error);
}

gpointer
foyer_shift_job_report (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_report (connection, &((FoyerShiftRequest *) data)->id, error);
}

gpointer
foyer_shift_job_list (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_list (connection, FALSE, SHIFTS_SHOWN, error);
}

gpointer
foyer_shift_job_find_pin (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerShiftRequest *request = data;

  return foyer_cashier_store_find_pin (connection, request->pin, request->right, error);
}

gpointer
foyer_shift_job_save_cashier (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerShiftRequest *request = data;

  return GINT_TO_POINTER (foyer_cashier_store_save (connection, request->cashier, request->pin, error));
}

gpointer
foyer_shift_job_remove_cashier (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_cashier_store_remove (connection, &((FoyerShiftRequest *) data)->id, error));
}
