/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

static void
append_change (GString *text, guint number, guint device, const char *kind, const char *body)
{
  g_string_append_printf (text, "%s{\"id\":\"0193a5c2-7a10-7c44-8f11-%012x\",\"kind\":\"%s\",\"subject\":\"" SUBJECT "\",\"made_at\":1763680000000000,\"device\":\"" DEVICE "%u\",\"body\":%s}",
                          text->len > 0 && text->str[text->len - 1] == '}' ? "," : "", number, kind, device, body);
}

/* Returns: (transfer full) (element-type FoyerChangeVerdict): the platform's verdicts on @count edits from @first on */
static GPtrArray *
push (TestPlatform *platform, const char *token, guint first, guint count, const char *kind, const char *body)
{
  GString *text = g_string_new ("{\"changes\":[");
  g_autoptr (TestAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = NULL;
  GPtrArray       *verdicts;

  for (guint i = 0; i < count; i++)
    append_change (text, first + i, 1, kind, body);
  g_string_append (text, "]}");
  batch = g_string_free_and_steal (text);
  answer = test_call (platform->url, "POST", "/changes", token, batch);
  g_assert_cmpuint (answer->status, ==, 200);
  verdicts = foyer_change_verdicts_parse (answer->text, answer->length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verdicts->len, ==, count);
  return verdicts;
}

static void
test_pairing_code_works_once (TestPlatform **platform, gconstpointer data)
{
  g_autoptr (TestAnswer) wrong = NULL;
  g_autoptr (TestAnswer) first = try_pair (*platform, (*platform)->pairing, 1);
  g_autoptr (TestAnswer) second = try_pair (*platform, (*platform)->pairing, 2);

  g_assert_cmpuint (first->status, ==, 200);
  check_error (second, 410, "pairing-used");
  wrong = test_call ((*platform)->url, "POST", "/device/pair", NULL, "{\"token\":\"7ZK4M2QH9T0XW3E8R5N1C6V2BD\",\"device\":\"" DEVICE "1\",\"name\":\"x\"}");
  check_error (wrong, 403, "pairing-unknown");
}

static void
test_nobody_comes_in_without_a_token (TestPlatform **platform, gconstpointer data)
{
  static const char *const tokens[] = { NULL, "", "x", "7ZK4M2QH9T0XW3E8R5N1C6V2BD" };
  g_autofree char         *door = pair (*platform, "door", 2);

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (TestAnswer) feed = test_call ((*platform)->url, "GET", "/feed", tokens[i], NULL);
      g_autoptr (TestAnswer) changes = test_call ((*platform)->url, "POST", "/changes", tokens[i], "{\"changes\":[]}");
      g_autoptr (TestAnswer) pairing = test_call ((*platform)->url, "POST", "/pairing", tokens[i], "{\"role\":\"door\"}");

      g_assert_cmpuint (feed->status, ==, 401);
      g_assert_cmpuint (changes->status, ==, 401);
      g_assert_cmpuint (pairing->status, ==, 401);
      g_assert_nonnull (soup_message_headers_get_one (feed->headers, "WWW-Authenticate"));
    }
  {
    g_autoptr (TestAnswer) pairing = test_call ((*platform)->url, "POST", "/pairing", door, "{\"role\":\"organizer\"}");

    check_error (pairing, 403, "role");
  }
}

static gboolean
is_taken (TestPlatform *platform, const char *token, guint number, guint device, const char *kind, const char *body)
{
  GString *text = g_string_new (NULL);
  g_autoptr (TestAnswer) answer = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *batch = NULL;

  append_change (text, number, device, kind, body);
  batch = g_strdup_printf ("{\"changes\":[%s]}", text->str);
  g_string_free (text, TRUE);
  answer = test_call (platform->url, "POST", "/changes", token, batch);
  g_assert_cmpuint (answer->status, ==, 200);
  verdicts = foyer_change_verdicts_parse (answer->text, answer->length, NULL, NULL);
  return ((FoyerChangeVerdict *) verdicts->pdata[0])->accepted;
}

