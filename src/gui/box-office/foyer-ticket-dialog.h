/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-admission-store.h"

G_BEGIN_DECLS

/** foyer_ticket_dialog_new: What is known of a ticket that was scanned at the till. Takes @admission over. Response “attendees” wants its guest. */
AdwDialog *foyer_ticket_dialog_new (FoyerAdmission *admission);

G_END_DECLS
