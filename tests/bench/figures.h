/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** figure_report: Prints one JSON object on a line: a figure and the most it may be. */
void figure_report (const char *name, double value, const char *unit, double reach);

/** figure_note: As figure_report() for a figure that nothing is promised of. */
void figure_note (const char *name, double value, const char *unit);

/** figure_quantile: Returns: the @q-quantile of @values (element-type double, one at least), which it sorts */
double figure_quantile (GArray *values, double q);

/** figure_add_time: Appends the milliseconds since @since (g_get_monotonic_time()) to @times. */
void figure_add_time (GArray *times, gint64 since);

/** figure_cpu_time: Returns: the microseconds that this thread has computed, which others on the machine do not lengthen */
gint64 figure_cpu_time (void);

G_END_DECLS
