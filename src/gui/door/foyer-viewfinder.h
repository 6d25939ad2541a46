/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-camera.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_VIEWFINDER (foyer_viewfinder_get_type ())

/**
 * FoyerViewfinder:
 *
 * One camera at the door: its picture with a frame around what was read, a
 * hint when something is held up and nothing is read, or what is wrong with
 * the camera and what to do. Turns codes in frames into scans: a
 * code of a ticket that is here counts at once, another when two frames agree,
 * and one that is held still counts once.
 *
 * Signal "scan" (text): a ticket was held up.
 */
G_DECLARE_FINAL_TYPE (FoyerViewfinder, foyer_viewfinder, FOYER, VIEWFINDER, AdwBin)

/**
 * foyer_viewfinder_set_session:
 * @session: where codes are looked up
 * @lane: 0, or 1 for a second lane beside the first
 *
 * Sets what it works with; once. Each lane has settings of its own:
 * "camera-device", "camera-mirror" and "camera-upside-down" for the first, the
 * same with "-2" for the second, which is there when "second-lane" is on.
 */
void foyer_viewfinder_set_session (FoyerViewfinder *self, FoyerSession *session, guint lane);

/** foyer_viewfinder_start: Opens the camera and keeps trying until foyer_viewfinder_stop(). */
void foyer_viewfinder_start (FoyerViewfinder *self);
void foyer_viewfinder_stop (FoyerViewfinder *self);

/** foyer_viewfinder_reset: Lets what is held up count again, as when the mode has changed. */
void foyer_viewfinder_reset (FoyerViewfinder *self);

/** foyer_viewfinder_note_ticket: Remembers, while @code is in sight, which ticket it turned out to be. */
void foyer_viewfinder_note_ticket (FoyerViewfinder *self, const char *code, const FoyerId *ticket);

/** foyer_viewfinder_dup_tickets: Returns: (transfer full) (element-type FoyerId): the noted tickets that are in sight */
GArray *foyer_viewfinder_dup_tickets (FoyerViewfinder *self);

/** foyer_viewfinder_get_camera: Returns: (transfer none): the camera */
FoyerCamera *foyer_viewfinder_get_camera (FoyerViewfinder *self);

G_END_DECLS
