/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-search-index.h"

#include <string.h>

#include "foyer-search-text.h"
#include "foyer-ticket-code.h"

/* Characters that no word begins with. */
#define CODE "\u00a4"
#define ADDRESS "\u00b7"
#define DOMAIN "\u00a7"
#define EVENT "\u00b6"

#define WORDS_MAX 12 /* so many that nobody types more */
#define CODE_MIN_LENGTH 4
#define TYPO_MIN_LENGTH 4
#define TYPO_WORDS_MAX 12
#define KNOWN_WORDS_MAX 100000
#define KEPT_WORD_MAX 160 /* bytes of 40 letters, which words are cut to */
#define MERGE_PAGES 32    /* SQLite's measure: pages written */

/* Letters and digits of @folded without what is between them. */
static void
append_joined (GString *out, const char *mark, const char *folded)
{
  gsize before = out->len;
  gsize begin;
  char *end;

  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, mark);
  begin = out->len;
  foyer_search_append_words (out, folded);
  end = out->str + begin;
  for (char *p = out->str + begin; *p != '\0'; p++)
    if (*p != ' ')
      *end++ = *p;
  g_string_truncate (out, end - out->str);
  if (out->len == begin)
    g_string_truncate (out, before);
}

static void
append_event (GString *out, const FoyerId *event)
{
  static const char digits[] = "0123456789abcdef";

  g_string_append (out, EVENT);
  for (gsize i = 8; i < sizeof event->bytes; i++) /* the random half of the id */
    {
      g_string_append_c (out, digits[event->bytes[i] >> 4]);
      g_string_append_c (out, digits[event->bytes[i] & 0xf]);
    }
}

/* "0-000123" is found as it stands, and by the number alone. */
static void
append_number (GString *out, const char *number)
{
  g_autofree char *folded = foyer_search_fold (number);
  const char      *last = strrchr (folded, '-');

  append_joined (out, "", folded);
  if (last != NULL)
    append_joined (out, "", last);
}

static void
append_email (GString *out, const char *email)
{
  g_autofree char *folded = foyer_search_fold (email);
  char            *at = strchr (folded, '@');

  if (at == NULL)
    {
      foyer_search_append_words (out, folded);
      return;
    }
  append_joined (out, ADDRESS, folded);
  append_joined (out, DOMAIN, at);
  *at = '\0';
  foyer_search_append_words (out, folded);
}

/* The words of names, for foyer_search_index_match_similar(). */
static gboolean
keep_words (FoyerConnection *connection, const char *words, GError **error)
{
  char        word[KEPT_WORD_MAX + 1];
  const char *next;

  if (g_hash_table_size (connection->words) > KNOWN_WORDS_MAX)
    g_hash_table_remove_all (connection->words);
  for (const char *p = words; *p != '\0'; p = next)
    {
      gsize length = strcspn (p, " ");

      next = p[length] == ' ' ? p + length + 1 : p + length;
      if (length < TYPO_MIN_LENGTH - 1 || length > KEPT_WORD_MAX)
        continue;
      memcpy (word, p, length);
      word[length] = '\0';
      if (g_hash_table_contains (connection->words, word))
        continue;
      if (!foyer_connection_run (connection, error, "INSERT OR IGNORE INTO search_word (word) VALUES (?)", "t", word))
        return FALSE;
      g_hash_table_add (connection->words, g_strdup (word));
    }
  return TRUE;
}

void
foyer_search_index_prepare (const FoyerSearchTexts *texts, char **name_words, char **other_words)
{
  g_autoptr (GString) names = g_string_sized_new (64);
  g_autoptr (GString) others = g_string_sized_new (96);

  for (gsize i = 0; i < G_N_ELEMENTS (texts->names); i++)
    if (texts->names[i] != NULL && *texts->names[i] != '\0')
      {
        g_autofree char *folded = foyer_search_terms (texts->names[i]);

        foyer_search_append_words (names, folded);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (texts->emails); i++)
    if (texts->emails[i] != NULL && *texts->emails[i] != '\0')
      append_email (others, texts->emails[i]);
  if (texts->seat != NULL && *texts->seat != '\0')
    {
      g_autofree char *folded = foyer_search_fold (texts->seat);

      foyer_search_append_words (others, folded);
    }
  *name_words = g_string_free (g_steal_pointer (&names), FALSE);
  *other_words = g_string_free (g_steal_pointer (&others), FALSE);
}

