/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FOYER_WEDGE_TRAINING_TEXT:
 *
 * A test code to train on: every character that a code of Foyer's can hold,
 * once. What a scanner types for it shows which keys it and the computer do not
 * agree on.
 */
#define FOYER_WEDGE_TRAINING_TEXT \
  "FOYER 0123456789 ABCDGHIJKLMNPQSTUVWXZ abcdefghijklmnopqrstuvwxyz $%*+-./:_=,;?&#@!"

/**
 * FoyerWedgeLayoutError:
 * @FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE: that was not the test code
 * @FOYER_WEDGE_LAYOUT_ERROR_LOST: some characters do not arrive at all
 * @FOYER_WEDGE_LAYOUT_ERROR_MIXED: two characters arrive as the same one
 *
 * Why nothing was learned.
 */
typedef enum
{
  FOYER_WEDGE_LAYOUT_ERROR_OTHER_CODE,
  FOYER_WEDGE_LAYOUT_ERROR_LOST,
  FOYER_WEDGE_LAYOUT_ERROR_MIXED,
} FoyerWedgeLayoutError;

#define FOYER_WEDGE_LAYOUT_ERROR (foyer_wedge_layout_error_quark ())
GQuark foyer_wedge_layout_error_quark (void);

char  *foyer_wedge_layout_learn (const char *typed, GError **error);
char  *foyer_wedge_layout_apply (const char *map, const char *typed);
char  *foyer_wedge_layout_swap_case (const char *typed);
char **foyer_wedge_layout_guess (const char *typed);

G_END_DECLS
