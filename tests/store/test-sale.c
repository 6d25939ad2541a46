/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"
#include "foyer-error.h"
#include "foyer-guest-store.h"
#include "foyer-order-store.h"
#include "foyer-outbox-store.h"
#include "foyer-refund-store.h"
#include "store-fixture.h"

static void
test_sale_takes_stock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (FoyerOrder) order = NULL;
  FoyerCategorySummary *stalls;
  GError               *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (order->number, ==, "0-000001");
  g_assert_cmpint (order->status, ==, FOYER_ORDER_PAID);
  g_assert_cmpint (((FoyerOrderTicket *) order->tickets->pdata[1])->ticket->serial, ==, 2);
  summary = fixture_summary (fixture);
  stalls = summary->categories->pdata[0];
  g_assert_cmpint (stalls->stock.sold, ==, 2);
  g_assert_cmpint (stalls->available, ==, 8);
  g_assert_cmpint (summary->available, ==, 13);
  g_assert_cmpint (summary->revenue, ==, 4800);
}

static void
test_sale_never_oversells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) first = NULL;
  g_autoptr (FoyerOrder) second = NULL;
  g_autoptr (FoyerEventSummary) summary = NULL;
  GError *error = NULL;

  first = fixture_sell (fixture, &fixture->balcony, 4, &error);
  g_assert_no_error (error);
  second = fixture_sell (fixture, &fixture->balcony, 2, &error);
  g_assert_null (second);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT);
  g_clear_error (&error);
  second = fixture_sell (fixture, &fixture->balcony, 1, &error);
  g_assert_no_error (error);
  summary = fixture_summary (fixture);
  g_assert_cmpint (((FoyerCategorySummary *) summary->categories->pdata[1])->alert, ==, FOYER_ALERT_SOLD_OUT);
}

static gpointer
refund (FoyerConnection *connection, gpointer data, GError **error)
{
  gint64 amount = 0;

  if (!foyer_sale_store_refund (connection, &((FoyerOrder *) data)->id, NULL, "cash", "Typed wrong", &amount, error))
    return NULL;
  g_assert_cmpint (amount, ==, 4800);
  return GINT_TO_POINTER (TRUE);
}

static void
test_refund_frees_stock_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerEventSummary) summary = NULL;
  GError *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 2, &error);
  g_assert_no_error (error);
  foyer_store_write (fixture->store, refund, order, &error);
  g_assert_no_error (error);
  g_assert_null (foyer_store_write (fixture->store, refund, order, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_clear_error (&error);
  summary = fixture_summary (fixture);
  g_assert_cmpint (summary->stock.sold, ==, 0);
  g_assert_cmpint (summary->revenue, ==, 0);
}

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_admission_store_admit (connection, data, error);
}

static FoyerVerdict
present (Fixture *fixture, const char *code, FoyerScanMode mode)
{
  FoyerAdmissionRequest request = { .event = fixture->event, .code = code, .gate = "North", .mode = mode };
  g_autoptr (FoyerAdmission) admission = NULL;
  GError *error = NULL;

  admission = foyer_store_write (fixture->store, admit, &request, &error);
  g_assert_no_error (error);
  return admission->verdict;
}

