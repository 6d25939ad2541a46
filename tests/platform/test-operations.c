/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "foyer-backup.h"
#include "foyer-metrics.h"
#include "foyer-rate-limit.h"
#include "server-fixture.h"

#define SECOND G_TIME_SPAN_SECOND

static guint
take_all (FoyerRateLimit *limit, const char *token, const char *address, gint64 now)
{
  guint n = 0;

  while (n < 1000 && foyer_rate_limit_take (limit, token, address, now))
    n++;
  return n;
}

static void
test_those_who_ask_too_often_wait (void)
{
  g_autoptr (FoyerRateLimit) limit = foyer_rate_limit_new (5);

  g_assert_cmpuint (take_all (limit, NULL, "a", 0), ==, 50);
  g_assert_cmpuint (take_all (limit, NULL, "a", SECOND / 10), ==, 0);
  g_assert_cmpuint (take_all (limit, NULL, "a", SECOND), ==, 5);
  g_assert_cmpuint (take_all (limit, NULL, "a", 100 * SECOND), ==, 50);
  g_assert_cmpuint (take_all (limit, NULL, "b", 100 * SECOND), ==, 50);
}

static void
test_strangers_lock_nobody_out (void)
{
  g_autoptr (FoyerRateLimit) limit = foyer_rate_limit_new (5);

  foyer_rate_limit_know (limit, "good", 0);
  /* whatever tokens a stranger makes up */
  g_assert_cmpuint (take_all (limit, "guess-1", "hall", 0), ==, 50);
  g_assert_cmpuint (take_all (limit, "guess-2", "hall", 0), ==, 0);
  g_assert_cmpuint (take_all (limit, "good", "hall", 0), ==, 50);
}

static void
test_limit_can_be_off (void)
{
  g_autoptr (FoyerRateLimit) limit = foyer_rate_limit_new (0);

  g_assert_cmpuint (take_all (limit, NULL, "a", 0), ==, 1000);
}

static void
test_metrics_are_openmetrics (void)
{
  g_autoptr (FoyerMetrics) metrics = foyer_metrics_new ();
  const FoyerGauges gauges = { 12, 3, 1 };
  g_autofree char  *text = NULL;

  foyer_metrics_note (metrics, "/api/v1/feed", "GET", 200, 0.003);
  foyer_metrics_note (metrics, "/api/v1/feed", "GET", 200, 0.3);
  foyer_metrics_note (metrics, NULL, "BREW\"\n", 404, 100);
  text = foyer_metrics_print (metrics, &gauges, "1.2");
  g_assert_nonnull (strstr (text, "foyer_requests_total{route=\"/api/v1/feed\",method=\"GET\",code=\"200\"} 2\n"));
  g_assert_nonnull (strstr (text, "foyer_requests_total{route=\"none\",method=\"other\",code=\"404\"} 1\n"));
  g_assert_nonnull (strstr (text, "foyer_request_seconds_bucket{le=\"0.005\"} 1\n"));
  g_assert_nonnull (strstr (text, "foyer_request_seconds_bucket{le=\"0.5\"} 2\n"));
  g_assert_nonnull (strstr (text, "foyer_request_seconds_bucket{le=\"+Inf\"} 3\n"));
  g_assert_nonnull (strstr (text, "foyer_rev 12\n"));
  g_assert_true (g_str_has_suffix (text, "# EOF\n"));
}

static TestAnswer *
get_metrics (TestPlatform *platform, const char *token, const char *forwarded)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *target = g_strconcat (platform->url, "/api/v1/metrics", NULL);
  g_autofree char *authorization = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);
  g_autoptr (GBytes) bytes = NULL;
  TestAnswer *answer = g_new0 (TestAnswer, 1);

  if (forwarded != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "X-Forwarded-For", forwarded);
  if (authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (bytes);
  answer->status = soup_message_get_status (message);
  answer->length = g_bytes_get_size (bytes);
  answer->text = g_strndup (g_bytes_get_data (bytes, NULL), answer->length);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return answer;
}

