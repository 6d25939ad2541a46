/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The till: from the cart to a committed sale. */
#include "foyer-till-private.h"

#include <glib/gi18n.h>

#include "foyer-cash.h"
#include "foyer-document-json.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-receipt-paper.h"
#include "../printing/foyer-print-queue.h"

/* An Enter that bounces must not wipe away the change that it has just brought. */
#define BOUNCE_US (G_USEC_PER_SEC / 2)

static void open_drawer (FoyerTill *self, const FoyerOrder *order);

static gpointer
read_event (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_get (connection, data, error);
}

/* The stock was gone between key and commit: tell how much there is. */
static void
shortage_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerEventSummary) summary = foyer_store_read_finish (FOYER_STORE (source), result, &error);
  char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; summary != NULL && sentence == NULL && i < self->cart->lines->len; i++)
    {
      const FoyerCartLine        *line = foyer_cart_get (self->cart, i);
      const FoyerCategorySummary *category = foyer_till_find_category (summary, &line->category);

      if (category != NULL && line->count > category->available)
        sentence = foyer_till_dup_left_sentence (line->name, category->available);
      else if (category != NULL && line->count > category->here)
        {
          sentence = foyer_till_dup_dry_sentence (self, category);
          foyer_till_ask_for (self, &line->category, line->count);
        }
    }
  if (sentence == NULL && summary != NULL)
    sentence = g_strdup_printf (ngettext ("Only %d ticket of the event is left.", "Only %d tickets of the event are left.", (gulong) summary->available), (int) summary->available);
  if (sentence == NULL)
    sentence = g_strdup (_ ("There are not enough tickets left."));
  foyer_till_say (self, g_strconcat (sentence, " ", _ ("Nothing was sold."), NULL), TRUE);
  g_free (sentence);
  foyer_till_finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

static void
sold_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (sale != NULL)
    {
      if (self->session != NULL) /* the sale is on the disk: now the drawer, and the paper follows by itself */
        open_drawer (self, sale->order);
      foyer_till_set_sale (self, sale);
      g_clear_pointer (&self->cart, foyer_cart_free);
      g_clear_pointer (&self->kept, g_free); /* the commit took it */
      self->shows_change = TRUE;
      self->sold_at = g_get_monotonic_time ();
      foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
      return;
    }
  g_message ("A sale was refused: %s", error->message);
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT) || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_LEASE))
    {
      foyer_store_read_async (FOYER_STORE (source), read_event, g_memdup2 (&self->cart->event, sizeof (FoyerId)), g_free,
                              (GDestroyNotify) foyer_event_summary_free, self->cancellable, shortage_read_cb, g_object_ref (self));
      return;
    }
  foyer_till_say (self, g_strconcat (foyer_format_store_error (error), " ", _ ("Nothing was sold."), NULL), TRUE);
  foyer_till_finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

/* What people see in the printer's queue: no names of guests. */
char *
foyer_till_dup_print_title (FoyerTill *self)
{
  const FoyerEventSummary *summary = foyer_till_get_summary (self);

  return g_strdup (summary != NULL && *summary->event->title != '\0' ? summary->event->title : _ ("Tickets"));
}

GPtrArray *
foyer_till_get_payments (FoyerTill *self)
{
  g_return_val_if_fail (FOYER_IS_TILL (self), NULL);

  return self->payments;
}

gint64
foyer_till_get_rest (FoyerTill *self)
{
  gint64 rest;

  g_return_val_if_fail (FOYER_IS_TILL (self), 0);

  rest = foyer_cart_total (self->cart);
  for (guint i = 0; i < self->payments->len; i++)
    rest -= ((FoyerPayment *) self->payments->pdata[i])->amount;
  return rest;
}

gint64
foyer_till_get_cash_step (FoyerTill *self)
{
  int set = g_settings_get_int (foyer_session_get_settings (self->session), "cash-rounding");

  g_return_val_if_fail (FOYER_IS_TILL (self), 1);

  return set > 0 ? set : foyer_cash_step (foyer_till_get_currency (self));
}

gint64
foyer_till_get_cash_due (FoyerTill *self)
{
  return foyer_cash_round (foyer_till_get_rest (self), foyer_till_get_cash_step (self));
}

void
foyer_till_forget_payments (FoyerTill *self)
{
  g_ptr_array_set_size (self->payments, 0);
}

static char *
dup_till_name (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "till-name");

  return g_strdup (*name != '\0' ? name : g_get_host_name ());
}

static void
paper_queued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) != NULL)
    return;
  g_message ("A paper was not queued: %s", error->message);
  foyer_till_refuse (self, g_strconcat (_ ("It could not be printed."), " ", foyer_format_store_error (error), NULL));
}

