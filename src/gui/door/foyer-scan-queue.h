/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-scan-request.h"
#include "foyer-session.h"
#include "foyer-viewfinder.h"

G_BEGIN_DECLS

/**
 * FoyerScanOrigin:
 * @viewfinder: (nullable): the camera that it was held up to
 * @picture: (nullable) (element-type FoyerId): tickets of the same picture that
 *   were answered; grows as they are
 *
 * Where a code comes from, which decides whether another code of the same
 * ticket is the same scan. Both %NULL: typed, chosen, or from a scanner.
 */
typedef struct
{
  FoyerViewfinder *viewfinder;
  GArray          *picture;
} FoyerScanOrigin;

#define FOYER_TYPE_SCAN_QUEUE (foyer_scan_queue_get_type ())

/**
 * FoyerScanQueue:
 *
 * Brings presented codes to the store, one after the other, since whether a
 * code is a scan of its own depends on the answer to the one before.
 *
 * Signal "answered" (pointer to a FoyerAdmission, text): it is on the disk, if it
 * was to be recorded; and the code. Signal "failed" (GError): there is no answer.
 */
G_DECLARE_FINAL_TYPE (FoyerScanQueue, foyer_scan_queue, FOYER, SCAN_QUEUE, GObject)

FoyerScanQueue *foyer_scan_queue_new (FoyerSession *session);

/** foyer_scan_queue_present: Asks the store. @request: (transfer full); @origin: copied */
void foyer_scan_queue_present (FoyerScanQueue *self, FoyerScanRequest *request, FoyerScanOrigin origin);

/** foyer_scan_queue_stop: Drops what waits; no signal comes any more. */
void foyer_scan_queue_stop (FoyerScanQueue *self);

G_END_DECLS
