/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-random.h"
#include "foyer-store.h"

G_BEGIN_DECLS

#define TOWN_NOW G_GINT64_CONSTANT (1795285800000000)
#define TOWN_EVENTS 50
#define TOWN_FIRST_NAMES 3000
#define TOWN_LAST_NAMES 40000

/**
 * Town: who lives there and what goes on there tonight, always the same.
 *
 * Nearly all tickets are of the first event, some of the second, a few of each
 * of the others. A store of it is made once, straight into the tables, and kept;
 * benchmarks work on copies. Nothing here returns an error: there is nothing to
 * measure without it.
 */
typedef struct
{
  FoyerRandom random;
  FoyerId     events[TOWN_EVENTS];
  FoyerId     categories[TOWN_EVENTS];
  GPtrArray  *first_names;
  GPtrArray  *last_names;
  int         n_tickets; /* of the first event */
} Town;

void town_init (Town *town, int n_tickets);
void town_clear (Town *town);

/** town_folder: Returns: (transfer full): where stores are kept, under the build folder */
char *town_folder (void);

/** town_make_store: Returns: (transfer full): the path of the town's store in @folder, made when there is none of the present format; not to be written */
char *town_make_store (Town *town, const char *folder);

/** town_copy_store: Copies a store that is not open, over one that may be there. */
void town_copy_store (const char *from, const char *to);

/** town_remove_store: Removes a store and the files beside it. */
void town_remove_store (const char *path);

/** town_open_store: Returns: (transfer full): the store, to be written */
FoyerStore *town_open_store (const char *path);

/** town_write: As foyer_store_write(). */
gpointer town_write (FoyerStore *store, FoyerStoreFunc func, gpointer data);

/** town_read: As foyer_store_read(). */
gpointer town_read (FoyerStore *store, FoyerStoreFunc func, gpointer data);

G_END_DECLS
