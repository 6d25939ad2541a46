/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-device-message.h"
#include "foyer-storage.h"

G_BEGIN_DECLS

/** foyer_device_roster_read: Sets @devices (transfer full) (element-type FoyerDeviceReport) to all that were ever paired, in the order of their numbers. */
gboolean foyer_device_roster_read (FoyerStorage *storage, const FoyerId *organization, GPtrArray **devices, GError **error);

/** foyer_device_roster_find: Sets @device (nullable) (transfer full) to the device, %NULL when there is none. */
gboolean foyer_device_roster_find (FoyerStorage *storage, const FoyerId *organization, const FoyerId *id, FoyerDeviceReport **device, GError **error);

/** foyer_device_roster_edit: Makes @device as @edit wants it, there and in the storage. */
gboolean foyer_device_roster_edit (FoyerStorage *storage, const FoyerId *organization, FoyerDeviceReport *device, const FoyerDeviceEdit *edit, GError **error);

/** FoyerSighting: that a device was here. */
typedef struct
{
  FoyerId   organization;
  FoyerId   device;
  FoyerTime seen_at;
  gint64    unsent;  /* -1: it did not say */
  char     *version; /* (nullable): it did not say */
} FoyerSighting;

void foyer_sighting_free (FoyerSighting *self);

/** foyer_device_roster_note: Keeps @sightings (element-type FoyerSighting). */
gboolean foyer_device_roster_note (FoyerStorage *storage, GPtrArray *sightings, GError **error);

G_END_DECLS
