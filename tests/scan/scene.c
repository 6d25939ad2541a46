/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* A picture in the making. */
typedef struct
{
  const Scene *scene;
  const Sheet *sheet;
  float       *plane;
  int          width;
  int          height;
  double       cos_turn;
  double       sin_turn;
  double       cos_curl;
  double       sin_curl;
  double       scale;  /* pixels of the sheet per pixel of the picture */
  double       reach;  /* half the code, in pixels of the picture */
  double       radius; /* of the cylinder, in pixels of the sheet; 0 when flat */
} Take;

static float
bell (GRand *rand)
{
  guint32 r = g_rand_int (rand);
  int     sum = (int) ((r & 255) + (r >> 8 & 255) + (r >> 16 & 255) + (r >> 24));

  return (float) (sum - 510) / 147.8f;
}

/* Shelves, stripes, print: what stands behind people. */
static void
paint_behind (Take  *take,
              GRand *rand)
{
  int   width = take->width, height = take->height;
  float wall = (float) g_rand_int_range (rand, 50, 150);
  int   unit = MAX (width / 1280, 1);

  for (int i = 0; i < width * height; i++)
    take->plane[i] = wall;
  for (guint n = 0; n < take->scene->clutter; n++)
    {
      int   x0 = g_rand_int_range (rand, -100, width), y0 = g_rand_int_range (rand, -100, height);
      int   x1 = x0 + g_rand_int_range (rand, 40, 400) * unit, y1 = y0 + g_rand_int_range (rand, 40, 400) * unit;
      int   period = g_rand_int_range (rand, 4, 24) * unit;
      int   kind = g_rand_int_range (rand, 0, 4);
      float shade = (float) g_rand_int_range (rand, 20, 220), other = (float) g_rand_int_range (rand, 20, 220);

      for (int y = MAX (y0, 0); y < MIN (y1, height); y++)
        for (int x = MAX (x0, 0); x < MIN (x1, width); x++)
          {
            gboolean second = FALSE;

            if (kind == 2)
              second = (x + y / 3) % period < period / 2;
            else if (kind == 3)
              second = y % period < period * 2 / 3 && ((guint) (x / 2) * 2654435761u ^ (guint) (y / 3) * 40503u) >> 13 & 1;
            take->plane[y * width + x] = second ? other : shade;
          }
    }
}

/* The brightness of the sheet at a point of the picture; less than 0 where
 * the sheet is not.
 */
static double
look (const Take *take,
      double      px,
      double      py)
{
  const Scene *scene = take->scene;
  const Sheet *sheet = take->sheet;
  double       x = px - take->width / 2.0 - scene->shift_x, y = py - take->height / 2.0 - scene->shift_y;
  double       depth = 1 - scene->tilt_x * x / take->reach - scene->tilt_y * y / take->reach;
  double       lit = 1, u, v, value;
  int          iu, iv;

  if (depth < 0.05)
    return -1;
  x = x / depth * take->scale;
  y = y / depth * take->scale;
  u = x * take->cos_turn + y * take->sin_turn;
  v = y * take->cos_turn - x * take->sin_turn;
  if (take->radius > 0)
    {
      double across = u * take->cos_curl + v * take->sin_curl, along = v * take->cos_curl - u * take->sin_curl;

      if (fabs (across) > take->radius * 0.98)
        return -1;
      lit = 0.55 + 0.45 * sqrt (1 - across * across / (take->radius * take->radius));
      across = take->radius * asin (across / take->radius);
      u = across * take->cos_curl - along * take->sin_curl;
      v = across * take->sin_curl + along * take->cos_curl;
    }
  iu = (int) floor (u + sheet->focus_x);
  iv = (int) floor (v + sheet->focus_y);
  if (iu < 0 || iv < 0 || iu >= sheet->width || iv >= sheet->height)
    return -1;
  value = sheet->ink[(gsize) iv * sheet->width + iu];
  if (value < 0)
    return -1;
  value = (scene->dark + (scene->light - scene->dark) * value) * lit;
  if (scene->moire > 0)
    value *= 1 - scene->moire * 0.5 * (1 + sin (px * 2 * G_PI / scene->pitch + 0.3 * sin (py / 90)) * sin (py * 2 * G_PI / (scene->pitch * 1.07)));
  return value;
}

static void
paint_sheet (Take *take)
{
  static const double at[][2] = { { 0.125, 0.375 }, { 0.625, 0.125 }, { 0.375, 0.875 }, { 0.875, 0.625 } };

  for (int y = 0; y < take->height; y++)
    for (int x = 0; x < take->width; x++)
      {
        float *pixel = &take->plane[(gsize) y * take->width + x];
        double sum = 0, behind = *pixel;
        guint  hits = 0;

        for (guint i = 0; i < G_N_ELEMENTS (at); i++)
          {
            double value = look (take, x + at[i][0], y + at[i][1]);

            hits += value >= 0;
            sum += value >= 0 ? value : behind;
          }
        if (hits > 0)
          *pixel = (float) (sum / G_N_ELEMENTS (at));
      }
}

