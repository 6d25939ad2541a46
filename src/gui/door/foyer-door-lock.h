/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOOR_LOCK (foyer_door_lock_get_type ())

/**
 * FoyerDoorLock:
 *
 * Asks for the PIN that keeps a volunteer's laptop at the door: a new one before
 * the window is locked, and the same to leave. After three wrong ones it takes
 * a breath before the next.
 *
 * Signal "locked": a PIN is set. Signal "unlocked": it was entered.
 */
G_DECLARE_FINAL_TYPE (FoyerDoorLock, foyer_door_lock, FOYER, DOOR_LOCK, GObject)

/** foyer_door_lock_new: @page: whose settings keep the PIN's hash, and above which it asks; not kept */
FoyerDoorLock *foyer_door_lock_new (FoyerPage *page);

/** foyer_door_lock_ask_new: Asks for a PIN to lock with. */
void foyer_door_lock_ask_new (FoyerDoorLock *self);

/** foyer_door_lock_ask: Asks for the PIN to leave. */
void foyer_door_lock_ask (FoyerDoorLock *self);

/** foyer_door_lock_try: Takes @pin as entered. Returns: whether it is the one, and it was not too soon to try */
gboolean foyer_door_lock_try (FoyerDoorLock *self, const char *pin);

/** foyer_door_lock_stop: Before the page goes. */
void foyer_door_lock_stop (FoyerDoorLock *self);

G_END_DECLS
