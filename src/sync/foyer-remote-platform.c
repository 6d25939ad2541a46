/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-remote.h"

#include <string.h>

#include <libsoup/soup.h>

#include "foyer-changes-message.h"
#include "foyer-config.h"
#include "foyer-fingerprint.h"
#include "foyer-sync-error.h"
#include "foyer-wire-error.h"
#include "foyer-wire-json.h"

#define PREFIX "/api/v1"
#define TIMEOUT_SECONDS 20
#define KEEPALIVE_SECONDS 30
#define ANSWER_MAX (16 * 1024 * 1024)
#define LINE_MAX_BYTES (16 * 1024 * 1024)
#define READ_BYTES (64 * 1024)
#define OFFSET_SHOWN (2 * FOYER_SECOND)

#define NOT_A_PLATFORM                                                                   \
  "What answers at the platform's address is not a Foyer platform. It may be a sign-in " \
  "page of the Wi-Fi: open a web browser and sign in there"

typedef struct
{
  FoyerRemote              parent;
  SoupSession             *session;
  char                    *url;
  char                    *pin;           /* of the certificate to expect; "" trusts whom the system trusts */
  char                    *fingerprint;   /* (nullable): of the certificate that met the pin */
  char                    *authorization; /* (nullable): value of the header */
  SoupWebsocketConnection *live;          /* (nullable) */
  GCancellable            *live_cancellable;
  gboolean                 connecting;
  FoyerRemoteHintFunc      hint;
  gpointer                 hint_data;
} Platform;

static gboolean
is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1") || g_str_equal (host, "localhost"));
}

static SoupSession *
make_session (const char *url, const char *pin)
{
  SoupSession *session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS,
                                                        "idle-timeout", 60,
                                                        "user-agent", "foyer/" FOYER_VERSION,
                                                        NULL);

  /* On one machine compressing costs more time than it saves. */
  if (is_loopback (url))
    soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  /* Whoever knows the certificate asks no authority: without their list each certificate is put to accept_certificate_cb(). */
  if (*pin != '\0')
    soup_session_set_tls_database (session, NULL);
  return session;
}

static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags flaws, Platform *self)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *fingerprint = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return FALSE;
  fingerprint = foyer_fingerprint_new (der->data, der->len);
  if (!foyer_fingerprint_matches (fingerprint, self->pin))
    return FALSE;
  g_set_str (&self->fingerprint, fingerprint);
  return TRUE;
}

static SoupMessage *
make_message (Platform *self, const char *method, const char *path, GError **error)
{
  g_autofree char *target = g_strconcat (self->url, PREFIX, path, NULL);
  SoupMessage     *message = soup_message_new (method, target);

  if (message == NULL)
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM, "“%s” is not the address of a platform.", self->url);
      return NULL;
    }
  /* A platform never sends anybody elsewhere, a sign-in page does. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  if (self->authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", self->authorization);
  if (self->parent.unsent >= 0)
    {
      g_autofree char *unsent = g_strdup_printf ("%" G_GINT64_FORMAT, self->parent.unsent);

      soup_message_headers_replace (soup_message_get_request_headers (message), FOYER_HEADER_UNSENT, unsent);
    }
  return message;
}

static gboolean
explain_transport (GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (g_error_matches (problem, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_CERTIFICATE,
                   "What answers at the platform's address does not show the platform's certificate. It may be a sign-in page of the Wi-Fi, "
                   "or the platform was set up anew: then pair this device again. Nothing was sent.");
      g_error_free (problem);
      return FALSE;
    }
  g_set_error (error, FOYER_SYNC_ERROR,
               problem->domain == SOUP_SESSION_ERROR ? FOYER_SYNC_ERROR_NOT_A_PLATFORM : FOYER_SYNC_ERROR_OFFLINE,
               "The platform cannot be reached: %s", problem->message);
  g_error_free (problem);
  return FALSE;
}

static GBytes *
read_all (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  GError            *problem = NULL;
  gssize             n;

  while ((n = g_input_stream_read (stream, buffer, READ_BYTES, cancellable, &problem)) > 0)
    {
      g_byte_array_append (bytes, buffer, n);
      if (bytes->len > ANSWER_MAX)
        {
          g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM, NOT_A_PLATFORM " (its answer does not end).");
          return NULL;
        }
    }
  if (n < 0)
    {
      explain_transport (problem, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* HTTP dates are exact to a second, so the half of it is the best guess. */
