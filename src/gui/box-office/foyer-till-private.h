/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-till.h"

G_BEGIN_DECLS

/* What the files of the till share; for no other file. */

struct _FoyerTill
{
  GObject parent_instance;

  FoyerSession   *session;
  FoyerEventItem *item;
  FoyerCart      *cart;
  FoyerSale      *last_sale;
  FoyerDesk      *desk;     /* (nullable): not read yet */
  GPtrArray      *parked;   /* (element-type FoyerParkedCart) */
  GPtrArray      *payments; /* (element-type FoyerPayment): parts of the payment that is under way */
  char           *kept;     /* (nullable): the cart as it was kept last */
  char           *trouble;  /* (nullable): why the store takes nothing at the moment */
  GString        *entry;
  char           *message;
  GCancellable   *cancellable; /* until the till goes */
  GCancellable   *reading;     /* of the last sale and the parked carts, until they are read again */
  gint64          sold_at;     /* monotonic */
  FoyerTime       recall_next; /* once the cart at hand is parked */
  FoyerTillState  state;
  guint           n_trained; /* sales that were none */
  guint           keeping : 1;
  guint           restored : 1;
  guint           training : 1;
  guint           failed : 1;
  guint           shows_change : 1;
};

/** foyer_till_tell_changed: Emits `changed`. */
void foyer_till_tell_changed (FoyerTill *self);

/** foyer_till_say: @sentence: (transfer full): the message from now on */
void foyer_till_say (FoyerTill *self, char *sentence, gboolean failed);

/** foyer_till_refuse: As foyer_till_say() for what did not work, and tells. */
void foyer_till_refuse (FoyerTill *self, char *sentence);

const FoyerEventSummary *foyer_till_get_summary (FoyerTill *self);
FoyerStore              *foyer_till_get_store (FoyerTill *self);

/** foyer_till_find_category: Returns: (transfer none) (nullable): the category of @summary (nullable) with @id */
FoyerCategorySummary *foyer_till_find_category (const FoyerEventSummary *summary, const FoyerId *id);

/** foyer_till_check_here: Returns: whether @more of @category may go into the cart as far as this laptop's lease goes; says why not, and asks for more */
gboolean foyer_till_check_here (FoyerTill *self, const FoyerCategorySummary *category, int more);

/** foyer_till_ask_for: @places of @category are to be sold at once. */
void foyer_till_ask_for (FoyerTill *self, const FoyerId *category, int places);

/** foyer_till_dup_dry_sentence: Returns: (transfer full): why no more of @category can be sold here, and what to do */
char *foyer_till_dup_dry_sentence (FoyerTill *self, const FoyerCategorySummary *category);

/** foyer_till_dup_left_sentence: Returns: (transfer full): “Only 2 of “Balcony” are left.” */
char *foyer_till_dup_left_sentence (const char *name, gint64 left);

/** foyer_till_dup_print_title: Returns: (transfer full): what people see in the printer's queue; no names of guests */
char *foyer_till_dup_print_title (FoyerTill *self);

/** foyer_till_set_sale: @sale: (transfer full): the last one from now on */
void foyer_till_set_sale (FoyerTill *self, FoyerSale *sale);

/** foyer_till_watch_cart: Keeps the cart in the store when it is not the one that is kept. */
void foyer_till_watch_cart (FoyerTill *self);

/** foyer_till_forget_payments: Takes the parts of a payment back, as when the cart changes. */
void foyer_till_forget_payments (FoyerTill *self);

/** foyer_till_keep_cart: Parks what is in the cart, for when the till goes: the order is found again under F7. */
void foyer_till_keep_cart (FoyerTill *self);

/** foyer_till_discard_cart: Empties the cart; the parked order that was taken up into it is gone, too. */
void foyer_till_discard_cart (FoyerTill *self);

/** foyer_till_finish_commit: Every commit ends here: goes to @state and tells. */
void foyer_till_finish_commit (FoyerTill *self, gboolean done, FoyerTillState state);

G_END_DECLS
