/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-layout-design.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_INSPECTOR (foyer_layout_inspector_get_type ())

/**
 * FoyerLayoutInspector:
 *
 * What can be set of the selected element, else of the paper, and the list of
 * all elements. Works with `layout.*` actions of the editor around it.
 */
G_DECLARE_FINAL_TYPE (FoyerLayoutInspector, foyer_layout_inspector, FOYER, LAYOUT_INSPECTOR, AdwBin)

/** foyer_layout_inspector_set_design: Shows @design (nullable). */
void foyer_layout_inspector_set_design (FoyerLayoutInspector *self, FoyerLayoutDesign *design);

/** foyer_layout_inspector_edit_text: Puts the cursor into the text of the selected element. */
void foyer_layout_inspector_edit_text (FoyerLayoutInspector *self);

G_END_DECLS
