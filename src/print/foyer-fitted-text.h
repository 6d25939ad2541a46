/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * FoyerTextValign:
 * @FOYER_TEXT_MIDDLE: capital letters are as far from the top as from the bottom
 * @FOYER_TEXT_TOP: from the top down; texts of one size side by side share a base
 *   line, also when one of them has shrunk
 * @FOYER_TEXT_BOTTOM: the same at the bottom
 */
typedef enum
{
  FOYER_TEXT_MIDDLE,
  FOYER_TEXT_TOP,
  FOYER_TEXT_BOTTOM,
} FoyerTextValign;

/**
 * FoyerTextBox:
 * @x: left edge in points
 * @y: top edge in points
 * @width: in points
 * @height: in points
 * @size: type size in points, when there is room
 * @wrap_size: one line is kept down to this size
 * @min_size: the smallest size that is still read, for text that has wrapped
 * @max_lines: lines that the text may take; with 1 it shrinks to @min_size
 * @align: how the text stands in the box; %PANGO_ALIGN_LEFT is the left edge
 *   also for a line of Arabic
 * @weight: type weight
 * @spacing: extra space between letters in points
 * @valign: where the text stands when the box is higher
 * @italic: whether it is slanted
 * @family: (nullable): families of the type, separated by commas, before the
 *   house's own; borrowed
 *
 * The room on paper that one text has, and how it looks there.
 */
typedef struct
{
  double          x;
  double          y;
  double          width;
  double          height;
  double          size;
  double          wrap_size;
  double          min_size;
  guint           max_lines;
  PangoAlignment  align;
  PangoWeight     weight;
  double          spacing;
  FoyerTextValign valign;
  gboolean        italic;
  const char     *family;
} FoyerTextBox;

/**
 * FoyerFittedText:
 *
 * A text laid out so that it never leaves its box: it shrinks, then wraps,
 * and only then loses its end. Belongs to one thread.
 */
typedef struct _FoyerFittedText FoyerFittedText;

FoyerFittedText *foyer_fitted_text_new (PangoContext       *context,
                                        const FoyerTextBox *box,
                                        const char         *text);
void             foyer_fitted_text_free (FoyerFittedText *self);
void             foyer_fitted_text_draw (FoyerFittedText *self,
                                         cairo_t         *cr);
void             foyer_fitted_text_get_extents (FoyerFittedText *self,
                                                double          *width,
                                                double          *height);
gboolean         foyer_fitted_text_is_ellipsized (FoyerFittedText *self);

char *foyer_printable_text (const char *text);
char *foyer_printable_lines (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFittedText, foyer_fitted_text_free)

G_END_DECLS
