/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-search-text.h"

#include <string.h>

#include "foyer-random.h"

static void
assert_folds (const char *text, const char *expected)
{
  g_autofree char *folded = foyer_search_fold (text);
  g_autofree char *composed = g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : g_strdup (text);
  g_autofree char *decomposed = g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_NFD) : g_strdup (text);
  g_autofree char *from_composed = foyer_search_fold (composed);
  g_autofree char *from_decomposed = foyer_search_fold (decomposed);
  g_autofree char *twice = foyer_search_fold (folded);

  g_assert_cmpstr (folded, ==, expected);
  g_assert_cmpstr (from_composed, ==, expected);
  g_assert_cmpstr (from_decomposed, ==, expected);
  g_assert_cmpstr (twice, ==, expected);
}

static void
test_fold_names (void)
{
  g_autofree char *nothing = foyer_search_fold (NULL);

  g_assert_cmpstr (nothing, ==, "");
  assert_folds ("", "");
  assert_folds ("Anna BERG", "anna berg");
  assert_folds ("Müller", "muller");
  assert_folds ("Øyvind Müller-Groß", "oyvind muller-gross");
  assert_folds ("GROẞ", "gross");
  assert_folds ("Łukasz Żółć", "lukasz zolc");
  assert_folds ("İstanbul", "istanbul");
  assert_folds ("Işık", "isik");
  assert_folds ("Æsop Œuvre", "aesop oeuvre");
  assert_folds ("Þór Ðuro Đorđe", "thor duro dorde");
  assert_folds ("Ħal Ŋuyen Ŧ", "hal nuyen t");
  assert_folds ("Nguyễn Thị Ánh", "nguyen thi anh");
  assert_folds ("Ångström", "angstrom");
  assert_folds ("Ǿ", "o");
  assert_folds ("ﬁnale", "finale");
  assert_folds ("Ｆｏｙｅｒ ℡", "foyer tel");
  assert_folds ("Αθήνα Σίσυφος", "αθηνα σισυφοσ");
  assert_folds ("o'Neill, 3. Reihe", "o'neill, 3. reihe");
}

static void
test_fold_other_scripts (void)
{
  assert_folds ("Андрей Й", "андрей й");
  assert_folds ("Пётр Ёлкин", "петр елкин");
  assert_folds ("Україна Ї", "україна ї");
  assert_folds ("محمد", "محمد");
  assert_folds ("آمنة", "آمنة");
  assert_folds ("מרים", "מרים");
  assert_folds ("山田太郎", "山田太郎");
  assert_folds ("ガンダム がくせい", "ガンダム がくせい");
  assert_folds ("김민준", "김민준");
  assert_folds ("हिन्दी", "हिन्दी");
  assert_folds ("ภาษาไทย ที่", "ภาษาไทย ที่");
}

static void
test_fold_garbage (void)
{
  assert_folds ("M\xfcller", "m\ufffdller");
  assert_folds ("\xff\xfe", "\ufffd\ufffd");
  assert_folds ("Anna\xc3", "anna\ufffd");
}

static void
test_fold_any_text (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < 30000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *decomposed = NULL;
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *apart = NULL;
      g_autofree char *terms = NULL;

      for (guint n = 1 + foyer_random_below (&random, 12); n > 0; n--)
        {
          static const guint32 planes[] = { 0x80, 0x250, 0x600, 0x2000, 0x3000, 0xffff, 0x1ffff };
          gunichar             c = 1 + foyer_random_below (&random, planes[foyer_random_below (&random, G_N_ELEMENTS (planes))]);

          if (foyer_random_below (&random, 6) == 0)
            c = 0x300 + foyer_random_below (&random, 0x70);
          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      once = foyer_search_fold (text->str);
      twice = foyer_search_fold (once);
      decomposed = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFD);
      apart = foyer_search_fold (decomposed);
      terms = foyer_search_terms (text->str);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_true (g_utf8_validate (terms, -1, NULL));
      g_assert_cmpstr (twice, ==, once);
      g_assert_cmpstr (apart, ==, once);
      g_assert_true (g_str_has_prefix (terms, once));
    }
}

static void
test_fold_any_bytes (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 2);
  for (int i = 0; i < 20000; i++)
    {
      gsize            length = foyer_random_below (&random, 40);
      g_autofree char *bytes = g_malloc0 (length + 1);
      g_autofree char *folded = NULL;
      g_autofree char *terms = NULL;

      foyer_random_fill (&random, (guint8 *) bytes, length);
      folded = foyer_search_fold (bytes);
      terms = foyer_search_terms (bytes);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_true (g_utf8_validate (terms, -1, NULL));
    }
}

static void
assert_finds (const char *name, const char *query)
{
  g_autofree char *terms = foyer_search_terms (name);
  g_autofree char *wanted = foyer_search_fold (query);
  g_auto (GStrv) words = g_strsplit (terms, " ", -1);

  if (!g_strv_contains ((const char *const *) words, wanted))
    g_error ("“%s” is not found by “%s”: %s", name, query, terms);
}

