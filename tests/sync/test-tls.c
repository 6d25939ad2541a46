/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "foyer-pairing-code.h"
#include "foyer-sync-error.h"
#include "sync-fixture.h"
#include "test-platform.h"

typedef struct
{
  TestPlatform *platform;
  Laptop       *laptop;
} Room;

static void
set_up (Room *room, gconstpointer data)
{
  room->platform = test_platform_new_tls ();
  room->laptop = laptop_new (0);
}

static void
tear_down (Room *room, gconstpointer data)
{
  g_clear_pointer (&room->laptop, laptop_free);
  g_clear_pointer (&room->platform, test_platform_free);
}

static FoyerPairingCode *
code_of (Room *room)
{
  FoyerPairingCode *code = foyer_pairing_code_parse (room->platform->pairing, NULL);

  g_assert_nonnull (code);
  return code;
}

static void
test_pairing_code_tells_the_certificate (Room *room, gconstpointer data)
{
  g_autoptr (FoyerPairingCode) code = code_of (room);
  g_autofree char *kept = NULL;

  g_assert_true (g_str_has_prefix (code->url, "https://"));
  g_assert_cmpuint (strlen (code->fingerprint), ==, 64);
  laptop_pair (room->laptop, room->platform->pairing);
  kept = laptop_read_meta (room->laptop, "platform-fingerprint");
  g_assert_cmpstr (kept, ==, code->fingerprint);
  g_assert_cmpint (laptop_sync (room->laptop).pushed, >, 0);
}

static void
test_typed_code_is_enough (Room *room, gconstpointer data)
{
  g_autoptr (FoyerPairingCode) code = code_of (room);
  g_autofree char *typed = foyer_pairing_code_print_words (code);
  g_autofree char *kept = NULL;

  laptop_pair (room->laptop, typed);
  kept = laptop_read_meta (room->laptop, "platform-fingerprint");
  g_assert_cmpstr (kept, ==, code->fingerprint);
  g_assert_cmpint (laptop_sync (room->laptop).pushed, >, 0);
}

static void
check_refused (Room *room, const char *fingerprint)
{
  g_autoptr (FoyerPairingCode) code = code_of (room);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&code->fingerprint, fingerprint);
  text = foyer_pairing_code_print (code);
  g_assert_false (foyer_sync_pair (room->laptop->fixture.store, room->laptop->secrets, text, "A laptop", NULL, &error));
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_CERTIFICATE);
}

static void
test_another_certificate_gets_nothing (Room *room, gconstpointer data)
{
  check_refused (room, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  check_refused (room, "0123456789abcdef0123");
  /* nobody vouches for a certificate that signed itself */
  check_refused (room, "");
  /* the token was not given away: it still works */
  laptop_pair (room->laptop, room->platform->pairing);
}

static void
test_new_certificate_needs_a_new_pairing (Room *room, gconstpointer data)
{
  g_autofree char *path = g_build_filename (room->platform->folder, "certificate.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  GStatBuf         status;

  laptop_pair (room->laptop, room->platform->pairing);
  laptop_sync (room->laptop);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  test_platform_stop (room->platform);
  test_platform_start (room->platform);
  laptop_sync (room->laptop);
  test_platform_stop (room->platform);
  g_unlink (path);
  test_platform_start (room->platform);
  error = laptop_fail (room->laptop);
  g_assert_error (error, FOYER_SYNC_ERROR, FOYER_SYNC_ERROR_CERTIFICATE);
  code = test_platform_invite (room->platform, "organizer");
  laptop_pair (room->laptop, code);
  laptop_sync (room->laptop);
}

#define ADD(name, func) g_test_add ("/sync/tls/" name, Room, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pairing-code-tells-the-certificate", test_pairing_code_tells_the_certificate);
  ADD ("typed-code-is-enough", test_typed_code_is_enough);
  ADD ("another-certificate-gets-nothing", test_another_certificate_gets_nothing);
  ADD ("new-certificate-needs-a-new-pairing", test_new_certificate_needs_a_new_pairing);
  return g_test_run ();
}
