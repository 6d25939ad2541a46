/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static guint64
split_mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 value, int bits)
{
  return (value << bits) | (value >> (64 - bits));
}

static guint64
next_seeded (FoyerRandom *self)
{
  guint64 first = self->state[0];
  guint64 second = self->state[1];
  guint64 result = first + second;

  second ^= first;
  self->state[0] = rotate_left (first, 24) ^ second ^ (second << 16);
  self->state[1] = rotate_left (second, 37);
  return result;
}

void
foyer_random_init_system (FoyerRandom *self)
{
  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
}

void
foyer_random_init_seed (FoyerRandom *self, guint64 seed)
{
  g_return_if_fail (self != NULL);

  self->seeded = TRUE;
  self->state[0] = split_mix (&seed);
  self->state[1] = split_mix (&seed);
}

void
foyer_random_fill (FoyerRandom *self, guint8 *bytes, gsize length)
{
  g_return_if_fail (self != NULL);

  while (length > 0)
    {
      gsize step;

      if (self->seeded)
        {
          guint64 value = next_seeded (self);

          step = MIN (length, sizeof value);
          memcpy (bytes, &value, step);
        }
      else
        {
          gssize got = getrandom (bytes, length, 0);

          if (got < 0 && errno == EINTR)
            continue;
          if (got <= 0)
            g_error ("The system's random generator failed: %s", g_strerror (errno));
          step = got;
        }
      bytes += step;
      length -= step;
    }
}

guint32
foyer_random_below (FoyerRandom *self, guint32 limit)
{
  guint32 bound = G_MAXUINT32 - G_MAXUINT32 % MAX (limit, 1);
  guint32 value;

  g_return_val_if_fail (limit > 0, 0);

  do
    foyer_random_fill (self, (guint8 *) &value, sizeof value);
  while (value >= bound);
  return value % limit;
}