static void
note_clock (Platform *self, SoupMessage *message, FoyerTime sent)
{
  const char *text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  FoyerTime ours = sent + (g_get_real_time () - sent) / 2;
  FoyerTime theirs;

  if (date == NULL)
    return;
  theirs = g_date_time_to_unix (date) * FOYER_SECOND + FOYER_SECOND / 2;
  self->parent.clock_offset = ABS (theirs - ours) >= OFFSET_SHOWN ? theirs - ours : 0;
}

static int
error_kind (const FoyerWireError *failure, guint status)
{
  if (status == SOUP_STATUS_UNAUTHORIZED)
    return FOYER_SYNC_ERROR_SIGN_IN;
  if (g_str_has_prefix (failure->code, "pairing-") || g_str_equal (failure->code, "devices-full"))
    return FOYER_SYNC_ERROR_PAIRING;
  if (g_str_has_prefix (failure->code, "lease-"))
    return FOYER_SYNC_ERROR_LEASE;
  if (g_str_equal (failure->code, "cursor-ahead"))
    return FOYER_SYNC_ERROR_ROLLED_BACK;
  if (status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE)
    return FOYER_SYNC_ERROR_TOO_LARGE;
  return status >= 500 || status == 429 ? FOYER_SYNC_ERROR_PLATFORM : FOYER_SYNC_ERROR_REFUSED;
}

/* Returns: FALSE, always: the answer was no success */
static gboolean
explain_status (SoupMessage *message, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  guint status = soup_message_get_status (message);
  g_autoptr (GBytes) body = read_all (stream, cancellable, NULL);
  g_autoptr (FoyerWireError) failure = NULL;

  if (body != NULL)
    failure = foyer_wire_error_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (failure != NULL)
    g_set_error (error, FOYER_SYNC_ERROR, error_kind (failure, status), "%s%s%s",
                 failure->message, *failure->details != '\0' ? " " : "", failure->details);
  else if (status >= 500)
    g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_PLATFORM, "The platform has a problem (HTTP %u). Nothing is lost, and what waits is sent with the next try.", status);
  else if (status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE)
    g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_TOO_LARGE, "The platform takes no message of this size.");
  else
    g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM, NOT_A_PLATFORM " (HTTP %u).", status);
  return FALSE;
}

/* Sends @message and returns the stream of a good answer of @content_type. */
static GInputStream *
send (Platform *self, SoupMessage *message, const char *content_type, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  GError     *problem = NULL;
  FoyerTime   sent = g_get_real_time ();
  const char *type;

  stream = soup_session_send (self->session, message, cancellable, &problem);
  if (stream == NULL)
    {
      explain_transport (problem, error);
      return NULL;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    {
      explain_status (message, stream, cancellable, error);
      return NULL;
    }
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  if (g_strcmp0 (type, content_type) != 0)
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM, NOT_A_PLATFORM " (it sent %s).", type != NULL ? type : "nothing that says what it is");
      return NULL;
    }
  note_clock (self, message, sent);
  return g_steal_pointer (&stream);
}

/* Sends @text (nullable, transfer full) and returns the JSON of a good answer. */
static GBytes *
call (Platform *self, const char *method, const char *path, char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self, method, path, error);
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (message == NULL)
    return NULL;
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  stream = send (self, message, "application/json", cancellable, error);
  return stream != NULL ? read_all (stream, cancellable, error) : NULL;
}

/* Whatever could not be read of an answer that called itself good. */
static void
explain_garbage (GError **error, const char *problem)
{
  g_clear_error (error);
  g_debug ("Answer of the platform: %s", problem);
  g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NOT_A_PLATFORM,
               "The platform's answer cannot be understood; it may have been cut off. Nothing is lost, and what waits is sent with the next try.");
}

static gboolean
platform_push (FoyerRemote *remote, GPtrArray *lines, GPtrArray **verdicts, GCancellable *cancellable, GError **error)
{
  Platform *self = (Platform *) remote;
  g_autoptr (GBytes) answer = call (self, "POST", "/changes", foyer_changes_print (lines), cancellable, error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) problem = NULL;

  if (answer == NULL)
    return FALSE;
  found = foyer_change_verdicts_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), NULL, &problem);
  if (found == NULL)
    {
      explain_garbage (error, problem->message);
      return FALSE;
    }
  if (found->len != lines->len)
    {
      explain_garbage (error, "It does not answer every change.");
      return FALSE;
    }
  *verdicts = g_steal_pointer (&found);
  return TRUE;
}

