/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-store.h"

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"

#define COLUMNS                                                                                                         \
  "s.id, s.till, s.currency, s.opening, s.cashier, s.opened_at, s.closed_at, s.number, s.device, coalesce (c.name, '')" \
  " FROM shift s LEFT JOIN cashier c ON c.id = s.cashier"

static FoyerShift *
read_shift (FoyerRows *rows)
{
  FoyerShift *shift = foyer_shift_new ();

  shift->id = foyer_rows_id (rows, 0);
  shift->till = foyer_rows_dup_text (rows, 1);
  shift->currency = foyer_rows_dup_text (rows, 2);
  shift->opening = foyer_rows_integer (rows, 3);
  shift->cashier = foyer_rows_id (rows, 4);
  shift->opened_at = foyer_rows_integer (rows, 5);
  shift->closed_at = foyer_rows_integer (rows, 6);
  shift->number = foyer_rows_integer (rows, 7);
  shift->device = foyer_rows_id (rows, 8);
  shift->cashier_name = foyer_rows_dup_text (rows, 9);
  return shift;
}

FoyerShift *
foyer_shift_store_current (FoyerConnection *connection, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT " COLUMNS " WHERE s.device = ? AND s.closed_at = 0 ORDER BY s.opened_at DESC LIMIT 1", "b", &connection->device);

  return rows != NULL && foyer_rows_next (rows, error) ? read_shift (rows) : NULL;
}

FoyerId
foyer_shift_store_current_id (FoyerConnection *connection)
{
  g_autoptr (FoyerShift) shift = foyer_shift_store_current (connection, NULL);

  return shift != NULL ? shift->id : FOYER_ID_NONE;
}

gboolean
foyer_shift_store_take_order (FoyerConnection *connection, FoyerOrder *order, const char *currency, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerShift) shift = foyer_shift_store_current (connection, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (shift == NULL)
    return TRUE;
  if (g_strcmp0 (shift->currency, currency) != 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "The open shift counts %s. Close it to sell in %s.", shift->currency, currency);
      return FALSE;
    }
  order->shift = shift->id;
  order->cashier = shift->cashier;
  return TRUE;
}

static JsonArray *
counts_to_json (const GArray *counts)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      const FoyerCashCount *count = &g_array_index (counts, FoyerCashCount, i);
      JsonObject           *entry = json_object_new ();

      json_object_set_int_member (entry, "value", count->value);
      json_object_set_int_member (entry, "count", count->count);
      json_array_add_object_element (list, entry);
    }
  return list;
}

static gboolean
refuse (GError **error, FoyerError code, const char *sentence)
{
  g_set_error_literal (error, FOYER_ERROR, code, sentence);
  return FALSE;
}

