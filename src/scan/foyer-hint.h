/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "foyer-frame.h"

G_BEGIN_DECLS

#define FOYER_TYPE_HINT (foyer_hint_get_type ())

/**
 * FoyerHint:
 * @FOYER_HINT_NONE: nothing to say: codes are read, or nobody is there
 * @FOYER_HINT_CLOSER: what is held up is small in the picture
 * @FOYER_HINT_FARTHER: it fills the picture and is out of focus
 * @FOYER_HINT_TOO_DARK: there is not enough light
 * @FOYER_HINT_GLARE: a light is reflected, or the paper is blinding white
 * @FOYER_HINT_HOLD_STILL: it moves
 *
 * What would help when something is held up and nothing is read.
 */
typedef enum
{
  FOYER_HINT_NONE,
  FOYER_HINT_CLOSER,
  FOYER_HINT_FARTHER,
  FOYER_HINT_TOO_DARK,
  FOYER_HINT_GLARE,
  FOYER_HINT_HOLD_STILL,
} FoyerHint;

/**
 * FoyerHinter:
 *
 * Watches the frames of one camera and says what would help. It learns what
 * the empty view looks like, so that a poster on the wall is not told to come
 * closer, and it speaks only after people have tried for a moment.
 *
 * It has no clock and no lock: time is the frame's, and it belongs to one
 * thread. A frame costs about a tenth of a millisecond.
 */
typedef struct _FoyerHinter FoyerHinter;

GType       foyer_hint_get_type (void);
const char *foyer_hint_get_nick (FoyerHint hint);

FoyerHinter *foyer_hinter_new (void);
void         foyer_hinter_free (FoyerHinter *self);
FoyerHint    foyer_hinter_see (FoyerHinter *self, FoyerFrame *frame, gboolean read);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerHinter, foyer_hinter_free)

G_END_DECLS
