/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-plan-editor.h"

G_BEGIN_DECLS

#define FOYER_TYPE_BLOCK_DIALOG (foyer_block_dialog_get_type ())

/**
 * FoyerBlockDialog:
 *
 * Asks how a block of rows, or a group of tables, is built, shows it while one
 * chooses, and adds it to the plan.
 */
G_DECLARE_FINAL_TYPE (FoyerBlockDialog, foyer_block_dialog, FOYER, BLOCK_DIALOG, AdwDialog)

/** foyer_block_dialog_new: @tables: tables instead of rows */
AdwDialog *foyer_block_dialog_new (FoyerPlanEditor *editor, gboolean tables);

G_END_DECLS
