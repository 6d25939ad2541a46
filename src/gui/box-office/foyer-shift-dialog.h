/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"
#include "foyer-till-job.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SHIFT_DIALOG (foyer_shift_dialog_get_type ())

/**
 * FoyerShiftDialog: opens a shift with what is counted into the drawer, or closes
 * it: counted first, and only then compared with what is expected.
 *
 * Signal `done` (pointer to FoyerShiftReport, nullable): it was
 * opened (%NULL), or closed with this Z report, which is the emitter's.
 */
G_DECLARE_FINAL_TYPE (FoyerShiftDialog, foyer_shift_dialog, FOYER, SHIFT_DIALOG, AdwDialog)

/** foyer_shift_dialog_new: @desk: what is known of shift and cashiers; closes its shift, or opens one in @currency when none is open */
AdwDialog *foyer_shift_dialog_new (FoyerSession *session, const FoyerDesk *desk, const char *currency);

G_END_DECLS
