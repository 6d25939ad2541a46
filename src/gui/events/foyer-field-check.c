/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-field-check.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "foyer-form.h"
#include "foyer-format.h"
#include "foyer-money.h"

#define STOCK_MAX 100000000

/* Digits, grouped by blanks if at all. Returns -1 when @text is no number. */
static gint64
read_count (const char *text)
{
  gint64 count = 0;
  int    digits = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isspace (g_utf8_get_char (text)))
        continue;
      if (!g_ascii_isdigit (*text) || ++digits > 9)
        return -1;
      count = count * 10 + g_ascii_digit_value (*text);
    }
  return digits > 0 ? count : -1;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

JsonNode *
foyer_check_capacity (const char *text, gpointer data, char **sentence)
{
  gint64 count = read_count (text);
  gint64 sold = data != NULL ? *(gint64 *) data : 0;

  if (is_blank (text))
    return foyer_value_integer (FOYER_UNLIMITED);
  if (count < 0 || count > STOCK_MAX)
    *sentence = g_strdup (_ ("Enter a whole number, or nothing for no limit."));
  else if (count < sold)
    {
      g_autofree char *number = foyer_format_count (sold);

      /* Translators: “%s” is a number of tickets */
      *sentence = g_strdup_printf (ngettext ("%s ticket is sold already. It cannot be fewer.", "%s tickets are sold already. It cannot be fewer.", sold), number);
    }
  else
    return foyer_value_integer (count);
  return NULL;
}

JsonNode *
foyer_check_price (const char *text, gpointer data, char **sentence)
{
  const char *currency = data;
  gint64      minor;

  if (foyer_money_parse (text, currency, &minor, NULL))
    return foyer_value_integer (minor);
  if (is_blank (text))
    *sentence = g_strdup (_ ("Enter a price; 0 when it is free."));
  else if (strchr (text, '-') != NULL)
    *sentence = g_strdup (_ ("A price cannot be below zero."));
  else
    {
      g_autofree char *example = foyer_money_format (2400, currency);

      /* Translators: “%s” is a price */
      *sentence = g_strdup_printf (_ ("This is no price. Enter one like %s."), example);
    }
  return NULL;
}

JsonNode *
foyer_check_percent (const char *text, gpointer data, char **sentence)
{
  g_autofree char *typed = g_strstrip (g_strdelimit (g_strdup (text), ",", '.'));
  char            *end;
  double           rate = g_ascii_strtod (typed, &end);
  double           hundredths = rate * 100;

  if (*typed == '\0')
    return foyer_value_integer (0);
  while (g_ascii_isspace (*end) || *end == '%')
    end++;
  if (end != typed && *end == '\0' && hundredths >= 0 && hundredths <= 10000 && ABS (hundredths - (gint64) (hundredths + 0.5)) < 0.001)
    return foyer_value_integer ((gint64) (hundredths + 0.5));
  *sentence = g_strdup (_ ("Enter a percentage from 0 to 100."));
  return NULL;
}

JsonNode *
foyer_check_count (const char *text, gpointer data, char **sentence)
{
  gint64 count = read_count (text);

  if (is_blank (text))
    return foyer_value_integer (GPOINTER_TO_INT (data));
  if (count >= 1 && count <= 10000)
    return foyer_value_integer (count);
  *sentence = g_strdup (_ ("Enter a whole number from 1 on."));
  return NULL;
}

JsonNode *
foyer_check_name (const char *text, gpointer data, char **sentence)
{
  if (!is_blank (text))
    return foyer_value_text (text);
  *sentence = g_strdup (data);
  return NULL;
}

JsonNode *
foyer_check_country (const char *text, gpointer data, char **sentence)
{
  g_autofree char *code = g_strstrip (g_ascii_strup (text, -1));

  if (*code == '\0' || (strlen (code) == 2 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1])))
    return foyer_value_text (code);
  *sentence = g_strdup (_ ("Enter two letters, like DE or CH."));
  return NULL;
}

char *
foyer_check_format_count (gint64 number, gint64 unset)
{
  return number == unset ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *
foyer_check_format_percent (int rate)
{
  const char *point = nl_langinfo (RADIXCHAR);

  if (rate % 100 == 0)
    return g_strdup_printf ("%d", rate / 100);
  if (rate % 10 == 0)
    return g_strdup_printf ("%d%s%d", rate / 100, point, rate / 10 % 10);
  return g_strdup_printf ("%d%s%02d", rate / 100, point, rate % 100);
}
