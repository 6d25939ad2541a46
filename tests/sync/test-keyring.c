/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "foyer-secrets.h"
#include "foyer-sync-error.h"

#define DEVICE "0193a5c2-7a10-7c44-8f11-2b8de2c80001"
#define URL "http://127.0.0.1:8423"

static void
check_keeps_and_forgets (FoyerSecrets *secrets)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  g_autofree char *other = NULL;
  g_autofree char *gone = NULL;

  foyer_secrets_store (secrets, DEVICE, URL, "first", NULL, &error);
  g_assert_no_error (error);
  foyer_secrets_store (secrets, DEVICE, URL, "second", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_secrets_lookup (secrets, DEVICE, URL, &token, NULL, &error));
  g_assert_cmpstr (token, ==, "second");
  g_assert_true (foyer_secrets_lookup (secrets, DEVICE, URL "0", &other, NULL, &error));
  g_assert_null (other);
  g_assert_true (foyer_secrets_store (secrets, DEVICE, URL, NULL, NULL, &error));
  g_assert_true (foyer_secrets_lookup (secrets, DEVICE, URL, &gone, NULL, &error));
  g_assert_null (gone);
  g_assert_no_error (error);
}

static void
test_keyring_keeps_and_forgets (void)
{
  g_autoptr (FoyerSecrets) secrets = foyer_secrets_new_keyring ();

  check_keeps_and_forgets (secrets);
}

static void
test_missing_keyring_is_said_plainly (void)
{
  g_autoptr (FoyerSecrets) secrets = foyer_secrets_new_keyring ();
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  g_assert_false (foyer_secrets_lookup (secrets, DEVICE, URL, &token, NULL, &error));
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING);
  g_assert_true (g_str_has_prefix (error->message, "No keyring is available"));
}

static void
test_file_is_for_its_owner_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("foyer-token-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "token", NULL);
  g_autofree char *token = NULL;
  g_autoptr (FoyerSecrets) secrets = foyer_secrets_new_file (path);
  GStatBuf status;

  g_assert_no_error (error);
  check_keeps_and_forgets (secrets);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_chmod (path, 0644);
  g_assert_false (foyer_secrets_lookup (secrets, DEVICE, URL, &token, NULL, &error));
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_NO_KEYRING);
  g_assert_nonnull (strstr (error->message, "chmod 600"));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/keyring/keeps-and-forgets", test_keyring_keeps_and_forgets);
  g_test_add_func ("/sync/keyring/missing-one-is-said-plainly", test_missing_keyring_is_said_plainly);
  g_test_add_func ("/sync/keyring/file-is-for-its-owner-alone", test_file_is_for_its_owner_alone);
  return g_test_run ();
}
