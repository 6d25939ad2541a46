/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-print-job.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PRINT_JOB_ROW (foyer_print_job_row_get_type ())

/** FoyerPrintJobRow: a print job: what, where, when, how far; its menu activates the `job.` actions with the job's id. */
G_DECLARE_FINAL_TYPE (FoyerPrintJobRow, foyer_print_job_row, FOYER, PRINT_JOB_ROW, AdwActionRow)

GtkWidget *foyer_print_job_row_new (void);

/** foyer_print_job_row_get_id: Returns: (transfer none) (nullable): the id of the job shown, as text */
const char *foyer_print_job_row_get_id (FoyerPrintJobRow *self);

void foyer_print_job_row_show (FoyerPrintJobRow *self, const FoyerPrintJob *job);

G_END_DECLS
