/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "foyer-code128.h"
#include "foyer-ean13.h"
#include "foyer-layout-painter.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

/* Pixels of a sheet per module of its codes, where nothing else decides. */
#define MODULE 8

static Sheet *
sheet_new (int   width,
           int   height,
           float value)
{
  Sheet *self = g_new0 (Sheet, 1);

  self->width = width;
  self->height = height;
  self->ink = g_new (float, (gsize) width *height);
  for (int i = 0; i < width * height; i++)
    self->ink[i] = value;
  self->module = MODULE;
  self->focus_x = width / 2.0;
  self->focus_y = height / 2.0;
  self->extent = MIN (width, height) / 2.0;
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * sheet_free:
 * @self: (nullable) (transfer full): a sheet
 *
 * Frees it.
 */
void
sheet_free (Sheet *self)
{
  if (self == NULL)
    return;
  g_free (self->ink);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static void
fill (Sheet *self,
      int    x,
      int    y,
      int    width,
      int    height,
      float  value)
{
  for (int v = MAX (y, 0); v < MIN (y + height, self->height); v++)
    for (int u = MAX (x, 0); u < MIN (x + width, self->width); u++)
      self->ink[(gsize) v * self->width + u] = value;
}

/* Rows of words as grey as small print looks. */
static void
write_lines (Sheet *self,
             int    x,
             int    y,
             int    width,
             int    height,
             int    size,
             float  ink,
             GRand *rand)
{
  for (int line = y; line + size <= y + height; line += size * 2)
    for (int at = x; at < x + width;)
      {
        int letter = g_rand_int_range (rand, 2, 4) * MAX (size / 6, 1);

        if (g_rand_int_range (rand, 0, 6) > 0)
          fill (self, at, line + g_rand_int_range (rand, 0, MAX (size / 3, 1)), MIN (letter, x + width - at), size * 2 / 3, ink);
        at += letter + MAX (size / 6, 1);
      }
}

static QRcode *
encode_qr (const char *code,
           int         level)
{
  QRcode *qr = QRcode_encodeData ((int) strlen (code), (const guchar *) code, 0, (QRecLevel) level);

  g_assert_nonnull (qr);
  return qr;
}

static void
draw_qr (Sheet        *self,
         const QRcode *qr,
         int           left,
         int           top,
         int           module,
         float         dark)
{
  for (int y = 0; y < qr->width; y++)
    for (int x = 0; x < qr->width; x++)
      if (qr->data[y * qr->width + x] & 1)
        fill (self, left + x * module, top + y * module, module, module, dark);
}

/**
 * sheet_ticket:
 * @code: what the QR code says
 * @number: which of the everyday tickets
 *
 * Returns: (transfer full): a hardticket, drawn by what prints them
 */
Sheet *
sheet_ticket (const char *code,
              guint       number)
{
  g_autoptr (FoyerDocumentData) ticket = ticket_sample_numbered (number);
  g_autoptr (FoyerLayout) layout = foyer_layout_ready_new ("ticket-5.5x2");
  g_autoptr (FoyerLayoutPainter) painter = foyer_layout_painter_new (layout, "en", 0, FALSE);
  g_autoptr (GError) error = NULL;
  const double     scale = 3.2;
  int              width = (int) (396 * scale), height = (int) (144 * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr = cairo_create (surface);
  Sheet           *self = sheet_new (width, height, 1);
  QRcode          *qr = encode_qr (code, 1);
  double           dots;

  foyer_document_data_set (ticket, FOYER_DOCUMENT_CODE, code);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_scale (cr, scale, scale);
  foyer_layout_painter_draw (painter, cr, ticket, 0, 0, 0, &error);
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guint32 *in = (const guint32 *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        self->ink[(gsize) y * width + x] = (float) (0.299 * (in[x] >> 16 & 255) + 0.587 * (in[x] >> 8 & 255) + 0.114 * (in[x] & 255)) / 255;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  /* where the layout has its code: 87 points high, modules of whole dots */
  dots = floor (87.0 * 203 / 72 / (qr->width + 8));
  self->module = dots * 72 / 203 * scale;
  self->focus_x = 239.2 * scale;
  self->focus_y = 89.6 * scale;
  self->extent = self->module * (qr->width / 2.0 + 4);
  QRcode_free (qr);
  g_ptr_array_add (self->texts, g_strdup (code));
  g_ptr_array_add (self->texts, g_strdup (foyer_document_data_get (ticket, FOYER_DOCUMENT_EAN13)));
  return self;
}

/**
 * sheet_phone:
 * @code: what the QR code says
 * @dark: whether the phone shows light on dark
 * @rand: for the rest of its screen
 *
 * Returns: (transfer full): a phone that shows a ticket
 */
Sheet *
sheet_phone (const char *code,
             gboolean    dark,
             GRand      *rand)
{
  QRcode *qr = encode_qr (code, 1);
  int     side = (qr->width + 8) * MODULE;
  int     width = side + 4 * MODULE, height = width * 2;
  int     top = height / 3;
  Sheet  *self = sheet_new (width, height, 0.04f);
  float   paper = dark ? 0.08f : 1, ink = dark ? 0.95f : 0.02f;

  fill (self, MODULE, 4 * MODULE, width - 2 * MODULE, height - 8 * MODULE, dark ? 0.08f : 0.95f);
  write_lines (self, 4 * MODULE, 8 * MODULE, width - 8 * MODULE, top - 10 * MODULE, 3 * MODULE, dark ? 0.8f : 0.2f, rand);
  fill (self, 2 * MODULE, top, side, side, paper);
  draw_qr (self, qr, 6 * MODULE, top + 4 * MODULE, MODULE, ink);
  write_lines (self, 4 * MODULE, top + side + 2 * MODULE, width - 8 * MODULE, height - top - side - 10 * MODULE, 2 * MODULE, dark ? 0.7f : 0.3f, rand);
  self->focus_y = top + side / 2.0;
  self->extent = side / 2.0;
  QRcode_free (qr);
  g_ptr_array_add (self->texts, g_strdup (code));
  return self;
}

/**
 * sheet_qr:
 * @code: what it says
 * @level: error correction, 0 (L) to 3 (H)
 * @quiet: modules around it
 * @rand: (nullable): for printed lines below and above, as on a poster
 *
 * Returns: (transfer full): a QR code on white
 */
Sheet *
sheet_qr (const char *code,
          int         level,
          double      quiet,
          GRand      *rand)
{
  QRcode *qr = encode_qr (code, level);
  int     module = qr->width > 90 ? 5 : MODULE;
  int     margin = (int) (quiet * module);
  int     side = qr->width * module + 2 * margin;
  int     lines = rand != NULL ? side / 2 : 0;
  Sheet  *self = sheet_new (side, side + 2 * lines, 1);

  if (rand != NULL)
    {
      write_lines (self, margin, margin, side - 2 * margin, lines - margin, module * 3, 0.1f, rand);
      write_lines (self, margin, lines + side, side - 2 * margin, lines - margin, module * 2, 0.1f, rand);
    }
  draw_qr (self, qr, margin, lines + margin, module, 0);
  self->module = module;
  self->extent = qr->width * module / 2.0 + MIN (margin, 4 * module);
  QRcode_free (qr);
  g_ptr_array_add (self->texts, g_strdup (code));
  return self;
}

/**
 * sheet_dotted:
 * @code: what it says
 * @rand: where chance comes from
 *
 * Returns: (transfer full): a QR code as designers make them: round modules of
 *   differing shades, a picture in the middle
 */
Sheet *
sheet_dotted (const char *code,
              GRand      *rand)
{
  QRcode *qr = encode_qr (code, 3);
  int     side = (qr->width + 8) * MODULE;
  Sheet  *self = sheet_new (side, side, 1);
  double  radius = MODULE * g_rand_double_range (rand, 0.36, 0.5);
  int     middle = g_rand_int_range (rand, 3, MAX (4, qr->width / 5));
  float   shade = (float) g_rand_double_range (rand, 0, 0.35);

  draw_qr (self, qr, 4 * MODULE, 4 * MODULE, MODULE, shade);
  for (int y = 0; y < qr->width; y++)
    for (int x = 0; x < qr->width; x++)
      {
        gboolean finder = (x < 8 && y < 8) || (x >= qr->width - 8 && y < 8) || (x < 8 && y >= qr->width - 8);

        if (finder || !(qr->data[y * qr->width + x] & 1))
          continue;
        for (int v = 0; v < MODULE; v++)
          for (int u = 0; u < MODULE; u++)
            if (hypot (u + 0.5 - MODULE / 2.0, v + 0.5 - MODULE / 2.0) > radius)
              self->ink[(gsize) ((y + 4) * MODULE + v) * side + (x + 4) * MODULE + u] = 1;
      }
  fill (self, side / 2 - middle * MODULE / 2, side / 2 - middle * MODULE / 2, middle * MODULE, middle * MODULE, (float) g_rand_double_range (rand, 0.2, 0.9));
  QRcode_free (qr);
  g_ptr_array_add (self->texts, g_strdup (code));
  return self;
}

/**
 * sheet_lots:
 * @columns: codes in a row
 * @rows: rows
 * @rand: where their texts come from
 *
 * Returns: (transfer full): a page full of codes
 */
Sheet *
sheet_lots (guint  columns,
            guint  rows,
            GRand *rand)
{
  int    cell = 35 * MODULE;
  Sheet *self = sheet_new ((int) columns * cell, (int) rows * cell, 1);

  for (guint i = 0; i < columns * rows; i++)
    {
      char   *text = sheet_random_text (rand, 26);
      QRcode *qr = encode_qr (text, 1);

      draw_qr (self, qr, (int) (i % columns) * cell + 5 * MODULE, (int) (i / columns) * cell + 5 * MODULE, MODULE, 0);
      QRcode_free (qr);
      g_ptr_array_add (self->texts, text);
    }
  self->extent = MAX (self->width, self->height) / 2.0;
  return self;
}

static Sheet *
draw_bars (const guint8 *modules,
           guint         n,
           const char   *text)
{
  int    quiet = 11;
  int    width = ((int) n + 2 * quiet) * 4, height = 50 * 4;
  Sheet *self = sheet_new (width, height, 1);

  for (guint i = 0; i < n; i++)
    if (modules[i])
      fill (self, (quiet + (int) i) * 4, 12, 4, height - 24, 0);
  self->module = 4;
  self->extent = width / 2.0;
  g_ptr_array_add (self->texts, g_strdup (text));
  return self;
}

/**
 * sheet_ean_13:
 * @digits: thirteen digits, the last one right
 *
 * Returns: (transfer full): a bar code
 */
Sheet *
sheet_ean_13 (const char *digits)
{
  guint8 modules[FOYER_EAN13_MODULES];

  g_assert_true (foyer_ean13_encode (digits, modules));
  return draw_bars (modules, FOYER_EAN13_MODULES, digits);
}

/**
 * sheet_code_128:
 * @text: printable ASCII, at most 40 characters
 *
 * Returns: (transfer full): a bar code
 */
Sheet *
sheet_code_128 (const char *text)
{
  g_autoptr (GByteArray) modules = foyer_code128_encode (text);

  g_assert_nonnull (modules);
  return draw_bars (modules->data, modules->len, text);
}

/**
 * sheet_invert:
 * @self: a sheet
 *
 * Exchanges dark and light.
 */
void
sheet_invert (Sheet *self)
{
  for (int i = 0; i < self->width * self->height; i++)
    self->ink[i] = 1 - self->ink[i];
}

static void
draw_line (Sheet *self,
           double x0,
           double y0,
           double x1,
           double y1,
           double thickness,
           float  value)
{
  double length = MAX (hypot (x1 - x0, y1 - y0), 1);

  for (double t = 0; t < length; t += 0.7)
    {
      double x = x0 + (x1 - x0) * t / length, y = y0 + (y1 - y0) * t / length;

      fill (self, (int) (x - thickness / 2), (int) (y - thickness / 2), MAX (1, (int) thickness), MAX (1, (int) thickness), value);
    }
}

static double
near_focus (double centre,
            double extent,
            GRand *rand)
{
  return centre + g_rand_double_range (rand, -extent, extent);
}

/**
 * sheet_scratch:
 * @self: a sheet
 * @n: how many
 * @thickness: in modules
 * @rand: where they are
 *
 * Draws lines over the code, half of them as dark as ink.
 */
void
sheet_scratch (Sheet *self,
               guint  n,
               double thickness,
               GRand *rand)
{
  for (guint i = 0; i < n; i++)
    draw_line (self, near_focus (self->focus_x, self->extent, rand), near_focus (self->focus_y, self->extent, rand),
               near_focus (self->focus_x, self->extent, rand), near_focus (self->focus_y, self->extent, rand),
               thickness * self->module, i % 2 == 0 ? 0.1f : 0.95f);
}

/**
 * sheet_blot:
 * @self: a sheet
 * @n: how many
 * @size: radius in modules, at most
 * @rand: where they are
 *
 * Spills something on the code.
 */
void
sheet_blot (Sheet *self,
            guint  n,
            double size,
            GRand *rand)
{
  for (guint i = 0; i < n; i++)
    {
      double x = near_focus (self->focus_x, self->extent * 0.8, rand), y = near_focus (self->focus_y, self->extent * 0.8, rand);
      double radius = g_rand_double_range (rand, 0.4, 1) * size * self->module;
      float  value = (float) g_rand_double_range (rand, 0, 1);

      for (int v = (int) (y - radius); v < y + radius; v++)
        {
          double half = sqrt (MAX (0, radius * radius - (v - y) * (v - y)));

          fill (self, (int) (x - half), v, (int) (2 * half), 1, value);
        }
    }
}

/**
 * sheet_crease:
 * @self: a sheet
 * @n: how many
 * @rand: where they are
 *
 * Folds the sheet and opens it again: the ink breaks along a line, and one
 * side is a little darker and pushed along.
 */
void
sheet_crease (Sheet *self,
              guint  n,
              GRand *rand)
{
  for (guint i = 0; i < n; i++)
    {
      double            angle = g_rand_double_range (rand, 0, G_PI);
      double            x = near_focus (self->focus_x, self->extent * 0.6, rand), y = near_focus (self->focus_y, self->extent * 0.6, rand);
      double            push = g_rand_double_range (rand, 0.2, 0.8) * self->module;
      float             shade = (float) g_rand_double_range (rand, 0.6, 0.9);
      g_autofree float *before = g_memdup2 (self->ink, sizeof (float) * (gsize) self->width * (gsize) self->height);

      for (int v = 0; v < self->height; v++)
        for (int u = 0; u < self->width; u++)
          {
            double side = (u - x) * cos (angle) + (v - y) * sin (angle);
            int    fu = CLAMP ((int) (u + push * cos (angle)), 0, self->width - 1);
            int    fv = CLAMP ((int) (v + push * sin (angle)), 0, self->height - 1);

            if (fabs (side) < self->module * 0.25)
              self->ink[(gsize) v * self->width + u] = 0.9f;
            else if (side > 0)
              self->ink[(gsize) v * self->width + u] = before[(gsize) fv * self->width + fu] * shade;
          }
    }
}

/**
 * sheet_tear:
 * @self: a sheet
 * @share: how much of the code is missing, 0 to 1
 * @rand: which corner
 *
 * Tears off a corner of the code, but not one with a finder pattern.
 */
void
sheet_tear (Sheet *self,
            double share,
            GRand *rand)
{
  double side = 2 * self->extent * sqrt (2 * share) * g_rand_double_range (rand, 0.9, 1.1);
  double x = self->focus_x + self->extent, y = self->focus_y + self->extent;

  for (int v = 0; v < self->height; v++)
    for (int u = 0; u < self->width; u++)
      if ((x - u) + (y - v) < side)
        self->ink[(gsize) v * self->width + u] = -1;
}

/**
 * sheet_surround:
 * @self: a sheet
 * @module: size of what surrounds it, in modules
 * @rand: where chance comes from
 *
 * Puts something like a code all around, up to the quiet zone: tiles, a
 * chequered shirt, other print.
 */
void
sheet_surround (Sheet *self,
                double module,
                GRand *rand)
{
  int    margin = (int) (self->extent * 0.8);
  int    width = self->width + 2 * margin, height = self->height + 2 * margin;
  int    cell = MAX (2, (int) (module * self->module));
  float *ink = g_new (float, (gsize) width *height);
  gint32 salt = g_rand_int_range (rand, 1, 1 << 30);

  for (int v = 0; v < height; v++)
    for (int u = 0; u < width; u++)
      {
        int x = u - margin, y = v - margin;

        if (x >= 0 && y >= 0 && x < self->width && y < self->height)
          ink[(gsize) v * width + u] = self->ink[(gsize) y * self->width + x];
        else
          ink[(gsize) v * width + u] = ((guint) (u / cell) * 2654435761u ^ (guint) (v / cell) * 2246822519u ^ (guint) salt) >> 15 & 1 ? 0.08f : 0.9f;
      }
  g_free (self->ink);
  self->ink = ink;
  self->width = width;
  self->height = height;
  self->focus_x += margin;
  self->focus_y += margin;
}

/**
 * sheet_random_text:
 * @rand: where chance comes from
 * @length: characters
 *
 * Returns: (transfer full): letters and digits of a ticket's secret
 */
char *
sheet_random_text (GRand *rand,
                   guint  length)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  char             *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[g_rand_int_range (rand, 0, 32)];
  text[length] = '\0';
  return text;
}

/**
 * sheet_random_ean_13:
 * @rand: where chance comes from
 *
 * Returns: (transfer full): thirteen digits
 */
char *
sheet_random_ean_13 (GRand *rand)
{
  char *digits = g_strdup_printf ("2%011d0", g_rand_int_range (rand, 0, G_MAXINT));

  digits[12] = (char) ('0' + foyer_ean13_check_digit (digits));
  return digits;
}
