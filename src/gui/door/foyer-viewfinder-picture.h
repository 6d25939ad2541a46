/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-code.h"
#include "foyer-frame.h"

G_BEGIN_DECLS

#define FOYER_TYPE_VIEWFINDER_PICTURE (foyer_viewfinder_picture_get_type ())

/**
 * FoyerViewfinderPicture:
 *
 * What a camera sees, as large as it fits, mirrored or upside down as wanted,
 * with a line around the code that was read last.
 *
 * Properties: "paintable", "mirror", "upside-down".
 */
G_DECLARE_FINAL_TYPE (FoyerViewfinderPicture, foyer_viewfinder_picture, FOYER, VIEWFINDER_PICTURE, GtkWidget)

/** foyer_viewfinder_picture_set_paintable: Sets what is shown; (nullable). */
void foyer_viewfinder_picture_set_paintable (FoyerViewfinderPicture *self, GdkPaintable *paintable);

/** foyer_viewfinder_picture_outline: Draws a line around @code, read in @frame, for a moment. */
void foyer_viewfinder_picture_outline (FoyerViewfinderPicture *self, const FoyerCode *code, FoyerFrame *frame);

G_END_DECLS
