/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift-paper.h"

#include <glib/gi18n.h>
#include <string.h>

#include "foyer-format.h"
#include "foyer-money.h"

/* What happened for a reason, as people say it. */
static const struct
{
  const char *what;
  const char *words;
} notes[] = {
  { "comp", N_ ("Free of charge") },
  { "price", N_ ("Another price") },
  { "void", N_ ("Void sales") },
  { "refund", N_ ("Refunds") },
  { "exchange", N_ ("Exchanges") },
  { "in", N_ ("Cash in") },
  { "out", N_ ("Cash out") },
  { "drop", N_ ("To the safe") },
  { "no-sale", N_ ("Drawer opened without a sale") },
  { "reprint", N_ ("Printed again") },
};

static void
add (FoyerDocumentData *paper, FoyerDocumentLineKind kind, const char *text, const char *detail, gint64 amount, const char *currency)
{
  g_autofree char *money = foyer_money_format (amount, currency);

  foyer_document_data_add_line (paper, kind, NULL, text, detail, money);
}

static void
add_heading (FoyerDocumentData *paper, const char *text)
{
  foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_HEADING, NULL, text, NULL, NULL);
}

static void
add_tenders (FoyerDocumentData *paper, const FoyerShiftReport *report)
{
  add_heading (paper, _ ("Payments"));
  for (guint i = 0; i < report->tenders->len; i++)
    {
      const FoyerReportTender *tender = report->tenders->pdata[i];
      g_autofree char         *out = foyer_money_format (tender->out, report->currency);
      g_autofree char         *detail = tender->n_out > 0 ? g_strdup_printf (_ ("%d taken, %d given back (%s)"), (int) tender->n_in, (int) tender->n_out, out)
                                                          : g_strdup_printf (ngettext ("%d payment", "%d payments", (gulong) tender->n_in), (int) tender->n_in);

      add (paper, FOYER_DOCUMENT_LINE_ITEM, foyer_format_payment_method (tender->method), detail, tender->in - tender->out, report->currency);
    }
  if (report->rounding != 0)
    add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Of it by rounding cash"), NULL, report->rounding, report->currency);
  if (report->settled != 0)
    add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Of it for earlier orders"), NULL, report->settled, report->currency);
}

static void
add_sales (FoyerDocumentData *paper, const FoyerShiftReport *report)
{
  add_heading (paper, _ ("Sales"));
  for (guint i = 0; i < report->lines->len; i++)
    {
      const FoyerReportLine *line = report->lines->pdata[i];
      g_autofree char       *quantity = g_strdup_printf ("%d ×", (int) line->sold);
      g_autofree char       *text = g_strdup_printf ("%s · %s", line->event, line->category);
      g_autofree char       *net = foyer_money_format (line->net, report->currency);
      GString               *detail = g_string_new (NULL);
      g_autofree char       *kept = NULL;

      if (line->discounts != 0)
        {
          g_autofree char *gross = foyer_money_format (line->gross, report->currency);
          g_autofree char *less = foyer_money_format (line->discounts, report->currency);

          g_string_append_printf (detail, _ ("%s less %s"), gross, less);
        }
      if (line->returned > 0)
        {
          g_autofree char *back = foyer_money_format (line->refunded, report->currency);

          g_string_append_printf (detail, "%s%d × %s: −%s", detail->len > 0 ? " · " : "", (int) line->returned, _ ("taken back"), back);
        }
      kept = g_string_free (detail, FALSE);
      foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_ITEM, quantity, text, *kept != '\0' ? kept : NULL, net);
    }
  add (paper, FOYER_DOCUMENT_LINE_TOTAL, _ ("Turnover"), NULL, foyer_shift_report_turnover (report), report->currency);
  for (guint i = 0; i < report->taxes->len; i++)
    {
      const FoyerReportTax *tax = report->taxes->pdata[i];
      g_autofree char      *rate = g_strdup_printf ("%g", tax->rate / 100.0);
      g_autofree char      *amount = foyer_money_format (tax->amount, report->currency);
      g_autofree char      *text = g_strdup_printf (_ ("VAT %s %% of %s"), rate, amount);

      add (paper, FOYER_DOCUMENT_LINE_NOTE, text, NULL, tax->tax, report->currency);
    }
}

