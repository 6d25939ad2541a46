/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-search-text.h"

#include <string.h>

#define WORD_MAX 64
#define INDEXED_LETTERS_MAX 40
#define CYRILLIC_IE 0x435
#define DIAERESIS 0x308

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
  { 0x127, "h" },
  { 0x131, "i" },
  { 0x142, "l" },
  { 0x14b, "n" },
  { 0x153, "oe" },
  { 0x167, "t" },
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

/* Marks are taken off where they are ornaments of a letter, not where they make another one, as in й or が. */
static gboolean
drops_marks (gunichar base)
{
  GUnicodeScript script = g_unichar_get_script (base);

  return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_GREEK || script == G_UNICODE_SCRIPT_COMMON;
}

static void
append_folded (GString *folded, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == c)
      {
        g_string_append (folded, plain_letters[i].base);
        return;
      }
  g_string_append_unichar (folded, c);
}

char *
foyer_search_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *compatible = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *apart = NULL;
  g_autoptr (GString) folded = NULL;
  gunichar base = 'a';

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  valid = g_utf8_make_valid (text, -1);
  /* first apart, then lower case: some signs (℡) come apart into capitals */
  compatible = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  lower = g_utf8_casefold (compatible, -1);
  apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  folded = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      /* GLib folds small Cherokee letters to capitals and capitals to small ones */
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (!g_unichar_ismark (c))
        base = c;
      else if (drops_marks (base) || (base == CYRILLIC_IE && c == DIAERESIS))
        continue;
      append_folded (folded, c);
    }
  return g_utf8_normalize (folded->str, -1, G_NORMALIZE_NFC);
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

/* Whether a letter of @text, or the mark of one taken apart, has another spelling. */
static gboolean
has_spellings (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      /* the letters of the table and their capitals are 0xc3 and one of these in UTF-8; the marks are in U+0300 to U+033F */
      if (*p == 0xc3 && p[1] != '\0' && strchr ("\x84\x85\x96\x98\x9c\xa4\xa5\xb6\xb8\xbc", p[1]) != NULL)
        return TRUE;
      if (*p == 0xcc || (*p == 0xe2 && p[1] == 0x84)) /* the signs of Kelvin and Ångström among others */
        return TRUE;
    }
  return FALSE;
}

char *
foyer_search_terms (const char *text)
{
  g_autofree char *folded = foyer_search_fold (text);
  g_autofree char *spelled = NULL;

  if (text == NULL || !has_spellings (text))
    return g_steal_pointer (&folded);
  spelled = spell_out (text);
  if (strcmp (folded, spelled) == 0)
    return g_steal_pointer (&folded);
  return g_strconcat (folded, " ", spelled, NULL);
}

static gboolean
is_word_alone (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA;
}

void
foyer_search_append_words (GString *words, const char *folded)
{
  gboolean apart = words->len > 0; /* the next letter begins a word, after a blank */
  int      length = 0;

  g_return_if_fail (words != NULL && folded != NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
      gboolean alone;

      if (c < 0x80 && !apart && length < INDEXED_LETTERS_MAX && g_ascii_isalnum (c))
        {
          g_string_append_c (words, c);
          length++;
          continue;
        }
      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          apart = words->len > 0;
          continue;
        }
      alone = c >= 0x2e80 && is_word_alone (c);
      if ((apart || alone) && words->len > 0)
        g_string_append_c (words, ' ');
      if (apart || alone)
        length = 0;
      if (length++ < INDEXED_LETTERS_MAX)
        g_string_append_unichar (words, c);
      apart = alone;
    }
}

/* Returns: how many letters @word has, or -1 when more than %WORD_MAX */
static int
read_letters (const char *word, gunichar letters[WORD_MAX])
{
  int n = 0;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      if (n == WORD_MAX)
        return -1;
      letters[n++] = g_utf8_get_char (word);
    }
  return n;
}

int
foyer_search_distance (const char *first, const char *second, int limit)
{
  gunichar a[WORD_MAX], b[WORD_MAX];
  int      rows[3][WORD_MAX + 1];
  int      n_a = read_letters (first, a);
  int      n_b = read_letters (second, b);
  int     *before = rows[0], *previous = rows[1], *current = rows[2];

  if (n_a < 0 || n_b < 0)
    return strcmp (first, second) == 0 ? 0 : limit + 1;
  if (ABS (n_a - n_b) > limit)
    return limit + 1;
  for (int j = 0; j <= n_b; j++)
    previous[j] = j;
  for (int i = 1; i <= n_a; i++)
    {
      int  best = current[0] = i;
      int *oldest = before;

      for (int j = 1; j <= n_b; j++)
        {
          int cost = a[i - 1] != b[j - 1];
          int value = MIN (MIN (previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);

          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
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
  return MIN (previous[n_b], limit + 1);
}
