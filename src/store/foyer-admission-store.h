/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission.h"
#include "foyer-connection.h"

G_BEGIN_DECLS

/** FoyerAdmission: the door's answer to a presented code, with what to show beside it. */
typedef struct
{
  FoyerVerdict  verdict;
  FoyerScanMode mode;
  FoyerId       scan;   /* none when nothing was recorded (info) */
  FoyerId       ticket; /* none when the code is unknown */
  FoyerId       order;
  FoyerTime     made_at;
  char         *holder; /* or "" */
  char         *category;
  char         *colour;
  char         *seat;
  char         *event; /* title of the ticket's event */
  char         *order_number;
  char         *note;      /* of the attendee */
  char         *reason;    /* of a block, or what the replaced copy was replaced for */
  char         *last_gate; /* of the last entry before this one */
  FoyerId       last_device;
  FoyerTime     last_at;           /* 0: never admitted before */
  gboolean      last_here;         /* on this device */
  int           in_order;          /* tickets of the order */
  int           position_in_order; /* this one, from 1 */
  int           admitted_in_order; /* with this one, when it was admitted */
  gint64        amount_due;        /* of an unpaid order, minor units */
  char         *currency;
} FoyerAdmission;

void foyer_admission_free (FoyerAdmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerAdmission, foyer_admission_free)

/** FoyerAdmissionRequest: a code held to a door. Strings are borrowed. */
typedef struct
{
  FoyerId       event; /* what is on at this door */
  const char   *code;  /* as read, or an EAN-13, or an id of a ticket in text form when chosen by name */
  const char   *gate;
  FoyerScanMode mode;
} FoyerAdmissionRequest;

/**
 * foyer_admission_store_admit:
 *
 * Decides on a presented code and records the scan, in the transaction of the
 * write job that calls it; when the job is done the verdict is on the disk.
 * Mode info records nothing. Refusals are recorded too: scans are never deleted.
 *
 * Returns: (transfer full) (nullable): the answer
 */
FoyerAdmission *foyer_admission_store_admit (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error);

/** foyer_admission_store_knows: Returns: whether @code is one of a ticket here, so that one frame is enough */
gboolean foyer_admission_store_knows (FoyerConnection *connection, const char *code, GError **error);

/** foyer_admission_store_undo: Takes back a scan, on record. */
gboolean foyer_admission_store_undo (FoyerConnection *connection, const FoyerId *scan, const char *reason, GError **error);

/** FoyerDoorCount: what the scan log adds up to for an event. */
typedef struct
{
  gint64 inside;   /* distinct tickets whose last movement was an entry */
  gint64 admitted; /* distinct tickets that ever came in */
  gint64 expected; /* tickets that may come */
  gint64 refused;  /* presentations that were refused */
} FoyerDoorCount;

gboolean foyer_admission_store_count (FoyerConnection *connection, const FoyerId *event, FoyerDoorCount *count, GError **error);

/** FoyerScanRow: a line of the door's log. */
typedef struct
{
  FoyerScan scan;
  char     *holder;
  char     *category;
} FoyerScanRow;

void foyer_scan_row_free (FoyerScanRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerScanRow, foyer_scan_row_free)

/** foyer_admission_store_recent: Returns: (transfer full) (element-type FoyerScanRow): the last @limit scans of an event, newest first */
GPtrArray *foyer_admission_store_recent (FoyerConnection *connection, const FoyerId *event, guint limit, GError **error);

/** foyer_ticket_store_block: Blocks a ticket at the door, or lets it in again. */
gboolean foyer_ticket_store_block (FoyerConnection *connection, const FoyerId *ticket, gboolean blocked, const char *reason, GError **error);

G_END_DECLS
