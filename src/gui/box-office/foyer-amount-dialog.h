/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-shift.h"

G_BEGIN_DECLS

#define FOYER_TYPE_AMOUNT_DIALOG (foyer_amount_dialog_get_type ())

/**
 * FoyerAmountDialog: asks for an amount and a text, and where there is a choice,
 * for what. Response “apply” comes only when all that is needed is there.
 */
G_DECLARE_FINAL_TYPE (FoyerAmountDialog, foyer_amount_dialog, FOYER, AMOUNT_DIALOG, AdwAlertDialog)

/** foyer_amount_dialog_new_drawer: What was done with the drawer, and why. */
AdwDialog *foyer_amount_dialog_new_drawer (const char *currency);

/** foyer_amount_dialog_new_price: Another price and its reason; @price is the one it is now. */
AdwDialog *foyer_amount_dialog_new_price (const char *heading, gint64 price, const char *currency);

/** foyer_amount_dialog_new_payment: A part of a payment, at most @rest, with the terminal's reference, the voucher's code, or who pays later. */
AdwDialog *foyer_amount_dialog_new_payment (gint64 rest, const char *currency);

/** foyer_amount_dialog_get_cause: Returns: what was chosen of foyer_amount_dialog_new_drawer() */
FoyerDrawerCause foyer_amount_dialog_get_cause (FoyerAmountDialog *self);

/** foyer_amount_dialog_get_method: Returns: what was chosen of foyer_amount_dialog_new_payment() */
FoyerPaymentMethod foyer_amount_dialog_get_method (FoyerAmountDialog *self);

gint64 foyer_amount_dialog_get_amount (FoyerAmountDialog *self);

/** foyer_amount_dialog_get_text: Returns: (transfer none): the reason or the reference */
const char *foyer_amount_dialog_get_text (FoyerAmountDialog *self);

G_END_DECLS
