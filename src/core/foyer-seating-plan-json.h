/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-seating-plan.h"

G_BEGIN_DECLS

/**
 * foyer_seating_plan_parse:
 * @text: a seating plan as JSON, in the shape of pretix' seating-plan schema 0.0.1;
 *   members that are not known are passed over
 * @length: its bytes, or -1 when NUL-terminated
 *
 * Reads a plan that nobody vouches for. Refused, with a sentence that names the
 * place: two seats with one id, a seat without id or number, a seat of a category
 * that the plan does not have, places that are no finite numbers, and more than
 * %FOYER_PLAN_SEATS_MAX seats. Any thread; a plan of 50,000 seats takes a good
 * part of a second, so not the main one.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL and %FOYER_ERROR_INVALID otherwise
 */
FoyerSeatingPlan *foyer_seating_plan_parse (const char *text, gssize length, GError **error);

/**
 * foyer_seating_plan_print:
 *
 * Returns: (transfer full): @self as JSON of the same shape, without blanks; parses to an equal plan
 */
char *foyer_seating_plan_print (const FoyerSeatingPlan *self);

G_END_DECLS
