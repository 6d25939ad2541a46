/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-event-store.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_EVENT_BASICS (foyer_event_basics_get_type ())

/**
 * FoyerEventBasics:
 *
 * The first page of the event editor: what, where, when, and how it is sold.
 * Saves as one types.
 *
 * Signal `failed` (GError): something could not be saved yet. Signal `stale`: it
 * wants to be shown anew. Signal `edited`: somebody entered something.
 */
G_DECLARE_FINAL_TYPE (FoyerEventBasics, foyer_event_basics, FOYER, EVENT_BASICS, AdwBin)

/** foyer_event_basics_open: To be called once, before anything is shown. */
void foyer_event_basics_open (FoyerEventBasics *self, FoyerSession *session, const FoyerId *event);

/** foyer_event_basics_begin_show: To be called before the store is read. Returns: what foyer_event_basics_show() asks for */
guint64 foyer_event_basics_begin_show (FoyerEventBasics *self);

/** foyer_event_basics_show: @venues: (element-type FoyerVenue): all there are */
void foyer_event_basics_show (FoyerEventBasics *self, const FoyerEventSummary *summary, GPtrArray *venues, guint64 token);

/** foyer_event_basics_focus_title: Puts the cursor where a new event begins. */
void foyer_event_basics_focus_title (FoyerEventBasics *self);

/** foyer_event_basics_is_valid: Returns: whether all that stands in the fields could be saved */
gboolean foyer_event_basics_is_valid (FoyerEventBasics *self);

/** foyer_event_basics_save: Saves what is still waiting to be. */
void foyer_event_basics_save (FoyerEventBasics *self);

G_END_DECLS
