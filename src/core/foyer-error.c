/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"

/* clang-format off: it would take the name apart */
G_DEFINE_QUARK (foyer - error - quark, foyer_error)
