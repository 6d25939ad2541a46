/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/**
 * Devices:
 *
 * Several stores, and a post between them: each change made on one is sent to
 * the others late, twice and in any order.
 */
typedef struct
{
  char       *folder;
  GPtrArray  *stores;  /* (element-type FoyerStore) */
  GPtrArray  *changes; /* (element-type FoyerChange): all that was ever made on any of them */
  GArray     *seqs;    /* of gint64: how far each outbox was read */
  FoyerRandom random;
} Devices;

Devices *devices_new (int n_stores, guint64 seed);
void     devices_free (Devices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Devices, devices_free)

FoyerStore *devices_get (Devices *self, int device);

/** devices_add: Adds a store that has seen nothing. Returns: its number */
int devices_add (Devices *self);

/** devices_make: Applies @change as made on @device. */
void devices_make (Devices *self, int device, FoyerChange *change);

/** devices_collect: Reads the outboxes: what was made since goes to the post. */
void devices_collect (Devices *self);

/** devices_acknowledge: As devices_collect(), and empties the outboxes, as a platform that has it all. */
void devices_acknowledge (Devices *self);

/** devices_deliver: Brings @change to @device. */
void devices_deliver (Devices *self, int device, FoyerChange *change);

/** devices_deliver_some: Brings @count of the changes, picked at random, to @device. */
void devices_deliver_some (Devices *self, int device, int count);

/** devices_deliver_all: Brings every change to every store, shuffled, some twice. */
void devices_deliver_all (Devices *self);

/** devices_assert_equal: The shared tables (@tables, %NULL for all) of all stores say the same. */
void devices_assert_equal (Devices *self, const char *const *tables);

/** devices_dice: Returns: a number from 0 up to, not including, @sides */
int devices_dice (Devices *self, int sides);

G_END_DECLS
