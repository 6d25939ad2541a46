/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PILL (foyer_pill_get_type ())

/** FoyerPill: a state in one word with its icon, on a tinted ground; the colour only repeats what the word says. */
G_DECLARE_FINAL_TYPE (FoyerPill, foyer_pill, FOYER, PILL, GtkWidget)

/** foyer_pill_set: @style: (nullable): "accent", "success", "warning" or "error" */
void foyer_pill_set (FoyerPill *self, const char *word, const char *icon, const char *style);

/** foyer_pill_set_phase: Shows where an event stands. */
void foyer_pill_set_phase (FoyerPill *self, FoyerEventPhase phase);

/** foyer_pill_set_alert: Shows how short a stock is; hides the pill when there is nothing to tell. */
void foyer_pill_set_alert (FoyerPill *self, FoyerAlert alert);

G_END_DECLS
