/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sale-store.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-error.h"
#include "foyer-event-store.h"
#include "foyer-ledger-private.h"
#include "foyer-lease-store.h"
#include "foyer-meta-store.h"
#include "foyer-shift-store.h"
#include "foyer-ticket-code.h"

/* A platform gives each device a number; serials and order numbers then come
 * from a range of the device's own, so that two tills never allot the same. */
#define SERIALS_PER_DEVICE 100000

/* Orders of a list that are taken in even when others wait, or it would never end. */
#define IMPORT_AT_LEAST 250

/* The numbers that new orders and tickets of one event get. */
typedef struct
{
  int    device_number;
  int    serial; /* next */
  gint64 order;  /* last that was allotted */
  gint64 order_before;
} Numbers;

static gboolean
load_numbers (FoyerConnection *connection, Numbers *numbers, const FoyerId *event, guint n_tickets, GError **error)
{
  g_autofree char *text = NULL;
  gint64           first, last, highest;
  GError          *local_error = NULL;

  numbers->device_number = foyer_meta_store_device_number (connection);
  first = (gint64) numbers->device_number * SERIALS_PER_DEVICE;
  last = numbers->device_number > 0 ? first + SERIALS_PER_DEVICE - 1 : FOYER_SERIAL_MAX;
  highest = foyer_connection_number (connection, first, &local_error,
                                     "SELECT max (serial) FROM ticket WHERE event = ? AND serial BETWEEN ? AND ?",
                                     "bii", event, first, last);
  if (local_error == NULL && highest + n_tickets > last)
    g_set_error (&local_error, FOYER_ERROR, FOYER_ERROR_STATE, "This device has no ticket numbers left for the event.");
  if (local_error == NULL)
    text = foyer_meta_store_get (connection, "order-number", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  numbers->serial = highest + 1;
  numbers->order = numbers->order_before = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

static gboolean
save_numbers (FoyerConnection *connection, const Numbers *numbers, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, numbers->order);

  return numbers->order == numbers->order_before || foyer_meta_store_set (connection, "order-number", value, error);
}

static void
fill_in_ticket (FoyerConnection *connection, const FoyerOrder *order, FoyerTicket *ticket, Numbers *numbers, FoyerTime now)
{
  if (foyer_id_is_none (&ticket->id))
    ticket->id = foyer_id_generate (now, &connection->random);
  ticket->order = order->id;
  ticket->event = order->event;
  if (ticket->secret == NULL || *ticket->secret == '\0')
    {
      g_free (ticket->secret);
      ticket->secret = foyer_secret_generate (&connection->random);
    }
  if (ticket->serial == 0)
    ticket->serial = numbers->serial++;
}

static void
fill_in_numbered (FoyerConnection *connection, FoyerOrder *order, const char *currency, Numbers *numbers)
{
  FoyerTime now = foyer_connection_now (connection);

  if (foyer_id_is_none (&order->id))
    order->id = foyer_id_generate (now, &connection->random);
  if (order->number == NULL || *order->number == '\0')
    {
      g_free (order->number);
      order->number = g_strdup_printf ("%d-%06" G_GINT64_FORMAT, numbers->device_number, ++numbers->order);
    }
  if (order->currency == NULL)
    order->currency = g_strdup (currency);
  for (guint i = 0; i < order->tickets->len; i++)
    fill_in_ticket (connection, order, ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket, numbers, now);
  for (guint i = 0; i < order->payments->len; i++)
    ((FoyerPayment *) order->payments->pdata[i])->id = foyer_id_generate (now, &connection->random);
}

static gboolean
fill_in (FoyerConnection *connection, FoyerOrder *order, const char *currency, GError **error)
{
  Numbers numbers;

  if (!load_numbers (connection, &numbers, &order->event, order->tickets->len, error))
    return FALSE;
  fill_in_numbered (connection, order, currency, &numbers);
  return save_numbers (connection, &numbers, error);
}

static gboolean refuse (GError **error, FoyerError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, FoyerError code, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (FOYER_ERROR, code, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
check_category (const FoyerCategorySummary *summary, int wanted, FoyerTime now, GError **error)
{
  const FoyerCategory *category = summary->category;

  if (category->status == FOYER_CATEGORY_DRAFT)
    return refuse (error, FOYER_ERROR_NOT_ON_SALE, "“%s” is not on sale yet.", category->name);
  if (category->sale_from != 0 && now < category->sale_from)
    return refuse (error, FOYER_ERROR_NOT_ON_SALE, "The sale of “%s” has not begun.", category->name);
  if (category->sale_until != 0 && now > category->sale_until)
    return refuse (error, FOYER_ERROR_NOT_ON_SALE, "The sale of “%s” has ended.", category->name);
  if (category->max_per_order > 0 && wanted > category->max_per_order)
    return refuse (error, FOYER_ERROR_INVALID, "That is more of “%s” than one order may hold.", category->name);
  if (wanted < category->min_per_order)
    return refuse (error, FOYER_ERROR_INVALID, "That is fewer of “%s” than an order must hold.", category->name);
  if (wanted > summary->available)
    return refuse (error, FOYER_ERROR_SOLD_OUT, "Only %" G_GINT64_FORMAT " of “%s” are left.", summary->available, category->name);
  if (wanted > summary->here)
    return refuse (error, FOYER_ERROR_LEASE, "Only %" G_GINT64_FORMAT " of “%s” can be sold on this laptop until it has asked its platform for more.", summary->here, category->name);
  return TRUE;
}

static int
count_wanted (const FoyerOrder *order, const FoyerId *category)
{
  int wanted = 0;

  for (guint i = 0; i < order->tickets->len; i++)
    wanted += foyer_id_equal (&((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->category, category);
  return wanted;
}

static gboolean
is_seat_twice (const FoyerOrder *order, guint position)
{
  const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[position])->ticket;

  for (guint i = 0; i < position; i++)
    {
      const FoyerTicket *other = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;

      if (foyer_id_equal (&ticket->category, &other->category) && g_strcmp0 (ticket->seat, other->seat) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_seats (FoyerConnection *connection, const FoyerOrder *order, GError **error)
{
  for (guint i = 0; i < order->tickets->len; i++)
    {
      const FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket;
      GError            *local_error = NULL;

      if (ticket->seat == NULL || *ticket->seat == '\0')
        continue;
      if (foyer_connection_number (connection, 0, &local_error, "SELECT EXISTS (SELECT 1 FROM ticket WHERE event = ? AND category = ? AND live = 1 AND seat = ?)", "bbt", &order->event, &ticket->category, ticket->seat) != 0 ||
          is_seat_twice (order, i))
        return refuse (error, FOYER_ERROR_SOLD_OUT, "Seat “%s” is taken.", ticket->seat);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_payments (const FoyerOrder *order, GError **error)
{
  gint64 sum = 0;

  for (guint i = 0; i < order->payments->len; i++)
    {
      const FoyerPayment *payment = order->payments->pdata[i];

      sum += payment->amount;
      if (payment->method == FOYER_PAYMENT_CASH && payment->given < foyer_payment_due (payment))
        return refuse (error, FOYER_ERROR_INVALID, "Less cash was given than is due.");
      if (payment->method != FOYER_PAYMENT_CASH && payment->rounding != 0)
        return refuse (error, FOYER_ERROR_INVALID, "Only cash is rounded.");
    }
  if (sum == foyer_order_total (order))
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The payments do not add up to the total of the order.");
  return FALSE;
}

static gboolean
check_sale (FoyerConnection *connection, FoyerOrder *order, const FoyerEventSummary *summary, GError **error)
{
  FoyerTime now = foyer_connection_now (connection);
  gint64    wanted_in_all = 0;

  if (order->tickets->len == 0)
    return refuse (error, FOYER_ERROR_INVALID, "There is nothing to sell.");
  if (summary->event->status != FOYER_EVENT_PUBLISHED)
    return refuse (error, FOYER_ERROR_NOT_ON_SALE, "“%s” is not on sale.", summary->event->title);
  if (summary->phase == FOYER_PHASE_COMPLETED)
    return refuse (error, FOYER_ERROR_NOT_ON_SALE, "“%s” is over.", summary->event->title);
  for (guint i = 0; i < summary->categories->len; i++)
    {
      FoyerCategorySummary *category = summary->categories->pdata[i];
      int                   wanted = count_wanted (order, &category->category->id);

      wanted_in_all += wanted;
      if (wanted > 0 && !check_category (category, wanted, now, error))
        return FALSE;
    }
  if (wanted_in_all != order->tickets->len)
    return refuse (error, FOYER_ERROR_NOT_FOUND, "A ticket is of no category of “%s”.", summary->event->title);
  if (wanted_in_all > summary->available)
    return refuse (error, FOYER_ERROR_SOLD_OUT, "Only %" G_GINT64_FORMAT " tickets of the event are left.", summary->available);
  return check_seats (connection, order, error) && check_payments (order, error);
}

static gboolean
append (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  if (!foyer_change_store_apply_sale (connection, order, error))
    return FALSE;
  order->status = foyer_order_paid (order) >= foyer_order_total (order) ? FOYER_ORDER_PAID : FOYER_ORDER_PENDING;
  return TRUE;
}

/* The platform would refuse what a door sells, and nobody else would know of it. */
static gboolean
check_role (FoyerConnection *connection, GError **error)
{
  g_autofree char *role = foyer_meta_store_get (connection, "platform-role", NULL);

  return g_strcmp0 (role, "door") != 0 || refuse (error, FOYER_ERROR_STATE, "This laptop is paired as a door, which does not sell.");
}

gboolean
foyer_sale_store_sell (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  g_autoptr (FoyerEventSummary) summary = foyer_event_store_get_for_sale (connection, &order->event, error);

  return summary != NULL && check_role (connection, error) && check_sale (connection, order, summary, error) &&
         foyer_shift_store_take_order (connection, order, summary->event->currency, error) &&
         foyer_lease_store_take (connection, order, summary, error) &&
         fill_in (connection, order, summary->event->currency, error) && append (connection, order, error);
}

gboolean
foyer_sale_store_import (FoyerConnection *connection, FoyerOrder *order, GError **error)
{
  return fill_in (connection, order, "EUR", error) && append (connection, order, error);
}

void
foyer_sale_store_prepare (FoyerOrder *order)
{
  foyer_ledger_prepare_sale (order);
}

gboolean
foyer_sale_store_knows (FoyerConnection *connection, const FoyerId *event, const FoyerId *ticket, const char *code, GError **error)
{
  gboolean has_code = code != NULL && *code != '\0';

  return foyer_connection_number (connection, 0, error, "SELECT EXISTS (SELECT 1 FROM ticket WHERE substr (id, 7) = substr (?, 7) AND substr (id, 7, 1) >= x'80')", "b", ticket) != 0 ||
         (has_code && foyer_connection_number (connection, 0, error, "SELECT EXISTS (SELECT 1 FROM ticket WHERE secret = ? AND event = ?)", "tb", code, event) != 0);
}

static gboolean
is_known (FoyerConnection *connection, const FoyerOrder *order, const FoyerTicket *ticket, GError **error)
{
  return foyer_sale_store_knows (connection, &order->event, &ticket->id, ticket->secret, error);
}

/* What elsewhere was paid is paid, of what is left of the order. */
static void
add_payment (FoyerOrder *order)
{
  FoyerPayment *payment;

  if (order->status != FOYER_ORDER_PAID || foyer_order_total (order) == 0)
    return;
  payment = foyer_payment_new (FOYER_PAYMENT_OTHER, foyer_order_total (order));
  g_set_str (&payment->reference, "import");
  g_ptr_array_add (order->payments, payment);
}

static gboolean
import_one (FoyerConnection *connection, FoyerOrder *order, Numbers *numbers, GError **error)
{
  FoyerTime now = foyer_connection_now (connection);
  GError   *local_error = NULL;

  for (guint i = order->tickets->len; i-- > 0 && local_error == NULL;)
    if (is_known (connection, order, ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket, &local_error))
      g_ptr_array_remove_index (order->tickets, i);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (order->tickets->len == 0)
    return TRUE;
  if (foyer_id_is_none (&order->id))
    order->id = foyer_id_derive ("import.order", &order->event, &((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id);
  foyer_id_stamp (&order->id, now);
  for (guint i = 0; i < order->tickets->len; i++)
    foyer_id_stamp (&((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->id, now);
  add_payment (order);
  fill_in_numbered (connection, order, "EUR", numbers);
  return append (connection, order, error);
}

gboolean
foyer_sale_store_import_many (FoyerConnection *connection, GPtrArray *orders, guint *n_orders, guint *imported, GError **error)
{
  guint   n_tickets = 0;
  Numbers numbers;

  *imported = 0;
  *n_orders = 0;
  for (guint i = 0; i < orders->len; i++)
    n_tickets += ((FoyerOrder *) orders->pdata[i])->tickets->len;
  if (n_tickets == 0)
    return TRUE;
  if (!load_numbers (connection, &numbers, &((FoyerOrder *) orders->pdata[0])->event, n_tickets, error))
    return FALSE;
  for (guint i = 0; i < orders->len && (i < IMPORT_AT_LEAST || !foyer_connection_is_wanted (connection)); i++)
    {
      FoyerOrder *order = orders->pdata[i];

      g_return_val_if_fail (foyer_id_equal (&order->event, &((FoyerOrder *) orders->pdata[0])->event), FALSE);
      if (!import_one (connection, order, &numbers, error))
        return FALSE;
      *imported += order->tickets->len;
      *n_orders = i + 1;
    }
  return save_numbers (connection, &numbers, error);
}

gboolean
foyer_sale_store_pay (FoyerConnection *connection, const FoyerId *order, FoyerPaymentMethod method, gint64 amount, const char *reference, GError **error)
{
  g_autoptr (FoyerPayment) payment = foyer_payment_new (method, amount);

  g_set_str (&payment->reference, reference != NULL ? reference : "");
  return foyer_sale_store_take_payment (connection, order, payment, error);
}

gboolean
foyer_sale_store_take_payment (FoyerConnection *connection, const FoyerId *order, FoyerPayment *payment, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_ORDER_PAYMENT, order);
  g_autoptr (FoyerShift) shift = NULL;
  GError *local_error = NULL;
  gint64  pending = foyer_connection_number (connection, -1, &local_error, "SELECT status = 'pending' FROM orders WHERE id = ?", "b", order);

  if (local_error == NULL)
    shift = foyer_shift_store_current (connection, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (pending < 0)
    return refuse (error, FOYER_ERROR_NOT_FOUND, "There is no such order here.");
  if (pending == 0)
    return refuse (error, FOYER_ERROR_STATE, "Nothing of this order is left to pay.");
  payment->id = foyer_id_generate (foyer_connection_now (connection), &connection->random);
  foyer_change_set_id (change, "id", &payment->id);
  foyer_change_set_text (change, "method", foyer_payment_method_nick (payment->method));
  foyer_change_set_integer (change, "amount", payment->amount);
  foyer_change_set_integer (change, "given", payment->given);
  foyer_change_set_text (change, "reference", payment->reference);
  if (payment->rounding != 0)
    foyer_change_set_integer (change, "rounding", payment->rounding);
  if (shift != NULL)
    {
      foyer_change_set_id (change, "shift", &shift->id);
      foyer_change_set_id (change, "cashier", &shift->cashier);
    }
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
