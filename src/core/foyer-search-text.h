/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * foyer_search_fold:
 * @text: (nullable): a name, an address, a number
 *
 * Folds a text for search and for sorting by eye: lower case, accents taken off
 * Latin and Greek letters, ß to ss, ø to o, ł to l; so that "Øyvind Müller-Groß"
 * becomes "oyvind muller-gross". Other scripts keep their marks, but ё becomes е,
 * as Russians write it. Composed and decomposed spellings come out alike, folding
 * twice changes nothing, and what is not UTF-8 becomes U+FFFD.
 *
 * Returns: (transfer full): the folded text, "" for %NULL
 */
char *foyer_search_fold (const char *text);

/**
 * foyer_search_terms:
 * @text: (nullable): a name as it is kept
 *
 * What the search index holds for a text: the folded words, and for words with
 * ä, ö, ü, å, æ, ø also their two-letter spelling, so that "Müller" is found by
 * "muller" and by "mueller".
 *
 * Returns: (transfer full): words separated by blanks
 */
char *foyer_search_terms (const char *text);

/**
 * foyer_search_append_words:
 * @words: what to append to
 * @folded: a folded text
 *
 * Appends the words of @folded to @words, separated by blanks, cut alike for the
 * index and for what is typed: runs of letters and digits without their marks,
 * at most 40 of them. Chinese characters and Japanese syllables are words of
 * their own, since nothing separates words there and people type a part of a name.
 */
void foyer_search_append_words (GString *words, const char *folded);

/**
 * foyer_search_distance:
 * @first: a folded word; of more than 64 letters it is only told equal or not
 * @second: a folded word
 * @limit: the largest distance of interest
 *
 * Counts the letters to insert, delete, replace or swap with their neighbour
 * (optimal string alignment) to make one word of the other.
 *
 * Returns: the distance, or @limit + 1 when it is larger
 */
int foyer_search_distance (const char *first, const char *second, int limit);

G_END_DECLS
