/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seating-plan.h"

G_BEGIN_DECLS

/** FOYER_SEAT_BLOCK_MAX: the most rows of a block, and the most seats of its rows. */
#define FOYER_SEAT_BLOCK_MAX 500

/**
 * FoyerSeatBlock:
 *
 * How a block of rows is drawn and numbered in one go. Lengths are units of the
 * plan; the first row is the one nearest to the stage, which lies above.
 */
typedef struct
{
  FoyerPlanPoint at;         /* the first row's left end, of a straight block */
  guint          rows;       /* 1 … %FOYER_SEAT_BLOCK_MAX */
  guint          seats;      /* of the first row, 1 … %FOYER_SEAT_BLOCK_MAX */
  int            more_seats; /* how many more each further row has; may be negative */
  double         seat_pitch;
  double         row_pitch;
  double         arc;        /* degrees over which the first row bends around the stage; 0: straight, at most 270 */
  double         rotation;   /* degrees, clockwise, around @at */
  const char    *first_row;  /* "1", "A", "AA" or "R7": the others go on from it */
  guint          first_seat; /* the number at one end */
  guint          seat_step;  /* 2 where one side has the odd and one the even numbers */
  gboolean       from_right; /* seat numbers grow towards the left */
  guint          category;   /* index, or %FOYER_PLAN_NO_CATEGORY */
} FoyerSeatBlock;

/** foyer_seat_block_init: Fills @block with what most houses have: ten straight rows of twenty. */
void foyer_seat_block_init (FoyerSeatBlock *block);

/**
 * foyer_seat_block_add:
 *
 * Adds the block's rows to @zone, which is one of @plan. Seats get an id of zone,
 * row and number; where the plan has it already, one that is still free.
 *
 * Returns: %FALSE and %FOYER_ERROR_INVALID when a number is out of its bounds, the
 *   plan would hold too many seats, or a row of that name is in the zone; then nothing was added
 */
gboolean foyer_seat_block_add (const FoyerSeatBlock *block, FoyerSeatingPlan *plan, FoyerPlanZone *zone, GError **error);

/**
 * foyer_seat_table_add:
 * @name: of the table, which is the row of its seats
 * @at: its middle
 * @seats: 1 … 40, set evenly around it, the first one towards the stage
 *
 * Adds a round table with its seats to @zone. Returns: as foyer_seat_block_add()
 */
gboolean foyer_seat_table_add (FoyerSeatingPlan *plan, FoyerPlanZone *zone, const char *name, FoyerPlanPoint at, guint seats, guint category, GError **error);

/** foyer_seat_label: Returns: (transfer full): what comes @n steps after @first: "A", 27 -> "AB"; "9", 1 -> "10"; "R9", 1 -> "R10" */
char *foyer_seat_label (const char *first, guint n);

G_END_DECLS
