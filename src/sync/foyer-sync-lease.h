/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-remote.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FoyerLeaseWishes: what the program knows beyond the store about what it will sell. */
typedef struct
{
  FoyerId  event;    /* in hand now; none: tonight's alone */
  FoyerId  category; /* of which @places are wanted in hand, for one large sale; none: nothing special */
  gint64   places;
  gboolean closing;   /* nothing will be sold here any more: give everything back */
  gboolean listening; /* ask although nothing is needed, to hear whether others ask in vain */
} FoyerLeaseWishes;

/**
 * foyer_sync_lease:
 * @n_held: (out): how many categories this device holds stock of now
 *
 * Fills up what this device may sell without asking, and gives back what it does
 * not need. Sends nothing when nothing is to be said. A device that turns out to
 * run on an old copy of its store begins a new epoch. Blocks; doors and stores
 * without platform return at once.
 */
gboolean foyer_sync_lease (FoyerStore *store, FoyerRemote *remote, const FoyerLeaseWishes *wishes, guint *n_held, GCancellable *cancellable, GError **error);

G_END_DECLS