static void
test_roles_are_kept_to (TestPlatform **platform, gconstpointer data)
{
  static const char edit[] = "{\"title\":\"x\"}";
  static const char scan[] = "{\"event\":\"" SUBJECT "\",\"mode\":\"entry\",\"verdict\":\"admitted\"}";
  static const char payment[] = "{\"id\":\"" SUBJECT "\",\"method\":\"cash\",\"amount\":5}";
  g_autofree char  *organizer = pair (*platform, "organizer", 1);
  g_autofree char  *till = pair (*platform, "box-office", 2);
  g_autofree char  *door = pair (*platform, "door", 3);

  g_assert_true (is_taken (*platform, organizer, 1, 1, "event.edit", edit));
  g_assert_true (is_taken (*platform, organizer, 2, 3, "event.edit", edit));
  g_assert_false (is_taken (*platform, till, 3, 2, "event.edit", edit));
  g_assert_true (is_taken (*platform, till, 4, 2, "order.payment", payment));
  g_assert_false (is_taken (*platform, till, 5, 3, "order.payment", payment));
  g_assert_false (is_taken (*platform, door, 6, 3, "order.payment", payment));
  g_assert_true (is_taken (*platform, door, 7, 3, "ticket.scan", scan));
  g_assert_false (is_taken (*platform, door, 8, 2, "ticket.scan", scan));
  g_assert_false (is_taken (*platform, door, 9, 3, "attendee.edit", "{\"name\":\"x\"}"));
}

static void
test_sending_again_changes_nothing (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autoptr (GPtrArray) first = push (*platform, token, 1, 10, "event.edit", "{\"title\":\"x\"}");
  g_autoptr (GPtrArray) again = push (*platform, token, 6, 10, "event.edit", "{\"title\":\"y\"}");

  for (guint i = 0; i < 10; i++)
    {
      FoyerChangeVerdict *then = first->pdata[i];
      FoyerChangeVerdict *now = again->pdata[i];

      g_assert_true (then->accepted && !then->duplicate);
      g_assert_cmpint (then->rev, ==, i + 1);
      g_assert_true (now->accepted);
      g_assert_true (now->duplicate == (i < 5));
      g_assert_cmpint (now->rev, ==, i + 6);
    }
}

static void
test_batch_is_answered_change_by_change (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  GString         *text = g_string_new (NULL);
  g_autofree char *batch = NULL;
  g_autoptr (TestAnswer) answer = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  static const char *const codes[] = { NULL, "unknown-kind", "invalid", NULL, "invalid", "invalid" };

  append_change (text, 1, 1, "event.edit", "{\"title\":\"x\"}");
  append_change (text, 2, 1, "lottery.draw", "{}");
  append_change (text, 3, 1, "event.edit", "{\"title\":[]}");
  append_change (text, 4, 1, "event.edit", "{\"title\":\"y\",\"of_tomorrow\":{\"a\":[1,2.5,null,true]}}");
  append_change (text, 5, 1, "event.edit", "5");
  g_string_append (text, ",null");
  batch = g_strdup_printf ("{\"changes\":[%s]}", text->str);
  g_string_free (text, TRUE);
  answer = test_call ((*platform)->url, "POST", "/changes", token, batch);
  g_assert_cmpuint (answer->status, ==, 200);
  verdicts = foyer_change_verdicts_parse (answer->text, answer->length, NULL, NULL);
  g_assert_cmpuint (verdicts->len, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < verdicts->len; i++)
    g_assert_cmpstr (((FoyerChangeVerdict *) verdicts->pdata[i])->code, ==, codes[i]);
  g_clear_pointer (&answer, test_answer_free);
  answer = test_call ((*platform)->url, "GET", "/feed", token, NULL);
  g_assert_nonnull (strstr (answer->text, "\"of_tomorrow\":{\"a\":[1,2.5,null,true]}"));
}

