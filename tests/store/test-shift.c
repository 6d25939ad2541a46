/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-cash.h"
#include "foyer-cashier-store.h"
#include "foyer-conflict-store.h"
#include "foyer-error.h"
#include "foyer-meta-store.h"
#include "foyer-order-store.h"
#include "foyer-refund-store.h"
#include "foyer-shift-store.h"
#include "store-devices.h"
#include "store-dump.h"
#include "store-fixture.h"

#define STEPS 300

/* -- Jobs -- */

typedef gboolean (*Step) (FoyerConnection *connection, gpointer data, GError **error);

typedef struct
{
  Step     step;
  gpointer data;
} Call;

static gpointer
run (FoyerConnection *connection, gpointer data, GError **error)
{
  Call *call = data;

  return GINT_TO_POINTER (call->step (connection, call->data, error));
}

static gboolean
attempt (Fixture *fixture, Step step, gpointer data, GError **error)
{
  Call call = { step, data };

  return GPOINTER_TO_INT (foyer_store_write (fixture->store, run, &call, error));
}

static void
act (Fixture *fixture, Step step, gpointer data)
{
  GError *error = NULL;

  g_assert_true (attempt (fixture, step, data, &error));
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *fixture, Step step, gpointer data, FoyerError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (attempt (fixture, step, data, &error));
  g_assert_error (error, FOYER_ERROR, (int) code);
}

static gboolean
open_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_open (connection, data, NULL, error);
}

static FoyerShift *
shift_of (const char *currency, gint64 opening)
{
  FoyerShift *shift = foyer_shift_new ();

  shift->till = g_strdup ("Till 1");
  shift->currency = g_strdup (currency);
  shift->opening = opening;
  return shift;
}

typedef struct
{
  FoyerDrawerCause cause;
  gint64           amount;
  const char      *reason;
} Movement;

static gboolean
move_step (FoyerConnection *connection, gpointer data, GError **error)
{
  const Movement *movement = data;

  return foyer_shift_store_move_cash (connection, movement->cause, movement->amount, movement->reason, NULL, error);
}

static gboolean
sell_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_sale_store_sell (connection, data, error);
}

typedef struct
{
  FoyerShiftClosing  closing;
  FoyerShiftReport **report;
} Close;

static gboolean
close_step (FoyerConnection *connection, gpointer data, GError **error)
{
  Close            *close = data;
  FoyerShiftReport *report = foyer_shift_store_close (connection, &close->closing, error);

  if (report != NULL && close->report != NULL)
    *close->report = report;
  else
    foyer_shift_report_free (report);
  return report != NULL;
}

typedef struct
{
  FoyerRefundOrder refund;
  FoyerOrder      *instead;
  GArray          *parts;
} Return;

static gboolean
refund_step (FoyerConnection *connection, gpointer data, GError **error)
{
  Return *back = data;

  return foyer_refund_store_refund (connection, &back->refund, &back->parts, error);
}

static gboolean
exchange_step (FoyerConnection *connection, gpointer data, GError **error)
{
  Return *back = data;

  return foyer_refund_store_exchange (connection, &back->refund, back->instead, &back->parts, error);
}

static gboolean
reprint_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_reprint (connection, data, "Paper jam", error);
}

typedef struct
{
  FoyerId       order;
  FoyerPayment *payment;
} Settle;

static gboolean
settle_step (FoyerConnection *connection, gpointer data, GError **error)
{
  const Settle *settle = data;

  return foyer_sale_store_take_payment (connection, &settle->order, settle->payment, error);
}

static gpointer
read_report (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_report (connection, data, error);
}

