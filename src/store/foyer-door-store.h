/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission.h"
#include "foyer-connection.h"
#include "foyer-ticket.h"

G_BEGIN_DECLS

/* What a door shows besides its answers. All is counted from the scans. */

/** FOYER_DOOR_MINUTES: how far back the arrivals of each minute are counted. */
#define FOYER_DOOR_MINUTES 30

/** FoyerGateCount: one gate's share. */
typedef struct
{
  char     *gate;
  gint64    entries; /* distinct tickets that came in here */
  gint64    exits;   /* distinct tickets that went out here */
  FoyerTime last_at; /* of the last scan that is known here */
  gboolean  here;    /* that one was made on this device */
} FoyerGateCount;

/** FoyerDoorCount: what the scans of one event, or of several at one door, add up to. */
typedef struct
{
  gint64     inside;                       /* distinct tickets whose last movement was an entry */
  gint64     admitted;                     /* distinct tickets that ever came in */
  gint64     expected;                     /* tickets that may come */
  gint64     refused;                      /* presentations that were refused */
  gint64     unlisted;                     /* of those inside, let in by their signature alone and on no list yet */
  gint64     capacity;                     /* of people at once; 0: not known */
  guint      arrivals[FOYER_DOOR_MINUTES]; /* by minute, the last one is the one that runs */
  GPtrArray *gates;                        /* FoyerGateCount, by name */
} FoyerDoorCount;

/** foyer_door_count_clear: Frees what is in it. */
void foyer_door_count_clear (FoyerDoorCount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FoyerDoorCount, foyer_door_count_clear)

/** foyer_door_store_count: Counts @n_events @events into @count, which is zeroed. @now: the end of the minutes */
gboolean foyer_door_store_count (FoyerConnection *connection, const FoyerId *events, guint n_events, FoyerTime now, FoyerDoorCount *count, GError **error);

/** FoyerScanRow: a line of the door's log. */
typedef struct
{
  FoyerScan scan;
  char     *holder;
  char     *category;
} FoyerScanRow;

void foyer_scan_row_free (FoyerScanRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerScanRow, foyer_scan_row_free)

/** foyer_door_store_recent: Returns: (transfer full) (element-type FoyerScanRow): the last @limit scans of an event, newest first */
GPtrArray *foyer_door_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error);

/** FoyerPartyGuest: one of those who come on one order. */
typedef struct
{
  FoyerId           ticket;
  char             *holder; /* or "" */
  char             *category;
  char             *seat;
  gboolean          inside;
  gboolean          may_enter; /* as far as its state goes; the door still decides */
  FoyerTicketStatus status;
} FoyerPartyGuest;

void foyer_party_guest_free (FoyerPartyGuest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPartyGuest, foyer_party_guest_free)

/** foyer_door_store_party: Returns: (transfer full) (element-type FoyerPartyGuest): all of an order, in the order in which they were sold */
GPtrArray *foyer_door_store_party (FoyerConnection *connection, const FoyerId *order, GError **error);

/** FoyerGate: a way in, and who may take it. */
typedef struct
{
  FoyerId id;
  FoyerId event;
  char   *name;
  GArray *categories; /* FoyerId; empty: all */
} FoyerGate;

FoyerGate *foyer_gate_new (const FoyerId *event, const char *name);
void       foyer_gate_free (FoyerGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerGate, foyer_gate_free)

/** foyer_gate_takes: Returns: whether guests of @category may come in here */
gboolean foyer_gate_takes (const FoyerGate *self, const FoyerId *category);

/** foyer_door_store_gates: Returns: (transfer full) (element-type FoyerGate): those of an event, by name */
GPtrArray *foyer_door_store_gates (FoyerConnection *connection, const FoyerId *event, GError **error);

/** foyer_door_store_save_gate: Adds @gate, or changes it when its id is set. */
gboolean foyer_door_store_save_gate (FoyerConnection *connection, FoyerGate *gate, GError **error);
gboolean foyer_door_store_delete_gate (FoyerConnection *connection, const FoyerId *gate, GError **error);

/** FoyerSheetLine: a guest on the list for a night without power. */
typedef struct
{
  char    *name; /* "" for walk-up guests */
  char    *category;
  char    *seat;
  char    *number; /* of the order */
  char    *note;
  gboolean inside;   /* came in before the list was made */
  gboolean takes_in; /* nothing speaks against it */
} FoyerSheetLine;

void foyer_sheet_line_free (FoyerSheetLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSheetLine, foyer_sheet_line_free)

/**
 * foyer_door_store_sheet:
 * @gate: (nullable): only guests whose category may come in there
 *
 * Returns: (transfer full) (element-type FoyerSheetLine): the guests of an event by name, without refunded and cancelled tickets
 */
GPtrArray *foyer_door_store_sheet (FoyerConnection *connection, const FoyerId *event, const FoyerGate *gate, GError **error);

G_END_DECLS
