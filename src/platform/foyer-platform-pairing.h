/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-platform-options.h"

G_BEGIN_DECLS

/** foyer_platform_pairing_print: Prints a pairing code for people; @pin (nullable) is the fingerprint of the certificate. */
void foyer_platform_pairing_print (const char *role, const char *url, const char *token, const char *pin);

/** foyer_platform_pairing_ask: Prints a pairing code that the process which owns the folder gives. */
gboolean foyer_platform_pairing_ask (const FoyerPlatformOptions *options, GError **error);

/** foyer_platform_pairing_make: Prints a pairing code while no server runs; it says where one will listen, as far as the options tell. */
gboolean foyer_platform_pairing_make (const FoyerPlatformOptions *options, GError **error);

/** foyer_platform_pairing_invite_first: Sets @token (nullable) (transfer full) when nobody can organize yet, so that the first start lets somebody in. */
gboolean foyer_platform_pairing_invite_first (FoyerStorage *storage, char **token, GError **error);

G_END_DECLS
