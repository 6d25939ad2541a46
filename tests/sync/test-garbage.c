/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"
#include "sync-fixture.h"

#define JSON "application/json"
#define NDJSON "application/x-ndjson"
#define EVENT "0193a5c2-7a10-7c44-8f11-2b8de2c80004"
#define LINE(rev, id, title)                                                                                           \
  "{\"rev\":" rev ",\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c8000" id "\",\"kind\":\"event.edit\",\"subject\":\"" EVENT \
  "\",\"made_at\":176368000000000" id ",\"device\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80005\",\"body\":{\"title\":\"" title "\"}}\n"
#define LINE_OF_TOMORROW "{\"rev\":2,\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80009\",\"kind\":\"lottery.draw\",\"made_at\":1,\"body\":{}}\n"
#define LINE_OF_WRONG_TYPES "{\"rev\":3,\"id\":\"0193a5c2-7a10-7c44-8f11-2b8de2c80008\",\"kind\":\"event.edit\",\"subject\":\"" EVENT "\",\"made_at\":1,\"body\":{\"title\":5}}\n"

typedef struct
{
  FakePlatform *fake;
  Laptop       *laptop;
} Bench;

static void
set_up (Bench *bench, gconstpointer data)
{
  g_autofree char *code = NULL;

  bench->fake = fake_platform_new ();
  bench->laptop = laptop_new (0);
  code = fake_platform_code (bench->fake);
  laptop_pair (bench->laptop, code);
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_clear_pointer (&bench->laptop, laptop_free);
  g_clear_pointer (&bench->fake, fake_platform_free);
}

static void
accept_everything (Bench *bench)
{
  fake_platform_answer (bench->fake, "changes", 200, JSON, NULL);
  fake_platform_answer (bench->fake, "leases", 200, JSON, "{\"leases\":[]}");
  fake_platform_answer (bench->fake, "feed", 200, NDJSON, "{\"checkpoint\":0,\"head\":0}\n");
}

