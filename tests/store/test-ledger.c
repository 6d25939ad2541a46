/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-admission-store.h"
#include "foyer-change-store.h"
#include "foyer-error.h"
#include "foyer-guest-store.h"
#include "foyer-order-store.h"
#include "foyer-refund-store.h"
#include "store-devices.h"
#include "store-dump.h"

#define N_DEVICES 3
#define CAPACITY 12

/* The same evening on every device, put there by the catalogue of the first. */
typedef struct
{
  Devices *devices;
  FoyerId  event;
  FoyerId  category;
} Evening;

static void
evening_begin (Evening *self, guint64 seed)
{
  g_autoptr (FoyerChange) event = NULL;
  g_autoptr (FoyerChange) category = NULL;

  self->devices = devices_new (N_DEVICES, seed);
  self->event = foyer_id_generate (FIXTURE_NOW, &self->devices->random);
  self->category = foyer_id_generate (FIXTURE_NOW, &self->devices->random);
  event = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &self->event);
  foyer_change_set_text (event, "title", "Tonight");
  foyer_change_set_text (event, "currency", "EUR");
  foyer_change_set_integer (event, "starts", FIXTURE_NOW);
  foyer_change_set_text (event, "status", "published");
  foyer_change_set_boolean (event, "reentry", TRUE);
  devices_make (self->devices, 0, event);
  category = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &self->category);
  foyer_change_set_id (category, "event", &self->event);
  foyer_change_set_integer (category, "price", 1000);
  foyer_change_set_integer (category, "capacity", CAPACITY);
  foyer_change_set_text (category, "status", "live");
  devices_make (self->devices, 0, category);
  for (int i = 1; i < N_DEVICES; i++)
    {
      devices_deliver (self->devices, i, event);
      devices_deliver (self->devices, i, category);
    }
}

static void
evening_end (Evening *self)
{
  devices_free (self->devices);
}

static const char *
path_of (Evening *self, int device)
{
  return foyer_store_get_path (devices_get (self->devices, device));
}

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, data, error));
}

static gpointer
take_in (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_import (connection, data, error));
}

static FoyerOrder *
new_order (Evening *self, int count)
{
  FoyerOrder *order = foyer_order_new ();

  order->event = self->event;
  for (int i = 0; i < count; i++)
    {
      FoyerAttendee *attendee = devices_dice (self->devices, 2) ? foyer_attendee_new () : NULL;
      FoyerTicket   *ticket;

      if (attendee != NULL)
        attendee->name = g_strdup_printf ("Guest %d", devices_dice (self->devices, 1000));
      ticket = foyer_order_add (order, foyer_ticket_new (), attendee);
      ticket->category = self->category;
      ticket->price = 1000;
    }
  return order;
}

static gint64
count_sold (Evening *self, int device)
{
  return dump_number (path_of (self, device), "SELECT count(*) FROM ticket WHERE live = 1");
}

static void
sell_some (Evening *self, int device)
{
  int    count = 1 + devices_dice (self->devices, 3);
  gint64 before = count_sold (self, device);
  g_autoptr (FoyerOrder) order = new_order (self, count);
  GError *error = NULL;

  g_ptr_array_add (order->payments, foyer_payment_new (devices_dice (self->devices, 3) ? FOYER_PAYMENT_CASH : FOYER_PAYMENT_INVOICE, count * 1000));
  foyer_store_write (devices_get (self->devices, device), sell, order, &error);
  if (before + count > CAPACITY)
    g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT);
  else
    g_assert_no_error (error);
  g_clear_error (&error);
}

static FoyerId
pick (Evening *self, int device, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gint64           count = dump_number (path_of (self, device), sql);
  g_autofree char *text = NULL;
  FoyerId          id = FOYER_ID_NONE;

  if (count == 0)
    return id;
  g_free (sql);
  sql = g_strdup_printf ("SELECT lower (substr (hex (id), 1, 8) || '-' || substr (hex (id), 9, 4) || '-' || substr (hex (id), 13, 4) || '-' ||"
                         " substr (hex (id), 17, 4) || '-' || substr (hex (id), 21)) FROM %s ORDER BY id LIMIT 1 OFFSET %d",
                         table, devices_dice (self->devices, count));
  text = dump_text (path_of (self, device), sql);
  g_assert_true (foyer_id_parse (text, &id));
  return id;
}

