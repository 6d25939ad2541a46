/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-stock.h"

G_BEGIN_DECLS

/** FOYER_LEASE_EPOCH_MAX: epochs are from 1 to this, so that every reader of JSON holds them exactly. */
#define FOYER_LEASE_EPOCH_MAX G_GINT64_CONSTANT (9007199254740991)

/**
 * FoyerLease:
 *
 * What one device may sell of one category without asking (DESIGN section 4).
 * The counters only grow: @granted by the platform alone, the others by the
 * device alone. So messages that are late, doubled or out of order merge by the
 * maximum and do no harm.
 *
 * A lease belongs to an epoch of its device. A store that turns out to be an
 * old copy begins a new epoch and has no rights from the one before.
 */
typedef struct
{
  gint64 granted;
  gint64 used;
  gint64 returned;
} FoyerLease;

/** foyer_lease_left: Returns: how many may still be sold from it, never below 0 */
gint64 foyer_lease_left (const FoyerLease *self);

/** foyer_lease_merge: Takes what @other knows better. */
void foyer_lease_merge (FoyerLease *self, const FoyerLease *other);

/**
 * foyer_lease_grant:
 * @wanted: how many more a device asks for
 * @available: how many nobody has
 * @n_sellers: devices that sell at the moment, the asking one included
 *
 * The platform's rule: never more than there is, and no more than a fair share
 * of it, so that the last tickets go out one by one to whoever asks.
 *
 * Returns: how many it gets, from 0
 */
gint64 foyer_lease_grant (gint64 wanted, gint64 available, gint64 n_sellers);

/** FoyerLeaseNeed: what a device knows when it thinks about how much it should hold of a category. */
typedef struct
{
  gint64   recently_sold; /* here, in the last %FOYER_LEASE_RECENT */
  gint64   held;          /* set aside here, from this lease */
  gboolean on_sale;       /* the category can be sold here, now or soon */
  gboolean tonight;       /* the event is in hand, or near */
  gboolean scarce;        /* others ask in vain */
} FoyerLeaseNeed;

/** FOYER_LEASE_RECENT: microseconds of selling that tell how fast a device sells. */
#define FOYER_LEASE_RECENT (10 * 60 * G_GINT64_CONSTANT (1000000))

/** foyer_lease_target: Returns: how many a device should have in hand */
gint64 foyer_lease_target (const FoyerLeaseNeed *need);

/**
 * foyer_lease_move:
 *
 * The device's rule: fill up to the target when less than half of it is left,
 * give back when there is more than twice of it, or anything that is not needed
 * at all.
 *
 * Returns: how many to ask for; negative: how many to give back
 */
gint64 foyer_lease_move (const FoyerLease *self, const FoyerLeaseNeed *need);

/**
 * FoyerPool:
 *
 * A category's, or a whole event's, stock as the platform divides it. It keeps
 * `sold + held + leased <= capacity`, unless the capacity is cut afterwards.
 */
typedef struct
{
  gint64 capacity; /* %FOYER_UNLIMITED: no bound */
  gint64 sold;
  gint64 held;   /* by nobody's lease */
  gint64 leased; /* and neither sold nor given back */
} FoyerPool;

/** foyer_pool_available: Returns: what nobody has, never below 0; %G_MAXINT64 when nothing bounds it */
gint64 foyer_pool_available (const FoyerPool *self);

/** foyer_pool_add_lease: Counts a lease in. One that sold more than it was granted takes what it sold. */
void foyer_pool_add_lease (FoyerPool *self, const FoyerLease *lease);

G_END_DECLS