/* Returns: FALSE when there is no printer for receipts */
static gboolean
queue_paper (FoyerTill *self, const FoyerId *order, const char *title, const char *document)
{
  GSettings         *settings = foyer_session_get_settings (self->session);
  g_autofree char   *printer = g_settings_get_string (settings, "receipt-printer");
  FoyerPaperRequest *request;

  if (*printer == '\0')
    return FALSE;
  request = g_new0 (FoyerPaperRequest, 1);
  request->order = *order;
  request->document = g_strdup (document);
  request->title = g_strdup (title);
  request->till = dup_till_name (settings);
  request->printer = g_steal_pointer (&printer);
  request->form = g_settings_get_string (settings, "receipt-form");
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_print_paper, request, (GDestroyNotify) foyer_paper_request_free, NULL, paper_queued_cb, g_object_ref (self));
  return TRUE;
}

void
foyer_till_print_paper (FoyerTill *self, const char *title, const char *document)
{
  const FoyerId none = FOYER_ID_NONE;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (!queue_paper (self, &none, title, document))
    foyer_till_refuse (self, g_strdup (_ ("Choose a printer for receipts in the preferences.")));
}

/* As of a sale, but it says on its face that it is none. */
static void
print_practice (FoyerTill *self, const FoyerOrder *order)
{
  GSettings          *settings = foyer_session_get_settings (self->session);
  g_autofree char    *till = dup_till_name (settings);
  const FoyerId       none = FOYER_ID_NONE;
  FoyerReceiptContext context = { .summary = foyer_till_get_summary (self), .till = till, .cashier = "", .fiscal = foyer_fiscal_none (), .practice = TRUE };
  g_autoptr (FoyerDocumentData) receipt = foyer_receipt_paper_new (order, &context);
  g_autofree char *document = foyer_document_data_print (receipt);

  queue_paper (self, &none, foyer_document_data_get (receipt, FOYER_DOCUMENT_TITLE), document);
}

void
foyer_till_print_receipt (FoyerTill *self)
{
  gboolean queued = TRUE;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || self->last_sale == NULL)
    return;
  if (self->last_sale->practice)
    print_practice (self, self->last_sale->order);
  else
    queued = queue_paper (self, &self->last_sale->order->id, NULL, NULL);
  if (!queued)
    foyer_till_refuse (self, g_strdup (_ ("Choose a printer for receipts in the preferences.")));
}

/* Cash goes into the drawer, and change comes out of it. */
static void
open_drawer (FoyerTill *self, const FoyerOrder *order)
{
  if (!g_settings_get_boolean (foyer_session_get_settings (self->session), "drawer-kick"))
    return;
  for (guint i = 0; i < order->payments->len; i++)
    if (((FoyerPayment *) order->payments->pdata[i])->method == FOYER_PAYMENT_CASH)
      {
        foyer_print_queue_open_drawer (foyer_session_get_print_queue (self->session));
        return;
      }
}

/* As a sale looks that was committed, but none was. */
static void
practise (FoyerTill *self, FoyerOrder *order)
{
  FoyerSale *sale = g_new0 (FoyerSale, 1);

  order->number = g_strdup_printf (_ ("Practice %u"), ++self->n_trained);
  order->status = foyer_order_paid (order) >= foyer_order_total (order) ? FOYER_ORDER_PAID : FOYER_ORDER_PENDING;
  sale->order = order;
  sale->practice = TRUE;
  foyer_till_set_sale (self, sale);
  g_clear_pointer (&self->cart, foyer_cart_free);
  g_clear_pointer (&self->message, g_free);
  self->shows_change = TRUE;
  self->sold_at = g_get_monotonic_time ();
  if (g_settings_get_boolean (foyer_session_get_settings (self->session), "receipt-always"))
    print_practice (self, order);
  foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
}

