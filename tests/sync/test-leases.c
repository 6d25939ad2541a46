/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "foyer-error.h"
#include "foyer-hold-store.h"
#include "foyer-lease-store.h"
#include "foyer-sync-settings.h"
#include "store-dump.h"
#include "sync-fixture.h"
#include "test-platform.h"

/* Two laptops that sell, and the office that made the event: 10 stalls, 5 on the balcony. */
typedef struct
{
  TestPlatform *platform;
  Laptop       *office;
  Laptop       *till;
} Hall;

static void
set_up (Hall *hall, gconstpointer role)
{
  g_autofree char *code = NULL;

  hall->platform = test_platform_new ();
  hall->office = laptop_new (0);
  hall->till = laptop_new (1);
  laptop_pair (hall->office, hall->platform->pairing);
  code = test_platform_invite (hall->platform, role != NULL ? role : "box-office");
  laptop_pair (hall->till, code);
  laptop_sync (hall->office);
  laptop_sync (hall->till);
  hall->till->fixture.event = hall->office->fixture.event;
  hall->till->fixture.stalls = hall->office->fixture.stalls;
  hall->till->fixture.balcony = hall->office->fixture.balcony;
}

static void
tear_down (Hall *hall, gconstpointer role)
{
  g_clear_pointer (&hall->office, laptop_free);
  g_clear_pointer (&hall->till, laptop_free);
  g_clear_pointer (&hall->platform, test_platform_free);
}

static const FoyerCategorySummary *
find_stalls (const FoyerEventSummary *summary, const FoyerId *stalls)
{
  for (guint i = 0; i < summary->categories->len; i++)
    if (foyer_id_equal (&((FoyerCategorySummary *) summary->categories->pdata[i])->category->id, stalls))
      return summary->categories->pdata[i];
  g_assert_not_reached ();
}

static gint64
here (Laptop *laptop)
{
  g_autoptr (FoyerEventSummary) summary = fixture_summary (&laptop->fixture);

  return find_stalls (summary, &laptop->fixture.stalls)->here;
}

static gint64
left (Laptop *laptop)
{
  g_autoptr (FoyerEventSummary) summary = fixture_summary (&laptop->fixture);

  return find_stalls (summary, &laptop->fixture.stalls)->available;
}

static void
sell (Laptop *laptop, int count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (&laptop->fixture, &laptop->fixture.stalls, count, &error);

  g_assert_no_error (error);
  g_assert_cmpint (order->lease, >, 0);
}

static void
fail_to_sell (Laptop *laptop, int count, FoyerError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_sell (&laptop->fixture, &laptop->fixture.stalls, count, &error));
  g_assert_error (error, FOYER_ERROR, (int) code);
}

static void
sync_with (Laptop *laptop, const FoyerLeaseWishes *wishes)
{
  g_autoptr (GError) error = NULL;
  FoyerSyncResult result;

  foyer_sync_run_once (laptop->fixture.store, laptop->secrets, wishes, NULL, &result, &error);
  g_assert_no_error (error);
}

static void
close_shop (Laptop *laptop)
{
  const FoyerLeaseWishes wishes = { .closing = TRUE };

  sync_with (laptop, &wishes);
}

static void
test_shared_stock_is_sold_once (Hall *hall, gconstpointer data)
{
  int sold = 0;

  g_assert_cmpint (here (hall->office) + here (hall->till), <=, 10);
  g_assert_cmpint (here (hall->till), >, 0);
  for (int round = 0; round < 12; round++)
    {
      Laptop *laptop = round % 2 == 0 ? hall->office : hall->till;

      while (here (laptop) > 0)
        {
          sell (laptop, 1);
          sold++;
        }
      laptop_sync (laptop);
    }
  g_assert_cmpint (sold, ==, 10);
  laptop_sync (hall->office);
  laptop_sync (hall->till);
  g_assert_cmpint (left (hall->office), ==, 0);
  fail_to_sell (hall->office, 1, FOYER_ERROR_SOLD_OUT);
  fail_to_sell (hall->till, 1, FOYER_ERROR_SOLD_OUT);
}