static void
test_terms (void)
{
  g_autofree char *nothing = foyer_search_terms (NULL);
  g_autofree char *ascii = foyer_search_terms ("Anna Berg");
  g_autofree char *accent = foyer_search_terms ("José");

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (ascii, ==, "anna berg");
  g_assert_cmpstr (accent, ==, "jose");
  assert_finds ("Müller", "Müller");
  assert_finds ("Müller", "muller");
  assert_finds ("Müller", "Mueller");
  assert_finds ("Mu\u0308ller", "mueller");
  assert_finds ("MÜLLER", "mueller");
  assert_finds ("Jörg Böhm", "joerg");
  assert_finds ("Jörg Böhm", "Bohm");
  assert_finds ("Øyvind", "oyvind");
  assert_finds ("Øyvind", "oeyvind");
  assert_finds ("Åse", "ase");
  assert_finds ("Åse", "aase");
  assert_finds ("Bjærke", "bjaerke");
  assert_finds ("Weiß", "weiss");
  assert_finds ("Łukasz", "lukasz");
  assert_finds ("İstanbul", "istanbul");
  assert_finds ("Андрей", "андрей");
  assert_finds ("山田", "山田");
}

static void
test_distance (void)
{
  g_assert_cmpint (foyer_search_distance ("", "", 2), ==, 0);
  g_assert_cmpint (foyer_search_distance ("muller", "muller", 2), ==, 0);
  g_assert_cmpint (foyer_search_distance ("muller", "mueller", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("muller", "miller", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("muller", "mulelr", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("muller", "umller", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("muller", "mller", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("muller", "meier", 2), ==, 3);
  g_assert_cmpint (foyer_search_distance ("muller", "meier", 9), ==, 3);
  g_assert_cmpint (foyer_search_distance ("", "abc", 5), ==, 3);
  g_assert_cmpint (foyer_search_distance ("", "abc", 2), ==, 3);
  g_assert_cmpint (foyer_search_distance ("ca", "abc", 5), ==, 3); /* each piece is touched once */
  g_assert_cmpint (foyer_search_distance ("андрей", "андреи", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("андрей", "анрдей", 2), ==, 1);
  g_assert_cmpint (foyer_search_distance ("андрей", "андей", 1), ==, 1);
  g_assert_cmpint (foyer_search_distance ("山田", "山本", 1), ==, 1);
}

static void
test_distance_long (void)
{
  g_autofree char *sixty_four = g_strnfill (64, 'a');
  g_autofree char *sixty_five = g_strnfill (65, 'a');
  g_autofree char *huge = g_strnfill (100000, 'a');

  g_assert_cmpint (foyer_search_distance (sixty_four, sixty_four, 2), ==, 0);
  g_assert_cmpint (foyer_search_distance (sixty_four, "a", 63), ==, 63);
  g_assert_cmpint (foyer_search_distance (sixty_five, sixty_five, 2), ==, 0);
  g_assert_cmpint (foyer_search_distance (sixty_five, sixty_four, 2), ==, 3);
  g_assert_cmpint (foyer_search_distance (huge, sixty_four, 2), ==, 3);
  g_assert_cmpint (foyer_search_distance (huge, huge, 2), ==, 0);
}

/* The same distance by plain recursion. */
static int
distance_oracle (const char *first, gsize n, const char *second, gsize m)
{
  int best;

  if (n == 0 || m == 0)
    return n + m;
  best = distance_oracle (first, n - 1, second, m - 1) + (first[n - 1] != second[m - 1]);
  best = MIN (best, distance_oracle (first, n - 1, second, m) + 1);
  best = MIN (best, distance_oracle (first, n, second, m - 1) + 1);
  if (n > 1 && m > 1 && first[n - 1] == second[m - 2] && first[n - 2] == second[m - 1])
    best = MIN (best, distance_oracle (first, n - 2, second, m - 2) + 1);
  return best;
}

static void
test_distance_oracle (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 3);
  for (int i = 0; i < 5000; i++)
    {
      char first[7] = { 0 }, second[7] = { 0 };
      int  limit = foyer_random_below (&random, 7);
      int  expected, seen;

      for (guint n = foyer_random_below (&random, 7); n > 0; n--)
        first[strlen (first)] = 'a' + foyer_random_below (&random, 3);
      for (guint n = foyer_random_below (&random, 7); n > 0; n--)
        second[strlen (second)] = 'a' + foyer_random_below (&random, 3);
      expected = MIN (distance_oracle (first, strlen (first), second, strlen (second)), limit + 1);
      seen = foyer_search_distance (first, second, limit);
      g_assert_cmpint (seen, ==, expected);
      g_assert_cmpint (foyer_search_distance (second, first, limit), ==, seen);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-text/latin-and-greek-names-lose-case-and-accents", test_fold_names);
  g_test_add_func ("/search-text/other-scripts-keep-their-letters", test_fold_other_scripts);
  g_test_add_func ("/search-text/bytes-that-are-not-utf-8-are-replaced", test_fold_garbage);
  g_test_add_func ("/search-text/folding-any-text-is-final-and-blind-to-composition", test_fold_any_text);
  g_test_add_func ("/search-text/folding-any-bytes-gives-utf-8", test_fold_any_bytes);
  g_test_add_func ("/search-text/a-name-is-found-in-every-spelling", test_terms);
  g_test_add_func ("/search-text/the-distance-counts-letters", test_distance);
  g_test_add_func ("/search-text/the-distance-of-long-words-is-equal-or-not", test_distance_long);
  g_test_add_func ("/search-text/the-distance-is-that-of-plain-recursion", test_distance_oracle);
  return g_test_run ();
}
