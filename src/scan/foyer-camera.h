/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-camera-device.h"
#include "foyer-code.h"
#include "foyer-frame.h"
#include "foyer-hint.h"

G_BEGIN_DECLS

#define FOYER_TYPE_CAMERA (foyer_camera_get_type ())
#define FOYER_TYPE_CAMERA_STATE (foyer_camera_state_get_type ())

/**
 * FoyerCameraState:
 * @FOYER_CAMERA_OFF: not started
 * @FOYER_CAMERA_STARTING: opening; no picture yet
 * @FOYER_CAMERA_PLAYING: pictures are coming
 * @FOYER_CAMERA_NO_CAMERA: none is connected, or not the chosen one; starts by
 *   itself when it is
 * @FOYER_CAMERA_BUSY: another program has it; tried again by itself
 * @FOYER_CAMERA_UNPLUGGED: it was playing and is gone; comes back by itself
 * @FOYER_CAMERA_DENIED: the person or the system refused access; start again
 *   to ask again
 * @FOYER_CAMERA_ERROR: anything else; tried again by itself
 *
 * What the camera is doing.
 */
typedef enum
{
  FOYER_CAMERA_OFF,
  FOYER_CAMERA_STARTING,
  FOYER_CAMERA_PLAYING,
  FOYER_CAMERA_NO_CAMERA,
  FOYER_CAMERA_BUSY,
  FOYER_CAMERA_UNPLUGGED,
  FOYER_CAMERA_DENIED,
  FOYER_CAMERA_ERROR,
} FoyerCameraState;

/**
 * FoyerCamera:
 *
 * A webcam that reads codes. Use it from the main thread, which it never
 * blocks: opening and closing happen on a thread of its own, decoding on
 * another.
 *
 * ```
 * source -> decodebin -> tee -> queue -> videoconvert -> gtk4paintablesink
 *                            -> queue -> appsink (newest frame) -> decoder
 * ```
 *
 * Properties: "state", "message", "device", "devices", "paintable",
 * "preview", "decode-ms", "hint", "source-description".
 *
 * The signal "code" (FoyerCode, FoyerFrame) comes on the main context for
 * every code in every frame; the frame is a copy of the one it was read in.
 * Feed it to a #FoyerScanFilter to get one scan for one ticket. The signal
 * "decoded" (milliseconds as double, number of codes as guint) comes for every
 * frame that was looked at.
 */
G_DECLARE_FINAL_TYPE (FoyerCamera, foyer_camera, FOYER, CAMERA, GObject)

GType       foyer_camera_state_get_type (void);
const char *foyer_camera_state_get_nick (FoyerCameraState state);

FoyerCamera     *foyer_camera_new (gboolean preview);
void             foyer_camera_start (FoyerCamera *self);
void             foyer_camera_stop (FoyerCamera *self);
void             foyer_camera_watch_devices (FoyerCamera *self);
FoyerCameraState foyer_camera_get_state (FoyerCamera *self);
const char      *foyer_camera_get_message (FoyerCamera *self);
const char      *foyer_camera_get_device (FoyerCamera *self);
void             foyer_camera_set_device (FoyerCamera *self, const char *id);
void             foyer_camera_set_lane (FoyerCamera *self, guint place, const char *taken);
GListModel      *foyer_camera_get_devices (FoyerCamera *self);
GObject         *foyer_camera_get_paintable (FoyerCamera *self);
double           foyer_camera_get_decode_ms (FoyerCamera *self);
FoyerHint        foyer_camera_get_hint (FoyerCamera *self);
void             foyer_camera_set_source_description (FoyerCamera *self, const char *description);

G_END_DECLS
