/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-image.h"

#include <math.h>
#include <string.h>

#include "foyer-layout-picture.h"

/* Dots of a picture in black and white; more are of no use on any printer. */
#define MAX_DOTS 6000

typedef struct
{
  const guint8 *data;
  gsize         left;
} Reading;

static cairo_status_t
read_cb (void *data, unsigned char *bytes, unsigned int length)
{
  Reading *reading = data;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (bytes, reading->data, length);
  reading->data += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
foyer_layout_image_load (GBytes *png)
{
  Reading          reading;
  cairo_surface_t *image;

  if (!foyer_layout_picture_check (png, NULL))
    return NULL;
  reading.data = g_bytes_get_data (png, &reading.left);
  image = cairo_image_surface_create_from_png_stream (read_cb, &reading);
  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS)
    return image;
  cairo_surface_destroy (image);
  return NULL;
}

/* How dark each dot shall be, 0 to 255, of @image scaled to @width by @height dots. */
static float *
darkness_of (cairo_surface_t *image, int width, int height)
{
  cairo_surface_t *scaled = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr = cairo_create (scaled);
  float           *darkness = g_new (float, (gsize) width *height);
  const guint8    *data;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, (double) width / cairo_image_surface_get_width (image), (double) height / cairo_image_surface_get_height (image));
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (scaled);
  data = cairo_image_surface_get_data (scaled);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + (gsize) y * cairo_image_surface_get_stride (scaled) + (gsize) x * 4, sizeof pixel);
        darkness[(gsize) y * width + x] = 255 - (0.299f * ((pixel >> 16) & 0xff) + 0.587f * ((pixel >> 8) & 0xff) + 0.114f * (pixel & 0xff));
      }
  cairo_surface_destroy (scaled);
  return darkness;
}

/* Floyd and Steinberg's error diffusion: what one dot is too dark or too light
 * goes to its neighbours. */
static cairo_surface_t *
create_dots (cairo_surface_t *image, int width, int height)
{
  g_autofree float *darkness = darkness_of (image, width, height);
  cairo_surface_t  *dots = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  guint8           *data = cairo_image_surface_get_data (dots);
  int               stride = cairo_image_surface_get_stride (dots);

  cairo_surface_flush (dots);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float   *at = darkness + (gsize) y * width + x;
        gboolean black = *at >= 128;
        float    rest = *at - (black ? 255 : 0);

        data[(gsize) y * stride + x] = black ? 255 : 0;
        if (x + 1 < width)
          at[1] += rest * 7 / 16;
        if (y + 1 < height && x > 0)
          at[width - 1] += rest * 3 / 16;
        if (y + 1 < height)
          at[width] += rest * 5 / 16;
        if (y + 1 < height && x + 1 < width)
          at[width + 1] += rest / 16;
      }
  cairo_surface_mark_dirty (dots);
  return dots;
}

static double
to_points (int micrometres)
{
  return micrometres * 72.0 / FOYER_LAYOUT_INCH;
}

static double
align (guint how, double room)
{
  return how == 0 ? 0 : how == 1 ? room / 2
                                 : room;
}

void
foyer_layout_image_draw (cairo_surface_t *image, cairo_t *cr, const FoyerLayoutElement *element, double x, double y, double dpi, gboolean black_only)
{
  double width = cairo_image_surface_get_width (image), height = cairo_image_surface_get_height (image);
  double room_x = to_points (element->width), room_y = to_points (element->height);
  double scale = MIN (room_x / width, room_y / height);
  double left = align (element->align, room_x - width * scale), top = align (element->valign, room_y - height * scale);
  double dot = 72 / dpi;
  int    columns = (int) round (width * scale / dot), rows = (int) round (height * scale / dot);

  cairo_save (cr);
  cairo_translate (cr, x + to_points (element->x) + room_x / 2, y + to_points (element->y) + room_y / 2);
  cairo_rotate (cr, element->rotation * G_PI / 180);
  cairo_translate (cr, left - room_x / 2, top - room_y / 2);
  if (black_only && columns > 0 && rows > 0 && columns <= MAX_DOTS && rows <= MAX_DOTS)
    {
      cairo_surface_t *dots = create_dots (image, columns, rows);
      cairo_pattern_t *mask = cairo_pattern_create_for_surface (dots);

      cairo_scale (cr, dot, dot);
      cairo_pattern_set_filter (mask, CAIRO_FILTER_NEAREST);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_mask (cr, mask);
      cairo_pattern_destroy (mask);
      cairo_surface_destroy (dots);
    }
  else if (scale > 0)
    {
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, image, 0, 0);
      cairo_paint (cr);
    }
  cairo_restore (cr);
}
