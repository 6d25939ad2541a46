/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

/* Two processes of one platform, on one PostgreSQL. */
typedef struct
{
  TestPlatform *first;
  TestPlatform *second;
  char         *token; /* of an organizer */
} Pair;

#define BATCHES 25
#define BATCH 4

static void
set_up (Pair *both, gconstpointer data)
{
  both->first = test_platform_new ();
  both->second = test_platform_new_beside (both->first);
  both->token = pair (both->first, "organizer", 1);
}

static void
tear_down (Pair *both, gconstpointer data)
{
  g_clear_pointer (&both->first, test_platform_free);
  g_clear_pointer (&both->second, test_platform_free);
  g_clear_pointer (&both->token, g_free);
}

/* Sends @count changes. Returns: the status */
static guint
send (TestPlatform *platform, const char *token, guint first, guint count)
{
  g_autoptr (GString) text = g_string_new ("{\"changes\":[");
  g_autoptr (TestAnswer) answer = NULL;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s{\"id\":\"0193a5c2-7a10-7c44-8f11-%012x\",\"kind\":\"event.edit\",\"subject\":\"" SUBJECT "\",\"made_at\":1763680000000000,\"device\":\"" DEVICE "1\",\"body\":{\"title\":\"%u\"}}",
                            i > 0 ? "," : "", first + i, first + i);
  g_string_append (text, "]}");
  answer = test_call (platform->url, "POST", "/changes", token, text->str);
  return answer->status;
}

static char *
read_feed (TestPlatform *platform, const char *token, gint64 since)
{
  g_autofree char *path = g_strdup_printf ("/feed?since=%" G_GINT64_FORMAT, since);
  g_autoptr (TestAnswer) answer = test_call (platform->url, "GET", path, token, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (answer->text);
}

/* Appends what @feed tells to @seen and returns its checkpoint; every rev follows the one before. */
static gint64
follow (const char *feed, gint64 since, GString *seen)
{
  g_auto (GStrv) lines = g_strsplit (feed, "\n", -1);
  gint64 rev = since;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (FoyerFeedLine) line = foyer_feed_line_parse (lines[i], strlen (lines[i]), NULL);

      g_assert_nonnull (line);
      if (line->type == FOYER_FEED_CHECKPOINT)
        return MAX (rev, line->rev);
      g_assert_cmpint (line->rev, ==, rev + 1);
      rev = line->rev;
      g_string_append_printf (seen, "%s\n", lines[i]);
    }
  g_assert_not_reached ();
}

typedef struct
{
  TestPlatform *platform;
  const char   *token;
  guint         first;
} Sender;

static gpointer
send_all (gpointer data)
{
  Sender *sender = data;

  for (guint i = 0; i < BATCHES; i++)
    g_assert_cmpuint (send (sender->platform, sender->token, sender->first + i * BATCH, BATCH), ==, 200);
  return NULL;
}

static void
test_reader_misses_nothing_while_both_write (Pair *both, gconstpointer data)
{
  Sender   senders[] = { { both->first, both->token, 1 }, { both->second, both->token, 10001 } };
  GThread *threads[2];
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *last = NULL;
  gint64           cursor = 0;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("sender", send_all, &senders[i]);
  while (cursor < 2 * BATCHES * BATCH)
    {
      g_autofree char *feed = read_feed (both->second, both->token, cursor);

      cursor = follow (feed, cursor, seen);
    }
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  last = read_feed (both->first, both->token, 0);
  g_assert_cmpint (follow (last, 0, whole), ==, 2 * BATCHES * BATCH);
  g_assert_cmpstr (seen->str, ==, whole->str);
}

static void
heard_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, gint64 *head)
{
  *head = foyer_live_parse (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(SoupWebsocketConnection **) data = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, NULL);
  g_assert_nonnull (*(SoupWebsocketConnection **) data);
}

static void
wait_for_head (const gint64 *head, gint64 wanted, guint seconds)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  while (*head < wanted && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
  g_assert_cmpint (*head, >=, wanted);
}

/* Listens at the second process. */
static SoupWebsocketConnection *
listen_at (Pair *both, SoupSession *session, gint64 *head)
{
  g_autofree char *target = g_strconcat (both->second->url, "/api/v1/live", NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", both->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);
  SoupWebsocketConnection *connection = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, connected_cb, &connection);
  while (connection == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_connect (connection, "message", G_CALLBACK (heard_cb), head);
  return connection;
}

static void
test_listener_hears_of_the_other_process (Pair *both, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  gint64 head = -1;
  g_autoptr (SoupWebsocketConnection) connection = listen_at (both, session, &head);

  wait_for_head (&head, 0, 5);
  g_assert_cmpuint (send (both->first, both->token, 1, 3), ==, 200);
  wait_for_head (&head, 3, 1);
}

static void
restart_database (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_spawn_command_line_sync (g_getenv ("FOYER_POSTGRESQL_RESTART"), NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_restart_of_the_database_loses_nothing (Pair *both, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  gint64 head = -1;
  g_autoptr (SoupWebsocketConnection) connection = listen_at (both, session, &head);
  g_autofree char *feed = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint round = 0; round < 2; round++)
    {
      g_assert_cmpuint (send (both->first, both->token, 1 + round * 10, 3), ==, 200);
      restart_database ();
      /* the first process finds out with this request, and does not make it fail */
      g_assert_cmpuint (send (both->first, both->token, 4 + round * 10, 3), ==, 200);
    }
  wait_for_head (&head, 12, 10);
  feed = read_feed (both->second, both->token, 0);
  g_assert_cmpint (follow (feed, 0, seen), ==, 12);
}

static void
test_processes_start_together (void)
{
  g_autofree char *database = test_database_new ();
  GSubprocess     *processes[4];
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      processes[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("FOYER_PLATFORM"), "--database", database, "--http", "--print-pairing", "door", NULL);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_subprocess_wait_check (processes[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (processes[i]);
    }
  processes[0] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "psql", "-X", "-A", "-t", "-c", "SELECT count(*) FROM organization", database, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (processes[0], NULL, NULL, &text, NULL, &error);
  g_assert_cmpstr (g_strchomp (text), ==, "1");
  g_object_unref (processes[0]);
}

#define ADD(name, func) g_test_add ("/platform/processes/" name, Pair, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reader-misses-nothing-while-both-write", test_reader_misses_nothing_while_both_write);
  ADD ("listener-hears-of-the-other-process", test_listener_hears_of_the_other_process);
  ADD ("restart-of-the-database-loses-nothing", test_restart_of_the_database_loses_nothing);
  g_test_add_func ("/platform/processes/start-together", test_processes_start_together);
  return g_test_run ();
}