typedef struct
{
  FoyerRemoteLineFunc func;
  gpointer            data;
  gint64              since;
  gboolean            complete;
} Pull;

static gboolean
take_line (Pull *pull, const char *text, gsize length, GError **error)
{
  g_autoptr (FoyerFeedLine) line = NULL;
  g_autoptr (GError) problem = NULL;

  if (length == 0)
    return TRUE;
  line = foyer_feed_line_parse (text, length, &problem);
  if (line == NULL)
    {
      explain_garbage (error, problem->message);
      return FALSE;
    }
  pull->complete = line->type == FOYER_FEED_CHECKPOINT;
  return pull->func (g_steal_pointer (&line), pull->data, error);
}

/* Hands over the complete lines in @bytes and leaves the begun one. */
static gboolean
take_lines (Pull *pull, GByteArray *bytes, GError **error)
{
  const char *start = (const char *) bytes->data;
  const char *end = start + bytes->len;
  const char *newline;

  while (start < end && !pull->complete && (newline = memchr (start, '\n', end - start)) != NULL)
    {
      if (!take_line (pull, start, newline - start, error))
        return FALSE;
      start = newline + 1;
    }
  g_byte_array_remove_range (bytes, 0, start - (const char *) bytes->data);
  return TRUE;
}

static gboolean
read_lines (Pull *pull, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  GError            *problem = NULL;
  gssize             n = 0;

  while (!pull->complete && (n = g_input_stream_read (stream, buffer, READ_BYTES, cancellable, &problem)) > 0)
    {
      g_byte_array_append (bytes, buffer, n);
      if (!take_lines (pull, bytes, error))
        return FALSE;
      if (bytes->len > LINE_MAX_BYTES)
        {
          explain_garbage (error, "A line does not end.");
          return FALSE;
        }
    }
  if (n < 0)
    return explain_transport (problem, error);
  if (!pull->complete)
    {
      g_set_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_OFFLINE, "The connection to the platform was cut off. Foyer goes on from where it was.");
      return FALSE;
    }
  /* Reads the end of the answer, so that the connection can be used again; all data is here already. */
  g_input_stream_read (stream, buffer, READ_BYTES, cancellable, NULL);
  return TRUE;
}

static gboolean
platform_pull (FoyerRemote *remote, gint64 since, FoyerRemoteLineFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Platform        *self = (Platform *) remote;
  g_autofree char *path = g_strdup_printf ("/feed?since=%" G_GINT64_FORMAT, since);
  g_autoptr (SoupMessage) message = make_message (self, "GET", path, error);
  g_autoptr (GInputStream) stream = NULL;
  Pull pull = { func, data, since, FALSE };

  if (message == NULL)
    return FALSE;
  stream = send (self, message, "application/x-ndjson", cancellable, error);
  return stream != NULL && read_lines (&pull, stream, cancellable, error);
}

static gboolean
platform_lease (FoyerRemote *remote, const FoyerLeaseRequest *request, GArray **grants, GCancellable *cancellable, GError **error)
{
  Platform *self = (Platform *) remote;
  g_autoptr (GBytes) answer = call (self, "POST", "/leases", foyer_lease_request_print (request), cancellable, error);
  g_autoptr (GError) problem = NULL;

  if (answer == NULL)
    return FALSE;
  *grants = foyer_lease_answer_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), &problem);
  if (*grants == NULL)
    explain_garbage (error, problem->message);
  return *grants != NULL;
}

static void
live_message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, Platform *self)
{
  gint64 head = foyer_live_parse (g_bytes_get_data (message, NULL), g_bytes_get_size (message));

  if (head > 0)
    self->hint (head, self->hint_data);
}

static void
drop_live (Platform *self)
{
  if (self->live == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->live, self);
  g_clear_object (&self->live);
}

static void
live_closed_cb (SoupWebsocketConnection *connection, Platform *self)
{
  drop_live (self);
}