static void
test_metrics_are_for_the_operator (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *door = pair (*platform, "door", 2);
  g_autoptr (TestAnswer) local = get_metrics (*platform, NULL, NULL);
  g_autoptr (TestAnswer) stranger = get_metrics (*platform, NULL, "203.0.113.7");
  g_autoptr (TestAnswer) at_door = get_metrics (*platform, door, "203.0.113.7");
  g_autoptr (TestAnswer) at_office = get_metrics (*platform, organizer, "203.0.113.7");

  g_assert_cmpuint (local->status, ==, 200);
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (local->headers, "Content-Type"), "application/openmetrics-text"));
  g_assert_nonnull (strstr (local->text, "foyer_requests_total{route=\"/api/v1/device/pair\",method=\"POST\",code=\"200\"} 2\n"));
  check_error (stranger, 401, "token-missing");
  check_error (at_door, 403, "role");
  g_assert_cmpuint (at_office->status, ==, 200);
}

static guint
send_one (TestPlatform *platform, const char *token, guint number)
{
  g_autofree char *body = g_strdup_printf ("{\"changes\":[{\"id\":\"0193a5c2-7a10-7c44-8f11-%012x\",\"kind\":\"event.edit\",\"subject\":\"" SUBJECT "\",\"made_at\":1763680000000000,\"device\":\"" DEVICE "1\",\"body\":{\"title\":\"x\"}}]}", number);
  g_autoptr (TestAnswer) answer = test_call (platform->url, "POST", "/changes", token, body);

  return answer->status;
}

static void
test_backup_is_whole_while_people_work (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autofree char *file = g_build_filename ((*platform)->folder, "copy.sqlite", NULL);
  g_autofree char *database = g_build_filename ((*platform)->folder, "platform.sqlite", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  guint    sent = 0;
  guint    before;

  if ((*platform)->database != NULL)
    {
      g_test_skip ("PostgreSQL has its own back-up");
      return;
    }
  for (; sent < 50; sent++)
    g_assert_cmpuint (send_one (*platform, token, sent), ==, 200);
  before = sent;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("FOYER_PLATFORM"), "--data", (*platform)->folder, "backup", file, NULL);
  g_assert_no_error (error);
  while (g_subprocess_get_identifier (process) != NULL && sent < 100)
    {
      g_assert_cmpuint (send_one (*platform, token, sent++), ==, 200);
      g_main_context_iteration (NULL, FALSE);
    }
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  /* the copy takes the place of the platform's own */
  test_platform_stop (*platform);
  g_assert_cmpint (g_rename (file, database), ==, 0);
  test_platform_start (*platform);
  {
    g_autoptr (TestAnswer) feed = test_call ((*platform)->url, "GET", "/feed", token, NULL);
    g_auto (GStrv) lines = g_strsplit (feed->text, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines) - 2, >=, before);
    g_assert_cmpuint (g_strv_length (lines) - 2, <=, sent);
  }
}

static void
test_backup_that_fails_leaves_the_old_one (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-backup-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "platform.sqlite", NULL);
  g_autofree char *file = g_build_filename (folder, "copy.sqlite", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_assert_true (g_file_set_contents (database, "no database, but long enough to look like one", -1, NULL));
  g_assert_true (g_file_set_contents (file, "the old copy", -1, NULL));
  g_assert_false (foyer_backup_write (database, file, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "the old copy");
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_null (strstr (name, "part"));
      g_unlink (path);
    }
  g_rmdir (folder);
}

#define ADD(name, func) g_test_add ("/platform/operations/" name, TestPlatform *, NULL, server_set_up, func, server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/operations/those-who-ask-too-often-wait", test_those_who_ask_too_often_wait);
  g_test_add_func ("/platform/operations/strangers-lock-nobody-out", test_strangers_lock_nobody_out);
  g_test_add_func ("/platform/operations/limit-can-be-off", test_limit_can_be_off);
  g_test_add_func ("/platform/operations/metrics-are-openmetrics", test_metrics_are_openmetrics);
  g_test_add_func ("/platform/operations/backup-that-fails-leaves-the-old-one", test_backup_that_fails_leaves_the_old_one);
  ADD ("metrics-are-for-the-operator", test_metrics_are_for_the_operator);
  ADD ("backup-is-whole-while-people-work", test_backup_is_whole_while_people_work);
  return g_test_run ();
}
