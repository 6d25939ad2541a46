/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Which cameras are connected, kept up to date on one thread. PipeWire's come
 * first; a camera that is there twice is listed once.
 */
typedef struct _FoyerCameraFinder FoyerCameraFinder;

typedef void (*FoyerCameraFinderFunc) (gpointer user_data);

FoyerCameraFinder *foyer_camera_finder_new (GMainContext *context, FoyerCameraFinderFunc changed, gpointer user_data);
void               foyer_camera_finder_free (FoyerCameraFinder *self);
void               foyer_camera_finder_restart (FoyerCameraFinder *self);
GPtrArray         *foyer_camera_finder_list (FoyerCameraFinder *self);
char              *foyer_camera_finder_dup_id (GstDevice *device);
GstCaps           *foyer_camera_finder_choose_caps (GstDevice *device);

G_END_DECLS