static void
live_connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  SoupWebsocketConnection *connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  Platform                *self = data;

  /* The remote may be gone; polling goes on without hints, so this is no failure. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->connecting = FALSE;
  if (connection == NULL)
    {
      g_debug ("no hints from the platform: %s", error->message);
      return;
    }
  self->live = connection;
  soup_websocket_connection_set_keepalive_interval (connection, KEEPALIVE_SECONDS);
  g_signal_connect (connection, "message", G_CALLBACK (live_message_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (live_closed_cb), self);
}

static void
platform_listen (FoyerRemote *remote, FoyerRemoteHintFunc func, gpointer data)
{
  Platform *self = (Platform *) remote;
  g_autoptr (SoupMessage) message = NULL;

  if (self->live != NULL || self->connecting)
    return;
  message = make_message (self, "GET", "/live", NULL);
  if (message == NULL)
    return;
  self->hint = func;
  self->hint_data = data;
  self->connecting = TRUE;
  soup_session_websocket_connect_async (self->session, message, NULL, NULL, G_PRIORITY_DEFAULT, self->live_cancellable, live_connected_cb, self);
}

static gboolean
platform_is_listening (FoyerRemote *remote)
{
  return ((Platform *) remote)->live != NULL;
}

static void
platform_free (FoyerRemote *remote)
{
  Platform *self = (Platform *) remote;

  g_cancellable_cancel (self->live_cancellable);
  drop_live (self);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->live_cancellable);
  g_free (self->url);
  g_free (self->pin);
  g_free (self->fingerprint);
  g_free (self->authorization);
  g_free (self);
}

static const FoyerRemoteKind platform_kind = { platform_push, platform_pull, platform_lease, platform_listen, platform_is_listening, platform_free };

FoyerRemote *
foyer_remote_new_platform (const char *url, const char *pin, const char *token)
{
  Platform *self = g_new0 (Platform, 1);

  self->parent.kind = &platform_kind;
  self->parent.unsent = -1;
  self->url = g_strdup (url);
  self->pin = g_strdup (pin);
  self->authorization = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;
  self->session = make_session (url, pin);
  self->live_cancellable = g_cancellable_new ();
  return &self->parent;
}

void
foyer_remote_free (FoyerRemote *self)
{
  if (self != NULL)
    self->kind->free (self);
}

FoyerPairAnswer *
foyer_remote_pair (const FoyerPairingCode *code, const FoyerPairRequest *request, char **fingerprint, GCancellable *cancellable, GError **error)
{
  g_autoptr (FoyerRemote) remote = foyer_remote_new_platform (code->url, code->fingerprint, NULL);
  g_autoptr (GBytes) answer = call ((Platform *) remote, "POST", "/device/pair", foyer_pair_request_print (request), cancellable, error);
  g_autoptr (GError) problem = NULL;
  FoyerPairAnswer *found;

  if (answer == NULL)
    return NULL;
  found = foyer_pair_answer_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), &problem);
  if (found == NULL)
    {
      explain_garbage (error, problem->message);
      return NULL;
    }
  *fingerprint = g_strdup (((Platform *) remote)->fingerprint);
  if (*fingerprint == NULL)
    *fingerprint = g_strdup ("");
  return found;
}

char *
foyer_remote_invite (FoyerRemote *self, FoyerRole role, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) problem = NULL;
  JsonObject *request = json_object_new ();
  const char *code = NULL;

  json_object_set_string_member (request, "role", foyer_role_nick (role));
  answer = call ((Platform *) self, "POST", "/pairing", foyer_wire_print (request), cancellable, error);
  if (answer == NULL)
    return NULL;
  object = foyer_wire_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), &problem);
  if (object != NULL)
    code = foyer_wire_require_text (object, "code", FOYER_PAIRING_CODE_MAX, &problem);
  if (code == NULL)
    explain_garbage (error, problem->message);
  return g_strdup (code);
}

GPtrArray *
foyer_remote_list_devices (FoyerRemote *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = call ((Platform *) self, "GET", "/devices", NULL, cancellable, error);
  g_autoptr (GError) problem = NULL;
  GPtrArray *devices;

  if (answer == NULL)
    return NULL;
  devices = foyer_device_reports_parse (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), &problem);
  if (devices == NULL)
    explain_garbage (error, problem->message);
  return devices;
}

gboolean
foyer_remote_edit_device (FoyerRemote *self, const FoyerId *device, const FoyerDeviceEdit *edit, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = foyer_id_dup_text (device);
  g_autofree char *path = g_strconcat ("/devices/", id, NULL);
  g_autoptr (GBytes) answer = call ((Platform *) self, "PATCH", path, foyer_device_edit_print (edit), cancellable, error);

  return answer != NULL;
}
