/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection-private.h"

G_BEGIN_DECLS

/**
 * FoyerStoreUpkeep:
 *
 * What the writer does between its own transactions, so that no sale and no
 * admission pays for it: the log is folded into the file, and the pieces that
 * commits leave in the search index are merged. A list that a crash kept from
 * coming in whole is taken back. All of it can be left, and cut off, at any
 * moment. Used on the thread of the writer only.
 */
typedef struct
{
  FoyerConnection *connection; /* (nullable): NULL before foyer_store_upkeep_start() */
  int              log_pages;
  guint            commits; /* that left pieces, since these were counted */
  gboolean         untidy;  /* there may be pieces to merge */
  gboolean         partial; /* there may be a list to take back */
} FoyerStoreUpkeep;

/** foyer_store_upkeep_start: Begins to watch what the writer @connection commits. */
void foyer_store_upkeep_start (FoyerStoreUpkeep *self, FoyerConnection *connection);

/** foyer_store_upkeep_keep_pace: Called before each job, waiting or not: does, seldom, what must not be put off any longer. */
void foyer_store_upkeep_keep_pace (FoyerStoreUpkeep *self);

/** foyer_store_upkeep_is_due: Returns: whether a pause would be of use */
gboolean foyer_store_upkeep_is_due (const FoyerStoreUpkeep *self);

/** foyer_store_upkeep_step: Does a little of what is due, a few milliseconds of it, less when a job comes. Returns: what pages show of it */
FoyerStoreSubjects foyer_store_upkeep_step (FoyerStoreUpkeep *self);

G_END_DECLS
