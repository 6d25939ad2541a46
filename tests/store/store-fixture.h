/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change-store.h"
#include "foyer-event-store.h"
#include "foyer-sale-store.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/** FIXTURE_NOW: the time of stores made repeatable: 2026-11-21 18:30 UTC. */
#define FIXTURE_NOW G_GINT64_CONSTANT (1795285800000000)

/** Fixture: a store in a folder of its own with one event tonight and two categories: Stalls (24.00, 10) and Balcony (16.00, 5). */
typedef struct
{
  char       *folder;
  char       *path;
  FoyerStore *store;
  FoyerId     venue;
  FoyerId     event;
  FoyerId     stalls;
  FoyerId     balcony;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/** fixture_fill: Opens @fixture's path, where there is nothing yet, and puts the event there, with @stalls places in Stalls. */
void fixture_fill (Fixture *fixture, int stalls);

/** fixture_reopen: Closes the store and opens it again. */
void fixture_reopen (Fixture *fixture);

/** fixture_sell: Sells @count tickets of @category for cash. Returns: (transfer full) (nullable): the order */
FoyerOrder *fixture_sell (Fixture *fixture, const FoyerId *category, int count, GError **error);

/** fixture_apply: Applies one change as made here. */
gboolean fixture_apply (Fixture *fixture, FoyerChange *change, FoyerOrigin origin, GError **error);

/** fixture_summary: Returns: (transfer full): the event with its counts */
FoyerEventSummary *fixture_summary (Fixture *fixture);

/** fixture_folder_remove: Removes a folder of plain files. */
void fixture_folder_remove (const char *folder);

G_END_DECLS
