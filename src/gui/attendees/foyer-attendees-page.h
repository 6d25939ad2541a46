/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_ATTENDEES_PAGE (foyer_attendees_page_get_type ())

/** FoyerAttendeesPage: the page “Attendees” of the window. */
G_DECLARE_FINAL_TYPE (FoyerAttendeesPage, foyer_attendees_page, FOYER, ATTENDEES_PAGE, FoyerPage)

G_END_DECLS
