/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-store.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-search-text.h"
#include "foyer-ticket-code.h"

#define TYPO_MIN_LENGTH 4
#define TYPO_WORDS_MAX 12
#define WORDS_MAX 12

FoyerGuest *
foyer_guest_copy (const FoyerGuest *self)
{
  FoyerGuest *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->email = g_strdup (self->email);
  copy->category = g_strdup (self->category);
  copy->colour = g_strdup (self->colour);
  copy->seat = g_strdup (self->seat);
  copy->order_number = g_strdup (self->order_number);
  return copy;
}

void
foyer_guest_free (FoyerGuest *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self->category);
  g_free (self->colour);
  g_free (self->seat);
  g_free (self->order_number);
  g_free (self);
}

static GArray *
read_rows (FoyerRows *rows, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local_error = NULL;

  if (rows == NULL)
    return NULL;
  while (foyer_rows_next (rows, &local_error))
    {
      gint64 key = foyer_rows_integer (rows, 0);

      g_array_append_val (keys, key);
    }
  if (local_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, local_error);
  return NULL;
}

static GArray *
find_all (FoyerConnection *connection, const FoyerId *event, FoyerGuestOrder order, GError **error)
{
  static const char *const queries[] = {
    [FOYER_GUESTS_BY_NAME] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY sort_name, rowid",
    [FOYER_GUESTS_BY_NAME_DESCENDING] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY sort_name DESC, rowid DESC",
    [FOYER_GUESTS_NEWEST_FIRST] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY rowid DESC",
  };
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, queries[order], "b", event);

  return read_rows (rows, error);
}

static GArray *
find_matches (FoyerConnection *connection, const FoyerId *event, const char *match, FoyerGuestOrder order, GError **error)
{
  static const char *const queries[] = {
    [FOYER_GUESTS_BY_NAME] =
      "SELECT t.rowid FROM ticket_search CROSS JOIN ticket t ON t.rowid = ticket_search.rowid WHERE ticket_search MATCH ? AND t.event = ? ORDER BY t.sort_name, t.rowid",
    [FOYER_GUESTS_BY_NAME_DESCENDING] =
      "SELECT t.rowid FROM ticket_search CROSS JOIN ticket t ON t.rowid = ticket_search.rowid WHERE ticket_search MATCH ? AND t.event = ? ORDER BY t.sort_name DESC, t.rowid DESC",
    [FOYER_GUESTS_NEWEST_FIRST] =
      "SELECT t.rowid FROM ticket_search CROSS JOIN ticket t ON t.rowid = ticket_search.rowid WHERE ticket_search MATCH ? AND t.event = ? ORDER BY t.rowid DESC",
  };
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, queries[order], "tb", match, event);

  return read_rows (rows, error);
}

/* The words of a search, cut as the index cuts them; so many that nobody types more. */
static char **
split_words (const char *search)
{
  g_autofree char *folded = foyer_search_fold (search);
  g_autoptr (GString) words = g_string_new (NULL);

  foyer_search_append_words (words, folded);
  return words->len > 0 ? g_strsplit (words->str, " ", WORDS_MAX + 1) : g_new0 (char *, 1);
}

static void
add_prefix (GString *match, const char *word)
{
  /* words hold letters and digits only, so quoting is all that FTS5 asks for */
  g_string_append_printf (match, "\"%s\"*", word);
}

static char *
build_match (char **words)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && i < WORDS_MAX; i++)
    {
      if (i > 0)
        g_string_append (match, " AND ");
      add_prefix (match, words[i]);
    }
  return g_string_free (match, FALSE);
}

