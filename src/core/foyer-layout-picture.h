/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

/* Pictures on paper are PNG and are named by what they show, so that the same
 * picture is kept and sent once. */

/** FOYER_LAYOUT_PICTURE_MAX_BYTES: of one picture */
#define FOYER_LAYOUT_PICTURE_MAX_BYTES (512 * 1024)

/** FOYER_LAYOUT_PICTURE_MAX_SIDE: pixels */
#define FOYER_LAYOUT_PICTURE_MAX_SIDE 4096

/** foyer_layout_picture_check: Returns: whether @png looks like a PNG within the bounds; %FOYER_ERROR_INVALID otherwise */
gboolean foyer_layout_picture_check (GBytes *png, GError **error);

/** foyer_layout_picture_id: Returns: the id that every device computes alike for these bytes */
FoyerId foyer_layout_picture_id (GBytes *png);

/** foyer_layout_picture_decode: Returns: (transfer full) (nullable): the PNG behind a base64 text, checked */
GBytes *foyer_layout_picture_decode (const char *base64, GError **error);

G_END_DECLS
