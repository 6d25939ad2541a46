/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_PAGE (foyer_door_page_get_type ())

/** FoyerDoorPage: the page “Door” of the window. */
G_DECLARE_FINAL_TYPE (FoyerDoorPage, foyer_door_page, FOYER, DOOR_PAGE, FoyerPage)

G_END_DECLS
