/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-symbol.h"

#include <math.h>
#include <string.h>

#include "foyer-code128.h"
#include "foyer-ean13.h"
#include "foyer-modules.h"
#include "foyer-print-error.h"
#include "foyer-qr.h"

/* So much of a dot is left off at each edge of a code: rasterisers grow an image
 * to every pixel that it touches, and touching the next one would make one row
 * of modules thicker than the others. */
#define INSET 0.01

/* Bars that are wider than this look odd and are read no better, in points. */
#define MAX_BAR_MODULE 1.5

/* The digits below bars, in points. */
#define DIGITS_SIZE 8.0
#define DIGITS_ROOM 8.5
/* Bars lower than this have none. */
#define DIGITS_MIN_HEIGHT 22.0
/* How far guard bars reach down between the digits, in modules. */
#define GUARD_MODULES 5

FoyerSymbol *
foyer_symbol_new (FoyerLayoutElementType type, const char *text, GError **error)
{
  g_autoptr (FoyerSymbol) self = g_new0 (FoyerSymbol, 1);

  g_return_val_if_fail (foyer_layout_type_is_code (type), NULL);

  if (type == FOYER_LAYOUT_QR)
    {
      g_autoptr (FoyerQr) qr = foyer_qr_new (text, error);

      if (qr == NULL)
        return NULL;
      self->columns = self->rows = foyer_qr_get_modules (qr);
      self->quiet_left = self->quiet_right = self->quiet_ends = FOYER_QR_QUIET;
      self->modules = g_memdup2 (foyer_qr_get_data (qr), self->columns * self->rows);
    }
  else if (type == FOYER_LAYOUT_EAN13)
    {
      self->columns = FOYER_EAN13_MODULES;
      self->rows = 1;
      self->quiet_left = FOYER_EAN13_QUIET_LEFT;
      self->quiet_right = FOYER_EAN13_QUIET_RIGHT;
      self->modules = g_new (guint8, FOYER_EAN13_MODULES);
      if (!foyer_ean13_encode (text, self->modules))
        {
          g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE,
                               "An EAN-13 has thirteen digits, of which the last one is the right check digit.");
          return NULL;
        }
    }
  else
    {
      GByteArray *bars = foyer_code128_encode (text);

      if (bars == NULL)
        {
          g_set_error_literal (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_CODE,
                               "A Code 128 has at most 80 plain letters, digits and signs.");
          return NULL;
        }
      self->columns = bars->len;
      self->rows = 1;
      self->quiet_left = self->quiet_right = FOYER_CODE128_QUIET;
      self->modules = g_byte_array_free (bars, FALSE);
    }
  return g_steal_pointer (&self);
}

void
foyer_symbol_free (FoyerSymbol *self)
{
  if (self == NULL)
    return;
  g_free (self->modules);
  g_free (self);
}

static double
to_points (int micrometres)
{
  return micrometres * 72.0 / FOYER_LAYOUT_INCH;
}

static double
whole_dots (double points, double dot)
{
  return round (points / dot) * dot;
}

guint
foyer_symbol_dots (const FoyerSymbol *symbol, const FoyerLayoutElement *element, double dpi)
{
  double dot = 72 / dpi;
  /* Not to lose a dot to a rounded micrometre. */
  double across = floor (to_points (element->width) / dot + 0.05) / (symbol->quiet_left + symbol->columns + symbol->quiet_right);
  double along = floor (to_points (element->height) / dot + 0.05) / (symbol->rows + 2 * symbol->quiet_ends);

  return (guint) floor (symbol->rows > 1 ? MIN (across, along) : MIN (across, MAX (floor (MAX_BAR_MODULE / dot), 1)));
}

/* Turns rows of modules by a quarter, clockwise. */
static void
turn (guint8 **modules, guint *columns, guint *rows)
{
  guint8 *turned = g_new (guint8, *columns * *rows);

  for (guint row = 0; row < *rows; row++)
    for (guint column = 0; column < *columns; column++)
      turned[column * *rows + (*rows - 1 - row)] = (*modules)[row * *columns + column];
  g_free (*modules);
  *modules = turned;
  *rows = *columns ^ *rows;
  *columns = *columns ^ *rows;
  *rows = *columns ^ *rows;
}

/* The symbol on paper before it is turned: rows of equal height. */
typedef struct
{
  guint8 *modules;
  guint   columns;
  guint   rows;
  double  column; /* width of a module */
  double  row;    /* height of a row */
  double  left;   /* from the left edge of the box */
  double  top;
  double  digits; /* base line of the digits from the top of the box; 0: none */
} Placement;

static double
align (FoyerLayoutAlign how, double room)
{
  return how == FOYER_LAYOUT_ALIGN_LEFT ? 0 : how == FOYER_LAYOUT_ALIGN_CENTER ? room / 2
                                                                               : room;
}

/* Bars are as high as the box. Those of an EAN-13 are several rows of the same,
 * and the last row has guard bars only. */
