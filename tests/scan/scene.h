/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-frame.h"
#include "sheet.h"

G_BEGIN_DECLS

/**
 * Scene:
 *
 * How a camera sees a sheet. All that is 0 is switched off.
 */
typedef struct
{
  int    width;
  int    height;
  double module;  /* pixels of the picture per module, in the middle */
  double shift_x; /* of the code from the middle of the picture, in pixels */
  double shift_y;
  double turn;   /* degrees */
  double tilt_x; /* perspective, 0 to about 0.5 */
  double tilt_y;
  double curl;      /* how far it is bent around an upright cylinder: radians across the code */
  double curl_turn; /* turn of the cylinder, degrees */

  double moire;   /* strength of a screen's grid, 0 to 1 */
  double pitch;   /* of that grid, in pixels of the picture */
  double dark;    /* brightness of ink, 0 to 255 */
  double light;   /* of paper */
  double shade;   /* how much darker one side is, 0 to 1 */
  double shadow;  /* how dark a hard shadow over part of the code is, 0 to 1 */
  double glare;   /* how much light a reflected window adds, in steps of brightness */
  guint  spots;   /* reflected lamps */
  double spot;    /* their radius in modules */
  double motion;  /* pixels that it moves while the picture is taken */
  double blur;    /* sigma in pixels */
  double noise;   /* sigma in steps of brightness */
  int    quality; /* of a JPEG picture, 1 to 100 */
  guint  clutter; /* how many things stand behind */
} Scene;

FoyerFrame *scene_take (const Scene *scene, const Sheet *sheet, GRand *rand);

G_END_DECLS
