/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-event.h"

G_BEGIN_DECLS

/** foyer_countdown_sentence: Returns: (transfer full): how long until what matters next at @now: "Doors in 25 min", "Ended 3 days ago"; "" when nothing is known */
char *foyer_countdown_sentence (const FoyerEvent *event, FoyerEventPhase phase, FoyerTime now);

G_END_DECLS