static FoyerShiftReport *
report_of (Fixture *fixture, const FoyerShift *shift)
{
  GError           *error = NULL;
  FoyerShiftReport *report = foyer_store_read (fixture->store, read_report, (gpointer) &shift->id, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static GArray *
count_of (gint64 amount)
{
  GArray       *counts = g_array_new (FALSE, TRUE, sizeof (FoyerCashCount));
  guint         n;
  const gint64 *values = foyer_cash_denominations ("EUR", &n);

  for (guint i = 0; i < n; i++)
    {
      FoyerCashCount count = { values[i], amount / values[i] };

      amount %= values[i];
      g_array_append_val (counts, count);
    }
  return counts;
}

static FoyerOrder *
order_of (Fixture *fixture, const FoyerId *category, int count, gint64 price)
{
  FoyerOrder *order = foyer_order_new ();

  order->event = fixture->event;
  for (int i = 0; i < count; i++)
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

      ticket->category = *category;
      ticket->price = price;
      ticket->vat_rate = foyer_id_equal (category, &fixture->stalls) ? 700 : 1900;
    }
  return order;
}

static FoyerPayment *
pay (FoyerOrder *order, FoyerPaymentMethod method, gint64 amount)
{
  FoyerPayment *payment = foyer_payment_new (method, amount);

  g_ptr_array_add (order->payments, payment);
  return payment;
}

/* -- The shift of a night -- */

/* What a bookkeeper would write down beside the till, from what was done and not from the store. */
typedef struct
{
  gint64 cash;                             /* in the drawer, the opening included */
  gint64 tenders[FOYER_N_PAYMENT_METHODS]; /* in less out */
  gint64 sold, net, discounts, returned, refunded;
  gint64 by_rate[2]; /* 7 %, 19 % */
  gint64 rounding, invoiced, settled;
  gint64 orders, comps, comp_worth, voids, refunds, exchanges, no_sales, reprints;
} Book;

/* An order that may still be given back. */
typedef struct
{
  FoyerId            id;
  FoyerId            tickets[4];
  FoyerId            category;
  gint64             price;
  int                count;
  FoyerPaymentMethod method; /* FOYER_N_PAYMENT_METHODS: split */
  gint64             cash;   /* of a split */
  gboolean           pending;
} Sold;

typedef struct
{
  Fixture    *fixture;
  FoyerRandom random;
  Book        book;
  GArray     *sold;
  gint64      step; /* of cash */
} Night;

static guint
below (Night *night, guint limit)
{
  return foyer_random_below (&night->random, limit);
}

static void
book_tickets (Night *night, const FoyerId *category, gint64 price, int count, int sign)
{
  int rate = foyer_id_equal (category, &night->fixture->stalls) ? 0 : 1;

  night->book.by_rate[rate] += sign * price * count;
  if (sign > 0)
    {
      night->book.sold += count;
      night->book.net += price * count;
      return;
    }
  night->book.returned += count;
  night->book.refunded += price * count;
}

static void
book_money (Night *night, FoyerPaymentMethod method, gint64 amount, int sign)
{
  gint64 moved = method == FOYER_PAYMENT_CASH ? foyer_cash_round (amount, night->step) : amount;

  night->book.tenders[method] += sign * moved;
  night->book.rounding += sign * (moved - amount);
  if (method == FOYER_PAYMENT_CASH)
    night->book.cash += sign * moved;
  if (method == FOYER_PAYMENT_INVOICE)
    night->book.invoiced += sign * amount;
}

static void
pay_rounded (Night *night, FoyerOrder *order, FoyerPaymentMethod method, gint64 amount)
{
  FoyerPayment *payment = pay (order, method, amount);

  if (method == FOYER_PAYMENT_CASH)
    {
      payment->rounding = foyer_cash_round (amount, night->step) - amount;
      payment->given = foyer_payment_due (payment) + below (night, 3) * 500;
    }
  book_money (night, method, amount, 1);
}

static const FoyerId *
any_category (Night *night, gint64 *price)
{
  gboolean stalls = below (night, 2) == 0;

  *price = stalls ? 2403 : 1611; /* amounts that no coin of 5 pays */
  return stalls ? &night->fixture->stalls : &night->fixture->balcony;
}

static void
remember (Night *night, const FoyerOrder *order, const FoyerId *category, gint64 price, FoyerPaymentMethod method, gint64 cash, gboolean pending)
{
  Sold sold = { .id = order->id, .category = *category, .price = price, .count = order->tickets->len, .method = method, .cash = cash, .pending = pending };

  for (guint i = 0; i < order->tickets->len; i++)
    sold.tickets[i] = ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->id;
  g_array_append_val (night->sold, sold);
  night->book.orders++;
}

static void
sell_plain (Night *night)
{
  static const FoyerPaymentMethod methods[] = { FOYER_PAYMENT_CASH, FOYER_PAYMENT_CASH, FOYER_PAYMENT_CARD, FOYER_PAYMENT_VOUCHER };
  FoyerPaymentMethod              method = methods[below (night, G_N_ELEMENTS (methods))];
  int                             count = 1 + below (night, 4);
  gint64                          price;
  const FoyerId                  *category = any_category (night, &price);
  g_autoptr (FoyerOrder) order = order_of (night->fixture, category, count, price);

  pay_rounded (night, order, method, price * count);
  act (night->fixture, sell_step, order);
  book_tickets (night, category, price, count, 1);
  remember (night, order, category, price, method, 0, FALSE);
}

static void
sell_split (Night *night)
{
  int            count = 1 + below (night, 4);
  gint64         price;
  const FoyerId *category = any_category (night, &price);
  gint64         total = price * count;
  gint64         cash = 1 + below (night, total - 1);
  g_autoptr (FoyerOrder) order = order_of (night->fixture, category, count, price);

  pay_rounded (night, order, FOYER_PAYMENT_CARD, total - cash);
  pay_rounded (night, order, FOYER_PAYMENT_CASH, cash);
  act (night->fixture, sell_step, order);
  book_tickets (night, category, price, count, 1);
  remember (night, order, category, price, FOYER_N_PAYMENT_METHODS, cash, FALSE);
}

static void
sell_comp (Night *night)
{
  gint64         price;
  const FoyerId *category = any_category (night, &price);
  int            count = 1 + below (night, 2);
  g_autoptr (FoyerOrder) order = order_of (night->fixture, category, count, 0);

  for (int i = 0; i < count; i++)
    ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->discount = price;
  order->channel = FOYER_CHANNEL_COMP;
  order->reason = g_strdup (below (night, 2) == 0 ? "Press" : "Guest list");
  act (night->fixture, sell_step, order);
  night->book.sold += count;
  night->book.comps += count;
  night->book.comp_worth += price * count;
  night->book.discounts += price * count;
  night->book.orders++;
}

static void
sell_cheaper (Night *night)
{
  gint64         price, less = 1 + below (night, 500);
  const FoyerId *category = any_category (night, &price);
  g_autoptr (FoyerOrder) order = order_of (night->fixture, category, 1, price - less);

  ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->discount = less;
  order->reason = g_strdup ("Wet seat");
  pay_rounded (night, order, FOYER_PAYMENT_CASH, price - less);
  act (night->fixture, sell_step, order);
  book_tickets (night, category, price - less, 1, 1);
  night->book.discounts += less;
  remember (night, order, category, price - less, FOYER_PAYMENT_CASH, 0, FALSE);
}

static void
sell_on_account (Night *night)
{
  gint64         price;
  const FoyerId *category = any_category (night, &price);
  g_autoptr (FoyerOrder) order = order_of (night->fixture, category, 2, price);

  pay_rounded (night, order, FOYER_PAYMENT_INVOICE, 2 * price);
  act (night->fixture, sell_step, order);
  book_tickets (night, category, price, 2, 1);
  remember (night, order, category, price, FOYER_PAYMENT_INVOICE, 0, TRUE);
}

static Sold *
any_sold (Night *night)
{
  return night->sold->len > 0 ? &g_array_index (night->sold, Sold, below (night, night->sold->len)) : NULL;
}

static void
forget (Night *night, const Sold *sold)
{
  g_array_remove_index_fast (night->sold, sold - &g_array_index (night->sold, Sold, 0));
}

static void
settle_account (Night *night)
{
  for (guint i = 0; i < night->sold->len; i++)
    {
      Sold  *sold = &g_array_index (night->sold, Sold, i);
      Settle settle = { .order = sold->id };
      gint64 amount = sold->price * sold->count;

      if (!sold->pending)
        continue;
      settle.payment = foyer_payment_new (FOYER_PAYMENT_CARD, amount);
      act (night->fixture, settle_step, &settle);
      foyer_payment_free (settle.payment);
      book_money (night, FOYER_PAYMENT_CARD, amount, 1);
      night->book.settled += amount;
      sold->pending = FALSE;
      sold->method = FOYER_PAYMENT_CARD;
      return;
    }
}

/* How the money of all tickets of @sold goes back. */
static void
book_return (Night *night, const Sold *sold, int count)
{
  gint64 worth = sold->price * count;

  book_tickets (night, &sold->category, sold->price, count, -1);
  if (sold->method == FOYER_N_PAYMENT_METHODS)
    {
      gint64 card = MIN (worth, sold->price * sold->count - sold->cash);

      book_money (night, FOYER_PAYMENT_CARD, card, -1);
      if (worth > card)
        book_money (night, FOYER_PAYMENT_CASH, worth - card, -1);
    }
  else
    book_money (night, sold->method, worth, -1);
}

static void
give_back (Night *night, FoyerRefundCause cause)
{
  Sold  *sold = any_sold (night);
  Return back = { 0 };
  int    count;
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));

  if (sold == NULL)
    return;
  count = cause == FOYER_REFUND_VOID ? sold->count : 1 + (int) below (night, sold->count);
  back.refund = (FoyerRefundOrder) { .order = sold->id, .reason = "Ill", .cause = cause, .method = FOYER_N_PAYMENT_METHODS, .cash_step = night->step };
  g_array_append_vals (tickets, sold->tickets, count);
  back.refund.tickets = tickets;
  act (night->fixture, refund_step, &back);
  g_array_unref (back.parts);
  book_return (night, sold, count);
  if (cause == FOYER_REFUND_VOID)
    night->book.voids++;
  else
    night->book.refunds++;
  forget (night, sold); /* part of it may be left, and stays sold */
}

