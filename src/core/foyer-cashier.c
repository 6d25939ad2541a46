/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cashier.h"

#include "foyer-nick.h"

static const char *const role_nicks[] = { "cashier", "supervisor" };

FoyerCashier *
foyer_cashier_new (void)
{
  return g_new0 (FoyerCashier, 1);
}

void
foyer_cashier_free (FoyerCashier *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->pin);
  g_free (self);
}

gboolean
foyer_cashier_may (const FoyerCashier *self, FoyerRight right)
{
  if (self == NULL || self->role == FOYER_CASHIER_SUPERVISES)
    return TRUE;
  return right == FOYER_RIGHT_SELL || right == FOYER_RIGHT_VOID;
}

const char *
foyer_cashier_role_nick (FoyerCashierRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (role_nicks), role_nicks[0]);

  return role_nicks[role];
}

FoyerCashierRole
foyer_cashier_role_from_nick (const char *nick)
{
  return foyer_nick_find (role_nicks, G_N_ELEMENTS (role_nicks), nick, FOYER_CASHIER_SELLS);
}
