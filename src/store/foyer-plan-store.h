/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection.h"
#include "foyer-seating-plan.h"

G_BEGIN_DECLS

/** FoyerPlanEntry: a seating plan, as a list shows it. */
typedef struct
{
  FoyerId id;
  FoyerId venue; /* none: not of a known house */
  char   *name;
} FoyerPlanEntry;

void foyer_plan_entry_free (FoyerPlanEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPlanEntry, foyer_plan_entry_free)

/** foyer_plan_store_list: Returns: (transfer full) (element-type FoyerPlanEntry): all that are not deleted, those of @venue (nullable) first, by name */
GPtrArray *foyer_plan_store_list (FoyerConnection *connection, const FoyerId *venue, GError **error);

/** foyer_plan_store_load: Returns: (transfer full) (nullable): the plan; %FOYER_ERROR_NOT_FOUND, or %FOYER_ERROR_INVALID when it cannot be read */
FoyerSeatingPlan *foyer_plan_store_load (FoyerConnection *connection, const FoyerId *plan, GError **error);

/**
 * foyer_plan_store_save:
 * @id: (inout): what it is kept under; none for a new plan, which gets an id
 * @venue: (nullable): the house
 *
 * Commits a plan as a change. It is kept and sent as JSON (foyer_seating_plan_print()),
 * deflated (RFC 1950) and in base64, for a stadium would be too long otherwise.
 */
gboolean foyer_plan_store_save (FoyerConnection *connection, const FoyerSeatingPlan *plan, FoyerId *id, const FoyerId *venue, GError **error);

/** foyer_plan_store_delete: Events that use it go on with it. */
gboolean foyer_plan_store_delete (FoyerConnection *connection, const FoyerId *plan, GError **error);

/** FoyerEventSeating: the seats of an event. */
typedef struct
{
  FoyerId           id; /* of the plan */
  FoyerSeatingPlan *plan;
  GArray           *categories; /* of FoyerId: per category of the plan the event's category, none when it is not sold */
} FoyerEventSeating;

void foyer_event_seating_free (FoyerEventSeating *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerEventSeating, foyer_event_seating_free)

/**
 * foyer_plan_store_load_event:
 *
 * The plan of an event and how it is sold. A category of the plan that nobody has
 * mapped is the one of the event with the same name, if there is one.
 *
 * Returns: (transfer full) (nullable): %NULL without an error when the event has no plan
 */
FoyerEventSeating *foyer_plan_store_load_event (FoyerConnection *connection, const FoyerId *event, GError **error);

/** foyer_plan_store_choose: Gives @event a plan; @plan none: seats are not numbered any more. */
gboolean foyer_plan_store_choose (FoyerConnection *connection, const FoyerId *event, const FoyerId *plan, GError **error);

/** foyer_plan_store_map: Sells the plan's categories as those of the event. @seating: with the new categories */
gboolean foyer_plan_store_map (FoyerConnection *connection, const FoyerId *event, const FoyerEventSeating *seating, GError **error);

G_END_DECLS
