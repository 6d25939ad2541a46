/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-door-store.h"

G_BEGIN_DECLS

/**
 * foyer_scan_log_fill:
 * @list: rows that this function made before, or none
 * @scans: (element-type FoyerScanRow): newest first
 * @zone: IANA time zone of the event
 *
 * Shows the last scans. Rows that are there already stay, so that neither the
 * focus nor the eye loses its place when one more comes.
 */
void foyer_scan_log_fill (GtkListBox *list, GPtrArray *scans, const char *zone);

/** foyer_scan_log_find_undoable: Returns: (transfer none) (nullable): the last scan of @device that let somebody pass, unless it was taken back */
const FoyerScanRow *foyer_scan_log_find_undoable (GPtrArray *scans, const FoyerId *device);

G_END_DECLS
