/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-metrics.h"

/* Upper bounds of the histogram, seconds. */
static const double bounds[] = { 0.001, 0.005, 0.02, 0.1, 0.5, 2, 10 };

struct _FoyerMetrics
{
  GHashTable *counts; /* labels of a request -> guint64 */
  guint64     buckets[G_N_ELEMENTS (bounds) + 1];
  guint64     n_requests;
  double      seconds;
};

FoyerMetrics *
foyer_metrics_new (void)
{
  FoyerMetrics *self = g_new0 (FoyerMetrics, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
foyer_metrics_free (FoyerMetrics *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_free (self);
}

/* What strangers send must not make new series without end. */
static const char *
name_method (const char *method)
{
  static const char *const known[] = { "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i], method))
      return known[i];
  return "other";
}

void
foyer_metrics_note (FoyerMetrics *self, const char *route, const char *method, guint status, double seconds)
{
  g_autofree char *labels = g_strdup_printf ("route=\"%s\",method=\"%s\",code=\"%u\"", route != NULL ? route : "none", name_method (method), status);
  guint64         *count = g_hash_table_lookup (self->counts, labels);
  guint            bucket = 0;

  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->counts, g_steal_pointer (&labels), count);
    }
  ++*count;
  while (bucket < G_N_ELEMENTS (bounds) && seconds > bounds[bucket])
    bucket++;
  self->buckets[bucket]++;
  self->n_requests++;
  self->seconds += seconds;
}

static void
print_requests (FoyerMetrics *self, GString *text)
{
  g_autoptr (GPtrArray) labels = g_hash_table_get_keys_as_ptr_array (self->counts);

  g_ptr_array_sort_values (labels, (GCompareFunc) strcmp);
  g_string_append (text, "# TYPE foyer_requests counter\n# HELP foyer_requests Requests that were answered.\n");
  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "foyer_requests_total{%s} %" G_GUINT64_FORMAT "\n", (char *) labels->pdata[i],
                            *(guint64 *) g_hash_table_lookup (self->counts, labels->pdata[i]));
}

static void
print_seconds (FoyerMetrics *self, GString *text)
{
  char    number[G_ASCII_DTOSTR_BUF_SIZE];
  guint64 below = 0;

  g_string_append (text, "# TYPE foyer_request_seconds histogram\n# UNIT foyer_request_seconds seconds\n"
                         "# HELP foyer_request_seconds How long requests took, feeds and their readers included.\n");
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      below += self->buckets[i];
      g_string_append_printf (text, "foyer_request_seconds_bucket{le=\"%s\"} %" G_GUINT64_FORMAT "\n",
                              g_ascii_formatd (number, sizeof number, "%g", bounds[i]), below);
    }
  g_string_append_printf (text, "foyer_request_seconds_bucket{le=\"+Inf\"} %" G_GUINT64_FORMAT "\n", self->n_requests);
  g_string_append_printf (text, "foyer_request_seconds_count %" G_GUINT64_FORMAT "\n", self->n_requests);
  g_string_append_printf (text, "foyer_request_seconds_sum %s\n", g_ascii_formatd (number, sizeof number, "%.6f", self->seconds));
}

static void
print_gauge (GString *text, const char *name, const char *help, gint64 value)
{
  g_string_append_printf (text, "# TYPE %s gauge\n# HELP %s %s\n%s %" G_GINT64_FORMAT "\n", name, name, help, name, value);
}

char *
foyer_metrics_print (FoyerMetrics *self, const FoyerGauges *gauges, const char *version)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "# TYPE foyer_platform info\n# HELP foyer_platform What runs here.\nfoyer_platform_info{version=\"%s\"} 1\n", version);
  print_requests (self, text);
  print_seconds (self, text);
  print_gauge (text, "foyer_rev", "Number of the newest change.", gauges->rev);
  print_gauge (text, "foyer_listeners", "Devices that listen for hints.", gauges->listeners);
  print_gauge (text, "foyer_open_requests", "Requests that are being answered.", gauges->open_requests);
  g_string_append (text, "# EOF\n");
  return g_string_free_and_steal (text);
}
