/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-till-job.h"

#include "foyer-cashier-store.h"
#include "foyer-document-json.h"
#include "foyer-error.h"
#include "foyer-meta-store.h"
#include "foyer-order-store.h"
#include "foyer-print-job-store.h"
#include "foyer-receipt-paper.h"
#include "foyer-refund-store.h"
#include "foyer-sale-store.h"
#include "foyer-shift-store.h"

/* keys of what the store knows of itself */
#define LAST_SALE "till-last-sale"
#define PARKED "till-parked"
#define CART "till-cart"

/* How far back the print of the last sale is looked for. */
#define RECENT_JOBS 50

void
foyer_sale_free (FoyerSale *self)
{
  if (self == NULL)
    return;
  foyer_order_free (self->order);
  foyer_print_job_free (self->print);
  g_free (self);
}

gint64
foyer_sale_change_due (const FoyerSale *self)
{
  gint64 due = 0;

  for (guint i = 0; i < self->order->payments->len; i++)
    due += foyer_payment_change (self->order->payments->pdata[i]);
  return due;
}

void
foyer_sell_request_free (FoyerSellRequest *self)
{
  if (self == NULL)
    return;
  foyer_order_free (self->order);
  g_free (self->printer);
  g_free (self->title);
  g_free (self->till);
  g_free (self->receipt_printer);
  g_free (self->receipt_form);
  g_free (self);
}

void
foyer_paper_request_free (FoyerPaperRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->document);
  g_free (self->title);
  g_free (self->till);
  g_free (self->printer);
  g_free (self->form);
  g_free (self);
}

void
foyer_sale_request_free (FoyerSaleRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->printer);
  g_free (self->title);
  g_free (self);
}

void
foyer_lookup_request_free (FoyerLookupRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self);
}

static FoyerPrintJob *
queue_print (FoyerConnection *connection, const FoyerOrder *order, GArray *tickets, const char *title, const char *printer, const char *reason, GError **error)
{
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();

  job->order = order->id;
  job->event = order->event;
  job->title = g_strdup_printf ("%s · %s", title, order->number);
  job->printer = g_strdup (printer);
  job->message = g_strdup ("");
  job->reason = g_strdup (reason != NULL ? reason : "");
  if (!foyer_print_job_store_add (connection, job, tickets, error))
    return NULL;
  return g_steal_pointer (&job);
}

static GArray *
list_tickets (const FoyerOrder *order)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  for (guint i = 0; i < order->tickets->len; i++)
    {
      const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;

      if (foyer_ticket_status_takes_stock (ticket->status))
        g_array_append_val (tickets, ticket->id);
    }
  return tickets;
}

static FoyerSale *
sale_new (FoyerOrder *order, FoyerPrintJob *print)
{
  FoyerSale *sale = g_new0 (FoyerSale, 1);

  sale->order = order;
  sale->print = print;
  sale->voided = order->status == FOYER_ORDER_REFUNDED || order->status == FOYER_ORDER_CANCELLED;
  return sale;
}

static GPtrArray *
read_parked (FoyerConnection *connection, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *text = foyer_meta_store_get (connection, PARKED, &local_error);

  if (local_error == NULL)
    return foyer_parked_carts_parse (text);
  g_propagate_error (error, local_error);
  return NULL;
}

static gboolean
write_parked (FoyerConnection *connection, GPtrArray *carts, GError **error)
{
  g_autofree char *text = carts->len > 0 ? foyer_parked_carts_print (carts) : NULL;

  return foyer_meta_store_set (connection, PARKED, text, error);
}

static void
forget (GPtrArray *carts, FoyerTime parked_at)
{
  for (guint i = carts->len; i-- > 0;)
    if (((FoyerParkedCart *) carts->pdata[i])->parked_at == parked_at)
      g_ptr_array_remove_index (carts, i);
}