/* Returns: the last rev of the feed text; checks that the revs follow each other from @since on */
static gint64
check_feed (const char *text, gint64 since, gboolean *complete)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gint64 rev = since;

  *complete = FALSE;
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (lines[i], strlen (lines[i]), &error);

      g_assert_no_error (error);
      g_assert_false (*complete);
      *complete = line->type == FOYER_FEED_CHECKPOINT;
      g_assert_cmpint (line->rev, ==, *complete ? rev : rev + 1);
      rev = line->rev;
    }
  return rev;
}

static void
test_feed_comes_in_order_and_in_pieces (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autofree char *title = g_strnfill (300, 'x');
  g_autofree char *body = g_strdup_printf ("{\"title\":\"%s\"}", title);
  g_autoptr (TestAnswer) all = NULL;
  g_autoptr (TestAnswer) ahead = NULL;
  g_autoptr (TestAnswer) wrong = NULL;
  gint64   rev = 0;
  gboolean complete;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GPtrArray) verdicts = push (*platform, token, 1 + i * 500, 500, "event.edit", body);
    }
  all = test_call ((*platform)->url, "GET", "/feed?since=0", token, NULL);
  g_assert_cmpstr (soup_message_headers_get_content_type (all->headers, NULL), ==, "application/x-ndjson");
  g_assert_cmpint (check_feed (all->text, 0, &complete), ==, 3000);
  g_assert_true (complete);
  for (guint pieces = 0; rev < 3000; pieces++)
    {
      g_autofree char *path = g_strdup_printf ("/feed?since=%" G_GINT64_FORMAT "&limit=1100", rev);
      g_autoptr (TestAnswer) part = test_call ((*platform)->url, "GET", path, token, NULL);

      g_assert_cmpuint (pieces, <, 3);
      rev = check_feed (part->text, rev, &complete);
      g_assert_true (complete);
      g_assert_nonnull (strstr (part->text, "\"head\":3000"));
    }
  ahead = test_call ((*platform)->url, "GET", "/feed?since=3001", token, NULL);
  check_error (ahead, 409, "cursor-ahead");
  wrong = test_call ((*platform)->url, "GET", "/feed?since=-1", token, NULL);
  check_error (wrong, 400, "invalid");
}

static void
test_feed_is_compressed_when_it_is_worth_it (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autoptr (GPtrArray) verdicts = push (*platform, token, 1, 500, "event.edit", "{\"title\":\"x\"}");
  g_autoptr (TestAnswer) plain = test_call_raw ((*platform)->url, "/feed", token, FALSE);
  g_autoptr (TestAnswer) packed = test_call_raw ((*platform)->url, "/feed", token, TRUE);
  g_autoptr (TestAnswer) small = test_call_raw ((*platform)->url, "/feed?since=500", token, TRUE);
  g_autoptr (TestAnswer) unpacked = test_call ((*platform)->url, "GET", "/feed", token, NULL);

  g_assert_null (soup_message_headers_get_one (plain->headers, "Content-Encoding"));
  g_assert_cmpstr (soup_message_headers_get_one (packed->headers, "Content-Encoding"), ==, "gzip");
  g_assert_cmpuint (packed->length, <, plain->length / 5);
  g_assert_null (soup_message_headers_get_one (small->headers, "Content-Encoding"));
  g_assert_cmpstr (unpacked->text, ==, plain->text);
}

