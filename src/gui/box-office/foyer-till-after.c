/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The till: what is set aside, and what is done with a sale afterwards. */
#include "foyer-till-private.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"

static void
forget_parked (FoyerTill *self, FoyerTime parked_at)
{
  for (guint i = self->parked->len; i-- > 0;)
    if (((FoyerParkedCart *) self->parked->pdata[i])->parked_at == parked_at)
      g_ptr_array_remove_index (self->parked, i);
}

/* The one that was taken up waits in the store only in case the till dies. */
static void
set_parked (FoyerTill *self, GPtrArray *parked)
{
  g_ptr_array_unref (self->parked);
  self->parked = parked;
  if (self->cart != NULL && self->cart->parked_at != 0)
    forget_parked (self, self->cart->parked_at);
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *parked = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  FoyerTime  recall_next = self->recall_next;

  self->recall_next = 0;
  if (parked == NULL)
    {
      g_warning ("A cart could not be parked: %s", error->message);
      foyer_till_say (self, g_strconcat (_ ("The order could not be parked."), " ", foyer_format_store_error (error), NULL), TRUE);
      foyer_till_finish_commit (self, FALSE, FOYER_TILL_SELLING);
      return;
    }
  g_clear_pointer (&self->cart, foyer_cart_free);
  set_parked (self, parked);
  g_clear_pointer (&self->kept, g_free); /* the commit took it */
  foyer_till_say (self, g_strdup (_ ("The order is parked. F7 takes it up again.")), FALSE);
  foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
  if (recall_next != 0 && self->session != NULL)
    foyer_till_recall (self, recall_next);
}

void
foyer_till_park (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  foyer_till_dismiss (self);
  if (foyer_cart_is_empty (self->cart))
    {
      foyer_till_refuse (self, g_strdup (_ ("There is nothing to park.")));
      return;
    }
  self->state = FOYER_TILL_BUSY;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_park, foyer_cart_copy (self->cart), (GDestroyNotify) foyer_cart_free,
                           (GDestroyNotify) g_ptr_array_unref, parked_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parked = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (parked == NULL)
    g_warning ("The cart at hand could not be parked: %s", error->message);
}

void
foyer_till_keep_cart (FoyerTill *self)
{
  /* what is being committed is on its way already */
  if (self->state == FOYER_TILL_BUSY || foyer_cart_is_empty (self->cart))
    return;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_park, g_steal_pointer (&self->cart), (GDestroyNotify) foyer_cart_free,
                           (GDestroyNotify) g_ptr_array_unref, kept_cb, NULL);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerParkedCart) parked = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (parked == NULL)
    {
      g_message ("A parked cart could not be taken up: %s", error->message);
      foyer_till_say (self, g_strconcat (_ ("The order could not be taken up."), " ", foyer_format_store_error (error), NULL), TRUE);
      foyer_till_finish_commit (self, FALSE, FOYER_TILL_SELLING);
      if (self->session != NULL)
        foyer_till_read (self);
      return;
    }
  forget_parked (self, parked->parked_at);
  foyer_till_discard_cart (self); /* it is empty */
  self->cart = g_steal_pointer (&parked->cart);
  self->cart->parked_at = parked->parked_at;
  foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
  if (self->session != NULL && !foyer_id_equal (&self->cart->event, foyer_session_get_event_id (self->session)))
    foyer_session_set_event_id (self->session, &self->cart->event);
}

void
foyer_till_recall (FoyerTill *self, FoyerTime parked_at)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (self->state == FOYER_TILL_BUSY)
    return;
  if (!foyer_cart_is_empty (self->cart))
    {
      self->recall_next = parked_at;
      foyer_till_park (self);
      return;
    }
  foyer_till_dismiss (self);
  self->state = FOYER_TILL_BUSY;
  foyer_store_read_async (foyer_till_get_store (self), foyer_till_job_recall, g_memdup2 (&parked_at, sizeof parked_at), g_free,
                          (GDestroyNotify) foyer_parked_cart_free, NULL, recalled_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  /* it is found under F7 again, which is a nuisance and no loss */
  if (left == NULL)
    g_warning ("A parked cart could not be discarded: %s", error->message);
}

