/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-luma.h"

#include <string.h>

#define TILES_X 8
#define TILES_Y 6
#define CLIP 4
#define BLOCK 16

static const guint8 *
row (FoyerFrame *frame,
     int         y)
{
  y = CLAMP (y, 0, foyer_frame_get_height (frame) - 1);
  return foyer_frame_get_data (frame) + (gsize) y * foyer_frame_get_stride (frame);
}

static FoyerFrame *
finish (FoyerFrame *origin,
        guint8     *data,
        int         width,
        int         height)
{
  return foyer_frame_new_take (data, width, height, foyer_frame_get_time (origin));
}

/**
 * foyer_luma_packed:
 * @frame: a frame
 *
 * Returns: (transfer full): the same picture with nothing between the rows;
 *   @frame itself when it is so already
 */
FoyerFrame *
foyer_luma_packed (FoyerFrame *frame)
{
  int width = foyer_frame_get_width (frame);

  if (foyer_frame_get_stride (frame) == width)
    return foyer_frame_ref (frame);
  return foyer_frame_new_copy (foyer_frame_get_data (frame), width, foyer_frame_get_height (frame),
                               foyer_frame_get_stride (frame), foyer_frame_get_time (frame));
}

/**
 * foyer_luma_shrunk:
 * @frame: a frame
 * @max_side: the longer side wanted, in pixels
 *
 * Returns: (transfer full): the picture with its longer side at most
 *   @max_side, each pixel the mean of those it stands for; packed
 */
FoyerFrame *
foyer_luma_shrunk (FoyerFrame *frame,
                   int         max_side)
{
  int     width = foyer_frame_get_width (frame);
  int     height = foyer_frame_get_height (frame);
  int     side = MAX (width, height);
  int     to_width, to_height;
  guint8 *data;

  if (side <= max_side)
    return foyer_luma_packed (frame);

  to_width = MAX (1, (int) ((gint64) width * max_side / side));
  to_height = MAX (1, (int) ((gint64) height * max_side / side));
  data = g_malloc ((gsize) to_width * to_height);
  for (int y = 0; y < to_height; y++)
    {
      int y0 = (int) ((gint64) y * height / to_height);
      int y1 = MAX (y0 + 1, (int) ((gint64) (y + 1) * height / to_height));

      for (int x = 0; x < to_width; x++)
        {
          int     x0 = (int) ((gint64) x * width / to_width);
          int     x1 = MAX (x0 + 1, (int) ((gint64) (x + 1) * width / to_width));
          guint64 sum = 0;

          for (int v = y0; v < y1; v++)
            {
              const guint8 *in = row (frame, v);

              for (int u = x0; u < x1; u++)
                sum += in[u];
            }
          data[(gsize) y * to_width + x] = (guint8) (sum / ((guint64) (x1 - x0) * (guint64) (y1 - y0)));
        }
    }
  return finish (frame, data, to_width, to_height);
}

/**
 * foyer_luma_enlarged:
 * @frame: a frame
 *
 * Doubles both sides with values in between, which helps when the modules of
 * a code are hardly larger than pixels.
 *
 * Returns: (transfer full): the picture at twice its size
 */
FoyerFrame *
foyer_luma_enlarged (FoyerFrame *frame)
{
  int     width = foyer_frame_get_width (frame);
  int     height = foyer_frame_get_height (frame);
  int     to_width = width * 2;
  guint8 *data = g_malloc ((gsize) to_width * height * 2);

  for (int y = 0; y < height * 2; y++)
    {
      /* Sample points lie a quarter off the old ones: weights 3 and 1. */
      const guint8 *near = row (frame, y / 2);
      const guint8 *far = row (frame, (y & 1) ? y / 2 + 1 : y / 2 - 1);
      guint8       *out = data + (gsize) y * to_width;

      for (int x = 0; x < width; x++)
        {
          int left = MAX (x - 1, 0);
          int right = MIN (x + 1, width - 1);
          int here = 3 * near[x] + far[x];

          out[2 * x] = (guint8) ((3 * here + 3 * near[left] + far[left] + 8) >> 4);
          out[2 * x + 1] = (guint8) ((3 * here + 3 * near[right] + far[right] + 8) >> 4);
        }
    }
  return finish (frame, data, to_width, height * 2);
}

/**
 * foyer_luma_inverted:
 * @frame: a frame
 *
 * Returns: (transfer full): the picture with dark and light exchanged; packed
 */
FoyerFrame *
foyer_luma_inverted (FoyerFrame *frame)
{
  int     width = foyer_frame_get_width (frame);
  int     height = foyer_frame_get_height (frame);
  guint8 *data = g_malloc ((gsize) width * height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *in = row (frame, y);
      guint8       *out = data + (gsize) y * width;

      for (int x = 0; x < width; x++)
        out[x] = 255 - in[x];
    }
  return finish (frame, data, width, height);
}

