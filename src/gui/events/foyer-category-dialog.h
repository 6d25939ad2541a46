/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-store.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CATEGORY_DIALOG (foyer_category_dialog_get_type ())

/**
 * FoyerCategoryDialog:
 *
 * Adds or edits a category of an event. It is saved as a whole: a price that is
 * half typed must not be on sale for a second.
 */
G_DECLARE_FINAL_TYPE (FoyerCategoryDialog, foyer_category_dialog, FOYER, CATEGORY_DIALOG, AdwDialog)

/** foyer_category_dialog_new: @category: (nullable): %NULL: a new one, behind the others of @event */
AdwDialog *foyer_category_dialog_new (FoyerSession *session, const FoyerEventSummary *event, const FoyerCategorySummary *category);

G_END_DECLS
