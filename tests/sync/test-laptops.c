/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"
#include "test-platform.h"

/* A real platform process and two laptops: the office has the event, the door starts empty. */
typedef struct
{
  TestPlatform *platform;
  Laptop       *office;
  Laptop       *door;
} Hall;

static void
set_up (Hall *hall, gconstpointer role)
{
  g_autofree char *code = NULL;

  hall->platform = test_platform_new_tls ();
  hall->office = laptop_new (0);
  hall->door = laptop_new (1);
  laptop_pair (hall->office, hall->platform->pairing);
  laptop_sync (hall->office);
  code = test_platform_invite (hall->platform, role != NULL ? role : "door");
  laptop_pair (hall->door, code);
}

static void
tear_down (Hall *hall, gconstpointer role)
{
  g_clear_pointer (&hall->office, laptop_free);
  g_clear_pointer (&hall->door, laptop_free);
  g_clear_pointer (&hall->platform, test_platform_free);
}

static FoyerOrder *
sell (Laptop *laptop, const FoyerId *category, int count)
{
  g_autoptr (GError) error = NULL;
  FoyerOrder *order = fixture_sell (&laptop->fixture, category, count, &error);

  g_assert_no_error (error);
  return order;
}

static const char *
secret_of (FoyerOrder *order, guint position)
{
  return ((FoyerOrderTicket *) order->tickets->pdata[position])->ticket->secret;
}

static void
test_see_each_others_sales_and_scans (Hall *hall, gconstpointer data)
{
  const FoyerId  *event = &hall->office->fixture.event;
  FoyerSyncResult result;
  g_autoptr (FoyerOrder) order = sell (hall->office, &hall->office->fixture.stalls, 2);
  g_autofree char *number = laptop_read_meta (hall->door, "device-number");

  g_assert_cmpstr (number, ==, "2");
  result = laptop_sync (hall->office);
  g_assert_cmpint (result.pushed, ==, 1);
  g_assert_cmpint (laptop_waiting (hall->office), ==, 0);
  result = laptop_sync (hall->door);
  g_assert_cmpint (result.pulled, ==, 5); /* venue, event, two categories, the sale */
  g_assert_cmpint (result.skipped, ==, 0);
  g_assert_cmpint (laptop_sold (hall->door, event), ==, 2);
  g_assert_cmpint (laptop_admit (hall->door, event, secret_of (order, 0)), ==, FOYER_VERDICT_ADMITTED);
  laptop_sync (hall->door);
  g_assert_cmpint (laptop_admitted (hall->office, event), ==, 0);
  laptop_sync (hall->office);
  g_assert_cmpint (laptop_admitted (hall->office, event), ==, 1);
  g_assert_cmpint (laptop_admit (hall->office, event, secret_of (order, 0)), ==, FOYER_VERDICT_ALREADY_IN);
  result = laptop_sync (hall->door);
  g_assert_cmpint (laptop_conflicts (hall->door), ==, 0);
}

static void
test_tell_both_when_one_ticket_came_in_twice (Hall *hall, gconstpointer data)
{
  const FoyerId *event = &hall->office->fixture.event;
  g_autoptr (FoyerOrder) order = sell (hall->office, &hall->office->fixture.stalls, 1);

  laptop_sync (hall->office);
  laptop_sync (hall->door);
  g_assert_cmpint (laptop_admit (hall->office, event, secret_of (order, 0)), ==, FOYER_VERDICT_ADMITTED);
  g_assert_cmpint (laptop_admit (hall->door, event, secret_of (order, 0)), ==, FOYER_VERDICT_ADMITTED);
  laptop_sync (hall->office);
  laptop_sync (hall->door);
  laptop_sync (hall->office);
  g_assert_cmpint (laptop_conflicts (hall->office), ==, 1);
  g_assert_cmpint (laptop_conflicts (hall->door), ==, 1);
  g_assert_cmpint (laptop_admitted (hall->office, event), ==, 1);
}

static void
test_work_on_while_the_platform_is_away (Hall *hall, gconstpointer data)
{
  const FoyerId *event = &hall->office->fixture.event;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOrder) first = NULL;
  g_autoptr (FoyerOrder) second = NULL;

  laptop_sync (hall->office);
  test_platform_kill (hall->platform);
  first = sell (hall->office, &hall->office->fixture.stalls, 1);
  second = sell (hall->office, &hall->office->fixture.balcony, 1);
  error = laptop_fail (hall->office);
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_OFFLINE);
  g_assert_cmpint (laptop_waiting (hall->office), ==, 2);
  test_platform_start (hall->platform);
  g_assert_cmpint (laptop_sync (hall->office).pushed, ==, 2);
  laptop_sync (hall->door);
  g_assert_cmpint (laptop_sold (hall->door, event), ==, 2);
}