static void
test_offline_till_sells_what_it_holds_and_no_more (Hall *hall, gconstpointer data)
{
  gint64 mine = here (hall->till);

  test_platform_kill (hall->platform);
  g_assert_cmpint (mine, <, 10);
  fail_to_sell (hall->till, mine + 1, FOYER_ERROR_LEASE);
  sell (hall->till, mine);
  g_assert_cmpint (here (hall->till), ==, 0);
  g_assert_cmpint (left (hall->till), ==, 10 - mine);
  fail_to_sell (hall->till, 1, FOYER_ERROR_LEASE);
}

static void
test_closing_gives_back (Hall *hall, gconstpointer data)
{
  const FoyerLeaseWishes wishes = { .category = hall->till->fixture.stalls, .places = 10 };

  close_shop (hall->office);
  g_assert_cmpint (here (hall->office), ==, 0);
  sync_with (hall->till, &wishes);
  g_assert_cmpint (here (hall->till), ==, 10);
  sell (hall->till, 10);
}

static void
test_the_last_are_kept_by_whoever_holds_them_until_others_need_them (Hall *hall, gconstpointer data)
{
  const FoyerLeaseWishes listening = { .listening = TRUE };
  gint64                 mine;

  close_shop (hall->office);
  for (int i = 0; i < 6; i++)
    laptop_sync (hall->till);
  mine = here (hall->till);
  g_assert_cmpint (mine, >, 5);
  sync_with (hall->till, &listening);
  g_assert_cmpint (here (hall->till), ==, mine);
  while (here (hall->office) == 0 && left (hall->office) > 0)
    {
      laptop_sync (hall->office);
      sync_with (hall->till, &listening);
      sync_with (hall->till, &listening);
    }
  g_assert_cmpint (here (hall->office), >, 0);
  g_assert_cmpint (here (hall->till) + here (hall->office), <=, 10);
}

static void
test_large_order_gets_its_places (Hall *hall, gconstpointer data)
{
  const FoyerLeaseWishes wishes = { .category = hall->till->fixture.balcony, .places = 4 };
  g_autoptr (FoyerOrder) order = NULL;

  close_shop (hall->office);
  sync_with (hall->till, &wishes);
  order = fixture_sell (&hall->till->fixture, &hall->till->fixture.balcony, 4, NULL);
  g_assert_nonnull (order);
}

static void
test_refund_comes_back_to_all (Hall *hall, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  g_autoptr (FoyerChange) refund = NULL;
  JsonArray  *tickets = json_array_new ();
  JsonObject *ticket = json_object_new ();
  char        id[FOYER_ID_TEXT_LENGTH + 1];

  order = fixture_sell (&hall->till->fixture, &hall->till->fixture.stalls, 1, NULL);
  while (here (hall->till) > 0)
    sell (hall->till, 1);
  laptop_sync (hall->till);
  while (here (hall->till) > 0)
    {
      sell (hall->till, 1);
      laptop_sync (hall->till);
    }
  laptop_sync (hall->office);
  while (here (hall->office) > 0)
    {
      sell (hall->office, 1);
      laptop_sync (hall->office);
    }
  g_assert_cmpint (left (hall->office), ==, 0);
  refund = foyer_change_new (FOYER_CHANGE_ORDER_REFUND, &order->id);
  foyer_change_set_integer (refund, "amount", 2400);
  foyer_change_set_text (refund, "reason", "Ill");
  json_object_set_string_member (ticket, "id", foyer_id_print (&((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id, id));
  json_array_add_object_element (tickets, ticket);
  json_object_set_array_member (refund->body, "tickets", tickets);
  g_assert_true (fixture_apply (&hall->till->fixture, refund, FOYER_ORIGIN_HERE, NULL));
  fail_to_sell (hall->till, 1, FOYER_ERROR_LEASE);
  laptop_sync (hall->till);
  laptop_sync (hall->office);
  g_assert_cmpint (here (hall->till) + here (hall->office), ==, 1);
}

static void
copy (const char *from, const char *to)
{
  static const char *const parts[] = { "", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *source = g_strconcat (from, parts[i], NULL);
      g_autofree char *target = g_strconcat (to, parts[i], NULL);
      g_autofree char *bytes = NULL;
      gsize            length;

      g_unlink (target);
      if (g_file_get_contents (source, &bytes, &length, NULL))
        g_assert_true (g_file_set_contents (target, bytes, length, NULL));
    }
}

/* Puts the store aside as it is, lets @between happen, and puts it back. */
static void
restore_after (Laptop *laptop, void (*between) (Laptop *laptop))
{
  Fixture         *fixture = &laptop->fixture;
  g_autofree char *aside = g_build_filename (fixture->folder, "aside.db", NULL);
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;

  copy (fixture->path, aside);
  between (laptop);
  foyer_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_unlink (index);
  copy (aside, fixture->path);
  fixture->store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
}

static void
sell_one (Laptop *laptop)
{
  sell (laptop, 1);
}

static void
sell_nothing (Laptop *laptop)
{
}

static void
test_restored_copy_does_not_sell_what_was_sold (Hall *hall, gconstpointer data)
{
  gint64 mine = here (hall->till);

  restore_after (hall->till, sell_one);
  g_assert_cmpint (here (hall->till), ==, 0);
  fail_to_sell (hall->till, 1, FOYER_ERROR_LEASE);
  laptop_sync (hall->till);
  /* what the lost store may have sold stays out of reach for everybody */
  g_assert_cmpint (here (hall->till) + here (hall->office), <=, 10 - mine);
}

static void
test_restored_copy_does_not_sell_what_was_given_back (Hall *hall, gconstpointer data)
{
  restore_after (hall->till, close_shop);
  g_assert_cmpint (here (hall->till), ==, 0);
  laptop_sync (hall->till);
  g_assert_cmpint (here (hall->till), >, 0);
  g_assert_cmpint (here (hall->till) + here (hall->office), <=, 10);
}

static void
test_copy_from_now_goes_on_selling (Hall *hall, gconstpointer data)
{
  gint64 mine = here (hall->till);

  sell (hall->till, 1);
  restore_after (hall->till, sell_nothing);
  g_assert_cmpint (here (hall->till), ==, mine - 1);
  sell (hall->till, 1);
}

static void
copy_mark (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, length, NULL));
}

