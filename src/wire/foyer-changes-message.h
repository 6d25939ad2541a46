/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-change.h"

G_BEGIN_DECLS

/** FOYER_CHANGES_MAX: the most changes that one `POST changes` may carry. */
#define FOYER_CHANGES_MAX 500

/** FOYER_WIRE_BODY_MAX: the largest body of a request, bytes. */
#define FOYER_WIRE_BODY_MAX (8 * 1024 * 1024)

/**
 * FoyerOffer:
 *
 * One change of a batch as it arrived. A change that does not follow its rules
 * is still answered, so it is kept here with what is wrong about it.
 */
typedef struct
{
  FoyerId      id;      /* none when even that is missing */
  FoyerChange *change;  /* (nullable): %NULL when it is not valid */
  char        *code;    /* (nullable): why not, for programs: "unknown-kind", "invalid" */
  char        *problem; /* (nullable): why not, for people */
} FoyerOffer;

void foyer_offer_free (FoyerOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerOffer, foyer_offer_free)

/**
 * foyer_changes_print:
 * @bodies: (element-type utf8): changes as of foyer_change_print()
 *
 * Returns: (transfer full): the body of `POST changes`
 */
char *foyer_changes_print (GPtrArray *bodies);

/**
 * foyer_changes_parse:
 *
 * Returns: (transfer full) (element-type FoyerOffer) (nullable): what was
 *   offered, in its order; %NULL and %FOYER_ERROR_INVALID when the message as a
 *   whole is unusable or holds more than %FOYER_CHANGES_MAX changes
 */
GPtrArray *foyer_changes_parse (const char *text, gsize length, GError **error);

/** FoyerChangeVerdict: what the platform says to one change. */
typedef struct
{
  FoyerId  id;
  gint64   rev;       /* of an accepted change; of a duplicate, the one it got the first time */
  char    *code;      /* (nullable): why it was refused, for programs */
  char    *reason;    /* (nullable): why it was refused, for people */
  gboolean accepted;  /* FALSE: refused */
  gboolean duplicate; /* it had been accepted before */
} FoyerChangeVerdict;

FoyerChangeVerdict *foyer_change_verdict_new_accepted (const FoyerId *id, gint64 rev, gboolean duplicate);
FoyerChangeVerdict *foyer_change_verdict_new_refused (const FoyerId *id, const char *code, const char *reason);
void                foyer_change_verdict_free (FoyerChangeVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerChangeVerdict, foyer_change_verdict_free)

/**
 * foyer_change_verdicts_print:
 * @verdicts: (element-type FoyerChangeVerdict):
 * @head: the newest rev of the organization
 *
 * Returns: (transfer full): the answer to `POST changes`
 */
char *foyer_change_verdicts_print (GPtrArray *verdicts, gint64 head);

/**
 * foyer_change_verdicts_parse:
 * @head: (out) (optional): the newest rev of the organization
 *
 * Returns: (transfer full) (element-type FoyerChangeVerdict) (nullable): the verdicts, or %NULL and %FOYER_ERROR_INVALID
 */
GPtrArray *foyer_change_verdicts_parse (const char *text, gsize length, gint64 *head, GError **error);

G_END_DECLS