/* The curve that spreads the brightness of one tile, with the histogram
 * clipped so that a flat area does not become a storm of noise.
 */
static void
tile_curve (FoyerFrame *frame,
            int         x0,
            int         y0,
            int         x1,
            int         y1,
            guint8      curve[256])
{
  guint   histogram[256] = { 0 };
  guint   total = (guint) (x1 - x0) * (guint) (y1 - y0);
  guint   limit = MAX (1, total / 256 * CLIP);
  guint   excess = 0;
  guint64 sum = 0;

  for (int y = y0; y < y1; y++)
    {
      const guint8 *in = row (frame, y);

      for (int x = x0; x < x1; x++)
        histogram[in[x]]++;
    }
  for (guint i = 0; i < 256; i++)
    if (histogram[i] > limit)
      {
        excess += histogram[i] - limit;
        histogram[i] = limit;
      }
  for (guint i = 0; i < 256; i++)
    {
      sum += histogram[i] + excess / 256;
      curve[i] = (guint8) MIN (255, sum * 255 / total);
    }
}

/**
 * foyer_luma_equalised:
 * @frame: a frame
 *
 * Spreads the brightness of each part of the picture on its own (adaptive
 * histogram equalisation with a limit), which helps with pale print, shadow
 * and glare.
 *
 * Returns: (transfer full): the picture with more contrast; packed
 */
FoyerFrame *
foyer_luma_equalised (FoyerFrame *frame)
{
  int     width = foyer_frame_get_width (frame);
  int     height = foyer_frame_get_height (frame);
  guint8  curves[TILES_Y][TILES_X][256];
  guint8 *data;

  if (width < TILES_X * 8 || height < TILES_Y * 8)
    return foyer_luma_packed (frame);

  for (int ty = 0; ty < TILES_Y; ty++)
    for (int tx = 0; tx < TILES_X; tx++)
      tile_curve (frame,
                  tx * width / TILES_X, ty * height / TILES_Y,
                  (tx + 1) * width / TILES_X, (ty + 1) * height / TILES_Y,
                  curves[ty][tx]);

  data = g_malloc ((gsize) width * height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *in = row (frame, y);
      guint8       *out = data + (gsize) y * width;
      int           fy = CLAMP ((2 * y * TILES_Y - height) * 128 / height, 0, (TILES_Y - 1) * 256);
      int           ty = MIN (fy >> 8, TILES_Y - 2);
      int           wy = fy - (ty << 8);

      for (int x = 0; x < width; x++)
        {
          int fx = CLAMP ((2 * x * TILES_X - width) * 128 / width, 0, (TILES_X - 1) * 256);
          int tx = MIN (fx >> 8, TILES_X - 2);
          int wx = fx - (tx << 8);
          int top = curves[ty][tx][in[x]] * (256 - wx) + curves[ty][tx + 1][in[x]] * wx;
          int bottom = curves[ty + 1][tx][in[x]] * (256 - wx) + curves[ty + 1][tx + 1][in[x]] * wx;

          out[x] = (guint8) ((top * (256 - wy) + bottom * wy) >> 16);
        }
    }
  return finish (frame, data, width, height);
}

/**
 * foyer_luma_smoothed:
 * @frame: a frame
 *
 * Returns: (transfer full): the picture with each pixel softened by its eight
 *   neighbours, which helps against the noise of a dark room; packed
 */
FoyerFrame *
foyer_luma_smoothed (FoyerFrame *frame)
{
  int                 width = foyer_frame_get_width (frame);
  int                 height = foyer_frame_get_height (frame);
  guint8             *data = g_malloc ((gsize) width * height);
  g_autofree guint16 *sums = g_new (guint16, width);

  for (int y = 0; y < height; y++)
    {
      const guint8 *above = row (frame, y - 1);
      const guint8 *here = row (frame, y);
      const guint8 *below = row (frame, y + 1);
      guint8       *out = data + (gsize) y * width;

      for (int x = 0; x < width; x++)
        sums[x] = (guint16) (above[x] + 2 * here[x] + below[x]);
      out[0] = (guint8) (sums[0] / 4);
      out[width - 1] = (guint8) (sums[width - 1] / 4);
      for (int x = 1; x < width - 1; x++)
        out[x] = (guint8) ((sums[x - 1] + 2 * sums[x] + sums[x + 1] + 8) >> 4);
    }
  return finish (frame, data, width, height);
}

/**
 * foyer_luma_sharpened:
 * @frame: a frame
 *
 * Returns: (transfer full): the picture with its edges made steeper, which
 *   helps when the camera is out of focus; packed
 */
