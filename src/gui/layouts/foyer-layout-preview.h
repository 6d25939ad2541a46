/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-data.h"
#include "foyer-layout.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerLayoutPreview: something to look at a layout with. */
typedef struct
{
  char              *title;
  FoyerDocumentData *data;
} FoyerLayoutPreview;

/**
 * foyer_layout_preview_read_async:
 * @event: whose tickets to take; may be none
 *
 * Made-up papers of usual, shortest and longest texts, and for tickets and
 * badges real ones of @event, those with the longest names first.
 */
void foyer_layout_preview_read_async (FoyerStore *store, FoyerLayoutRole role, const char *language, const FoyerId *event, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** foyer_layout_preview_read_finish: Returns: (transfer full) (nullable) (element-type FoyerLayoutPreview): never empty */
GPtrArray *foyer_layout_preview_read_finish (FoyerStore *store, GAsyncResult *result, GError **error);

/** foyer_layout_preview_check_async: Looks at a copy of @layout with all of @previews but the longest made-up texts, on another thread. */
void foyer_layout_preview_check_async (const FoyerLayout *layout, const GPtrArray *previews, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/** foyer_layout_preview_check_finish: Returns: (transfer full) (nullable) (element-type FoyerLayoutFinding) */
GPtrArray *foyer_layout_preview_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
