/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-id.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_CASHIER_SELLS,      /* a cashier */
  FOYER_CASHIER_SUPERVISES, /* and one who may approve */
} FoyerCashierRole;

/**
 * FoyerRight: what at a till not everybody may do.
 *
 * Where no cashier is named in the store, whoever sits at the till may do it all.
 */
typedef enum
{
  FOYER_RIGHT_SELL,
  FOYER_RIGHT_VOID,          /* the last sale of the own shift */
  FOYER_RIGHT_REFUND,        /* any other sale */
  FOYER_RIGHT_PRICE,         /* a price other than the category's */
  FOYER_RIGHT_COMP,          /* tickets for nothing */
  FOYER_RIGHT_CASH_OUT,      /* money out of the drawer that no guest gets */
  FOYER_RIGHT_DIFFERENCE,    /* close a shift with more or less than expected, beyond the limit */
  FOYER_RIGHT_NAME_CASHIERS, /* make cashiers, and set their PINs */
} FoyerRight;

/** FoyerCashier: somebody who sells, by name. */
typedef struct
{
  FoyerId          id;
  char            *name;
  char            *pin; /* as foyer_pin_hash() makes it, "": none */
  FoyerCashierRole role;
} FoyerCashier;

FoyerCashier *foyer_cashier_new (void);
void          foyer_cashier_free (FoyerCashier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCashier, foyer_cashier_free)

/** foyer_cashier_may: Returns: whether @self (nullable: nobody is named here) may do this without somebody's approval */
gboolean foyer_cashier_may (const FoyerCashier *self, FoyerRight right);

const char      *foyer_cashier_role_nick (FoyerCashierRole role);
FoyerCashierRole foyer_cashier_role_from_nick (const char *nick);

G_END_DECLS
