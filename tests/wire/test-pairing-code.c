/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"
#include "foyer-fingerprint.h"
#include "foyer-pairing-code.h"
#include "foyer-ticket-code.h"

#define TOKEN "7ZK4M2QH9T0XW3E8R5N1C6V2BD"
#define FINGERPRINT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
check_reads (const char *text, const char *url, const char *fingerprint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code->url, ==, url);
  g_assert_cmpstr (code->token, ==, TOKEN);
  g_assert_cmpstr (code->fingerprint, ==, fingerprint);
}

static void
test_survives_a_round_trip (void)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_new ("https://[fe80::1%25eth0]:8423/a b&c=d", TOKEN, FINGERPRINT);
  g_autoptr (FoyerPairingCode) plain = foyer_pairing_code_new ("http://192.168.1.20:8423", TOKEN, NULL);
  g_autofree char *text = foyer_pairing_code_print (plain);

  g_assert_cmpstr (text, ==, "foyer-pair:?url=http%3A%2F%2F192.168.1.20%3A8423&token=" TOKEN);
  check_reads (text, "http://192.168.1.20:8423", "");
  g_set_str (&code->url, "https://tickets.example.org/foyer");
  g_free (text);
  text = foyer_pairing_code_print (code);
  check_reads (text, "https://tickets.example.org/foyer", FINGERPRINT);
}

static void
test_is_read_in_every_form_that_people_use (void)
{
  check_reads ("  FOYER-PAIR:?token=" TOKEN "&url=http://hall.local:8423/\n", "http://hall.local:8423", "");
  check_reads ("{\"url\":\"http://hall.local:8423\",\"token\":\"" TOKEN "\",\"fingerprint\":\"\"}", "http://hall.local:8423", "");
  check_reads ("http://hall.local:8423 " TOKEN, "http://hall.local:8423", "");
  check_reads ("http://hall.local:8423/   7zk4-m2qh-9tox w3e8r5nlc6v2bd", "http://hall.local:8423", "");
  check_reads ("https://hall.local:8423 " TOKEN " 01234567 89AB-cdef-0123", "https://hall.local:8423", "0123456789abcdef0123");
}

static void
test_can_be_typed (void)
{
  g_autoptr (FoyerPairingCode) pinned = foyer_pairing_code_new ("https://192.168.1.20:8423", TOKEN, FINGERPRINT);
  g_autoptr (FoyerPairingCode) plain = foyer_pairing_code_new ("https://tickets.example.org", TOKEN, NULL);
  g_autofree char *typed = foyer_pairing_code_print_words (pinned);
  g_autofree char *typed_plain = foyer_pairing_code_print_words (plain);

  g_assert_cmpstr (typed, ==, "https://192.168.1.20:8423 7ZK4M 2QH9T 0XW3E 8R5N1 C6V2B D 01234 56789 abcde f0123");
  check_reads (typed, "https://192.168.1.20:8423", "0123456789abcdef0123");
  check_reads (typed_plain, "https://tickets.example.org", "");
}

static void
test_a_pin_is_met_by_one_certificate (void)
{
  g_autofree char *fingerprint = foyer_fingerprint_new ((const guint8 *) "certificate", 11);
  g_autofree char *start = g_strndup (fingerprint, FOYER_FINGERPRINT_SHORT);
  g_autofree char *shorter = g_strndup (fingerprint, FOYER_FINGERPRINT_SHORT - 1);
  g_autofree char *other = g_strdup (start);

  g_assert_cmpuint (strlen (fingerprint), ==, FOYER_FINGERPRINT_LENGTH);
  other[FOYER_FINGERPRINT_SHORT - 1] = other[FOYER_FINGERPRINT_SHORT - 1] == '0' ? '1' : '0';
  g_assert_true (foyer_fingerprint_matches (fingerprint, fingerprint));
  g_assert_true (foyer_fingerprint_matches (fingerprint, start));
  g_assert_false (foyer_fingerprint_matches (fingerprint, shorter));
  g_assert_false (foyer_fingerprint_matches (fingerprint, other));
  g_assert_false (foyer_fingerprint_matches (fingerprint, ""));
  g_assert_false (foyer_fingerprint_matches (fingerprint, NULL));
}

static void
test_says_what_is_wrong (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { NULL, "no pairing code" },
    { "", "no pairing code" },
    { "\xff\xfe", "no pairing code" },
    { "hello", "no pairing code" },
    { "{\"url\":", "not JSON" },
    { "{\"url\":5,\"token\":[]}", "no pairing code" },
    { "foyer-pair:", "no pairing code" },
    { "foyer-pair:?url=%zz&token=x", "damaged" },
    { "foyer-pair:?url=ftp://x&token=" TOKEN, "http://" },
    { "foyer-pair:?url=http://user:pw@x&token=" TOKEN, "http://" },
    { "foyer-pair:?url=http://&token=" TOKEN, "http://" },
    { "http://hall.local:8423 7ZK4M2", "mistyped" },
    { "foyer-pair:?url=http://x&token=" TOKEN "&fingerprint=123", "fingerprint" },
    { "http://x " TOKEN " 01234", "fingerprint" },
    { "https://www.example.org/menu.html", "no pairing code" },
  };
  g_autofree char *long_text = g_strnfill (FOYER_PAIRING_CODE_MAX + 1, 'a');
  g_autoptr (GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text != NULL ? cases[i].said : "NULL");
      g_assert_null (code);
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
  g_assert_null (foyer_pairing_code_parse (long_text, &too_long));
  g_assert_error (too_long, FOYER_ERROR, FOYER_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/pairing-code/survives-a-round-trip", test_survives_a_round_trip);
  g_test_add_func ("/wire/pairing-code/is-read-in-every-form-that-people-use", test_is_read_in_every_form_that_people_use);
  g_test_add_func ("/wire/pairing-code/can-be-typed", test_can_be_typed);
  g_test_add_func ("/wire/fingerprint/a-pin-is-met-by-one-certificate", test_a_pin_is_met_by_one_certificate);
  g_test_add_func ("/wire/pairing-code/says-what-is-wrong", test_says_what_is_wrong);
  return g_test_run ();
}