static const struct
{
  guint       status;
  const char *type;
  const char *body;
  int         error;
} bad_answers[] = {
  { 200, "text/html", "<html>Welcome to our Wi-Fi. Accept the terms.</html>", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "<html>Welcome to our Wi-Fi.</html>", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 302, "text/html", "<html>moved</html>", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 511, "text/html", "<html>sign in</html>", FOYER_SYNC_ERROR_PLATFORM },
  { 401, "text/html", "<html>sign in</html>", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{\"results\":[{\"id\":\"0193", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "[1,2,3]", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{\"results\":{}}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{\"results\":[]}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{\"results\":[1,2,3,4]}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, JSON, "{\"results\":[{\"result\":\"accepted\",\"id\":\"" EVENT "\",\"rev\":1},{\"result\":\"accepted\",\"id\":\"" EVENT "\",\"rev\":2},{\"result\":\"accepted\",\"id\":\"" EVENT "\",\"rev\":3},{\"result\":\"accepted\",\"id\":\"" EVENT "\",\"rev\":4}]}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 200, NDJSON, "{}", FOYER_SYNC_ERROR_NOT_A_PLATFORM },
  { 500, "text/plain", "Internal Server Error", FOYER_SYNC_ERROR_PLATFORM },
  { 503, JSON, "{\"statusCode\":503,\"error\":\"disk-full\",\"message\":\"The platform's disk is full.\",\"details\":\"\"}", FOYER_SYNC_ERROR_PLATFORM },
  { 401, JSON, "{\"statusCode\":401,\"error\":\"device-revoked\",\"message\":\"Removed.\",\"details\":\"\"}", FOYER_SYNC_ERROR_SIGN_IN },
  { 0, NULL, NULL, FOYER_SYNC_ERROR_OFFLINE },
};

static void
test_answer_to_a_push_loses_nothing (Bench *bench, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", bad_answers[i].status, bad_answers[i].body != NULL ? bad_answers[i].body : "hangs up");
      fake_platform_answer (bench->fake, "changes", bad_answers[i].status, bad_answers[i].type, bad_answers[i].body != NULL ? bad_answers[i].body : "");
      error = laptop_fail (bench->laptop);
      g_assert_error (error, FOYER_SYNC_ERROR, bad_answers[i].error);
      g_assert_cmpint (laptop_waiting (bench->laptop), ==, 4);
      g_assert_cmpint (laptop_refused (bench->laptop), ==, 0);
    }
  accept_everything (bench);
  g_assert_cmpint (laptop_sync (bench->laptop).pushed, ==, 4);
  g_assert_cmpint (laptop_waiting (bench->laptop), ==, 0);
}

static void
check_feed (Bench *bench, const char *type, const char *body, int code, const char *cursor)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  fake_platform_answer (bench->fake, "feed", 200, type, body);
  error = laptop_fail (bench->laptop);
  g_assert_error (error, FOYER_SYNC_ERROR, code);
  found = laptop_read_meta (bench->laptop, "feed-cursor");
  g_assert_cmpstr (found, ==, cursor);
}

static void
test_feed_that_is_cut_off_goes_on_where_it_was (Bench *bench, gconstpointer data)
{
  accept_everything (bench);
  check_feed (bench, NDJSON, "", FOYER_SYNC_ERROR_OFFLINE, NULL);
  check_feed (bench, NDJSON, "<html>hello</html>\n", FOYER_SYNC_ERROR_NOT_A_PLATFORM, NULL);
  check_feed (bench, "text/html", "<html>hello</html>", FOYER_SYNC_ERROR_NOT_A_PLATFORM, NULL);
  check_feed (bench, NDJSON, "{\"rev\":\"x\"}\n", FOYER_SYNC_ERROR_NOT_A_PLATFORM, NULL);
  check_feed (bench, NDJSON, LINE ("1", "1", "One") "{\"rev\":2,\"id\":\"01", FOYER_SYNC_ERROR_OFFLINE, "1");
  check_feed (bench, NDJSON, LINE ("2", "2", "Two"), FOYER_SYNC_ERROR_OFFLINE, "2");
  fake_platform_answer (bench->fake, "feed", 200, NDJSON, LINE ("3", "3", "Three") "{\"checkpoint\":3,\"head\":3}\n");
  g_assert_cmpint (laptop_sync (bench->laptop).pulled, ==, 1);
}

static void
test_change_that_is_not_understood_stops_nothing (Bench *bench, gconstpointer data)
{
  g_autofree char *cursor = NULL;
  g_autofree char *skipped = NULL;
  g_autofree char *first = NULL;
  FoyerSyncResult  result;

  accept_everything (bench);
  fake_platform_answer (bench->fake, "feed", 200, NDJSON, LINE ("1", "1", "One") LINE_OF_TOMORROW LINE_OF_WRONG_TYPES LINE ("4", "4", "Four") "{\"checkpoint\":4,\"head\":4}\n");
  result = laptop_sync (bench->laptop);
  g_assert_cmpint (result.pulled, ==, 4);
  g_assert_cmpint (result.skipped, ==, 2);
  cursor = laptop_read_meta (bench->laptop, "feed-cursor");
  g_assert_cmpstr (cursor, ==, "4");
  skipped = laptop_read_meta (bench->laptop, "feed-skipped");
  g_assert_cmpstr (skipped, ==, "2");
  first = laptop_read_meta (bench->laptop, "feed-skipped-rev");
  g_assert_cmpstr (first, ==, "2");
}

static void
test_feed_that_comes_twice_changes_nothing_twice (Bench *bench, gconstpointer data)
{
  static const char feed[] = LINE ("2", "2", "Two") LINE ("1", "1", "One") LINE ("2", "2", "Two") "{\"checkpoint\":2,\"head\":2}\n";
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autofree char *cursor = NULL;
  Fixture          other = bench->laptop->fixture;

  accept_everything (bench);
  fake_platform_answer (bench->fake, "feed", 200, NDJSON, feed);
  laptop_sync (bench->laptop);
  laptop_sync (bench->laptop);
  cursor = laptop_read_meta (bench->laptop, "feed-cursor");
  g_assert_cmpstr (cursor, ==, "2");
  foyer_id_parse (EVENT, &other.event);
  summary = fixture_summary (&other);
  g_assert_cmpstr (summary->event->title, ==, "Two");
  g_assert_cmpint (laptop_waiting (bench->laptop), ==, 0);
}

static void
test_change_too_large_for_the_platform_is_kept_as_refused (Bench *bench, gconstpointer data)
{
  fake_platform_answer (bench->fake, "changes", 413, "text/plain", "too large");
  fake_platform_answer (bench->fake, "leases", 200, JSON, "{\"leases\":[]}");
  fake_platform_answer (bench->fake, "feed", 200, NDJSON, "{\"checkpoint\":0,\"head\":0}\n");
  g_assert_cmpint (laptop_sync (bench->laptop).refused, ==, 4);
  g_assert_cmpint (laptop_refused (bench->laptop), ==, 4);
}

#define ADD(name, func) g_test_add ("/sync/garbage/" name, Bench, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answer-to-a-push-loses-nothing", test_answer_to_a_push_loses_nothing);
  ADD ("feed-that-is-cut-off-goes-on-where-it-was", test_feed_that_is_cut_off_goes_on_where_it_was);
  ADD ("change-that-is-not-understood-stops-nothing", test_change_that_is_not_understood_stops_nothing);
  ADD ("feed-that-comes-twice-changes-nothing-twice", test_feed_that_comes_twice_changes_nothing_twice);
  ADD ("change-too-large-for-the-platform-is-kept-as-refused", test_change_too_large_for_the_platform_is_kept_as_refused);
  return g_test_run ();
}
