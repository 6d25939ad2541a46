/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"

G_DEFINE_QUARK (foyer - error - quark, foyer_error)
