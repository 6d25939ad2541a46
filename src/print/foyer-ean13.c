/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ean13.h"

/* The seven modules of each digit in number set A, first module in the
 * highest bit. Set C is its complement, set B is set C read backwards. */
static const guint8 set_a[10] = {
  0x0d, 0x19, 0x13, 0x3d, 0x23, 0x31, 0x2f, 0x3b, 0x37, 0x0b
};

/* The first digit has no bars of its own: it is told by which of the six left
 * digits use set B, first digit in the highest bit. */
static const guint8 left_b[10] = {
  0x00, 0x0b, 0x0d, 0x0e, 0x13, 0x19, 0x1c, 0x15, 0x16, 0x1a
};

static gboolean
are_digits (const char *text,
            gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/**
 * foyer_ean13_check_digit:
 * @digits: at least twelve digits; what follows is not looked at
 *
 * Returns: the check digit 0..9, or -1 if @digits are not twelve digits
 */
int
foyer_ean13_check_digit (const char *digits)
{
  int sum = 0;

  g_return_val_if_fail (digits != NULL, -1);

  if (!are_digits (digits, 12))
    return -1;
  for (int i = 0; i < 12; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return (10 - sum % 10) % 10;
}

/**
 * foyer_ean13_is_valid:
 * @digits: (nullable): a text
 *
 * Returns: %TRUE if @digits are exactly thirteen digits and the last one is
 *   the right check digit
 */
gboolean
foyer_ean13_is_valid (const char *digits)
{
  return digits != NULL && are_digits (digits, 13) && digits[13] == '\0' &&
         foyer_ean13_check_digit (digits) == digits[12] - '0';
}

static guint8
reversed (guint8 seven)
{
  guint8 result = 0;

  for (int i = 0; i < 7; i++)
    if (seven & (1 << i))
      result |= 1 << (6 - i);
  return result;
}

static guint8 *
put (guint8 *at,
     guint   bits,
     int     n)
{
  for (int i = n - 1; i >= 0; i--)
    *at++ = (bits >> i) & 1;
  return at;
}

/**
 * foyer_ean13_encode:
 * @digits: thirteen digits
 * @modules: (out caller-allocates): 1 for a bar, 0 for a space, left to right
 *
 * Returns: %FALSE, and leaves @modules alone, if @digits are not a valid EAN-13
 */
gboolean
foyer_ean13_encode (const char *digits,
                    guint8      modules[FOYER_EAN13_MODULES])
{
  guint8 *at = modules;
  guint8  sets;

  g_return_val_if_fail (modules != NULL, FALSE);

  if (!foyer_ean13_is_valid (digits))
    return FALSE;

  sets = left_b[digits[0] - '0'];
  at = put (at, 0x5, 3);
  for (int i = 0; i < 6; i++)
    {
      guint8 a = set_a[digits[i + 1] - '0'];

      at = put (at, (sets & (1 << (5 - i))) ? reversed (~a & 0x7f) : a, 7);
    }
  at = put (at, 0x0a, 5);
  for (int i = 0; i < 6; i++)
    at = put (at, ~set_a[digits[i + 7] - '0'] & 0x7f, 7);
  at = put (at, 0x5, 3);
  g_assert (at == modules + FOYER_EAN13_MODULES);
  return TRUE;
}

/**
 * foyer_ean13_is_guard:
 * @module: a position, 0..94
 *
 * The bars at both ends and in the middle are drawn longer than the rest.
 *
 * Returns: %TRUE if @module belongs to one of them
 */
gboolean
foyer_ean13_is_guard (guint module)
{
  return module < 3 || (module >= 45 && module < 50) || module >= 92;
}
