/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FOYER_TYPE_CAMERA_DEVICE (foyer_camera_device_get_type ())

/**
 * FoyerCameraDevice:
 *
 * A camera that can be chosen. Properties: "id", the same each time the same
 * camera is plugged into the same socket, and "name", for people.
 */
G_DECLARE_FINAL_TYPE (FoyerCameraDevice, foyer_camera_device, FOYER, CAMERA_DEVICE, GObject)

FoyerCameraDevice *foyer_camera_device_new (const char *id, const char *name);
const char        *foyer_camera_device_get_id (FoyerCameraDevice *self);
const char        *foyer_camera_device_get_name (FoyerCameraDevice *self);

G_END_DECLS