static void
exchange (Night *night)
{
  Sold          *sold = any_sold (night);
  Return         back = { 0 };
  gint64         price, worth, total, credit;
  const FoyerId *category = any_category (night, &price);
  int            count = 1 + below (night, 3);

  if (sold == NULL || sold->pending || sold->method == FOYER_N_PAYMENT_METHODS)
    return;
  worth = sold->price * sold->count;
  total = price * count;
  credit = MIN (worth, total);
  back.instead = order_of (night->fixture, category, count, price);
  if (total > credit)
    pay_rounded (night, back.instead, FOYER_PAYMENT_CASH, total - credit);
  back.refund = (FoyerRefundOrder) { .order = sold->id, .reason = "Other seats", .cause = FOYER_REFUND_EXCHANGE, .method = FOYER_N_PAYMENT_METHODS, .cash_step = night->step };
  act (night->fixture, exchange_step, &back);
  if (worth > credit)
    book_money (night, sold->method, worth - credit, -1);
  book_tickets (night, &sold->category, sold->price, sold->count, -1);
  book_tickets (night, category, price, count, 1);
  night->book.exchanges++;
  night->book.orders++;
  forget (night, sold);
  g_array_unref (back.parts);
  foyer_order_free (back.instead);
}

static void
move_cash (Night *night)
{
  static const struct
  {
    Movement movement;
    int      sign;
  } kinds[] = {
    { { FOYER_DRAWER_IN, 5000, "Change" }, 1 },
    { { FOYER_DRAWER_OUT, 1850, "Taxi" }, -1 },
    { { FOYER_DRAWER_DROP, 3000, "To the safe" }, -1 },
    { { FOYER_DRAWER_NO_SALE, 0, "Changed a note" }, 0 },
  };
  guint which = below (night, G_N_ELEMENTS (kinds));

  act (night->fixture, move_step, (gpointer) &kinds[which].movement);
  night->book.cash += kinds[which].sign * kinds[which].movement.amount;
  night->book.no_sales += kinds[which].movement.cause == FOYER_DRAWER_NO_SALE;
}

