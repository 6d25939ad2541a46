/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-receipt-paper.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"

/* Tickets of one category at one price. */
typedef struct
{
  FoyerId category;
  gint64  price;
  gint64  discount;
  int     vat_rate;
  int     count;
} Group;

static GArray *
group_tickets (const FoyerOrder *order)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));

  for (guint i = 0; i < order->tickets->len; i++)
    {
      const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;
      Group              fresh = { ticket->category, ticket->price, ticket->discount, ticket->vat_rate, 1 };
      guint              at = 0;

      while (at < groups->len && !(foyer_id_equal (&g_array_index (groups, Group, at).category, &ticket->category) && g_array_index (groups, Group, at).price == ticket->price))
        at++;
      if (at < groups->len)
        g_array_index (groups, Group, at).count++;
      else
        g_array_append_val (groups, fresh);
    }
  return groups;
}

static const char *
name_of (const FoyerReceiptContext *context, const FoyerId *category)
{
  for (guint i = 0; context->summary != NULL && i < context->summary->categories->len; i++)
    {
      const FoyerCategory *known = ((FoyerCategorySummary *) context->summary->categories->pdata[i])->category;

      if (foyer_id_equal (&known->id, category))
        return known->name;
    }
  return _ ("Ticket");
}

static void
add_amount (FoyerDocumentData *receipt, FoyerDocumentLineKind kind, const char *text, const char *detail, gint64 amount, const char *currency)
{
  g_autofree char *money = foyer_money_format (amount, currency);

  foyer_document_data_add_line (receipt, kind, NULL, text, detail, money);
}

static void
add_tickets (FoyerDocumentData *receipt, const FoyerOrder *order, const FoyerReceiptContext *context, GArray *groups)
{
  if (context->summary != NULL)
    {
      const FoyerEvent *event = context->summary->event;
      g_autofree char  *when = foyer_format_date_time (event->starts, event->timezone, order->made_at);

      foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_HEADING, NULL, event->title, NULL, NULL);
      foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, when, NULL, NULL);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      const Group     *group = &g_array_index (groups, Group, i);
      g_autofree char *quantity = g_strdup_printf ("%d ×", group->count);
      g_autofree char *amount = foyer_money_format (group->price * group->count, order->currency);
      g_autofree char *usual = foyer_money_format ((group->price + group->discount) * group->count, order->currency);
      g_autofree char *detail = group->discount != 0 ? g_strdup_printf (_ ("instead of %s"), usual) : NULL;

      foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, quantity, name_of (context, &group->category), detail, amount);
    }
}

/* From the sum at each rate, as the reports of the till do. */
static void
add_taxes (FoyerDocumentData *receipt, const FoyerOrder *order, GArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      int    rate = g_array_index (groups, Group, i).vat_rate;
      gint64 gross = 0;
      guint  first = 0;

      while (g_array_index (groups, Group, first).vat_rate != rate)
        first++;
      if (first != i)
        continue; /* done with an earlier group */
      for (guint k = i; k < groups->len; k++)
        if (g_array_index (groups, Group, k).vat_rate == rate)
          gross += g_array_index (groups, Group, k).price * g_array_index (groups, Group, k).count;
      if (rate > 0)
        {
          g_autofree char *percent = g_strdup_printf ("%g", rate / 100.0);
          g_autofree char *amount = foyer_money_format (gross, order->currency);
          g_autofree char *text = g_strdup_printf (_ ("VAT %s %% of %s"), percent, amount);

          add_amount (receipt, FOYER_DOCUMENT_LINE_NOTE, text, NULL, foyer_money_vat_part (gross, rate), order->currency);
        }
    }
}

static void
add_payments (FoyerDocumentData *receipt, const FoyerOrder *order)
{
  g_autofree char *total = foyer_money_format_full (foyer_order_total (order), order->currency);

  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_RULE, NULL, NULL, NULL, NULL);
  foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_TOTAL, NULL, _ ("Total"), NULL, total);
  for (guint i = 0; i < order->payments->len; i++)
    {
      const FoyerPayment *payment = order->payments->pdata[i];
      const char         *reference = payment->reference != NULL && *payment->reference != '\0' ? payment->reference : NULL;

      if (payment->rounding != 0)
        add_amount (receipt, FOYER_DOCUMENT_LINE_NOTE, _ ("Rounding of cash"), NULL, payment->rounding, order->currency);
      add_amount (receipt, FOYER_DOCUMENT_LINE_ITEM, foyer_format_payment_method (payment->method), reference,
                  payment->method == FOYER_PAYMENT_CASH ? payment->given : payment->amount, order->currency);
      if (foyer_payment_change (payment) > 0)
        add_amount (receipt, FOYER_DOCUMENT_LINE_ITEM, _ ("Change"), NULL, foyer_payment_change (payment), order->currency);
    }
  if (order->payments->len == 0)
    foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_ITEM, NULL, _ ("Free of charge"), order->reason != NULL && *order->reason != '\0' ? order->reason : NULL, NULL);
}

FoyerDocumentData *
foyer_receipt_paper_new (const FoyerOrder *order, const FoyerReceiptContext *context)
{
  FoyerDocumentData *receipt = foyer_document_data_new ();
  g_autoptr (GArray) groups = group_tickets (order);
  g_autofree char *issued = foyer_format_date_time (order->made_at != 0 ? order->made_at : g_get_real_time (), NULL, 0);
  const char      *title = context->practice ? _ ("Practice: Not Valid") : context->copy ? _ ("Receipt (Copy)")
                                                                                         : _ ("Receipt");

  if (context->summary != NULL)
    {
      foyer_document_data_set (receipt, FOYER_DOCUMENT_ORGANIZER, context->summary->event->organizer);
      if (context->summary->venue != NULL)
        foyer_document_data_take (receipt, FOYER_DOCUMENT_PLACE, foyer_venue_dup_address (context->summary->venue));
    }
  foyer_document_data_set (receipt, FOYER_DOCUMENT_TITLE, title);
  foyer_document_data_set (receipt, FOYER_DOCUMENT_ISSUED, issued);
  foyer_document_data_set (receipt, FOYER_DOCUMENT_ORDER, order->number);
  foyer_document_data_set (receipt, FOYER_DOCUMENT_TILL, context->till);
  foyer_document_data_set (receipt, FOYER_DOCUMENT_CASHIER, context->cashier);
  add_tickets (receipt, order, context, groups);
  add_payments (receipt, order);
  add_taxes (receipt, order, groups);
  foyer_fiscal_describe (context->fiscal, context->signature, _ ("This till has no certified security device; its records are not signed."),
                         _ ("The security device of this till did not answer; this receipt is not signed."), receipt);
  if (context->practice)
    foyer_document_data_add_line (receipt, FOYER_DOCUMENT_LINE_NOTE, NULL, _ ("This is practice. Nothing was sold, and nothing was paid."), NULL, NULL);
  return receipt;
}
