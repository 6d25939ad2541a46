/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-json.h"

#include <string.h>

#include "foyer-error.h"

static void
assert_taken (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, length, &error);

  if (object == NULL)
    g_error ("“%.60s” was refused: %s", text, error->message);
}

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = foyer_json_parse_object (text, length, &error);

  if (object != NULL)
    g_error ("“%.60s” was taken", text);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
}

static char *
nest (int depth)
{
  g_autofree char *open = g_strnfill (depth - 1, '[');
  g_autofree char *close = g_strnfill (depth - 1, ']');

  return g_strconcat ("{\"a\":", open, close, depth == 1 ? "1}" : "}", NULL);
}

static void
test_sound (void)
{
  assert_taken ("{}", -1);
  assert_taken (" {\"a\" : [1, -2.5e3, true, null, \"x\", {\"b\": []}]}\r\n", -1);
  assert_taken ("{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":1.7e308}", -1);
  assert_taken ("{\"a\":\"\\\\u0000 \\\" \\ud83c\\udfab ü\"}", -1);
  assert_taken ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}", -1);
  assert_taken ("{}]garbage", 2);
}

static void
test_unsound (void)
{
  static const char *const unsound[] = {
    "", " ", "null", "1", "\"x\"", "[]", "[{}]", "{", "}", "{}{}", "{} {\"b\":2}", "{}x", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}",
    "/* c */{}", "// c\n{}", "var x = {};", "{\"a\":tru}", "{\"a\":01}", "{\"a\":0x10}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":-}", "{\"a\":NaN}",
    "{\"a\":Infinity}", "{\"a\":\"x}", "{\"a\":\"x\ny\"}", "{\"a\":\"\\q\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\", "{\"a\":\"\xff\"}", "\xff", "{\"a\":]}", "[[[", "]]]"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unsound); i++)
    assert_refused (unsound[i], -1);
  assert_refused ("{}", 0);
  assert_refused ("{}", 1);
  assert_refused ("{\"a\":1}\0{", 9);
  assert_refused ("{\"a\":\"x\0y\"}", 11);
}

static void
test_harm_to_values (void)
{
  /* json-glib alone cuts the first and clamps the others without a word */
  assert_refused ("{\"secret\":\"abc\\u0000def\"}", -1);
  assert_refused ("{\"a\\u0000b\":1}", -1);
  assert_refused ("{\"a\":9223372036854775808}", -1);
  assert_refused ("{\"a\":-9223372036854775809}", -1);
  assert_refused ("{\"a\":99999999999999999999999999999999999999}", -1);
  assert_refused ("{\"a\":1e999}", -1);
  assert_refused ("{\"a\":-1e999}", -1);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (FOYER_JSON_MAX_DEPTH);
  g_autofree char *too_deep = nest (FOYER_JSON_MAX_DEPTH + 1);
  g_autofree char *million = nest (1000000);
  g_autofree char *open = g_strnfill (1000000, '{');
  g_autofree char *arrays = g_strnfill (1000000, '[');

  assert_taken (deepest, -1);
  assert_refused (too_deep, -1);
  assert_refused (million, -1);
  assert_refused (open, -1);
  assert_refused (arrays, -1);
}

static char *
list_of (gsize n, gsize padding)
{
  GString *text = g_string_new ("{\"a\":[0");

  for (gsize i = 1; i < n; i++)
    g_string_append (text, ",0");
  g_string_append (text, "]}");
  for (gsize i = 0; i < padding; i++)
    g_string_append_c (text, ' ');
  return g_string_free (text, FALSE);
}

static void
test_size (void)
{
  g_autofree char *most = list_of (FOYER_JSON_MAX_VALUES - 2, 0);
  g_autofree char *too_many = list_of (FOYER_JSON_MAX_VALUES + 2, 0);
  g_autofree char *too_long = list_of (1, FOYER_JSON_MAX_LENGTH);

  assert_taken (most, -1);
  assert_refused (too_many, -1);
  assert_refused (too_long, -1);
}

static void
test_silence (void)
{
  static const char *const personal[] = { "{\"name\":\"Anna Berg\" zzz}", "{\"Anna Berg\" 1}", "{\"name\":Anna}", "\"Anna Berg\"", "{\"name\":\"Anna\\u0000Berg\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_json_parse_object (personal[i], -1, &error));
      g_assert_null (strstr (error->message, "Anna"));
      g_assert_null (strstr (error->message, "Berg"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/sound-objects-are-read", test_sound);
  g_test_add_func ("/json/what-is-not-exactly-one-object-is-refused", test_unsound);
  g_test_add_func ("/json/values-that-would-come-out-changed-are-refused", test_harm_to_values);
  g_test_add_func ("/json/nesting-has-a-limit", test_depth);
  g_test_add_func ("/json/length-and-number-of-values-have-limits", test_size);
  g_test_add_func ("/json/an-error-repeats-nothing-of-the-content", test_silence);
  return g_test_run ();
}
