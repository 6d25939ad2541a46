/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/**
 * foyer_door_sheet_ask:
 * @gate: the gate of this laptop; the list is of those who may come in there
 *
 * Makes the list of guests for the event in hand, for a night without power: asks
 * whether to print it or to keep it as a PDF, and says what went wrong.
 */
void foyer_door_sheet_ask (FoyerPage *page, const char *gate);

/** foyer_door_sheet_write: Writes the list of @event to @file, blocking. @gate: (nullable): all guests */
gboolean foyer_door_sheet_write (FoyerStore *store, const FoyerId *event, const char *gate, GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
