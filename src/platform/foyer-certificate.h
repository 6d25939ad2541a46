/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FoyerCertificate: what the platform shows to those who connect with TLS. */
typedef struct
{
  GTlsCertificate *tls;
  char            *fingerprint; /* as of foyer_fingerprint_new() */
  gboolean         is_public;   /* an authority vouches for it, so that it may be renewed without telling the laptops */
} FoyerCertificate;

void foyer_certificate_free (FoyerCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCertificate, foyer_certificate_free)

/** foyer_certificate_get_pin: Returns: (nullable): the fingerprint that laptops must know, %NULL without TLS (@self is %NULL) or with a public certificate */
const char *foyer_certificate_get_pin (const FoyerCertificate *self);

/**
 * foyer_certificate_load:
 * @certificate: PEM file; the chain may follow it
 * @key: PEM file of its private key
 *
 * Returns: (transfer full) (nullable): the certificate; %NULL and %FOYER_ERROR_INVALID
 */
FoyerCertificate *foyer_certificate_load (const char *certificate, const char *key, GError **error);

/**
 * foyer_certificate_ensure:
 * @folder: of the platform
 *
 * Reads the platform's own certificate from the folder; the first time makes a
 * key and signs it with itself. It is good for decades: laptops know it by its
 * fingerprint, so an end would protect nobody and lock all of them out.
 *
 * Returns: (transfer full) (nullable):
 */
FoyerCertificate *foyer_certificate_ensure (const char *folder, GError **error);

G_END_DECLS
