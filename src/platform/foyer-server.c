/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-server.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <arpa/inet.h>

#include "foyer-change-log.h"
#include "foyer-config.h"
#include "foyer-device-roster.h"
#include "foyer-error.h"
#include "foyer-feed-line.h"
#include "foyer-follow.h"
#include "foyer-platform-resources.h"
#include "foyer-routes.h"

#define PREFIX "/api/v1"
#define DESCRIPTION "/app/foyer/platform/openapi.json"
#define IDLE_SECONDS 120
#define PRESENCE_SECONDS 10
#define BACKLOG 128

/* A path that ends with a slash is followed by the name of one thing. */
typedef struct
{
  const char    *path;
  const char    *method;
  FoyerRouteFunc func;
} Route;

static const Route routes[] = {
  { PREFIX "/health", "GET", foyer_route_health },
  { PREFIX "/metrics", "GET", foyer_route_metrics },
  { PREFIX "/device/pair", "POST", foyer_route_device_pair },
  { PREFIX "/pairing", "POST", foyer_route_pairing },
  { PREFIX "/changes", "POST", foyer_route_changes },
  { PREFIX "/feed", "GET", foyer_route_feed },
  { PREFIX "/devices", "GET", foyer_route_devices },
  { PREFIX "/devices/", "PATCH", foyer_route_device },
  { PREFIX "/orders", "POST", foyer_route_orders },
  { PREFIX "/orders/", "GET", foyer_route_order },
  { PREFIX "/orders/", "PATCH", foyer_route_order_step },
  { PREFIX "/tickets/scan", "POST", foyer_route_scan },
  { PREFIX "/webhooks/shopify/orders/paid", "POST", foyer_route_shopify_paid },
  { PREFIX "/webhooks/shopify/orders/cancelled", "POST", foyer_route_shopify_cancelled },
  { PREFIX "/webhooks/shopify/app/uninstalled", "POST", foyer_route_shopify_uninstalled },
  { PREFIX "/leases", "POST", foyer_route_leases },
  { "/openapi.json", "GET", foyer_route_description },
};

GBytes *
foyer_exchange_body (FoyerExchange *exchange)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (exchange->message));
}

void
foyer_route_health (FoyerExchange *exchange, GHashTable *query)
{
  foyer_exchange_answer (exchange, 200, foyer_health_print (FOYER_VERSION));
}

/* --- GET metrics ------------------------------------------------------------------- */

static gboolean
metrics_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  return TRUE;
}

static void
metrics_reply (FoyerExchange *exchange)
{
  FoyerServer      *server = exchange->server;
  const FoyerGauges gauges = { server->head, server->live->len, server->n_open };
  char             *text = foyer_metrics_print (server->metrics, &gauges, FOYER_VERSION);

  foyer_exchange_answer_text (exchange, 200, "application/openmetrics-text; version=1.0.0; charset=utf-8", text);
}

/* Somebody on this machine itself, and no proxy that speaks for others. */
static gboolean
is_local (SoupServerMessage *message)
{
  static const char *const forwarded[] = { "Forwarded", "X-Forwarded-For", "Via" };
  GSocketAddress          *address = soup_server_message_get_remote_address (message);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    if (soup_message_headers_get_list (soup_server_message_get_request_headers (message), forwarded[i]) != NULL)
      return FALSE;
  return G_IS_INET_SOCKET_ADDRESS (address) && g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

void
foyer_route_metrics (FoyerExchange *exchange, GHashTable *query)
{
  if (is_local (exchange->message))
    metrics_reply (exchange);
  else
    foyer_exchange_run (exchange, FOYER_ACCESS_ORGANIZER, metrics_work, metrics_reply);
}

/* --- Finding the route --------------------------------------------------------------- */

void
foyer_route_description (FoyerExchange *exchange, GHashTable *query)
{
  g_autoptr (GBytes) text = g_resource_lookup_data (foyer_platform_get_resource (), DESCRIPTION, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  foyer_exchange_answer (exchange, 200, g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text)));
}

static gboolean
is_at (const Route *route, const char *path)
{
  gsize length = strlen (route->path);

  if (route->path[length - 1] != '/')
    return g_str_equal (route->path, path);
  return g_str_has_prefix (path, route->path) && path[length] != '\0' && strchr (path + length, '/') == NULL;
}

