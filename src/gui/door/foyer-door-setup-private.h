/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-door-setup.h"
#include "foyer-door-store.h"
#include "foyer-event-store.h"

G_BEGIN_DECLS

/** foyer_door_setup_run: Runs a write on @data (transfer full), says when it failed, and shows anew. */
void foyer_door_setup_run (FoyerDoorSetup *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free);

/** foyer_door_setup_commit: Applies a change. @change: (transfer full) */
void foyer_door_setup_commit (FoyerDoorSetup *self, FoyerChange *change);

/** foyer_gate_rows_new: Returns: (transfer none): a group with a row for each of @gates and one to add another */
GtkWidget *foyer_gate_rows_new (FoyerDoorSetup *setup, const FoyerEventSummary *event, GPtrArray *gates);

/** foyer_window_rows_new: Returns: (transfer none): a group with the times of admission of each category */
GtkWidget *foyer_window_rows_new (FoyerDoorSetup *setup, const FoyerEventSummary *event);

/** foyer_window_read: Reads "2026-11-21 18:00 – 23:30" or with a second date. Returns: FALSE when it is no span */
gboolean foyer_window_read (const char *text, const char *zone, FoyerTime *from, FoyerTime *until);

G_END_DECLS
