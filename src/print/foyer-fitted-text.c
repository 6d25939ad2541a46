/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-fitted-text.h"

#include <math.h>

/* Far more than any box shows; keeps a hostile megabyte out of the layout. */
#define MAX_CHARS 400
#define MAX_CHARS_OF_LINES 2000

#define FAMILIES "Cantarell, Adwaita Sans, Noto Sans, Sans"
#define LAYOUT_SIZE 10.0
#define SIZE_STEP 0.25

/* Of the type size: how far the base line is from the top and the bottom of a
 * box, and how high capital letters are. */
#define ASCENT 0.92
#define DESCENT 0.26
#define CAPITALS 0.7

struct _FoyerFittedText
{
  FoyerTextBox box;
  PangoLayout *layout;
  double       scale;
  double       left; /* what the text covers, unscaled, from the layout's origin */
  double       top;
  double       width;
  double       height;
  double       x; /* where the layout's origin goes */
  double       y;
  gboolean     clip;
};

static gboolean
is_printable (gunichar c)
{
  /* Embeddings and overrides could turn the rest of a line around; isolates
   * and marks, which names in two scripts need, cannot. */
  if (c >= 0x202a && c <= 0x202e)
    return FALSE;
  if (c == 0xfeff || c == 0xfffc || (c >= 0xfff9 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe)
    return FALSE;
  return g_unichar_type (c) != G_UNICODE_CONTROL;
}

static char *
printable (const char *text,
           guint       max_chars,
           gboolean    lines)
{
  g_autofree char *valid = NULL;
  GString         *line = g_string_new (NULL);
  gboolean         space = FALSE, newline = FALSE;
  guint            n = 0;

  /* Cut before anything that costs time by length; a character has at most
   * four bytes, and half a character at the end is lost anyway. */
  if (text != NULL)
    valid = g_utf8_make_valid (text, strnlen (text, max_chars * 8));

  for (const char *at = valid; at != NULL && *at != '\0' && n < max_chars; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || c == 0x2028 || c == 0x2029 || c == 0x85)
        {
          space = line->len > 0;
          newline = newline || (lines && space && c == '\n');
          continue;
        }
      if (!is_printable (c))
        continue;
      if (space)
        g_string_append_c (line, newline ? '\n' : ' ');
      space = newline = FALSE;
      g_string_append_unichar (line, c);
      n++;
    }
  return g_string_free (line, FALSE);
}

/**
 * foyer_printable_text:
 * @text: (nullable): any bytes
 *
 * Makes one printable line of @text: what is not UTF-8 becomes a replacement
 * character, control characters go, every run of white space becomes one
 * space, and nothing is longer than 400 characters.
 *
 * Returns: (transfer full): the line, perhaps empty
 */
char *
foyer_printable_text (const char *text)
{
  return printable (text, MAX_CHARS, FALSE);
}

/**
 * foyer_printable_lines:
 * @text: (nullable): any bytes
 *
 * As foyer_printable_text(), but line feeds stay, without empty lines between
 * them, and 2,000 characters are allowed.
 *
 * Returns: (transfer full): the lines, perhaps empty
 */
char *
foyer_printable_lines (const char *text)
{
  return printable (text, MAX_CHARS_OF_LINES, TRUE);
}

/* Every text is laid out at one type size and scaled when it is drawn: a font
 * of yet another size would cost a font search of milliseconds. Scales are
 * quarter points apart, so that the scaled fonts are found again, too. */
static double
scale_for (double size)
{
  return floor (size / SIZE_STEP + 0.001) * SIZE_STEP / LAYOUT_SIZE;
}

/* The room that the text takes, unscaled. Lines are as high as their ink: fonts
 * of some scripts have line boxes of twice the height of what they show. */
