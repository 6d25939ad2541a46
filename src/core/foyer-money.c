/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-money.h"

#include <locale.h>
#include <string.h>

#include "foyer-error.h"

typedef struct
{
  char        code[4];
  gint8       exponent;
  const char *symbol;
} Currency;

/* ISO 4217:2015 and its amendments; funds codes and metals are left out. */
static const Currency currencies[] = {
  { "AED", 2, NULL },
  { "AUD", 2, "A$" },
  { "BGN", 2, NULL },
  { "BHD", 3, NULL },
  { "BIF", 0, NULL },
  { "BRL", 2, "R$" },
  { "CAD", 2, "CA$" },
  { "CHF", 2, NULL },
  { "CLP", 0, NULL },
  { "CNY", 2, "CN¥" },
  { "COP", 2, NULL },
  { "CZK", 2, "Kč" },
  { "DJF", 0, NULL },
  { "DKK", 2, "kr" },
  { "EGP", 2, NULL },
  { "EUR", 2, "€" },
  { "GBP", 2, "£" },
  { "GHS", 2, "GH₵" },
  { "GNF", 0, NULL },
  { "HKD", 2, "HK$" },
  { "HUF", 2, "Ft" },
  { "IDR", 2, "Rp" },
  { "ILS", 2, "₪" },
  { "INR", 2, "₹" },
  { "IQD", 3, NULL },
  { "ISK", 0, "kr" },
  { "JOD", 3, NULL },
  { "JPY", 0, "¥" },
  { "KES", 2, "KSh" },
  { "KMF", 0, NULL },
  { "KRW", 0, "₩" },
  { "KWD", 3, NULL },
  { "LYD", 3, NULL },
  { "MAD", 2, NULL },
  { "MXN", 2, "MX$" },
  { "MYR", 2, "RM" },
  { "NGN", 2, "₦" },
  { "NOK", 2, "kr" },
  { "NZD", 2, "NZ$" },
  { "OMR", 3, NULL },
  { "PEN", 2, NULL },
  { "PHP", 2, "₱" },
  { "PLN", 2, "zł" },
  { "PYG", 0, "₲" },
  { "QAR", 2, NULL },
  { "RON", 2, "lei" },
  { "RSD", 2, NULL },
  { "RWF", 0, NULL },
  { "SAR", 2, NULL },
  { "SEK", 2, "kr" },
  { "SGD", 2, "S$" },
  { "THB", 2, "฿" },
  { "TND", 3, NULL },
  { "TRY", 2, "₺" },
  { "TWD", 2, "NT$" },
  { "UAH", 2, "₴" },
  { "UGX", 0, NULL },
  { "USD", 2, "$" },
  { "UYU", 2, NULL },
  { "VND", 0, "₫" },
  { "VUV", 0, NULL },
  { "XAF", 0, NULL },
  { "XOF", 0, NULL },
  { "XPF", 0, NULL },
  { "ZAR", 2, "R" },
};

static const Currency *
find_currency (const char *code)
{
  if (code == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, code) == 0)
      return &currencies[i];
  return NULL;
}

gboolean
foyer_currency_is_known (const char *code)
{
  return find_currency (code) != NULL;
}

int
foyer_currency_exponent (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL ? currency->exponent : 2;
}

const char *
foyer_currency_symbol (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL && currency->symbol != NULL ? currency->symbol : code;
}

static char *
format_with (gint64 minor, const char *currency, const char *point, const char *group)
{
  g_autofree char *digits = NULL;
  guint64          absolute = minor < 0 ? -(guint64) minor : (guint64) minor;
  int              exponent = foyer_currency_exponent (currency);
  GString         *text = g_string_new (minor < 0 ? "-" : NULL);
  gsize            whole;

  digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, exponent + 1, absolute);
  whole = strlen (digits) - exponent;
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, digits[i]);
    }
  if (exponent > 0)
    {
      g_string_append (text, point);
      g_string_append (text, digits + whole);
    }
  return g_string_free (text, FALSE);
}

char *
foyer_money_format (gint64 minor, const char *currency)
{
  const struct lconv *conventions = localeconv ();

  return format_with (minor, currency, conventions->decimal_point, conventions->thousands_sep);
}

char *
foyer_money_format_full (gint64 minor, const char *currency)
{
  g_autofree char *amount = foyer_money_format (minor, currency);

  /* U+00A0 keeps the sign on the amount's line */
  return g_strconcat (amount, "\u00a0", foyer_currency_symbol (currency), NULL);
}

