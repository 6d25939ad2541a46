/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-certificate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "foyer-error.h"
#include "foyer-fingerprint.h"
#include "foyer-random.h"

#define OWN_FILE "certificate.pem"
#define SERIAL_BYTES 16
#define YEAR (365 * 24 * 60 * 60)
#define YEARS 30
/* The clock of a laptop that checks dates may be a day behind. */
#define EARLIER (2 * 24 * 60 * 60)

void
foyer_certificate_free (FoyerCertificate *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->tls);
  g_free (self->fingerprint);
  g_free (self);
}

const char *
foyer_certificate_get_pin (const FoyerCertificate *self)
{
  return self != NULL && !self->is_public ? self->fingerprint : NULL;
}

static gboolean
is_self_signed (GTlsCertificate *tls)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (tls);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (tls);

  return g_strcmp0 (subject, issuer) == 0;
}

static FoyerCertificate *
load (const char *certificate, const char *key, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GTlsCertificate) tls = g_tls_certificate_new_from_files (certificate, key, &problem);
  g_autoptr (GByteArray) der = NULL;
  FoyerCertificate *self;

  if (tls == NULL)
    {
      g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "The certificate %s and its key %s cannot be used: %s", certificate, key, problem->message);
      return NULL;
    }
  self = g_new0 (FoyerCertificate, 1);
  g_object_get (tls, "certificate", &der, NULL);
  self->fingerprint = foyer_fingerprint_new (der->data, der->len);
  self->is_public = !is_self_signed (tls);
  self->tls = g_steal_pointer (&tls);
  return self;
}

FoyerCertificate *
foyer_certificate_load (const char *certificate, const char *key, GError **error)
{
  return load (certificate, key, error);
}

static gboolean
check (int code, GError **error)
{
  if (code == GNUTLS_E_SUCCESS)
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "A certificate could not be made: %s", gnutls_strerror (code));
  return FALSE;
}

static gboolean
fill (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, GError **error)
{
  static const char name[] = "Foyer platform";
  time_t            now = g_get_real_time () / G_USEC_PER_SEC;
  guint8            serial[SERIAL_BYTES];
  FoyerRandom       random;

  foyer_random_init_system (&random);
  foyer_random_fill (&random, serial, sizeof serial);
  serial[0] &= 0x7f; /* a serial number is positive */
  return check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0), error) &&
         check (gnutls_x509_crt_set_version (certificate, 3), error) &&
         check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), error) &&
         check (gnutls_x509_crt_set_activation_time (certificate, now - EARLIER), error) &&
         check (gnutls_x509_crt_set_expiration_time (certificate, now + (time_t) YEARS * YEAR), error) &&
         check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, strlen (name)), error) &&
         check (gnutls_x509_crt_set_key (certificate, key), error) &&
         check (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1), error) &&
         check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), error) &&
         check (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0), error) &&
         check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), error);
}

/* Returns: (transfer full) (nullable): key and certificate as PEM */
static char *
make (GError **error)
{
  gnutls_x509_crt_t     certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  gnutls_datum_t        key_text = { NULL, 0 };
  gnutls_datum_t        certificate_text = { NULL, 0 };
  char                 *text = NULL;

  if (check (gnutls_x509_crt_init (&certificate), error) &&
      check (gnutls_x509_privkey_init (&key), error) &&
      fill (certificate, key, error) &&
      check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key_text), error) &&
      check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &certificate_text), error))
    text = g_strdup_printf ("%.*s%.*s", (int) key_text.size, key_text.data, (int) certificate_text.size, certificate_text.data);
  gnutls_free (key_text.data);
  gnutls_free (certificate_text.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return text;
}

/* Two processes may start on one folder: the first to give its file the name wins. */
static gboolean
make_own (const char *path, GError **error)
{
  g_autofree char *text = make (error);
  g_autofree char *part = g_strdup_printf ("%s.%d", path, (int) getpid ());
  int              result;

  if (text == NULL || !g_file_set_contents_full (part, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return FALSE;
  result = link (part, path) == 0 ? 0 : errno;
  g_unlink (part);
  if (result == 0 || result == EEXIST)
    return TRUE;
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_STORE_READ_ONLY, "The certificate %s cannot be kept: %s", path, g_strerror (result));
  return FALSE;
}

FoyerCertificate *
foyer_certificate_ensure (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, OWN_FILE, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !make_own (path, error))
    return NULL;
  return load (path, path, error);
}
