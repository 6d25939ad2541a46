/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-reed-solomon.h"

#include <string.h>

#define PRIMITIVE 0x11d

/* Powers and logarithms of 2; small enough to be made for each block. */
typedef struct
{
  guint8 power[510];
  guint8 log[256];
} Field;

/* A polynomial, lowest term first. */
typedef struct
{
  guint8 term[256];
  int    degree;
} Polynomial;

static void
field_init (Field *field)
{
  guint value = 1;

  for (guint i = 0; i < 255; i++)
    {
      field->power[i] = field->power[i + 255] = (guint8) value;
      field->log[value] = (guint8) i;
      value <<= 1;
      if (value & 0x100)
        value ^= PRIMITIVE;
    }
  field->log[0] = 0;
}

static guint8
multiply (const Field *field,
          guint8       a,
          guint8       b)
{
  return a == 0 || b == 0 ? 0 : field->power[field->log[a] + field->log[b]];
}

static guint8
divide (const Field *field,
        guint8       a,
        guint8       b)
{
  return a == 0 ? 0 : field->power[field->log[a] + 255 - field->log[b]];
}

static guint8
evaluate (const Field      *field,
          const Polynomial *polynomial,
          guint8            x)
{
  guint8 value = 0;

  for (int i = polynomial->degree; i >= 0; i--)
    value = multiply (field, value, x) ^ polynomial->term[i];
  return value;
}

/* The block at the roots of the generator; all zero when nothing is wrong. */
static gboolean
find_syndromes (const Field  *field,
                const guint8 *block,
                int           length,
                int           checks,
                guint8       *syndromes)
{
  guint8 any = 0;

  for (int j = 0; j < checks; j++)
    {
      guint8 value = 0;

      for (int i = 0; i < length; i++)
        value = multiply (field, value, field->power[j]) ^ block[i];
      syndromes[j] = value;
      any |= value;
    }
  return any != 0;
}

static void
trim (Polynomial *polynomial)
{
  polynomial->degree = 255;
  while (polynomial->degree > 0 && polynomial->term[polynomial->degree] == 0)
    polynomial->degree--;
}

/* Berlekamp and Massey, begun with the locator of what is known to be bad. */
static gboolean
find_locator (const Field  *field,
              const guint8 *syndromes,
              int           length,
              int           checks,
              const int    *erased,
              int           n_erased,
              Polynomial   *locator)
{
  Polynomial before;
  int        order = n_erased;

  memset (locator, 0, sizeof *locator);
  locator->term[0] = 1;
  for (int i = 0; i < n_erased; i++)
    for (int k = i + 1; k > 0; k--)
      locator->term[k] ^= multiply (field, locator->term[k - 1], field->power[(length - 1 - erased[i]) % 255]);
  before = *locator;
  for (int r = n_erased + 1; r <= checks; r++)
    {
      guint8 difference = 0;

      for (int i = 0; i < r; i++)
        difference ^= multiply (field, locator->term[i], syndromes[r - 1 - i]);
      memmove (before.term + 1, before.term, sizeof before.term - 1);
      before.term[0] = 0;
      if (difference == 0)
        continue;
      if (2 * order <= r - 1 + n_erased)
        {
          Polynomial old = *locator;

          for (int i = 0; i < 256; i++)
            locator->term[i] ^= multiply (field, difference, before.term[i]);
          for (int i = 0; i < 256; i++)
            before.term[i] = divide (field, old.term[i], difference);
          order = r + n_erased - order;
        }
      else
        for (int i = 0; i < 256; i++)
          locator->term[i] ^= multiply (field, difference, before.term[i]);
    }
  trim (locator);
  return locator->degree == order;
}

/* Forney: what to add at each root of the locator. */
static int
correct (const Field      *field,
         const guint8     *syndromes,
         const Polynomial *locator,
         guint8           *block,
         int               length,
         int               checks)
{
  Polynomial evaluator = { { 0 }, 0 };
  int        found = 0;

  for (int i = 0; i < checks; i++)
    for (int k = 0; k <= MIN (i, locator->degree); k++)
      evaluator.term[i] ^= multiply (field, syndromes[i - k], locator->term[k]);
  trim (&evaluator);
  for (int i = 0; i < length; i++)
    {
      int    exponent = length - 1 - i;
      guint8 inverse = field->power[(255 - exponent % 255) % 255];
      guint8 slope = 0;

      if (evaluate (field, locator, inverse) != 0)
        continue;
      found++;
      for (int k = 1; k <= locator->degree; k += 2)
        slope ^= multiply (field, locator->term[k], field->power[((255 - exponent % 255) * (k - 1)) % 255]);
      if (slope == 0)
        return -1;
      block[i] ^= multiply (field, field->power[exponent % 255], divide (field, evaluate (field, &evaluator, inverse), slope));
    }
  return found;
}

int
foyer_reed_solomon_repair (guint8    *block,
                           int        length,
                           int        checks,
                           const int *erased,
                           int        n_erased,
                           int        guard)
{
  Field      field;
  Polynomial locator;
  guint8     syndromes[256], repaired[256];
  int        found, wrong = 0;

  g_return_val_if_fail (length > checks && length <= 255 && n_erased <= checks, -1);

  field_init (&field);
  if (!find_syndromes (&field, block, length, checks, syndromes))
    return 0;
  if (!find_locator (&field, syndromes, length, checks, erased, n_erased, &locator) ||
      2 * (locator.degree - n_erased) + n_erased > checks - guard)
    return -1;
  memcpy (repaired, block, (gsize) length);
  found = correct (&field, syndromes, &locator, repaired, length, checks);
  if (found != locator.degree || find_syndromes (&field, repaired, length, checks, syndromes))
    return -1;
  for (int i = 0; i < length; i++)
    wrong += repaired[i] != block[i];
  memcpy (block, repaired, (gsize) length);
  return wrong;
}
