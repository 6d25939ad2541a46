/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cash.h"
#include "foyer-id.h"
#include "foyer-order.h"

G_BEGIN_DECLS

/** FoyerDrawerCause: why a drawer was opened for something that was no sale. */
typedef enum
{
  FOYER_DRAWER_IN,      /* money put in: change from the bank */
  FOYER_DRAWER_OUT,     /* money paid out: a taxi, a bill */
  FOYER_DRAWER_DROP,    /* money brought to the safe */
  FOYER_DRAWER_NO_SALE, /* opened, and nothing moved */
} FoyerDrawerCause;

const char      *foyer_drawer_cause_nick (FoyerDrawerCause cause);
FoyerDrawerCause foyer_drawer_cause_from_nick (const char *nick);

/** FoyerShift: one drawer from its opening to its count, at one till, in one currency. */
typedef struct
{
  FoyerId   id;
  FoyerId   device;
  FoyerId   cashier; /* who has the drawer now; none: nobody is named here */
  char     *till;    /* name of the till, as printed */
  char     *cashier_name;
  char     *currency;
  gint64    opening; /* counted into the drawer before the first sale, minor units */
  FoyerTime opened_at;
  FoyerTime closed_at; /* 0: open */
  gint64    number;    /* of its Z report, from 1 without gaps at one till; 0: open */
} FoyerShift;

FoyerShift *foyer_shift_new (void);
void        foyer_shift_free (FoyerShift *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerShift, foyer_shift_free)

G_END_DECLS
