/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-cashier.h"
#include "foyer-pin.h"

/* Published for HMAC-SHA-256: RFC 7914, section 11, and the usual companions of RFC 6070's for this hash. */
static void
test_published_values (void)
{
  static const struct
  {
    const char *password, *salt;
    guint       rounds;
    guint8      key[8];
  } cases[] = {
    { "passwd", "salt", 1, { 0x55, 0xac, 0x04, 0x6e, 0x56, 0xe3, 0x08, 0x9f } },
    { "Password", "NaCl", 80000, { 0x4d, 0xdc, 0xd8, 0xf6, 0x0b, 0x98, 0xbe, 0x21 } },
    { "password", "salt", 1, { 0x12, 0x0f, 0xb6, 0xcf, 0xfc, 0xf8, 0xb3, 0x2c } },
    { "password", "salt", 2, { 0xae, 0x4d, 0x0c, 0x95, 0xaf, 0x6b, 0x46, 0xd3 } },
    { "password", "salt", 4096, { 0xc5, 0xe4, 0x78, 0xd5, 0x92, 0x88, 0xc8, 0x41 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 key[8];

      foyer_pin_derive (cases[i].password, (const guint8 *) cases[i].salt, strlen (cases[i].salt), cases[i].rounds, key, sizeof key);
      g_assert_cmpmem (key, sizeof key, cases[i].key, sizeof cases[i].key);
    }
}

static void
test_only_the_right_one_matches (void)
{
  FoyerRandom      random;
  g_autofree char *kept = NULL;
  g_autofree char *again = NULL;

  foyer_random_init_seed (&random, 4);
  kept = foyer_pin_hash ("4711", &random);
  again = foyer_pin_hash ("4711", &random);
  g_assert_cmpstr (kept, !=, again); /* two people with one PIN do not show */
  g_assert_null (strstr (kept, "4711"));
  g_assert_cmpuint (strlen (kept), <=, 300);
  g_assert_true (foyer_pin_matches ("4711", kept));
  g_assert_true (foyer_pin_matches ("4711", again));
  g_assert_false (foyer_pin_matches ("4712", kept));
  g_assert_false (foyer_pin_matches ("04711", kept));
  g_assert_false (foyer_pin_matches ("", kept));
  g_assert_false (foyer_pin_matches (NULL, kept));
}

static void
test_what_is_no_hash_matches_nothing (void)
{
  static const char *const kept[] = { "", "4711", "$", "$$$", "pbkdf2-sha256$1$00$00", "pbkdf2-sha256$0$00112233445566778899aabbccddeeff$00", "md5$1$00112233445566778899aabbccddeeff$00",
                                      "pbkdf2-sha256$99999999999$00112233445566778899aabbccddeeff$0011223344556677889900112233445566778899001122334455667788990011",
                                      "pbkdf2-sha256$1$zz112233445566778899aabbccddeeff$0011223344556677889900112233445566778899001122334455667788990011" };

  g_assert_false (foyer_pin_matches ("4711", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_false (foyer_pin_matches ("4711", kept[i]));
}

static void
test_digits_only (void)
{
  g_assert_true (foyer_pin_is_valid ("0000"));
  g_assert_true (foyer_pin_is_valid ("123456789012"));
  g_assert_false (foyer_pin_is_valid ("123"));
  g_assert_false (foyer_pin_is_valid ("1234567890123"));
  g_assert_false (foyer_pin_is_valid ("12a4"));
  g_assert_false (foyer_pin_is_valid ("١٢٣٤"));
  g_assert_false (foyer_pin_is_valid (""));
  g_assert_false (foyer_pin_is_valid (NULL));
}

static void
test_rights (void)
{
  FoyerCashier cashier = { .role = FOYER_CASHIER_SELLS };
  FoyerCashier supervisor = { .role = FOYER_CASHIER_SUPERVISES };

  for (FoyerRight right = FOYER_RIGHT_SELL; right <= FOYER_RIGHT_NAME_CASHIERS; right++)
    {
      g_assert_true (foyer_cashier_may (NULL, right)); /* where nobody is named, nobody is shut out */
      g_assert_true (foyer_cashier_may (&supervisor, right));
    }
  g_assert_true (foyer_cashier_may (&cashier, FOYER_RIGHT_SELL));
  g_assert_true (foyer_cashier_may (&cashier, FOYER_RIGHT_VOID));
  g_assert_false (foyer_cashier_may (&cashier, FOYER_RIGHT_PRICE));
  g_assert_false (foyer_cashier_may (&cashier, FOYER_RIGHT_COMP));
  g_assert_false (foyer_cashier_may (&cashier, FOYER_RIGHT_DIFFERENCE));
  g_assert_false (foyer_cashier_may (&cashier, FOYER_RIGHT_NAME_CASHIERS));
  g_assert_cmpint (foyer_cashier_role_from_nick ("a role of a newer version"), ==, FOYER_CASHIER_SELLS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pin/published-values", test_published_values);
  g_test_add_func ("/core/pin/only-the-right-one-matches", test_only_the_right_one_matches);
  g_test_add_func ("/core/pin/what-is-no-hash-matches-nothing", test_what_is_no_hash_matches_nothing);
  g_test_add_func ("/core/pin/digits-only", test_digits_only);
  g_test_add_func ("/core/pin/rights", test_rights);
  return g_test_run ();
}