static void
test_ticket_admits_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  FoyerTicket *ticket;
  GError      *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_assert_no_error (error);
  ticket = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket;
  g_assert_cmpint (present (fixture, ticket->secret, FOYER_SCAN_INFO), ==, FOYER_VERDICT_INFO);
  g_assert_cmpint (present (fixture, ticket->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (present (fixture, ticket->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
  g_assert_cmpint (present (fixture, "NOTATICKET", FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_UNKNOWN);
  fixture_reopen (fixture);
  g_assert_cmpint (present (fixture, ticket->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ALREADY_IN);
}

static gpointer
reprint (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_order_store_reprint (connection, data, "Jam", error));
}

static gpointer
get_order (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_get (connection, data, error);
}

static void
test_reprint_kills_the_old_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerOrder) again = NULL;
  FoyerTicket *ticket, *fresh;
  GError      *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  ticket = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket;
  foyer_store_write (fixture->store, reprint, &ticket->id, &error);
  g_assert_no_error (error);
  again = foyer_store_read (fixture->store, get_order, &order->id, NULL, &error);
  g_assert_no_error (error);
  fresh = ((FoyerOrderTicket *) again->tickets->pdata[0])->ticket;
  g_assert_cmpint (fresh->copy, ==, 2);
  g_assert_cmpstr (fresh->secret, !=, ticket->secret);
  g_assert_cmpint (present (fixture, ticket->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_REPLACED);
  g_assert_cmpint (present (fixture, fresh->secret, FOYER_SCAN_ENTRY), ==, FOYER_VERDICT_ADMITTED);
}

static gpointer
count_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_outbox_store_count (connection, data, error);
  return NULL;
}

static void
test_everything_made_here_waits_in_the_outbox (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  FoyerOutboxCount before, after;
  GError          *error = NULL;

  foyer_store_read (fixture->store, count_outbox, &before, NULL, &error);
  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  present (fixture, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret, FOYER_SCAN_ENTRY);
  foyer_store_read (fixture->store, count_outbox, &after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before.waiting, ==, 4);
  g_assert_cmpint (after.waiting, ==, 6);
}

typedef struct
{
  FoyerId     event;
  const char *search;
} Find;

static gpointer
find (FoyerConnection *connection, gpointer data, GError **error)
{
  Find *call = data;

  return foyer_guest_store_find (connection, &call->event, call->search, FOYER_GUESTS_BY_NAME, error);
}

static guint
count_found (Fixture *fixture, const char *search)
{
  Find    call = { fixture->event, search };
  GError *error = NULL;
  g_autoptr (GArray) rows = foyer_store_read (fixture->store, find, &call, NULL, &error);

  g_assert_no_error (error);
  return rows->len;
}

static gpointer
import (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_import (connection, data, error));
}

static void
add_guest (Fixture *fixture, const char *name, const char *email)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerAttendee *attendee = foyer_attendee_new ();
  FoyerTicket   *ticket;
  GError        *error = NULL;

  attendee->name = g_strdup (name);
  attendee->email = g_strdup (email);
  order->event = fixture->event;
  order->channel = FOYER_CHANNEL_IMPORT;
  ticket = foyer_order_add (order, foyer_ticket_new (), attendee);
  ticket->category = fixture->stalls;
  foyer_store_write (fixture->store, import, order, &error);
  g_assert_no_error (error);
}

static void
test_guests_are_found_by_what_people_type (Fixture *fixture, gconstpointer data)
{
  add_guest (fixture, "Jürgen Müller", "jm@example.org");
  add_guest (fixture, "Øyvind Strauß", "oyvind@example.org");
  g_assert_cmpuint (count_found (fixture, NULL), ==, 2);
  g_assert_cmpuint (count_found (fixture, "mull"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "muell"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "Müller Jür"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "strauss"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "@example.org"), ==, 2);
  g_assert_cmpuint (count_found (fixture, "0-000002"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "Muler"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "nobody"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "\" ZZ *"), ==, 0);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/sale/takes-stock", test_sale_takes_stock);
  ADD ("/store/sale/never-oversells", test_sale_never_oversells);
  ADD ("/store/sale/refund-frees-stock-once", test_refund_frees_stock_once);
  ADD ("/store/sale/everything-made-here-waits-in-the-outbox", test_everything_made_here_waits_in_the_outbox);
  ADD ("/store/admission/ticket-admits-once", test_ticket_admits_once);
  ADD ("/store/reprint/kills-the-old-paper", test_reprint_kills_the_old_paper);
  ADD ("/store/guests/are-found-by-what-people-type", test_guests_are_found_by_what_people_type);
  return g_test_run ();
}
