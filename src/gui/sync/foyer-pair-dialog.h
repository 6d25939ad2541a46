/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-session.h"

G_BEGIN_DECLS

#define FOYER_TYPE_PAIR_DIALOG (foyer_pair_dialog_get_type ())

/** FoyerPairDialog: joins a platform: takes a pairing code, pasted, typed or held to the webcam, and a name for this laptop. */
G_DECLARE_FINAL_TYPE (FoyerPairDialog, foyer_pair_dialog, FOYER, PAIR_DIALOG, AdwDialog)

AdwDialog *foyer_pair_dialog_new (FoyerSession *session);

G_END_DECLS