/* Returns: (transfer full) (nullable) (element-type FoyerParkedCart): those that are left */
static GPtrArray *
discard (FoyerConnection *connection, FoyerTime parked_at, GError **error)
{
  g_autoptr (GPtrArray) carts = read_parked (connection, error);

  if (carts == NULL)
    return NULL;
  forget (carts, parked_at);
  return write_parked (connection, carts, error) ? g_steal_pointer (&carts) : NULL;
}

static gboolean
finish_parked (FoyerConnection *connection, FoyerTime parked_at, GError **error)
{
  g_autoptr (GPtrArray) left = parked_at != 0 ? discard (connection, parked_at, error) : NULL;

  return parked_at == 0 || left != NULL;
}

static gboolean
queue_paper (FoyerConnection *connection, const FoyerOrder *order, const char *document, const char *title, const char *printer, const char *form, GError **error)
{
  g_autoptr (FoyerPrintJob) job = foyer_print_job_new ();

  if (order != NULL)
    {
      job->order = order->id;
      job->event = order->event;
    }
  job->title = g_strdup (title);
  job->printer = g_strdup (printer);
  job->form = g_strdup (form);
  return foyer_print_job_store_add_paper (connection, job, document, error);
}

static gboolean
queue_receipt (FoyerConnection *connection, const FoyerOrder *order, const char *till, gboolean copy, const char *printer, const char *form, GError **error)
{
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get (connection, &order->event, error);
  g_autoptr (FoyerCashier) cashier = NULL;
  g_autoptr (FoyerDocumentData) receipt = NULL;
  g_autofree char    *document = NULL;
  g_autofree char    *title = NULL;
  FoyerReceiptContext context = { .summary = summary, .till = till, .cashier = "", .fiscal = foyer_fiscal_none (), .copy = copy };

  if (summary == NULL)
    return FALSE;
  if (!foyer_id_is_none (&order->cashier))
    cashier = foyer_cashier_store_get (connection, &order->cashier, NULL);
  if (cashier != NULL)
    context.cashier = cashier->name;
  receipt = foyer_receipt_paper_new (order, &context);
  document = foyer_document_data_print (receipt);
  title = g_strdup_printf ("%s %s", foyer_document_data_get (receipt, FOYER_DOCUMENT_TITLE), order->number);
  return queue_paper (connection, order, document, title, printer, form, error);
}

gpointer
foyer_till_job_print_paper (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerPaperRequest *request = data;
  g_autoptr (FoyerOrder) order = NULL;

  if (foyer_id_is_none (&request->order))
    return GINT_TO_POINTER (queue_paper (connection, NULL, request->document, request->title, request->printer, request->form, error));
  order = foyer_order_store_get (connection, &request->order, error);
  return GINT_TO_POINTER (order != NULL && queue_receipt (connection, order, request->till, TRUE, request->printer, request->form, error));
}

gpointer
foyer_till_job_sell (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerSellRequest *request = data;
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (GArray) tickets = NULL;
  g_autofree char *id = NULL;
  FoyerPrintJob   *print;

  if (!foyer_sale_store_sell (connection, request->order, error) || !finish_parked (connection, request->parked_at, error))
    return NULL;
  id = foyer_id_dup_text (&request->order->id);
  /* the cart is this sale now: never both, never neither */
  if (!foyer_meta_store_set (connection, LAST_SALE, id, error) || !foyer_meta_store_set (connection, CART, NULL, error))
    return NULL;
  order = foyer_order_store_get (connection, &request->order->id, error);
  if (order == NULL)
    return NULL;
  tickets = list_tickets (order);
  print = queue_print (connection, order, tickets, request->title, request->printer, NULL, error);
  if (print != NULL && request->receipt_printer != NULL &&
      !queue_receipt (connection, order, request->till, FALSE, request->receipt_printer, request->receipt_form, error))
    g_clear_pointer (&print, foyer_print_job_free);
  return print != NULL ? sale_new (g_steal_pointer (&order), print) : NULL;
}

