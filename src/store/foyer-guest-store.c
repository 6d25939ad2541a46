/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-store.h"

#include <string.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-search-index.h"

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
find_all (FoyerConnection *connection, const FoyerId *event, FoyerGuestOrder order, gint64 limit, GError **error)
{
  static const char *const queries[] = {
    [FOYER_GUESTS_BY_NAME] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY sort_name, rowid LIMIT ?",
    [FOYER_GUESTS_BY_NAME_DESCENDING] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY sort_name DESC, rowid DESC LIMIT ?",
    [FOYER_GUESTS_NEWEST_FIRST] = "SELECT rowid FROM ticket WHERE event = ? ORDER BY rowid DESC LIMIT ?",
  };
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, queries[order], "bi", event, limit);

  return read_rows (rows, error);
}

static GArray *
find_matches (FoyerConnection *connection, const FoyerId *event, const char *match, FoyerGuestOrder order, GError **error)
{
  /* The limit comes before the order: sorting all that a single letter finds
   * would take seconds. It stands inside a join, or SQLite would move it out. */
#define FOUND                                                                                        \
  "SELECT t.rowid FROM (SELECT rowid AS key FROM ticket_search WHERE ticket_search MATCH ? LIMIT ?)" \
  " CROSS JOIN ticket t ON t.rowid = key AND t.event = ?"
  static const char *const queries[] = {
    [FOYER_GUESTS_BY_NAME] = FOUND " ORDER BY t.sort_name, t.rowid",
    [FOYER_GUESTS_BY_NAME_DESCENDING] = FOUND " ORDER BY t.sort_name DESC, t.rowid DESC",
    [FOYER_GUESTS_NEWEST_FIRST] = FOUND " ORDER BY t.rowid DESC",
  };
#undef FOUND
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, queries[order], "tib", match, (gint64) FOYER_GUESTS_FOUND_MAX, event);

  return read_rows (rows, error);
}

GArray *
foyer_guest_store_find_first (FoyerConnection *connection, const FoyerId *event, FoyerGuestOrder order, guint limit, GError **error)
{
  return find_all (connection, event, order, limit, error);
}

GArray *
foyer_guest_store_find (FoyerConnection *connection, const FoyerId *event, const char *search, FoyerGuestOrder order, GError **error)
{
  g_autoptr (GArray) found = NULL;
  g_autofree char *match = search != NULL ? foyer_search_index_match (event, search) : NULL;
  g_autofree char *similar = NULL;

  if (match == NULL)
    return find_all (connection, event, order, -1, error);
  found = find_matches (connection, event, match, order, error);
  if (found == NULL || found->len > 0)
    return g_steal_pointer (&found);
  similar = foyer_search_index_match_similar (connection, event, search, error);
  return similar != NULL ? find_matches (connection, event, similar, order, error) : NULL;
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
