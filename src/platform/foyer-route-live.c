/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include "foyer-change-log.h"
#include "foyer-feed-line.h"

#define KEEPALIVE_SECONDS 30
#define INCOMING_MAX 1024
#define CLOSE_UNAUTHORIZED 4401 /* of the range that RFC 6455 leaves to programs */

typedef struct
{
  FoyerServer             *server;
  SoupWebsocketConnection *connection;
  FoyerTokenHash           token;
  FoyerDevice              device;
  gboolean                 has_token;
  gboolean                 admitted;
  gint64                   head;
} Listener;

static void
listener_free (Listener *listener)
{
  g_clear_object (&listener->connection);
  g_free (listener);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static gboolean
admit_work (FoyerStorage *storage, gpointer data, GError **error)
{
  Listener *listener = data;
  gboolean  found = FALSE;

  if (!listener->has_token)
    return TRUE;
  if (!foyer_register_authenticate (storage, &listener->token, &found, &listener->device, error))
    return FALSE;
  listener->admitted = found && !listener->device.revoked;
  return !listener->admitted || foyer_change_log_head (storage, &listener->device.organization, &listener->head, error);
}

static void
closed_cb (SoupWebsocketConnection *connection, FoyerServer *server)
{
  foyer_server_forget_listener (server, connection);
}

static void
admitted_cb (gpointer data, const GError *error)
{
  g_autoptr (Listener) listener = data;
  g_autofree char *message = NULL;

  if (error != NULL)
    g_warning ("a listener could not be admitted: %s", error->message);
  if (soup_websocket_connection_get_state (listener->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (error != NULL || !listener->admitted)
    {
      soup_websocket_connection_close (listener->connection, CLOSE_UNAUTHORIZED, "the access token is not valid");
      return;
    }
  foyer_server_add_listener (listener->server, listener->connection, &listener->device.id);
  g_signal_connect (listener->connection, "closed", G_CALLBACK (closed_cb), listener->server);
  message = foyer_live_print (listener->head);
  soup_websocket_connection_send_text (listener->connection, message);
}

static void
opened_cb (SoupServer *soup, SoupServerMessage *message, const char *path, SoupWebsocketConnection *connection, gpointer data)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->server = data;
  listener->connection = g_object_ref (connection);
  listener->has_token = foyer_server_message_token (message, &listener->token);
  soup_websocket_connection_set_max_incoming_payload_size (connection, INCOMING_MAX);
  soup_websocket_connection_set_keepalive_interval (connection, KEEPALIVE_SECONDS);
  foyer_worker_push (listener->server->worker, admit_work, admitted_cb, listener);
}

void
foyer_route_live_add (FoyerServer *server, const char *path)
{
  soup_server_add_websocket_handler (server->soup, path, NULL, NULL, opened_cb, server, NULL);
}
