/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-admission-store.h"

G_BEGIN_DECLS

/** FoyerAnswerKind: what an answer means to the guest who waits: its colour and its sound. */
typedef enum
{
  FOYER_ANSWER_YES,     /* walk on */
  FOYER_ANSWER_NO,      /* stop */
  FOYER_ANSWER_WAIT,    /* something is to be done first */
  FOYER_ANSWER_INFO,    /* looked up; nothing happened */
  FOYER_ANSWER_GENUINE, /* walk on; the signature is right, the list does not know it yet */
  FOYER_N_ANSWER_KINDS,
} FoyerAnswerKind;

/**
 * foyer_answer_kind_for:
 *
 * The kind of an answer. A ticket that this laptop let in a moment ago is
 * presented twice by mistake, not by another person: wait instead of no.
 */
FoyerAnswerKind foyer_answer_kind_for (const FoyerAdmission *admission);

/** FoyerAnswerOffers: what staff can do about an answer, shown as buttons below it. Each button's action is on the page. */
typedef enum
{
  FOYER_OFFER_NONE = 0,
  FOYER_OFFER_ADMIT = 1 << 0,   /* "door.admit": confirm it */
  FOYER_OFFER_PARTY = 1 << 1,   /* "door.admit-party": the others of the order */
  FOYER_OFFER_PAYMENT = 1 << 2, /* "door.take-payment" */
  FOYER_OFFER_UNBLOCK = 1 << 3, /* "door.unblock" */
  FOYER_OFFER_BLOCK = 1 << 4,   /* "door.block" */
} FoyerAnswerOffers;

/** foyer_seat_after_category: Returns: (transfer none): @seat without a section that only says @category again */
const char *foyer_seat_after_category (const char *seat, const char *category);

#define FOYER_TYPE_ANSWER (foyer_answer_get_type ())

/**
 * FoyerAnswer:
 *
 * The panel that answers a presented ticket, in the colour of the verdict, to
 * be read from two metres: a word, the guest, and what to do.
 *
 * An answer is fresh for a moment, then settled, and after a while the panel is
 * idle again, so that nobody takes an old green for theirs. Property "compact":
 * a settled answer takes a few lines only. Signal "changed": fresh, settled or
 * idle.
 */
G_DECLARE_FINAL_TYPE (FoyerAnswer, foyer_answer, FOYER, ANSWER, AdwBin)

/**
 * foyer_answer_show:
 * @admission: the answer
 * @offers: what can be done about it
 *
 * Shows it, and tells it to assistive technology.
 */
void foyer_answer_show (FoyerAnswer *self, const FoyerAdmission *admission, FoyerAnswerOffers offers);

/** foyer_answer_settle: A fresh answer is settled at once, as when somebody taps it. */
void foyer_answer_settle (FoyerAnswer *self);

/** foyer_answer_set_explained: Whether, while idle, it says what the colours mean: a volunteer's first minute. */
void foyer_answer_set_explained (FoyerAnswer *self, gboolean explained);

/** foyer_answer_show_trouble: Shows that there is no answer, and why, so that an old one is not taken for it. */
void foyer_answer_show_trouble (FoyerAnswer *self, FoyerAnswerKind kind, const char *word, const char *sentence);

/** foyer_answer_clear: Makes the panel idle. */
void foyer_answer_clear (FoyerAnswer *self);

/** foyer_answer_set_mode: Says what a ticket that is held up would do. */
void foyer_answer_set_mode (FoyerAnswer *self, FoyerScanMode mode);

void     foyer_answer_set_compact (FoyerAnswer *self, gboolean compact);
gboolean foyer_answer_get_compact (FoyerAnswer *self);
gboolean foyer_answer_is_fresh (FoyerAnswer *self);
gboolean foyer_answer_is_idle (FoyerAnswer *self);

/** foyer_answer_get_kind: Returns: the kind of what is shown, %FOYER_ANSWER_INFO while idle */
FoyerAnswerKind foyer_answer_get_kind (FoyerAnswer *self);

G_END_DECLS
