/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-layout.h"

G_BEGIN_DECLS

/** FoyerLayoutEntry: a layout of the organizer's own, as a list shows it. */
typedef struct
{
  FoyerId         id;
  char           *name;
  FoyerLayoutRole role;
} FoyerLayoutEntry;

void foyer_layout_entry_free (FoyerLayoutEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutEntry, foyer_layout_entry_free)

/** foyer_layout_store_list: Returns: (transfer full) (element-type FoyerLayoutEntry): all that are not deleted, by name */
GPtrArray *foyer_layout_store_list (FoyerConnection *connection, GError **error);

/**
 * foyer_layout_store_load:
 *
 * Returns: (transfer full) (nullable): the layout with its pictures, those that
 *   are not here left out; %FOYER_ERROR_NOT_FOUND when there is none or it was
 *   deleted, %FOYER_ERROR_INVALID when this version cannot read it
 */
FoyerLayout *foyer_layout_store_load (FoyerConnection *connection, const FoyerId *layout, GError **error);

/** foyer_layout_store_add_pictures: Gives @layout the pictures it shows, as far as they are here. */
gboolean foyer_layout_store_add_pictures (FoyerConnection *connection, FoyerLayout *layout, GError **error);

/** foyer_layout_store_save: Commits @layout under its id (a new one when it has none), and the pictures it brings along. */
gboolean foyer_layout_store_save (FoyerConnection *connection, FoyerLayout *layout, GError **error);

/** foyer_layout_store_delete: Events that chose it print in the default looks again. */
gboolean foyer_layout_store_delete (FoyerConnection *connection, const FoyerId *layout, GError **error);

/**
 * foyer_layout_store_choice:
 * @event: (nullable): whose paper is printed
 * @category: (nullable): of the ticket; its choice goes before that of the event
 * @choice: (out): what was chosen, perhaps a ready layout or one that was deleted since; none when nothing was
 */
gboolean foyer_layout_store_choice (FoyerConnection *connection, FoyerLayoutRole role, const FoyerId *event, const FoyerId *category, FoyerId *choice, GError **error);

/** foyer_layout_store_choice_field: Returns: (transfer none): the field of an event, and for tickets and badges of a category, that holds the choice */
const char *foyer_layout_store_choice_field (FoyerLayoutRole role);

/**
 * FoyerLayoutReadyFunc:
 * @id: what was chosen, perhaps none
 *
 * Returns: (transfer full) (nullable): the layout of this id that comes with the
 *   program; for none the one that is used for @role when nobody has chosen;
 *   %NULL when it is not one of these
 */
typedef FoyerLayout *(*FoyerLayoutReadyFunc) (const FoyerId *id, FoyerLayoutRole role);

/**
 * FoyerLayoutShelf:
 *
 * The layouts that were needed so far, each of them once, so that papers of one
 * layout share what they have in common. Used by one thread at a time.
 */
typedef struct _FoyerLayoutShelf FoyerLayoutShelf;

FoyerLayoutShelf *foyer_layout_shelf_new (FoyerLayoutReadyFunc ready);
void              foyer_layout_shelf_free (FoyerLayoutShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutShelf, foyer_layout_shelf_free)

/**
 * foyer_layout_shelf_get:
 * @event: (nullable): whose paper is printed
 * @category: (nullable): of the ticket
 *
 * The choice of the category, else of the event, else the default; the default,
 * too, when what was chosen is gone or cannot be read, for a ticket in other
 * looks lets its guest in all the same.
 *
 * Returns: (transfer none) (nullable): the layout, as long as the shelf is there; %NULL when the store cannot be read
 */
FoyerLayout *foyer_layout_shelf_get (FoyerLayoutShelf *self, FoyerConnection *connection, FoyerLayoutRole role, const FoyerId *event, const FoyerId *category, GError **error);

/** foyer_layout_store_conditions: Returns: (transfer full) (nullable): the small print of the tickets of @event */
char *foyer_layout_store_conditions (FoyerConnection *connection, const FoyerId *event, GError **error);

/** foyer_layout_store_longest: Returns: (transfer full) (element-type FoyerId): the tickets of @event with the longest names, and some others, @limit at most: what a layout should be looked at with */
GArray *foyer_layout_store_longest (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error);

G_END_DECLS
