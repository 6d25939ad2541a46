/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-id.h"
#include "foyer-ticket-code.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What a camera, a scanner or a keyboard says: the code, the number of a ticket, an id. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *code = foyer_code_normalize ((const char *) data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  char             digits[14];
  int              event_number, serial;
  FoyerId          id;

  if (code != NULL)
    {
      g_autofree char *again = foyer_code_normalize (code, -1);

      g_assert_true (g_utf8_validate (code, -1, NULL));
      g_assert_cmpuint (strlen (code), >, 0);
      g_assert_cmpuint (strlen (code), <=, FOYER_CODE_MAX);
      g_assert_cmpstr (code, ==, again);
    }
  if (foyer_ean13_parse (text, &event_number, &serial))
    {
      foyer_ean13_build (event_number, serial, digits);
      g_assert_cmpstr (digits, ==, text);
    }
  if (foyer_id_parse (text, &id))
    {
      g_autofree char *printed = foyer_id_dup_text (&id);

      g_assert_cmpint (g_ascii_strcasecmp (printed, text), ==, 0);
    }
  else
    g_assert_true (foyer_id_is_none (&id));
  return 0;
}