static void
test_door_learns_names_but_no_contacts (TestPlatform **platform, gconstpointer data)
{
  static const char sale[] =
    "{\"event\":\"" SUBJECT "\",\"number\":\"1-000001\",\"channel\":\"online\",\"currency\":\"EUR\",\"buyer\":{\"name\":\"Anna Berg\",\"email\":\"anna@example.org\",\"phone\":\"0170 1\"},"
    "\"tickets\":[{\"id\":\"" SUBJECT "\",\"category\":\"" SUBJECT "\",\"secret\":\"S\",\"price\":1,\"attendee\":{\"name\":\"Øyvind\",\"street\":\"Geheimweg 1\"}}]}";
  g_autofree char *organizer = pair (*platform, "organizer", 1);
  g_autofree char *door = pair (*platform, "door", 2);
  g_autofree char *till = pair (*platform, "box-office", 3);
  g_autoptr (GPtrArray) verdicts = push (*platform, organizer, 1, 1, "order.sale", sale);
  g_autoptr (TestAnswer) at_door = test_call ((*platform)->url, "GET", "/feed", door, NULL);
  g_autoptr (TestAnswer) at_till = test_call ((*platform)->url, "GET", "/feed", till, NULL);
  gboolean complete;

  g_assert_cmpint (check_feed (at_door->text, 0, &complete), ==, 1);
  g_assert_nonnull (strstr (at_door->text, "Anna Berg"));
  g_assert_nonnull (strstr (at_door->text, "Øyvind"));
  g_assert_null (strstr (at_door->text, "example.org"));
  g_assert_null (strstr (at_door->text, "0170"));
  g_assert_null (strstr (at_door->text, "Geheimweg"));
  g_assert_nonnull (strstr (at_till->text, "anna@example.org"));
  g_assert_nonnull (strstr (at_till->text, "Geheimweg"));
}

static void
test_malformed_bodies_are_the_senders_fault (TestPlatform **platform, gconstpointer data)
{
  static const char *const bodies[] = { "", "{", "[]", "null", "{\"changes\":1}", "{\"changes\":{}}", "<html>", "\xff\xfe" };
  g_autofree char         *token = pair (*platform, "organizer", 1);
  g_autofree char         *deep_open = g_strnfill (20000, '[');
  g_autofree char         *deep = g_strconcat ("{\"changes\":", deep_open, NULL);
  g_autoptr (TestAnswer) nested = test_call ((*platform)->url, "POST", "/changes", token, deep);
  g_autoptr (TestAnswer) health = NULL;

  check_error (nested, 400, "invalid");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (TestAnswer) changes = test_call ((*platform)->url, "POST", "/changes", token, bodies[i]);
      g_autoptr (TestAnswer) pairing = test_call ((*platform)->url, "POST", "/pairing", token, bodies[i]);
      g_autoptr (TestAnswer) device = test_call ((*platform)->url, "POST", "/device/pair", NULL, bodies[i]);

      check_error (changes, 400, "invalid");
      check_error (pairing, 400, "invalid");
      check_error (device, 400, "invalid");
    }
  health = test_call ((*platform)->url, "GET", "/health", NULL, NULL);
  g_assert_cmpuint (health->status, ==, 200);
}

static char *
send_raw (TestPlatform *platform, const char *head, gsize body_length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *block = g_strnfill (65536, 'x');
  char             answer[4096];
  gsize            length = 0;
  GOutputStream   *out;

  g_socket_client_set_timeout (client, 10);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", platform->port, NULL, &error);
  g_assert_no_error (error);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL));
  for (gsize sent = 0; sent < body_length; sent += 65536)
    {
      g_autofree char *size = g_strdup ("10000\r\n");

      if (!g_output_stream_write_all (out, size, strlen (size), NULL, NULL, NULL) ||
          !g_output_stream_write_all (out, block, 65536, NULL, NULL, NULL) ||
          !g_output_stream_write_all (out, "\r\n", 2, NULL, NULL, NULL))
        break;
    }
  if (body_length > 0)
    g_output_stream_write_all (out, "0\r\n\r\n", 5, NULL, NULL, NULL);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer - 1, &length, NULL, NULL);
  answer[length] = '\0';
  return g_strdup (answer);
}