typedef struct
{
  Evening *evening;
  FoyerId  id;
  int      choice;
} Act;

static gpointer
act_on_ticket (FoyerConnection *connection, gpointer data, GError **error)
{
  Act                  *act = data;
  g_autofree char      *text = foyer_id_dup_text (&act->id);
  FoyerAdmissionRequest request = { .event = act->evening->event, .code = text, .gate = "North" };
  FoyerAttendee         edit = { .name = (char *) "Renamed" };
  g_autoptr (FoyerAdmission) admission = NULL;
  g_autoptr (FoyerChange) printed = NULL;

  switch (act->choice)
    {
    case 0:
    case 1:
    case 2:
      request.mode = act->choice == 2 ? FOYER_SCAN_EXIT : FOYER_SCAN_ENTRY;
      admission = foyer_admission_store_admit (connection, &request, error);
      return NULL;
    case 3:
    case 4:
      return GINT_TO_POINTER (foyer_ticket_store_block (connection, &act->id, act->choice == 3, "Stolen", error));
    case 5:
      return GINT_TO_POINTER (foyer_order_store_reprint (connection, &act->id, "Jam", error));
    case 6:
      printed = foyer_change_new (FOYER_CHANGE_TICKET_PRINTED, &act->id);
      foyer_change_set_id (printed, "job", &act->id);
      foyer_change_set_integer (printed, "copy", 1);
      return GINT_TO_POINTER (foyer_change_store_apply (connection, printed, FOYER_ORIGIN_HERE, error));
    default:
      return GINT_TO_POINTER (foyer_guest_store_edit (connection, &act->id, &edit, error));
    }
}

static gpointer
act_on_order (FoyerConnection *connection, gpointer data, GError **error)
{
  Act *act = data;

  if (act->choice == 0)
    return GINT_TO_POINTER (foyer_sale_store_refund (connection, &act->id, NULL, "cash", "Ill", NULL, error));
  return GINT_TO_POINTER (foyer_sale_store_pay (connection, &act->id, FOYER_PAYMENT_CARD, 1000, "T1", error));
}

static gpointer
undo (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_admission_store_undo (connection, &((Act *) data)->id, "Wrong guest", error));
}

/* What the rules of business refuse is refused; the store itself must not fail. */
static void
run (Evening *self, int device, FoyerStoreFunc func, Act *act)
{
  GError *error = NULL;

  foyer_store_write (devices_get (self->devices, device), func, act, &error);
  if (error != NULL && !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STATE) && !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    g_assert_no_error (error);
  g_clear_error (&error);
}

static void
step_at_random (Evening *self)
{
  int device = devices_dice (self->devices, N_DEVICES);
  int dice = devices_dice (self->devices, 20);
  Act act = { .evening = self };

  if (dice < 4)
    {
      sell_some (self, device);
      return;
    }
  act.id = pick (self, device, dice < 15 ? "ticket" : dice < 18 ? "orders"
                                                                : "scan");
  if (foyer_id_is_none (&act.id))
    return;
  act.choice = devices_dice (self->devices, dice < 15 ? 8 : 2);
  run (self, device, dice < 15 ? act_on_ticket : dice < 18 ? act_on_order
                                                           : undo,
       &act);
}

static void
test_any_order_adds_up_to_the_same (void)
{
  for (guint64 seed = 1; seed <= 12; seed++)
    {
      Evening evening;

      evening_begin (&evening, seed);
      for (int step = 0; step < 120; step++)
        {
          step_at_random (&evening);
          if (devices_dice (evening.devices, 10) == 0)
            devices_deliver_some (evening.devices, devices_dice (evening.devices, N_DEVICES), 15);
        }
      devices_add (evening.devices);
      devices_add (evening.devices);
      devices_deliver_all (evening.devices);
      devices_assert_equal (evening.devices, NULL);
      devices_deliver_all (evening.devices);
      devices_assert_equal (evening.devices, NULL);
      evening_end (&evening);
    }
}

