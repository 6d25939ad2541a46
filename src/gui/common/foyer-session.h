/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-event-item.h"
#include "foyer-store.h"
#include "foyer-sync-client.h"

G_BEGIN_DECLS

typedef struct _FoyerPrintQueue FoyerPrintQueue;

#define FOYER_TYPE_SESSION (foyer_session_get_type ())

/** FOYER_SESSION_EVENT: among the subjects of `changed`: the event in hand was read anew, or is another one. */
#define FOYER_SESSION_EVENT (1u << 31)

/**
 * FoyerSession:
 *
 * What the pages share: the store, the sync client, the settings, the list of
 * events and the one in hand. Made by the application, handed down by construction; there is no
 * other way to it. Main thread only.
 *
 * Property `event` (FoyerEventItem, nullable): the event in hand, read anew
 * whenever a commit touches it.
 * Signal `changed` (guint of FoyerStoreSubjects and %FOYER_SESSION_EVENT): the
 * store's, after a pause short enough not to be seen, so that a burst of commits
 * costs one refresh; with the event in hand up to date.
 * Signal `failed` (GError): the events could not be read; what is shown may be old.
 */
G_DECLARE_FINAL_TYPE (FoyerSession, foyer_session, FOYER, SESSION, GObject)

/** foyer_session_new: Keeps @store, its @sync client, which others start and stop, and @settings. */
FoyerSession *foyer_session_new (FoyerStore *store, FoyerSyncClient *sync, GSettings *settings);

FoyerStore      *foyer_session_get_store (FoyerSession *self);
FoyerSyncClient *foyer_session_get_sync (FoyerSession *self);

/** foyer_session_get_print_queue: Returns: (transfer none): what carries print jobs to the printer */
FoyerPrintQueue *foyer_session_get_print_queue (FoyerSession *self);
GSettings       *foyer_session_get_settings (FoyerSession *self);

/** foyer_session_get_events: Returns: (transfer none): a list of FoyerEventItem by start, without archived ones' order changed */
GListModel *foyer_session_get_events (FoyerSession *self);

/** foyer_session_get_event: Returns: (transfer none) (nullable): the event in hand */
FoyerEventItem *foyer_session_get_event (FoyerSession *self);

/** foyer_session_is_ready: Returns: whether the events were read, so that none in hand means that there is none */
gboolean foyer_session_is_ready (FoyerSession *self);

/** foyer_session_get_event_id: Returns: (transfer none): its id, none when there is none */
const FoyerId *foyer_session_get_event_id (FoyerSession *self);

/** foyer_session_set_event_id: Takes another event in hand, and remembers it. */
void foyer_session_set_event_id (FoyerSession *self, const FoyerId *event);

/** foyer_session_commit: Applies changes made here in one transaction, off the main thread. @changes: (element-type FoyerChange) */
void     foyer_session_commit_async (FoyerSession *self, GPtrArray *changes, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_session_commit_finish (FoyerSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
