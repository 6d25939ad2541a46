/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SYNC_PAGE (foyer_sync_page_get_type ())

/** FoyerSyncPage: the page “Sync” of the window. */
G_DECLARE_FINAL_TYPE (FoyerSyncPage, foyer_sync_page, FOYER, SYNC_PAGE, FoyerPage)

G_END_DECLS
