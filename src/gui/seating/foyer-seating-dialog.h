/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-seating-plan.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SEATING_DIALOG (foyer_seating_dialog_get_type ())

/**
 * FoyerSeatingDialog:
 *
 * Draws a seating plan: rows, tables, a stage; numbers, categories; undo and
 * redo; plans from and to files. Asks before it is left with unsaved work.
 *
 * Signal "save": the plan of foyer_seating_dialog_get_plan() is to be kept;
 * whoever keeps it says so by foyer_seating_dialog_set_saved().
 */
G_DECLARE_FINAL_TYPE (FoyerSeatingDialog, foyer_seating_dialog, FOYER, SEATING_DIALOG, AdwDialog)

/** foyer_seating_dialog_new: @plan: (transfer full): what to begin with */
AdwDialog *foyer_seating_dialog_new (FoyerSeatingPlan *plan);

/** foyer_seating_dialog_get_plan: Returns: (transfer none): the plan as it is now */
const FoyerSeatingPlan *foyer_seating_dialog_get_plan (FoyerSeatingDialog *self);

/** foyer_seating_dialog_set_saved: @problem: (nullable): why it was not kept, for people; %NULL when it was, which closes the dialog */
void foyer_seating_dialog_set_saved (FoyerSeatingDialog *self, const char *problem);

G_END_DECLS
