/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dearer of the ways to prepare a picture. */
#include "foyer-luma.h"

#include <math.h>

#include "foyer-light.h"

static FoyerFrame *
take (FoyerFrame *origin,
      guint8     *data,
      int         width,
      int         height)
{
  return foyer_frame_new_take (data, width, height, foyer_frame_get_time (origin));
}

/**
 * foyer_luma_softened:
 * @frame: a frame
 *
 * Returns: (transfer full): the picture smoothed over about five pixels,
 *   against heavy noise and the grid of a screen; packed
 */
FoyerFrame *
foyer_luma_softened (FoyerFrame *frame)
{
  g_autoptr (FoyerFrame) once = foyer_luma_smoothed (frame);
  g_autoptr (FoyerFrame) twice = foyer_luma_smoothed (once);

  return foyer_luma_smoothed (twice);
}

/* The middle of nine by the fewest comparisons (a sorting network of which
 * only the middle is kept).
 */
static guint8
middle_of_nine (guint8 p[9])
{
  static const guint8 pairs[][2] = {
    { 1, 2 },
    { 4, 5 },
    { 7, 8 },
    { 0, 1 },
    { 3, 4 },
    { 6, 7 },
    { 1, 2 },
    { 4, 5 },
    { 7, 8 },
    { 0, 3 },
    { 5, 8 },
    { 4, 7 },
    { 3, 6 },
    { 1, 4 },
    { 2, 5 },
    { 4, 7 },
    { 4, 2 },
    { 6, 4 },
    { 4, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint8 low = MIN (p[pairs[i][0]], p[pairs[i][1]]), high = MAX (p[pairs[i][0]], p[pairs[i][1]]);

      p[pairs[i][0]] = low;
      p[pairs[i][1]] = high;
    }
  return p[4];
}

/**
 * foyer_luma_median:
 * @frame: a frame
 *
 * Returns: (transfer full): each pixel the middle one of its nine, which takes
 *   away specks and keeps edges; packed
 */
FoyerFrame *
foyer_luma_median (FoyerFrame *frame)
{
  int           width = foyer_frame_get_width (frame);
  int           height = foyer_frame_get_height (frame);
  int           stride = foyer_frame_get_stride (frame);
  const guint8 *in = foyer_frame_get_data (frame);
  guint8       *data = g_malloc ((gsize) width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 nine[9];

        for (int i = 0; i < 9; i++)
          nine[i] = in[(gsize) CLAMP (y + i / 3 - 1, 0, height - 1) * stride + CLAMP (x + i % 3 - 1, 0, width - 1)];
        data[(gsize) y * width + x] = middle_of_nine (nine);
      }
  return take (frame, data, width, height);
}

static FoyerFrame *
ink (FoyerFrame *frame,
     int         parts)
{
  g_autoptr (FoyerLight) light = foyer_light_new (frame);
  guint8 *data = foyer_light_binarise (light, MAX (MIN (light->width, light->height) / parts / 2, 5), 4);

  for (gsize i = 0; i < (gsize) light->width * light->height; i++)
    data[i] = data[i] ? 0 : 255;
  return take (frame, data, light->width, light->height);
}

/**
 * foyer_luma_ink:
 * @frame: a frame
 *
 * Returns: (transfer full): black where the picture is darker than what lies
 *   close around, white elsewhere, against glare and hard shadows; packed
 */
FoyerFrame *
foyer_luma_ink (FoyerFrame *frame)
{
  return ink (frame, 24);
}

/**
 * foyer_luma_ink_wide:
 * @frame: a frame
 *
 * Returns: (transfer full): as foyer_luma_ink(), with wide surroundings, for
 *   codes that fill the picture
 */
FoyerFrame *
foyer_luma_ink_wide (FoyerFrame *frame)
{
  return ink (frame, 7);
}

/**
 * foyer_luma_turned_width:
 * @width: of a picture
 * @height: of it
 * @degrees: by which it is turned
 *
 * Returns: the width of the turned picture
 */
int
foyer_luma_turned_width (int width,
                         int height,
                         int degrees)
{
  double turn = degrees * G_PI / 180;

  return MAX (1, (int) (fabs (width * cos (turn)) + fabs (height * sin (turn))));
}

/**
 * foyer_luma_turned:
 * @frame: a frame
 * @degrees: by how much
 *
 * Turns the picture around its middle, which helps with bar codes: engines
 * look along rows and columns.
 *
 * Returns: (transfer full): the turned picture, grey in the corners
 */
FoyerFrame *
foyer_luma_turned (FoyerFrame *frame,
                   int         degrees)
{
  int           width = foyer_frame_get_width (frame);
  int           height = foyer_frame_get_height (frame);
  int           stride = foyer_frame_get_stride (frame);
  const guint8 *in = foyer_frame_get_data (frame);
  int           to_width = foyer_luma_turned_width (width, height, degrees);
  int           to_height = foyer_luma_turned_width (height, width, degrees);
  guint8       *data = g_malloc ((gsize) to_width * to_height);
  int           cosine = (int) lrint (cos (degrees * G_PI / 180) * 65536), sine = (int) lrint (sin (degrees * G_PI / 180) * 65536);

  for (int y = 0; y < to_height; y++)
    {
      gint64 dx = -(gint64) to_width * 32768 + 32768, dy = ((gint64) y * 2 - to_height + 1) * 32768;
      gint64 u = (dx * cosine - dy * sine) / 65536 + (gint64) width * 32768 - 32768;
      gint64 v = (dx * sine + dy * cosine) / 65536 + (gint64) height * 32768 - 32768;

      for (int x = 0; x < to_width; x++, u += cosine, v += sine)
        {
          int           iu = (int) (u >> 16), iv = (int) (v >> 16);
          int           fu = (int) (u >> 8) & 255, fv = (int) (v >> 8) & 255;
          const guint8 *at;

          if (iu < 0 || iv < 0 || iu >= width - 1 || iv >= height - 1)
            {
              data[(gsize) y * to_width + x] = 128;
              continue;
            }
          at = in + (gsize) iv * stride + iu;
          data[(gsize) y * to_width + x] = (guint8) (((at[0] * (256 - fu) + at[1] * fu) * (256 - fv) + (at[stride] * (256 - fu) + at[stride + 1] * fu) * fv) >> 16);
        }
    }
  return take (frame, data, to_width, to_height);
}