static void
measure (FoyerFittedText *self)
{
  PangoRectangle ink, logical;
  int            x, right;

  pango_layout_get_extents (self->layout, &ink, &logical);
  x = MIN (logical.x, ink.width > 0 ? ink.x : logical.x);
  right = MAX (logical.x + logical.width, ink.x + ink.width);
  self->left = (double) x / PANGO_SCALE;
  self->width = (double) (right - x) / PANGO_SCALE;
  self->top = (double) ink.y / PANGO_SCALE;
  self->height = (double) ink.height / PANGO_SCALE;
}

static gboolean
fits (const FoyerFittedText *self)
{
  return self->width * self->scale <= self->box.width + 0.01 &&
         self->height * self->scale <= self->box.height + 0.01;
}

/* Lines that have wrapped and lost their end may show a hair beyond their width. */
static gboolean
nearly_fits (const FoyerFittedText *self)
{
  return self->width * self->scale <= self->box.width + 0.75 &&
         self->height * self->scale <= self->box.height + 0.01;
}

/* One line, as large as the box allows. */
static gboolean
fit_line (FoyerFittedText *self)
{
  double size = self->box.size;
  double smallest = self->box.max_lines > 1 ? self->box.wrap_size : self->box.min_size;

  if (pango_layout_get_line_count (self->layout) > 1)
    return FALSE;
  measure (self);
  if (self->width > 0)
    size = MIN (size, self->box.width / self->width * LAYOUT_SIZE);
  if (self->height > 0)
    size = MIN (size, self->box.height / self->height * LAYOUT_SIZE);
  self->scale = scale_for (MAX (size, smallest));
  return fits (self);
}

static gboolean
fit_lines (FoyerFittedText *self)
{
  for (double size = self->box.size; size >= self->box.min_size; size -= SIZE_STEP)
    {
      self->scale = scale_for (size);
      pango_layout_set_width (self->layout, self->box.width / self->scale * PANGO_SCALE);
      if ((guint) pango_layout_get_line_count (self->layout) > self->box.max_lines)
        continue;
      measure (self);
      if (fits (self))
        return TRUE;
    }
  return FALSE;
}

/* Where the first base line is in the box. */
static double
first_baseline (const FoyerFittedText *self)
{
  const FoyerTextBox *box = &self->box;
  double              size = LAYOUT_SIZE * self->scale;
  double              first = pango_layout_get_baseline (self->layout) * self->scale / PANGO_SCALE;
  double              last = first, height;
  gboolean            is_line = pango_layout_get_line_count (self->layout) == 1;
  PangoLayoutIter    *iter;

  if (box->valign == FOYER_TEXT_TOP)
    return ASCENT * (is_line ? MIN (box->size, box->height / (ASCENT + DESCENT)) : size);
  if (!is_line)
    {
      iter = pango_layout_get_iter (self->layout);
      while (pango_layout_iter_next_line (iter))
        last = pango_layout_iter_get_baseline (iter) * self->scale / PANGO_SCALE;
      pango_layout_iter_free (iter);
    }
  height = last - first;
  if (box->valign == FOYER_TEXT_BOTTOM)
    return box->height - height - DESCENT * (is_line ? MIN (box->size, box->height / (ASCENT + DESCENT)) : size);
  return (box->height - height + CAPITALS * size) / 2;
}

static void
place (FoyerFittedText *self)
{
  const FoyerTextBox *box = &self->box;
  double              width = self->width * self->scale, height = self->height * self->scale;
  double              left = self->left * self->scale, top = self->top * self->scale;
  double              baseline = pango_layout_get_baseline (self->layout) * self->scale / PANGO_SCALE;

  /* A layout with a width aligns its own lines, a line of Arabic at the right. */
  if (pango_layout_get_width (self->layout) >= 0)
    self->x = box->x;
  else if (box->align == PANGO_ALIGN_LEFT)
    self->x = box->x - left;
  else if (box->align == PANGO_ALIGN_RIGHT)
    self->x = box->x + box->width - width - left;
  else
    self->x = box->x + (box->width - width) / 2 - left;

  self->x = MIN (self->x, box->x + box->width - width - left);
  self->x = MAX (self->x, box->x - left);

  /* Ink never leaves the box. */
  self->y = box->y + first_baseline (self) - baseline;
  self->y = MIN (self->y, box->y + box->height - height - top);
  self->y = MAX (self->y, box->y - top);
}

