/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-admission.h"
#include "foyer-attendee.h"
#include "foyer-event.h"
#include "foyer-order.h"
#include "foyer-random.h"

G_BEGIN_DECLS

/* The programme: what is on, where and for how much. */

typedef struct
{
  const char *name;
  const char *street;
  const char *postcode;
  const char *city;
  const char *country;
  const char *kind;
  const char *amenities;
  int         capacity;
  double      latitude;
  double      longitude;
} FoyerDemoVenue;

typedef struct
{
  const char *name; /* NULL ends a list */
  const char *colour;
  const char *benefits;
  const char *section; /* of the seats; NULL: not seated */
  const char *place;   /* "Row" and "Seat", or "Place" */
  int         price;   /* minor units */
  int         capacity;
  int         sold; /* how many live tickets there are in the end */
  int         first_row;
  int         per_row;
  gboolean    hidden;
} FoyerDemoCategory;

typedef struct
{
  const char             *title;
  const char             *description;
  const char             *tags;
  const char             *cancel_reason; /* NULL: not cancelled */
  const FoyerDemoCategory categories[6];
  int                     venue;
  int                     day;  /* from today; 0 is tonight */
  int                     time; /* minutes after midnight; ignored tonight */
  int                     minutes;
  int                     vat_rate;
  FoyerEventStatus        status;
  gboolean                reentry;
} FoyerDemoEvent;

#define FOYER_DEMO_N_VENUES 3
#define FOYER_DEMO_N_EVENTS 12

extern const FoyerDemoVenue foyer_demo_venues[FOYER_DEMO_N_VENUES];
extern const FoyerDemoEvent foyer_demo_events[FOYER_DEMO_N_EVENTS];

/** foyer_demo_person: Returns: (transfer full): a made-up person; with a @household (nullable) one of the same family and address */
FoyerAttendee *foyer_demo_person (FoyerRandom *random, const FoyerAttendee *household);

/* The plan: everything that will have happened, before any of it is written. */

typedef enum
{
  FOYER_DEMO_SELL,
  FOYER_DEMO_PAY,
  FOYER_DEMO_REFUND,
  FOYER_DEMO_BLOCK,
  FOYER_DEMO_REPRINT,
  FOYER_DEMO_PRINT,
  FOYER_DEMO_SCAN,
  FOYER_DEMO_SCAN_UNKNOWN,
  FOYER_DEMO_SCAN_ELSEWHERE, /* by another device, which did not know of ours */
  FOYER_DEMO_CANCEL_EVENT,
} FoyerDemoStepKind;

typedef struct
{
  FoyerTime         time;
  guint             sequence; /* of making, so that equal times keep their order */
  FoyerDemoStepKind kind;
  int               event;  /* index */
  FoyerOrder       *order;  /* (nullable): not owned */
  guint             ticket; /* index in the order */
  FoyerScanMode     mode;
  const char       *gate;
  const char       *reason;
} FoyerDemoStep;

typedef struct
{
  FoyerTime  now;
  FoyerTime  opened; /* when the organisation began to sell */
  FoyerId    venues[FOYER_DEMO_N_VENUES];
  FoyerId    events[FOYER_DEMO_N_EVENTS];
  FoyerId    categories[FOYER_DEMO_N_EVENTS][6];
  FoyerTime  starts[FOYER_DEMO_N_EVENTS];
  FoyerTime  doors[FOYER_DEMO_N_EVENTS];
  GPtrArray *orders; /* (element-type FoyerOrder) */
  GArray    *steps;  /* (element-type FoyerDemoStep): by time */
} FoyerDemoPlan;

FoyerDemoPlan *foyer_demo_plan_new (FoyerRandom *random, FoyerTime now);
void           foyer_demo_plan_free (FoyerDemoPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDemoPlan, foyer_demo_plan_free)

G_END_DECLS
