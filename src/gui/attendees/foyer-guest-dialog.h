/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-guest-store.h"
#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_GUEST_DIALOG (foyer_guest_dialog_get_type ())

/** FoyerGuestDialog: one ticket and the person on it: look, correct, block. */
G_DECLARE_FINAL_TYPE (FoyerGuestDialog, foyer_guest_dialog, FOYER, GUEST_DIALOG, AdwDialog)

/** foyer_guest_dialog_new: Returns: (transfer floating): a dialog on @guest, which is read anew */
AdwDialog *foyer_guest_dialog_new (FoyerSession *session, const FoyerGuest *guest);

G_END_DECLS
