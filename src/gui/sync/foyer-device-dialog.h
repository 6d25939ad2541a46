/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-device-message.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DEVICE_DIALOG (foyer_device_dialog_get_type ())

/** FoyerDeviceDialog: One laptop of the platform: its name, its gate, and removing it. */
G_DECLARE_FINAL_TYPE (FoyerDeviceDialog, foyer_device_dialog, FOYER, DEVICE_DIALOG, AdwDialog)

/** foyer_device_dialog_present: Shows @device over @parent, a FoyerDeviceGroup that is refreshed when something was changed. */
void foyer_device_dialog_present (GtkWidget *parent, FoyerSession *session, const FoyerDeviceReport *device);

G_END_DECLS
