/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUTS_PAGE (foyer_layouts_page_get_type ())

/** FoyerLayoutsPage: How paper looks: all layouts, and which of them the event in hand uses. */
G_DECLARE_FINAL_TYPE (FoyerLayoutsPage, foyer_layouts_page, FOYER, LAYOUTS_PAGE, FoyerPage)

G_END_DECLS
