/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/app/gstappsink.h>

#include "foyer-frame.h"

G_BEGIN_DECLS

/* The decode thread of one open camera. It takes the newest frame of an
 * appsink, decodes it, and takes the next; frames that come meanwhile are
 * dropped by the sink. It ends when the sink's pipeline stops.
 */
typedef struct _FoyerCameraReader FoyerCameraReader;

/* Runs on the decode thread for each frame. The frame points into a camera
 * buffer and must not be kept. */
typedef void (*FoyerCameraReaderFunc) (FoyerFrame *frame, GPtrArray *codes, double milliseconds, gpointer user_data);

FoyerCameraReader *foyer_camera_reader_new (GstAppSink *sink, FoyerCameraReaderFunc func, gpointer user_data, GDestroyNotify destroy);
gint64             foyer_camera_reader_get_last_frame (FoyerCameraReader *self);
gint64             foyer_camera_reader_get_busy_since (FoyerCameraReader *self);
gboolean           foyer_camera_reader_finish (FoyerCameraReader *self, gint64 patience_us);
FoyerFrame        *foyer_camera_frame_from_sample (GstSample *sample);

G_END_DECLS
