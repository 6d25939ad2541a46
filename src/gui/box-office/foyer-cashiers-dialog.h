/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-store.h"
#include "foyer-till-job.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CASHIERS_DIALOG (foyer_cashiers_dialog_get_type ())

/** FoyerCashiersDialog: who sells, with their PINs and rights. */
G_DECLARE_FINAL_TYPE (FoyerCashiersDialog, foyer_cashiers_dialog, FOYER, CASHIERS_DIALOG, AdwDialog)

AdwDialog *foyer_cashiers_dialog_new (FoyerStore *store);

G_END_DECLS
