/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-camera-reader.h"
#include "foyer-camera.h"

G_BEGIN_DECLS

/* What the threads of a camera have to tell the main context. It is freed
 * after the call.
 */
typedef struct
{
  enum
  {
    FOYER_CAMERA_EVENT_READY, /* GStreamer has been loaded */
    FOYER_CAMERA_EVENT_STATE,
    FOYER_CAMERA_EVENT_DEVICES,
    FOYER_CAMERA_EVENT_DECODED,
  } kind;
  guint            serial; /* of the start or stop that this follows from */
  FoyerCameraState state;
  char            *message; /* nullable */
  GPtrArray       *devices; /* FoyerCameraDevice */
  double           milliseconds;
  GPtrArray       *codes; /* FoyerCode */
  FoyerHint        hint;
  FoyerFrame      *frame; /* only when there are codes */
} FoyerCameraEvent;

typedef void (*FoyerCameraEventFunc) (GObject *camera, const FoyerCameraEvent *event);

/* The way from the threads of a camera to its main context. It outlives the
 * worker, since a decode thread that hangs may, and holds the camera weakly.
 */
typedef struct _FoyerCameraMailbox FoyerCameraMailbox;

FoyerCameraMailbox *foyer_camera_mailbox_new (GObject *camera, FoyerCameraEventFunc func);
void                foyer_camera_mailbox_unref (FoyerCameraMailbox *self);
GMainContext       *foyer_camera_mailbox_get_context (FoyerCameraMailbox *self);
void                foyer_camera_mailbox_post (FoyerCameraMailbox *self, FoyerCameraEvent event);
FoyerCameraReader  *foyer_camera_mailbox_read (FoyerCameraMailbox *self, GstAppSink *frames, guint serial);

G_END_DECLS
