/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FOYER_MONEY_MAX: the largest amount that is accepted anywhere, in minor units; a thousand of them still fit every sum. */
#define FOYER_MONEY_MAX G_GINT64_CONSTANT (100000000000)

/** foyer_currency_is_known: Returns: whether @code is a currency of ISO 4217 that Foyer can count in. */
gboolean foyer_currency_is_known (const char *code);

/** foyer_currency_exponent: Returns: how many decimals @code has (ISO 4217): JPY 0, EUR 2, KWD 3; 2 when unknown. */
int foyer_currency_exponent (const char *code);

/** foyer_currency_symbol: Returns: "€" for "EUR"; the code itself when there is no sign of its own. */
const char *foyer_currency_symbol (const char *code);

/**
 * foyer_money_format:
 * @minor: amount in minor units
 * @currency: ISO 4217 code
 *
 * Writes an amount as people read it under the current locale's decimal sign,
 * without a currency sign: "1.234,50" or "1,234.50".
 *
 * Returns: (transfer full): the text
 */
char *foyer_money_format (gint64 minor, const char *currency);

/** foyer_money_format_full: As foyer_money_format() with the currency's sign behind: "24.00 €". Returns: (transfer full): the text */
char *foyer_money_format_full (gint64 minor, const char *currency);

/** foyer_money_format_plain: Digits with a point and no grouping, for files: "1234.50". Returns: (transfer full): the text */
char *foyer_money_format_plain (gint64 minor, const char *currency);

/**
 * foyer_money_parse:
 * @text: what a person typed or a file holds
 * @currency: ISO 4217 code
 * @minor: (out): the amount in minor units
 *
 * Reads "24", "24,5", "24.50", "1.234,56", "1,234.56", "1 234,56", "1'234.50",
 * "12 €", "EUR 12". A single point or comma groups thousands when the currency
 * has fewer than three decimals, exactly three digits follow and one to three,
 * not led by 0, precede. Thousands are grouped in threes by one kind of sign.
 * Negative amounts, too many decimals and amounts beyond %FOYER_MONEY_MAX are
 * errors; @minor is left alone then.
 *
 * Returns: FALSE and a sentence in @error (%FOYER_ERROR_INVALID) when it is no amount
 */
gboolean foyer_money_parse (const char *text, const char *currency, gint64 *minor, GError **error);

/**
 * foyer_money_vat_part:
 * @gross: amount including tax, minor units
 * @rate: rate in hundredths of a percent, 1900 for 19 %; 0 to 10000
 *
 * Returns: the tax inside @gross, rounded half away from zero
 */
gint64 foyer_money_vat_part (gint64 gross, int rate);

G_END_DECLS