static gboolean
write_words (FoyerConnection *connection, gint64 row, const FoyerSearchTexts *texts, const char *name_words, const char *other_words, gboolean known, GError **error)
{
  g_autoptr (GString) words = g_string_sized_new (192);

  if (*name_words != '\0' && !keep_words (connection, name_words, error))
    return FALSE;
  g_string_append (words, name_words);
  if (words->len > 0 && *other_words != '\0')
    g_string_append_c (words, ' ');
  g_string_append (words, other_words);
  if (texts->number != NULL)
    append_number (words, texts->number);
  if (texts->code != NULL)
    {
      g_autofree char *folded = foyer_search_fold (texts->code);

      append_joined (words, CODE, folded);
    }
  if (words->len > 0)
    g_string_append_c (words, ' ');
  append_event (words, &texts->event);
  connection->indexed = TRUE;
  return foyer_connection_run (connection, error,
                               known ? "INSERT OR REPLACE INTO ticket_search (rowid, terms) VALUES (?, ?)"
                                     : "INSERT INTO ticket_search (rowid, terms) VALUES (?, ?)",
                               "it", row, words->str);
}

gboolean
foyer_search_index_write_prepared (FoyerConnection *connection, gint64 row, const FoyerSearchTexts *texts, const char *name_words, const char *other_words, GError **error)
{
  return write_words (connection, row, texts, name_words, other_words, FALSE, error);
}

gboolean
foyer_search_index_write (FoyerConnection *connection, gint64 row, const FoyerSearchTexts *texts, gboolean known, GError **error)
{
  g_autofree char *name_words = NULL;
  g_autofree char *other_words = NULL;

  foyer_search_index_prepare (texts, &name_words, &other_words);
  return write_words (connection, row, texts, name_words, other_words, known, error);
}

/* A merge that was not begun or has come to its end changes less than two rows
 * (https://www.sqlite.org/fts5.html, "the merge command"). */
gboolean
foyer_search_index_merge (FoyerConnection *connection, gboolean *more, GError **error)
{
  gint64 before = sqlite3_total_changes64 (connection->db);

  if (!foyer_connection_run (connection, error, "INSERT INTO ticket_search (ticket_search, rank) VALUES ('merge', ?)", "i", (gint64) MERGE_PAGES))
    return FALSE;
  *more = sqlite3_total_changes64 (connection->db) - before >= 2;
  return TRUE;
}

/* From piece to piece, without reading what is in them. */
int
foyer_search_index_count_pieces (FoyerConnection *connection)
{
  static const char *const sql =
    "WITH RECURSIVE piece (id) AS (SELECT min (segid) FROM ticket_search_idx"
    "  UNION ALL SELECT (SELECT min (segid) FROM ticket_search_idx WHERE segid > id) FROM piece WHERE id IS NOT NULL)"
    " SELECT count(id) FROM piece";

  return foyer_connection_number (connection, 0, NULL, sql, "");
}

/* Returns: (transfer full): the parts of a search, as blanks part them, folded */
static char **
split_search (const char *search)
{
  g_autofree char *code = foyer_code_normalize (search, -1);
  g_autofree char *folded = foyer_search_fold (code != NULL && foyer_code_is_secret (code) ? code : search);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      if (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        {
          g_string_append_len (part, p, g_utf8_next_char (p) - p);
          continue;
        }
      if (part->len > 0)
        g_strv_builder_add (parts, part->str);
      g_string_truncate (part, 0);
      if (*p == '\0')
        return g_strv_builder_end (parts);
    }
}

