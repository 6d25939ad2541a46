/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "foyer-seat-block.h"
#include "foyer-seat-index.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PLAN_EDITOR (foyer_plan_editor_get_type ())

/**
 * FoyerPlanEditor:
 *
 * A seating plan that is being drawn: the plan, which of its seats are chosen,
 * and what it was before, for undo and redo. Main thread.
 *
 * Signals: "changed" after each edit, undo and redo; "chosen" when other seats are
 * chosen, which also follows each "changed".
 */
G_DECLARE_FINAL_TYPE (FoyerPlanEditor, foyer_plan_editor, FOYER, PLAN_EDITOR, GObject)

/** foyer_plan_editor_new: @plan: (transfer full): what to begin with */
FoyerPlanEditor *foyer_plan_editor_new (FoyerSeatingPlan *plan);

/** foyer_plan_editor_get_plan: Returns: (transfer none): the plan as it is now; another one after each "changed" */
const FoyerSeatingPlan *foyer_plan_editor_get_plan (FoyerPlanEditor *self);
const FoyerSeatIndex   *foyer_plan_editor_get_index (FoyerPlanEditor *self);

gboolean foyer_plan_editor_can_undo (FoyerPlanEditor *self);
gboolean foyer_plan_editor_can_redo (FoyerPlanEditor *self);
void     foyer_plan_editor_undo (FoyerPlanEditor *self);
void     foyer_plan_editor_redo (FoyerPlanEditor *self);

/** foyer_plan_editor_is_changed: Returns: whether the plan is another one than was begun with, or last saved */
gboolean foyer_plan_editor_is_changed (FoyerPlanEditor *self);
void     foyer_plan_editor_set_saved (FoyerPlanEditor *self);

/** foyer_plan_editor_replace: @plan: (transfer full): a plan from a file takes the place of this one; can be undone */
void foyer_plan_editor_replace (FoyerPlanEditor *self, FoyerSeatingPlan *plan);

/** foyer_plan_editor_get_chosen: Returns: (transfer none): the chosen seats, as ascending numbers (guint) */
const GArray *foyer_plan_editor_get_chosen (FoyerPlanEditor *self);
gboolean      foyer_plan_editor_is_chosen (FoyerPlanEditor *self, guint seat);
void          foyer_plan_editor_toggle (FoyerPlanEditor *self, guint seat);
void          foyer_plan_editor_choose (FoyerPlanEditor *self, const GArray *more);
void          foyer_plan_editor_choose_all (FoyerPlanEditor *self);
void          foyer_plan_editor_choose_none (FoyerPlanEditor *self);

/** foyer_plan_editor_choose_rows: Chooses all seats of the rows of which some are chosen. */
void foyer_plan_editor_choose_rows (FoyerPlanEditor *self);

/** foyer_plan_editor_get_row: Returns: (transfer none) (nullable): the one row all chosen seats are of */
const FoyerPlanRow *foyer_plan_editor_get_row (FoyerPlanEditor *self);

void foyer_plan_editor_set_name (FoyerPlanEditor *self, const char *name);

/** foyer_plan_editor_paint: Gives the chosen seats a category. */
void foyer_plan_editor_paint (FoyerPlanEditor *self, guint category);
void foyer_plan_editor_move (FoyerPlanEditor *self, double dx, double dy);
void foyer_plan_editor_remove (FoyerPlanEditor *self);
void foyer_plan_editor_name_row (FoyerPlanEditor *self, const char *number);
void foyer_plan_editor_number_row (FoyerPlanEditor *self, guint first, guint step, gboolean from_right);

/** foyer_plan_editor_add_category: Adds a category in a colour of its own. Returns: its index */
guint foyer_plan_editor_add_category (FoyerPlanEditor *self, const char *name);

/** foyer_plan_editor_edit_category: Returns: %FALSE when another category has the name, or it is empty; nothing happened then */
gboolean foyer_plan_editor_edit_category (FoyerPlanEditor *self, guint category, const char *name, const char *colour);
void     foyer_plan_editor_remove_category (FoyerPlanEditor *self, guint category);

/**
 * foyer_plan_editor_add_block:
 * @zone: the name of the zone, which is made when it is new
 * @block: its place is found below all that is there
 *
 * Adds rows and chooses them. In a plan without categories they get one, named
 * after the zone.
 *
 * Returns: %FALSE with @error set, and nothing happened
 */
gboolean foyer_plan_editor_add_block (FoyerPlanEditor *self, const char *zone, const FoyerSeatBlock *block, GError **error);

/** foyer_plan_editor_add_tables: Adds @tables tables of @seats seats, named on from @first. Returns: as foyer_plan_editor_add_block() */
gboolean foyer_plan_editor_add_tables (FoyerPlanEditor *self, const char *zone, const char *first, guint tables, guint seats, guint category, GError **error);

/** foyer_plan_editor_add_area: Adds a stage (above all seats) or another area (below them). */
void foyer_plan_editor_add_area (FoyerPlanEditor *self, FoyerPlanShape shape, const char *text, gboolean is_stage);

/** foyer_plan_editor_edit_area: @like: its place, size, rotation and text are taken */
void foyer_plan_editor_edit_area (FoyerPlanEditor *self, guint zone, guint area, const FoyerPlanArea *like);
void foyer_plan_editor_remove_area (FoyerPlanEditor *self, guint zone, guint area);

G_END_DECLS
