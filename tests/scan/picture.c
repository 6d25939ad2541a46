/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

#define WALL 96

/* What is printed: cells that are ink (1) or paper (0). */
typedef struct
{
  int     width;
  int     height;
  int     quiet;
  guint8 *cells;
} Print;

static double
cell_at (const Print *print,
         double       u,
         double       v)
{
  int x = (int) floor (u + print->width / 2.0);
  int y = (int) floor (v + print->height / 2.0);

  if (x >= 0 && y >= 0 && x < print->width && y < print->height)
    return print->cells[y * print->width + x] ? 0 : 1;
  if (x >= -print->quiet && y >= -print->quiet &&
      x < print->width + print->quiet && y < print->height + print->quiet)
    return 1;
  return -1;
}

static void
blur (float *plane,
      int    width,
      int    height,
      double sigma)
{
  int               radius = (int) ceil (sigma * 3);
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
          value += weights[i + radius] * plane[y * width + CLAMP (x + i, 0, width - 1)];
        other[y * width + x] = value;
      }
  memset (plane, 0, sizeof (float) * (gsize) width * height);
  for (int y = 0; y < height; y++)
    for (int i = -radius; i <= radius; i++)
      {
        const float *in = other + (gsize) CLAMP (y + i, 0, height - 1) * width;
        float        weight = weights[i + radius];

        for (int x = 0; x < width; x++)
          plane[y * width + x] += weight * in[x];
      }
}

/* Four bytes of one draw, summed: near enough to a bell curve. */
static float
bell (GRand *rand)
{
  guint32 r = g_rand_int (rand);
  int     sum = (int) ((r & 255) + (r >> 8 & 255) + (r >> 16 & 255) + (r >> 24));

  return (float) (sum - 510) / 147.8f;
}

/* What stands behind the ticket: boxes of one shade, boxes with stripes like a
 * shirt or a shelf, boxes with grain like a printed page.
 */
static void
paint_wall (float         *plane,
            const Picture *picture,
            GRand         *rand)
{
  for (int i = 0; i < picture->width * picture->height; i++)
    plane[i] = WALL;
  for (guint n = 0; n < picture->clutter; n++)
    {
      int   x0 = g_rand_int_range (rand, -100, picture->width);
      int   y0 = g_rand_int_range (rand, -100, picture->height);
      int   x1 = x0 + g_rand_int_range (rand, 40, 400);
      int   y1 = y0 + g_rand_int_range (rand, 40, 400);
      int   period = g_rand_int_range (rand, 4, 24);
      int   kind = g_rand_int_range (rand, 0, 4);
      float shade = (float) g_rand_int_range (rand, 20, 220);
      float other = (float) g_rand_int_range (rand, 20, 220);

      for (int y = MAX (y0, 0); y < MIN (y1, picture->height); y++)
        for (int x = MAX (x0, 0); x < MIN (x1, picture->width); x++)
          {
            gboolean second = FALSE;

            if (kind == 2)
              second = (x + y / 3) % period < period / 2;
            else if (kind == 3)
              second = y % period < period * 2 / 3 && ((guint) (x / 2) * 2654435761u ^ (guint) (y / 3) * 40503u) >> 13 & 1;
            plane[y * picture->width + x] = second ? other : shade;
          }
    }
}

typedef struct
{
  double cos_turn;
  double sin_turn;
  double module;
  double half;
} View;

/* The brightness at one of nine points of a pixel; -1 for what is behind. */
static double
sample (const Picture *picture,
        const Print   *print,
        const View    *view,
        int            x,
        int            y,
        int            point)
{
  double px = x + (point % 3 + 0.5) / 3 - picture->width / 2.0;
  double py = y + (point / 3 + 0.5) / 3 - picture->height / 2.0;
  double depth = 1 - picture->tilt_x * px / view->half - picture->tilt_y * py / view->half;
  double wx = px / depth;
  double wy = py / depth;
  double cell = -1;

  if (depth > 0.05)
    cell = cell_at (print,
                    (wx * view->cos_turn + wy * view->sin_turn) / view->module,
                    (wy * view->cos_turn - wx * view->sin_turn) / view->module);
  if (cell < 0)
    return -1;
  if (picture->inverted)
    cell = 1 - cell;
  return picture->dark + (picture->light - picture->dark) * cell;
}

static FoyerFrame *
render (const Picture *picture,
        const Print   *print,
        GRand         *rand)
{
  int               width = picture->width;
  int               height = picture->height;
  g_autofree float *plane = g_new (float, (gsize) width *height);
  guint8           *data = g_malloc ((gsize) width * height);
  View              view = {
                 .cos_turn = cos (picture->turn * G_PI / 180),
                 .sin_turn = sin (picture->turn * G_PI / 180),
                 .module = picture->module,
  };

  if (view.module <= 0)
    view.module = MIN ((double) width / (print->width + 2 * print->quiet),
                       (double) height / (print->height + 2 * print->quiet));
  view.half = view.module * MAX (print->width, print->height) / 2;
  paint_wall (plane, picture, rand);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double value = 0;
        double first = sample (picture, print, &view, x, y, 0);
        double last = sample (picture, print, &view, x, y, 8);

        double wall = plane[y * width + x];

        if (first < 0 && last < 0)
          value = 9 * wall;
        else
          for (int s = 0; s < 9; s++)
            {
              double here = s == 0 ? first : s == 8 ? last
                                                    : sample (picture, print, &view, x, y, s);

              value += here < 0 ? wall : here;
            }
        plane[y * width + x] = (float) (value / 9 * (1 - picture->shade * x / width));
      }

  if (picture->blur > 0)
    blur (plane, width, height, picture->blur);
  for (int i = 0; i < width * height; i++)
    {
      float value = plane[i];

      if (picture->noise > 0)
        value += (float) picture->noise * bell (rand);
      data[i] = (guint8) CLAMP (value + 0.5f, 0, 255);
    }
  return foyer_frame_new_take (data, width, height, g_get_monotonic_time ());
}

