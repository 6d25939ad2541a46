/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-event-item.h"

G_BEGIN_DECLS

/* How the list of events is ordered and parted: those without a date, then month
 * by month what is to come, then in one section what is over, the last first. */

/** foyer_event_order_sections: Returns: (transfer full): puts items of one section together */
GtkSorter *foyer_event_order_sections (void);

/** foyer_event_order_rows: Returns: (transfer full): the order within a section */
GtkSorter *foyer_event_order_rows (void);

/** foyer_event_order_title: Returns: (transfer full): the heading of the section of @item */
char *foyer_event_order_title (FoyerEventItem *item);

/** foyer_event_order_shows_same: Returns: whether both look the same in the list */
gboolean foyer_event_order_shows_same (FoyerEventItem *first, FoyerEventItem *second);

/** foyer_event_order_matches: Returns: whether all words of @search are in the title, venue, city or organizer */
gboolean foyer_event_order_matches (FoyerEventItem *item, const char *search);

G_END_DECLS
