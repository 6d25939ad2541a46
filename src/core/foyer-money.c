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
  { "BRL", 2, "R$" },
  { "CAD", 2, "CA$" },
  { "CHF", 2, NULL },
  { "CLP", 0, NULL },
  { "CNY", 2, "CN¥" },
  { "COP", 2, NULL },
  { "CZK", 2, "Kč" },
  { "DKK", 2, "kr" },
  { "EGP", 2, NULL },
  { "EUR", 2, "€" },
  { "GBP", 2, "£" },
  { "GHS", 2, "GH₵" },
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
  { "XAF", 0, NULL },
  { "XOF", 0, NULL },
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

/* Takes the sign or code of the currency and blanks off both ends. */
static char *
strip_sign (const char *text, const char *currency)
{
  const char      *signs[] = { currency, foyer_currency_symbol (currency) };
  g_autofree char *rest = g_strstrip (g_strdelimit (g_strdup (text), "\t", ' '));

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_str_has_suffix (rest, signs[i]))
        rest[strlen (rest) - strlen (signs[i])] = '\0';
      else if (g_str_has_prefix (rest, signs[i]))
        memset (rest, ' ', strlen (signs[i]));
      g_strstrip (rest);
      while (g_str_has_suffix (rest, "\u00a0") || g_str_has_suffix (rest, "\u202f"))
        rest[strlen (rest) - strlen ("\u00a0") - (g_str_has_suffix (rest, "\u202f") ? 1 : 0)] = '\0';
    }
  return g_steal_pointer (&rest);
}

static gboolean
fail (GError **error, const char *text, const char *reason)
{
  g_set_error (error, FOYER_ERROR, FOYER_ERROR_INVALID, "“%.40s” is not an amount: %s.", text, reason);
  return FALSE;
}

gboolean
foyer_money_parse (const char *text, const char *currency, gint64 *minor, GError **error)
{
  g_autofree char *rest = NULL;
  const char      *decimal = NULL;
  const char      *last_point, *last_comma;
  int              exponent = foyer_currency_exponent (currency);
  int              decimals = 0;
  gboolean         digits_seen = FALSE;
  gint64           value = 0;

  g_return_val_if_fail (text != NULL && minor != NULL, FALSE);

  rest = strip_sign (text, currency);
  if (*rest == '-' || g_str_has_prefix (rest, "\u2212"))
    return fail (error, text, "it is below zero");

  last_point = strrchr (rest, '.');
  last_comma = strrchr (rest, ',');
  if (last_point != NULL && last_comma != NULL)
    decimal = MAX (last_point, last_comma);
  else if (last_point != NULL || last_comma != NULL)
    {
      decimal = last_point != NULL ? last_point : last_comma;
      if (strchr (rest, *decimal) != decimal)
        decimal = NULL; /* it occurs twice, so it groups */
      else if (strlen (decimal + 1) == 3 && exponent < 3 && decimal > rest)
        decimal = NULL;
    }

  for (const char *p = rest; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          value = value * 10 + (*p - '0');
          if (value > FOYER_MONEY_MAX)
            return fail (error, text, "it is too large");
          digits_seen = TRUE;
          if (decimal != NULL && p > decimal)
            decimals++;
        }
      else if (p == decimal)
        continue;
      else if ((*p == '.' || *p == ',' || *p == '\'' || c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2019) &&
               digits_seen && (decimal == NULL || p < decimal))
        {
          const char *next = g_utf8_next_char (p);

          for (int i = 0; i < 3; i++)
            if (!g_ascii_isdigit (next[i]))
              return fail (error, text, "its thousands are not grouped in threes");
          if (g_ascii_isdigit (next[3]))
            return fail (error, text, "its thousands are not grouped in threes");
        }
      else
        return fail (error, text, "it holds something that is not a digit");
    }
  if (!digits_seen)
    return fail (error, text, "there is no number in it");
  if (decimals > exponent)
    return fail (error, text, "it has more decimals than the currency");
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
  gint64 divisor = 10000 + rate;
  gint64 product = gross * rate;

  g_return_val_if_fail (rate >= 0 && ABS (gross) <= FOYER_MONEY_MAX * 1000, 0);

  return (2 * product + (product < 0 ? -divisor : divisor)) / (2 * divisor);
}