static void
test_keep_what_the_platform_refuses (Hall *hall, gconstpointer data)
{
  g_autoptr (FoyerChange) edit = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &hall->office->fixture.event);
  FoyerSyncResult result;

  laptop_sync (hall->office);
  laptop_sync (hall->door);
  foyer_change_set_text (edit, "title", "Renamed at the door");
  g_assert_true (fixture_apply (&hall->door->fixture, edit, FOYER_ORIGIN_HERE, NULL));
  result = laptop_sync (hall->door);
  g_assert_cmpint (result.refused, ==, 1);
  g_assert_cmpint (laptop_waiting (hall->door), ==, 0);
  g_assert_cmpint (laptop_refused (hall->door), ==, 1);
  g_assert_cmpint (laptop_conflicts (hall->door), ==, 1);
  g_assert_cmpint (laptop_sync (hall->office).pulled, ==, 0);
}

static void
test_lose_nothing_in_a_thousand_changes (Hall *hall, gconstpointer data)
{
  const FoyerId *event = &hall->office->fixture.event;

  for (guint i = 0; i < 1203; i++)
    {
      g_autoptr (FoyerChange) edit = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, event);
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      foyer_change_set_text (edit, "title", title);
      g_assert_true (fixture_apply (&hall->office->fixture, edit, FOYER_ORIGIN_HERE, NULL));
    }
  g_assert_cmpint (laptop_sync (hall->office).pushed, ==, 1203);
  g_assert_cmpint (laptop_sync (hall->door).pulled, ==, 1203 + 4);
  {
    g_autoptr (FoyerEventSummary) here = fixture_summary (&hall->office->fixture);
    Fixture there = hall->door->fixture;
    g_autoptr (FoyerEventSummary) found = NULL;

    there.event = *event;
    found = fixture_summary (&there);
    g_assert_cmpstr (found->event->title, ==, "Title 1202");
    g_assert_cmpstr (here->event->title, ==, "Title 1202");
  }
}

static void
test_cannot_use_a_code_twice (Hall *hall, gconstpointer data)
{
  g_autoptr (Laptop) late = laptop_new (2);
  g_autoptr (GError) error = NULL;

  g_assert_false (foyer_sync_pair (late->fixture.store, late->secrets, hall->platform->pairing, "Late", NULL, &error));
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_PAIRING);
  g_assert_nonnull (strstr (error->message, "used"));
}

static void
test_leave_and_come_back_with_their_number (Hall *hall, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *number = NULL;
  g_autofree char *url = NULL;

  g_assert_true (foyer_sync_forget (hall->door->fixture.store, hall->door->secrets, NULL, &error));
  g_assert_no_error (error);
  url = laptop_read_meta (hall->door, "platform-url");
  g_assert_null (url);
  error = laptop_fail (hall->door);
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_PAIRED);
  code = test_platform_invite (hall->platform, "box-office");
  laptop_pair (hall->door, code);
  number = laptop_read_meta (hall->door, "device-number");
  g_assert_cmpstr (number, ==, "2");
  laptop_sync (hall->door);
}

static void
test_hand_on_invitations_as_organizer_only (Hall *hall, gconstpointer data)
{
  g_autoptr (Laptop) till = laptop_new (3);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  code = foyer_sync_invite (hall->office->fixture.store, hall->office->secrets, FOYER_ROLE_BOX_OFFICE, NULL, &error);
  g_assert_no_error (error);
  laptop_pair (till, code);
  g_assert_null (foyer_sync_invite (till->fixture.store, till->secrets, FOYER_ROLE_DOOR, NULL, &error));
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_REFUSED);
}

static void
test_ask_to_sign_in_when_the_token_is_wrong (Hall *hall, gconstpointer data)
{
  g_autofree char *device = foyer_id_dup_text (foyer_store_get_device (hall->door->fixture.store));
  g_autofree char *url = laptop_read_meta (hall->door, "platform-url");
  g_autoptr (GError) error = NULL;

  g_assert_true (foyer_secrets_store (hall->door->secrets, device, url, "stolen", NULL, NULL));
  error = laptop_fail (hall->door);
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_SIGN_IN);
}

#define ADD(name, func) g_test_add ("/sync/laptops/" name, Hall, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("see-each-others-sales-and-scans", test_see_each_others_sales_and_scans);
  ADD ("tell-both-when-one-ticket-came-in-twice", test_tell_both_when_one_ticket_came_in_twice);
  ADD ("work-on-while-the-platform-is-away", test_work_on_while_the_platform_is_away);
  ADD ("keep-what-the-platform-refuses", test_keep_what_the_platform_refuses);
  ADD ("lose-nothing-in-a-thousand-changes", test_lose_nothing_in_a_thousand_changes);
  ADD ("cannot-use-a-code-twice", test_cannot_use_a_code_twice);
  ADD ("leave-and-come-back-with-their-number", test_leave_and_come_back_with_their_number);
  ADD ("hand-on-invitations-as-organizer-only", test_hand_on_invitations_as_organizer_only);
  ADD ("ask-to-sign-in-when-the-token-is-wrong", test_ask_to_sign_in_when_the_token_is_wrong);
  return g_test_run ();
}
