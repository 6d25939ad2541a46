/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENTS_PAGE (foyer_events_page_get_type ())

/** FoyerEventsPage: the page “Events” of the window. */
G_DECLARE_FINAL_TYPE (FoyerEventsPage, foyer_events_page, FOYER, EVENTS_PAGE, FoyerPage)

/** foyer_events_page_create: Makes an event, as a draft, and opens its editor. */
void foyer_events_page_create (FoyerEventsPage *self);

/** foyer_events_page_edit: Opens the editor of @event. */
void foyer_events_page_edit (FoyerEventsPage *self, const FoyerId *event);

G_END_DECLS
