/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "foyer-layout.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_DESIGN (foyer_layout_design_get_type ())

/**
 * FoyerLayoutDesign:
 *
 * A layout while it is edited: the page at hand, what is selected on it, and
 * how to go back. The canvas, the properties and the editor all look at the same
 * one. Main thread only.
 *
 * Signal `changed`: the layout is another one now.
 * Signal `selected`: other elements are selected, or another page is at hand.
 */
G_DECLARE_FINAL_TYPE (FoyerLayoutDesign, foyer_layout_design, FOYER, LAYOUT_DESIGN, GObject)

typedef enum
{
  FOYER_LAYOUT_SIDE_LEFT,
  FOYER_LAYOUT_SIDE_CENTER,
  FOYER_LAYOUT_SIDE_RIGHT,
  FOYER_LAYOUT_SIDE_TOP,
  FOYER_LAYOUT_SIDE_MIDDLE,
  FOYER_LAYOUT_SIDE_BOTTOM,
} FoyerLayoutSide;

typedef enum
{
  FOYER_LAYOUT_TO_TOP,
  FOYER_LAYOUT_UP,
  FOYER_LAYOUT_DOWN,
  FOYER_LAYOUT_TO_BOTTOM,
} FoyerLayoutOrder;

/** foyer_layout_design_new: @layout: copied */
FoyerLayoutDesign *foyer_layout_design_new (const FoyerLayout *layout);

/** foyer_layout_design_get_layout: Returns: (transfer none): as it is now; to be altered between foyer_layout_design_begin() and foyer_layout_design_end() only */
FoyerLayout *foyer_layout_design_get_layout (FoyerLayoutDesign *self);

guint      foyer_layout_design_get_page (FoyerLayoutDesign *self);
void       foyer_layout_design_set_page (FoyerLayoutDesign *self, guint page);
GPtrArray *foyer_layout_design_get_elements (FoyerLayoutDesign *self);

/**
 * foyer_layout_design_begin:
 * @what: (nullable): edits of the same kind that follow each other are one step back; %NULL for a step of its own
 *
 * Remembers how it was.
 */
void foyer_layout_design_begin (FoyerLayoutDesign *self, const char *what);

/** foyer_layout_design_end: Tells that it was altered. */
void foyer_layout_design_end (FoyerLayoutDesign *self);

/** foyer_layout_design_pause: What follows is another step, even if it is of the same kind. */
void foyer_layout_design_pause (FoyerLayoutDesign *self);

gboolean foyer_layout_design_can_undo (FoyerLayoutDesign *self);
gboolean foyer_layout_design_can_redo (FoyerLayoutDesign *self);
void     foyer_layout_design_undo (FoyerLayoutDesign *self);
void     foyer_layout_design_redo (FoyerLayoutDesign *self);

/* Selection: indices of elements on the page at hand, the lowest first. */

const GArray *foyer_layout_design_get_selection (FoyerLayoutDesign *self);
gboolean      foyer_layout_design_is_selected (FoyerLayoutDesign *self, guint element);

/** foyer_layout_design_get_selected: Returns: (transfer none) (nullable): the element that is selected, when it is a single one */
FoyerLayoutElement *foyer_layout_design_get_selected (FoyerLayoutDesign *self);
void                foyer_layout_design_select (FoyerLayoutDesign *self, guint element);
void                foyer_layout_design_toggle (FoyerLayoutDesign *self, guint element);
void                foyer_layout_design_select_all (FoyerLayoutDesign *self);
void                foyer_layout_design_select_none (FoyerLayoutDesign *self);

/** foyer_layout_design_select_next: Selects the element after the selected one, or before it. Returns: FALSE past the last one */
gboolean foyer_layout_design_select_next (FoyerLayoutDesign *self, gboolean forwards);

/** foyer_layout_design_select_within: Selects what lies in @rect. */
void foyer_layout_design_select_within (FoyerLayoutDesign *self, const FoyerLayoutRect *rect);

/** foyer_layout_design_bounds: Returns: whether anything is selected, and what it covers */
gboolean foyer_layout_design_bounds (FoyerLayoutDesign *self, FoyerLayoutRect *bounds);

/** foyer_layout_design_add: @element: (transfer full): comes on top and is selected */
void foyer_layout_design_add (FoyerLayoutDesign *self, FoyerLayoutElement *element);
void foyer_layout_design_duplicate (FoyerLayoutDesign *self);
void foyer_layout_design_delete (FoyerLayoutDesign *self);
void foyer_layout_design_move (FoyerLayoutDesign *self, int dx, int dy);
void foyer_layout_design_turn (FoyerLayoutDesign *self, int degrees);
void foyer_layout_design_order (FoyerLayoutDesign *self, FoyerLayoutOrder order);

/** foyer_layout_design_align: A single element to the paper, several to what they cover together. */
void foyer_layout_design_align (FoyerLayoutDesign *self, FoyerLayoutSide side);

void foyer_layout_design_add_page (FoyerLayoutDesign *self);
void foyer_layout_design_delete_page (FoyerLayoutDesign *self);

G_END_DECLS
