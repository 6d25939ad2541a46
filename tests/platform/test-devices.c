/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-message.h"
#include "server-fixture.h"

static char *
edit (TestPlatform *platform, const char *token, guint device, const char *body, guint status, const char *code)
{
  g_autofree char *path = g_strdup_printf ("/devices/" DEVICE "%u", device);
  g_autoptr (TestAnswer) answer = test_call (platform->url, "PATCH", path, token, body);

  if (code != NULL)
    check_error (answer, status, code);
  else
    g_assert_cmpuint (answer->status, ==, status);
  return g_strdup (answer->text);
}

static GPtrArray *
list (TestPlatform *platform, const char *token)
{
  g_autoptr (TestAnswer) answer = test_call (platform->url, "GET", "/devices", token, NULL);
  GPtrArray *devices;

  g_assert_cmpuint (answer->status, ==, 200);
  devices = foyer_device_reports_parse (answer->text, answer->length, NULL);
  g_assert_nonnull (devices);
  return devices;
}

static void
test_organizer_sees_who_is_there (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *door = pair (*platform, "door", 2);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("user-agent", "foyer/1.2.3", NULL);
  g_autofree char *target = g_strconcat ((*platform)->url, "/api/v1/feed", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", door, NULL);
  g_autoptr (SoupMessage) poll = soup_message_new ("GET", target);
  g_autoptr (GBytes) feed = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (TestAnswer) refused = test_call ((*platform)->url, "GET", "/devices", door, NULL);
  FoyerDeviceReport *report;

  check_error (refused, 403, "role");
  soup_message_headers_append (soup_message_get_request_headers (poll), "Authorization", authorization);
  soup_message_headers_append (soup_message_get_request_headers (poll), FOYER_HEADER_UNSENT, "14");
  feed = soup_session_send_and_read (session, poll, NULL, NULL);
  g_assert_nonnull (feed);
  devices = list (*platform, organizer);
  g_assert_cmpuint (devices->len, ==, 2);
  report = devices->pdata[1];
  g_assert_cmpstr (report->name, ==, "Laptop");
  g_assert_cmpstr (report->version, ==, "1.2.3");
  g_assert_cmpint (report->role, ==, FOYER_ROLE_DOOR);
  g_assert_cmpint (report->unsent, ==, 14);
  g_assert_cmpint (report->number, ==, 2);
  g_assert_false (report->revoked);
  g_assert_cmpint (report->last_seen, >=, report->paired_at);
  g_assert_cmpint (ABS (g_get_real_time () - report->last_seen), <, 10 * FOYER_SECOND);
}

static void
test_device_is_told_its_gate (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *door = pair (*platform, "door", 2);
  g_autofree char *edited = edit (*platform, organizer, 2, "{\"name\":\"Old Dell\",\"gate\":\"North “1”\"}", 200, NULL);
  g_autoptr (TestAnswer) feed = test_call ((*platform)->url, "GET", "/feed", door, NULL);
  g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (feed->text, feed->length, NULL);
  g_autoptr (GPtrArray) devices = list (*platform, organizer);

  g_assert_cmpint (line->type, ==, FOYER_FEED_CHECKPOINT);
  g_assert_cmpstr (line->gate, ==, "North “1”");
  g_assert_cmpstr (((FoyerDeviceReport *) devices->pdata[1])->name, ==, "Old Dell");
  g_assert_nonnull (strstr (edited, "Old Dell"));
}

static void
test_removed_device_is_turned_away (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *door = pair (*platform, "door", 2);
  g_autofree char *revoked = edit (*platform, organizer, 2, "{\"revoked\":true}", 200, NULL);
  g_autoptr (TestAnswer) feed = test_call ((*platform)->url, "GET", "/feed", door, NULL);
  g_autoptr (TestAnswer) changes = test_call ((*platform)->url, "POST", "/changes", door, "{\"changes\":[]}");
  g_autofree char *again = NULL;

  check_error (feed, 401, "device-revoked");
  check_error (changes, 401, "device-revoked");
  /* pairing lets it in again, under its own number and with a new token */
  again = pair (*platform, "door", 2);
  {
    g_autoptr (TestAnswer) welcome = test_call ((*platform)->url, "GET", "/feed", again, NULL);
    g_autoptr (TestAnswer) old = test_call ((*platform)->url, "GET", "/feed", door, NULL);

    g_assert_cmpuint (welcome->status, ==, 200);
    check_error (old, 401, "token-unknown");
  }
}

static void
test_nobody_is_locked_out_by_mistake (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *admin = pair (*platform, "admin", 2);
  g_autofree char *door = pair (*platform, "door", 3);

  g_free (edit (*platform, organizer, 1, "{\"revoked\":true}", 409, "device-own"));
  g_free (edit (*platform, organizer, 2, "{\"revoked\":true}", 403, "role"));
  g_free (edit (*platform, door, 1, "{\"revoked\":true}", 403, "role"));
  g_free (edit (*platform, organizer, 9, "{\"revoked\":true}", 404, "device-unknown"));
  g_free (edit (*platform, organizer, 3, "{\"revoked\":false}", 400, "invalid"));
  g_free (edit (*platform, organizer, 3, "{\"name\":\"\"}", 400, "invalid"));
  g_free (edit (*platform, organizer, 3, "[]", 400, "invalid"));
  g_free (edit (*platform, admin, 1, "{\"revoked\":true}", 200, NULL));
  {
    g_autoptr (TestAnswer) pairing = test_call ((*platform)->url, "POST", "/pairing", admin, "{\"role\":\"admin\"}");
    g_autoptr (TestAnswer) wrong = test_call ((*platform)->url, "PATCH", "/devices/x/y", admin, "{}");
    g_autoptr (TestAnswer) method = test_call ((*platform)->url, "DELETE", "/devices/x", admin, NULL);

    g_assert_cmpuint (pairing->status, ==, 201);
    g_assert_cmpuint (wrong->status, ==, 404);
    g_assert_cmpuint (method->status, ==, 405);
    g_assert_cmpstr (soup_message_headers_get_one (method->headers, "Allow"), ==, "PATCH");
  }
}

static void
test_organizer_makes_no_administrators (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autoptr (TestAnswer) pairing = test_call ((*platform)->url, "POST", "/pairing", organizer, "{\"role\":\"admin\"}");

  check_error (pairing, 403, "role");
}

#define ADD(name, func) g_test_add ("/platform/devices/" name, TestPlatform *, NULL, server_set_up, func, server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("organizer-sees-who-is-there", test_organizer_sees_who_is_there);
  ADD ("device-is-told-its-gate", test_device_is_told_its_gate);
  ADD ("removed-device-is-turned-away", test_removed_device_is_turned_away);
  ADD ("nobody-is-locked-out-by-mistake", test_nobody_is_locked_out_by_mistake);
  ADD ("organizer-makes-no-administrators", test_organizer_makes_no_administrators);
  return g_test_run ();
}
