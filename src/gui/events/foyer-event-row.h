/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-item.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENT_ROW (foyer_event_row_get_type ())

/** FoyerEventRow: an event in the list of events. Property `narrow`: whether there is little room beside the title. */
G_DECLARE_FINAL_TYPE (FoyerEventRow, foyer_event_row, FOYER, EVENT_ROW, AdwBin)

GtkWidget *foyer_event_row_new (void);

void foyer_event_row_show (FoyerEventRow *self, FoyerEventItem *item);

G_END_DECLS
