/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-exchange.h"

#include <string.h>

#include "foyer-device-message.h"
#include "foyer-error.h"
#include "foyer-platform-log.h"

#define BEARER "Bearer "
#define JSON "application/json; charset=utf-8"
#define TOKEN_MAX 200
#define REQUEST_ID_MAX 64
#define AGENT "foyer/"
#define VERSION_MAX 40

static void
exchange_clear (gpointer data)
{
  FoyerExchange *self = data;

  self->server->n_open--;
  g_clear_object (&self->message);
  g_clear_pointer (&self->failure, foyer_wire_error_free);
  g_clear_pointer (&self->data, self->data_free);
  g_free (self->request_id);
  g_free (self->name);
}

FoyerExchange *
foyer_exchange_ref (FoyerExchange *self)
{
  return g_rc_box_acquire (self);
}

void
foyer_exchange_unref (FoyerExchange *self)
{
  if (self != NULL)
    g_rc_box_release_full (self, exchange_clear);
}

static void
finished_cb (SoupServerMessage *message, FoyerExchange *self)
{
  char             device[FOYER_ID_TEXT_LENGTH + 1] = "-";
  g_autofree char *path = g_strdup (g_uri_get_path (soup_server_message_get_uri (message)));

  self->over = TRUE;
  if (!foyer_id_is_none (&self->device.id))
    foyer_id_print (&self->device.id, device);
  foyer_metrics_note (self->server->metrics, self->route, soup_server_message_get_method (message), soup_server_message_get_status (message),
                      (g_get_monotonic_time () - self->started) / (double) G_TIME_SPAN_SECOND);
  foyer_platform_log_request (self->request_id, soup_server_message_get_method (message), path,
                              soup_server_message_get_status (message),
                              (g_get_monotonic_time () - self->started) / 1000.0, device);
  g_signal_handlers_disconnect_by_data (message, self);
}

static char *
find_request_id (SoupServerMessage *message)
{
  const char *given = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Request-Id");
  FoyerRandom random;
  FoyerId     id;
  gsize       length;

  if (given != NULL)
    {
      for (length = 0; g_ascii_isalnum (given[length]) || given[length] == '-'; length++)
        ;
      if (length > 0 && length <= REQUEST_ID_MAX && given[length] == '\0')
        return g_strdup (given);
    }
  foyer_random_init_system (&random);
  id = foyer_id_generate (g_get_real_time (), &random);
  return foyer_id_dup_text (&id);
}

gboolean
foyer_server_message_token (SoupServerMessage *message, FoyerTokenHash *hash)
{
  const char *value = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, BEARER, strlen (BEARER)) != 0)
    return FALSE;
  value += strlen (BEARER);
  if (*value == '\0' || strlen (value) > TOKEN_MAX)
    return FALSE;
  foyer_token_hash (value, hash);
  return TRUE;
}

FoyerExchange *
foyer_exchange_new (FoyerServer *server, SoupServerMessage *message)
{
  FoyerExchange *self = g_rc_box_new0 (FoyerExchange);

  self->server = server;
  self->message = g_object_ref (message);
  self->request_id = find_request_id (message);
  self->started = g_get_monotonic_time ();
  self->has_token = foyer_server_message_token (message, &self->token);
  server->n_open++;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Request-Id", self->request_id);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control", "no-store");
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), foyer_exchange_ref (self),
                         (GClosureNotify) foyer_exchange_unref, G_CONNECT_DEFAULT);
  soup_server_message_pause (message);
  return self;
}

void
foyer_exchange_set_data (FoyerExchange *self, gpointer data, GDestroyNotify data_free)
{
  g_clear_pointer (&self->data, self->data_free);
  self->data = data;
  self->data_free = data_free;
}

gboolean
foyer_exchange_refuse (FoyerExchange *self, int status, const char *code, const char *message, const char *details)
{
  g_clear_pointer (&self->failure, foyer_wire_error_free);
  self->failure = foyer_wire_error_new (status, code, message, details);
  return FALSE;
}

static void
send (FoyerExchange *self, int status, const char *type, char *text)
{
  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, type, SOUP_MEMORY_TAKE, text, strlen (text));
  self->over = TRUE;
  soup_server_message_unpause (self->message);
}

void
foyer_exchange_answer_text (FoyerExchange *self, int status, const char *type, char *text)
{
  if (self->over)
    g_free (text);
  else
    send (self, status, type, text);
}

void
foyer_exchange_answer (FoyerExchange *self, int status, char *json)
{
  foyer_exchange_answer_text (self, status, JSON, json);
}

void
foyer_exchange_fail (FoyerExchange *self, int status, const char *code, const char *message, const char *details)
{
  g_autoptr (FoyerWireError) failure = foyer_wire_error_new (status, code, message, details);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  if (self->over)
    return;
  if (self->is_streaming)
    {
      /* It is too late for another status; a feed without its checkpoint tells the reader that it was cut off. */
      self->over = TRUE;
      soup_message_body_complete (soup_server_message_get_response_body (self->message));
      soup_server_message_unpause (self->message);
      return;
    }
  if (status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == 429)
    soup_message_headers_replace (headers, "Retry-After", "10");
  send (self, status, JSON, foyer_wire_error_print (failure, self->request_id));
}

