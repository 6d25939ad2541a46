/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/* What events, categories and gates are, as far as their edits were followed. */

/** foyer_catalogue_note: Takes an edit in: of each field the latest one counts. */
gboolean foyer_catalogue_note (FoyerStorage *storage, const FoyerId *organization, const FoyerChange *change, GError **error);

/** foyer_catalogue_get: Sets @fields (nullable) (transfer full) to what is known of @subject, %NULL when nothing is. */
gboolean foyer_catalogue_get (FoyerStorage *storage, const FoyerId *organization, const FoyerId *subject, JsonObject **fields, GError **error);

/** foyer_catalogue_find_sku: Sets @category to the one that another system calls @sku, to none when there is none. */
gboolean foyer_catalogue_find_sku (FoyerStorage *storage, const FoyerId *organization, const char *sku, FoyerId *category, GError **error);

/** foyer_catalogue_list_of_event: Sets @subjects (transfer full) (element-type FoyerId) to the categories and gates of @event. */
gboolean foyer_catalogue_list_of_event (FoyerStorage *storage, const FoyerId *organization, const FoyerId *event, GArray **subjects, GError **error);

G_END_DECLS
