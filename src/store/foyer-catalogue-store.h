/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/**
 * foyer_catalogue_store_merge:
 *
 * Merges an edit field by field: the later stamp wins, and the higher device id
 * between equal stamps. What lost to another device's edit is kept and noted as
 * a conflict. For foyer_change_store_apply() only.
 */
gboolean foyer_catalogue_store_merge (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

G_END_DECLS
