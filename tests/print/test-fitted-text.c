/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-fitted-text.h"

#include <math.h>
#include <string.h>

static const FoyerTextBox line_box = { 10, 20, 120, 14, 11, 7, 7, 1, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 };
static const FoyerTextBox block_box = { 10, 20, 120, 28, 22, 12, 7, 3, PANGO_ALIGN_LEFT, PANGO_WEIGHT_BOLD, 0 };

static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

/* Draws @text on a large sheet and fails if there is ink outside of @box. */
static void
assert_ink_stays_inside (PangoContext       *context,
                         const FoyerTextBox *box,
                         const char         *text)
{
  const int        scale = 4, width = 300 * scale, height = 100 * scale;
  g_autofree char *line = foyer_printable_text (text);
  g_autoptr (FoyerFittedText) fitted = foyer_fitted_text_new (context, box, line);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t         *cr = cairo_create (surface);
  const guint8    *data;
  int              stride;

  cairo_scale (cr, scale, scale);
  foyer_fitted_text_draw (fitted, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean inside = x >= floor (box->x * scale) - 1 && x <= ceil ((box->x + box->width) * scale) &&
                          y >= floor (box->y * scale) - 1 && y <= ceil ((box->y + box->height) * scale);

        if (!inside && data[y * stride + x] > 32)
          g_error ("ink at %g, %g outside of the box: “%s”", (double) x / scale, (double) y / scale, line);
      }
  cairo_surface_destroy (surface);
}

static void
short_text_keeps_its_size (void)
{
  g_autoptr (GObject) owner = G_OBJECT (context_new ());
  PangoContext *context = PANGO_CONTEXT (owner);
  g_autoptr (FoyerFittedText) small = NULL;
  g_autoptr (FoyerFittedText) large = NULL;
  double       width, wider;
  FoyerTextBox box = line_box;

  small = foyer_fitted_text_new (context, &box, "Stalls");
  box.width *= 2;
  large = foyer_fitted_text_new (context, &box, "Stalls");
  foyer_fitted_text_get_extents (small, &width, NULL);
  foyer_fitted_text_get_extents (large, &wider, NULL);
  g_assert_cmpfloat (width, >, 20);
  g_assert_cmpfloat_with_epsilon (width, wider, 0.001);
  g_assert_false (foyer_fitted_text_is_ellipsized (small));
}

static void
long_text_shrinks_then_wraps_then_ends (void)
{
  g_autoptr (GObject) owner = G_OBJECT (context_new ());
  PangoContext *context = PANGO_CONTEXT (owner);
  g_autoptr (FoyerFittedText) one = NULL;
  g_autoptr (FoyerFittedText) several = NULL;
  g_autoptr (FoyerFittedText) end = NULL;
  g_autofree char *endless = g_strnfill (380, 'W');
  double           width, height, first_height;

  one = foyer_fitted_text_new (context, &block_box, "A title in a line");
  foyer_fitted_text_get_extents (one, &width, &first_height);
  g_assert_false (foyer_fitted_text_is_ellipsized (one));
  g_assert_cmpfloat (width, <=, block_box.width);
  g_assert_cmpfloat (first_height, <, 16);

  several = foyer_fitted_text_new (context, &block_box, "A title that needs more than one line");
  foyer_fitted_text_get_extents (several, &width, &height);
  g_assert_false (foyer_fitted_text_is_ellipsized (several));
  g_assert_cmpfloat (height, >, first_height);

  end = foyer_fitted_text_new (context, &block_box, endless);
  g_assert_true (foyer_fitted_text_is_ellipsized (end));
  foyer_fitted_text_get_extents (end, &width, &height);
  g_assert_cmpfloat (width, <=, block_box.width + 0.1);
  g_assert_cmpfloat (height, <=, block_box.height + 0.1);
}

static void
nothing_leaves_its_box (void)
{
  static const char *const texts[] = {
    "", " ", "i", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Ångström Ỗ ǖ gjpqy",
    "حفل الموسيقى العربية الكبير في دار الأوبرا المصرية بالقاهرة", "费加罗的婚礼费加罗的婚礼费加罗的婚礼费加罗的婚礼",
    "งานแต่งงานของฟิกาโร ณ โรงละครแห่งชาติ กรุงเทพมหานคร", "🎉🎶🎭 👩‍👩‍👧‍👦 🏳️‍🌈",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031ea",
    "שלום Hello مرحبا 你好 สวัสดี", "﷽﷽﷽", "supercalifragilisticexpialidocious-supercalifragilisticexpialidocious"
  };
  g_autoptr (GObject) owner = G_OBJECT (context_new ());
  PangoContext *context = PANGO_CONTEXT (owner);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (PangoAlignment align = PANGO_ALIGN_LEFT; align <= PANGO_ALIGN_RIGHT; align++)
      {
        FoyerTextBox line = line_box, block = block_box;

        line.align = block.align = align;
        assert_ink_stays_inside (context, &line, texts[i]);
        assert_ink_stays_inside (context, &block, texts[i]);
      }
}

static void
nothing_random_leaves_its_box (void)
{
  static const gunichar starts[] = { 0x20, 0xc0, 0x300, 0x590, 0x600, 0x900, 0xe00, 0x1100, 0x2000, 0x4e00, 0xac00, 0xff00, 0x1f300 };
  g_autoptr (GObject) owner = G_OBJECT (context_new ());
  PangoContext *context = PANGO_CONTEXT (owner);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261114);

  for (int run = 0; run < 60; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (rand, 1, 60);

      for (int i = 0; i < n; i++)
        {
          gunichar c = starts[g_rand_int_range (rand, 0, G_N_ELEMENTS (starts))] + g_rand_int_range (rand, 0, 0x70);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      assert_ink_stays_inside (context, run % 2 ? &line_box : &block_box, text->str);
    }
}

static void
assert_printable (const char *text,
                  const char *expected)
{
  g_autofree char *line = foyer_printable_text (text);

  g_assert_cmpstr (line, ==, expected);
}

static void
control_characters_are_not_printed (void)
{
  assert_printable (NULL, "");
  assert_printable ("", "");
  assert_printable ("  Anna \t\n Berg\r\n", "Anna Berg");
  assert_printable ("A\x1b[31mB\x07\x7f", "A[31mB");
  assert_printable ("A\xc2\x85"
                    "B\u2028C",
                    "A B C");
  assert_printable ("\u202eevil\u202c", "evil");
  assert_printable ("\u2068שלום\u2069", "\u2068שלום\u2069");
  assert_printable ("\ufeffX\uffff", "X");
  assert_printable ("caf\xe9", "caf\ufffd");
  assert_printable ("Ærøskøbing 数 ไทย", "Ærøskøbing 数 ไทย");
}

static void
a_megabyte_is_cut (void)
{
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autofree char *line = foyer_printable_text (megabyte);

  g_assert_cmpuint (strlen (line), ==, 400);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/text/short-text-keeps-its-size", short_text_keeps_its_size);
  g_test_add_func ("/print/text/long-text-shrinks-then-wraps-then-ends", long_text_shrinks_then_wraps_then_ends);
  g_test_add_func ("/print/text/nothing-leaves-its-box", nothing_leaves_its_box);
  g_test_add_func ("/print/text/nothing-random-leaves-its-box", nothing_random_leaves_its_box);
  g_test_add_func ("/print/text/control-characters-are-not-printed", control_characters_are_not_printed);
  g_test_add_func ("/print/text/a-megabyte-is-cut", a_megabyte_is_cut);
  return g_test_run ();
}
