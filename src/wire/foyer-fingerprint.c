/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-fingerprint.h"

#include <string.h>

char *
foyer_fingerprint_new (const guint8 *der, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, length);
}

gboolean
foyer_fingerprint_is_pin (const char *text)
{
  gsize length = text != NULL ? strspn (text, "0123456789abcdef") : 0;

  return (length == FOYER_FINGERPRINT_LENGTH || length == FOYER_FINGERPRINT_SHORT) && text[length] == '\0';
}

gboolean
foyer_fingerprint_matches (const char *fingerprint, const char *pin)
{
  return foyer_fingerprint_is_pin (pin) && g_str_has_prefix (fingerprint, pin);
}
