/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SYNC_ROW (foyer_sync_row_get_type ())

/** FoyerSyncRow: the row at the foot of the sidebar: “Sync”, and below it the state of it as icon and words. */
G_DECLARE_FINAL_TYPE (FoyerSyncRow, foyer_sync_row, FOYER, SYNC_ROW, GtkListBoxRow)

GtkWidget *foyer_sync_row_new (FoyerSession *session);

G_END_DECLS
