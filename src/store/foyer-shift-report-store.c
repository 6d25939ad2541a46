/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-store.h"

#include "foyer-connection-private.h"
#include "foyer-meta-store.h"

/* Each function below reads one part of a report. The statements run on what the
 * shift touched only, by the indices on `shift`. */

/** ReadRow: takes one row of a query into the report. */
typedef void (*ReadRow) (FoyerShiftReport *report, FoyerRows *rows);

static gboolean
read_part (FoyerConnection *connection, const FoyerShift *shift, FoyerShiftReport *report, const char *sql, ReadRow read_row, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, sql, "b", &shift->id);

  if (rows == NULL)
    return FALSE;
  while (foyer_rows_next (rows, &local_error))
    read_row (report, rows);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
read_cashiers (FoyerShiftReport *report, FoyerRows *rows)
{
  char *more = *report->cashiers != '\0' ? g_strconcat (report->cashiers, ", ", foyer_rows_text (rows, 0), NULL) : foyer_rows_dup_text (rows, 0);

  g_free (report->cashiers);
  report->cashiers = more;
}

static void
read_orders (FoyerShiftReport *report, FoyerRows *rows)
{
  report->orders = foyer_rows_integer (rows, 0);
  g_set_str (&report->first_order, foyer_rows_text (rows, 1));
  g_set_str (&report->last_order, foyer_rows_text (rows, 2));
}

static void
read_tenders_in (FoyerShiftReport *report, FoyerRows *rows)
{
  FoyerReportTender *tender = foyer_shift_report_get_tender (report, foyer_payment_method_from_nick (foyer_rows_text (rows, 0)));

  tender->n_in += foyer_rows_integer (rows, 1);
  tender->in += foyer_rows_integer (rows, 2);
  report->rounding += foyer_rows_integer (rows, 3);
  if (tender->method != FOYER_PAYMENT_INVOICE)
    report->settled += foyer_rows_integer (rows, 4);
  else
    report->invoiced += foyer_rows_integer (rows, 2);
}

static void
read_tenders_out (FoyerShiftReport *report, FoyerRows *rows)
{
  FoyerReportTender *tender = foyer_shift_report_get_tender (report, foyer_payment_method_from_nick (foyer_rows_text (rows, 0)));

  tender->n_out += foyer_rows_integer (rows, 1);
  tender->out += foyer_rows_integer (rows, 2);
  report->rounding -= foyer_rows_integer (rows, 3);
  if (tender->method == FOYER_PAYMENT_INVOICE)
    report->invoiced -= foyer_rows_integer (rows, 2);
}

static void
read_line (FoyerShiftReport *report, FoyerRows *rows)
{
  FoyerReportLine *line = foyer_shift_report_add_line (report, foyer_rows_text (rows, 0), foyer_rows_text (rows, 1));

  line->sold = foyer_rows_integer (rows, 2);
  line->net = foyer_rows_integer (rows, 3);
  line->discounts = foyer_rows_integer (rows, 4);
  line->gross = line->net + line->discounts;
  line->returned = foyer_rows_integer (rows, 5);
  line->refunded = foyer_rows_integer (rows, 6);
  report->tickets += line->sold;
}

static void
read_tax (FoyerShiftReport *report, FoyerRows *rows)
{
  foyer_shift_report_add_tax (report, foyer_rows_integer (rows, 0), foyer_rows_integer (rows, 1));
}

static void
read_note (FoyerShiftReport *report, FoyerRows *rows)
{
  foyer_shift_report_add_note (report, foyer_rows_text (rows, 0), foyer_rows_text (rows, 1), foyer_rows_text (rows, 2), foyer_rows_integer (rows, 3), foyer_rows_integer (rows, 4));
}

static void
read_movement (FoyerShiftReport *report, FoyerRows *rows)
{
  gint64 amount = foyer_rows_integer (rows, 4);

  switch (foyer_drawer_cause_from_nick (foyer_rows_text (rows, 0)))
    {
    case FOYER_DRAWER_IN:
      report->cash_in += amount;
      break;
    case FOYER_DRAWER_OUT:
      report->cash_out += amount;
      break;
    case FOYER_DRAWER_DROP:
      report->drops += amount;
      break;
    case FOYER_DRAWER_NO_SALE:
    default:
      break;
    }
  read_note (report, rows);
}

