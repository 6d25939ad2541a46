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
  FoyerId       event_id; /* of the ticket; none when not known */
  FoyerTime     made_at;
  char         *holder; /* or "" */
  char         *category;
  char         *colour;
  char         *seat;
  char         *event; /* title of the ticket's event */
  char         *order_number;
  char         *timezone;   /* of the ticket's event, or "" */
  char         *note;       /* of the attendee */
  char         *segment;    /* of the attendee: "VIP"… */
  char         *gates;      /* at a wrong gate: those that take the category, with commas, or "" */
  char         *reason;     /* of a block, or what the replaced copy was replaced for */
  char         *last_gate;  /* of the last entry before this one */
  FoyerTime     valid_from; /* the bounds that were asked; 0: none */
  FoyerTime     valid_until;
  FoyerId       last_device;
  FoyerTime     last_at;           /* 0: never admitted before */
  gboolean      last_here;         /* on this device */
  int           in_order;          /* tickets of the order */
  int           position_in_order; /* this one, from 1 */
  int           admitted_in_order; /* with this one, when it was admitted */
  int           left_in_order;     /* valid ones that are not inside, without this one */
  gboolean      listed;            /* the ticket is on the list here */
  gboolean      revoked_key;       /* forged: because its key is not trusted any more */
  gint64        amount_due;        /* of an unpaid order, minor units */
  char         *currency;
} FoyerAdmission;

void foyer_admission_free (FoyerAdmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerAdmission, foyer_admission_free)

/** FoyerAdmissionRequest: a code held to a door. Strings are borrowed. */
typedef struct
{
  FoyerId         event; /* what is on at this door */
  const FoyerId  *also;  /* (nullable): other events at the same door */
  guint           n_also;
  const char     *code; /* as read, or an EAN-13, or an id of a ticket in text form when chosen by name */
  const char     *gate;
  FoyerScanMode   mode;
  FoyerScanMethod method;
  const char     *staff;   /* (nullable): who admits by hand */
  const char     *reason;  /* (nullable): why without the code */
  FoyerTime       now;     /* the door's time; 0: the wall clock's */
  GPtrArray      *secrets; /* (nullable) (element-type FoyerSigningKey): keys of the keyring, see foyer_key_store_prove() */
} FoyerAdmissionRequest;

/**
 * foyer_admission_store_admit:
 *
 * Decides on a presented code and records the scan, in the transaction of the
 * write job that calls it; when the job is done the verdict is on the disk.
 * Mode info records nothing. Refusals are recorded too: scans are never deleted.
 * A ticket that only its signature speaks for is recorded under its id, and
 * counts as admitted when the list comes.
 *
 * Returns: (transfer full) (nullable): the answer
 */
FoyerAdmission *foyer_admission_store_admit (FoyerConnection *connection, const FoyerAdmissionRequest *request, GError **error);

/** foyer_admission_store_knows: Returns: whether @code is one of a ticket here, or rightly signed, so that one frame is enough */
gboolean foyer_admission_store_knows (FoyerConnection *connection, const char *code, GError **error);

/** foyer_admission_store_undo: Takes back a scan, on record. */
gboolean foyer_admission_store_undo (FoyerConnection *connection, const FoyerId *scan, const char *reason, GError **error);

/** foyer_ticket_store_block: Blocks a ticket at the door, or lets it in again. */
gboolean foyer_ticket_store_block (FoyerConnection *connection, const FoyerId *ticket, gboolean blocked, const char *reason, GError **error);

G_END_DECLS
