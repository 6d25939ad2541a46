/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-shift-report.h"
#include "foyer-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_REPORT_DIALOG (foyer_report_dialog_get_type ())

/**
 * FoyerReportDialog: shifts, newest first, and the report of the one that is chosen.
 *
 * Signal `print` (title, document): somebody wants it on paper; see foyer_document_data_print().
 */
G_DECLARE_FINAL_TYPE (FoyerReportDialog, foyer_report_dialog, FOYER, REPORT_DIALOG, AdwDialog)

/** foyer_report_dialog_new: All shifts that are known here. */
AdwDialog *foyer_report_dialog_new (FoyerStore *store);

/** foyer_report_dialog_new_for: One report, at once. */
AdwDialog *foyer_report_dialog_new_for (FoyerStore *store, const FoyerShiftReport *report);

G_END_DECLS