static char **
words_of (const char *part)
{
  g_autoptr (GString) words = g_string_new (NULL);
  char **list;

  foyer_search_append_words (words, part);
  list = words->len > 0 ? g_strsplit (words->str, " ", -1) : g_new0 (char *, 1);
  /* a rest that is not cut would be a phrase, which this index cannot look for */
  for (guint i = WORDS_MAX, n = g_strv_length (list); i < n; i++)
    g_clear_pointer (&list[i], g_free);
  return list;
}

/* Words hold letters and digits only, so quoting is all that FTS5 asks for. */
static void
add_prefix (GString *match, const char *mark, const char *word)
{
  g_string_append_printf (match, "\"%s%s\"*", mark, word);
}

/* Words of names one mistake away from @word; its first letter is taken as typed right. */
static gboolean
add_similar (FoyerConnection *connection, GString *match, const char *word, GError **error)
{
  g_autofree char *first = g_utf8_substring (word, 0, 1);
  g_autofree char *upper = g_strconcat (first, "\U0010ffff", NULL);
  GError          *local_error = NULL;
  int              found = 0;
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "SELECT word FROM search_word WHERE word >= ? AND word < ?", "tt", first, upper);

  if (rows == NULL)
    return FALSE;
  while (found < TYPO_WORDS_MAX && foyer_rows_next (rows, &local_error))
    {
      const char *known = foyer_rows_text (rows, 0);

      if (foyer_search_distance (word, known, 1) > 1)
        continue;
      g_string_append_printf (match, " OR \"%s\"", known);
      found++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
add_words (FoyerConnection *connection, GString *match, char **words, gboolean similar, GError **error)
{
  for (int i = 0; words[i] != NULL; i++)
    {
      g_string_append (match, i > 0 ? " AND (" : "(");
      add_prefix (match, "", words[i]);
      if (similar && g_utf8_strlen (words[i], -1) >= TYPO_MIN_LENGTH && !add_similar (connection, match, words[i], error))
        return FALSE;
      g_string_append_c (match, ')');
    }
  return TRUE;
}

/* One part of a search can be words of a name ("o'brien"), or the beginning of
 * an order number, a code, an address, a domain. */
static gboolean
add_part (FoyerConnection *connection, GString *match, const char *part, gboolean similar, GError **error)
{
  const char *at = strchr (part, '@');
  g_auto (GStrv) words = words_of (part);
  g_auto (GStrv) domain = words_of (at != NULL ? at : "");
  g_autoptr (GString) joined = g_string_new (NULL);

  append_joined (joined, "", part);
  g_string_append (match, " AND (");
  if (at != NULL && domain[0] != NULL)
    {
      add_prefix (match, at == part ? DOMAIN : ADDRESS, joined->str);
      g_string_append_c (match, ')');
      return TRUE;
    }
  g_string_append_c (match, '(');
  if (!add_words (connection, match, words, similar, error))
    return FALSE;
  g_string_append_c (match, ')');
  if (words[1] != NULL)
    {
      g_string_append (match, " OR ");
      add_prefix (match, "", joined->str);
    }
  if (joined->len >= CODE_MIN_LENGTH)
    {
      g_string_append (match, " OR ");
      add_prefix (match, CODE, joined->str);
    }
  g_string_append_c (match, ')');
  return TRUE;
}

static char *
build_match (FoyerConnection *connection, const FoyerId *event, const char *search, gboolean similar, GError **error)
{
  g_auto (GStrv) parts = split_search (search);
  g_autoptr (GString) match = g_string_new ("\"");
  int n = 0;

  append_event (match, event);
  g_string_append_c (match, '"');
  for (int i = 0; parts[i] != NULL && n < WORDS_MAX; i++)
    {
      g_auto (GStrv) words = words_of (parts[i]);

      if (words[0] == NULL)
        continue;
      if (!add_part (connection, match, parts[i], similar, error))
        return NULL;
      n++;
    }
  return n > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

char *
foyer_search_index_match (const FoyerId *event, const char *search)
{
  return build_match (NULL, event, search, FALSE, NULL);
}

char *
foyer_search_index_match_similar (FoyerConnection *connection, const FoyerId *event, const char *search, GError **error)
{
  return build_match (connection, event, search, TRUE, error);
}