void
foyer_till_discard_cart (FoyerTill *self)
{
  if (self->cart != NULL && self->cart->parked_at != 0)
    foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_discard, g_memdup2 (&self->cart->parked_at, sizeof self->cart->parked_at), g_free,
                             (GDestroyNotify) g_ptr_array_unref, discarded_cb, NULL);
  g_clear_pointer (&self->cart, foyer_cart_free);
}

static void
take_result (FoyerTill *self, FoyerSale *sale, const GError *error, char *done, const char *failed)
{
  if (sale != NULL)
    {
      foyer_till_set_sale (self, sale);
      foyer_till_say (self, done, FALSE);
      foyer_till_finish_commit (self, TRUE, FOYER_TILL_SELLING);
      return;
    }
  g_message ("%s", error->message);
  g_free (done);
  foyer_till_say (self, g_strconcat (failed, " ", foyer_format_store_error (error), NULL), TRUE);
  foyer_till_finish_commit (self, FALSE, FOYER_TILL_SELLING);
}

static void
voided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale       *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);
  g_autofree char *amount = sale != NULL ? foyer_money_format_full (foyer_order_total (sale->order), sale->order->currency) : NULL;

  take_result (self, sale, error,
               sale != NULL ? g_strdup_printf (_ ("Order %s is void. Give back %s."), sale->order->number, amount) : NULL,
               _ ("The sale could not be voided."));
}

static void
reprinted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  take_result (self, sale, error, g_strdup (_ ("New tickets are on their way. Keep the old ones: they are not valid any more.")),
               _ ("The tickets could not be printed again."));
}

static gboolean
begin_with_last (FoyerTill *self)
{
  if (self->state == FOYER_TILL_BUSY)
    return FALSE;
  foyer_till_dismiss (self);
  if (self->last_sale == NULL)
    foyer_till_refuse (self, g_strdup (_ ("Nothing was sold here yet.")));
  else if (self->last_sale->voided)
    foyer_till_refuse (self, g_strdup (_ ("The last sale is void already.")));
  else
    self->state = FOYER_TILL_BUSY;
  return self->state == FOYER_TILL_BUSY;
}

static FoyerSaleRequest *
request_new (FoyerTill *self, const char *reason)
{
  FoyerSaleRequest *request = g_new0 (FoyerSaleRequest, 1);

  request->order = self->last_sale->order->id;
  request->reason = g_strdup (reason);
  request->printer = g_settings_get_string (foyer_session_get_settings (self->session), "ticket-printer");
  request->title = foyer_till_dup_print_title (self);
  request->cash_step = foyer_till_get_cash_step (self);
  return request;
}

void
foyer_till_void_last (FoyerTill *self, const char *reason)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (!begin_with_last (self))
    return;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_void, request_new (self, reason), (GDestroyNotify) foyer_sale_request_free,
                           (GDestroyNotify) foyer_sale_free, voided_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

void
foyer_till_reprint_last (FoyerTill *self, const char *reason)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  if (!begin_with_last (self))
    return;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_reprint, request_new (self, reason), (GDestroyNotify) foyer_sale_request_free,
                           (GDestroyNotify) foyer_sale_free, reprinted_cb, g_object_ref (self));
  foyer_till_tell_changed (self);
}

static void
last_sale_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerSale *sale = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The last sale could not be read: %s", error->message);
  if (sale == NULL)
    return;
  /* an older reading must not hide the sale that was just made */
  if (self->state == FOYER_TILL_BUSY || self->training || (self->last_sale != NULL && sale->order->made_at < self->last_sale->order->made_at))
    {
      foyer_sale_free (sale);
      return;
    }
  foyer_till_set_sale (self, sale);
  foyer_till_tell_changed (self);
}