static void
request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  g_autoptr (FoyerExchange) exchange = foyer_exchange_new (data, message);
  g_autoptr (GString) allowed = g_string_new (NULL);

  if (!foyer_exchange_may_go_on (exchange))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!is_at (&routes[i], path))
        continue;
      if (g_str_equal (routes[i].method, soup_server_message_get_method (message)))
        {
          exchange->route = routes[i].path;
          exchange->name = g_strdup (path + strlen (routes[i].path));
          routes[i].func (exchange, query);
          return;
        }
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);
    }
  if (allowed->len > 0)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", allowed->str);
      foyer_exchange_fail (exchange, 405, "method-not-allowed", "This path does not take this method.", NULL);
    }
  else
    foyer_exchange_fail (exchange, 404, "not-found", "There is nothing at this path.", NULL);
}

static void
refuse_body (SoupServerMessage *message)
{
  g_autoptr (FoyerWireError) failure = foyer_wire_error_new (413, "too-large", "The body of the request is too large.", "At most 8 MiB are taken.");
  char *text = foyer_wire_error_print (failure, NULL);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection", "close");
  soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_TAKE, text, strlen (text));
}

/* Answers and hangs up before a byte of the body is read: SoupServer itself would read all of it first. */
static void
turn_away (SoupServerMessage *message)
{
  g_autoptr (FoyerWireError) failure = foyer_wire_error_new (413, "too-large", "The body of the request is too large.", "At most 8 MiB are taken.");
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autofree char *text = foyer_wire_error_print (failure, NULL);
  g_autofree char *answer = NULL;

  answer = g_strdup_printf ("HTTP/1.1 413 Content Too Large\r\n"
                            "Content-Type: application/json; charset=utf-8\r\n"
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                            "Connection: close\r\n\r\n%s",
                            strlen (text), text);
  /* A fresh connection's send buffer takes this at once; who does not read it gets hung up on all the same. */
  g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (stream)), answer, strlen (answer), NULL, NULL);
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  gsize *length = data;

  *length += g_bytes_get_size (chunk);
  if (*length > FOYER_WIRE_BODY_MAX && soup_server_message_get_status (message) == 0)
    refuse_body (message);
}

static void
headers_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > FOYER_WIRE_BODY_MAX)
    turn_away (message);
  else
    g_signal_connect_data (message, "got-chunk", G_CALLBACK (got_chunk_cb), g_new0 (gsize, 1), (GClosureNotify) g_free, G_CONNECT_DEFAULT);
}

/* A connection on which nothing happens for two minutes is let go. */
static void
started_cb (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_set_timeout (socket, IDLE_SECONDS);
}

static void
listener_free (gpointer data)
{
  g_object_unref (((FoyerListener *) data)->connection);
  g_free (data);
}

static gboolean
note_work (FoyerStorage *storage, gpointer data, GError **error)
{
  return foyer_device_roster_note (storage, data, error);
}

static void
noted_cb (gpointer data, const GError *error)
{
  if (error != NULL)
    g_warning ("who was here was not written: %s", error->message);
  g_ptr_array_unref (data);
}

static void
write_presence (FoyerServer *self)
{
  GPtrArray *sightings = foyer_presence_take (self->presence);

  if (sightings != NULL)
    foyer_worker_push (self->worker, note_work, noted_cb, sightings);
}

static gboolean
presence_cb (gpointer data)
{
  write_presence (data);
  return G_SOURCE_CONTINUE;
}

/* --- Catching up with a database from before ------------------------------------------ */

typedef struct
{
  FoyerServer *server;
  gboolean     done;
} Following;

static gboolean
follow_work (FoyerStorage *storage, gpointer data, GError **error)
{
  Following *following = data;

  return foyer_follow_step (storage, &following->server->organization, &following->done, error);
}

static void
followed_cb (gpointer data, const GError *error)
{
  Following *following = data;

  if (error != NULL)
    g_warning ("the changes were not read on: %s", error->message);
  /* others get their turn between two steps */
  if (error == NULL && !following->done && following->server->worker != NULL)
    foyer_worker_push (following->server->worker, follow_work, followed_cb, following);
  else
    g_free (following);
}

