/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-routes.h"

#include <string.h>

#include "foyer-change-log.h"
#include "foyer-device-roster.h"
#include "foyer-feed-line.h"

/* Below this an answer is sent as it is: the compressor's own bytes would eat the gain. */
#define GZIP_MIN 1024
#define GZIP_LEVEL 1
#define ROWS_PER_PAGE 1000

/* The feed goes out page by page: the next page is read when the one before
 * was written, so a slow reader holds one page in memory and no more. */
typedef struct
{
  gint64           since; /* the last rev that went out */
  gint64           head;  /* the last rev that will */
  gint64           limit; /* lines that may still go out */
  gboolean         accepts_gzip;
  gboolean         started;
  gboolean         complete;
  GZlibCompressor *compressor; /* (nullable) */
  GBytes          *page;       /* (nullable): read and not yet handed over */
} Feed;

static void
feed_free (Feed *feed)
{
  g_clear_object (&feed->compressor);
  g_clear_pointer (&feed->page, g_bytes_unref);
  g_free (feed);
}

static GBytes *
compress (GZlibCompressor *compressor, const char *text, gsize length, gboolean last, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterFlags  flags = last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_FLUSH;
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8           buffer[16384];
  gsize            n_read;
  gsize            n_written;

  while (result == G_CONVERTER_CONVERTED)
    {
      result = g_converter_convert (G_CONVERTER (compressor), text, length, buffer, sizeof buffer, flags, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      g_byte_array_append (out, buffer, n_written);
      text += n_read;
      length -= n_read;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
read_page (FoyerExchange *exchange, FoyerStorage *storage, GString *text, GError **error)
{
  Feed  *feed = exchange->data;
  gint64 rows = MIN (feed->limit, ROWS_PER_PAGE);
  gint64 last;
  gint64 n_lines = 0;
  gint64 newest;
  g_autoptr (FoyerDeviceReport) device = NULL;

  if (!foyer_change_log_read (storage, &exchange->device.organization, feed->since, feed->head, rows, exchange->device.role, text, &last, &n_lines, error))
    return FALSE;
  feed->limit -= n_lines;
  feed->since = last;
  feed->complete = n_lines == 0 || feed->limit == 0 || last >= feed->head;
  if (feed->complete)
    {
      /* Nothing is left below the head when the rows ran out before the limit did. */
      if (feed->limit > 0)
        feed->since = feed->head;
      if (!foyer_change_log_head (storage, &exchange->device.organization, &newest, error) ||
          !foyer_device_roster_find (storage, &exchange->device.organization, &exchange->device.id, &device, error))
        return FALSE;
      foyer_feed_append_checkpoint (text, feed->since, newest, device != NULL ? device->gate : NULL);
    }
  return TRUE;
}

static gboolean
page_work (FoyerExchange *exchange, FoyerStorage *storage, GError **error)
{
  Feed *feed = exchange->data;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!feed->started)
    {
      if (!foyer_change_log_head (storage, &exchange->device.organization, &feed->head, error))
        return FALSE;
      if (feed->since > feed->head)
        return foyer_exchange_refuse (exchange, 409, "cursor-ahead",
                                      "This platform knows less than the device has already seen from it; it was probably restored from a back-up.", NULL);
    }
  if (!read_page (exchange, storage, text, error))
    return FALSE;
  if (!feed->started && feed->accepts_gzip && text->len > GZIP_MIN)
    feed->compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, GZIP_LEVEL);
  if (feed->compressor != NULL)
    feed->page = compress (feed->compressor, text->str, text->len, feed->complete, error);
  else
    feed->page = g_string_free_to_bytes (g_steal_pointer (&text));
  return feed->page != NULL;
}

static void page_reply (FoyerExchange *exchange);

static void
wrote_chunk_cb (SoupServerMessage *message, FoyerExchange *exchange)
{
  Feed *feed = exchange->data;

  if (!feed->complete && !exchange->over)
    foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, page_work, page_reply);
}

static void
start (FoyerExchange *exchange)
{
  Feed               *feed = exchange->data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  feed->started = TRUE;
  exchange->is_streaming = TRUE;
  soup_server_message_set_status (exchange->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "application/x-ndjson", NULL);
  soup_message_headers_append (headers, "Vary", "Accept-Encoding");
  if (feed->compressor != NULL)
    soup_message_headers_append (headers, "Content-Encoding", "gzip");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  /* chunks are let go as soon as they are written */
  soup_message_body_set_accumulate (soup_server_message_get_response_body (exchange->message), FALSE);
  g_signal_connect (exchange->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), exchange);
}

static void
page_reply (FoyerExchange *exchange)
{
  Feed            *feed = exchange->data;
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);

  if (exchange->over)
    return;
  if (!feed->started)
    start (exchange);
  if (g_bytes_get_size (feed->page) > 0)
    soup_message_body_append_bytes (body, feed->page);
  g_clear_pointer (&feed->page, g_bytes_unref);
  if (feed->complete)
    soup_message_body_complete (body);
  soup_server_message_unpause (exchange->message);
}

/* Returns: FALSE when the parameter is there and no number of at least @min */
static gboolean
read_number (GHashTable *query, const char *name, gint64 min, gint64 *value)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text == NULL || g_ascii_string_to_signed (text, 10, min, G_MAXINT64, value, NULL);
}

void
foyer_route_feed (FoyerExchange *exchange, GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  Feed               *feed = g_new0 (Feed, 1);

  foyer_exchange_set_data (exchange, feed, (GDestroyNotify) feed_free);
  feed->limit = G_MAXINT64;
  feed->accepts_gzip = soup_message_headers_header_contains (headers, "Accept-Encoding", "gzip");
  if (!read_number (query, "since", 0, &feed->since))
    foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", "“since” must be a whole number from 0.");
  else if (!read_number (query, "limit", 1, &feed->limit))
    foyer_exchange_fail (exchange, 400, "invalid", "The request cannot be read.", "“limit” must be a whole number from 1.");
  else
    foyer_exchange_run (exchange, FOYER_ACCESS_DEVICE, page_work, page_reply);
}
