/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"
#include "foyer-error.h"
#include "foyer-refund-store.h"
#include "store-dump.h"
#include "store-fixture.h"

#define STEPS 3000
#define N_CATEGORIES 2

/* All that the rules of stock say, in the simplest words. */
typedef struct
{
  gint64     capacity[N_CATEGORIES]; /* -1: no bound of its own */
  gint64     event_capacity;
  gint64     sold[N_CATEGORIES];
  gint64     revenue;
  GPtrArray *orders; /* (element-type FoyerOrder) */
  GArray    *left;   /* of int: how many of each order are not refunded */
} Model;

static gint64
model_available (const Model *model, int category)
{
  gint64 of_category = model->capacity[category] < 0 ? G_MAXINT64 : MAX (model->capacity[category] - model->sold[category], 0);
  gint64 of_event = model->event_capacity < 0 ? G_MAXINT64 : MAX (model->event_capacity - model->sold[0] - model->sold[1], 0);

  return MIN (of_category, of_event);
}

static const FoyerId *
category_id (Fixture *fixture, int category)
{
  return category == 0 ? &fixture->stalls : &fixture->balcony;
}

static gint64
price_of (int category)
{
  return category == 0 ? 2400 : 1600;
}

static void
step_sell (Fixture *fixture, Model *model, FoyerRandom *random)
{
  int         category = foyer_random_below (random, N_CATEGORIES);
  int         count = 1 + foyer_random_below (random, 4);
  FoyerOrder *order;
  GError     *error = NULL;

  order = fixture_sell (fixture, category_id (fixture, category), count, &error);
  if (count > model_available (model, category))
    {
      g_assert_null (order);
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT);
      g_clear_error (&error);
      return;
    }
  g_assert_no_error (error);
  model->sold[category] += count;
  model->revenue += count * price_of (category);
  g_ptr_array_add (model->orders, order);
  g_array_append_val (model->left, count);
}

typedef struct
{
  FoyerOrder *order;
  GArray     *tickets;
  gint64      amount;
} Refund;

static gpointer
refund (FoyerConnection *connection, gpointer data, GError **error)
{
  Refund *call = data;

  return GINT_TO_POINTER (foyer_sale_store_refund (connection, &call->order->id, call->tickets, "cash", "Ill", &call->amount, error));
}

static void
step_refund (Fixture *fixture, Model *model, FoyerRandom *random)
{
  int         which, category;
  int        *left;
  gboolean    whole = foyer_random_below (random, 2);
  FoyerOrder *order;
  Refund      call = { 0 };
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  GError *error = NULL;

  if (model->orders->len == 0)
    return;
  which = foyer_random_below (random, model->orders->len);
  left = &g_array_index (model->left, int, which);
  call.order = order = model->orders->pdata[which];
  category = foyer_id_equal (&((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->category, &fixture->stalls) ? 0 : 1;
  if (!whole && *left > 0)
    {
      /* tickets are given back from the first on */
      g_array_append_val (tickets, ((FoyerOrderTicket *) order->tickets->pdata[order->tickets->len - *left])->ticket->id);
      call.tickets = tickets;
    }
  foyer_store_write (fixture->store, refund, &call, &error);
  if (*left == 0)
    {
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
      g_clear_error (&error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (call.amount, ==, (call.tickets != NULL ? 1 : *left) * price_of (category));
  model->sold[category] -= call.tickets != NULL ? 1 : *left;
  model->revenue -= call.amount;
  *left -= call.tickets != NULL ? 1 : *left;
}

static void
set_capacity (Fixture *fixture, FoyerChangeKind kind, const FoyerId *subject, gint64 capacity)
{
  g_autoptr (FoyerChange) change = foyer_change_new (kind, subject);
  GError *error = NULL;

  foyer_change_set_integer (change, "capacity", capacity);
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
}

/* Capacity may be set below what is sold: then nothing is left, and nothing is taken back. */
static void
step_capacity (Fixture *fixture, Model *model, FoyerRandom *random)
{
  int    category = foyer_random_below (random, N_CATEGORIES + 1);
  gint64 capacity = (gint64) foyer_random_below (random, 120) - 1;

  if (category < N_CATEGORIES)
    {
      model->capacity[category] = capacity;
      set_capacity (fixture, FOYER_CHANGE_CATEGORY_EDIT, category_id (fixture, category), capacity);
      return;
    }
  model->event_capacity = capacity;
  set_capacity (fixture, FOYER_CHANGE_EVENT_EDIT, &fixture->event, capacity);
}

typedef struct
{
  FoyerId  ticket;
  gboolean blocked;
} Block;

static gpointer
block (FoyerConnection *connection, gpointer data, GError **error)
{
  Block *call = data;

  return GINT_TO_POINTER (foyer_ticket_store_block (connection, &call->ticket, call->blocked, "Lost", error));
}

/* A blocked ticket is still sold. */
static void
step_block (Fixture *fixture, Model *model, FoyerRandom *random)
{
  FoyerOrder *order;
  Block       call;
  GError     *error = NULL;

  if (model->orders->len == 0)
    return;
  order = model->orders->pdata[foyer_random_below (random, model->orders->len)];
  call.ticket = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id;
  call.blocked = foyer_random_below (random, 2);
  foyer_store_write (fixture->store, block, &call, &error);
  g_assert_no_error (error);
}

static void
assert_as_modelled (Fixture *fixture, const Model *model)
{
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);

  for (int i = 0; i < N_CATEGORIES; i++)
    {
      const FoyerCategorySummary *category = summary->categories->pdata[i];

      g_assert_cmpint (category->stock.sold, ==, model->sold[i]);
      g_assert_cmpint (category->available, ==, model_available (model, i));
      g_assert_cmpint (category->alert == FOYER_ALERT_SOLD_OUT, ==, model_available (model, i) == 0);
    }
  g_assert_cmpint (summary->stock.sold, ==, model->sold[0] + model->sold[1]);
  g_assert_cmpint (summary->revenue, ==, model->revenue);
}

static void
test_stock_follows_the_model (Fixture *fixture, gconstpointer data)
{
  Model       model = { .capacity = { 10, 5 }, .event_capacity = -1 };
  FoyerRandom random;

  model.orders = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_order_free);
  model.left = g_array_new (FALSE, FALSE, sizeof (int));
  foyer_random_init_seed (&random, 2026);
  for (int i = 0; i < STEPS; i++)
    {
      int dice = foyer_random_below (&random, 20);

      if (dice < 10)
        step_sell (fixture, &model, &random);
      else if (dice < 17)
        step_refund (fixture, &model, &random);
      else if (dice < 18)
        step_block (fixture, &model, &random);
      else
        step_capacity (fixture, &model, &random);
      assert_as_modelled (fixture, &model);
    }
  g_assert_cmpuint (model.orders->len, >, STEPS / 20);
  fixture_reopen (fixture);
  assert_as_modelled (fixture, &model);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) - count(DISTINCT serial) FROM ticket"), ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) - count(DISTINCT number) FROM orders"), ==, 0);
  g_ptr_array_unref (model.orders);
  g_array_unref (model.left);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/stock/follows-the-model", Fixture, NULL, fixture_set_up, test_stock_follows_the_model, fixture_tear_down);
  return g_test_run ();
}
