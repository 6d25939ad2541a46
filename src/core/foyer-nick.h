/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_nick_find:
 * @nicks: the names of an enumeration's values, in their order
 * @n_nicks: how many
 * @text: (nullable): the name to look for
 * @fallback: what an unknown name counts as; messages of newer versions must not break older ones
 *
 * Returns: the value that @text names
 */
int foyer_nick_find (const char *const *nicks, gsize n_nicks, const char *text, int fallback);

G_END_DECLS
