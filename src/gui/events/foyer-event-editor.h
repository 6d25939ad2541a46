/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENT_EDITOR (foyer_event_editor_get_type ())

/**
 * FoyerEventEditor:
 *
 * The editor of one event: its pages, and what happens to the event as a whole
 * (publish, cancel, archive, duplicate). Saves as one types; an event that was
 * made by it and got nothing entered is gone when it is left.
 *
 * Signal `duplicated` (const char *): the event with this id is a copy, to be edited next.
 */
G_DECLARE_FINAL_TYPE (FoyerEventEditor, foyer_event_editor, FOYER, EVENT_EDITOR, AdwNavigationPage)

/** foyer_event_editor_new: @is_new: whether it was made just now, for this editor */
AdwNavigationPage *foyer_event_editor_new (FoyerSession *session, const FoyerId *event, gboolean is_new);

/** foyer_event_editor_get_event: Returns: (transfer none): what it edits */
const FoyerId *foyer_event_editor_get_event (FoyerEventEditor *self);

/** foyer_event_editor_leave: It is being left: saves what waits, and takes back an event that stayed blank. */
void foyer_event_editor_leave (FoyerEventEditor *self);

G_END_DECLS
