/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-secrets.h"
#include "foyer-store.h"

G_BEGIN_DECLS

/**
 * foyer_signing_start:
 * @name: what people call this laptop
 *
 * Lets this device sign the codes of the tickets that it prints: takes its
 * private key from @secrets, or makes one and keeps it there, makes the public
 * half known to all devices, and hands the key to the store. Blocks; any thread.
 *
 * Returns: FALSE when there is no place to keep a key, or the store failed; then tickets go out unsigned
 */
gboolean foyer_signing_start (FoyerStore *store, FoyerSecrets *secrets, const char *name, GCancellable *cancellable, GError **error);

G_END_DECLS