static void
reprint (Night *night)
{
  Sold *sold = any_sold (night);

  if (sold == NULL)
    return;
  act (night->fixture, reprint_step, &sold->tickets[0]);
  night->book.reprints++;
}

static void
do_something (Night *night)
{
  guint what = below (night, 100);

  if (what < 50)
    sell_plain (night);
  else if (what < 62)
    sell_split (night);
  else if (what < 68)
    sell_comp (night);
  else if (what < 73)
    sell_cheaper (night);
  else if (what < 77)
    sell_on_account (night);
  else if (what < 79)
    settle_account (night);
  else if (what < 85)
    give_back (night, FOYER_REFUND_RETURN);
  else if (what < 89)
    give_back (night, FOYER_REFUND_VOID);
  else if (what < 94)
    exchange (night);
  else if (what < 97)
    move_cash (night);
  else
    reprint (night);
}

static gint64
tender_of (const FoyerShiftReport *report, FoyerPaymentMethod method)
{
  for (guint i = 0; i < report->tenders->len; i++)
    {
      const FoyerReportTender *tender = report->tenders->pdata[i];

      if (tender->method == method)
        return tender->in - tender->out;
    }
  return 0;
}

static gint64
tax_amount (const FoyerShiftReport *report, gint64 rate)
{
  for (guint i = 0; i < report->taxes->len; i++)
    if (((FoyerReportTax *) report->taxes->pdata[i])->rate == rate)
      return ((FoyerReportTax *) report->taxes->pdata[i])->amount;
  return 0;
}

static gint64
count_notes (const FoyerShiftReport *report, const char *what, gint64 *amount)
{
  gint64 count = 0;

  for (guint i = 0; i < report->notes->len; i++)
    {
      const FoyerReportNote *note = report->notes->pdata[i];

      if (strcmp (note->what, what) != 0)
        continue;
      count += note->count;
      if (amount != NULL)
        *amount += note->amount;
    }
  return count;
}

static void
assert_book (const FoyerShiftReport *report, const Book *book)
{
  gint64 sold = 0, net = 0, discounts = 0, returned = 0, refunded = 0, comp_worth = 0;

  for (guint i = 0; i < report->lines->len; i++)
    {
      const FoyerReportLine *line = report->lines->pdata[i];

      sold += line->sold;
      net += line->net;
      discounts += line->discounts;
      returned += line->returned;
      refunded += line->refunded;
      g_assert_cmpint (line->gross, ==, line->net + line->discounts);
    }
  g_assert_cmpint (report->orders, ==, book->orders);
  g_assert_cmpint (sold, ==, book->sold);
  g_assert_cmpint (report->tickets, ==, book->sold);
  g_assert_cmpint (net, ==, book->net);
  g_assert_cmpint (discounts, ==, book->discounts);
  g_assert_cmpint (returned, ==, book->returned);
  g_assert_cmpint (refunded, ==, book->refunded);
  for (FoyerPaymentMethod method = 0; method < FOYER_N_PAYMENT_METHODS; method++)
    if (method != FOYER_PAYMENT_EXCHANGE)
      g_assert_cmpint (tender_of (report, method), ==, book->tenders[method]);
  g_assert_cmpint (tender_of (report, FOYER_PAYMENT_EXCHANGE), ==, 0); /* what goes out of one order goes into another */
  g_assert_cmpint (tax_amount (report, 700), ==, book->by_rate[0]);
  g_assert_cmpint (tax_amount (report, 1900), ==, book->by_rate[1]);
  g_assert_cmpint (report->rounding, ==, book->rounding);
  g_assert_cmpint (report->invoiced, ==, book->invoiced);
  g_assert_cmpint (report->settled, ==, book->settled);
  g_assert_cmpint (report->expected, ==, book->cash);
  g_assert_cmpint (count_notes (report, "comp", &comp_worth), ==, book->comps);
  g_assert_cmpint (comp_worth, ==, book->comp_worth);
  g_assert_cmpint (count_notes (report, "void", NULL), ==, book->voids);
  g_assert_cmpint (count_notes (report, "refund", NULL), ==, book->refunds);
  g_assert_cmpint (count_notes (report, "exchange", NULL), ==, book->exchanges);
  g_assert_cmpint (count_notes (report, "no-sale", NULL), ==, book->no_sales);
  g_assert_cmpint (count_notes (report, "reprint", NULL), ==, book->reprints);
  g_assert_cmpint (foyer_shift_report_gap (report), ==, 0);
}

