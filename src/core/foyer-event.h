/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"
#include "foyer-stock.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_EVENT_DRAFT,
  FOYER_EVENT_PENDING_APPROVAL,
  FOYER_EVENT_PUBLISHED,
  FOYER_EVENT_CANCELLED,
  FOYER_EVENT_ARCHIVED,
} FoyerEventStatus;

/** FoyerEventPhase: what the stored status, the clock and the stock add up to. */
typedef enum
{
  FOYER_PHASE_DRAFT,
  FOYER_PHASE_PENDING_APPROVAL,
  FOYER_PHASE_ON_SALE,
  FOYER_PHASE_SOLD_OUT,
  FOYER_PHASE_ACTIVE,    /* doors are open, or it runs */
  FOYER_PHASE_COMPLETED, /* it is over */
  FOYER_PHASE_CANCELLED,
  FOYER_PHASE_ARCHIVED,
} FoyerEventPhase;

/** FoyerEvent: one performance. Texts are never %NULL once read from the store. */
typedef struct
{
  FoyerId          id;
  FoyerId          venue; /* none: not chosen */
  char            *title;
  char            *description; /* Markdown */
  char            *organizer;
  char            *timezone; /* IANA name */
  char            *currency; /* ISO 4217 */
  char            *tags;     /* comma-separated, levels by "/" */
  char            *public_url;
  char            *cancel_reason;
  FoyerTime        starts;
  FoyerTime        ends;
  FoyerTime        doors;
  gint64           capacity;         /* FOYER_UNLIMITED: bounded by the categories alone */
  int              low_percent;      /* 0: the default */
  int              critical_percent; /* 0: the default */
  int              number;           /* 1 to 9999, in the EAN-13 of its tickets; 0 until allotted */
  gboolean         reentry;          /* guests may leave and come back */
  gboolean         signed_codes;     /* its tickets bear signed codes, for doors without the list */
  FoyerEventStatus status;
} FoyerEvent;

FoyerEvent *foyer_event_new (void);
void        foyer_event_free (FoyerEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerEvent, foyer_event_free)

const char      *foyer_event_status_nick (FoyerEventStatus status);
FoyerEventStatus foyer_event_status_from_nick (const char *nick);

/** foyer_event_phase: Returns: the phase at @now; @available as from foyer_stock_available() */
FoyerEventPhase foyer_event_phase (const FoyerEvent *self, gint64 available, FoyerTime now);
const char     *foyer_event_phase_nick (FoyerEventPhase phase);

/** foyer_event_opens: Returns: when guests may enter: the doors, else an hour before the start; 0 while neither is set */
FoyerTime foyer_event_opens (const FoyerEvent *self);

/** foyer_event_closes: Returns: when it is over: the end, else six hours after the start; 0 while neither is set */
FoyerTime foyer_event_closes (const FoyerEvent *self);

G_END_DECLS
