/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DEVICE_GROUP (foyer_device_group_get_type ())

/**
 * FoyerDeviceGroup:
 *
 * The laptops of the platform, for an organizer: who is there, where, and what
 * it has not sent yet. It asks the platform while it is shown.
 */
G_DECLARE_FINAL_TYPE (FoyerDeviceGroup, foyer_device_group, FOYER, DEVICE_GROUP, AdwPreferencesGroup)

/** foyer_device_group_set_session: To be called once, before it is shown. */
void foyer_device_group_set_session (FoyerDeviceGroup *self, FoyerSession *session);

/** foyer_device_group_refresh: Asks the platform now, when it is shown. */
void foyer_device_group_refresh (FoyerDeviceGroup *self);

G_END_DECLS
