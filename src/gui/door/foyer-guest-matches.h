/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-scan-request.h"

G_BEGIN_DECLS

/** foyer_guest_matches_fill: Shows the guests that a name fits, to be admitted by choosing one. */
void foyer_guest_matches_fill (GtkListBox *list, const FoyerGuestQuery *answer);

/** foyer_guest_matches_dup_code: Returns: (transfer full) (nullable): what to present for a chosen @row: the id of the ticket */
char *foyer_guest_matches_dup_code (GtkListBoxRow *row);

G_END_DECLS
