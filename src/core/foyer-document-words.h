/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-clock.h"

G_BEGIN_DECLS

/* The words on paper. They are a table of their own because a ticket speaks
 * the language of its event, which need not be that of the person who prints. */

/** FOYER_DOCUMENT_LABEL_PREFIX: what a template puts before the name of a word: "{label:seat}". */
#define FOYER_DOCUMENT_LABEL_PREFIX "label:"

/** foyer_document_words_languages: Returns: (transfer none) (array zero-terminated=1): ISO 639 codes of the languages there are, English first */
const char *const *foyer_document_words_languages (void);

/** foyer_document_words_names: Returns: (transfer none) (array zero-terminated=1): the names of all words */
const char *const *foyer_document_words_names (void);

/**
 * foyer_document_words_get:
 * @language: (nullable): a language or locale name, such as "de" or "de_AT.UTF-8"
 * @name: of the word, "seat"
 *
 * Returns: (transfer none) (nullable): the word in that language, else in English;
 *   %NULL when there is none of this name
 */
const char *foyer_document_words_get (const char *language, const char *name);

/** foyer_document_words_date: Returns: (transfer full): the day at @zone (IANA, "": local) in words, "Saturday, 14 November 2026"; "" for 0 */
char *foyer_document_words_date (const char *language, FoyerTime time, const char *zone);

/** foyer_document_words_time: Returns: (transfer full): "20:00", in German "20:00 Uhr"; "" for 0 */
char *foyer_document_words_time (const char *language, FoyerTime time, const char *zone);

/** foyer_document_words_date_time: Returns: (transfer full): both, with a comma; "" for 0 */
char *foyer_document_words_date_time (const char *language, FoyerTime time, const char *zone);

/** foyer_document_words_moment: Returns: (transfer full): the short form for receipts, "14 Nov 2026, 19:42"; "" for 0 */
char *foyer_document_words_moment (const char *language, FoyerTime time, const char *zone);

G_END_DECLS
