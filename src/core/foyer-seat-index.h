/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seating-plan.h"

G_BEGIN_DECLS

/** FoyerSeatPlace: one seat with its place on the plan; all pointers are the plan's. */
typedef struct
{
  const FoyerPlanZone *zone;
  const FoyerPlanRow  *row;
  const FoyerPlanSeat *seat;
  FoyerPlanPoint       at;
  guint                row_start; /* index of the row's first seat */
  gboolean             after_gap; /* an aisle, or the row's end, lies before it */
} FoyerSeatPlace;

/**
 * FoyerSeatIndex:
 *
 * All seats of a plan in one list, row after row, so that a seat is a number and
 * what is known of each (free, sold, chosen) is a plain array beside it. It
 * borrows from its plan, which must outlive it and stay as it is.
 */
typedef struct
{
  GArray        *places;  /* of FoyerSeatPlace */
  GHashTable    *by_guid; /* guid -> index */
  FoyerPlanPoint top_left;
  FoyerPlanPoint bottom_right; /* of all seats, with their size */
  double         pitch;        /* the usual distance of two neighbours; never 0 */
} FoyerSeatIndex;

FoyerSeatIndex *foyer_seat_index_new (const FoyerSeatingPlan *plan);
void            foyer_seat_index_free (FoyerSeatIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerSeatIndex, foyer_seat_index_free)

/** foyer_seat_index_get: Returns: (transfer none): the place of seat @i */
const FoyerSeatPlace *foyer_seat_index_get (const FoyerSeatIndex *self, guint i);

/** foyer_seat_index_find: Returns: the number of the seat with this id, or %G_MAXUINT */
guint foyer_seat_index_find (const FoyerSeatIndex *self, const char *guid);

/**
 * foyer_seat_place_dup_name:
 * @row_format: how a row is named where the plan does not say it, with one %s, such as "Row %s"
 * @seat_format: the same of a seat, such as "Seat %s"
 *
 * Returns: (transfer full): what stands on a ticket: "Stalls · Row 4 · Seat 12"
 */
char *foyer_seat_place_dup_name (const FoyerSeatPlace *self, const char *row_format, const char *seat_format);

/**
 * foyer_seat_choose:
 * @is_free: per seat of @self, whether it may be taken
 * @count: how many seats are wanted, at least 1
 * @focus: what the seats look at, in units of the plan, usually the middle of the stage's edge
 * @chosen: (out caller-allocates) (array length=count): the seats, as numbers, in order of the plan
 * @together: (out) (optional): whether they are side by side
 *
 * Chooses the best free seats for a party: side by side without an aisle between
 * them, as near to @focus as there are, and rather not so that one lonely seat is
 * left over beside them. Where no row has room for all, the party is split into as
 * few and as near pieces as can be found quickly. Pure; one pass over the seats.
 *
 * Returns: %FALSE when fewer than @count seats are free
 */
gboolean foyer_seat_choose (const FoyerSeatIndex *self, const guint8 *is_free, guint count, FoyerPlanPoint focus, guint *chosen, gboolean *together);

/** foyer_seating_plan_guess_focus: Returns: where the seats look: the middle of the largest area with a word on it, which is the stage, else the middle of its upper edge */
FoyerPlanPoint foyer_seating_plan_guess_focus (const FoyerSeatingPlan *self);

G_END_DECLS
