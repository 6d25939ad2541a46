/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-form.h"

G_BEGIN_DECLS

/** foyer_leave_dialog_present: Asks whether what was entered in @dialog is to be saved before it closes; @can_save: or whether it cannot be. */
void foyer_leave_dialog_present (AdwDialog *dialog, FoyerForm *form, gboolean can_save);

G_END_DECLS
