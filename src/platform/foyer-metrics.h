/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerMetrics:
 *
 * Counts what the server does, for `GET metrics`. Nothing in it is about a
 * person or a device. It belongs to the main thread.
 */
typedef struct _FoyerMetrics FoyerMetrics;

FoyerMetrics *foyer_metrics_new (void);
void          foyer_metrics_free (FoyerMetrics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerMetrics, foyer_metrics_free)

/** foyer_metrics_note: One request was answered; @route (nullable) is the path as it is described, %NULL when there is nothing there. */
void foyer_metrics_note (FoyerMetrics *self, const char *route, const char *method, guint status, double seconds);

/** FoyerGauges: what is so at this moment. */
typedef struct
{
  gint64 rev;
  gint64 listeners;
  gint64 open_requests;
} FoyerGauges;

/** foyer_metrics_print: Returns: (transfer full): all of it as OpenMetrics 1.0 */
char *foyer_metrics_print (FoyerMetrics *self, const FoyerGauges *gauges, const char *version);

G_END_DECLS