char *
foyer_money_format_plain (gint64 minor, const char *currency)
{
  return format_with (minor, currency, ".", "");
}

/* Takes blanks of every kind off both ends, no-break ones too. */
static char *
trim (char *text)
{
  char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  *end = '\0';
  return text;
}

/* Takes the sign or code of the currency and blanks off both ends of @text. */
static char *
strip_sign (char *text, const char *currency)
{
  const char *signs[] = { currency, foyer_currency_symbol (currency) };

  text = trim (text);
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (*signs[i] == '\0')
        continue;
      if (g_str_has_suffix (text, signs[i]))
        text[strlen (text) - strlen (signs[i])] = '\0';
      else if (g_str_has_prefix (text, signs[i]))
        text += strlen (signs[i]);
      text = trim (text);
    }
  return text;
}

static gboolean
fail (GError **error, const char *text, const char *reason)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 40));

  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%s” is not an amount: %s.", start, reason);
  return FALSE;
}

/*
 * Which point or comma in @text, if any, starts the decimals: the last one when
 * both occur; a sign that occurs once, unless it stands where it must group.
 */
static const char *
find_decimal (const char *text, int exponent)
{
  const char *point = strrchr (text, '.');
  const char *comma = strrchr (text, ',');
  const char *only = point != NULL ? point : comma;
  gsize       lead;

  if (point != NULL && comma != NULL)
    return MAX (point, comma);
  if (only == NULL || strchr (text, *only) != only)
    return NULL;
  lead = only - text;
  if (strlen (only + 1) == 3 && exponent < 3 && lead >= 1 && lead <= 3 && *text != '0')
    return NULL;
  return only;
}

static gboolean
is_group_sign (gunichar c)
{
  return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == ' ' || c == 0xa0 || c == 0x2009 || c == 0x202f;
}

/* Reads the digits before @decimal (nullable: all): in one piece, or in threes with one kind of sign between. */
static const char *
read_whole (const char *text, const char *decimal, gint64 *value)
{
  gunichar    group = 0;
  int         run = 0;
  const char *p;

  for (p = text; *p != '\0' && p != decimal; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          *value = MIN (*value * 10 + (*p - '0'), FOYER_MONEY_MAX + 1);
          run++;
        }
      else if (!is_group_sign (c))
        return "it holds something that is not a digit";
      else if (group == 0 ? run < 1 || run > 3 || *text == '0' : run != 3 || c != group)
        return "its thousands are not grouped in threes";
      else
        {
          group = c;
          run = 0;
        }
    }
  return group != 0 && run != 3 ? "its thousands are not grouped in threes" : NULL;
}

gboolean
foyer_money_parse (const char *text, const char *currency, gint64 *minor, GError **error)
{
  g_autofree char *copy = NULL;
  const char      *rest, *decimal, *reason;
  int              exponent, decimals = 0;
  gint64           value = 0;

  g_return_val_if_fail (text != NULL && currency != NULL && minor != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return fail (error, text, "it is not UTF-8");
  copy = g_strdup (text);
  rest = strip_sign (copy, currency);
  if (*rest == '-' || g_str_has_prefix (rest, "\u2212"))
    return fail (error, text, "it is below zero");
  if (strpbrk (rest, "0123456789") == NULL)
    return fail (error, text, "there is no number in it");

  exponent = foyer_currency_exponent (currency);
  decimal = find_decimal (rest, exponent);
  reason = read_whole (rest, decimal, &value);
  if (reason != NULL)
    return fail (error, text, reason);
  for (const char *p = decimal != NULL ? decimal + 1 : ""; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return fail (error, text, "it holds something that is not a digit");
      if (++decimals > exponent)
        return fail (error, text, "it has more decimals than the currency");
      value = value * 10 + (*p - '0');
    }
  for (; decimals < exponent; decimals++)
    value *= 10;
  if (value > FOYER_MONEY_MAX)
    return fail (error, text, "it is too large");
  *minor = value;
  return TRUE;
}

gint64
foyer_money_vat_part (gint64 gross, int rate)
{
  gint64 divisor, product;

  g_return_val_if_fail (rate >= 0 && rate <= 10000, 0);
  g_return_val_if_fail (gross >= -1000 * FOYER_MONEY_MAX && gross <= 1000 * FOYER_MONEY_MAX, 0);

  divisor = 10000 + rate;
  product = gross * rate;
  return (2 * product + (product < 0 ? -divisor : divisor)) / (2 * divisor);
}
