/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-platform.h"

#include <signal.h>

#include <glib/gstdio.h>

#define TIMEOUT_SECONDS 10

char *
test_database_new (void)
{
  const char      *server = g_getenv ("FOYER_DATABASE");
  g_autofree char *name = g_strdup_printf ("t%08x%08x", g_random_int (), g_random_int ());
  g_autofree char *statement = g_strdup_printf ("CREATE DATABASE %s", name);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  if (server == NULL)
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement, server, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (server, "/postgres?", 2);
  return g_strdup_printf ("%s/%s?%s", parts[0], name, parts[1]);
}

static TestPlatform *
make_platform (gboolean tls, const char *const *options)
{
  TestPlatform *self = g_new0 (TestPlatform, 1);
  g_autoptr (GError) error = NULL;

  self->tls = tls;
  self->options = g_strdupv ((char **) options);
  self->database = test_database_new ();
  self->folder = g_dir_make_tmp ("foyer-platform-XXXXXX", &error);
  g_assert_no_error (error);
  test_platform_start (self);
  return self;
}

TestPlatform *
test_platform_new_beside (const TestPlatform *first)
{
  TestPlatform *self = g_new0 (TestPlatform, 1);
  g_autoptr (GError) error = NULL;

  self->beside = TRUE;
  self->options = g_strdupv (first->options);
  self->database = g_strdup (first->database);
  self->tls = first->tls;
  self->folder = g_dir_make_tmp ("foyer-platform-XXXXXX", &error);
  g_assert_no_error (error);
  test_platform_start (self);
  return self;
}

TestPlatform *
test_platform_new (void)
{
  return make_platform (FALSE, NULL);
}

TestPlatform *
test_platform_new_with (const char *const *options)
{
  return make_platform (FALSE, options);
}

TestPlatform *
test_platform_new_tls (void)
{
  return make_platform (TRUE, NULL);
}

static char *
read_line (GDataInputStream *lines)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

static GSubprocess *
start_program (TestPlatform *self, const char *option, const char *value)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("FOYER_PLATFORM"));
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, self->folder);
  if (self->database != NULL)
    {
      g_ptr_array_add (arguments, (gpointer) "--database");
      g_ptr_array_add (arguments, self->database);
    }
  if (!self->tls)
    g_ptr_array_add (arguments, (gpointer) "--http");
  if (self->url != NULL)
    {
      g_ptr_array_add (arguments, (gpointer) "--url");
      g_ptr_array_add (arguments, self->url);
    }
  for (guint i = 0; self->options != NULL && self->options[i] != NULL; i++)
    g_ptr_array_add (arguments, self->options[i]);
  g_ptr_array_add (arguments, (gpointer) option);
  g_ptr_array_add (arguments, (gpointer) value);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  return process;
}

void
test_platform_start (TestPlatform *self)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *line = NULL;
  g_autofree char *heading = NULL;
  g_autoptr (GUri) uri = NULL;

  self->process = start_program (self, "--port", port);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = read_line (lines);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "Listening on "));
  g_free (self->url);
  self->url = g_strdup (line + strlen ("Listening on "));
  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL);
  if (self->port != 0)
    return;
  self->port = g_uri_get_port (uri);
  if (!self->beside)
    {
      heading = read_line (lines);
      g_assert_true (g_str_has_prefix (heading, "Pairing code"));
      self->pairing = read_line (lines);
    }
}

static void
wait_for_end (TestPlatform *self, int signal)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, signal);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
}

void
test_platform_kill (TestPlatform *self)
{
  wait_for_end (self, SIGKILL);
  g_clear_object (&self->process);
}

void
test_platform_stop (TestPlatform *self)
{
  wait_for_end (self, SIGTERM);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

char *
test_platform_invite (TestPlatform *self, const char *role)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  process = start_program (self, "--print-pairing", role);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  return g_strdup (lines[1]);
}

void
test_platform_free (TestPlatform *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (self == NULL)
    return;
  if (self->process != NULL)
    test_platform_kill (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_strfreev (self->options);
  g_free (self->url);
  g_free (self->pairing);
  g_free (self);
}

void
test_answer_free (TestAnswer *self)
{
  g_free (self->text);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self);
}

static TestAnswer *
send (SoupSession *session, SoupMessage *message, const char *token)
{
  TestAnswer *answer = g_new0 (TestAnswer, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *authorization = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;

  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  answer->status = soup_message_get_status (message);
  answer->length = g_bytes_get_size (bytes);
  answer->text = g_malloc0 (answer->length + 1);
  memcpy (answer->text, g_bytes_get_data (bytes, NULL), answer->length);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return answer;
}

TestAnswer *
test_call (const char *url, const char *method, const char *path, const char *token, const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
  g_autofree char *target = g_strconcat (url, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, target);

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return send (session, message, token);
}

TestAnswer *
test_call_raw (const char *url, const char *path, const char *token, gboolean accept_gzip)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, NULL);
  g_autofree char *target = g_strconcat (url, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", target);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  if (accept_gzip)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding", "gzip");
  return send (session, message, token);
}