static void
place_bars (Placement *placement, const FoyerSymbol *symbol, const FoyerLayoutElement *element, double dot)
{
  double   height = to_points (element->height);
  gboolean has_digits = element->type == FOYER_LAYOUT_EAN13 && height >= DIGITS_MIN_HEIGHT;
  double   guard = MAX (floor (GUARD_MODULES * placement->column / dot), 1) * dot;

  if (has_digits)
    {
      placement->digits = height - 0.5;
      height -= DIGITS_ROOM - guard + 0.5;
      placement->rows = MAX ((guint) (height / guard), 2);
      placement->row = guard;
    }
  else
    {
      placement->rows = 1;
      placement->row = MAX (floor (height / dot), 1) * dot;
    }
  placement->modules = g_new (guint8, placement->columns * placement->rows);
  for (guint i = 0; i < placement->rows; i++)
    memcpy (placement->modules + i * placement->columns, symbol->modules, placement->columns);
  for (guint i = 0; has_digits && i < placement->columns; i++)
    if (!foyer_ean13_is_guard (i))
      placement->modules[(placement->rows - 1) * placement->columns + i] = 0;
}

static void
place (Placement *placement, const FoyerSymbol *symbol, const FoyerLayoutElement *element, double dot, guint dots)
{
  double quiet = symbol->quiet_left + symbol->quiet_right;

  placement->columns = symbol->columns;
  placement->column = dots * dot;
  placement->left = align (element->align, MAX (to_points (element->width) - (symbol->columns + quiet) * placement->column, 0)) +
                    symbol->quiet_left * placement->column;
  if (symbol->rows == 1)
    {
      place_bars (placement, symbol, element, dot);
      return;
    }
  placement->rows = symbol->rows;
  placement->row = placement->column;
  placement->modules = g_memdup2 (symbol->modules, symbol->columns * symbol->rows);
  placement->top = align ((FoyerLayoutAlign) element->valign,
                          MAX (to_points (element->height) - (symbol->rows + 2 * symbol->quiet_ends) * placement->row, 0)) +
                   symbol->quiet_ends * placement->row;
}

/* The digits stand under the bars they belong to, the first one in the left
 * quiet zone. @cr is turned. */
static void
draw_digits (cairo_t *cr, cairo_font_face_t *face, const char *digits, double x, double y, double module)
{
  cairo_scaled_font_t *font;
  cairo_glyph_t        glyphs[13];
  cairo_glyph_t       *raw = glyphs;
  int                  n = G_N_ELEMENTS (glyphs);
  cairo_text_extents_t extents;

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, MIN (DIGITS_SIZE, 7 * module / 0.62));
  font = cairo_get_scaled_font (cr);
  if (cairo_scaled_font_text_to_glyphs (font, 0, y, digits, 13, &raw, &n, NULL, NULL, NULL) != CAIRO_STATUS_SUCCESS)
    return;
  cairo_scaled_font_glyph_extents (font, raw, 1, &extents);
  for (int i = 0; i < n; i++)
    {
      double cell = i == 0 ? -8 : i <= 6 ? 3 + (i - 1) * 7
                                         : 50 + (i - 7) * 7;

      raw[i].x = x + (cell + 3.5) * module - extents.x_advance / 2;
    }
  cairo_show_glyphs (cr, raw, n);
  if (raw != glyphs)
    cairo_glyph_free (raw);
}

static void
draw_modules (Placement *placement, cairo_t *cr, double x, double y, double dot)
{
  double width = placement->columns * placement->column, height = placement->rows * placement->row;

  foyer_modules_draw (cr, placement->modules, placement->columns, placement->rows, x + dot * INSET, y + dot * INSET,
                      width - 2 * dot * INSET, height - 2 * dot * INSET);
}

void
foyer_symbol_draw (const FoyerSymbol *symbol, cairo_t *cr, const FoyerLayoutElement *element, const char *text, cairo_font_face_t *digits, double x, double y, double dpi)
{
  double          dot = 72 / dpi;
  Placement       placement = { 0 };
  FoyerLayoutRect bounds = foyer_layout_element_bounds (element);
  guint           dots = MAX (foyer_symbol_dots (symbol, element, dpi), 1);
  double          left, top, width, height, across, along;

  place (&placement, symbol, element, dot, dots);
  if (placement.digits > 0)
    {
      cairo_save (cr);
      cairo_translate (cr, x + to_points (bounds.x) + to_points (bounds.width) / 2, y + to_points (bounds.y) + to_points (bounds.height) / 2);
      cairo_rotate (cr, element->rotation * G_PI / 180);
      draw_digits (cr, digits, text, placement.left - to_points (element->width) / 2, placement.digits - to_points (element->height) / 2, placement.column);
      cairo_restore (cr);
    }

  /* The upper left corner after turning, then to the nearest dot. */
  width = placement.columns * placement.column;
  height = placement.rows * placement.row;
  across = to_points (element->width);
  along = to_points (element->height);
  left = placement.left;
  top = placement.top;
  for (int turns = element->rotation / 90; turns > 0; turns--)
    {
      double was_left = left, was_width = width, was_across = across, was_column = placement.column;

      left = along - top - height;
      top = was_left;
      width = height;
      height = was_width;
      across = along;
      along = was_across;
      placement.column = placement.row;
      placement.row = was_column;
      turn (&placement.modules, &placement.columns, &placement.rows);
    }
  draw_modules (&placement, cr, whole_dots (x + to_points (bounds.x) + left, dot), whole_dots (y + to_points (bounds.y) + top, dot), dot);
  g_free (placement.modules);
}
