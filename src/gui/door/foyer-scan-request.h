/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission-store.h"
#include "foyer-door-store.h"
#include "foyer-guest-store.h"

G_BEGIN_DECLS

/**
 * FoyerScanRequest:
 * @event: what is on at the door
 * @code: what was read, typed or chosen
 * @gate: where
 * @mode: entry, exit or look up
 * @also: (nullable) (element-type FoyerId): other events at the same door
 * @method: how it was presented
 * @staff: (nullable): who admits by hand
 * @reason: (nullable): why without the code
 * @now: the door's time; 0: the wall clock's
 * @answered: (nullable) (element-type FoyerId): tickets that were answered
 *   while still held up; another code of one of them is no scan of its own, as
 *   with the QR code and the bar code on one paper
 *
 * One presentation of a code, on its way to the store.
 */
typedef struct
{
  FoyerId         event;
  char           *code;
  char           *gate;
  FoyerScanMode   mode;
  GArray         *also;
  FoyerScanMethod method;
  char           *staff;
  char           *reason;
  FoyerTime       now;
  GArray         *answered;
} FoyerScanRequest;

FoyerScanRequest *foyer_scan_request_new (const FoyerId *event, const char *code, const char *gate, FoyerScanMode mode);
void              foyer_scan_request_free (FoyerScanRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerScanRequest, foyer_scan_request_free)

/**
 * foyer_scan_request_run:
 * @data: a FoyerScanRequest
 *
 * A job of the store: a write for entry and exit, a read for look up.
 *
 * Returns: (transfer full) (nullable): a FoyerAdmission; nothing was recorded
 *   when its ticket is in @answered
 */
gpointer foyer_scan_request_run (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_scan_is_answered: Returns: whether @ticket is in @answered (nullable) (element-type FoyerId) */
gboolean foyer_scan_is_answered (GArray *answered, const FoyerId *ticket);

/** FoyerDoorQuery: which events are on at a door, and what time it is there. */
typedef struct
{
  GArray   *events; /* FoyerId; the first is the one in hand */
  FoyerTime now;
} FoyerDoorQuery;

FoyerDoorQuery *foyer_door_query_new (const FoyerId *event, GArray *also, FoyerTime now);
void            foyer_door_query_free (FoyerDoorQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDoorQuery, foyer_door_query_free)

/** FoyerDoorState: what the door page shows beside the answer. */
typedef struct
{
  FoyerId        event;
  FoyerDoorCount count;
  GPtrArray     *recent;    /* FoyerScanRow, newest first */
  guint          conflicts; /* tickets let in twice, not yet settled */
  char          *conflict;  /* (nullable): whose the last of them is */
} FoyerDoorState;

void foyer_door_state_free (FoyerDoorState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDoorState, foyer_door_state_free)

/** foyer_door_state_read: A job of the store. @data: a FoyerDoorQuery. Returns: (transfer full): a FoyerDoorState */
gpointer foyer_door_state_read (FoyerConnection *connection, gpointer data, GError **error);

/** FoyerGuestQuery: a name or a code that was typed; filled by foyer_guest_query_run(). */
typedef struct
{
  FoyerId    event;
  char      *text;
  guint      limit;
  gboolean   is_code; /* a ticket has just this code */
  guint      found;   /* guests, also beyond @limit */
  GPtrArray *guests;  /* FoyerGuest */
} FoyerGuestQuery;

FoyerGuestQuery *foyer_guest_query_new (const FoyerId *event, const char *text, guint limit);
void             foyer_guest_query_free (FoyerGuestQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerGuestQuery, foyer_guest_query_free)

/** foyer_guest_query_run: A job of the store. @data: a FoyerGuestQuery. Returns: (transfer full): another one with the answer */
gpointer foyer_guest_query_run (FoyerConnection *connection, gpointer data, GError **error);

/** foyer_code_is_known: A job of the store. @data: a code. Returns: non-%NULL when a ticket here has it */
gpointer foyer_code_is_known (FoyerConnection *connection, gpointer data, GError **error);

G_END_DECLS
