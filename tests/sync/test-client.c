/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-client.h"
#include "sync-fixture.h"
#include "test-platform.h"

#define PATIENCE (15 * G_TIME_SPAN_SECOND)

typedef struct
{
  TestPlatform    *platform;
  Laptop          *office;
  Laptop          *door;
  FoyerSyncClient *office_client;
  FoyerSyncClient *door_client;
} Hall;

static void
set_up (Hall *hall, gconstpointer data)
{
  hall->platform = test_platform_new ();
  hall->office = laptop_new (0);
  hall->door = laptop_new (1);
  hall->office_client = foyer_sync_client_new (hall->office->fixture.store, hall->office->secrets);
  hall->door_client = foyer_sync_client_new (hall->door->fixture.store, hall->door->secrets);
  foyer_sync_client_start (hall->office_client);
  foyer_sync_client_start (hall->door_client);
}

static void
tear_down (Hall *hall, gconstpointer data)
{
  foyer_sync_client_stop (hall->office_client);
  foyer_sync_client_stop (hall->door_client);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&hall->office_client));
  g_assert_finalize_object (g_steal_pointer (&hall->door_client));
  g_clear_pointer (&hall->office, laptop_free);
  g_clear_pointer (&hall->door, laptop_free);
  g_clear_pointer (&hall->platform, test_platform_free);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds; fails the test when it takes too long. Returns: microseconds it took */
static gint64
wait_until (gboolean (*condition) (Hall *hall), Hall *hall)
{
  gint64 start = g_get_monotonic_time ();
  guint  ticks = g_timeout_add (5, tick_cb, NULL);

  while (!condition (hall))
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (ticks);
  return g_get_monotonic_time () - start;
}

static void
paired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  foyer_sync_client_pair_finish (FOYER_SYNC_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
both_online (Hall *hall)
{
  return foyer_sync_client_get_state (hall->office_client) == FOYER_SYNC_ONLINE &&
         foyer_sync_client_get_state (hall->door_client) == FOYER_SYNC_ONLINE &&
         foyer_sync_client_get_waiting (hall->office_client) == 0;
}

static gboolean
door_has_the_event (Hall *hall)
{
  return laptop_sold (hall->door, &hall->office->fixture.event) == 0;
}

static void
pair_both (Hall *hall)
{
  g_autofree char *code = test_platform_invite (hall->platform, "door");

  foyer_sync_client_pair_async (hall->office_client, hall->platform->pairing, "Office", NULL, paired_cb, NULL);
  foyer_sync_client_pair_async (hall->door_client, code, "Door", NULL, paired_cb, NULL);
  wait_until (both_online, hall);
  wait_until (door_has_the_event, hall);
}

static gboolean
unpaired (Hall *hall)
{
  return foyer_sync_client_get_state (hall->office_client) == FOYER_SYNC_UNPAIRED &&
         foyer_sync_client_get_waiting (hall->office_client) == 4;
}

static void
test_goes_online_when_it_is_paired (Hall *hall, gconstpointer data)
{
  wait_until (unpaired, hall);
  pair_both (hall);
  g_assert_cmpint (foyer_sync_client_get_role (hall->office_client), ==, FOYER_ROLE_ORGANIZER);
  g_assert_cmpint (foyer_sync_client_get_role (hall->door_client), ==, FOYER_ROLE_DOOR);
  g_assert_cmpstr (foyer_sync_client_get_platform_name (hall->door_client), ==, "Foyer");
  g_assert_cmpstr (foyer_sync_client_get_platform_url (hall->door_client), ==, hall->platform->url);
  g_assert_cmpstr (foyer_sync_client_get_message (hall->door_client), ==, "");
  g_assert_cmpint (foyer_sync_client_get_last_sync (hall->office_client), >, 0);
}

static gboolean
office_saw_one (Hall *hall)
{
  return laptop_admitted (hall->office, &hall->office->fixture.event) == 1;
}

static gboolean
door_sold_one (Hall *hall)
{
  return laptop_sold (hall->door, &hall->office->fixture.event) == 1;
}

static void
test_scan_is_known_elsewhere_within_a_second (Hall *hall, gconstpointer data)
{
  const FoyerId *event = &hall->office->fixture.event;
  g_autoptr (FoyerOrder) order = NULL;
  gint64 took;

  pair_both (hall);
  order = fixture_sell (&hall->office->fixture, &hall->office->fixture.stalls, 1, NULL);
  wait_until (door_sold_one, hall);
  g_assert_cmpint (laptop_admit (hall->door, event, ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret), ==, FOYER_VERDICT_ADMITTED);
  took = wait_until (office_saw_one, hall);
  g_test_message ("known after %.0f ms", took / 1000.0);
  g_assert_cmpint (took, <, 2 * G_TIME_SPAN_SECOND);
}

static gboolean
office_offline (Hall *hall)
{
  return foyer_sync_client_get_state (hall->office_client) == FOYER_SYNC_OFFLINE &&
         foyer_sync_client_get_waiting (hall->office_client) == 1;
}

static void
test_comes_back_by_itself (Hall *hall, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;

  pair_both (hall);
  test_platform_kill (hall->platform);
  order = fixture_sell (&hall->office->fixture, &hall->office->fixture.stalls, 1, NULL);
  wait_until (office_offline, hall);
  g_assert_cmpstr (foyer_sync_client_get_message (hall->office_client), !=, "");
  test_platform_start (hall->platform);
  wait_until (both_online, hall);
  wait_until (door_sold_one, hall);
}

static gboolean
office_left (Hall *hall)
{
  return foyer_sync_client_get_state (hall->office_client) == FOYER_SYNC_UNPAIRED;
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  foyer_sync_client_forget_finish (FOYER_SYNC_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = foyer_sync_client_invite_finish (FOYER_SYNC_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_invites_and_leaves (Hall *hall, gconstpointer data)
{
  g_autofree char *code = NULL;
  gint64           start = g_get_monotonic_time ();

  pair_both (hall);
  foyer_sync_client_invite_async (hall->office_client, FOYER_ROLE_BOX_OFFICE, NULL, invited_cb, &code);
  while (code == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (g_str_has_prefix (code, "foyer-pair:"));
  foyer_sync_client_forget_async (hall->office_client, NULL, forgotten_cb, NULL);
  wait_until (office_left, hall);
}

#define ADD(name, func) g_test_add ("/sync/client/" name, Hall, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("goes-online-when-it-is-paired", test_goes_online_when_it_is_paired);
  ADD ("scan-is-known-elsewhere-within-a-second", test_scan_is_known_elsewhere_within_a_second);
  ADD ("comes-back-by-itself", test_comes_back_by_itself);
  ADD ("invites-and-leaves", test_invites_and_leaves);
  return g_test_run ();
}
