/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The till: from the cart to a committed sale. */
#include "foyer-till-private.h"

#include <glib/gi18n.h>

#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-money.h"

/* An Enter that bounces must not wipe away the change that it has just brought. */
#define BOUNCE_US (G_USEC_PER_SEC / 2)

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
      foyer_till_set_sale (self, sale);
      g_clear_pointer (&self->cart, foyer_cart_free);
      self->shows_change = TRUE;
      self->sold_at = g_get_monotonic_time ();
      foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
      return;
    }
  g_message ("A sale was refused: %s", error->message);
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT))
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

static void
sell (FoyerTill *self, FoyerOrder *order)
{
  FoyerSellRequest *request = g_new0 (FoyerSellRequest, 1);

  g_clear_pointer (&self->message, g_free);
  request->order = order;
  request->parked_at = self->cart->parked_at;
  request->printer = g_settings_get_string (foyer_session_get_settings (self->session), "ticket-printer");
  request->title = foyer_till_dup_print_title (self);
  self->state = FOYER_TILL_BUSY;
  self->shows_change = FALSE;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_sell, request, (GDestroyNotify) foyer_sell_request_free,
                           (GDestroyNotify) foyer_sale_free, sold_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

static void
sell_for (FoyerTill *self, FoyerPaymentMethod method, gint64 given)
{
  FoyerOrder *order = foyer_cart_to_order (self->cart, FALSE);
  gint64      total = foyer_cart_total (self->cart);

  if (total > 0)
    {
      FoyerPayment *payment = foyer_payment_new (method, total);

      payment->given = given;
      g_ptr_array_add (order->payments, payment);
    }
  sell (self, order);
}

static void
take_cash (FoyerTill *self)
{
  gint64 total = foyer_cart_total (self->cart);
  gint64 given = foyer_till_get_given (self);

  if (given < total)
    {
      g_autofree char *missing = foyer_money_format_full (total - given, foyer_till_get_currency (self));

      foyer_till_refuse (self, g_strdup_printf (_ ("That is %s too little."), missing));
      return;
    }
  sell_for (self, FOYER_PAYMENT_CASH, given);
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
  if (amount >= foyer_cart_total (self->cart))
    sell_for (self, FOYER_PAYMENT_CASH, amount);
}

void
foyer_till_pay_by_card (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  if (foyer_till_can_pay (self))
    sell_for (self, FOYER_PAYMENT_CARD, 0);
}

void
foyer_till_pay_nothing (FoyerTill *self, const char *reason)
{
  FoyerOrder *order;

  g_return_if_fail (FOYER_IS_TILL (self));

  if (!foyer_till_can_pay (self))
    return;
  order = foyer_cart_to_order (self->cart, TRUE);
  order->reason = g_strdup (reason);
  sell (self, order);
}