static void
parked_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *parked = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parked == NULL)
    {
      g_warning ("The parked carts could not be read: %s", error->message);
      return;
    }
  set_parked (self, parked);
  foyer_till_tell_changed (self);
}

static void
desk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  FoyerDesk *desk = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (desk == NULL)
    {
      g_warning ("The shift could not be read: %s", error->message);
      return;
    }
  foyer_desk_free (self->desk);
  self->desk = desk;
  foyer_till_tell_changed (self);
}

/* -- The cart outlives a crash -- */

static void
cart_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCart) cart = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The order at hand could not be read: %s", error->message);
  if (self->restored)
    return;
  self->restored = TRUE;
  if (cart == NULL || !foyer_cart_is_empty (self->cart) || self->state == FOYER_TILL_BUSY)
    {
      foyer_till_watch_cart (self);
      return;
    }
  foyer_cart_free (self->cart);
  self->cart = g_steal_pointer (&cart);
  forget_parked (self, self->cart->parked_at);
  foyer_till_say (self, g_strdup (_ ("This order was not finished when the program ended.")), FALSE);
  foyer_till_tell_changed (self);
  if (self->session != NULL && !foyer_id_equal (&self->cart->event, foyer_session_get_event_id (self->session)))
    foyer_session_set_event_id (self->session, &self->cart->event);
}

static char *
dup_cart_text (const FoyerCart *cart)
{
  FoyerParkedCart parked = { .cart = (FoyerCart *) cart, .parked_at = cart != NULL ? cart->parked_at : 0 };
  g_autoptr (GPtrArray) carts = g_ptr_array_new ();

  if (foyer_cart_is_empty (cart))
    return NULL;
  g_ptr_array_add (carts, &parked);
  return foyer_parked_carts_print (carts);
}

static void
cart_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTill) self = user_data;
  g_autoptr (GError) error = NULL;

  self->keeping = FALSE;
  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      /* a sale would not fit either: better told now than when the money is on the counter */
      g_message ("The order at hand could not be kept: %s", error->message);
      g_set_str (&self->trouble, foyer_format_store_error (error));
      foyer_till_refuse (self, g_strdup (self->trouble));
      return;
    }
  g_clear_pointer (&self->trouble, g_free);
  foyer_till_watch_cart (self);
}

void
foyer_till_watch_cart (FoyerTill *self)
{
  g_autofree char *text = NULL;

  /* one write at a time; the last one tells what there is then. A commit under way takes the cart with it. */
  if (!self->restored || self->keeping || self->training || self->state == FOYER_TILL_BUSY || self->session == NULL)
    return;
  text = dup_cart_text (self->cart);
  if (g_strcmp0 (text, self->kept) == 0)
    return;
  g_set_str (&self->kept, text);
  self->keeping = TRUE;
  foyer_store_write_async (foyer_till_get_store (self), foyer_till_job_keep_cart, self->cart != NULL ? foyer_cart_copy (self->cart) : NULL,
                           (GDestroyNotify) foyer_cart_free, NULL, cart_kept_cb, g_object_ref (self));
}

void
foyer_till_read (FoyerTill *self)
{
  g_return_if_fail (FOYER_IS_TILL (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  foyer_store_read_async (foyer_till_get_store (self), foyer_till_job_read_last, NULL, NULL, (GDestroyNotify) foyer_sale_free,
                          self->reading, last_sale_read_cb, g_object_ref (self));
  foyer_store_read_async (foyer_till_get_store (self), foyer_till_job_read_desk, NULL, NULL, (GDestroyNotify) foyer_desk_free,
                          self->reading, desk_read_cb, g_object_ref (self));
  if (!self->restored)
    foyer_store_read_async (foyer_till_get_store (self), foyer_till_job_read_cart, NULL, NULL, (GDestroyNotify) foyer_cart_free,
                            self->reading, cart_read_cb, g_object_ref (self));
  foyer_store_read_async (foyer_till_get_store (self), foyer_till_job_read_parked, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                          self->reading, parked_read_cb, g_object_ref (self));
}
