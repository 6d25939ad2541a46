/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-base45.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

#define BASE 45

char *
foyer_base45_encode (const guint8 *bytes, gsize length)
{
  GString *text = g_string_sized_new (length / 2 * 3 + 3);

  for (gsize i = 0; i < length; i += 2)
    {
      gboolean pair = i + 1 < length;
      guint    value = pair ? bytes[i] << 8 | bytes[i + 1] : bytes[i];

      for (int n = pair ? 3 : 2; n > 0; n--, value /= BASE)
        g_string_append_c (text, alphabet[value % BASE]);
    }
  return g_string_free_and_steal (text);
}

/* Reads a group of two or three characters, lowest first. Returns: FALSE when it says no number of one or two bytes */
static gboolean
decode_group (const char *text, gsize length, guint *value)
{
  *value = 0;
  for (gsize i = length; i > 0; i--)
    {
      const char *found = text[i - 1] != '\0' ? strchr (alphabet, text[i - 1]) : NULL;

      if (found == NULL)
        return FALSE;
      *value = *value * BASE + (guint) (found - alphabet);
    }
  return *value <= (length == 3 ? 0xffff : 0xff);
}

GBytes *
foyer_base45_decode (const char *text, gsize length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length / 3 * 2 + 1);

  for (gsize i = 0; i < length; i += 3)
    {
      gsize  size = MIN (length - i, 3);
      guint  value;
      guint8 pair[2];

      if (size == 1 || !decode_group (text + i, size, &value))
        return NULL;
      pair[0] = value >> 8;
      pair[1] = value & 0xff;
      g_byte_array_append (bytes, size == 3 ? pair : pair + 1, size - 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
