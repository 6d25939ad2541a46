/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-error.h"

G_DEFINE_QUARK (foyer - sync - error - quark, foyer_sync_error)