FoyerServer *
foyer_server_new (FoyerStorage *storage, FoyerCertificate *certificate, GError **error)
{
  g_autoptr (FoyerServer) self = g_new0 (FoyerServer, 1);

  self->certificate = certificate;
  /* admin_token: none until the control file names one; no token hashes to noughts */
  self->live = g_ptr_array_new_with_free_func (listener_free);
  self->metrics = foyer_metrics_new ();
  self->limit = foyer_rate_limit_new (FOYER_REQUESTS_PER_SECOND);
  self->presence = foyer_presence_new ();
  self->presence_timer = g_timeout_add_seconds (PRESENCE_SECONDS, presence_cb, self);
  if (!foyer_register_find_organization (storage, FOYER_ORGANIZATION_NAME, g_get_real_time (), &self->organization, error) ||
      !foyer_change_log_head (storage, &self->organization, &self->head, error))
    {
      foyer_storage_close (storage);
      return NULL;
    }
  self->worker = foyer_worker_new (storage);
  foyer_worker_push (self->worker, follow_work, followed_cb, g_memdup2 (&(Following) { self, FALSE }, sizeof (Following)));
  self->soup = soup_server_new ("server-header", "foyer-platform/" FOYER_VERSION, NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate->tls);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (started_cb), NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_cb, NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  foyer_route_live_add (self, PREFIX "/live");
  return g_steal_pointer (&self);
}

/* What other laptops can reach when the server listens on all addresses. */
static char *
find_own_address (void)
{
  struct ifaddrs *all;
  char            text[INET_ADDRSTRLEN] = "127.0.0.1";

  if (getifaddrs (&all) != 0)
    return g_strdup (text);
  for (struct ifaddrs *one = all; one != NULL; one = one->ifa_next)
    {
      if (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET)
        continue;
      if ((one->ifa_flags & IFF_LOOPBACK) || !(one->ifa_flags & IFF_RUNNING))
        continue;
      inet_ntop (AF_INET, &((struct sockaddr_in *) one->ifa_addr)->sin_addr, text, sizeof text);
      break;
    }
  freeifaddrs (all);
  return g_strdup (text);
}

static GInetAddress *
parse_address (const char *address, GError **error)
{
  GInetAddress *inet = address != NULL ? g_inet_address_new_from_string (address) : g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  if (inet == NULL)
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is not an IP address.", address);
  return inet;
}

char *
foyer_server_make_url (const char *scheme, const char *address, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) inet = parse_address (address, error);
  g_autofree char *host = NULL;

  if (inet == NULL)
    return NULL;
  host = g_inet_address_get_is_any (inet) ? find_own_address () : g_inet_address_to_string (inet);
  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port, "", NULL, NULL);
}

