/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-light.h"

#include <math.h>

/**
 * foyer_light_new:
 * @frame: a picture
 *
 * Returns: (transfer full): its sums
 */
FoyerLight *
foyer_light_new (FoyerFrame *frame)
{
  FoyerLight *self = g_new0 (FoyerLight, 1);
  int         stride = foyer_frame_get_stride (frame);
  gsize       row;

  self->frame = foyer_frame_ref (frame);
  self->width = foyer_frame_get_width (frame);
  self->height = foyer_frame_get_height (frame);
  row = (gsize) self->width + 1;
  self->sums = g_new0 (guint32, row * ((gsize) self->height + 1));
  self->squares = g_new0 (guint64, row * ((gsize) self->height + 1));
  for (int y = 0; y < self->height; y++)
    {
      const guint8 *in = foyer_frame_get_data (frame) + (gsize) y * stride;
      guint32      *sums = self->sums + (gsize) (y + 1) * row;
      guint64      *squares = self->squares + (gsize) (y + 1) * row;
      guint32       sum = 0;
      guint64       square = 0;

      for (int x = 0; x < self->width; x++)
        {
          sum += in[x];
          square += (guint64) in[x] * in[x];
          sums[x + 1] = sums[x + 1 - row] + sum;
          squares[x + 1] = squares[x + 1 - row] + square;
        }
    }
  return self;
}

/**
 * foyer_light_free:
 * @self: (nullable) (transfer full): sums
 *
 * Frees them.
 */
void
foyer_light_free (FoyerLight *self)
{
  if (self == NULL)
    return;
  foyer_frame_unref (self->frame);
  g_free (self->sums);
  g_free (self->squares);
  g_free (self);
}

/* The corners of a square, inside the picture and never empty. */
static guint
clip (const FoyerLight *self,
      float             x,
      float             y,
      float             radius,
      gsize             at[4])
{
  int   x0 = CLAMP ((int) lrintf (x - radius), 0, self->width - 1);
  int   y0 = CLAMP ((int) lrintf (y - radius), 0, self->height - 1);
  int   x1 = CLAMP ((int) lrintf (x + radius), x0 + 1, self->width);
  int   y1 = CLAMP ((int) lrintf (y + radius), y0 + 1, self->height);
  gsize row = (gsize) self->width + 1;

  at[0] = (gsize) y0 * row + (gsize) x0;
  at[1] = (gsize) y0 * row + (gsize) x1;
  at[2] = (gsize) y1 * row + (gsize) x0;
  at[3] = (gsize) y1 * row + (gsize) x1;
  return (guint) (x1 - x0) * (guint) (y1 - y0);
}

/**
 * foyer_light_mean:
 * @self: sums
 * @x: where, in pixels; the first pixel reaches from 0 to 1
 * @y: where
 * @radius: half a side of the square
 *
 * Returns: how bright it is there; outside the picture, as at its edge
 */
float
foyer_light_mean (const FoyerLight *self,
                  float             x,
                  float             y,
                  float             radius)
{
  gsize at[4];
  guint n = clip (self, x, y, radius, at);

  return (float) (self->sums[at[3]] - self->sums[at[1]] - self->sums[at[2]] + self->sums[at[0]]) / (float) n;
}

/**
 * foyer_light_spread:
 * @self: sums
 * @x: where
 * @y: where
 * @radius: half a side of the square
 * @mean: (out): how bright it is there
 *
 * Returns: the standard deviation of brightness there
 */
float
foyer_light_spread (const FoyerLight *self,
                    float             x,
                    float             y,
                    float             radius,
                    float            *mean)
{
  gsize at[4];
  float n = (float) clip (self, x, y, radius, at);
  float square = (float) (self->squares[at[3]] - self->squares[at[1]] - self->squares[at[2]] + self->squares[at[0]]) / n;

  *mean = (float) (self->sums[at[3]] - self->sums[at[1]] - self->sums[at[2]] + self->sums[at[0]]) / n;
  return sqrtf (MAX (0, square - *mean * *mean));
}

/**
 * foyer_light_binarise:
 * @self: sums
 * @radius: half a side of the square around each pixel that it is compared
 *   with
 * @bias: how much darker than that it must be, in hundredths
 *
 * Returns: (transfer full): 1 for each dark pixel, 0 for each light one
 */
guint8 *
foyer_light_binarise (const FoyerLight *self,
                      int               radius,
                      int               bias)
{
  int     stride = foyer_frame_get_stride (self->frame);
  gsize   row = (gsize) self->width + 1;
  guint8 *dark = g_malloc ((gsize) self->width * self->height);

  for (int y = 0; y < self->height; y++)
    {
      const guint8  *in = foyer_frame_get_data (self->frame) + (gsize) y * stride;
      guint8        *out = dark + (gsize) y * self->width;
      int            y0 = MAX (y - radius, 0), y1 = MIN (y + radius + 1, self->height);
      const guint32 *top = self->sums + (gsize) y0 * row;
      const guint32 *bottom = self->sums + (gsize) y1 * row;

      for (int x = 0; x < self->width; x++)
        {
          int     x0 = MAX (x - radius, 0), x1 = MIN (x + radius + 1, self->width);
          guint32 n = (guint32) (x1 - x0) * (guint32) (y1 - y0);
          guint32 sum = bottom[x1] - bottom[x0] - top[x1] + top[x0];

          out[x] = (guint64) in[x] * n * 100 < (guint64) sum * (guint) (100 - bias);
        }
    }
  return dark;
}