static void
test_codes_found_are_the_same_in_any_order (void)
{
  Evening evening;
  Act     act = { .evening = &evening };

  evening_begin (&evening, 77);
  sell_some (&evening, 0);
  act.id = pick (&evening, 0, "ticket");
  act.choice = 5;
  run (&evening, 0, act_on_ticket, &act);
  devices_collect (evening.devices);
  for (guint i = evening.devices->changes->len; i > 0; i--)
    devices_deliver (evening.devices, 1, evening.devices->changes->pdata[i - 1]);
  g_assert_cmpint (dump_number (path_of (&evening, 1), "SELECT count(*) FROM ticket t JOIN reprint r ON r.ticket = t.id AND r.secret = t.secret"), ==, 1);
  g_assert_cmpint (dump_number (path_of (&evening, 1), "SELECT count(*) FROM retired_code"), ==, 1);
  evening_end (&evening);
}

typedef struct
{
  Evening    *evening;
  const char *code;
} Presentation;

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  Presentation         *presentation = data;
  FoyerAdmissionRequest request = { .event = presentation->evening->event, .code = presentation->code, .gate = "North", .mode = FOYER_SCAN_ENTRY };

  return foyer_admission_store_admit (connection, &request, error);
}

static FoyerAdmission *
present (Evening *self, int device, const char *code)
{
  Presentation    presentation = { self, code };
  GError         *error = NULL;
  FoyerAdmission *admission = foyer_store_write (devices_get (self->devices, device), admit, &presentation, &error);

  g_assert_no_error (error);
  return admission;
}

static FoyerOrder *
import_one (Evening *self, int device)
{
  FoyerOrder *order = new_order (self, 1);
  GError     *error = NULL;

  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 1000));
  foyer_store_write (devices_get (self->devices, device), take_in, order, &error);
  g_assert_no_error (error);
  return order;
}

static void
test_double_admission_is_noted_once_and_alike (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  g_autofree char *first = NULL;
  const char      *code;

  evening_begin (&evening, 5);
  order = import_one (&evening, 0);
  code = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret;
  devices_deliver_all (evening.devices);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (FoyerAdmission) admission = present (&evening, i, code);

      g_assert_cmpint (admission->verdict, ==, FOYER_VERDICT_ADMITTED);
      g_assert_cmpint (dump_number (path_of (&evening, i), "SELECT count(*) FROM conflict"), ==, 0);
    }
  devices_deliver_all (evening.devices);
  devices_deliver_all (evening.devices);
  for (int i = 0; i < N_DEVICES; i++)
    {
      g_autofree char *id = dump_text (path_of (&evening, i), "SELECT hex (id) FROM conflict");

      g_assert_cmpint (dump_number (path_of (&evening, i), "SELECT count(*) FROM conflict"), ==, 1);
      g_assert_cmpint (dump_number (path_of (&evening, i), "SELECT count(*) FROM scan"), ==, 2);
      g_assert_cmpint (dump_number (path_of (&evening, i), "SELECT sum (inside) FROM ticket"), ==, 1);
      g_assert_nonnull (id);
      g_assert_true (first == NULL || g_str_equal (first, id));
      g_set_str (&first, id);
    }
  evening_end (&evening);
}