static void
test_large_bodies_are_turned_away (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *declared = send_raw (*platform, "POST /api/v1/changes HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n", 0);
  g_autofree char *chunked = send_raw (*platform, "POST /api/v1/changes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", 20 * 1024 * 1024);
  g_autoptr (TestAnswer) health = test_call ((*platform)->url, "GET", "/health", NULL, NULL);

  g_assert_true (g_str_has_prefix (declared, "HTTP/1.1 413"));
  g_assert_nonnull (strstr (declared, "\"error\":\"too-large\""));
  g_assert_true (g_str_has_prefix (chunked, "HTTP/1.1 413"));
  g_assert_cmpuint (health->status, ==, 200);
}

static void
test_paths_and_methods_are_told_apart (TestPlatform **platform, gconstpointer data)
{
  g_autoptr (TestAnswer) nowhere = test_call ((*platform)->url, "GET", "/nowhere", NULL, NULL);
  g_autoptr (TestAnswer) method = test_call ((*platform)->url, "GET", "/changes", NULL, NULL);
  g_autoptr (TestAnswer) health = test_call ((*platform)->url, "GET", "/health", NULL, NULL);
  g_autofree char *version = foyer_health_parse (health->text, health->length, NULL);

  check_error (nowhere, 404, "not-found");
  check_error (method, 405, "method-not-allowed");
  g_assert_cmpstr (soup_message_headers_get_one (method->headers, "Allow"), ==, "POST");
  g_assert_nonnull (soup_message_headers_get_one (health->headers, "X-Request-Id"));
  g_assert_nonnull (version);
}

/* Nobody is at home for a stranger, but the door is there. */
static void
check_is_served (TestPlatform *platform, const char *path, const char *method)
{
  g_auto (GStrv) parts = g_strsplit (path, "{id}", -1);
  g_autofree char *target = g_strjoinv (SUBJECT, parts);
  g_autofree char *upper = g_ascii_strup (method, -1);
  g_autoptr (TestAnswer) answer = test_call (platform->url, upper, target, NULL, g_str_equal (upper, "GET") ? NULL : "{}");

  g_test_message ("%s %s: %u", upper, path, answer->status);
  g_assert_cmpuint (answer->status, !=, 405);
  g_assert_true (answer->status != 404 || strstr (answer->text, "not-found") == NULL);
}

static void
test_describes_itself (TestPlatform **platform, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *target = g_strconcat ((*platform)->url, "/openapi.json", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GList) paths = NULL;
  JsonObject *described;

  g_assert_no_error (error);
  object = foyer_wire_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (object, "openapi"), ==, "3.1.0");
  described = json_object_get_object_member (object, "paths");
  g_assert_true (json_object_has_member (described, "/live"));
  paths = json_object_get_members (described);
  for (GList *path = paths; path != NULL; path = path->next)
    {
      g_autoptr (GList) methods = json_object_get_members (json_object_get_object_member (described, path->data));

      for (GList *method = methods; method != NULL; method = method->next)
        if (!g_str_equal (path->data, "/live"))
          check_is_served (*platform, path->data, method->data);
    }
}

/* What `GET live` said: the last rev, and the code with which it closed. */
typedef struct
{
  SoupWebsocketConnection *connection;
  gint64                   rev;
  gushort                  close_code;
} Ear;

