/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-event-store.h"

G_BEGIN_DECLS

/** FoyerEventCheck: one thing that an event must have before it is published. */
typedef struct
{
  const char *what;   /* translated: "A title" */
  const char *advice; /* translated: what to do when it is missing */
  gboolean    done;
} FoyerEventCheck;

/** FOYER_N_EVENT_CHECKS: how many foyer_event_checklist() fills in. */
#define FOYER_N_EVENT_CHECKS 5

/** foyer_event_checklist: Looks what @event lacks at @now. Returns: whether nothing is missing */
gboolean foyer_event_checklist (const FoyerEventSummary *event, FoyerTime now, FoyerEventCheck checks[FOYER_N_EVENT_CHECKS]);

G_END_DECLS
