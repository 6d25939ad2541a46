/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-layout-design.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_EDITOR (foyer_layout_editor_get_type ())

/**
 * FoyerLayoutEditor:
 *
 * Designs one layout. What is changed is saved by itself a moment later, and at
 * the latest when the page is left; a layout that was only looked at is not.
 */
G_DECLARE_FINAL_TYPE (FoyerLayoutEditor, foyer_layout_editor, FOYER, LAYOUT_EDITOR, AdwNavigationPage)

/** foyer_layout_editor_new: @layout: with its pictures; one without id is a new one once it is changed */
AdwNavigationPage *foyer_layout_editor_new (FoyerSession *session, FoyerLayout *layout);

/** foyer_layout_editor_get_design: Returns: (transfer none): what is edited */
FoyerLayoutDesign *foyer_layout_editor_get_design (FoyerLayoutEditor *self);

G_END_DECLS
