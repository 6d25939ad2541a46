/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-device-register.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** FoyerOwnDevice: the platform as a device of an organization, in whose name it sells for web shops. */
typedef struct
{
  FoyerDevice device;
  gint64      number; /* its range of serials and order numbers */
} FoyerOwnDevice;

/**
 * foyer_own_device_ensure:
 *
 * Finds the platform among the devices; the first time, adds it. To be called
 * with the organization's row locked.
 *
 * Returns: FALSE when the storage failed, or %FOYER_ERROR_STATE when all device numbers are taken
 */
gboolean foyer_own_device_ensure (FoyerStorage *storage, const FoyerId *organization, FoyerTime now, FoyerOwnDevice *own, GError **error);

/**
 * foyer_own_device_sell:
 * @order: as it is to be; what it lacks of number, ids, secrets and serials is filled in
 *
 * Makes the change by which the platform sells an order. The changes up to now
 * must have been followed.
 *
 * Returns: (transfer full) (nullable): the change, with the id @id, to be added to the log
 */
FoyerChange *foyer_own_device_sell (FoyerStorage *storage, const FoyerOwnDevice *own, FoyerOrder *order, const FoyerId *id, FoyerTime now, GError **error);

/** foyer_own_device_allot_number: Returns: (transfer full) (nullable): the next order number */
char *foyer_own_device_allot_number (FoyerStorage *storage, const FoyerOwnDevice *own, GError **error);

G_END_DECLS
