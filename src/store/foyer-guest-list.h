/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-guest-store.h"
#include "foyer-store.h"

G_BEGIN_DECLS

#define FOYER_TYPE_GUEST_ITEM (foyer_guest_item_get_type ())

/**
 * FoyerGuestItem:
 *
 * A line of the guest list that may not be read yet. Property `loaded` is
 * notified when it was read, or read anew.
 */
G_DECLARE_FINAL_TYPE (FoyerGuestItem, foyer_guest_item, FOYER, GUEST_ITEM, GObject)

/** foyer_guest_item_get_guest: Returns: (transfer none) (nullable): the line, %NULL until it is loaded */
const FoyerGuest *foyer_guest_item_get_guest (FoyerGuestItem *self);

#define FOYER_TYPE_GUEST_LIST (foyer_guest_list_get_type ())

/**
 * FoyerGuestList:
 *
 * The guests of an event as a GListModel that costs eight bytes a line:
 *
 *   keys of all lines, sorted and filtered by SQLite ─┐
 *   pages of 64 lines, read when a row is asked for ──┴─> FoyerGuestItem
 *
 * At most 64 pages are kept. Never put a filter or sort model on top, which
 * would read every line. Main thread only.
 *
 * Properties: `n-items`, all lines that were found, of which a view hears bit by
 * bit so that it can make its rows without holding up the main loop, and `loading` while the keys are being asked for; the
 * first lines of a long list may be there before all are.
 * Signal `failed` (GError): something could not be read.
 */
G_DECLARE_FINAL_TYPE (FoyerGuestList, foyer_guest_list, FOYER, GUEST_LIST, GObject)

FoyerGuestList *foyer_guest_list_new (FoyerStore *store);

/** foyer_guest_list_show: Shows other guests, or the same anew; @search as for foyer_guest_store_find(). What was asked for before is dropped. */
void foyer_guest_list_show (FoyerGuestList *self, const FoyerId *event, const char *search, FoyerGuestOrder order);

/**
 * foyer_guest_list_reload:
 *
 * Shows the same guests anew, after a change of the store. Changes that come
 * faster than a long list is read do not keep it from being read: it answers
 * what is under way first, rests, and then asks once more.
 */
void foyer_guest_list_reload (FoyerGuestList *self);

/** foyer_guest_list_refresh: Reads the lines that are kept anew; no lines come or go. */
void foyer_guest_list_refresh (FoyerGuestList *self);

/** foyer_guest_list_find_position: Returns: where @row is, or %GTK_INVALID_LIST_POSITION's value when it is not listed */
guint foyer_guest_list_find_position (FoyerGuestList *self, gint64 row);

G_END_DECLS