static void
fit (FoyerFittedText *self)
{
  if (!fit_line (self) && !(self->box.max_lines > 1 && fit_lines (self)))
    {
      self->scale = scale_for (self->box.min_size);
      pango_layout_set_width (self->layout, self->box.width / self->scale * PANGO_SCALE);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      for (guint lines = self->box.max_lines; lines > 0; lines--)
        {
          pango_layout_set_height (self->layout, -(int) lines);
          measure (self);
          if (nearly_fits (self))
            break;
        }
      self->clip = !nearly_fits (self);
    }

  place (self);
}

static PangoAttrList *
attributes_for (const FoyerTextBox *box)
{
  PangoAttrList *list = pango_attr_list_new ();

  /* The spacing is meant at full size and shrinks with the text. */
  pango_attr_list_insert (list, pango_attr_letter_spacing_new (box->spacing * LAYOUT_SIZE / box->size * PANGO_SCALE));
  return list;
}

/**
 * foyer_fitted_text_new:
 * @context: from a cairo font map, at 72 dots per inch
 * @box: the room on paper; copied
 * @text: what foyer_printable_text() or foyer_printable_lines() made
 *
 * Returns: (transfer full): the text, laid out
 */
FoyerFittedText *
foyer_fitted_text_new (PangoContext       *context,
                       const FoyerTextBox *box,
                       const char         *text)
{
  FoyerFittedText      *self = g_new0 (FoyerFittedText, 1);
  PangoFontDescription *font = pango_font_description_new ();

  self->box = *box;
  self->box.max_lines = MAX (box->max_lines, 1);
  self->layout = pango_layout_new (context);
  if (box->family != NULL && *box->family != '\0')
    {
      g_autofree char *families = g_strconcat (box->family, ", ", FAMILIES, NULL);

      pango_font_description_set_family (font, families);
    }
  else
    pango_font_description_set_family_static (font, FAMILIES);
  if (box->italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  pango_font_description_set_weight (font, box->weight);
  pango_font_description_set_absolute_size (font, LAYOUT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (self->layout, box->align);
  if (box->spacing > 0)
    {
      PangoAttrList *list = attributes_for (box);

      pango_layout_set_attributes (self->layout, list);
      pango_attr_list_unref (list);
    }
  pango_layout_set_text (self->layout, text, -1);
  fit (self);
  return self;
}

/**
 * foyer_fitted_text_free:
 * @self: (nullable) (transfer full): a text
 */
void
foyer_fitted_text_free (FoyerFittedText *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * foyer_fitted_text_draw:
 * @self: a text
 * @cr: where to draw, one unit per point; its colour is used
 */
void
foyer_fitted_text_draw (FoyerFittedText *self,
                        cairo_t         *cr)
{
  cairo_save (cr);
  if (self->clip)
    {
      cairo_rectangle (cr, self->box.x, self->box.y, self->box.width, self->box.height);
      cairo_clip (cr);
    }
  cairo_translate (cr, self->x, self->y);
  cairo_scale (cr, self->scale, self->scale);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, self->layout);
  cairo_restore (cr);
}

/**
 * foyer_fitted_text_get_extents:
 * @self: a text
 * @width: (out) (optional): width in points of what is drawn
 * @height: (out) (optional): its height in points
 */
void
foyer_fitted_text_get_extents (FoyerFittedText *self,
                               double          *width,
                               double          *height)
{
  if (width != NULL)
    *width = MIN (self->width * self->scale, self->box.width);
  if (height != NULL)
    *height = MIN (self->height * self->scale, self->box.height);
}

/**
 * foyer_fitted_text_is_ellipsized:
 * @self: a text
 *
 * Returns: %TRUE if the end of the text is missing
 */
gboolean
foyer_fitted_text_is_ellipsized (FoyerFittedText *self)
{
  return self->clip || pango_layout_is_ellipsized (self->layout);
}
