/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

void
server_set_up (TestPlatform **platform, gconstpointer data)
{
  *platform = test_platform_new ();
}

void
server_tear_down (TestPlatform **platform, gconstpointer data)
{
  g_clear_pointer (platform, test_platform_free);
}

TestAnswer *
try_pair (TestPlatform *platform, const char *code_text, guint device)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (code_text, NULL);
  g_autofree char *body = g_strdup_printf ("{\"token\":\"%s\",\"device\":\"" DEVICE "%u\",\"name\":\"Laptop\"}", code->token, device);

  return test_call (platform->url, "POST", "/device/pair", NULL, body);
}

char *
pair (TestPlatform *platform, const char *role, guint device)
{
  g_autofree char *code = g_str_equal (role, "organizer") ? g_strdup (platform->pairing) : test_platform_invite (platform, role);
  g_autoptr (TestAnswer) answer = try_pair (platform, code, device);
  g_autoptr (FoyerPairAnswer) given = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  given = foyer_pair_answer_parse (answer->text, answer->length, NULL);
  g_assert_cmpstr (foyer_role_nick (given->role), ==, role);
  return g_strdup (given->access_token);
}

void
check_error (TestAnswer *answer, guint status, const char *code)
{
  g_autoptr (FoyerWireError) failure = foyer_wire_error_parse (answer->text, answer->length);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_nonnull (failure);
  g_assert_cmpint (failure->status, ==, status);
  g_assert_cmpstr (failure->code, ==, code);
  g_assert_cmpstr (failure->message, !=, "");
}
