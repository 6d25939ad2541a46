/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-sync-client.h"

G_BEGIN_DECLS

#define FOYER_TYPE_INVITE_DIALOG (foyer_invite_dialog_get_type ())

/** FoyerInviteDialog: asks for the role of another laptop and shows the pairing code for it, as a QR code and as text. */
G_DECLARE_FINAL_TYPE (FoyerInviteDialog, foyer_invite_dialog, FOYER, INVITE_DIALOG, AdwDialog)

AdwDialog *foyer_invite_dialog_new (FoyerSyncClient *sync);

G_END_DECLS