gboolean
foyer_shift_store_open (FoyerConnection *connection, FoyerShift *shift, const GArray *counts, GError **error)
{
  FoyerId open = foyer_shift_store_current_id (connection);
  g_autoptr (FoyerChange) change = NULL;

  if (!foyer_id_is_none (&open))
    return refuse (error, FOYER_ERROR_STATE, "A shift is open already. Close it first.");
  shift->id = foyer_id_generate (foyer_connection_now (connection), &connection->random);
  change = foyer_change_new (FOYER_CHANGE_SHIFT_OPEN, &shift->id);
  foyer_change_set_text (change, "till", shift->till);
  foyer_change_set_text (change, "currency", shift->currency);
  foyer_change_set_integer (change, "opening", shift->opening);
  if (!foyer_id_is_none (&shift->cashier))
    foyer_change_set_id (change, "cashier", &shift->cashier);
  if (counts != NULL && counts->len > 0)
    json_object_set_array_member (change->body, "counts", counts_to_json (counts));
  if (!foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    return FALSE;
  shift->device = connection->device;
  shift->opened_at = change->made_at;
  return TRUE;
}

static FoyerShift *
get_open (FoyerConnection *connection, GError **error)
{
  GError     *local_error = NULL;
  FoyerShift *shift = foyer_shift_store_current (connection, &local_error);

  if (shift == NULL && local_error == NULL)
    refuse (&local_error, FOYER_ERROR_STATE, "No shift is open.");
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return shift;
}

gboolean
foyer_shift_store_move_cash (FoyerConnection *connection, FoyerDrawerCause cause, gint64 amount, const char *reason, const FoyerId *approver, GError **error)
{
  g_autoptr (FoyerShift) shift = get_open (connection, error);
  g_autoptr (FoyerChange) change = NULL;

  if (shift == NULL)
    return FALSE;
  if (cause != FOYER_DRAWER_NO_SALE && amount <= 0)
    return refuse (error, FOYER_ERROR_INVALID, "Say how much was moved.");
  change = foyer_change_new (FOYER_CHANGE_SHIFT_CASH, &shift->id);
  foyer_change_set_text (change, "cause", foyer_drawer_cause_nick (cause));
  foyer_change_set_integer (change, "amount", cause == FOYER_DRAWER_NO_SALE ? 0 : amount);
  foyer_change_set_text (change, "reason", reason);
  foyer_change_set_id (change, "cashier", &shift->cashier);
  if (approver != NULL && !foyer_id_is_none (approver))
    foyer_change_set_id (change, "approver", approver);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

gboolean
foyer_shift_store_hand_over (FoyerConnection *connection, const FoyerId *cashier, GError **error)
{
  g_autoptr (FoyerShift) shift = get_open (connection, error);
  g_autoptr (FoyerChange) change = NULL;

  if (shift == NULL)
    return FALSE;
  if (foyer_id_equal (&shift->cashier, cashier))
    return TRUE;
  change = foyer_change_new (FOYER_CHANGE_SHIFT_HAND_OVER, &shift->id);
  foyer_change_set_id (change, "cashier", cashier);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

static gboolean
check_difference (FoyerConnection *connection, const FoyerShiftReport *report, const FoyerShiftClosing *closing, GError **error)
{
  if (report->difference != 0 && (closing->reason == NULL || *closing->reason == '\0'))
    return refuse (error, FOYER_ERROR_INVALID, "What was counted is not what is expected. Give a reason.");
  if (closing->limit >= 0 && foyer_shift_report_needs_approval (report, closing->limit) && foyer_id_is_none (&closing->approver))
    return refuse (error, FOYER_ERROR_INVALID, "The difference is beyond the limit. A supervisor must approve it.");
  return TRUE;
}

static gboolean
name_approver (FoyerConnection *connection, const FoyerId *approver, FoyerShiftReport *report, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT name FROM cashier WHERE id = ?", "b", approver);
  GError *local_error = NULL;

  if (rows == NULL)
    return FALSE;
  if (foyer_rows_next (rows, &local_error))
    g_set_str (&report->approver, foyer_rows_text (rows, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
append_close (FoyerConnection *connection, const FoyerShift *shift, const FoyerShiftClosing *closing, FoyerShiftReport *report, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_SHIFT_CLOSE, &shift->id);
  g_autofree char *text = NULL;

  /* the report says when it was closed, so the stamp must be known before it is written */
  change->made_at = foyer_clock_tick (&connection->clock, foyer_connection_now (connection));
  report->made_at = change->made_at;
  text = foyer_shift_report_print (report);
  foyer_change_set_integer (change, "number", report->number);
  foyer_change_set_integer (change, "counted", report->counted);
  foyer_change_set_integer (change, "expected", report->expected);
  foyer_change_set_text (change, "reason", report->reason);
  foyer_change_set_id (change, "cashier", &shift->cashier);
  if (!foyer_id_is_none (&closing->approver))
    foyer_change_set_id (change, "approver", &closing->approver);
  foyer_change_set_text (change, "report", text);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}

FoyerShiftReport *
foyer_shift_store_close (FoyerConnection *connection, const FoyerShiftClosing *closing, GError **error)
{
  g_autoptr (FoyerShift) shift = get_open (connection, error);
  g_autoptr (FoyerShiftReport) report = NULL;
  GError *local_error = NULL;

  if (shift == NULL)
    return NULL;
  report = foyer_shift_report_store_sum (connection, shift, error);
  if (report == NULL)
    return NULL;
  foyer_shift_report_count (report, closing->counts);
  if (!check_difference (connection, report, closing, error) || !name_approver (connection, &closing->approver, report, error))
    return NULL;
  g_set_str (&report->reason, closing->reason != NULL ? closing->reason : "");
  report->number = 1 + foyer_connection_number (connection, 0, &local_error, "SELECT max (number) FROM shift WHERE device = ?", "b", &connection->device);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return append_close (connection, shift, closing, report, error) ? g_steal_pointer (&report) : NULL;
}

GPtrArray *
foyer_shift_store_list (FoyerConnection *connection, gboolean own, guint limit, GError **error)
{
  g_autoptr (GPtrArray) shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_shift_free);
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT " COLUMNS " WHERE ?1 = 0 OR s.device = ?2 ORDER BY s.opened_at DESC LIMIT ?3",
                                                       "ibi", (gint64) own, &connection->device, (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    g_ptr_array_add (shifts, read_shift (rows));
  if (local_error == NULL)
    return g_steal_pointer (&shifts);
  g_propagate_error (error, local_error);
  return NULL;
}

static FoyerShift *
get_shift (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT " COLUMNS " WHERE s.id = ?", "b", id);

  if (rows == NULL)
    return NULL;
  if (foyer_rows_next (rows, &local_error))
    return read_shift (rows);
  if (local_error == NULL)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "There is no such shift here.");
  g_propagate_error (error, local_error);
  return NULL;
}

FoyerShiftReport *
foyer_shift_store_report (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerShift) shift = get_shift (connection, id, error);
  g_autoptr (FoyerRows) rows = NULL;

  if (shift == NULL)
    return NULL;
  if (shift->closed_at == 0)
    return foyer_shift_report_store_sum (connection, shift, error);
  rows = foyer_connection_query (connection, error, "SELECT report FROM shift_close WHERE shift = ? ORDER BY made_at, id LIMIT 1", "b", id);
  if (rows == NULL || !foyer_rows_next (rows, error))
    return NULL;
  return foyer_shift_report_parse (foyer_rows_text (rows, 0), error);
}