static void
add_notes (FoyerDocumentData *paper, const FoyerShiftReport *report)
{
  const char *last = "";

  for (guint i = 0; i < report->notes->len; i++)
    {
      const FoyerReportNote *note = report->notes->pdata[i];
      const char            *words = note->what;
      g_autofree char       *quantity = g_strdup_printf ("%d ×", (int) note->count);

      for (gsize k = 0; k < G_N_ELEMENTS (notes); k++)
        if (strcmp (notes[k].what, note->what) == 0)
          words = _ (notes[k].words);
      if (strcmp (last, note->what) != 0)
        add_heading (paper, words);
      last = note->what;
      if (note->amount != 0)
        {
          g_autofree char *amount = foyer_money_format (note->amount, report->currency);

          foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_ITEM, quantity, note->reason, *note->approver != '\0' ? note->approver : NULL, amount);
        }
      else
        foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_ITEM, quantity, note->reason, *note->approver != '\0' ? note->approver : NULL, NULL);
    }
}

static void
add_drawer (FoyerDocumentData *paper, const FoyerShiftReport *report)
{
  const char *currency = report->currency;

  add_heading (paper, _ ("Drawer"));
  add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Counted at the opening"), NULL, report->opening, currency);
  if (report->cash_in != 0)
    add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Cash in"), NULL, report->cash_in, currency);
  if (report->cash_out != 0)
    add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Cash out"), NULL, -report->cash_out, currency);
  if (report->drops != 0)
    add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("To the safe"), NULL, -report->drops, currency);
  add (paper, FOYER_DOCUMENT_LINE_TOTAL, _ ("Expected in the drawer"), NULL, report->expected, currency);
  if (report->number == 0)
    return;
  for (guint i = 0; i < report->counts->len; i++)
    {
      const FoyerCashCount *count = &g_array_index (report->counts, FoyerCashCount, i);
      g_autofree char      *quantity = g_strdup_printf ("%d ×", (int) count->count);
      g_autofree char      *kind = foyer_money_format (count->value, currency);
      g_autofree char      *worth = foyer_money_format (count->value * count->count, currency);

      foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_NOTE, quantity, kind, NULL, worth);
    }
  add (paper, FOYER_DOCUMENT_LINE_TOTAL, _ ("Counted"), NULL, report->counted, currency);
  add (paper, FOYER_DOCUMENT_LINE_ITEM, _ ("Difference"), *report->reason != '\0' ? report->reason : NULL, report->difference, currency);
  if (*report->approver != '\0')
    {
      g_autofree char *approved = g_strdup_printf (_ ("Approved by %s"), report->approver);

      foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_NOTE, NULL, approved, NULL, NULL);
    }
}

static void
add_head (FoyerDocumentData *paper, const FoyerShiftReport *report)
{
  g_autofree char *title = report->number > 0 ? g_strdup_printf (_ ("Z Report %d"), (int) report->number) : g_strdup (_ ("X Report"));
  g_autofree char *opened = foyer_format_date_time (report->opened_at, NULL, report->made_at);
  g_autofree char *made = foyer_format_date_time (report->made_at, NULL, report->made_at);
  g_autofree char *span = g_strdup_printf ("%s – %s", opened, made);
  g_autofree char *orders = g_strdup_printf (ngettext ("%d order, %d tickets", "%d orders, %d tickets", (gulong) report->orders), (int) report->orders, (int) report->tickets);
  g_autofree char *numbers = *report->first_order != '\0' ? g_strdup_printf ("%s – %s", report->first_order, report->last_order) : NULL;

  foyer_document_data_set (paper, FOYER_DOCUMENT_TITLE, title);
  foyer_document_data_set (paper, FOYER_DOCUMENT_TILL, report->till);
  foyer_document_data_set (paper, FOYER_DOCUMENT_CASHIER, report->cashiers);
  foyer_document_data_set (paper, FOYER_DOCUMENT_ISSUED, made);
  foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_ITEM, NULL, span, *report->cashiers != '\0' ? report->cashiers : NULL, report->currency);
  foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_ITEM, NULL, orders, numbers, NULL);
}

FoyerDocumentData *
foyer_shift_paper_report (const FoyerShiftReport *report)
{
  FoyerDocumentData *paper = foyer_document_data_new ();
  g_autofree char   *unsynced = NULL;

  add_head (paper, report);
  add_sales (paper, report);
  add_tenders (paper, report);
  add_notes (paper, report);
  add_drawer (paper, report);
  if (report->shared)
    unsynced = report->unsynced == 0 ? g_strdup (_ ("The platform has everything."))
                                     : g_strdup_printf (ngettext ("%d change was not yet sent to the platform; it is carried over.", "%d changes were not yet sent to the platform; they are carried over.", (gulong) report->unsynced), (int) report->unsynced);
  if (unsynced != NULL)
    foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_NOTE, NULL, unsynced, NULL, NULL);
  foyer_document_data_add_line (paper, FOYER_DOCUMENT_LINE_NOTE, NULL, _ ("This till has no certified security device; its records are not signed."), NULL, NULL);
  return paper;
}
