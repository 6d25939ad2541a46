/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-print-error.h"

G_DEFINE_QUARK (foyer - print - error - quark, foyer_print_error)