/* And what the ledger itself says, without the columns that reports are made of:
 * all of these sales were made in this shift. */
static void
assert_ledger (Fixture *fixture, const Book *book)
{
  g_assert_cmpint (dump_number (fixture->path, "SELECT coalesce (sum (price), 0) FROM ticket"), ==, book->net);
  g_assert_cmpint (dump_number (fixture->path, "SELECT coalesce (sum (price), 0) FROM ticket WHERE id IN (SELECT ticket FROM refund_ticket)"), ==, book->refunded);
  g_assert_cmpint (dump_number (fixture->path, "SELECT (SELECT coalesce (sum (amount + rounding), 0) FROM payment WHERE method = 'cash')"
                                               " - (SELECT coalesce (sum (amount + rounding), 0) FROM refund_part WHERE method = 'cash')"),
                   ==, book->tenders[FOYER_PAYMENT_CASH]);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket WHERE live = 1"), ==, book->sold - book->returned);
  g_assert_cmpint (dump_number (fixture->path, "SELECT (SELECT coalesce (sum (amount), 0) FROM payment WHERE method <> 'invoice')"
                                               " - (SELECT coalesce (sum (amount), 0) FROM refund)"),
                   ==, book->net - book->refunded - book->invoiced + book->settled);
}

static void
play_night (Fixture *fixture, guint64 seed, gint64 cash_step)
{
  Night night = { .fixture = fixture, .step = cash_step };
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 20000);
  g_autoptr (FoyerShiftReport) x = NULL;
  g_autoptr (FoyerShiftReport) z = NULL;
  g_autoptr (FoyerShiftReport) kept = NULL;
  g_autoptr (GArray) counts = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Close            close = { .report = &z };

  foyer_random_init_seed (&night.random, seed);
  night.sold = g_array_new (FALSE, FALSE, sizeof (Sold));
  night.book.cash = 20000;
  act (fixture, open_step, shift);
  for (int i = 0; i < STEPS; i++)
    do_something (&night);
  g_assert_cmpint (night.book.voids, >, 0);
  g_assert_cmpint (night.book.exchanges, >, 0);
  g_assert_cmpint (night.book.comps, >, 0);
  x = report_of (fixture, shift);
  g_assert_cmpint (x->number, ==, 0);
  assert_book (x, &night.book);
  assert_ledger (fixture, &night.book);
  counts = count_of (night.book.cash);
  close.closing.counts = counts;
  act (fixture, close_step, &close);
  g_assert_cmpint (z->difference, ==, 0);
  g_assert_cmpint (z->number, ==, 1);
  assert_book (z, &night.book);
  /* what happens afterwards does not touch it */
  before = foyer_shift_report_print (z);
  sell_plain (&night);
  kept = report_of (fixture, shift);
  after = foyer_shift_report_print (kept);
  g_assert_cmpstr (before, ==, after);
  g_array_unref (night.sold);
}

static void
set_up_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerChange) change = NULL;
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-shift-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
  fixture_fill (fixture, 100000);
  change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &fixture->balcony);
  foyer_change_set_integer (change, "capacity", 100000);
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
}

static void
test_shift_of_a_night (Fixture *fixture, gconstpointer data)
{
  play_night (fixture, 20261121, 1);
}

static void
test_shift_of_a_night_without_small_coins (Fixture *fixture, gconstpointer data)
{
  play_night (fixture, 7, 5);
}

/* -- Rules -- */

static void
test_selling_needs_no_shift (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 2, &error);
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerShiftReport) report = NULL;

  g_assert_no_error (error);
  g_assert_true (foyer_id_is_none (&order->shift));
  act (fixture, open_step, shift);
  report = report_of (fixture, shift);
  g_assert_cmpint (report->orders, ==, 0);
}

static void
test_one_drawer_one_shift (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) first = shift_of ("EUR", 0);
  g_autoptr (FoyerShift) second = shift_of ("EUR", 0);

  act (fixture, open_step, first);
  assert_refused (fixture, open_step, second, FOYER_ERROR_STATE);
}

static void
test_other_currency_waits_for_another_drawer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("CHF", 0);
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  act (fixture, open_step, shift);
  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_assert_null (order);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM orders"), ==, 0);
}

static void
close_counted (Fixture *fixture, gint64 counted, const char *reason, gint64 number)
{
  g_autoptr (GArray) counts = count_of (counted);
  g_autoptr (FoyerShiftReport) report = NULL;
  Close close = { { .counts = counts, .reason = reason, .limit = -1 }, &report };

  act (fixture, close_step, &close);
  g_assert_cmpint (report->number, ==, number);
  g_assert_cmpint (report->counted, ==, counted);
}

