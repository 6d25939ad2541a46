/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-search-text.h"

#include <string.h>

#define WORD_MAX 64

/* Letters that Unicode does not take apart into a base letter and a mark. */
static const struct
{
  gunichar    letter;
  const char *base;
} plain_letters[] = {
  { 0xdf, "ss" },
  { 0xe6, "ae" },
  { 0xf8, "o" },
  { 0xf0, "d" },
  { 0xfe, "th" },
  { 0x111, "d" },
  { 0x131, "i" },
  { 0x142, "l" },
  { 0x153, "oe" },
};

static const struct
{
  gunichar    letter;
  const char *spelling;
} spellings[] = {
  { 0xe4, "ae" },
  { 0xf6, "oe" },
  { 0xfc, "ue" },
  { 0xe5, "aa" },
  { 0xf8, "oe" },
};

char *
foyer_search_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *apart = NULL;
  GString         *folded;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  valid = g_utf8_make_valid (text, -1);
  lower = g_utf8_casefold (valid, -1);
  apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  folded = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar    c = g_utf8_get_char (p);
      const char *base = NULL;

      if (g_unichar_ismark (c) && c < 0x370)
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (plain_letters) && base == NULL; i++)
        if (plain_letters[i].letter == c)
          base = plain_letters[i].base;
      if (base != NULL)
        g_string_append (folded, base);
      else
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

static char *
spell_out (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  g_autofree char *spelled = NULL;
  GString         *out = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar    c = g_utf8_get_char (p);
      const char *spelling = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (spellings) && spelling == NULL; i++)
        if (spellings[i].letter == c)
          spelling = spellings[i].spelling;
      if (spelling != NULL)
        g_string_append (out, spelling);
      else
        g_string_append_unichar (out, c);
    }
  spelled = g_string_free (out, FALSE);
  return foyer_search_fold (spelled);
}

char *
foyer_search_terms (const char *text)
{
  g_autofree char *folded = foyer_search_fold (text);
  g_autofree char *spelled = NULL;

  if (text == NULL || g_str_is_ascii (text))
    return g_steal_pointer (&folded);
  spelled = spell_out (text);
  if (strcmp (folded, spelled) == 0)
    return g_steal_pointer (&folded);
  return g_strconcat (folded, " ", spelled, NULL);
}

int
foyer_search_distance (const char *first, const char *second, int limit)
{
  int  rows[3][WORD_MAX + 1];
  int  first_length = strlen (first);
  int  second_length = strlen (second);
  int *before = rows[0], *previous = rows[1], *current = rows[2];

  if (ABS (first_length - second_length) > limit || first_length > WORD_MAX || second_length > WORD_MAX)
    return limit + 1;
  for (int j = 0; j <= second_length; j++)
    previous[j] = j;
  for (int i = 1; i <= first_length; i++)
    {
      int  best = current[0] = i;
      int *oldest = before;

      for (int j = 1; j <= second_length; j++)
        {
          int cost = first[i - 1] != second[j - 1];
          int value = MIN (MIN (previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);

          if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
            value = MIN (value, before[j - 2] + 1);
          current[j] = value;
          best = MIN (best, value);
        }
      if (best > limit)
        return limit + 1;
      before = previous;
      previous = current;
      current = oldest;
    }
  return MIN (previous[second_length], limit + 1);
}
