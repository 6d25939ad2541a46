/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-layout.h"

G_BEGIN_DECLS

/* The layouts that Foyer brings along, `layouts/NAME.json`. Their words come in
 * the language of the paper; who wants another look edits a copy. */

/** foyer_layout_ready_names: Returns: (transfer none) (array zero-terminated=1): the names of all, such as "ticket-5.5x2" */
const char *const *foyer_layout_ready_names (void);

/** foyer_layout_ready_new: Returns: (transfer full): the ready layout of this @name, with its id */
FoyerLayout *foyer_layout_ready_new (const char *name);

/** foyer_layout_ready_id: Returns: the id by which an event chooses it, on every device alike */
FoyerId foyer_layout_ready_id (const char *name);

/** foyer_layout_ready_find: Returns: (transfer none) (nullable): the name of the ready layout with this id */
const char *foyer_layout_ready_find (const FoyerId *id);

/** foyer_layout_ready_for: Returns: (transfer full) (nullable): the ready layout with this @id; the default for @role when it is none; %NULL when no ready layout has it */
FoyerLayout *foyer_layout_ready_for (const FoyerId *id, FoyerLayoutRole role);

/** foyer_layout_ready_default: Returns: the name of the one that is used when nobody has chosen */
const char *foyer_layout_ready_default (FoyerLayoutRole role);

G_END_DECLS
