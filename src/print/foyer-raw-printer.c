/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-raw-printer.h"

#include "foyer-print-error.h"

#define PREFIX "socket://"
#define DEFAULT_PORT 9100
#define TIMEOUT_SECONDS 5

gboolean
foyer_raw_printer_is_socket (const char *printer)
{
  return printer != NULL && g_str_has_prefix (printer, PREFIX);
}

static GSocketConnection *
connect_to (const char *printer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) local_error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, TIMEOUT_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE); /* it stands beside the till */
  connection = g_socket_client_connect_to_host (client, printer + sizeof PREFIX - 1, DEFAULT_PORT, cancellable, &local_error);
  if (connection == NULL)
    g_set_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE, "The receipt printer “%s” does not answer: %s", printer, local_error->message);
  return connection;
}

gboolean
foyer_raw_printer_send (const char *printer, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize         sent = 0;
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_return_val_if_fail (foyer_raw_printer_is_socket (printer), FALSE);

  connection = connect_to (printer, cancellable, error);
  if (connection == NULL)
    return FALSE;
  if (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), data, size, &sent, cancellable, &local_error) &&
      g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, &local_error) &&
      g_io_stream_close (G_IO_STREAM (connection), NULL, &local_error))
    return TRUE;
  g_set_error (error, FOYER_PRINT_ERROR, sent == 0 ? FOYER_PRINT_ERROR_UNREACHABLE : FOYER_PRINT_ERROR_UNCERTAIN,
               "The connection to the receipt printer “%s” broke off: %s", printer, local_error->message);
  return FALSE;
}
