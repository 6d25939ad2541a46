/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

/* Questions that the event editor asks before an event changes its status. */

/** foyer_publish_dialog_new: Shows what is there and what is missing. Returns: (transfer full): a dialog whose response is "publish" when the person wants it */
AdwDialog *foyer_publish_dialog_new (const FoyerEventSummary *event, FoyerTime now);

/** foyer_cancel_dialog_new: Asks for the reason. Returns: (transfer full): a dialog whose response is "cancel-event" when the person wants it */
AdwDialog *foyer_cancel_dialog_new (const FoyerEventSummary *event);

/** foyer_cancel_dialog_get_reason: Returns: (transfer none): what was typed */
const char *foyer_cancel_dialog_get_reason (AdwDialog *dialog);

G_END_DECLS
