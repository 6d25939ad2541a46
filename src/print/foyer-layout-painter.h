/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "foyer-document-data.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/** FOYER_LAYOUT_DEFAULT_DPI: what is drawn for when the printer is not known: eight dots a millimetre */
#define FOYER_LAYOUT_DEFAULT_DPI 203

/**
 * FoyerLayoutTroubleKind:
 * @FOYER_LAYOUT_TEXT_CUT: a text lost its end
 * @FOYER_LAYOUT_CODE_LEFT_OUT: a code cannot say what it should and is not there
 * @FOYER_LAYOUT_CODE_TOO_FINE: a code has modules of fewer dots than are read well
 * @FOYER_LAYOUT_PICTURE_MISSING: a picture is not here or cannot be shown
 */
typedef enum
{
  FOYER_LAYOUT_TEXT_CUT,
  FOYER_LAYOUT_CODE_LEFT_OUT,
  FOYER_LAYOUT_CODE_TOO_FINE,
  FOYER_LAYOUT_PICTURE_MISSING,
} FoyerLayoutTroubleKind;

/** FoyerLayoutTrouble: what went wrong where when a page was drawn. */
typedef struct
{
  FoyerLayoutTroubleKind kind;
  guint                  page; /* of the layout, from 0 */
  guint                  element;
} FoyerLayoutTrouble;

/**
 * FoyerLayoutPainter:
 *
 * Draws documents in one layout, one after the other, and keeps the laid-out
 * texts that they have in common. Its memory does not grow with the number of
 * documents. Belongs to one thread.
 */
typedef struct _FoyerLayoutPainter FoyerLayoutPainter;

/**
 * foyer_layout_painter_new:
 * @layout: with the pictures it shows; not altered as long as it is painted
 * @language: (nullable): of the words, where @layout does not say
 * @dpi: resolution of the printer, which codes are made for; 0 for %FOYER_LAYOUT_DEFAULT_DPI
 * @black_only: whether the printer has black alone, also when @layout does not say so
 */
FoyerLayoutPainter *foyer_layout_painter_new (FoyerLayout *layout, const char *language, double dpi, gboolean black_only);
void                foyer_layout_painter_free (FoyerLayoutPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutPainter, foyer_layout_painter_free)

/** foyer_layout_painter_count_pages: Returns: how many pages @data takes: those of the layout, and more when its list is long */
guint foyer_layout_painter_count_pages (FoyerLayoutPainter *self, const FoyerDocumentData *data);

/** foyer_layout_painter_get_size: Tells the size in points of a @page, from 0; on a roll it depends on @data. */
void foyer_layout_painter_get_size (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint page, double *width, double *height);

/**
 * foyer_layout_painter_draw:
 * @cr: one unit per point; the paper itself is not painted
 * @page: which, from 0
 * @x: where the page begins, in points
 * @y: the same downwards. Codes are drawn on whole dots counted from the origin
 *   of @cr, so give a page's place here and do not translate
 *
 * Returns: FALSE with %FOYER_PRINT_ERROR_CODE when a QR code cannot be drawn; the
 *   rest is then there all the same
 */
gboolean foyer_layout_painter_draw (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page, double x, double y, GError **error);

/** foyer_layout_painter_shares: Returns: whether foyer_layout_painter_draw_shared() draws the same for both */
gboolean foyer_layout_painter_shares (FoyerLayoutPainter *self, const FoyerDocumentData *first, const FoyerDocumentData *second);

/** foyer_layout_painter_draw_shared: Draws what documents have in common, which lies below the rest, with the page at the origin of @cr. */
void foyer_layout_painter_draw_shared (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page);

/** foyer_layout_painter_is_apart: Returns: whether the rest lies nowhere on what is shared, so that the order does not matter */
gboolean foyer_layout_painter_is_apart (FoyerLayoutPainter *self, const FoyerDocumentData *data, guint page);

/** foyer_layout_painter_draw_own: Draws the rest; as foyer_layout_painter_draw() */
gboolean foyer_layout_painter_draw_own (FoyerLayoutPainter *self, cairo_t *cr, const FoyerDocumentData *data, guint page, double x, double y, GError **error);

/** foyer_layout_painter_get_troubles: Returns: (transfer none) (element-type FoyerLayoutTrouble): of all that was drawn since the last foyer_layout_painter_forget_troubles(), each once */
const GArray *foyer_layout_painter_get_troubles (FoyerLayoutPainter *self);
void          foyer_layout_painter_forget_troubles (FoyerLayoutPainter *self);

G_END_DECLS