/* Words of the index one mistake away from @word; its first letter is taken as typed right. */
static gboolean
add_similar (FoyerConnection *connection, GString *match, const char *word, GError **error)
{
  g_autofree char *first = g_utf8_substring (word, 0, 1);
  g_autofree char *upper = g_strconcat (first, "\U0010ffff", NULL);
  GError          *local_error = NULL;
  int              found = 0;
  g_autoptr (FoyerRows) rows =
    foyer_connection_query (connection, error, "SELECT term FROM temp.ticket_words WHERE term >= ? AND term < ?", "tt", first, upper);

  if (rows == NULL)
    return FALSE;
  g_string_append_c (match, '(');
  add_prefix (match, word);
  while (found < TYPO_WORDS_MAX && foyer_rows_next (rows, &local_error))
    {
      const char *term = foyer_rows_text (rows, 0);

      if (foyer_search_distance (word, term, 1) > 1)
        continue;
      g_string_append_printf (match, " OR \"%s\"", term);
      found++;
    }
  g_string_append_c (match, ')');
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* The table temp.ticket_words is made when a reader is opened. */
static char *
build_forgiving_match (FoyerConnection *connection, char **words, GError **error)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && i < WORDS_MAX; i++)
    {
      if (i > 0)
        g_string_append (match, " AND ");
      if (g_utf8_strlen (words[i], -1) < TYPO_MIN_LENGTH)
        add_prefix (match, words[i]);
      else if (!add_similar (connection, match, words[i], error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&match), FALSE);
}

GArray *
foyer_guest_store_find (FoyerConnection *connection, const FoyerId *event, const char *search, FoyerGuestOrder order, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GArray) found = NULL;
  g_autofree char *code = NULL;
  g_autofree char *match = NULL;
  g_autofree char *forgiving = NULL;

  if (search == NULL || *search == '\0')
    return find_all (connection, event, order, error);
  code = foyer_code_normalize (search, -1);
  words = split_words (code != NULL && foyer_code_is_secret (code) ? code : search);
  if (words[0] == NULL)
    return find_all (connection, event, order, error);
  match = build_match (words);
  found = find_matches (connection, event, match, order, error);
  if (found == NULL || found->len > 0)
    return g_steal_pointer (&found);
  forgiving = build_forgiving_match (connection, words, error);
  return forgiving != NULL ? find_matches (connection, event, forgiving, order, error) : NULL;
}

static FoyerGuest *
load_one (FoyerConnection *connection, gint64 row, GError **error)
{
  g_autoptr (FoyerRows) rows = foyer_connection_query (
    connection, error,
    "SELECT t.id, t.order_id, coalesce (nullif (a.name, ''), o.buyer_name), coalesce (nullif (a.email, ''), o.buyer_email), c.name, c.colour,"
    "       t.seat, o.number, t.serial, t.status"
    "  FROM ticket t JOIN orders o ON o.id = t.order_id LEFT JOIN attendee a ON a.id = t.id LEFT JOIN category c ON c.id = t.category"
    " WHERE t.rowid = ?",
    "i", row);
  FoyerGuest *guest;

  if (rows == NULL || !foyer_rows_next (rows, error))
    return NULL;
  guest = g_new0 (FoyerGuest, 1);
  guest->row = row;
  guest->ticket = foyer_rows_id (rows, 0);
  guest->order = foyer_rows_id (rows, 1);
  guest->name = foyer_rows_dup_text (rows, 2);
  guest->email = foyer_rows_dup_text (rows, 3);
  guest->category = foyer_rows_dup_text (rows, 4);
  guest->colour = foyer_rows_dup_text (rows, 5);
  guest->seat = foyer_rows_dup_text (rows, 6);
  guest->order_number = foyer_rows_dup_text (rows, 7);
  guest->serial = foyer_rows_integer (rows, 8);
  guest->status = foyer_ticket_status_from_nick (foyer_rows_text (rows, 9));
  return guest;
}

GPtrArray *
foyer_guest_store_load (FoyerConnection *connection, const gint64 *rows, guint n_rows, GError **error)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_guest_free);
  GError *local_error = NULL;

  for (guint i = 0; i < n_rows; i++)
    {
      FoyerGuest *guest = load_one (connection, rows[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (guest != NULL)
        g_ptr_array_add (guests, guest);
    }
  return g_steal_pointer (&guests);
}

gboolean
foyer_guest_store_edit (FoyerConnection *connection, const FoyerId *ticket, const FoyerAttendee *edit, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_ATTENDEE_EDIT, ticket);
  const struct
  {
    const char *field;
    const char *value;
  } texts[] = {
    { "name", edit->name },
    { "email", edit->email },
    { "phone", edit->phone },
    { "company", edit->company },
    { "street", edit->street },
    { "postcode", edit->postcode },
    { "city", edit->city },
    { "country", edit->country },
    { "segment", edit->segment },
    { "note", edit->note },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value != NULL)
      foyer_change_set_text (change, texts[i].field, texts[i].value);
  return foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error);
}
