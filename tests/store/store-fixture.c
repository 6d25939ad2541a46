/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  FoyerChange *change;
  FoyerOrigin  origin;
} Apply;

static gpointer
apply (FoyerConnection *connection, gpointer data, GError **error)
{
  Apply *call = data;

  return GINT_TO_POINTER (foyer_change_store_apply (connection, call->change, call->origin, error));
}

gboolean
fixture_apply (Fixture *fixture, FoyerChange *change, FoyerOrigin origin, GError **error)
{
  Apply call = { change, origin };

  return GPOINTER_TO_INT (foyer_store_write (fixture->store, apply, &call, error));
}

static void
add_category (Fixture *fixture, FoyerId *id, const char *name, int price, int capacity, int position)
{
  g_autoptr (FoyerChange) change = NULL;
  GError     *error = NULL;
  FoyerRandom random;

  foyer_random_init_seed (&random, position + 100);
  *id = foyer_id_generate (FIXTURE_NOW, &random);
  change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, id);
  foyer_change_set_id (change, "event", &fixture->event);
  foyer_change_set_text (change, "name", name);
  foyer_change_set_integer (change, "price", price);
  foyer_change_set_integer (change, "vat_rate", 700);
  foyer_change_set_integer (change, "capacity", capacity);
  foyer_change_set_integer (change, "position", position);
  foyer_change_set_text (change, "status", "live");
  g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
}

static void
add_event (Fixture *fixture, int stalls)
{
  g_autoptr (FoyerChange) venue = NULL;
  g_autoptr (FoyerChange) event = NULL;
  GError     *error = NULL;
  FoyerRandom random;

  foyer_random_init_seed (&random, 1);
  fixture->venue = foyer_id_generate (FIXTURE_NOW, &random);
  fixture->event = foyer_id_generate (FIXTURE_NOW, &random);
  venue = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &fixture->venue);
  foyer_change_set_text (venue, "name", "Great Hall");
  g_assert_true (fixture_apply (fixture, venue, FOYER_ORIGIN_HERE, &error));
  event = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->event);
  foyer_change_set_text (event, "title", "Tonight");
  foyer_change_set_id (event, "venue", &fixture->venue);
  foyer_change_set_text (event, "currency", "EUR");
  foyer_change_set_text (event, "timezone", "Europe/Berlin");
  foyer_change_set_integer (event, "starts", FIXTURE_NOW + 30 * FOYER_MINUTE);
  foyer_change_set_integer (event, "doors", FIXTURE_NOW - 30 * FOYER_MINUTE);
  foyer_change_set_integer (event, "ends", FIXTURE_NOW + 3 * FOYER_HOUR);
  foyer_change_set_integer (event, "number", 42);
  foyer_change_set_text (event, "status", "published");
  g_assert_true (fixture_apply (fixture, event, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
  add_category (fixture, &fixture->stalls, "Stalls", 2400, stalls, 0);
  add_category (fixture, &fixture->balcony, "Balcony", 1600, 5, 1);
}

void
fixture_fill (Fixture *fixture, int stalls)
{
  GError *error = NULL;

  fixture->store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (fixture->store, 7, FIXTURE_NOW);
  add_event (fixture, stalls);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
  fixture_fill (fixture, 10);
}

void
fixture_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  fixture_folder_remove (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

void
fixture_reopen (Fixture *fixture)
{
  GError *error = NULL;

  g_clear_object (&fixture->store);
  fixture->store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (fixture->store, 8, FIXTURE_NOW);
}

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, data, error));
}

FoyerOrder *
fixture_sell (Fixture *fixture, const FoyerId *category, int count, GError **error)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  gint64 price = foyer_id_equal (category, &fixture->stalls) ? 2400 : 1600;

  order->event = fixture->event;
  for (int i = 0; i < count; i++)
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

      ticket->category = *category;
      ticket->price = price;
    }
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, count * price));
  if (foyer_store_write (fixture->store, sell, order, error) == NULL)
    return NULL;
  return g_steal_pointer (&order);
}

typedef struct
{
  const FoyerId *event;
} Get;

static gpointer
get_summary (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_get (connection, ((Get *) data)->event, error);
}

FoyerEventSummary *
fixture_summary (Fixture *fixture)
{
  Get                get = { &fixture->event };
  GError            *error = NULL;
  FoyerEventSummary *summary = foyer_store_read (fixture->store, get_summary, &get, NULL, &error);

  g_assert_no_error (error);
  return summary;
}
