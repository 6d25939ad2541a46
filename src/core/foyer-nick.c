/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-nick.h"

#include <string.h>

int
foyer_nick_find (const char *const *nicks, gsize n_nicks, const char *text, int fallback)
{
  for (gsize i = 0; text != NULL && i < n_nicks; i++)
    if (strcmp (nicks[i], text) == 0)
      return i;
  return fallback;
}
