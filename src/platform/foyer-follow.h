/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/*
 * The platform's own reading of the changes: the catalogue, and tickets as a
 * door sees them. New changes are read in the transaction that takes them in;
 * those of a database from before are caught up with in steps.
 */

/** foyer_follow_note: Reads one change; each is given once, in the order of their revs. */
gboolean foyer_follow_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error);

/** foyer_follow_step: Catches up with some changes. Sets @done when nothing is left. */
gboolean foyer_follow_step (FoyerStorage *storage, const FoyerId *organization, gboolean *done, GError **error);

/** foyer_follow_all: Catches up with all changes; after it the organization's row is locked. */
gboolean foyer_follow_all (FoyerStorage *storage, const FoyerId *organization, GError **error);

G_END_DECLS
