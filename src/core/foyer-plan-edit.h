/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seat-index.h"

G_BEGIN_DECLS

/** foyer_seating_plan_copy: Returns: (transfer full): an equal plan that shares nothing with @self */
FoyerSeatingPlan *foyer_seating_plan_copy (const FoyerSeatingPlan *self);

/*
 * Edits of chosen seats. @index is that of @plan before the edit, and no longer
 * holds after one that removes seats; @seats are numbers (guint) in it, ascending.
 */

/** foyer_plan_edit_set_category: @category: an index, or %FOYER_PLAN_NO_CATEGORY */
void foyer_plan_edit_set_category (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats, guint category);

/** foyer_plan_edit_move: Moves the seats, and rows that are chosen whole with their names. */
void foyer_plan_edit_move (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats, double dx, double dy);

/** foyer_plan_edit_remove: Removes the seats, then rows without seats, then zones without anything. Frees what @index points to. */
void foyer_plan_edit_remove (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats);

/** foyer_plan_edit_row_of: Returns: (transfer none) (nullable): the one row that all @seats are of, or %NULL */
FoyerPlanRow *foyer_plan_edit_row_of (FoyerSeatingPlan *plan, const FoyerSeatIndex *index, const GArray *seats);

/**
 * foyer_plan_edit_number_row:
 * @first: the number at one end
 * @step: 1, or 2 for odd or even numbers
 * @from_right: numbers grow towards the left
 *
 * Gives the seats of a row other numbers. Their ids stay, for tickets hold them.
 */
void foyer_plan_edit_number_row (FoyerPlanRow *row, guint first, guint step, gboolean from_right);

/** foyer_plan_edit_remove_category: Removes a category; its seats belong to none then. */
void foyer_plan_edit_remove_category (FoyerSeatingPlan *plan, guint category);

G_END_DECLS
