/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PREFERENCES_DIALOG (foyer_preferences_dialog_get_type ())

/** FoyerPreferencesDialog: what one person chooses on one machine; each choice holds at once. */
G_DECLARE_FINAL_TYPE (FoyerPreferencesDialog, foyer_preferences_dialog, FOYER, PREFERENCES_DIALOG, AdwPreferencesDialog)

/** foyer_preferences_dialog_new: Returns: (transfer floating): the dialog on @settings */
AdwDialog *foyer_preferences_dialog_new (GSettings *settings);

G_END_DECLS
