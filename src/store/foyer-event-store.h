/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-category.h"
#include "foyer-connection.h"
#include "foyer-event.h"
#include "foyer-venue.h"

G_BEGIN_DECLS

/** FoyerCategorySummary: a category with its stock. */
typedef struct
{
  FoyerCategory *category;
  FoyerStock     stock;
  gint64         available; /* bounded by the event too; G_MAXINT64: nothing bounds it */
  gint64         here;      /* of these, what this device may sell without asking its platform; not in lists */
  FoyerAlert     alert;
} FoyerCategorySummary;

/** FoyerEventSummary: an event with what the list and the overview show of it. */
typedef struct
{
  FoyerEvent     *event;
  FoyerVenue     *venue;      /* (nullable): none chosen */
  GPtrArray      *categories; /* (element-type FoyerCategorySummary): in their order */
  FoyerStock      stock;      /* of the whole event; its capacity is the event's, else the sum of the categories' */
  gint64          available;  /* G_MAXINT64: nothing bounds it */
  gint64          revenue;    /* minor units: payments less refunds */
  gboolean        leased;     /* there is a platform, which grants what may be sold here; not in lists */
  FoyerAlert      alert;
  FoyerEventPhase phase;
} FoyerEventSummary;

void foyer_event_summary_free (FoyerEventSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerEventSummary, foyer_event_summary_free)

/** foyer_event_store_list: Returns: (transfer full) (element-type FoyerEventSummary): all events, by their start, with stock counted now */
GPtrArray *foyer_event_store_list (FoyerConnection *connection, GError **error);

/** foyer_event_store_get: Returns: (transfer full) (nullable): one event; %FOYER_ERROR_NOT_FOUND when there is none */
FoyerEventSummary *foyer_event_store_get (FoyerConnection *connection, const FoyerId *event, GError **error);

/** foyer_event_store_get_for_sale: As foyer_event_store_get() with the counts that a sale asks for only: sold and held. */
FoyerEventSummary *foyer_event_store_get_for_sale (FoyerConnection *connection, const FoyerId *event, GError **error);

/** foyer_event_store_next_number: Returns: the number that a new event should bear, 1 to 9999 */
int foyer_event_store_next_number (FoyerConnection *connection);

/** foyer_venue_store_list: Returns: (transfer full) (element-type FoyerVenue): all venues by name */
GPtrArray *foyer_venue_store_list (FoyerConnection *connection, GError **error);

/** foyer_venue_store_get: Returns: (transfer full) (nullable): one venue, %NULL without error when there is none */
FoyerVenue *foyer_venue_store_get (FoyerConnection *connection, const FoyerId *venue, GError **error);

G_END_DECLS
