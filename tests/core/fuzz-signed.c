/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-signed-code.h"

#include <string.h>

#include "signed-vectors.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
is_one_of_ours (const char *text)
{
  static const char *const codes[] = { till_code, es256_code, rs256_code, hs256_code, sig1_code, sig1_bare_code };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (text, codes[i]))
      return TRUE;
  return FALSE;
}

/* A code is read or refused, and no key takes one that it did not sign. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const struct
  {
    FoyerAlgorithm algorithm;
    const char    *material;
  } keys[] = {
    { FOYER_ALGORITHM_EDDSA, till_key },
    { FOYER_ALGORITHM_ES256, es256_key },
    { FOYER_ALGORITHM_RS256, rs256_key },
    { FOYER_ALGORITHM_HS256, hs256_key },
    { FOYER_ALGORITHM_EDDSA, sig1_key },
  };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (FoyerSignedCode) code = foyer_signed_code_parse (text, NULL);

  if (code == NULL)
    return 0;
  g_assert_cmpint (code->form, !=, FOYER_SIGNED_NONE);
  g_assert_true (g_utf8_validate (code->subject, -1, NULL));
  g_assert_true (g_utf8_validate (code->event, -1, NULL));
  g_assert_true (g_utf8_validate (code->category, -1, NULL));
  g_assert_cmpint (code->valid_from, >=, 0);
  g_assert_cmpint (code->valid_until, >=, 0);
  g_assert_cmpint (code->valid_until, <=, FOYER_TIME_MAX);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (FoyerKey) key = foyer_key_new (keys[i].algorithm, keys[i].material, NULL);

      g_assert_nonnull (key);
      if (foyer_signed_code_verify (code, key))
        g_assert_true (is_one_of_ours (text));
    }
  return 0;
}
