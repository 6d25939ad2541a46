/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-camera.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PAIR_CAMERA (foyer_pair_camera_get_type ())

/**
 * FoyerPairCamera:
 *
 * The webcam while it looks for a pairing code: its picture, or what is wrong
 * with it. It runs while the widget is mapped.
 *
 * Signal `found` (text): a code that reads as a pairing code; once for each time
 * that the widget is mapped.
 */
G_DECLARE_FINAL_TYPE (FoyerPairCamera, foyer_pair_camera, FOYER, PAIR_CAMERA, AdwBin)

/** foyer_pair_camera_get_camera: Returns: (transfer none): the camera */
FoyerCamera *foyer_pair_camera_get_camera (FoyerPairCamera *self);

G_END_DECLS