static void
test_an_exit_that_comes_late_takes_the_conflict_away (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerAdmission) in = NULL;
  g_autoptr (FoyerAdmission) again = NULL;
  Act act = { .evening = &evening, .choice = 2 };

  evening_begin (&evening, 5);
  order = import_one (&evening, 0);
  act.id = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id;
  devices_deliver_all (evening.devices);
  in = present (&evening, 0, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  run (&evening, 0, act_on_ticket, &act); /* out again */
  again = present (&evening, 0, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  g_assert_cmpint (again->verdict, ==, FOYER_VERDICT_ADMITTED);
  devices_collect (evening.devices);
  devices_deliver (evening.devices, 1, evening.devices->changes->pdata[evening.devices->changes->len - 1]);
  devices_deliver (evening.devices, 1, evening.devices->changes->pdata[evening.devices->changes->len - 3]);
  g_assert_cmpint (dump_number (path_of (&evening, 1), "SELECT count(*) FROM conflict"), ==, 1);
  devices_deliver (evening.devices, 1, evening.devices->changes->pdata[evening.devices->changes->len - 2]);
  g_assert_cmpint (dump_number (path_of (&evening, 1), "SELECT count(*) FROM conflict"), ==, 0);
  evening_end (&evening);
}

static void
test_a_block_from_a_wrong_year_can_be_lifted (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerChange) block = NULL;
  g_autoptr (FoyerAdmission) refused = NULL;
  g_autoptr (FoyerAdmission) admitted = NULL;
  Act act = { .evening = &evening, .choice = 4 };

  evening_begin (&evening, 5);
  order = import_one (&evening, 0);
  act.id = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id;
  block = foyer_change_new (FOYER_CHANGE_TICKET_BLOCK, &act.id);
  block->id = foyer_id_generate (FIXTURE_NOW, &evening.devices->random);
  block->device = block->id;
  block->made_at = FIXTURE_NOW + 3000 * FOYER_DAY;
  foyer_change_set_boolean (block, "blocked", TRUE);
  foyer_change_set_text (block, "reason", "Stolen");
  devices_deliver (evening.devices, 0, block);
  refused = present (&evening, 0, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  g_assert_cmpint (refused->verdict, ==, FOYER_VERDICT_BLOCKED);
  g_assert_cmpstr (refused->reason, ==, "Stolen");
  run (&evening, 0, act_on_ticket, &act);
  admitted = present (&evening, 0, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret);
  g_assert_cmpint (admitted->verdict, ==, FOYER_VERDICT_ADMITTED);
  evening_end (&evening);
}

static void
test_a_ticket_in_two_orders_does_not_stop_the_feed (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerChange) copy = NULL;

  evening_begin (&evening, 5);
  order = import_one (&evening, 0);
  order->id = foyer_id_generate (FIXTURE_NOW, &evening.devices->random);
  copy = foyer_change_new_sale (order);
  copy->id = order->id;
  copy->device = order->id;
  copy->made_at = FIXTURE_NOW;
  devices_deliver (evening.devices, 0, copy);
  g_assert_cmpint (dump_number (path_of (&evening, 0), "SELECT count(*) FROM ticket"), ==, 1);
  g_assert_cmpint (dump_number (path_of (&evening, 0), "SELECT count(*) FROM orders"), ==, 2);
  evening_end (&evening);
}

static void
test_payment_needs_an_order_that_waits_for_it (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  Act     act = { .evening = &evening, .choice = 1 };
  GError *error = NULL;

  evening_begin (&evening, 5);
  order = import_one (&evening, 0);
  act.id = order->id;
  foyer_store_write (devices_get (evening.devices, 0), act_on_order, &act, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_clear_error (&error);
  act.id = evening.event;
  foyer_store_write (devices_get (evening.devices, 0), act_on_order, &act, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (dump_number (path_of (&evening, 0), "SELECT count(*) FROM payment"), ==, 1);
  evening_end (&evening);
}

static void
test_a_seat_is_sold_once (void)
{
  Evening evening;
  g_autoptr (FoyerOrder) order = NULL;
  GError *error = NULL;

  evening_begin (&evening, 5);
  order = new_order (&evening, 2);
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 2000));
  for (int i = 0; i < 2; i++)
    g_set_str (&((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->seat, "Row 4 Seat 12");
  foyer_store_write (devices_get (evening.devices, 0), sell, order, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SOLD_OUT);
  g_clear_error (&error);
  g_assert_cmpint (count_sold (&evening, 0), ==, 0);
  evening_end (&evening);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/ledger/any-order-adds-up-to-the-same", test_any_order_adds_up_to_the_same);
  g_test_add_func ("/store/ledger/a-reprint-before-its-sale-counts", test_codes_found_are_the_same_in_any_order);
  g_test_add_func ("/store/ledger/double-admission-is-noted-once-and-alike", test_double_admission_is_noted_once_and_alike);
  g_test_add_func ("/store/ledger/an-exit-that-comes-late-takes-the-conflict-away", test_an_exit_that_comes_late_takes_the_conflict_away);
  g_test_add_func ("/store/ledger/a-block-from-a-wrong-year-can-be-lifted", test_a_block_from_a_wrong_year_can_be_lifted);
  g_test_add_func ("/store/ledger/a-ticket-in-two-orders-does-not-stop-the-feed", test_a_ticket_in_two_orders_does_not_stop_the_feed);
  g_test_add_func ("/store/ledger/payment-needs-an-order-that-waits-for-it", test_payment_needs_an_order_that_waits_for_it);
  g_test_add_func ("/store/ledger/a-seat-is-sold-once", test_a_seat_is_sold_once);
  return g_test_run ();
}