static gboolean
listen_at (FoyerServer *self, GSocketAddress *where, gboolean share, GError **error)
{
  SoupServerListenOptions options = self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  g_autoptr (GSocket) socket = NULL;

  if (!share)
    return soup_server_listen (self->soup, where, options, error);
  socket = g_socket_new (g_socket_address_get_family (where), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_set_option (socket, SOL_SOCKET, SO_REUSEPORT, TRUE, error) &&
         g_socket_bind (socket, where, TRUE, error) &&
         g_socket_listen (socket, error) &&
         soup_server_listen_socket (self->soup, socket, options, error);
}

gboolean
foyer_server_listen (FoyerServer *self, const char *address, guint16 port, gboolean share, GError **error)
{
  g_autoptr (GInetAddress) inet = parse_address (address, error);
  g_autoptr (GSocketAddress) where = NULL;

  if (inet == NULL)
    return FALSE;
  where = g_inet_socket_address_new (inet, port);
  if (!listen_at (self, where, share, error))
    return FALSE;
  g_free (self->public_url);
  self->public_url = foyer_server_make_url (self->certificate != NULL ? "https" : "http", address, foyer_server_get_port (self), error);
  return self->public_url != NULL;
}

void
foyer_server_set_certificate (FoyerServer *self, FoyerCertificate *certificate)
{
  foyer_certificate_free (self->certificate);
  self->certificate = certificate;
  /* admin_token: none until the control file names one; no token hashes to noughts */
  soup_server_set_tls_certificate (self->soup, certificate->tls);
}

void
foyer_server_set_rate (FoyerServer *self, guint rate)
{
  foyer_rate_limit_free (self->limit);
  self->limit = foyer_rate_limit_new (rate);
}

guint16
foyer_server_get_port (FoyerServer *self)
{
  GSList *listeners = soup_server_get_listeners (self->soup);
  guint16 port = 0;

  if (listeners != NULL)
    {
      g_autoptr (GSocketAddress) address = g_socket_get_local_address (listeners->data, NULL);

      if (G_IS_INET_SOCKET_ADDRESS (address))
        port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
    }
  g_slist_free (listeners);
  return port;
}

static void
tell (FoyerListener *listener, const char *message)
{
  if (soup_websocket_connection_get_state (listener->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (listener->connection, message);
}

void
foyer_server_announce (FoyerServer *self, gint64 head)
{
  g_autofree char *message = NULL;

  if (head <= self->head)
    return;
  self->head = head;
  message = foyer_live_print (head);
  for (guint i = 0; i < self->live->len; i++)
    tell (self->live->pdata[i], message);
}

/* --- What other processes did ------------------------------------------------------- */

typedef struct
{
  FoyerServer *server;
  gint64       head;
} Look;

static gboolean
look_work (FoyerStorage *storage, gpointer data, GError **error)
{
  Look *look = data;

  return foyer_change_log_head (storage, &look->server->organization, &look->head, error);
}

static void
looked_cb (gpointer data, const GError *error)
{
  Look *look = data;

  if (error == NULL)
    foyer_server_announce (look->server, look->head);
  g_free (look);
}

static void
rang_cb (const char *text, gpointer data)
{
  FoyerServer *self = data;
  gint64       head = text != NULL ? foyer_change_log_read_news (text, &self->organization) : 0;
  Look        *look;

  if (text != NULL)
    {
      foyer_server_announce (self, head);
      return;
    }
  /* Something may have been missed. */
  look = g_new0 (Look, 1);
  look->server = self;
  foyer_worker_push (self->worker, look_work, looked_cb, look);
}

void
foyer_server_watch (FoyerServer *self, const char *address)
{
  self->bell = foyer_bell_new (address, rang_cb, self);
}

static void
hang_up (FoyerListener *listener)
{
  if (soup_websocket_connection_get_state (listener->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (listener->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
}

void
foyer_server_hang_up (FoyerServer *self, const FoyerId *device)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      FoyerListener *listener = self->live->pdata[i];

      if (foyer_id_equal (&listener->device, device))
        hang_up (listener);
    }
}

void
foyer_server_add_listener (FoyerServer *self, SoupWebsocketConnection *connection, const FoyerId *device)
{
  FoyerListener *listener = g_new0 (FoyerListener, 1);

  listener->connection = g_object_ref (connection);
  listener->device = *device;
  g_ptr_array_add (self->live, listener);
}

void
foyer_server_forget_listener (FoyerServer *self, SoupWebsocketConnection *connection)
{
  for (guint i = 0; i < self->live->len; i++)
    if (((FoyerListener *) self->live->pdata[i])->connection == connection)
      {
        g_ptr_array_remove_index_fast (self->live, i);
        return;
      }
}

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
foyer_server_stop (FoyerServer *self, guint seconds)
{
  gboolean time_is_up = FALSE;
  guint    timer = g_timeout_add_seconds (seconds, time_is_up_cb, &time_is_up);
  GSList  *listeners = soup_server_get_listeners (self->soup);

  for (GSList *one = listeners; one != NULL; one = one->next)
    g_socket_close (one->data, NULL);
  g_slist_free (listeners);
  for (guint i = 0; i < self->live->len; i++)
    hang_up (self->live->pdata[i]);
  while (self->n_open > 0 && !time_is_up)
    g_main_context_iteration (NULL, TRUE);
  if (!time_is_up)
    g_source_remove (timer);
}

void
foyer_server_free (FoyerServer *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->presence_timer, g_source_remove);
  g_clear_pointer (&self->bell, foyer_bell_free);
  if (self->worker != NULL)
    write_presence (self);
  /* the worker first: its answers use the server */
  g_clear_pointer (&self->worker, foyer_worker_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; self->live != NULL && i < self->live->len; i++)
    g_signal_handlers_disconnect_by_data (((FoyerListener *) self->live->pdata[i])->connection, self);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->presence, foyer_presence_free);
  g_clear_pointer (&self->metrics, foyer_metrics_free);
  g_clear_pointer (&self->limit, foyer_rate_limit_free);
  g_clear_pointer (&self->certificate, foyer_certificate_free);
  g_free (self->public_url);
  g_free (self->shopify_secret);
  g_free (self);
}
