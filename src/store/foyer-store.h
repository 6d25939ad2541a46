/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-connection.h"
#include "foyer-key.h"

G_BEGIN_DECLS

/** FoyerStoreSubjects: what a commit touched, so that pages read again only what they show. */
typedef enum
{
  FOYER_SUBJECT_VENUES = 1 << 0,
  FOYER_SUBJECT_EVENTS = 1 << 1,  /* events and categories */
  FOYER_SUBJECT_ORDERS = 1 << 2,  /* orders and their tickets come and go */
  FOYER_SUBJECT_TICKETS = 1 << 3, /* a ticket's state or holder */
  FOYER_SUBJECT_SCANS = 1 << 4,
  FOYER_SUBJECT_PRINTING = 1 << 5,
  FOYER_SUBJECT_OUTBOX = 1 << 6,
  FOYER_SUBJECT_CONFLICTS = 1 << 7,
  FOYER_SUBJECT_SHIFTS = 1 << 8, /* shifts, cashiers and what they ask for */
  FOYER_SUBJECT_LAYOUTS = 1 << 9,
  FOYER_SUBJECT_ALL = 0x3ff,
} FoyerStoreSubjects;

/**
 * FoyerStoreFunc:
 * @connection: valid during the call only
 * @data: as given with the job
 *
 * Straight code that runs on one of the store's threads. A write runs inside
 * one transaction, which is rolled back when @error is set.
 *
 * Returns: (transfer full) (nullable): the result
 */
typedef gpointer (*FoyerStoreFunc) (FoyerConnection *connection, gpointer data, GError **error);

#define FOYER_TYPE_STORE (foyer_store_get_type ())

/**
 * FoyerStore:
 *
 * The local store: one SQLite file, one write thread, two readers. One process
 * owns a store at a time; others may open it for reading. Commits are durable
 * when a write job returns. May be used from any thread; signals are emitted in
 * the main context that was the thread's default when the store was opened.
 *
 * Signal `changed` (FoyerStoreSubjects as guint): a commit touched these.
 */
G_DECLARE_FINAL_TYPE (FoyerStore, foyer_store, FOYER, STORE, GObject)

/** foyer_store_default_path: Returns: (transfer full): where the store of this person is kept */
char *foyer_store_default_path (void);

/**
 * foyer_store_open:
 * @path: the file; made, with its folder, when it is not there
 * @read_only: only look; needs no ownership and refuses writes
 *
 * Opens a store, bringing it to this version after putting a copy aside.
 *
 * Returns: (transfer full) (nullable): the store; else %FOYER_ERROR_STORE_BUSY,
 *   _TOO_NEW, _DAMAGED, _READ_ONLY or _FULL, %FOYER_ERROR_NOT_FOUND when only
 *   reading, and the file is untouched
 */
FoyerStore *foyer_store_open (const char *path, gboolean read_only, GError **error);
void        foyer_store_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
FoyerStore *foyer_store_open_finish (GAsyncResult *result, GError **error);

/** foyer_store_close: Waits for what was begun, folds the log into the file and lets go of it. Later jobs fail. */
void foyer_store_close (FoyerStore *self);

const char    *foyer_store_get_path (FoyerStore *self);
const FoyerId *foyer_store_get_device (FoyerStore *self);

/** foyer_store_save_copy: Copies the file at @path, sound or not, with its log, to a new name beside it. Returns: (transfer full): the copy's path */
char *foyer_store_save_copy (const char *path, GError **error);

/** foyer_store_read: Runs @func on a reader and waits. Not on the main thread of a window. */
gpointer foyer_store_read (FoyerStore *self, FoyerStoreFunc func, gpointer data, GCancellable *cancellable, GError **error);
/** foyer_store_write: Runs @func in one transaction on the writer and waits until it is on the disk. */
gpointer foyer_store_write (FoyerStore *self, FoyerStoreFunc func, gpointer data, GError **error);

/** foyer_store_read_async: @data is freed on any thread after @func ran; @result_free when nobody takes the result. */
void     foyer_store_read_async (FoyerStore *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer foyer_store_read_finish (FoyerStore *self, GAsyncResult *result, GError **error);
/** foyer_store_write_async: As foyer_store_read_async(); writes are never cancelled. */
void     foyer_store_write_async (FoyerStore *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free, GAsyncReadyCallback callback, gpointer user_data);
gpointer foyer_store_write_finish (FoyerStore *self, GAsyncResult *result, GError **error);

/**
 * foyer_store_set_signer:
 * @signer: (transfer full): this device's private key, from the keyring
 *
 * From now on tickets of events that want it are given out with signed codes,
 * see FoyerTicketDetails. Once; the key is kept in memory only.
 */
void foyer_store_set_signer (FoyerStore *self, FoyerSigner *signer);

/** foyer_store_set_repeatable: For demos and tests: ids and secrets from @seed, and @now (0: the wall clock) as the time. */
void foyer_store_set_repeatable (FoyerStore *self, guint64 seed, FoyerTime now);

G_END_DECLS
