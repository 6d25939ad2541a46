/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission-store.h"
#include "foyer-door-store.h"
#include "foyer-sync.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/** Laptop: a store and a token file in a folder of their own. The first one has the event of the store's fixture, the others are empty. */
typedef struct
{
  Fixture       fixture;
  FoyerSecrets *secrets;
} Laptop;

/** laptop_new: @seed tells laptops apart; 0 is the one that has the event. */
Laptop *laptop_new (guint seed);
void    laptop_free (Laptop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Laptop, laptop_free)

/** laptop_pair: Pairs it; fails the test when that fails. */
void laptop_pair (Laptop *self, const char *code);

/** laptop_sync: One exchange; fails the test when that fails. */
FoyerSyncResult laptop_sync (Laptop *self);

/** laptop_fail: One exchange, which must fail. Returns: (transfer full): how */
GError *laptop_fail (Laptop *self);

gint64 laptop_waiting (Laptop *self);
gint64 laptop_refused (Laptop *self);
gint64 laptop_sold (Laptop *self, const FoyerId *event);
gint64 laptop_admitted (Laptop *self, const FoyerId *event);
gint64 laptop_conflicts (Laptop *self);

/** laptop_admit: Presents @code for entry. Returns: the verdict */
FoyerVerdict laptop_admit (Laptop *self, const FoyerId *event, const char *code);

/** laptop_read_meta: Returns: (transfer full) (nullable): what the store knows of itself under @key */
char *laptop_read_meta (Laptop *self, const char *key);

G_END_DECLS
