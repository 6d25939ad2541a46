/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-plan-editor.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SEATING_PANEL (foyer_seating_panel_get_type ())

/** FoyerSeatingPanel: What can be said of the chosen seats, of the categories and of the areas of a plan that is being drawn. */
G_DECLARE_FINAL_TYPE (FoyerSeatingPanel, foyer_seating_panel, FOYER, SEATING_PANEL, AdwBin)

/** foyer_seating_panel_open: To be called once. */
void foyer_seating_panel_open (FoyerSeatingPanel *self, FoyerPlanEditor *editor);

G_END_DECLS
