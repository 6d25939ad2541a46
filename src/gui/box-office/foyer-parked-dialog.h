/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PARKED_DIALOG (foyer_parked_dialog_get_type ())

/** FoyerParkedDialog: lets choose one of several parked orders. Signal `chosen` (gint64): when it was parked. */
G_DECLARE_FINAL_TYPE (FoyerParkedDialog, foyer_parked_dialog, FOYER, PARKED_DIALOG, AdwDialog)

/** foyer_parked_dialog_new: @parked: (element-type FoyerParkedCart); @events: (element-type FoyerEventItem): to tell their titles */
AdwDialog *foyer_parked_dialog_new (GPtrArray *parked, GListModel *events);

G_END_DECLS
