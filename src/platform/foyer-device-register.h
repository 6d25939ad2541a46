/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-pair-message.h"
#include "foyer-storage.h"
#include "foyer-token.h"

G_BEGIN_DECLS

/** FOYER_PAIRING_LIFE: how long a pairing code is good for. */
#define FOYER_PAIRING_LIFE (10 * FOYER_MINUTE)

/** FoyerDevice: a laptop that was paired, as far as a request needs to know it. */
typedef struct
{
  FoyerId   organization;
  FoyerId   id;
  FoyerRole role;
  gboolean  revoked;
} FoyerDevice;

/**
 * foyer_register_find_organization:
 *
 * Finds the organization of this platform; the first time, makes it with the
 * given name.
 */
gboolean foyer_register_find_organization (FoyerStorage *storage, const char *name, FoyerTime now, FoyerId *organization, GError **error);

/** foyer_register_has_organizer: Sets @result to whether a device may organize, so that nobody is locked out. */
gboolean foyer_register_has_organizer (FoyerStorage *storage, const FoyerId *organization, gboolean *result, GError **error);

/** foyer_register_add_pairing: Returns: (transfer full) (nullable): a new token that pairs one device in @role until @now + %FOYER_PAIRING_LIFE */
char *foyer_register_add_pairing (FoyerStorage *storage, const FoyerId *organization, FoyerRole role, FoyerTime now, GError **error);

typedef enum
{
  FOYER_PAIRING_GOOD,
  FOYER_PAIRING_UNKNOWN,
  FOYER_PAIRING_USED,
  FOYER_PAIRING_EXPIRED,
  FOYER_PAIRING_FULL, /* all device numbers are taken */
} FoyerPairingResult;

/**
 * foyer_register_pair:
 * @result: (out):
 * @answer: (out) (nullable) (transfer full): set when @result is %FOYER_PAIRING_GOOD
 *
 * Uses a pairing token up and registers the device. A device that was here
 * before keeps its number and gets the role of the code and a new access token.
 *
 * Returns: FALSE when the storage failed
 */
gboolean foyer_register_pair (FoyerStorage *storage, const FoyerPairRequest *request, FoyerTime now, FoyerPairingResult *result, FoyerPairAnswer **answer, GError **error);

/**
 * foyer_register_authenticate:
 * @found: (out): whether a device has the token; @device is set then
 *
 * Finds the device by its access token.
 *
 * Returns: FALSE when the storage failed
 */
gboolean foyer_register_authenticate (FoyerStorage *storage, const FoyerTokenHash *hash, gboolean *found, FoyerDevice *device, GError **error);

G_END_DECLS