static void
sell (FoyerTill *self, FoyerOrder *order)
{
  FoyerSellRequest *request;

  if (self->training)
    {
      practise (self, order);
      return;
    }
  request = g_new0 (FoyerSellRequest, 1);
  g_clear_pointer (&self->message, g_free);
  request->order = order;
  request->parked_at = self->cart->parked_at;
  request->printer = g_settings_get_string (foyer_session_get_settings (self->session), "ticket-printer");
  request->title = foyer_till_dup_print_title (self);
  request->till = dup_till_name (foyer_session_get_settings (self->session));
  if (g_settings_get_boolean (foyer_session_get_settings (self->session), "receipt-always"))
    {
      g_autofree char *printer = g_settings_get_string (foyer_session_get_settings (self->session), "receipt-printer");

      request->receipt_printer = *printer != '\0' ? g_steal_pointer (&printer) : NULL;
      request->receipt_form = g_settings_get_string (foyer_session_get_settings (self->session), "receipt-form");
    }
  self->state = FOYER_TILL_BUSY;
  self->shows_change = FALSE;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_sell, request, (GDestroyNotify) foyer_sell_request_free,
                           (GDestroyNotify) foyer_sale_free, sold_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

/* The parts that were taken, and the last one: together they pay the cart. */
static void
sell_paid (FoyerTill *self, FoyerPayment *last)
{
  FoyerOrder *order = foyer_cart_to_order (self->cart, FALSE);

  for (guint i = 0; i < self->payments->len; i++)
    {
      const FoyerPayment *part = self->payments->pdata[i];
      FoyerPayment       *copy = foyer_payment_new (part->method, part->amount);

      copy->given = part->given;
      copy->rounding = part->rounding;
      g_set_str (&copy->reference, part->reference);
      g_ptr_array_add (order->payments, copy);
    }
  if (last != NULL)
    g_ptr_array_add (order->payments, last);
  sell (self, order);
}

static FoyerPayment *
payment_of (FoyerTill *self, FoyerPaymentMethod method, gint64 amount, gint64 given)
{
  FoyerPayment *payment = foyer_payment_new (method, amount);

  if (method == FOYER_PAYMENT_CASH)
    payment->rounding = foyer_cash_round (amount, foyer_till_get_cash_step (self)) - amount;
  payment->given = method == FOYER_PAYMENT_CASH ? MAX (given, foyer_payment_due (payment)) : 0;
  return payment;
}

static void
take_cash (FoyerTill *self)
{
  gint64 due = foyer_till_get_cash_due (self);
  gint64 given = foyer_till_get_given (self);

  if (given < due)
    {
      g_autofree char *missing = foyer_money_format_full (due - given, foyer_till_get_currency (self));

      foyer_till_refuse (self, g_strdup_printf (_ ("That is %s too little."), missing));
      return;
    }
  sell_paid (self, foyer_till_get_rest (self) > 0 ? payment_of (self, FOYER_PAYMENT_CASH, foyer_till_get_rest (self), given) : NULL);
}

void
foyer_till_enter (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  if (self->shows_change && g_get_monotonic_time () - self->sold_at < BOUNCE_US)
    return;
  foyer_till_dismiss (self);
  if (!foyer_till_can_pay (self))
    return;
  if (self->state == FOYER_TILL_PAYING)
    {
      take_cash (self);
      return;
    }
  self->state = FOYER_TILL_PAYING;
  foyer_till_tell_changed (self);
}

void
foyer_till_give (FoyerTill *self, gint64 amount)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  foyer_till_dismiss (self);
  if (!foyer_till_can_pay (self))
    return;
  if (amount >= foyer_till_get_cash_due (self))
    sell_paid (self, foyer_till_get_rest (self) > 0 ? payment_of (self, FOYER_PAYMENT_CASH, foyer_till_get_rest (self), amount) : NULL);
}

void
foyer_till_pay_part (FoyerTill *self, FoyerPaymentMethod method, gint64 amount, const char *reference)
{
  FoyerPayment *payment;

  g_return_if_fail (FOYER_IS_TILL (self));

  foyer_till_dismiss (self);
  if (!foyer_till_can_pay (self))
    return;
  if (amount < 0 || amount > foyer_till_get_rest (self) || (amount == 0 && foyer_till_get_rest (self) > 0))
    {
      foyer_till_refuse (self, g_strdup (_ ("A part is at most what is left to pay.")));
      return;
    }
  payment = amount > 0 ? payment_of (self, method, amount, 0) : NULL;
  if (payment != NULL)
    g_set_str (&payment->reference, reference);
  if (amount == foyer_till_get_rest (self))
    {
      sell_paid (self, payment);
      return;
    }
  g_ptr_array_add (self->payments, payment);
  g_string_truncate (self->entry, 0);
  self->state = FOYER_TILL_PAYING;
  foyer_till_tell_changed (self);
}

/* What was typed as an amount, at most what is left; all that is left when nothing was. */
static gint64
get_typed_part (FoyerTill *self)
{
  gint64 rest = foyer_till_get_rest (self), typed = rest;

  if (self->state == FOYER_TILL_PAYING && self->entry->len > 0 &&
      !foyer_money_parse (self->entry->str, foyer_till_get_currency (self), &typed, NULL))
    return rest;
  return MIN (typed, rest);
}

void
foyer_till_pay_by_card (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state != FOYER_TILL_BUSY)
    foyer_till_pay_part (self, FOYER_PAYMENT_CARD, get_typed_part (self), "");
}

void
foyer_till_split (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state != FOYER_TILL_PAYING)
    return;
  if (self->entry->len == 0)
    {
      foyer_till_refuse (self, g_strdup (_ ("Type how much of it is paid in cash.")));
      return;
    }
  foyer_till_pay_part (self, FOYER_PAYMENT_CASH, get_typed_part (self), "");
}

void
foyer_till_take_back (FoyerTill *self, guint index)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY || index >= self->payments->len)
    return;
  g_ptr_array_remove_index (self->payments, index);
  foyer_till_tell_changed (self);
}

void
foyer_till_pay_nothing (FoyerTill *self, const char *reason, const FoyerId *approver)
{
  FoyerOrder *order;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (!foyer_till_can_pay (self))
    return;
  order = foyer_cart_to_order (self->cart, TRUE);
  g_set_str (&order->reason, reason);
  order->approver = *approver;
  sell (self, order);
}