/**
 * picture_qr:
 * @picture: how it is shown
 * @data: what the code says
 * @length: its length; may hold NUL
 * @level: error correction, 0 (L) to 3 (H)
 * @rand: where noise comes from
 *
 * Returns: (transfer full): a picture of a QR code
 */
FoyerFrame *
picture_qr (const Picture *picture,
            const void    *data,
            gsize          length,
            int            level,
            GRand         *rand)
{
  QRcode     *code = QRcode_encodeData ((int) length, data, 0, (QRecLevel) level);
  Print       print;
  FoyerFrame *frame;

  g_assert_nonnull (code);
  print = (Print) { code->width, code->width, 4, g_malloc ((gsize) code->width * code->width) };
  for (int i = 0; i < code->width * code->width; i++)
    print.cells[i] = code->data[i] & 1;
  frame = render (picture, &print, rand);
  g_free (print.cells);
  QRcode_free (code);
  return frame;
}

/* The seven modules of a digit, left half with odd parity; the other two sets
 * follow from it (ISO/IEC 15420: right is the complement, even is right
 * backwards).
 */
static const guint8 left_odd[10] = { 0x0d, 0x19, 0x13, 0x3d, 0x23, 0x31, 0x2f, 0x3b, 0x37, 0x0b };
/* Which of the left six digits have even parity, told by the first digit. */
static const guint8 first_parity[10] = { 0x00, 0x0b, 0x0d, 0x0e, 0x13, 0x19, 0x1c, 0x15, 0x16, 0x1a };

static int
put_bits (guint8 *cells,
          int     at,
          guint   bits,
          int     n)
{
  for (int i = n - 1; i >= 0; i--)
    cells[at++] = bits >> i & 1;
  return at;
}

static guint
backwards (guint bits)
{
  guint result = 0;

  for (int i = 0; i < 7; i++)
    result |= (bits >> i & 1) << (6 - i);
  return result;
}

/**
 * picture_ean_13:
 * @picture: how it is shown
 * @digits: 13 digits, the last one the right check digit
 * @rand: where noise comes from
 *
 * Returns: (transfer full): a picture of an EAN-13 bar code
 */
FoyerFrame *
picture_ean_13 (const Picture *picture,
                const char    *digits,
                GRand         *rand)
{
  Print       print = { 95, 50, 11, g_malloc (95 * 50) };
  guint       parity = first_parity[digits[0] - '0'];
  int         at = put_bits (print.cells, 0, 5, 3);
  FoyerFrame *frame;

  for (int i = 0; i < 6; i++)
    {
      guint odd = left_odd[digits[1 + i] - '0'];

      at = put_bits (print.cells, at, (parity >> (5 - i) & 1) ? backwards (~odd & 0x7f) : odd, 7);
    }
  at = put_bits (print.cells, at, 10, 5);
  for (int i = 0; i < 6; i++)
    at = put_bits (print.cells, at, ~(guint) left_odd[digits[7 + i] - '0'] & 0x7f, 7);
  at = put_bits (print.cells, at, 5, 3);
  g_assert_cmpint (at, ==, 95);
  for (int y = 1; y < print.height; y++)
    memcpy (print.cells + y * 95, print.cells, 95);
  frame = render (picture, &print, rand);
  g_free (print.cells);
  return frame;
}

/**
 * picture_noise:
 * @width: pixels in a row
 * @height: rows
 * @rand: where noise comes from
 *
 * Returns: (transfer full): a picture of nothing
 */
FoyerFrame *
picture_noise (int    width,
               int    height,
               GRand *rand)
{
  guint8 *data = g_malloc ((gsize) width * height);

  for (int i = 0; i < width * height; i++)
    data[i] = (guint8) g_rand_int_range (rand, 0, 256);
  return foyer_frame_new_take (data, width, height, 0);
}

/**
 * picture_save:
 * @frame: a frame
 * @path: where to
 * @type: "png" or "jpeg"
 * @error: where to put an error
 *
 * Returns: whether the file was written
 */
gboolean
picture_save (FoyerFrame *frame,
              const char *path,
              const char *type,
              GError    **error)
{
  int width = foyer_frame_get_width (frame);
  int height = foyer_frame_get_height (frame);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int     stride = gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memset (pixels + y * stride + x * 3,
              foyer_frame_get_data (frame)[y * foyer_frame_get_stride (frame) + x], 3);
  return gdk_pixbuf_save (pixbuf, path, type, error, NULL);
}
