/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-frame.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define MAX_FILE_BYTES (64 * 1024 * 1024)
#define CHUNK_BYTES (32 * 1024)

typedef struct
{
  int      width;
  int      height;
  gboolean too_large;
} Header;

/* Runs when the header is read, before the loader takes memory for the
 * picture. A size of zero tells it not to.
 */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Header          *header)
{
  header->width = width;
  header->height = height;
  header->too_large = (gint64) width * height > FOYER_FRAME_MAX_PIXELS;
  if (header->too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* BT.601 weights, as cameras use them. What is see-through is seen on white,
 * as it would be printed.
 */
static FoyerFrame *
frame_from_pixbuf (GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int           width = gdk_pixbuf_get_width (pixbuf);
  int           height = gdk_pixbuf_get_height (pixbuf);
  int           stride = gdk_pixbuf_get_rowstride (pixbuf);
  int           channels = gdk_pixbuf_get_n_channels (pixbuf);
  gboolean      alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  guint8       *data = g_malloc ((gsize) width * height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *in = pixels + (gsize) y * stride;
      guint8       *out = data + (gsize) y * width;

      for (int x = 0; x < width; x++, in += channels)
        {
          guint luma = (77u * in[0] + 150u * in[1] + 29u * in[2] + 128u) >> 8;

          if (alpha)
            luma = (luma * in[3] + 255u * (255u - in[3]) + 127u) / 255u;
          out[x] = (guint8) luma;
        }
    }
  return foyer_frame_new_take (data, width, height, 0);
}

static gboolean
feed (GdkPixbufLoader *loader,
      GInputStream    *stream,
      const Header    *header,
      GCancellable    *cancellable,
      GError         **io_error,
      GError         **picture_error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gsize              total = 0;

  while (TRUE)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK_BYTES, cancellable, io_error);

      if (n < 0)
        return FALSE;
      if (n == 0)
        return TRUE;
      total += n;
      if (total > MAX_FILE_BYTES)
        {
          g_set_error (io_error, FOYER_FRAME_ERROR, FOYER_FRAME_ERROR_TOO_LARGE,
                       "The file is longer than %d MB, which no photograph of a ticket is",
                       MAX_FILE_BYTES / (1024 * 1024));
          return FALSE;
        }
      if (!gdk_pixbuf_loader_write (loader, chunk, n, picture_error) || header->too_large)
        return FALSE;
    }
}

/**
 * foyer_frame_new_from_file:
 * @file: a picture file (PNG, JPEG and whatever else the system can read)
 * @cancellable: (nullable): to give up early
 * @error: where to put an error
 *
 * Reads a picture file into a frame. It reads from disk and unpacks, so call
 * it off the main thread.
 *
 * Returns: (transfer full) (nullable): the frame, or %NULL with an error of
 *   %FOYER_FRAME_ERROR or %G_IO_ERROR
 */
FoyerFrame *
foyer_frame_new_from_file (GFile        *file,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) io_error = NULL;
  g_autoptr (GError) picture_error = NULL;
  Header     header = { 0, 0, FALSE };
  GdkPixbuf *pixbuf;
  gboolean   whole;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &header);
  whole = feed (loader, G_INPUT_STREAM (stream), &header, cancellable, &io_error, &picture_error);
  if (!whole)
    gdk_pixbuf_loader_close (loader, NULL);
  else if (!gdk_pixbuf_loader_close (loader, &picture_error))
    whole = FALSE;

  if (header.too_large)
    {
      g_set_error (error, FOYER_FRAME_ERROR, FOYER_FRAME_ERROR_TOO_LARGE,
                   "The picture has %d × %d pixels; more than %d million are not read",
                   header.width, header.height, FOYER_FRAME_MAX_PIXELS / (1024 * 1024));
      return NULL;
    }
  if (io_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&io_error));
      return NULL;
    }

  pixbuf = whole ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error (error, FOYER_FRAME_ERROR, FOYER_FRAME_ERROR_NOT_A_PICTURE,
                   "The file is not a picture that can be read%s%s",
                   picture_error != NULL ? ": " : "",
                   picture_error != NULL ? picture_error->message : "");
      return NULL;
    }
  return frame_from_pixbuf (pixbuf);
}