static const struct
{
  const char *sql;
  ReadRow     read;
} parts[] = {
  { "SELECT c.name FROM (SELECT first_cashier AS cashier, 0 AS at FROM shift WHERE id = ?1"
    "                    UNION ALL SELECT cashier, made_at FROM shift_hand_over WHERE shift = ?1) w"
    "  JOIN cashier c ON c.id = w.cashier GROUP BY c.id ORDER BY min (w.at)",
    read_cashiers },
  { "SELECT count (*), coalesce ((SELECT number FROM orders WHERE shift = ?1 ORDER BY made_at, id LIMIT 1), ''),"
    "       coalesce ((SELECT number FROM orders WHERE shift = ?1 ORDER BY made_at DESC, id DESC LIMIT 1), '')"
    "  FROM orders WHERE shift = ?1",
    read_orders },
  { "SELECT method, count (*), sum (amount + rounding), sum (rounding), sum (CASE later WHEN 1 THEN amount ELSE 0 END)"
    "  FROM payment WHERE shift = ?1 GROUP BY method ORDER BY method",
    read_tenders_in },
  { "SELECT p.method, count (*), sum (p.amount + p.rounding), sum (p.rounding)"
    "  FROM refund r JOIN refund_part p ON p.refund = r.id WHERE r.shift = ?1 GROUP BY p.method ORDER BY p.method",
    read_tenders_out },
  { "SELECT coalesce (e.title, ''), coalesce (c.name, ''), sum (sold), sum (net), sum (less), sum (returned), sum (refunded) FROM"
    "  (SELECT t.event, t.category, 1 AS sold, t.price AS net, t.discount AS less, 0 AS returned, 0 AS refunded"
    "     FROM orders o JOIN ticket t ON t.order_id = o.id WHERE o.shift = ?1"
    "   UNION ALL SELECT t.event, t.category, 0, 0, 0, 1, t.price"
    "     FROM refund r JOIN refund_ticket k ON k.refund = r.id JOIN ticket t ON t.id = k.ticket WHERE r.shift = ?1) x"
    "  LEFT JOIN event e ON e.id = x.event LEFT JOIN category c ON c.id = x.category"
    "  GROUP BY x.event, x.category ORDER BY e.starts, e.title, c.position, c.name",
    read_line },
  { "SELECT vat_rate, sum (amount) FROM"
    "  (SELECT t.vat_rate, t.price AS amount FROM orders o JOIN ticket t ON t.order_id = o.id WHERE o.shift = ?1"
    "   UNION ALL SELECT t.vat_rate, - t.price FROM refund r JOIN refund_ticket k ON k.refund = r.id JOIN ticket t ON t.id = k.ticket WHERE r.shift = ?1)"
    "  GROUP BY vat_rate ORDER BY vat_rate DESC",
    read_tax },
  { "SELECT CASE o.channel WHEN 'comp' THEN 'comp' ELSE 'price' END AS what, o.reason, coalesce (c.name, ''), sum (n), sum (less) FROM"
    "  (SELECT order_id, count (*) AS n, sum (discount) AS less FROM ticket WHERE order_id IN (SELECT id FROM orders WHERE shift = ?1)"
    "      AND (discount <> 0 OR price = 0) GROUP BY order_id) x"
    "  JOIN orders o ON o.id = x.order_id LEFT JOIN cashier c ON c.id = o.approver"
    "  WHERE o.channel = 'comp' OR x.less <> 0 GROUP BY what, o.reason, o.approver ORDER BY what, o.reason",
    read_note },
  { "SELECT r.cause, r.reason, coalesce (c.name, ''), count (*), sum (r.amount) FROM refund r LEFT JOIN cashier c ON c.id = r.approver"
    "  WHERE r.shift = ?1 GROUP BY r.cause, r.reason, r.approver ORDER BY r.cause, r.reason",
    read_note },
  { "SELECT m.cause, m.reason, coalesce (c.name, ''), count (*), sum (m.amount) FROM shift_cash m LEFT JOIN cashier c ON c.id = m.approver"
    "  WHERE m.shift = ?1 GROUP BY m.cause, m.reason, m.approver ORDER BY min (m.made_at)",
    read_movement },
  { "SELECT 'reprint', reason, '', count (*), 0 FROM reprint WHERE shift = ?1 GROUP BY reason ORDER BY reason", read_note },
};

static gboolean
read_unsynced (FoyerConnection *connection, FoyerShiftReport *report, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *url = foyer_meta_store_get (connection, "platform-url", &local_error);

  report->shared = url != NULL && *url != '\0';
  if (local_error == NULL && report->shared)
    report->unsynced = foyer_connection_number (connection, 0, &local_error, "SELECT count (*) FROM outbox", "");
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

FoyerShiftReport *
foyer_shift_report_store_sum (FoyerConnection *connection, const FoyerShift *shift, GError **error)
{
  g_autoptr (FoyerShiftReport) report = foyer_shift_report_new ();

  report->till = g_strdup (shift->till);
  report->currency = g_strdup (shift->currency);
  report->cashiers = g_strdup ("");
  report->first_order = g_strdup ("");
  report->last_order = g_strdup ("");
  report->reason = g_strdup ("");
  report->approver = g_strdup ("");
  report->opening = shift->opening;
  report->opened_at = shift->opened_at;
  report->made_at = foyer_connection_now (connection);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!read_part (connection, shift, report, parts[i].sql, parts[i].read, error))
      return NULL;
  if (!read_unsynced (connection, report, error))
    return NULL;
  foyer_shift_report_settle (report);
  return g_steal_pointer (&report);
}
