/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerRateLimit:
 *
 * Buckets that fill at a steady rate and are drawn from by each request. Those
 * whom the platform knows have a bucket of their own; strangers share one for
 * each address they come from, so that guessing tokens locks nobody else out.
 * It belongs to the main thread and takes the time as an argument.
 */
typedef struct _FoyerRateLimit FoyerRateLimit;

/** foyer_rate_limit_new: @rate: requests a second that one may make in the long run, ten seconds' worth of them at once; 0: no limit */
FoyerRateLimit *foyer_rate_limit_new (guint rate);
void            foyer_rate_limit_free (FoyerRateLimit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRateLimit, foyer_rate_limit_free)

/**
 * foyer_rate_limit_take:
 * @token: (nullable): what identifies the one who asks, when it has something
 * @address: where it comes from
 * @now: monotonic
 *
 * Returns: whether the request may go on
 */
gboolean foyer_rate_limit_take (FoyerRateLimit *self, const char *token, const char *address, gint64 now);

/** foyer_rate_limit_know: @token turned out to be good: it gets a bucket of its own. */
void foyer_rate_limit_know (FoyerRateLimit *self, const char *token, gint64 now);

G_END_DECLS
