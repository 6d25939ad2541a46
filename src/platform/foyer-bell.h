/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerBell:
 *
 * Hears what the other processes of a platform announced with
 * foyer_storage_announce(), on a thread and a connection of its own. When the
 * connection breaks it makes a new one.
 */
typedef struct _FoyerBell FoyerBell;

/** FoyerBellFunc: Something was announced; @text is %NULL when something may have been missed. On the context of the maker. */
typedef void (*FoyerBellFunc) (const char *text, gpointer data);

/** foyer_bell_new: Returns: (transfer full): a bell on the PostgreSQL database at @address */
FoyerBell *foyer_bell_new (const char *address, FoyerBellFunc func, gpointer data);

/** foyer_bell_free: After it the function is not called any more. */
void foyer_bell_free (FoyerBell *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerBell, foyer_bell_free)

G_END_DECLS
