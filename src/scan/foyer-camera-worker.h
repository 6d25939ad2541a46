/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>
#include <libportal/portal.h>

#include "foyer-camera-mailbox.h"

G_BEGIN_DECLS

/* The thread that opens, watches and closes the camera for a FoyerCamera. All
 * that can block happens here.
 */
typedef struct _FoyerCameraWorker FoyerCameraWorker;

FoyerCameraWorker *foyer_camera_worker_new (GObject *camera, FoyerCameraEventFunc func);
void               foyer_camera_worker_set_preview (FoyerCameraWorker *self, GstElement *preview);
void               foyer_camera_worker_start (FoyerCameraWorker *self, const char *device_id, guint place, const char *taken, const char *description, XdpPortal *portal, guint serial);
void               foyer_camera_worker_stop (FoyerCameraWorker *self, guint serial);
void               foyer_camera_worker_watch (FoyerCameraWorker *self);
void               foyer_camera_worker_quit (FoyerCameraWorker *self);

G_END_DECLS
