/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/**
 * foyer_catalogue_store_merge:
 *
 * Merges an edit field by field: the later stamp wins, and the higher device id
 * between equal stamps. An edit that lost to one which did not know of it is noted
 * as a conflict, with its value; all devices note the same. For foyer_change_store_apply() only.
 */
gboolean foyer_catalogue_store_merge (FoyerConnection *connection, const FoyerChange *change, gboolean *is_new, GError **error);

/** FOYER_CATALOGUE_BASE: the member of an edit's body that tells, by field, which stamp its author saw there. */
#define FOYER_CATALOGUE_BASE "base"

/** foyer_catalogue_store_note_base: Writes into @change, made here just now, which edits its author had seen. For foyer_change_store_apply() only. */
gboolean foyer_catalogue_store_note_base (FoyerConnection *connection, FoyerChange *change, GError **error);

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
