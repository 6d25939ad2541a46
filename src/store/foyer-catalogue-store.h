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

/**
 * foyer_catalogue_store_read_value:
 * @name: of a field
 * @kind: (out): the edit that writes it, %FOYER_N_CHANGE_KINDS when no such thing has such a field
 * @value: (out) (transfer full) (nullable): what the field of @subject says now, as text
 *
 * Returns: FALSE when the store cannot be read
 */
gboolean foyer_catalogue_store_read_value (FoyerConnection *connection, const FoyerId *subject, const char *name, FoyerChangeKind *kind, char **value, GError **error);

G_END_DECLS
