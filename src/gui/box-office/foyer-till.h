/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"
#include "foyer-till-job.h"

G_BEGIN_DECLS

/**
 * FoyerTillState:
 * @FOYER_TILL_SELLING: tickets are chosen; what is typed counts tickets
 * @FOYER_TILL_PAYING: the guest pays; what is typed is the cash given
 * @FOYER_TILL_BUSY: something is being committed; nothing else is begun
 */
typedef enum
{
  FOYER_TILL_SELLING,
  FOYER_TILL_PAYING,
  FOYER_TILL_BUSY,
} FoyerTillState;

#define FOYER_TYPE_TILL (foyer_till_get_type ())

/**
 * FoyerTill:
 *
 * The place where tickets are sold, without its looks: the cart, what was typed,
 * the payment, the last sale and the parked carts. Every step either happens
 * or leaves a sentence in the message. At most one commit is under way; while it
 * is, every other step is refused without a word, so that a key pressed twice
 * sells once. Main thread only.
 *
 * Signal `changed`: something to show is different.
 * Signal `committed` (gboolean): a commit is over, and whether it went well.
 */
G_DECLARE_FINAL_TYPE (FoyerTill, foyer_till, FOYER, TILL, GObject)

FoyerTill *foyer_till_new (FoyerSession *session);

/** foyer_till_set_event: @item: (nullable): the event to sell, read anew. The cart of another event is parked. */
void foyer_till_set_event (FoyerTill *self, FoyerEventItem *item);

/** foyer_till_read: Reads the last sale and the parked carts again. */
void foyer_till_read (FoyerTill *self);

FoyerTillState foyer_till_get_state (FoyerTill *self);

/** foyer_till_get_cart: Returns: (transfer none) (nullable): what is being sold */
const FoyerCart *foyer_till_get_cart (FoyerTill *self);

/** foyer_till_get_entry: Returns: (transfer none): what was typed, "" when nothing was */
const char *foyer_till_get_entry (FoyerTill *self);

/** foyer_till_get_payments: Returns: (transfer none) (element-type FoyerPayment): what of the payment under way was taken */
GPtrArray *foyer_till_get_payments (FoyerTill *self);

/** foyer_till_get_rest: Returns: what is still to pay, minor units */
gint64 foyer_till_get_rest (FoyerTill *self);

/** foyer_till_get_cash_due: Returns: what is still to pay when it is paid in cash: rounded where coins are missing */
gint64 foyer_till_get_cash_due (FoyerTill *self);

/** foyer_till_get_cash_step: Returns: what cash is rounded to here, at least 1 */
gint64 foyer_till_get_cash_step (FoyerTill *self);

/** foyer_till_get_currency: Returns: (transfer none): of the cart, or of the event */
const char *foyer_till_get_currency (FoyerTill *self);

/** foyer_till_get_desk: Returns: (transfer none) (nullable): the shift and the cashiers; %NULL until they are read */
const FoyerDesk *foyer_till_get_desk (FoyerTill *self);

/** foyer_till_needs_shift: Returns: whether nothing is sold before a shift is opened */
gboolean foyer_till_needs_shift (FoyerTill *self);

/** foyer_till_get_training: Returns: whether sales are for practice only */
gboolean foyer_till_get_training (FoyerTill *self);

/** foyer_till_set_training: Begins or ends practice: what is sold then touches no stock and no drawer. The cart is cleared. */
void foyer_till_set_training (FoyerTill *self, gboolean training);

/** foyer_till_get_given: Returns: the cash given, as far as typed; what is due when nothing was typed; minor units */
gint64 foyer_till_get_given (FoyerTill *self);

/** foyer_till_get_message: Returns: (transfer none) (nullable): a sentence on what did not work, or what was done */
const char *foyer_till_get_message (FoyerTill *self);

/** foyer_till_get_failed: Returns: whether the message tells of something that did not work */
gboolean foyer_till_get_failed (FoyerTill *self);

/** foyer_till_get_last_sale: Returns: (transfer none) (nullable): what was sold last at this till */
const FoyerSale *foyer_till_get_last_sale (FoyerTill *self);

/** foyer_till_get_shows_change: Returns: whether the last sale was made just now and no key was pressed since */
gboolean foyer_till_get_shows_change (FoyerTill *self);

/** foyer_till_get_parked: Returns: (transfer none) (element-type FoyerParkedCart): oldest first */
GPtrArray *foyer_till_get_parked (FoyerTill *self);

/** foyer_till_dup_closed: Returns: (transfer full) (nullable): why nothing of the event can be sold; %NULL when it can */
char *foyer_till_dup_closed (FoyerTill *self);

