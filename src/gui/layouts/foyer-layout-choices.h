/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-layout.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_LAYOUT_CHOICES (foyer_layout_choices_get_type ())

/**
 * FoyerLayoutChoices:
 *
 * Which layouts the event in hand, and each of its categories, uses, and the
 * small print of its tickets. What is chosen is saved at once.
 * Signal `failed` (GError): it could not be saved.
 */
G_DECLARE_FINAL_TYPE (FoyerLayoutChoices, foyer_layout_choices, FOYER, LAYOUT_CHOICES, AdwBin)

/** FoyerLayoutChosen: what was chosen for whom, as read from the store. */
typedef struct
{
  FoyerId    event; /* none: no event in hand */
  char      *title;
  char      *conditions;
  FoyerId    choices[FOYER_N_LAYOUT_ROLES];
  GPtrArray *categories; /* (element-type FoyerLayoutCategory) */
  GPtrArray *own;        /* (element-type FoyerLayoutEntry) */
} FoyerLayoutChosen;

/** foyer_layout_chosen_read: Runs on the store's thread. @event: may be none. Returns: (transfer full) (nullable) */
FoyerLayoutChosen *foyer_layout_chosen_read (FoyerConnection *connection, const FoyerId *event, GError **error);
void               foyer_layout_chosen_free (FoyerLayoutChosen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLayoutChosen, foyer_layout_chosen_free)

void foyer_layout_choices_set_session (FoyerLayoutChoices *self, FoyerSession *session);

/** foyer_layout_choices_show: @chosen: (transfer full) */
void foyer_layout_choices_show (FoyerLayoutChoices *self, FoyerLayoutChosen *chosen);

G_END_DECLS
