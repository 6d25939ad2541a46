/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-platform.h"

#include <libsoup/soup.h>

#include "foyer-changes-message.h"
#include "foyer-pair-message.h"
#include "foyer-pairing-code.h"

typedef struct
{
  guint status;
  char *content_type;
  char *body;
} Answer;

struct _FakePlatform
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *server;
  char         *url;
  GMutex        lock;
  GHashTable   *answers; /* path -> Answer */
};

static void
answer_free (Answer *answer)
{
  g_free (answer->content_type);
  g_free (answer->body);
  g_free (answer);
}

static void
respond (SoupServerMessage *message, guint status, const char *type, char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, body, strlen (body));
}

static void
pair (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (FoyerPairRequest) request = foyer_pair_request_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_autoptr (FoyerPairAnswer) answer = foyer_pair_answer_new ();

  answer->access_token = g_strdup ("token");
  answer->device = answer->organization = request->device;
  answer->number = 7;
  answer->role = FOYER_ROLE_ORGANIZER;
  respond (message, 200, "application/json", foyer_pair_answer_print (answer));
}

static char *
accept_all (SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GPtrArray) offers = foyer_changes_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_verdict_free);

  for (guint i = 0; i < offers->len; i++)
    g_ptr_array_add (verdicts, foyer_change_verdict_new_accepted (&((FoyerOffer *) offers->pdata[i])->id, i + 1, FALSE));
  return foyer_change_verdicts_print (verdicts, offers->len);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  FakePlatform *self = data;
  const char   *name = strrchr (path, '/') + 1;
  Answer       *answer;

  if (g_str_equal (name, "pair"))
    {
      pair (message);
      return;
    }
  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->answers, name);
  if (answer == NULL)
    respond (message, 404, "text/plain", g_strdup ("nothing here"));
  else if (answer->status == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
    }
  else
    {
      if (answer->status == 302)
        soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "http://127.0.0.1:1/login");
      respond (message, answer->status, answer->content_type, answer->body != NULL ? g_strdup (answer->body) : accept_all (message));
    }
  g_mutex_unlock (&self->lock);
}

static gpointer
run (gpointer data)
{
  FakePlatform *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

FakePlatform *
fake_platform_new (void)
{
  FakePlatform *self = g_new0 (FakePlatform, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_mutex_init (&self->lock);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->thread = g_thread_new ("fake-platform", run, self);
  return self;
}

void
fake_platform_free (FakePlatform *self)
{
  if (self == NULL)
    return;
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->answers);
  g_mutex_clear (&self->lock);
  g_free (self->url);
  g_free (self);
}

char *
fake_platform_code (FakePlatform *self)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_new (self->url, "7ZK4M2QH9T0XW3E8R5N1C6V2BD", NULL);

  return foyer_pairing_code_print (code);
}

void
fake_platform_answer (FakePlatform *self, const char *path, guint status, const char *content_type, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = g_strdup (body);
  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->answers, g_strdup (path), answer);
  g_mutex_unlock (&self->lock);
}
