/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-data.h"
#include "foyer-layout-design.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_CANVAS (foyer_layout_canvas_get_type ())

/**
 * FoyerLayoutCanvas:
 *
 * The paper that is designed, painted as it will be printed, with handles to
 * move and resize what is on it. Put it into a scrolled window.
 *
 * Keys: arrows move by half a millimetre (with Shift by five, with Control by a
 * tenth), Tab and Shift+Tab go through the elements, Control+A selects all of
 * them, Escape none, Delete deletes, Return edits the text.
 * Signal `edit`: somebody wants to type the text of the selected element.
 */
G_DECLARE_FINAL_TYPE (FoyerLayoutCanvas, foyer_layout_canvas, FOYER, LAYOUT_CANVAS, GtkWidget)

/** foyer_layout_canvas_set_design: Shows @design (nullable). */
void foyer_layout_canvas_set_design (FoyerLayoutCanvas *self, FoyerLayoutDesign *design);

/** foyer_layout_canvas_set_data: What the paper says; copied. */
void foyer_layout_canvas_set_data (FoyerLayoutCanvas *self, const FoyerDocumentData *data, const char *language);

/** foyer_layout_canvas_set_zoom: 1 is as large as on paper; 0 fits the paper into the window. */
void foyer_layout_canvas_set_zoom (FoyerLayoutCanvas *self, double zoom);

/** foyer_layout_canvas_get_zoom: Returns: as it is shown, never 0 */
double foyer_layout_canvas_get_zoom (FoyerLayoutCanvas *self);

/** foyer_layout_canvas_set_room: The room there is for the paper when it is fitted, in pixels. */
void foyer_layout_canvas_set_room (FoyerLayoutCanvas *self, int width, int height);

G_END_DECLS
