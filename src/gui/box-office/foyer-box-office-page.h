/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_BOX_OFFICE_PAGE (foyer_box_office_page_get_type ())

/** FoyerBoxOfficePage: the page “Box Office” of the window. */
G_DECLARE_FINAL_TYPE (FoyerBoxOfficePage, foyer_box_office_page, FOYER, BOX_OFFICE_PAGE, FoyerPage)

G_END_DECLS
