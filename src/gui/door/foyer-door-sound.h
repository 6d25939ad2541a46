/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "foyer-answer.h"

G_BEGIN_DECLS

/**
 * FoyerDoorSound:
 *
 * The sounds of the door, one for each kind of answer: yes rises, genuine rises
 * and turns, no is low and comes twice, wait is one note twice, info one short note. They are computed,
 * and played on a thread of their own, so that neither a slow sound server nor
 * none at all holds up a scan.
 *
 * Main thread only.
 */
typedef struct _FoyerDoorSound FoyerDoorSound;

FoyerDoorSound *foyer_door_sound_new (void);

/** foyer_door_sound_free: Returns at once; what sounds is cut off. */
void foyer_door_sound_free (FoyerDoorSound *self);

/** foyer_door_sound_play: @volume: 0 to 1. A sound that has begun gives way. */
void foyer_door_sound_play (FoyerDoorSound *self, FoyerAnswerKind kind, double volume);

/** foyer_door_sound_render: Returns: (transfer full): the sound, mono, 16 bits native order, at FOYER_DOOR_SOUND_RATE */
GBytes *foyer_door_sound_render (FoyerAnswerKind kind);

#define FOYER_DOOR_SOUND_RATE 44100

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDoorSound, foyer_door_sound_free)

G_END_DECLS