/* Returns: (transfer full) (nullable): by what the limit knows the one who asks */
static char *
dup_key (FoyerExchange *self)
{
  GString *key;

  if (!self->has_token)
    return NULL;
  key = g_string_new (NULL);
  for (guint i = 0; i < sizeof self->token.bytes; i++)
    g_string_append_printf (key, "%02x", self->token.bytes[i]);
  return g_string_free_and_steal (key);
}

gboolean
foyer_exchange_may_go_on (FoyerExchange *self)
{
  const char      *address = soup_server_message_get_remote_host (self->message);
  g_autofree char *key = dup_key (self);

  if (!foyer_rate_limit_take (self->server->limit, key, address != NULL ? address : "", g_get_monotonic_time ()))
    foyer_exchange_fail (self, 429, "too-many-requests", "This device asks too often. Wait a moment.", NULL);
  else if (self->server->n_open > FOYER_OPEN_REQUESTS_MAX)
    foyer_exchange_fail (self, 503, "busy", "Too many ask at once. Try again in a moment.", NULL);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_access (FoyerExchange *self, FoyerStorage *storage, GError **error)
{
  gboolean found = FALSE;

  if (self->access == FOYER_ACCESS_ANYBODY)
    return TRUE;
  if (!self->has_token)
    return foyer_exchange_refuse (self, 401, "token-missing", "This request needs the access token of a paired device.", NULL);
  if (self->access == FOYER_ACCESS_ORGANIZER && foyer_token_hash_equal (&self->token, &self->server->admin_token))
    {
      self->is_admin = TRUE;
      return TRUE;
    }
  if (!foyer_register_authenticate (storage, &self->token, &found, &self->device, error))
    return FALSE;
  if (!found)
    return foyer_exchange_refuse (self, 401, "token-unknown", "The access token is not valid here. Pair this device again.", NULL);
  if (self->device.revoked)
    return foyer_exchange_refuse (self, 401, "device-revoked", "This device was removed by the organizer.", NULL);
  self->authenticated = TRUE;
  if (self->device.role == FOYER_N_ROLES)
    return foyer_exchange_refuse (self, 403, "role", "This device has a role that this version does not know.", NULL);
  if (self->access == FOYER_ACCESS_ORGANIZER && !foyer_role_may_pair (self->device.role))
    return foyer_exchange_refuse (self, 403, "role", "Only an organizer's device may do this.", NULL);
  return TRUE;
}

const FoyerId *
foyer_exchange_organization (FoyerExchange *self)
{
  return self->is_admin ? &self->server->organization : &self->device.organization;
}

static gboolean
work_cb (FoyerStorage *storage, gpointer data, GError **error)
{
  FoyerExchange *self = data;

  return check_access (self, storage, error) && self->work (self, storage, error);
}

/* What the device says of itself; headers that make no sense are as good as none. */
static void
note_presence (FoyerExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char         *unsent_text = soup_message_headers_get_one (headers, FOYER_HEADER_UNSENT);
  const char         *agent = soup_message_headers_get_one (headers, "User-Agent");
  g_autofree char    *key = dup_key (self);
  gint64              unsent = -1;
  gsize               length;

  if (unsent_text != NULL)
    g_ascii_string_to_signed (unsent_text, 10, 0, G_MAXINT32, &unsent, NULL);
  if (agent != NULL && g_str_has_prefix (agent, AGENT))
    agent += strlen (AGENT);
  else
    agent = NULL;
  length = agent != NULL ? strspn (agent, "0123456789abcdefghijklmnopqrstuvwxyz.-+~") : 0;
  if (agent != NULL && (length == 0 || length > VERSION_MAX || agent[length] != '\0'))
    agent = NULL;
  foyer_rate_limit_know (self->server->limit, key, g_get_monotonic_time ());
  foyer_presence_note (self->server->presence, &self->device, g_get_real_time (), unsent, agent);
}

static void
done_cb (gpointer data, const GError *error)
{
  g_autoptr (FoyerExchange) self = data;

  if (self->authenticated)
    note_presence (self);
  if (error != NULL)
    {
      g_warning ("request %s failed: %s", self->request_id, error->message);
      if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_FULL))
        foyer_exchange_fail (self, 503, "disk-full", "The platform's disk is full. Nothing was stored.", NULL);
      else
        foyer_exchange_fail (self, 503, "storage", "The platform could not use its storage. Nothing was stored.", NULL);
    }
  else if (self->failure != NULL)
    foyer_exchange_fail (self, self->failure->status, self->failure->code, self->failure->message, self->failure->details);
  else
    self->reply (self);
}

void
foyer_exchange_run (FoyerExchange *self, FoyerAccess access, FoyerExchangeWork work, FoyerExchangeReply reply)
{
  self->access = access;
  self->work = work;
  self->reply = reply;
  foyer_worker_push (self->server->worker, work_cb, done_cb, foyer_exchange_ref (self));
}
