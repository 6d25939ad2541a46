/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-lease.h"

/* In hand of an event that is far off, and of tonight's; and what is kept when others ask in vain. */
#define TARGET_FAR 4
#define TARGET_TONIGHT 20
#define TARGET_SCARCE 2
#define TARGET_MAX 500

/* A device holds what it would sell in twenty minutes. */
#define PACE_FACTOR 2

gint64
foyer_lease_left (const FoyerLease *self)
{
  return MAX (self->granted - self->used - self->returned, 0);
}

void
foyer_lease_merge (FoyerLease *self, const FoyerLease *other)
{
  self->granted = MAX (self->granted, other->granted);
  self->used = MAX (self->used, other->used);
  self->returned = MAX (self->returned, other->returned);
}

gint64
foyer_lease_grant (gint64 wanted, gint64 available, gint64 n_sellers)
{
  gint64 share = MAX (available / MAX (n_sellers, 1), 1);

  if (wanted <= 0 || available <= 0)
    return 0;
  return MIN (MIN (wanted, share), available);
}

gint64
foyer_lease_target (const FoyerLeaseNeed *need)
{
  gint64 pace = CLAMP (need->recently_sold, 0, TARGET_MAX) * PACE_FACTOR;

  if (!need->on_sale)
    return 0;
  if (need->scarce)
    return MIN (MAX (pace / 4, TARGET_SCARCE), TARGET_TONIGHT);
  return MIN (MAX (pace, need->tonight ? TARGET_TONIGHT : TARGET_FAR), TARGET_MAX);
}

gint64
foyer_lease_move (const FoyerLease *self, const FoyerLeaseNeed *need)
{
  gint64 target = foyer_lease_target (need);
  gint64 left = foyer_lease_left (self) - need->held;

  if (left > 2 * target)
    return -(left - target);
  return left < (target + 1) / 2 ? target - left : 0;
}

gint64
foyer_pool_available (const FoyerPool *self)
{
  if (self->capacity == FOYER_UNLIMITED)
    return G_MAXINT64;
  return MAX (self->capacity - self->sold - self->held - self->leased, 0);
}

void
foyer_pool_add_lease (FoyerPool *self, const FoyerLease *lease)
{
  self->sold += lease->used;
  self->leased += foyer_lease_left (lease);
}
