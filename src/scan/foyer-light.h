/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-frame.h"

G_BEGIN_DECLS

/**
 * FoyerLight:
 *
 * Sums over a picture, by which the mean brightness of any rectangle is known
 * at once, however large.
 */
typedef struct
{
  FoyerFrame *frame;
  int         width;
  int         height;
  guint32    *sums; /* (width + 1) × (height + 1); they wrap around, differences do not */
  guint64    *squares;
} FoyerLight;

FoyerLight *foyer_light_new (FoyerFrame *frame);
void        foyer_light_free (FoyerLight *self);
float       foyer_light_mean (const FoyerLight *self, float x, float y, float radius);
float       foyer_light_spread (const FoyerLight *self, float x, float y, float radius, float *mean);
guint8     *foyer_light_binarise (const FoyerLight *self, int radius, int bias);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLight, foyer_light_free)

G_END_DECLS
