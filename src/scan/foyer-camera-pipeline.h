/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/app/gstappsink.h>

#include "foyer-camera.h"

G_BEGIN_DECLS

GstElement      *foyer_camera_pipeline_new (GstElement *source, GstCaps *caps, GstElement *preview, GError **error);
GstAppSink      *foyer_camera_pipeline_get_frames (GstElement *pipeline);
void             foyer_camera_pipeline_release (GstElement *pipeline, GstElement *preview);
FoyerCameraState foyer_camera_pipeline_judge (const GError *error, gboolean was_playing);

G_END_DECLS
