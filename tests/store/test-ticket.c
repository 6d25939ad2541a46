/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "foyer-error.h"
#include "foyer-ticket-code.h"
#include "foyer-ticket-store.h"

static gpointer
get_details (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_ticket_store_details (connection, data, error);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->balcony, 2, &error);
  FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[1])->ticket;
  g_autoptr (FoyerTicketDetails) details = foyer_store_read (fixture->store, get_details, &ticket->id, NULL, &error);
  int event_number, serial;

  g_assert_no_error (error);
  g_assert_true (foyer_id_equal (&details->ticket->id, &ticket->id));
  g_assert_cmpstr (details->ticket->secret, ==, ticket->secret);
  g_assert_cmpint (details->ticket->price, ==, 1600);
  g_assert_cmpstr (details->order_number, ==, order->number);
  g_assert_cmpint (details->order_status, ==, FOYER_ORDER_PAID);
  g_assert_cmpstr (details->currency, ==, "EUR");
  g_assert_cmpstr (details->category, ==, "Balcony");
  g_assert_cmpstr (details->event, ==, "Tonight");
  g_assert_cmpstr (details->timezone, ==, "Europe/Berlin");
  g_assert_cmpstr (details->venue->name, ==, "Great Hall");
  g_assert_cmpstr (details->holder, ==, "");
  g_assert_null (details->attendee);
  g_assert_cmpint (details->starts, ==, FIXTURE_NOW + 30 * FOYER_MINUTE);
  g_assert_cmpstr (details->number, ==, "0042-0000002");
  g_assert_true (foyer_ean13_parse (details->ean13, &event_number, &serial));
  g_assert_cmpint (event_number, ==, 42);
  g_assert_cmpint (serial, ==, ticket->serial);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_assert_null (foyer_store_read (fixture->store, get_details, &fixture->event, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ticket/details/say-all-that-the-paper-needs", Fixture, NULL, fixture_set_up, test_details, fixture_tear_down);
  g_test_add ("/ticket/details/of-an-unknown-ticket-are-an-error", Fixture, NULL, fixture_set_up, test_unknown, fixture_tear_down);
  return g_test_run ();
}
