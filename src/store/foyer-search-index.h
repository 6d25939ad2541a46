/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-connection-private.h"

G_BEGIN_DECLS

/*
 * What tickets are found by: an FTS5 table of words, folded and cut by
 * foyer_search_append_words(). Words that are no part of a name bear a mark, so
 * that they do not stand between the names: codes, whole e-mail addresses,
 * their domains, and the event, which is a part of every search.
 */

/** FoyerSearchTexts: the texts of one ticket; each nullable. */
typedef struct
{
  FoyerId     event;
  const char *number; /* of the order */
  const char *code;
  const char *seat;
  const char *names[3]; /* of buyer, attendee, company */
  const char *emails[2];
} FoyerSearchTexts;

/**
 * foyer_search_index_prepare:
 * @name_words: (out) (transfer full): those of names
 * @other_words: (out) (transfer full): those of the rest, without number, code and event
 *
 * Folds and cuts @texts, which is most of the work of indexing. Runs on any thread.
 */
void foyer_search_index_prepare (const FoyerSearchTexts *texts, char **name_words, char **other_words);

/** foyer_search_index_write: Writes what the ticket in @row is found by; @known when it was there before. */
gboolean foyer_search_index_write (FoyerConnection *connection, gint64 row, const FoyerSearchTexts *texts, gboolean known, GError **error);

/** foyer_search_index_write_prepared: As foyer_search_index_write() for a new ticket, with what foyer_search_index_prepare() made of @texts. */
gboolean foyer_search_index_write_prepared (FoyerConnection *connection, gint64 row, const FoyerSearchTexts *texts, const char *name_words, const char *other_words, GError **error);

/** foyer_search_index_merge: Merges pieces of the index, a few milliseconds' worth. Needs a transaction. @more: whether there is more to merge */
gboolean foyer_search_index_merge (FoyerConnection *connection, gboolean *more, GError **error);

/** foyer_search_index_count_pieces: Returns: how many pieces a search looks into; 0 on error */
int foyer_search_index_count_pieces (FoyerConnection *connection);

/** foyer_search_index_match: Returns: (transfer full) (nullable): what FTS5 is asked for @search, %NULL when it holds no letter or digit */
char *foyer_search_index_match (const FoyerId *event, const char *search);

/** foyer_search_index_match_similar: As foyer_search_index_match(), with words of names that are one mistake away from those typed. */
char *foyer_search_index_match_similar (FoyerConnection *connection, const FoyerId *event, const char *search, GError **error);

G_END_DECLS
