/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures.h"

#include <time.h>

void
figure_report (const char *name, double value, const char *unit, double reach)
{
  g_print ("{\"name\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"reach\":%g,\"ok\":%s}\n", name, value, unit, reach, value <= reach ? "true" : "false");
}

void
figure_note (const char *name, double value, const char *unit)
{
  g_print ("{\"name\":\"%s\",\"value\":%.4g,\"unit\":\"%s\"}\n", name, value, unit);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
figure_quantile (GArray *values, double q)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint) (q * values->len), values->len - 1));
}

void
figure_add_time (GArray *times, gint64 since)
{
  double ms = (g_get_monotonic_time () - since) / 1000.0;

  g_array_append_val (times, ms);
}

gint64
figure_cpu_time (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}
