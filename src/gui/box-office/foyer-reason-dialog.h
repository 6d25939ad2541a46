/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_REASON_DIALOG (foyer_reason_dialog_get_type ())

/**
 * FoyerReasonDialog: asks why, before something that goes on record with a reason.
 * Response “apply” comes only with a reason.
 */
G_DECLARE_FINAL_TYPE (FoyerReasonDialog, foyer_reason_dialog, FOYER, REASON_DIALOG, AdwAlertDialog)

/**
 * foyer_reason_dialog_new:
 * @apply: label of the button that does it, with mnemonic
 * @suggestions: (array zero-terminated=1): common reasons, one tap each
 */
AdwDialog *foyer_reason_dialog_new (const char *heading, const char *body, const char *apply, const char *const *suggestions);

/** foyer_reason_dialog_get_reason: Returns: (transfer none): what was entered */
const char *foyer_reason_dialog_get_reason (FoyerReasonDialog *self);

G_END_DECLS
