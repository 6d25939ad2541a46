/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-code128.h"

#include <string.h>

/* Widths of bar, space, bar, space, bar, space of each symbol character. */
static const char *const patterns[] = {
  "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
  "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
  "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
  "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
  "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
  "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
  "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
  "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
  "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
  "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
  "114131", "311141", "411131", "211412", "211214", "211232", "2331112"
};

#define CODE_C 99
#define CODE_B 100
#define START_B 104
#define START_C 105
#define STOP 106
#define CHECK_MODULUS 103

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

static void
put (GByteArray *modules,
     guint       value)
{
  guint8 bar = 1;

  for (const char *width = patterns[value]; *width != '\0'; width++, bar = !bar)
    for (char i = '0'; i < *width; i++)
      g_byte_array_append (modules, &bar, 1);
}

static gboolean
is_encodable (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > FOYER_CODE128_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if (*at < ' ' || *at > '~')
      return FALSE;
  return TRUE;
}

GByteArray *
foyer_code128_encode (const char *text)
{
  GByteArray *modules;
  gsize       digits;
  gboolean    in_c;
  guint       sum, position = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_encodable (text))
    return NULL;
  modules = g_byte_array_new ();
  digits = count_digits (text);
  in_c = digits >= 4 || (digits == 2 && text[2] == '\0');
  /* An odd digit is written in set B before the pairs. */
  in_c = in_c && digits % 2 == 0;
  sum = in_c ? START_C : START_B;
  put (modules, sum);
  while (*text != '\0')
    {
      guint value;

      digits = count_digits (text);
      if (in_c && digits < 2)
        {
          value = CODE_B;
          in_c = FALSE;
        }
      else if (!in_c && digits >= 4 && digits % 2 == 0)
        {
          value = CODE_C;
          in_c = TRUE;
        }
      else if (in_c)
        {
          value = (guint) (text[0] - '0') * 10 + (guint) (text[1] - '0');
          text += 2;
        }
      else
        value = (guint) (*text++ - ' ');
      put (modules, value);
      sum += ++position * value;
    }
  put (modules, sum % CHECK_MODULUS);
  put (modules, STOP);
  return modules;
}