FoyerFrame *
foyer_luma_sharpened (FoyerFrame *frame)
{
  g_autoptr (FoyerFrame) once = foyer_luma_smoothed (frame);
  g_autoptr (FoyerFrame) soft = foyer_luma_smoothed (once);
  int     width = foyer_frame_get_width (frame);
  int     height = foyer_frame_get_height (frame);
  guint8 *data = g_malloc ((gsize) width * height);

  for (int y = 0; y < height; y++)
    {
      const guint8 *in = row (frame, y);
      const guint8 *blurred = row (soft, y);
      guint8       *out = data + (gsize) y * width;

      for (int x = 0; x < width; x++)
        {
          int value = in[x] + 2 * (in[x] - blurred[x]);

          out[x] = (guint8) CLAMP (value, 0, 255);
        }
    }
  return finish (frame, data, width, height);
}

static int
compare_guint (gconstpointer a,
               gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/* How much brightness changes within each block: print does, walls and faces
 * hardly. Every other row is enough.
 */
static void
block_energy (FoyerFrame *frame,
              int         columns,
              int         rows,
              guint      *energy)
{
  for (int y = 0; y < rows * BLOCK; y += 2)
    {
      const guint8 *in = row (frame, y);
      const guint8 *below = row (frame, y + 3);
      guint        *out = energy + (gsize) (y / BLOCK) * columns;

      for (int c = 0; c < columns; c++)
        {
          guint sum = 0;

          for (int x = c * BLOCK; x < c * BLOCK + BLOCK - 3; x++)
            sum += (guint) ABS (in[x] - in[x + 3]) + (guint) ABS (in[x] - below[x]);
          out[c] += sum;
        }
    }
}

/* Grows from the block with the most change over all that are like it and
 * less than two blocks apart.
 */
static void
grow (const guint *energy,
      int          columns,
      int          rows,
      guint        threshold,
      int          seed,
      int          box[4])
{
  g_autofree gboolean *seen = g_new0 (gboolean, columns * rows);
  g_autofree int      *todo = g_new (int, columns *rows);
  int                  n = 0;

  todo[n++] = seed;
  seen[seed] = TRUE;
  box[0] = box[2] = seed % columns;
  box[1] = box[3] = seed / columns;
  while (n > 0)
    {
      int block = todo[--n];
      int x = block % columns;
      int y = block / columns;

      box[0] = MIN (box[0], x);
      box[1] = MIN (box[1], y);
      box[2] = MAX (box[2], x);
      box[3] = MAX (box[3], y);
      for (int v = MAX (y - 2, 0); v <= MIN (y + 2, rows - 1); v++)
        for (int u = MAX (x - 2, 0); u <= MIN (x + 2, columns - 1); u++)
          if (!seen[v * columns + u] && energy[v * columns + u] >= threshold)
            {
              seen[v * columns + u] = TRUE;
              todo[n++] = v * columns + u;
            }
    }
}

/**
 * foyer_luma_busiest:
 * @frame: a frame
 * @x: (out): where the region begins, in pixels from the left
 * @y: (out): where the region begins, in pixels from the top
 *
 * The part of the picture where most happens, with a margin: in front of a
 * door camera that is the ticket. What is dear on a whole frame is cheap
 * there. The region shares the memory of @frame.
 *
 * Returns: (transfer full): the region; @frame itself when the region would be
 *   most of it
 */
FoyerFrame *
foyer_luma_busiest (FoyerFrame *frame,
                    int        *x,
                    int        *y)
{
  int               width = foyer_frame_get_width (frame);
  int               height = foyer_frame_get_height (frame);
  int               stride = foyer_frame_get_stride (frame);
  int               columns = width / BLOCK;
  int               rows = height / BLOCK;
  int               n = columns * rows;
  int               seed = 0;
  int               box[4];
  guint             median;
  g_autofree guint *energy = NULL;
  g_autofree guint *sorted = NULL;
  g_autoptr (GBytes) bytes = NULL;

  *x = *y = 0;
  if (columns < 4 || rows < 4)
    return foyer_frame_ref (frame);

  energy = g_new0 (guint, n);
  block_energy (frame, columns, rows, energy);
  for (int i = 1; i < n; i++)
    if (energy[i] > energy[seed])
      seed = i;
  sorted = g_memdup2 (energy, sizeof (guint) * (gsize) n);
  qsort (sorted, (gsize) n, sizeof (guint), compare_guint);
  median = sorted[n / 2];
  grow (energy, columns, rows, median + (energy[seed] - median) * 2 / 5, seed, box);

  box[0] = MAX (0, box[0] - 2) * BLOCK;
  box[1] = MAX (0, box[1] - 2) * BLOCK;
  box[2] = MIN (width, (box[2] + 3) * BLOCK);
  box[3] = MIN (height, (box[3] + 3) * BLOCK);
  if ((gint64) (box[2] - box[0]) * (box[3] - box[1]) > (gint64) width * height * 3 / 4)
    return foyer_frame_ref (frame);

  *x = box[0];
  *y = box[1];
  bytes = foyer_frame_ref_bytes (frame, (gsize) box[1] * stride + box[0]);
  return foyer_frame_new_for_bytes (bytes, box[2] - box[0], box[3] - box[1], stride, foyer_frame_get_time (frame));
}
