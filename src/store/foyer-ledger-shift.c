/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ledger-private.h"

/* What the facts say of a shift; they may have come in any order. Of two counts
 * of one shift the first one made stands. */
static gboolean
refresh (FoyerConnection *connection, const FoyerId *shift, GError **error)
{
  static const char *const sql =
    "UPDATE shift SET"
    "  cashier = coalesce ((SELECT cashier FROM shift_hand_over WHERE shift = ?1 ORDER BY made_at DESC, id DESC LIMIT 1), first_cashier),"
    "  closed_at = coalesce ((SELECT made_at FROM shift_close WHERE shift = ?1 ORDER BY made_at, id LIMIT 1), 0),"
    "  number = coalesce ((SELECT number FROM shift_close WHERE shift = ?1 ORDER BY made_at, id LIMIT 1), 0)"
    " WHERE id = ?1";

  connection->changed |= FOYER_SUBJECT_SHIFTS;
  return foyer_connection_run (connection, error, sql, "b", shift);
}

static FoyerId
id_of (JsonObject *body, const char *field)
{
  FoyerId id = FOYER_ID_NONE;

  foyer_body_id (body, field, &id);
  return id;
}

static const char *
text_of (JsonObject *body, const char *field)
{
  const char *text = foyer_body_text (body, field);

  return text != NULL ? text : "";
}

static gboolean
take (FoyerConnection *connection, gboolean inserted, const FoyerChange *change, gboolean *is_new, GError **error)
{
  if (!inserted)
    return FALSE;
  *is_new = sqlite3_changes (connection->db) > 0;
  return !*is_new || refresh (connection, &change->subject, error);
}

gboolean
foyer_ledger_apply_shift_open (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId cashier = id_of (change->body, "cashier");

  return take (connection,
               foyer_connection_run (connection, error,
                                     "INSERT OR IGNORE INTO shift (id, till, currency, opening, first_cashier, opened_at, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                     "bttibib", &change->subject, text_of (change->body, "till"), text_of (change->body, "currency"),
                                     foyer_body_integer (change->body, "opening", 0), &cashier, change->made_at, &change->device),
               change, is_new, error);
}

gboolean
foyer_ledger_apply_shift_cash (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId cashier = id_of (change->body, "cashier");
  FoyerId approver = id_of (change->body, "approver");

  return take (connection,
               foyer_connection_run (connection, error,
                                     "INSERT OR IGNORE INTO shift_cash (id, shift, cause, amount, reason, cashier, approver, made_at, device) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                     "bbtitbbib", &change->id, &change->subject, text_of (change->body, "cause"), foyer_body_integer (change->body, "amount", 0),
                                     text_of (change->body, "reason"), &cashier, &approver, change->made_at, &change->device),
               change, is_new, error);
}

gboolean
foyer_ledger_apply_shift_hand_over (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  FoyerId cashier = id_of (change->body, "cashier");

  return take (connection,
               foyer_connection_run (connection, error, "INSERT OR IGNORE INTO shift_hand_over (id, shift, cashier, made_at, device) VALUES (?, ?, ?, ?, ?)",
                                     "bbbib", &change->id, &change->subject, &cashier, change->made_at, &change->device),
               change, is_new, error);
}

gboolean
foyer_ledger_apply_shift_close (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error)
{
  return take (connection,
               foyer_connection_run (connection, error,
                                     "INSERT OR IGNORE INTO shift_close (id, shift, number, counted, report, made_at, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                     "bbiitib", &change->id, &change->subject, foyer_body_integer (change->body, "number", 0),
                                     foyer_body_integer (change->body, "counted", 0), text_of (change->body, "report"), change->made_at, &change->device),
               change, is_new, error);
}
