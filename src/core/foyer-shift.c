/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-shift.h"

#include "foyer-nick.h"

static const char *const cause_nicks[] = { "in", "out", "drop", "no-sale" };

const char *
foyer_drawer_cause_nick (FoyerDrawerCause cause)
{
  g_return_val_if_fail (cause < G_N_ELEMENTS (cause_nicks), cause_nicks[0]);

  return cause_nicks[cause];
}

FoyerDrawerCause
foyer_drawer_cause_from_nick (const char *nick)
{
  return foyer_nick_find (cause_nicks, G_N_ELEMENTS (cause_nicks), nick, FOYER_DRAWER_NO_SALE);
}

FoyerShift *
foyer_shift_new (void)
{
  return g_new0 (FoyerShift, 1);
}

void
foyer_shift_free (FoyerShift *self)
{
  if (self == NULL)
    return;
  g_free (self->till);
  g_free (self->cashier_name);
  g_free (self->currency);
  g_free (self);
}
