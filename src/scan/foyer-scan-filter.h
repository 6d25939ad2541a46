/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-code.h"

G_BEGIN_DECLS

/**
 * FOYER_SCAN_ABSENCE_US:
 *
 * How long a code must be out of sight before it counts as shown again.
 */
#define FOYER_SCAN_ABSENCE_US (1500 * 1000)

/**
 * FoyerSighting:
 * @FOYER_SIGHTING_FIRST: seen for the first time; counts only if the caller
 *   knows it (then call foyer_scan_filter_count())
 * @FOYER_SIGHTING_AGREED: seen on a second frame; counts now
 * @FOYER_SIGHTING_HELD: still the one that has counted; nothing to do
 *
 * What a code in a frame means.
 */
typedef enum
{
  FOYER_SIGHTING_FIRST,
  FOYER_SIGHTING_AGREED,
  FOYER_SIGHTING_HELD,
} FoyerSighting;

/**
 * FoyerScanKnownFunc:
 * @code: a code that was seen
 * @user_data: the caller's
 *
 * Returns: whether @code is in the list, or its signature is right
 */
typedef gboolean (*FoyerScanKnownFunc) (const FoyerCode *code, gpointer user_data);

/**
 * FoyerScanFilter:
 *
 * Turns what a camera sees thirty times a second into scans: one for each time
 * a ticket is held up. A code that the caller knows counts at once; any other
 * must be read the same from two frames, since engines now and then read
 * something that is not there.
 *
 * It has no clock and no lock: time is an argument, and it belongs to one
 * thread.
 */
typedef struct _FoyerScanFilter FoyerScanFilter;

FoyerScanFilter *foyer_scan_filter_new (gint64 absence_us);
void             foyer_scan_filter_free (FoyerScanFilter *self);
FoyerSighting    foyer_scan_filter_see (FoyerScanFilter *self, const FoyerCode *code, gint64 time_us);
void             foyer_scan_filter_count (FoyerScanFilter *self, const FoyerCode *code);
gboolean         foyer_scan_filter_pass (FoyerScanFilter   *self,
                                         const FoyerCode   *code,
                                         gint64             time_us,
                                         FoyerScanKnownFunc known,
                                         gpointer           user_data);
void             foyer_scan_filter_reset (FoyerScanFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerScanFilter, foyer_scan_filter_free)

G_END_DECLS
