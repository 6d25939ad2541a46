/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_SYNC_ERROR (foyer_sync_error_quark ())

/**
 * FoyerSyncError:
 * @FOYER_SYNC_ERROR_NOT_PAIRED: the store belongs to no platform
 * @FOYER_SYNC_ERROR_OFFLINE: the platform cannot be reached
 * @FOYER_SYNC_ERROR_NOT_A_PLATFORM: something answers, but not as a platform does: a Wi-Fi sign-in page, a web site, half an answer
 * @FOYER_SYNC_ERROR_PLATFORM: the platform has a problem of its own; trying later helps
 * @FOYER_SYNC_ERROR_SIGN_IN: the platform does not know this device any more, or removed it
 * @FOYER_SYNC_ERROR_PAIRING: the pairing code is unknown, used or too old
 * @FOYER_SYNC_ERROR_REFUSED: the platform refused the request as a whole
 * @FOYER_SYNC_ERROR_TOO_LARGE: the platform takes no request of this size
 * @FOYER_SYNC_ERROR_ROLLED_BACK: the platform lost changes that this device has already seen
 * @FOYER_SYNC_ERROR_CERTIFICATE: what answers is not who it says it is; nothing was sent
 * @FOYER_SYNC_ERROR_LEASE: the platform does not believe what this device says of its leases; its store is an old copy
 * @FOYER_SYNC_ERROR_NO_KEYRING: there is no place for the access token
 */
typedef enum
{
  FOYER_SYNC_ERROR_NOT_PAIRED,
  FOYER_SYNC_ERROR_OFFLINE,
  FOYER_SYNC_ERROR_NOT_A_PLATFORM,
  FOYER_SYNC_ERROR_PLATFORM,
  FOYER_SYNC_ERROR_SIGN_IN,
  FOYER_SYNC_ERROR_PAIRING,
  FOYER_SYNC_ERROR_REFUSED,
  FOYER_SYNC_ERROR_TOO_LARGE,
  FOYER_SYNC_ERROR_ROLLED_BACK,
  FOYER_SYNC_ERROR_CERTIFICATE,
  FOYER_SYNC_ERROR_NO_KEYRING,
  FOYER_SYNC_ERROR_LEASE,
} FoyerSyncError;

GQuark foyer_sync_error_quark (void);

G_END_DECLS