static void
test_numbers_have_no_gaps (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 5; i++)
    {
      g_autoptr (FoyerShift) shift = shift_of ("EUR", 1000 * i);
      g_autoptr (GArray) nothing = count_of (0);
      Close without_reason = { { .counts = nothing, .limit = -1 }, NULL };

      act (fixture, open_step, shift);
      assert_refused (fixture, close_step, &without_reason, FOYER_ERROR_INVALID); /* an attempt takes no number */
      close_counted (fixture, 1000 * i, "", i);
    }
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(DISTINCT number) * 100 + max (number) FROM shift"), ==, 505);
}

static void
test_difference_needs_a_reason_and_approval (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 10000);
  g_autoptr (GArray) counts = count_of (9400);
  Close       close = { { .counts = counts, .limit = 500 }, NULL };
  FoyerRandom random;

  act (fixture, open_step, shift);
  assert_refused (fixture, close_step, &close, FOYER_ERROR_INVALID);
  close.closing.reason = "Gave 6.00 too much";
  assert_refused (fixture, close_step, &close, FOYER_ERROR_INVALID);
  foyer_random_init_seed (&random, 12);
  close.closing.approver = foyer_id_generate (FIXTURE_NOW, &random);
  act (fixture, close_step, &close);
}

static void
test_no_shift_no_movement (Fixture *fixture, gconstpointer data)
{
  Movement movement = { FOYER_DRAWER_OUT, 500, "Taxi" };
  Movement nothing = { FOYER_DRAWER_OUT, 0, "Taxi" };
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);

  assert_refused (fixture, move_step, &movement, FOYER_ERROR_STATE);
  act (fixture, open_step, shift);
  assert_refused (fixture, move_step, &nothing, FOYER_ERROR_INVALID);
  act (fixture, move_step, &movement);
}

static void
test_clock_set_back_keeps_the_order_of_things (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerOrder) first = NULL;
  g_autoptr (FoyerOrder) second = NULL;
  g_autoptr (FoyerShiftReport) report = NULL;

  act (fixture, open_step, shift);
  first = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  foyer_store_set_repeatable (fixture->store, 9, FIXTURE_NOW - 25 * FOYER_MINUTE);
  second = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  g_assert_nonnull (second);
  report = report_of (fixture, shift);
  g_assert_cmpstr (report->first_order, ==, first->number);
  g_assert_cmpstr (report->last_order, ==, second->number);
  close_counted (fixture, 4800, "", 1);
  g_assert_cmpint (dump_number (fixture->path, "SELECT closed_at > opened_at FROM shift"), ==, 1);
}

static gboolean
join_platform (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_meta_store_set (connection, "platform-url", "https://foyer.example", error);
}

static void
test_unsynced_is_told_and_carried_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerShift) next = shift_of ("EUR", 0);
  g_autoptr (FoyerShiftReport) alone = NULL;
  g_autoptr (FoyerShiftReport) z = NULL;
  g_autoptr (FoyerShiftReport) carried = NULL;
  gint64 waiting;

  act (fixture, open_step, shift);
  alone = report_of (fixture, shift);
  g_assert_false (alone->shared);
  g_assert_cmpint (alone->unsynced, ==, 0); /* nobody waits for them */
  act (fixture, join_platform, NULL);
  close_counted (fixture, 0, "", 1);
  z = report_of (fixture, shift);
  waiting = dump_number (fixture->path, "SELECT count(*) FROM outbox");
  g_assert_true (z->shared);
  g_assert_cmpint (z->unsynced, ==, waiting - 1); /* all but the closing itself */
  act (fixture, open_step, next);
  carried = report_of (fixture, next);
  g_assert_cmpint (carried->unsynced, ==, waiting + 1);
}

/* -- Cashiers -- */

static gboolean
save_cashiers (FoyerConnection *connection, gpointer data, GError **error)
{
  FoyerCashier *cashiers = data;

  return foyer_cashier_store_save (connection, &cashiers[0], "1111", error) && foyer_cashier_store_save (connection, &cashiers[1], "2222", error);
}

static gboolean
hand_over_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_shift_store_hand_over (connection, data, error);
}

static gpointer
find_supervisor (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_cashier_store_find_pin (connection, data, FOYER_RIGHT_DIFFERENCE, error);
}

static gpointer
find_anybody (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_cashier_store_find_pin (connection, data, FOYER_RIGHT_SELL, error);
}

static void
test_hand_over_by_pin (Fixture *fixture, gconstpointer data)
{
  FoyerCashier cashiers[2] = { { .name = (char *) "Anna", .role = FOYER_CASHIER_SELLS }, { .name = (char *) "Bo", .role = FOYER_CASHIER_SUPERVISES } };
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerCashier) seller = NULL;
  g_autoptr (FoyerCashier) supervisor = NULL;
  g_autoptr (FoyerOrder) first = NULL;
  g_autoptr (FoyerOrder) second = NULL;
  g_autoptr (FoyerShiftReport) report = NULL;

  act (fixture, save_cashiers, cashiers);
  seller = foyer_store_read (fixture->store, find_anybody, (gpointer) "1111", NULL, NULL);
  g_assert_cmpstr (seller->name, ==, "Anna");
  g_assert_null (foyer_store_read (fixture->store, find_supervisor, (gpointer) "1111", NULL, NULL));
  supervisor = foyer_store_read (fixture->store, find_supervisor, (gpointer) "2222", NULL, NULL);
  g_assert_cmpstr (supervisor->name, ==, "Bo");
  g_assert_null (foyer_store_read (fixture->store, find_anybody, (gpointer) "3333", NULL, NULL));
  shift->cashier = cashiers[0].id;
  act (fixture, open_step, shift);
  first = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  act (fixture, hand_over_step, &cashiers[1].id);
  second = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  g_assert_true (foyer_id_equal (&first->cashier, &cashiers[0].id));
  g_assert_true (foyer_id_equal (&second->cashier, &cashiers[1].id));
  report = report_of (fixture, shift);
  g_assert_cmpstr (report->cashiers, ==, "Anna, Bo");
  g_free (cashiers[0].pin);
  g_free (cashiers[1].pin);
}

