/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-code.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *
foyer_secret_generate (FoyerRandom *random)
{
  char  *secret = g_malloc (FOYER_SECRET_LENGTH + 1);
  guint8 bytes[16];
  guint  bits = 0, held = 0;
  gsize  next = 0;

  foyer_random_fill (random, bytes, sizeof bytes);
  for (int i = 0; i < FOYER_SECRET_LENGTH; i++)
    {
      if (held < 5)
        {
          bits = bits << 8 | (next < sizeof bytes ? bytes[next] : 0);
          next++;
          held += 8;
        }
      held -= 5;
      secret[i] = alphabet[bits >> held & 31];
    }
  secret[FOYER_SECRET_LENGTH] = '\0';
  return secret;
}

gboolean
foyer_code_is_secret (const char *code)
{
  return code != NULL && strlen (code) == FOYER_SECRET_LENGTH &&
         strspn (code, alphabet) == FOYER_SECRET_LENGTH;
}

static char *
read_as_secret (const char *text, gsize length)
{
  char  secret[FOYER_SECRET_LENGTH + 1] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = g_ascii_toupper (text[i]);

      if (c == '-' || c == ' ')
        continue;
      if (c == 'I' || c == 'L')
        c = '1';
      else if (c == 'O')
        c = '0';
      if (n == FOYER_SECRET_LENGTH || c == '\0' || strchr (alphabet, c) == NULL)
        return NULL;
      secret[n++] = c;
    }
  return n == FOYER_SECRET_LENGTH ? g_strdup (secret) : NULL;
}

char *
foyer_code_normalize (const char *text, gssize length)
{
  gsize size;
  char *secret;

  if (text == NULL)
    return NULL;
  size = length < 0 ? strlen (text) : (gsize) length;
  while (size > 0 && g_ascii_isspace (*text))
    text++, size--;
  while (size > 0 && g_ascii_isspace (text[size - 1]))
    size--;
  if (size == 0 || size > FOYER_CODE_MAX || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  for (const char *p = text; p < text + size; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return NULL;
  secret = read_as_secret (text, size);
  return secret != NULL ? secret : g_strndup (text, size);
}

static int
ean_check_digit (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < 12; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return (10 - sum % 10) % 10;
}

void
foyer_ean13_build (int event_number, int serial, char digits[14])
{
  digits[0] = '\0';
  g_return_if_fail (event_number >= 0 && event_number <= 9999);
  g_return_if_fail (serial >= 0 && serial <= FOYER_SERIAL_MAX);

  g_snprintf (digits, 13, "2%04d%07d", event_number, serial);
  digits[12] = '0' + ean_check_digit (digits);
  digits[13] = '\0';
}

gboolean
foyer_ean13_parse (const char *digits, int *event_number, int *serial)
{
  if (digits == NULL || strlen (digits) != 13 || strspn (digits, "0123456789") != 13)
    return FALSE;
  if (digits[0] != '2' || digits[12] != '0' + ean_check_digit (digits))
    return FALSE;
  *event_number = 0;
  *serial = 0;
  for (int i = 1; i < 5; i++)
    *event_number = *event_number * 10 + digits[i] - '0';
  for (int i = 5; i < 12; i++)
    *serial = *serial * 10 + digits[i] - '0';
  return TRUE;
}
