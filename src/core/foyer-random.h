/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerRandom:
 *
 * A source of random bytes, handed to every rule that needs chance, so that
 * rules can be tested and the demo organisation is the same every time.
 * Not thread-safe: a source belongs to one thread.
 */
typedef struct
{
  gboolean seeded;   /* FALSE: the operating system's generator */
  guint64  state[2]; /* of the seeded generator, xoroshiro128+ */
} FoyerRandom;

/**
 * foyer_random_init_system:
 *
 * Makes @self draw from the kernel's cryptographic generator (getrandom(2)).
 * Ticket secrets and tokens come from nowhere else.
 */
void foyer_random_init_system (FoyerRandom *self);

/**
 * foyer_random_init_seed:
 *
 * Makes @self a repeatable sequence for demos and tests. Never for secrets
 * that guard a real event.
 */
void foyer_random_init_seed (FoyerRandom *self, guint64 seed);

/** foyer_random_fill: Writes @length random bytes to @bytes. */
void foyer_random_fill (FoyerRandom *self, guint8 *bytes, gsize length);

/** foyer_random_below: Returns: an evenly spread number in [0, @limit); @limit > 0. */
guint32 foyer_random_below (FoyerRandom *self, guint32 limit);

G_END_DECLS