/* -- Refunds -- */

static void
test_exchange_moves_the_difference_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerOrder) sold = NULL;
  g_autoptr (FoyerOrder) cheaper = order_of (fixture, &fixture->balcony, 1, 1600);
  g_autoptr (FoyerShiftReport) report = NULL;
  Return back = { .instead = cheaper };

  act (fixture, open_step, shift);
  sold = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  back.refund = (FoyerRefundOrder) { .order = sold->id, .reason = "Cheaper seat", .cause = FOYER_REFUND_EXCHANGE, .method = FOYER_N_PAYMENT_METHODS };
  act (fixture, exchange_step, &back);
  g_assert_cmpuint (back.parts->len, ==, 1);
  g_assert_cmpint (g_array_index (back.parts, FoyerRefundPart, 0).amount, ==, 800);
  g_assert_cmpint (cheaper->status, ==, FOYER_ORDER_PAID);
  report = report_of (fixture, shift);
  g_assert_cmpint (report->expected, ==, 1600);
  g_assert_cmpint (foyer_shift_report_gap (report), ==, 0);
  g_array_unref (back.parts);
}

static void
test_exchange_that_fails_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) sold = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  g_autoptr (FoyerOrder) too_many = order_of (fixture, &fixture->balcony, 6, 1600);
  Return back = { .instead = too_many };

  pay (too_many, FOYER_PAYMENT_CASH, 6 * 1600 - 2400);
  back.refund = (FoyerRefundOrder) { .order = sold->id, .reason = "More", .cause = FOYER_REFUND_EXCHANGE, .method = FOYER_N_PAYMENT_METHODS };
  assert_refused (fixture, exchange_step, &back, FOYER_ERROR_SOLD_OUT);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM refund"), ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket WHERE live = 1"), ==, 1);
}

static void
test_money_is_not_given_back_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) sold = fixture_sell (fixture, &fixture->stalls, 2, NULL);
  Return back = { .refund = { .order = sold->id, .reason = "Ill", .method = FOYER_N_PAYMENT_METHODS } };

  act (fixture, refund_step, &back);
  g_array_unref (back.parts);
  assert_refused (fixture, refund_step, &back, FOYER_ERROR_STATE);
}

static gboolean
ask_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_refund_store_ask (connection, &((Return *) data)->refund, error);
}

static gpointer
read_requests (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_refund_store_list_requests (connection, error);
}

static GPtrArray *
requests_of (Fixture *fixture)
{
  return foyer_store_read (fixture->store, read_requests, NULL, NULL, NULL);
}

static gboolean
decline_step (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_refund_store_decline (connection, data, NULL, "Was inside", error);
}

static void
test_refund_that_is_asked_for_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) first = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  g_autoptr (FoyerOrder) second = fixture_sell (fixture, &fixture->stalls, 2, NULL);
  Return one = { .refund = { .order = first->id, .reason = "Ill", .method = FOYER_N_PAYMENT_METHODS } };
  Return two = { .refund = { .order = second->id, .reason = "Train late", .method = FOYER_N_PAYMENT_METHODS } };
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const FoyerRefundRequest *request;

  act (fixture, ask_step, &one);
  act (fixture, ask_step, &two);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM refund"), ==, 0); /* nothing has moved */
  requests = requests_of (fixture);
  g_assert_cmpuint (requests->len, ==, 2);
  request = requests->pdata[1];
  g_assert_cmpint (request->worth, ==, 4800);
  g_assert_cmpstr (request->reason, ==, "Train late");
  two.refund.request = request->id;
  act (fixture, refund_step, &two);
  g_array_unref (two.parts);
  act (fixture, decline_step, &((FoyerRefundRequest *) requests->pdata[0])->id);
  left = requests_of (fixture);
  g_assert_cmpuint (left->len, ==, 0);
}

static gpointer
count_conflicts (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_conflict_store_count (connection, error));
}

