/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-sync-report.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CONFLICT_ROW (foyer_conflict_row_get_type ())

/**
 * FoyerConflictRow:
 *
 * An open conflict in a boxed list: what happened, and below it both sides, a
 * proposal and what can be done. Its buttons activate `sync.settle` with the
 * id as text, `sync.retry`, and `conflict.copy` of its own.
 */
G_DECLARE_FINAL_TYPE (FoyerConflictRow, foyer_conflict_row, FOYER, CONFLICT_ROW, AdwExpanderRow)

/** foyer_conflict_row_new: @report: (transfer full) */
GtkWidget *foyer_conflict_row_new (FoyerConflictReport *report);

/** foyer_conflict_row_get_report: Returns: (transfer none): what it shows */
const FoyerConflictReport *foyer_conflict_row_get_report (FoyerConflictRow *self);

/** foyer_conflict_report_title: Returns: (transfer full): what happened, in a few words */
char *foyer_conflict_report_title (const FoyerConflictReport *report);

/** foyer_conflict_report_proposal: Returns: (transfer none): what to do about it */
const char *foyer_conflict_report_proposal (const FoyerConflictReport *report);

G_END_DECLS