static void
heard_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, gpointer data)
{
  ((Ear *) data)->rev = foyer_live_parse (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
}

static void
closed_cb (SoupWebsocketConnection *connection, gpointer data)
{
  ((Ear *) data)->close_code = soup_websocket_connection_get_close_code (connection);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Ear *ear = data;

  ear->connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
  g_signal_connect (ear->connection, "message", G_CALLBACK (heard_cb), ear);
  g_signal_connect (ear->connection, "closed", G_CALLBACK (closed_cb), ear);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run_until (gboolean (*condition) (Ear *ear), Ear *ear)
{
  gint64 start = g_get_monotonic_time ();
  guint  ticks = g_timeout_add (10, tick_cb, NULL);

  while (!condition (ear))
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (ticks);
}

static gboolean
heard_three (Ear *ear)
{
  return ear->rev == 3;
}

static gboolean
heard_five (Ear *ear)
{
  return ear->rev == 5;
}

static gboolean
was_closed (Ear *ear)
{
  return ear->close_code != 0;
}

static void
listen (TestPlatform *platform, SoupSession *session, const char *token, Ear *ear)
{
  g_autofree char *target = g_strconcat (platform->url, "/api/v1/live", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, connected_cb, ear);
}

static void
test_listeners_are_told_of_changes (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GPtrArray) before = push (*platform, token, 1, 3, "event.edit", "{\"title\":\"x\"}");
  g_autoptr (GPtrArray) after = NULL;
  Ear known = { 0 };
  Ear stranger = { 0 };

  listen (*platform, session, token, &known);
  run_until (heard_three, &known);
  after = push (*platform, token, 4, 2, "event.edit", "{\"title\":\"x\"}");
  run_until (heard_five, &known);
  listen (*platform, session, "stolen", &stranger);
  run_until (was_closed, &stranger);
  g_assert_cmpint (stranger.close_code, ==, 4401);
  g_assert_cmpint (stranger.rev, ==, 0);
  test_platform_stop (*platform);
  run_until (was_closed, &known);
  g_clear_object (&known.connection);
  g_clear_object (&stranger.connection);
}

typedef struct
{
  TestPlatform *platform;
  const char   *token;
  GAsyncQueue  *acknowledged; /* numbers */
  int           stop;
} Writer;

static gpointer
write_until_killed (gpointer data)
{
  Writer *writer = data;
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 10, NULL);
  g_autofree char *target = g_strconcat (writer->platform->url, "/api/v1/changes", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", writer->token, NULL);

  for (guint number = 1; !g_atomic_int_get (&writer->stop); number++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("POST", target);
      g_autoptr (GString) text = g_string_new ("{\"changes\":[");
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GBytes) answer = NULL;

      append_change (text, number, 1, "event.edit", "{\"title\":\"x\"}");
      g_string_append (text, "]}");
      body = g_bytes_new (text->str, text->len);
      soup_message_set_request_body_from_bytes (message, "application/json", body);
      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
      answer = soup_session_send_and_read (session, message, NULL, NULL);
      if (answer == NULL || soup_message_get_status (message) != 200)
        break;
      g_async_queue_push (writer->acknowledged, GUINT_TO_POINTER (number));
    }
  return NULL;
}

static void
test_kill_loses_nothing_that_was_acknowledged (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  guint            last = 0;

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GAsyncQueue) acknowledged = g_async_queue_new ();
      Writer   writer = { *platform, token, acknowledged, FALSE };
      GThread *thread = g_thread_new ("writer", write_until_killed, &writer);
      g_autoptr (TestAnswer) feed = NULL;
      gpointer number;
      gboolean complete;

      g_usleep (150000);
      test_platform_kill (*platform);
      g_atomic_int_set (&writer.stop, TRUE);
      g_thread_join (thread);
      while ((number = g_async_queue_try_pop (acknowledged)) != NULL)
        last = MAX (last, GPOINTER_TO_UINT (number));
      test_platform_start (*platform);
      feed = test_call ((*platform)->url, "GET", "/feed", token, NULL);
      g_assert_cmpuint (last, >, 0);
      g_assert_cmpint (check_feed (feed->text, 0, &complete), >=, last);
      g_assert_true (complete);
    }
}

