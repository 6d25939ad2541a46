/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_OVERVIEW_PAGE (foyer_overview_page_get_type ())

/** FoyerOverviewPage: the page “Overview” of the window. */
G_DECLARE_FINAL_TYPE (FoyerOverviewPage, foyer_overview_page, FOYER, OVERVIEW_PAGE, FoyerPage)

G_END_DECLS
