/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-presence.h"

struct _FoyerPresence
{
  GHashTable *sightings; /* FoyerId of the device -> FoyerSighting */
};

FoyerPresence *
foyer_presence_new (void)
{
  FoyerPresence *self = g_new0 (FoyerPresence, 1);

  self->sightings = g_hash_table_new_full (foyer_id_hash, foyer_id_equal, NULL, (GDestroyNotify) foyer_sighting_free);
  return self;
}

void
foyer_presence_free (FoyerPresence *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sightings);
  g_free (self);
}

void
foyer_presence_note (FoyerPresence *self, const FoyerDevice *device, FoyerTime now, gint64 unsent, const char *version)
{
  FoyerSighting *sighting = g_hash_table_lookup (self->sightings, &device->id);

  if (sighting == NULL)
    {
      sighting = g_new0 (FoyerSighting, 1);
      sighting->organization = device->organization;
      sighting->device = device->id;
      sighting->unsent = -1;
      g_hash_table_insert (self->sightings, &sighting->device, sighting);
    }
  sighting->seen_at = now;
  if (unsent >= 0)
    sighting->unsent = unsent;
  if (version != NULL)
    g_set_str (&sighting->version, version);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const FoyerSighting *first = *(const FoyerSighting *const *) a;
  const FoyerSighting *second = *(const FoyerSighting *const *) b;

  return foyer_id_compare (&first->device, &second->device);
}

GPtrArray *
foyer_presence_take (FoyerPresence *self)
{
  GPtrArray *taken;

  if (g_hash_table_size (self->sightings) == 0)
    return NULL;
  taken = g_hash_table_steal_all_values (self->sightings);
  g_ptr_array_set_free_func (taken, (GDestroyNotify) foyer_sighting_free);
  /* all processes lock the rows in one order */
  g_ptr_array_sort (taken, compare);
  return taken;
}