static void
test_ends_well_when_asked_to (TestPlatform **platform, gconstpointer data)
{
  g_autofree char *token = pair (*platform, "organizer", 1);
  g_autofree char *control = g_build_filename ((*platform)->folder, "control.json", NULL);
  g_autofree char *log = g_build_filename ((*platform)->folder, "platform.sqlite-wal", NULL);
  g_autoptr (GPtrArray) verdicts = push (*platform, token, 1, 5, "event.edit", "{\"title\":\"x\"}");
  g_autoptr (TestAnswer) feed = NULL;
  gboolean complete;

  g_assert_true (g_file_test (control, G_FILE_TEST_EXISTS) == ((*platform)->database == NULL));
  test_platform_stop (*platform);
  g_assert_false (g_file_test (control, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  test_platform_start (*platform);
  feed = test_call ((*platform)->url, "GET", "/feed", token, NULL);
  g_assert_cmpint (check_feed (feed->text, 0, &complete), ==, 5);
}

static char *
run_program (const char *const *arguments, int *status)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_exit_status (process);
  return text;
}

static void
check_one_owner (TestPlatform *platform)
{
  const char *const second[] = { g_getenv ("FOYER_PLATFORM"), "--data", platform->folder, "--port", "0", NULL };
  const char *const help[] = { g_getenv ("FOYER_PLATFORM"), "--help", NULL };
  const char *const invite[] = { g_getenv ("FOYER_PLATFORM"), "--data", platform->folder, "--print-pairing", "door", "--http", NULL };
  int               status;
  g_autofree char  *refused = run_program (second, &status);
  g_autofree char  *told = NULL;
  g_autofree char  *code = NULL;

  g_assert_cmpint (status, ==, 1);
  g_assert_nonnull (strstr (refused, "already running"));
  told = run_program (help, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (told, "--certificate"));
  test_platform_stop (platform);
  code = run_program (invite, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (code, "foyer-pair:"));
}

static void
test_folder_has_one_owner (TestPlatform **platform, gconstpointer data)
{
  if ((*platform)->database != NULL)
    {
      g_test_skip ("a database serves many");
      return;
    }
  check_one_owner (*platform);
}

static void
test_links_no_window_camera_or_printer (void)
{
  const char *const        ldd[] = { "ldd", g_getenv ("FOYER_PLATFORM"), NULL };
  static const char *const unwanted[] = { "libgtk", "libadwaita", "libgst", "libcups", "libzbar", "libZXing", "libsecret" };
  int                      status;
  g_autofree char         *text = run_program (ldd, &status);

  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (text, "libsoup"));
  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (strstr (text, unwanted[i]));
}

#define ADD(name, func) g_test_add ("/platform/server/" name, TestPlatform *, NULL, server_set_up, func, server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pairing-code-works-once", test_pairing_code_works_once);
  ADD ("nobody-comes-in-without-a-token", test_nobody_comes_in_without_a_token);
  ADD ("roles-are-kept-to", test_roles_are_kept_to);
  ADD ("sending-again-changes-nothing", test_sending_again_changes_nothing);
  ADD ("batch-is-answered-change-by-change", test_batch_is_answered_change_by_change);
  ADD ("feed-comes-in-order-and-in-pieces", test_feed_comes_in_order_and_in_pieces);
  ADD ("feed-is-compressed-when-it-is-worth-it", test_feed_is_compressed_when_it_is_worth_it);
  ADD ("door-learns-names-but-no-contacts", test_door_learns_names_but_no_contacts);
  ADD ("malformed-bodies-are-the-senders-fault", test_malformed_bodies_are_the_senders_fault);
  ADD ("large-bodies-are-turned-away", test_large_bodies_are_turned_away);
  ADD ("paths-and-methods-are-told-apart", test_paths_and_methods_are_told_apart);
  ADD ("describes-itself", test_describes_itself);
  ADD ("listeners-are-told-of-changes", test_listeners_are_told_of_changes);
  ADD ("kill-loses-nothing-that-was-acknowledged", test_kill_loses_nothing_that_was_acknowledged);
  ADD ("ends-well-when-asked-to", test_ends_well_when_asked_to);
  ADD ("folder-has-one-owner", test_folder_has_one_owner);
  g_test_add_func ("/platform/server/links-no-window-camera-or-printer", test_links_no_window_camera_or_printer);
  return g_test_run ();
}