static void
light_up (Take  *take,
          GRand *rand)
{
  const Scene *scene = take->scene;
  double       cx = take->width / 2.0 + scene->shift_x, cy = take->height / 2.0 + scene->shift_y;
  double       slope = g_rand_double_range (rand, -1, 1), cut = g_rand_double_range (rand, -0.5, 0.5) * take->reach;
  double       band = g_rand_double_range (rand, -0.6, 0.6) * take->reach, half = g_rand_double_range (rand, 0.35, 0.7) * take->reach;
  double       spots[8][2];

  for (guint i = 0; i < scene->spots; i++)
    {
      spots[i][0] = cx + g_rand_double_range (rand, -0.6, 0.6) * take->reach;
      spots[i][1] = cy + g_rand_double_range (rand, -0.6, 0.6) * take->reach;
    }
  for (int y = 0; y < take->height; y++)
    for (int x = 0; x < take->width; x++)
      {
        double value = take->plane[(gsize) y * take->width + x];
        double along = (x - cx) + slope * (y - cy);

        value *= 1 - scene->shade * x / take->width;
        if (scene->shadow > 0 && along > cut)
          value *= 1 - scene->shadow;
        if (scene->glare > 0)
          value += scene->glare * exp (-(along - band) * (along - band) / (half * half));
        for (guint i = 0; i < scene->spots; i++)
          {
            double r = hypot (x - spots[i][0], y - spots[i][1]) / (scene->spot * scene->module);

            if (r < 4)
              value += 420 * exp (-r * r);
          }
        take->plane[(gsize) y * take->width + x] = (float) value;
      }
}

static void
move (Take  *take,
      GRand *rand)
{
  double            angle = g_rand_double_range (rand, 0, G_PI);
  int               steps = MAX (2, (int) ceil (take->scene->motion));
  gsize             n = (gsize) take->width * take->height;
  g_autofree float *before = g_memdup2 (take->plane, sizeof (float) * n);

  for (int y = 0; y < take->height; y++)
    for (int x = 0; x < take->width; x++)
      {
        float sum = 0;

        for (int i = 0; i < steps; i++)
          {
            double t = ((double) i / (steps - 1) - 0.5) * take->scene->motion;
            int    u = CLAMP ((int) lround (x + t * cos (angle)), 0, take->width - 1);
            int    v = CLAMP ((int) lround (y + t * sin (angle)), 0, take->height - 1);

            sum += before[(gsize) v * take->width + u];
          }
        take->plane[(gsize) y * take->width + x] = sum / (float) steps;
      }
}

static void
blur (Take *take)
{
  int               width = take->width, height = take->height;
  double            sigma = take->scene->blur;
  int               radius = (int) ceil (sigma * 2.6);
  g_autofree float *weights = g_new (float, radius * 2 + 1);
  g_autofree float *other = g_new (float, (gsize) width *height);
  float             sum = 0;

  for (int i = -radius; i <= radius; i++)
    sum += weights[i + radius] = (float) exp (-i * i / (2 * sigma * sigma));
  for (int i = 0; i <= radius * 2; i++)
    weights[i] /= sum;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float value = 0;

        for (int i = -radius; i <= radius; i++)
          value += weights[i + radius] * take->plane[(gsize) y * width + CLAMP (x + i, 0, width - 1)];
        other[(gsize) y * width + x] = value;
      }
  memset (take->plane, 0, sizeof (float) * (gsize) width * height);
  for (int y = 0; y < height; y++)
    for (int i = -radius; i <= radius; i++)
      {
        const float *in = other + (gsize) CLAMP (y + i, 0, height - 1) * width;
        float        weight = weights[i + radius];

        for (int x = 0; x < width; x++)
          take->plane[(gsize) y * width + x] += weight * in[x];
      }
}

/* Packed as JPEG and unpacked, as every phone does. */
static void
pack (guint8 *data,
      int     width,
      int     height,
      int     quality)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autofree char *packed = NULL;
  g_autofree char *number = g_strdup_printf ("%d", quality);
  GdkPixbuf       *unpacked;
  gsize            length;
  const guint8    *in;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memset (gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3, data[(gsize) y * width + x], 3);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &packed, &length, "jpeg", NULL, "quality", number, NULL));
  g_assert_true (gdk_pixbuf_loader_write (loader, (const guchar *) packed, length, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  unpacked = gdk_pixbuf_loader_get_pixbuf (loader);
  in = gdk_pixbuf_read_pixels (unpacked);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      data[(gsize) y * width + x] = in[(gsize) y * gdk_pixbuf_get_rowstride (unpacked) + x * 3 + 1];
}

/**
 * scene_take:
 * @scene: how it is seen
 * @sheet: what is shown
 * @rand: where chance comes from
 *
 * Returns: (transfer full): the picture
 */
FoyerFrame *
scene_take (const Scene *scene,
            const Sheet *sheet,
            GRand       *rand)
{
  int               width = scene->width, height = scene->height;
  g_autofree float *plane = g_new (float, (gsize) width *height);
  guint8           *data = g_malloc ((gsize) width * height);
  Take              take = {
                 .scene = scene,
                 .sheet = sheet,
                 .plane = plane,
                 .width = width,
                 .height = height,
                 .cos_turn = cos (scene->turn * G_PI / 180),
                 .sin_turn = sin (scene->turn * G_PI / 180),
                 .cos_curl = cos (scene->curl_turn * G_PI / 180),
                 .sin_curl = sin (scene->curl_turn * G_PI / 180),
                 .scale = sheet->module / scene->module,
                 .reach = sheet->extent * scene->module / sheet->module,
                 .radius = scene->curl > 0 ? 2 * sheet->extent / scene->curl : 0,
  };

  paint_behind (&take, rand);
  paint_sheet (&take);
  light_up (&take, rand);
  if (scene->motion > 1)
    move (&take, rand);
  if (scene->blur > 0)
    blur (&take);
  for (int i = 0; i < width * height; i++)
    {
      float value = plane[i];

      if (scene->noise > 0)
        value += (float) scene->noise * bell (rand);
      data[i] = (guint8) CLAMP (value + 0.5f, 0, 255);
    }
  if (scene->quality > 0)
    pack (data, width, height, scene->quality);
  return foyer_frame_new_take (data, width, height, g_get_monotonic_time ());
}
