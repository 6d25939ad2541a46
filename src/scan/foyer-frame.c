/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-frame.h"

struct _FoyerFrame
{
  gatomicrefcount ref_count;
  GBytes         *bytes;
  const guint8   *data;
  int             width;
  int             height;
  int             stride;
  gint64          time_us;
};

G_DEFINE_BOXED_TYPE (FoyerFrame, foyer_frame, foyer_frame_ref, foyer_frame_unref)
G_DEFINE_QUARK (foyer_frame_error, foyer_frame_error)

/**
 * foyer_frame_new_for_bytes:
 * @bytes: the brightness plane; kept, not copied
 * @width: pixels in a row, at least 1
 * @height: rows, at least 1
 * @stride: bytes from one row to the next, at least @width
 * @time_us: monotonic time at which the picture was taken, or 0
 *
 * Wraps a plane that somebody else has made, such as a mapped camera buffer.
 *
 * Returns: (transfer full) (nullable): %NULL when @bytes is too short for the
 *   size given, or the size is not sensible
 */
FoyerFrame *
foyer_frame_new_for_bytes (GBytes *bytes,
                           int     width,
                           int     height,
                           int     stride,
                           gint64  time_us)
{
  FoyerFrame *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (width < 1 || height < 1 || stride < width ||
      (gint64) width * height > FOYER_FRAME_MAX_PIXELS ||
      (guint64) (height - 1) * (guint64) stride + (guint64) width > g_bytes_get_size (bytes))
    return NULL;

  self = g_new0 (FoyerFrame, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, NULL);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->time_us = time_us;
  return self;
}

/**
 * foyer_frame_new_copy:
 * @data: at least (@height - 1) * @stride + @width bytes
 * @width: pixels in a row
 * @height: rows
 * @stride: bytes from one row of @data to the next
 * @time_us: monotonic time at which the picture was taken, or 0
 *
 * Copies a plane, leaving out what lies between the rows.
 *
 * Returns: (transfer full) (nullable): %NULL when the size is not sensible
 */
FoyerFrame *
foyer_frame_new_copy (const guint8 *data,
                      int           width,
                      int           height,
                      int           stride,
                      gint64        time_us)
{
  guint8 *copy;

  g_return_val_if_fail (data != NULL, NULL);

  if (width < 1 || height < 1 || stride < width || (gint64) width * height > FOYER_FRAME_MAX_PIXELS)
    return NULL;

  copy = g_malloc ((gsize) width * height);
  for (int y = 0; y < height; y++)
    memcpy (copy + (gsize) y * width, data + (gsize) y * stride, width);
  return foyer_frame_new_take (copy, width, height, time_us);
}

/**
 * foyer_frame_new_take:
 * @data: (transfer full): @width * @height bytes from g_malloc()
 * @width: pixels in a row, at least 1
 * @height: rows, at least 1
 * @time_us: monotonic time at which the picture was taken, or 0
 *
 * Makes a frame of memory that the caller gives away.
 *
 * Returns: (transfer full): the frame
 */
FoyerFrame *
foyer_frame_new_take (guint8 *data,
                      int     width,
                      int     height,
                      gint64  time_us)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (data != NULL && width > 0 && height > 0, NULL);

  bytes = g_bytes_new_take (data, (gsize) width * height);
  return foyer_frame_new_for_bytes (bytes, width, height, width, time_us);
}

/**
 * foyer_frame_ref:
 * @self: a frame
 *
 * Returns: (transfer full): @self
 */
FoyerFrame *
foyer_frame_ref (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * foyer_frame_unref:
 * @self: (transfer full): a frame
 *
 * Drops a reference; the last one frees the picture. Any thread may do so.
 */
void
foyer_frame_unref (FoyerFrame *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * foyer_frame_get_data:
 * @self: a frame
 *
 * Returns: (transfer none): the first row; row y starts y *
 *   foyer_frame_get_stride() bytes later
 */
const guint8 *
foyer_frame_get_data (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->data;
}

/**
 * foyer_frame_get_width:
 * @self: a frame
 *
 * Returns: pixels in a row
 */
int
foyer_frame_get_width (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->width;
}

/**
 * foyer_frame_get_height:
 * @self: a frame
 *
 * Returns: rows
 */
int
foyer_frame_get_height (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->height;
}

/**
 * foyer_frame_get_stride:
 * @self: a frame
 *
 * Returns: bytes from one row to the next
 */
int
foyer_frame_get_stride (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->stride;
}

/**
 * foyer_frame_get_time:
 * @self: a frame
 *
 * Returns: the monotonic time in microseconds at which the picture was taken,
 *   or 0 when it was not taken by a camera
 */
gint64
foyer_frame_get_time (FoyerFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->time_us;
}

/**
 * foyer_frame_ref_bytes:
 * @self: a frame
 * @offset: from which byte of the plane on
 *
 * For a frame that shows a part of @self: the memory is shared, not copied.
 *
 * Returns: (transfer full): the plane from @offset to its end
 */
GBytes *
foyer_frame_ref_bytes (FoyerFrame *self,
                       gsize       offset)
{
  gsize size;

  g_return_val_if_fail (self != NULL, NULL);

  size = g_bytes_get_size (self->bytes);
  g_return_val_if_fail (offset <= size, NULL);
  return g_bytes_new_from_bytes (self->bytes, offset, size - offset);
}
