/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_PAGE (foyer_door_page_get_type ())

/** FoyerDoorPage: the page “Door” of the window. */
G_DECLARE_FINAL_TYPE (FoyerDoorPage, foyer_door_page, FOYER, DOOR_PAGE, FoyerPage)

/** foyer_door_page_check_clock: Looks whether @wall still agrees with the counting clock (@monotonic, microseconds), and says so when not; its timer does the same. */
void foyer_door_page_check_clock (FoyerDoorPage *self, FoyerTime wall, gint64 monotonic);

G_END_DECLS
