/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-signed-code.h"

G_BEGIN_DECLS

/* The three readers behind foyer_signed_code_parse(). Each fills a fresh
 * FoyerSignedCode whose texts are %NULL. */

gboolean foyer_signed_code_read_foyer (FoyerSignedCode *self, const char *code, GError **error);
gboolean foyer_signed_code_read_jws (FoyerSignedCode *self, const char *code, GError **error);
gboolean foyer_signed_code_read_sig1 (FoyerSignedCode *self, const char *code, GError **error);

/** foyer_signed_code_refuse: Returns: FALSE */
gboolean foyer_signed_code_refuse (GError **error, const char *reason);

G_END_DECLS
