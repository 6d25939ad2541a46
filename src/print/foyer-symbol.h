/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "foyer-layout.h"

G_BEGIN_DECLS

/**
 * FoyerSymbol:
 * @columns: modules across
 * @rows: rows of modules; of bars there is one row
 * @quiet_left: clear modules that readers need
 * @quiet_right: the same at the other side
 * @quiet_ends: the same above and below; only of a square code
 * @modules: rows of modules, the lowest bit tells a dark one
 *
 * A code as dark and light modules, before it is known how large they are.
 */
typedef struct
{
  guint   columns;
  guint   rows;
  guint   quiet_left;
  guint   quiet_right;
  guint   quiet_ends;
  guint8 *modules;
} FoyerSymbol;

/**
 * foyer_symbol_new:
 * @type: of a code
 * @text: what the code says
 *
 * Returns: (transfer full) (nullable): the symbol; %NULL with
 *   %FOYER_PRINT_ERROR_CODE when @type cannot say @text
 */
FoyerSymbol *foyer_symbol_new (FoyerLayoutElementType type, const char *text, GError **error);
void         foyer_symbol_free (FoyerSymbol *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSymbol, foyer_symbol_free)

/** foyer_symbol_dots: Returns: dots that a module of @symbol has in the box of @element, 0 when there is not even one */
guint foyer_symbol_dots (const FoyerSymbol *symbol, const FoyerLayoutElement *element, double dpi);

/**
 * foyer_symbol_draw:
 * @cr: one unit per point, not turned
 * @element: a code
 * @text: what it says, for the digits below bars
 * @digits: the type of the digits
 * @x: where the page begins, in points from where whole dots are counted
 * @y: the same downwards
 * @dpi: resolution of the printer
 *
 * Draws the code into its box, every module of whole dots and on whole dots,
 * with the clear modules around it inside of the box, too. A code for which the
 * box is too small is drawn with one dot a module and leaves it.
 */
void foyer_symbol_draw (const FoyerSymbol *symbol, cairo_t *cr, const FoyerLayoutElement *element, const char *text, cairo_font_face_t *digits, double x, double y, double dpi);

G_END_DECLS