static void
test_two_tills_that_refund_one_ticket_are_a_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) sold = fixture_sell (fixture, &fixture->stalls, 1, NULL);
  Return      back = { .refund = { .order = sold->id, .reason = "Ill", .method = FOYER_N_PAYMENT_METHODS } };
  FoyerRandom random;
  g_autoptr (FoyerChange) other = foyer_change_new (FOYER_CHANGE_ORDER_REFUND, &sold->id);
  g_autofree char *ticket = foyer_id_dup_text (&((FoyerOrderTicket *) sold->tickets->pdata[0])->ticket->id);
  JsonArray       *tickets = json_array_new ();
  JsonObject      *entry = json_object_new ();
  GError          *error = NULL;

  act (fixture, refund_step, &back);
  g_array_unref (back.parts);
  foyer_random_init_seed (&random, 77);
  other->id = foyer_id_generate (FIXTURE_NOW, &random);
  other->device = foyer_id_generate (FIXTURE_NOW, &random);
  other->made_at = FIXTURE_NOW + FOYER_MINUTE;
  json_object_set_string_member (entry, "id", ticket);
  json_array_add_object_element (tickets, entry);
  json_object_set_array_member (other->body, "tickets", tickets);
  foyer_change_set_integer (other, "amount", 2400);
  foyer_change_set_text (other, "reason", "Ill");
  for (int i = 0; i < 2; i++) /* coming twice changes nothing */
    g_assert_true (fixture_apply (fixture, other, FOYER_ORIGIN_REMOTE, &error));
  g_assert_cmpint (GPOINTER_TO_INT (foyer_store_read (fixture->store, count_conflicts, NULL, NULL, NULL)), ==, 1);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM refund"), ==, 2); /* both are facts */
}

static void
test_order_on_account_is_a_claim (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerShift) shift = shift_of ("EUR", 0);
  g_autoptr (FoyerOrder) order = order_of (fixture, &fixture->stalls, 2, 2400);
  g_autoptr (FoyerShiftReport) report = NULL;
  Return back;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  Settle settle;

  act (fixture, open_step, shift);
  pay (order, FOYER_PAYMENT_INVOICE, 3800);
  pay (order, FOYER_PAYMENT_CASH, 1000);
  act (fixture, sell_step, order);
  g_assert_cmpint (order->status, ==, FOYER_ORDER_PENDING);
  g_array_append_val (one, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id);
  back = (Return) { .refund = { .order = order->id, .reason = "Only one comes", .tickets = one, .method = FOYER_N_PAYMENT_METHODS } };
  act (fixture, refund_step, &back);
  g_assert_cmpint (foyer_refund_money (back.parts), ==, 0); /* it was never paid */
  g_array_unref (back.parts);
  settle = (Settle) { order->id, foyer_payment_new (FOYER_PAYMENT_CASH, 1400) };
  act (fixture, settle_step, &settle);
  foyer_payment_free (settle.payment);
  g_assert_cmpint (dump_number (fixture->path, "SELECT status = 'paid' FROM orders"), ==, 1);
  report = report_of (fixture, shift);
  g_assert_cmpint (report->expected, ==, 2400);
  g_assert_cmpint (report->invoiced, ==, 1400);
  g_assert_cmpint (report->settled, ==, 1400);
  g_assert_cmpint (foyer_shift_report_gap (report), ==, 0);
}

int
main (int argc, char **argv)
{
#define ADD(name, set_up, func) g_test_add ("/store/shift/" name, Fixture, NULL, set_up, func, fixture_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("shift-of-a-night", set_up_large, test_shift_of_a_night);
  ADD ("shift-of-a-night-without-small-coins", set_up_large, test_shift_of_a_night_without_small_coins);
  ADD ("selling-needs-no-shift", fixture_set_up, test_selling_needs_no_shift);
  ADD ("one-drawer-one-shift", fixture_set_up, test_one_drawer_one_shift);
  ADD ("other-currency-waits-for-another-drawer", fixture_set_up, test_other_currency_waits_for_another_drawer);
  ADD ("numbers-have-no-gaps", fixture_set_up, test_numbers_have_no_gaps);
  ADD ("difference-needs-a-reason-and-approval", fixture_set_up, test_difference_needs_a_reason_and_approval);
  ADD ("no-shift-no-movement", fixture_set_up, test_no_shift_no_movement);
  ADD ("clock-set-back-keeps-the-order-of-things", fixture_set_up, test_clock_set_back_keeps_the_order_of_things);
  ADD ("unsynced-is-told-and-carried-over", fixture_set_up, test_unsynced_is_told_and_carried_over);
  ADD ("hand-over-by-pin", fixture_set_up, test_hand_over_by_pin);
  ADD ("exchange-moves-the-difference-only", fixture_set_up, test_exchange_moves_the_difference_only);
  ADD ("exchange-that-fails-changes-nothing", fixture_set_up, test_exchange_that_fails_changes_nothing);
  ADD ("money-is-not-given-back-twice", fixture_set_up, test_money_is_not_given_back_twice);
  ADD ("refund-that-is-asked-for-waits", fixture_set_up, test_refund_that_is_asked_for_waits);
  ADD ("two-tills-that-refund-one-ticket-are-a-conflict", fixture_set_up, test_two_tills_that_refund_one_ticket_are_a_conflict);
  ADD ("order-on-account-is-a-claim", fixture_set_up, test_order_on_account_is_a_claim);
#undef ADD
  return g_test_run ();
}
