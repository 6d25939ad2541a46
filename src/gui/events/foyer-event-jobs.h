/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-event-store.h"

G_BEGIN_DECLS

/* What the events pages ask of the store: each a FoyerStoreFunc. */

/** FoyerEventForEdit: an event and the venues to choose from. */
typedef struct
{
  FoyerEventSummary *summary;
  GPtrArray         *venues; /* (element-type FoyerVenue) */
} FoyerEventForEdit;

void foyer_event_for_edit_free (FoyerEventForEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerEventForEdit, foyer_event_for_edit_free)

/** foyer_event_job_read: @event: a FoyerId. Returns: (transfer full): a FoyerEventForEdit */
gpointer foyer_event_job_read (FoyerConnection *connection, gpointer event, GError **error);

/** foyer_event_job_create: Makes a draft in @timezone, in the currency used last. Returns: (transfer full): its FoyerId, for g_free() */
gpointer foyer_event_job_create (FoyerConnection *connection, gpointer timezone, GError **error);

/** foyer_event_job_duplicate: Copies @event (a FoyerId) and its categories into a draft one week later. Returns: (transfer full): its FoyerId, for g_free() */
gpointer foyer_event_job_duplicate (FoyerConnection *connection, gpointer event, GError **error);

G_END_DECLS
