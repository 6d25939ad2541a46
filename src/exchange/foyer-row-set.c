/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-import-private.h"

#include <string.h>

#define FIRST_SIZE 4096

void
foyer_row_set_init (FoyerRowSet *self)
{
  self->size = FIRST_SIZE;
  self->used = 0;
  self->keys = g_new0 (guint64, self->size);
  self->counts = g_new0 (guint32, self->size);
}

void
foyer_row_set_clear (FoyerRowSet *self)
{
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->counts, g_free);
}

/* Ids are digests, so any of their bits spread evenly. */
static gsize
find_slot (const FoyerRowSet *self, guint64 key)
{
  gsize slot = key & (self->size - 1);

  while (self->counts[slot] != 0 && self->keys[slot] != key)
    slot = (slot + 1) & (self->size - 1);
  return slot;
}

static void
grow (FoyerRowSet *self)
{
  FoyerRowSet old = *self;

  self->size *= 2;
  self->keys = g_new0 (guint64, self->size);
  self->counts = g_new0 (guint32, self->size);
  for (gsize i = 0; i < old.size; i++)
    if (old.counts[i] != 0)
      {
        gsize slot = find_slot (self, old.keys[i]);

        self->keys[slot] = old.keys[i];
        self->counts[slot] = old.counts[i];
      }
  foyer_row_set_clear (&old);
}

guint
foyer_row_set_add (FoyerRowSet *self, const FoyerId *id)
{
  guint64 key;
  gsize   slot;

  memcpy (&key, id->bytes + 8, sizeof key);
  key ^= (guint64) id->bytes[0] << 56 | (guint64) id->bytes[1] << 48;
  if (self->used * 3 >= self->size * 2)
    grow (self);
  slot = find_slot (self, key);
  if (self->counts[slot] == 0)
    {
      self->keys[slot] = key;
      self->used++;
    }
  return self->counts[slot]++;
}