static gboolean
find_print (FoyerConnection *connection, const FoyerId *order, FoyerPrintJob **print, GError **error)
{
  g_autoptr (GPtrArray) jobs = foyer_print_job_store_list (connection, RECENT_JOBS, error);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (foyer_id_equal (&((FoyerPrintJob *) jobs->pdata[i])->order, order) && *((FoyerPrintJob *) jobs->pdata[i])->form == '\0')
      {
        *print = g_ptr_array_steal_index (jobs, i);
        break;
      }
  return jobs != NULL;
}

static FoyerSale *
read_sale (FoyerConnection *connection, const FoyerId *id, GError **error)
{
  g_autoptr (FoyerOrder) order = foyer_order_store_get (connection, id, error);
  FoyerPrintJob *print = NULL;

  if (order == NULL || !find_print (connection, id, &print, error))
    return NULL;
  return sale_new (g_steal_pointer (&order), print);
}

gpointer
foyer_till_job_read_last (FoyerConnection *connection, gpointer data, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *text = foyer_meta_store_get (connection, LAST_SALE, &local_error);
  FoyerSale       *sale;
  FoyerId          id;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!foyer_id_parse (text, &id))
    return NULL;
  sale = read_sale (connection, &id, &local_error);
  if (g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    g_clear_error (&local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return sale;
}

/* What has not reached the printer must not come out of it any more. */
static gboolean
cancel_prints (FoyerConnection *connection, const FoyerId *order, GError **error)
{
  g_autoptr (GPtrArray) jobs = foyer_print_job_store_list_open (connection, error);

  if (jobs == NULL)
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      const FoyerPrintJob *job = jobs->pdata[i];

      if (foyer_id_equal (&job->order, order) && job->state == FOYER_PRINT_WAITING &&
          !foyer_print_job_store_update (connection, &job->id, FOYER_PRINT_CANCELLED, 0, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gpointer
foyer_till_job_void (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerSaleRequest *request = data;
  FoyerRefundOrder        refund = {
           .order = request->order,
           .reason = request->reason,
           .cause = FOYER_REFUND_VOID,
           .method = FOYER_N_PAYMENT_METHODS,
           .cash_step = request->cash_step,
  };

  if (!foyer_refund_store_refund (connection, &refund, NULL, error) || !cancel_prints (connection, &request->order, error))
    return NULL;
  return read_sale (connection, &request->order, error);
}

gpointer
foyer_till_job_reprint (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerSaleRequest *request = data;
  g_autoptr (FoyerOrder) order = foyer_order_store_get (connection, &request->order, error);
  g_autoptr (GArray) tickets = NULL;
  g_autoptr (FoyerPrintJob) print = NULL;

  if (order == NULL)
    return NULL;
  tickets = list_tickets (order);
  if (tickets->len == 0)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "No ticket of this order is valid any more.");
      return NULL;
    }
  /* the old codes are dead now, so what waits with them must not be printed too */
  if (!cancel_prints (connection, &request->order, error))
    return NULL;
  for (guint i = 0; i < tickets->len; i++)
    if (!foyer_order_store_reprint (connection, &g_array_index (tickets, FoyerId, i), request->reason, error))
      return NULL;
  print = queue_print (connection, order, tickets, request->title, request->printer, request->reason, error);
  return print != NULL ? read_sale (connection, &request->order, error) : NULL;
}

gpointer
foyer_till_job_read_parked (FoyerConnection *connection, gpointer data, GError **error)
{
  return read_parked (connection, error);
}

gpointer
foyer_till_job_keep_cart (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerParkedCart kept = { .cart = data, .parked_at = data != NULL ? ((FoyerCart *) data)->parked_at : 0 };
  g_autoptr (GPtrArray) carts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (!foyer_cart_is_empty (data))
    {
      g_ptr_array_add (carts, &kept);
      text = foyer_parked_carts_print (carts);
    }
  return foyer_meta_store_set (connection, CART, text, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

gpointer
foyer_till_job_read_cart (FoyerConnection *connection, gpointer data, GError **error)
{
  GError          *local_error = NULL;
  g_autofree char *text = foyer_meta_store_get (connection, CART, &local_error);
  g_autoptr (GPtrArray) carts = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  carts = foyer_parked_carts_parse (text);
  if (carts->len == 0)
    return NULL;
  /* one that was parked is still parked in the store: it must not come up a second time */
  ((FoyerParkedCart *) carts->pdata[0])->cart->parked_at = ((FoyerParkedCart *) carts->pdata[0])->parked_at;
  return g_steal_pointer (&((FoyerParkedCart *) carts->pdata[0])->cart);
}

void
foyer_desk_free (FoyerDesk *self)
{
  if (self == NULL)
    return;
  foyer_shift_free (self->shift);
  g_ptr_array_unref (self->cashiers);
  g_free (self);
}

const FoyerCashier *
foyer_desk_get_cashier (const FoyerDesk *self)
{
  for (guint i = 0; self != NULL && self->shift != NULL && i < self->cashiers->len; i++)
    if (foyer_id_equal (&((FoyerCashier *) self->cashiers->pdata[i])->id, &self->shift->cashier))
      return self->cashiers->pdata[i];
  return NULL;
}

gpointer
foyer_till_job_read_desk (FoyerConnection *connection, gpointer data, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (GPtrArray) cashiers = foyer_cashier_store_list (connection, error);
  g_autoptr (FoyerShift) shift = cashiers != NULL ? foyer_shift_store_current (connection, &local_error) : NULL;
  FoyerDesk *desk;

  if (cashiers == NULL || local_error != NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, local_error);
      return NULL;
    }
  desk = g_new0 (FoyerDesk, 1);
  desk->shift = g_steal_pointer (&shift);
  desk->cashiers = g_steal_pointer (&cashiers);
  return desk;
}

gpointer
foyer_till_job_park (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) carts = read_parked (connection, error);
  FoyerParkedCart *parked, *newest;

  if (carts == NULL)
    return NULL;
  forget (carts, ((FoyerCart *) data)->parked_at);
  parked = g_new0 (FoyerParkedCart, 1);
  parked->cart = foyer_cart_copy (data);
  parked->parked_at = foyer_connection_now (connection);
  newest = carts->len > 0 ? carts->pdata[carts->len - 1] : NULL;
  if (newest != NULL && parked->parked_at <= newest->parked_at)
    parked->parked_at = newest->parked_at + 1; /* it is the name of a parked cart */
  g_ptr_array_add (carts, parked);
  return write_parked (connection, carts, error) && foyer_meta_store_set (connection, CART, NULL, error) ? g_steal_pointer (&carts) : NULL;
}

gpointer
foyer_till_job_recall (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerTime parked_at = *(FoyerTime *) data;
  g_autoptr (GPtrArray) carts = read_parked (connection, error);
  g_autoptr (FoyerParkedCart) parked = NULL;

  if (carts == NULL)
    return NULL;
  for (guint i = 0; i < carts->len && parked == NULL; i++)
    if (((FoyerParkedCart *) carts->pdata[i])->parked_at == parked_at)
      parked = g_ptr_array_steal_index (carts, i);
  if (parked == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND, "This order is not parked any more.");
      return NULL;
    }
  return g_steal_pointer (&parked);
}

gpointer
foyer_till_job_discard (FoyerConnection *connection, gpointer data, GError **error)
{
  return discard (connection, *(FoyerTime *) data, error);
}

gpointer
foyer_till_job_look_up (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerLookupRequest *request = data;
  FoyerAdmissionRequest     admission = { .event = request->event, .code = request->code, .gate = "", .mode = FOYER_SCAN_INFO };

  return foyer_admission_store_admit (connection, &admission, error);
}
