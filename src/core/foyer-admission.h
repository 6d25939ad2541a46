/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_SCAN_ENTRY,
  FOYER_SCAN_EXIT,
  FOYER_SCAN_INFO, /* looks up, changes nothing */
} FoyerScanMode;

/** FoyerScanMethod: how a ticket was presented. */
typedef enum
{
  FOYER_SCAN_BY_CAMERA,
  FOYER_SCAN_BY_SCANNER, /* a scanner that types, or typed by hand */
  FOYER_SCAN_MANUAL,     /* chosen by name, without its code */
} FoyerScanMethod;

/** FoyerVerdict: the door's answer (DESIGN section 6). */
typedef enum
{
  FOYER_VERDICT_ADMITTED,
  FOYER_VERDICT_EXITED,
  FOYER_VERDICT_INFO,     /* looked up only; would be admitted */
  FOYER_VERDICT_UNKNOWN,  /* no ticket has this code */
  FOYER_VERDICT_FORGED,   /* signed, but not by us */
  FOYER_VERDICT_REPLACED, /* an older copy; a reprint took its place */
  FOYER_VERDICT_WRONG_EVENT,
  FOYER_VERDICT_BLOCKED,
  FOYER_VERDICT_REFUNDED,
  FOYER_VERDICT_CANCELLED,
  FOYER_VERDICT_UNPAID,
  FOYER_VERDICT_EXPIRED,
  FOYER_VERDICT_TOO_EARLY,
  FOYER_VERDICT_TOO_LATE,
  FOYER_VERDICT_WRONG_GATE,
  FOYER_VERDICT_ALREADY_IN,
  FOYER_VERDICT_NOT_INSIDE, /* an exit of somebody who never came in; recorded, guest may go */
  FOYER_VERDICT_GENUINE,    /* an entry: rightly signed, but on no list here */
} FoyerVerdict;

/** FoyerAdmissionFacts: all that is known of a presented code when the door decides. Plain data, no pointers kept. */
typedef struct
{
  gboolean  known;       /* a ticket has this code */
  gboolean  genuine;     /* it is not known, but rightly signed by one of ours */
  gboolean  replaced;    /* by a code of an older copy */
  gboolean  forged;      /* a signed code whose signature is wrong */
  gboolean  right_event; /* it is for an event at this door */
  gboolean  event_cancelled;
  gboolean  blocked;
  gboolean  refunded;
  gboolean  cancelled;
  gboolean  paid;
  gboolean  expired;          /* the ticket itself ran out, whatever the clock says */
  gboolean  category_allowed; /* at this gate */
  gboolean  reentry;          /* the event lets people come back */
  gboolean  inside;           /* the last movement was an entry */
  gboolean  was_inside;       /* there was an entry before */
  FoyerTime valid_from;       /* 0: no bound */
  FoyerTime valid_until;      /* 0: no bound */
} FoyerAdmissionFacts;

/**
 * foyer_admission_decide:
 *
 * The rules of the door, in the order of DESIGN section 6: forged or unknown,
 * replaced, wrong event, blocked, refunded or cancelled, unpaid, expired, too
 * early or too late, wrong gate, already in, admitted. Forged comes before unknown
 * because a code that is forged is mostly unknown as well, and "forged" says more.
 * Exits ask only whether the ticket is known and for this event, since nobody must
 * be kept in: who came in on a paper that was replaced since goes out on it, too.
 * Who is known by the signature alone passes the same rules, as far as facts are
 * known, and is let in as "genuine".
 *
 * Returns: the verdict
 */
FoyerVerdict foyer_admission_decide (const FoyerAdmissionFacts *facts, FoyerScanMode mode, FoyerTime now);

/** foyer_verdict_lets_pass: Returns: whether the guest may walk on */
gboolean foyer_verdict_lets_pass (FoyerVerdict verdict);

const char  *foyer_verdict_nick (FoyerVerdict verdict);
FoyerVerdict foyer_verdict_from_nick (const char *nick);
const char  *foyer_scan_mode_nick (FoyerScanMode mode);
/** foyer_scan_mode_from_nick: Returns: %FOYER_SCAN_INFO for a mode unknown here, which moves nobody */
FoyerScanMode foyer_scan_mode_from_nick (const char *nick);

const char *foyer_scan_method_nick (FoyerScanMethod method);
/** foyer_scan_method_from_nick: Returns: %FOYER_SCAN_BY_CAMERA for a method unknown here */
FoyerScanMethod foyer_scan_method_from_nick (const char *nick);

/** FoyerCrowd: how full a house is. */
typedef enum
{
  FOYER_CROWD_EASY,
  FOYER_CROWD_FILLING,     /* from 90 % */
  FOYER_CROWD_NEARLY_FULL, /* from 95 % */
  FOYER_CROWD_FULL,        /* from 100 % */
} FoyerCrowd;

#define FOYER_CROWD_NEAR 90
#define FOYER_CROWD_CLOSE 95

/** foyer_crowd: @capacity: of people at once; 0 or less: not known, and never full */
FoyerCrowd foyer_crowd (gint64 inside, gint64 capacity);

/** FoyerScan: one presentation of a code at a gate. Scans are never deleted. */
typedef struct
{
  FoyerId         id;
  FoyerId         ticket; /* none when the code is unknown */
  FoyerId         event;
  FoyerId         device;
  char           *gate;
  char           *staff;  /* who admitted by hand, or "" */
  char           *reason; /* why without the code, or "" */
  FoyerTime       made_at;
  FoyerScanMode   mode;
  FoyerVerdict    verdict;
  FoyerScanMethod method;
  gboolean        undone;
} FoyerScan;

void foyer_scan_free (FoyerScan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerScan, foyer_scan_free)

G_END_DECLS
