/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-frame.h"

G_BEGIN_DECLS

/**
 * Picture:
 *
 * How a code is shown to the camera in a picture made for a test: a sheet of
 * paper with a quiet zone, seen in front of a grey wall.
 */
typedef struct
{
  int      width;
  int      height;
  double   module; /* pixels a module; 0 fills the picture */
  double   turn;   /* degrees */
  double   tilt_x; /* perspective, 0 to about 0.3 */
  double   tilt_y;
  double   blur;  /* sigma in pixels */
  double   noise; /* sigma in steps of brightness */
  double   dark;  /* brightness of the ink, 0 to 255 */
  double   light; /* brightness of the paper */
  double   shade; /* how much darker the right edge is, 0 to 1 */
  gboolean inverted;
  guint    clutter; /* how many things stand behind the paper */
} Picture;

/**
 * PICTURE_CLEAN:
 *
 * A picture with nothing wrong, 4 pixels a module.
 */
#define PICTURE_CLEAN(w, h) ((Picture) { .width = (w), .height = (h), .module = 4, .light = 255 })

FoyerFrame *picture_qr (const Picture *picture, const void *data, gsize length, int level, GRand *rand);
FoyerFrame *picture_ean_13 (const Picture *picture, const char *digits, GRand *rand);
FoyerFrame *picture_noise (int width, int height, GRand *rand);
gboolean    picture_save (FoyerFrame *frame, const char *path, const char *type, GError **error);

G_END_DECLS
