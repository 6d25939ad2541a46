/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerPairingCode:
 *
 * What one laptop shows, prints or says so that another can join: where the
 * platform is, a token that works once within ten minutes, and the certificate
 * to expect. Its text form is also the content of the QR code:
 * `foyer-pair:?url=…&token=…&fingerprint=…`, each value percent-encoded.
 */
typedef struct
{
  char *url;         /* of the platform, without `/api/v1` and without a final slash */
  char *token;       /* 26 characters as of foyer_secret_generate() */
  char *fingerprint; /* of the certificate, as of foyer_fingerprint_is_pin(); "" without TLS or with a public certificate */
} FoyerPairingCode;

#define FOYER_PAIRING_CODE_MAX 2048 /* bytes of the text that are looked at */

FoyerPairingCode *foyer_pairing_code_new (const char *url, const char *token, const char *fingerprint);
void              foyer_pairing_code_free (FoyerPairingCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerPairingCode, foyer_pairing_code_free)

/** foyer_pairing_code_print: Returns: (transfer full): the `foyer-pair:` text */
char *foyer_pairing_code_print (const FoyerPairingCode *self);

/** foyer_pairing_code_print_words: Returns: (transfer full): address, token and the beginning of the fingerprint in groups, for people who type */
char *foyer_pairing_code_print_words (const FoyerPairingCode *self);

/**
 * foyer_pairing_code_parse:
 * @text: (nullable): a `foyer-pair:` text; or JSON `{"url", "token", "fingerprint"}`;
 *   or, typed by a person, address, token and beginning of the fingerprint with
 *   white space between
 *
 * Returns: (transfer full) (nullable): the code, its token in canonical form;
 *   %NULL and %FOYER_ERROR_INVALID saying what is wrong
 */
FoyerPairingCode *foyer_pairing_code_parse (const char *text, GError **error);

G_END_DECLS