/* The whole laptop was set back, with what stands outside the store. */
static void
test_platform_notices_a_laptop_that_was_set_back (Hall *hall, gconstpointer data)
{
  Fixture         *fixture = &hall->till->fixture;
  g_autofree char *device = foyer_id_dup_text (foyer_store_get_device (fixture->store));
  g_autofree char *mark = g_build_filename (g_get_user_state_dir (), "foyer", "leases", device, NULL);
  g_autofree char *mark_aside = g_build_filename (fixture->folder, "mark", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside.db", NULL);
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  gint64 mine = here (hall->till);
  gint64 before;

  before = dump_number (fixture->path, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'lease-epoch'");
  copy (fixture->path, aside);
  copy_mark (mark, mark_aside);
  sell (hall->till, 1);
  laptop_sync (hall->till);
  foyer_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_unlink (index);
  copy (aside, fixture->path);
  copy_mark (mark_aside, mark);
  fixture->store = foyer_store_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (here (hall->till), ==, mine);
  {
    const FoyerLeaseWishes wishes = { .listening = TRUE };

    sync_with (hall->till, &wishes);
  }
  g_assert_cmpint (dump_number (fixture->path, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'lease-epoch'"), !=, before);
  g_assert_cmpint (laptop_sold (hall->till, &fixture->event), ==, 1);
  g_assert_cmpint (here (hall->till) + here (hall->office), <=, 10 - mine);
}

static gpointer
add_hold (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_hold_store_add (connection, data, error);
  return NULL;
}

static gpointer
release_hold (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_hold_store_release (connection, data, "Not needed", error);
  return NULL;
}

static void
test_hold_counts_everywhere_until_it_ends (Hall *hall, gconstpointer data)
{
  gint64    mine = here (hall->till);
  FoyerHold hold = {
    .event = hall->till->fixture.event,
    .category = hall->till->fixture.stalls,
    .kind = (char *) "band",
    .owner = (char *) "The drummer",
    .places = 2,
    .until = FIXTURE_NOW + FOYER_HOUR,
  };
  g_autoptr (GError) error = NULL;

  foyer_store_write (hall->till->fixture.store, add_hold, &hold, &error);
  g_assert_no_error (error);
  g_assert_cmpint (here (hall->till), ==, mine - 2);
  g_assert_cmpint (left (hall->till), ==, 8);
  laptop_sync (hall->till);
  laptop_sync (hall->office);
  g_assert_cmpint (left (hall->office), ==, 8);
  foyer_store_set_repeatable (hall->till->fixture.store, 5, FIXTURE_NOW + 2 * FOYER_HOUR);
  foyer_store_set_repeatable (hall->office->fixture.store, 6, FIXTURE_NOW + 2 * FOYER_HOUR);
  g_assert_cmpint (left (hall->till), ==, 10);
  g_assert_cmpint (left (hall->office), ==, 10);
  g_assert_cmpint (here (hall->till), >=, mine);
}

static void
test_hold_can_be_released_twice_and_early (Hall *hall, gconstpointer data)
{
  gint64    mine = here (hall->till);
  FoyerHold hold = { .event = hall->till->fixture.event, .category = hall->till->fixture.stalls, .kind = (char *) "press", .places = 1 };

  foyer_store_write (hall->till->fixture.store, add_hold, &hold, NULL);
  foyer_store_write (hall->till->fixture.store, release_hold, &hold.id, NULL);
  foyer_store_write (hall->till->fixture.store, release_hold, &hold.id, NULL);
  g_assert_cmpint (here (hall->till), ==, mine);
  g_assert_cmpint (laptop_sync (hall->till).pushed, ==, 2);
  laptop_sync (hall->office);
  g_assert_cmpint (left (hall->office), ==, 10);
}

static void
test_more_cannot_be_held_than_is_here (Hall *hall, gconstpointer data)
{
  FoyerHold hold = { .event = hall->till->fixture.event, .category = hall->till->fixture.stalls, .kind = (char *) "press", .places = here (hall->till) + 1 };
  g_autoptr (GError) error = NULL;

  foyer_store_write (hall->till->fixture.store, add_hold, &hold, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_LEASE);
}

static void
test_door_gets_nothing (Hall *hall, gconstpointer data)
{
  g_assert_cmpint (here (hall->till), ==, 0);
  g_assert_cmpint (dump_number (hall->till->fixture.path, "SELECT count(*) FROM lease"), ==, 0);
  fail_to_sell (hall->till, 1, FOYER_ERROR_STATE);
}

static void
test_smaller_house_stops_all_tills (Hall *hall, gconstpointer data)
{
  g_autoptr (FoyerChange) cut = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &hall->office->fixture.stalls);

  sell (hall->till, 2);
  foyer_change_set_integer (cut, "capacity", 2);
  g_assert_true (fixture_apply (&hall->office->fixture, cut, FOYER_ORIGIN_HERE, NULL));
  laptop_sync (hall->office);
  laptop_sync (hall->till);
  g_assert_cmpint (here (hall->till), ==, 0);
  fail_to_sell (hall->till, 1, FOYER_ERROR_SOLD_OUT);
}

#define ADD(name, func) g_test_add ("/sync/leases/" name, Hall, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("shared-stock-is-sold-once", test_shared_stock_is_sold_once);
  ADD ("offline-till-sells-what-it-holds-and-no-more", test_offline_till_sells_what_it_holds_and_no_more);
  ADD ("closing-gives-back", test_closing_gives_back);
  ADD ("the-last-are-kept-by-whoever-holds-them-until-others-need-them", test_the_last_are_kept_by_whoever_holds_them_until_others_need_them);
  ADD ("large-order-gets-its-places", test_large_order_gets_its_places);
  ADD ("refund-comes-back-to-all", test_refund_comes_back_to_all);
  ADD ("restored-copy-does-not-sell-what-was-sold", test_restored_copy_does_not_sell_what_was_sold);
  ADD ("restored-copy-does-not-sell-what-was-given-back", test_restored_copy_does_not_sell_what_was_given_back);
  ADD ("copy-from-now-goes-on-selling", test_copy_from_now_goes_on_selling);
  ADD ("platform-notices-a-laptop-that-was-set-back", test_platform_notices_a_laptop_that_was_set_back);
  ADD ("hold-counts-everywhere-until-it-ends", test_hold_counts_everywhere_until_it_ends);
  ADD ("hold-can-be-released-twice-and-early", test_hold_can_be_released_twice_and_early);
  ADD ("more-cannot-be-held-than-is-here", test_more_cannot_be_held_than_is_here);
  ADD ("smaller-house-stops-all-tills", test_smaller_house_stops_all_tills);
  g_test_add ("/sync/leases/door-gets-nothing", Hall, "door", set_up, test_door_gets_nothing, tear_down);
  return g_test_run ();
}