/** foyer_till_get_available: Returns: how many more of @category may go into the cart */
gint64 foyer_till_get_available (FoyerTill *self, const FoyerCategorySummary *category);

/** foyer_till_get_here: Returns: how many of these this laptop may sell without asking its platform */
gint64 foyer_till_get_here (FoyerTill *self, const FoyerCategorySummary *category);

/** foyer_till_dup_here_sentence: Returns: (transfer full) (nullable): “12 to sell here, 48 left in all, as of 19:42”; %NULL without a platform or a bound */
char *foyer_till_dup_here_sentence (FoyerTill *self, const FoyerCategorySummary *category);

/** foyer_till_get_category_closed: Returns: (nullable): a word on why @category is not sold now */
const char *foyer_till_get_category_closed (const FoyerCategorySummary *category, FoyerTime now);

/** foyer_till_type: A digit, or a decimal sign while the guest pays. Returns: FALSE for any other character */
gboolean foyer_till_type (FoyerTill *self, gunichar character);

/** foyer_till_erase: Takes back the last thing typed; when there is none, the last line, or the step to payment. */
void foyer_till_erase (FoyerTill *self);

/** foyer_till_add: As many tickets of the @index-th category of the event as were typed, else one. */
void foyer_till_add (FoyerTill *self, guint index);

/** foyer_till_change_line: @delta more or fewer in the line at @index. */
void foyer_till_change_line (FoyerTill *self, guint index, int delta);

/** foyer_till_change_current: As foyer_till_change_line() for the line touched last. */
void foyer_till_change_current (FoyerTill *self, int delta);

/** foyer_till_enter: Opens the payment; when it is open, takes cash. */
void foyer_till_enter (FoyerTill *self);

/** foyer_till_give: The guest gives @amount (minor units) in cash: opens the payment and takes it. */
void foyer_till_give (FoyerTill *self, gint64 amount);

/** foyer_till_pay_by_card: Takes what was typed, or all that is left, at a card terminal; sells when nothing is left to pay. */
void foyer_till_pay_by_card (FoyerTill *self);

/**
 * foyer_till_pay_part:
 * @amount: minor units, at most what is left to pay
 * @reference: of the card terminal, the voucher's code, or who pays later; "" for none
 *
 * Takes a part of the payment; sells when nothing is left to pay.
 */
void foyer_till_pay_part (FoyerTill *self, FoyerPaymentMethod method, gint64 amount, const char *reference);

/** foyer_till_split: Takes the cash that was typed as a part; the rest is paid otherwise. */
void foyer_till_split (FoyerTill *self);

/** foyer_till_take_back: Takes the part at @index back. */
void foyer_till_take_back (FoyerTill *self, guint index);

/** foyer_till_pay_nothing: Sells free of charge, with @reason on record. @approver: none when nobody had to approve */
void foyer_till_pay_nothing (FoyerTill *self, const char *reason, const FoyerId *approver);

/** foyer_till_set_price: What one ticket of the line touched last costs from now on, for @reason. */
void foyer_till_set_price (FoyerTill *self, gint64 price, const char *reason, const FoyerId *approver);

/** foyer_till_can_pay: Returns: whether there is a cart that may be paid now; else the message says why not */
gboolean foyer_till_can_pay (FoyerTill *self);

/** foyer_till_back: One step back: what was typed, the payment. Returns: FALSE when only the cart itself is left to clear */
gboolean foyer_till_back (FoyerTill *self);

/** foyer_till_clear: Forgets the cart. */
void foyer_till_clear (FoyerTill *self);

/** foyer_till_dismiss: A key was pressed: the change and the message have been seen. */
void foyer_till_dismiss (FoyerTill *self);

void foyer_till_park (FoyerTill *self);

/** foyer_till_recall: Takes the cart that was parked at @parked_at up again; the one at hand is parked. */
void foyer_till_recall (FoyerTill *self, FoyerTime parked_at);

/** foyer_till_print_receipt: Prints a receipt of the last sale. */
void foyer_till_print_receipt (FoyerTill *self);

/** foyer_till_print_paper: Prints @document (foyer_document_data_print()), such as a report, where receipts are printed. */
void foyer_till_print_paper (FoyerTill *self, const char *title, const char *document);

/** foyer_till_void_last: Gives the money of the last sale back. */
void foyer_till_void_last (FoyerTill *self, const char *reason);

/** foyer_till_reprint_last: New codes and new paper for the last sale. */
void foyer_till_reprint_last (FoyerTill *self, const char *reason);

G_END_DECLS
