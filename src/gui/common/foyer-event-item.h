/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "foyer-event-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENT_ITEM (foyer_event_item_get_type ())

/** FoyerEventItem: an event with its counts, as an item of a list model. Never changes; a refresh makes a new one. */
G_DECLARE_FINAL_TYPE (FoyerEventItem, foyer_event_item, FOYER, EVENT_ITEM, GObject)

/** foyer_event_item_new: @summary: (transfer full) */
FoyerEventItem *foyer_event_item_new (FoyerEventSummary *summary);

/** foyer_event_item_get_summary: Returns: (transfer none): what was read from the store */
const FoyerEventSummary *foyer_event_item_get_summary (FoyerEventItem *self);

const FoyerId *foyer_event_item_get_id (FoyerEventItem *self);

G_END_DECLS
