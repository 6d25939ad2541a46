/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-rate-limit.h"

#define BURST_SECONDS 10
/* Beyond these, buckets that have filled up again are forgotten. */
#define BUCKETS_MAX 10000

typedef struct
{
  double level;
  gint64 at;
} Bucket;

struct _FoyerRateLimit
{
  guint       rate;
  GHashTable *known;     /* token -> Bucket */
  GHashTable *addresses; /* address -> Bucket */
};

FoyerRateLimit *
foyer_rate_limit_new (guint rate)
{
  FoyerRateLimit *self = g_new0 (FoyerRateLimit, 1);

  self->rate = rate;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
foyer_rate_limit_free (FoyerRateLimit *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->addresses);
  g_free (self);
}

static double
capacity (FoyerRateLimit *self)
{
  return (double) self->rate * BURST_SECONDS;
}

static gboolean
is_full (gpointer key, gpointer value, gpointer data)
{
  const Bucket *bucket = value;

  return *(gint64 *) data - bucket->at > BURST_SECONDS * G_TIME_SPAN_SECOND;
}

static Bucket *
add (FoyerRateLimit *self, GHashTable *buckets, const char *key, gint64 now)
{
  Bucket *bucket = g_new0 (Bucket, 1);

  if (g_hash_table_size (buckets) >= BUCKETS_MAX)
    g_hash_table_foreach_remove (buckets, is_full, &now);
  bucket->level = capacity (self);
  bucket->at = now;
  g_hash_table_insert (buckets, g_strdup (key), bucket);
  return bucket;
}

gboolean
foyer_rate_limit_take (FoyerRateLimit *self, const char *token, const char *address, gint64 now)
{
  Bucket *bucket = token != NULL ? g_hash_table_lookup (self->known, token) : NULL;

  if (self->rate == 0)
    return TRUE;
  if (bucket == NULL)
    bucket = g_hash_table_lookup (self->addresses, address);
  if (bucket == NULL)
    bucket = add (self, self->addresses, address, now);
  bucket->level = MIN (capacity (self), bucket->level + (now - bucket->at) * (double) self->rate / G_TIME_SPAN_SECOND);
  bucket->at = now;
  if (bucket->level < 1)
    return FALSE;
  bucket->level -= 1;
  return TRUE;
}

void
foyer_rate_limit_know (FoyerRateLimit *self, const char *token, gint64 now)
{
  if (self->rate > 0 && !g_hash_table_contains (self->known, token))
    add (self, self->known, token, now);
}
