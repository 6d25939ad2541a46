/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "foyer-guest-store.h"
#include "store-fixture.h"

static gpointer
take_in (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_import (connection, data, error));
}

static void
add_guest (Fixture *fixture, const char *name, const char *email, const char *secret)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerAttendee *attendee = foyer_attendee_new ();
  FoyerTicket   *ticket;
  GError        *error = NULL;

  attendee->name = g_strdup (name);
  attendee->email = g_strdup (email);
  order->event = fixture->event;
  order->channel = FOYER_CHANNEL_IMPORT;
  ticket = foyer_order_add (order, foyer_ticket_new (), attendee);
  ticket->category = fixture->stalls;
  ticket->secret = g_strdup (secret);
  foyer_store_write (fixture->store, take_in, order, &error);
  g_assert_no_error (error);
}

static const struct
{
  const char *name;
  const char *email;
  const char *secret;
} guests[] = {
  { "Jürgen Müller", "jm@example.org", NULL },
  { "Øyvind Strauß", "oyvind.strauss@kino-nord.de", NULL },
  { "王小明", "wang@example.cn", NULL },
  { "山田 さくら", "sakura@example.jp", NULL },
  { "Анна Соловьёва", "anna@example.ru", NULL },
  { "محمد عبد الله", "m@example.eg", NULL },
  { "हिन्दी देवी", "devi@example.in", NULL },
  { "สมชาย ใจดี", "somchai@example.th", NULL },
  { "김민준", "kim@example.kr", NULL },
  { "Conan O'Brien-Smith", "conan@example.ie", NULL },
  { "Zoë Gonçalves", "zoe@example.pt", "ABCDEFGHJKMNPQRSTVWXYZ2345" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  for (gsize i = 0; i < G_N_ELEMENTS (guests); i++)
    add_guest (fixture, guests[i].name, guests[i].email, guests[i].secret);
}

typedef struct
{
  Fixture        *fixture;
  const char     *search;
  FoyerGuestOrder order;
} Find;

static gpointer
find (FoyerConnection *connection, gpointer data, GError **error)
{
  Find *call = data;
  g_autoptr (GArray) rows = foyer_guest_store_find (connection, &call->fixture->event, call->search, call->order, error);

  return rows != NULL ? foyer_guest_store_load (connection, (const gint64 *) rows->data, rows->len, error) : NULL;
}

static GPtrArray *
search (Fixture *fixture, const char *text)
{
  Find       call = { fixture, text, FOYER_GUESTS_BY_NAME };
  GError    *error = NULL;
  GPtrArray *found = foyer_store_read (fixture->store, find, &call, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_finds (Fixture *fixture, const char *text, const char *name)
{
  g_autoptr (GPtrArray) found = search (fixture, text);

  if (found->len != 1)
    g_error ("“%s” finds %u guests", text, found->len);
  g_assert_cmpstr (((FoyerGuest *) found->pdata[0])->name, ==, name);
}

static void
assert_finds_nothing (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) found = search (fixture, text);

  if (found->len != 0)
    g_error ("“%s” finds %u guests", text, found->len);
}

static void
test_accents_and_spellings_do_not_matter (Fixture *fixture, gconstpointer data)
{
  static const char *const ways[] = { "müller", "Muller", "MUELLER", "muel", "mül", "jürgen müller", "müller jürgen", "juergen", "Mu\xcc\x88ller", "jm@example.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_finds (fixture, ways[i], "Jürgen Müller");
  assert_finds (fixture, "strauss", "Øyvind Strauß");
  assert_finds (fixture, "STRAUẞ", "Øyvind Strauß");
  assert_finds (fixture, "oyvind", "Øyvind Strauß");
  assert_finds (fixture, "oeyvind", "Øyvind Strauß");
  assert_finds (fixture, "zoe goncalves", "Zoë Gonçalves");
  assert_finds (fixture, "o'brien", "Conan O'Brien-Smith");
  assert_finds (fixture, "brien-smith", "Conan O'Brien-Smith");
}

static void
test_one_mistake_is_forgiven (Fixture *fixture, gconstpointer data)
{
  static const char *const ways[] = { "Muler", "Mulller", "Mluler", "Mubler", "Jurgan Muller", "mullre" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    assert_finds (fixture, ways[i], "Jürgen Müller");
  assert_finds (fixture, "Соловева", "Анна Соловьёва");
  assert_finds_nothing (fixture, "Mubbler");
  assert_finds_nothing (fixture, "xyz");
}

static void
test_addresses_numbers_and_codes (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture, "oyvind.strauss@kino-nord.de", "Øyvind Strauß");
  assert_finds (fixture, "@kino-nord", "Øyvind Strauß");
  assert_finds (fixture, "@kino", "Øyvind Strauß");
  assert_finds (fixture, "oyvind.s", "Øyvind Strauß");
  assert_finds (fixture, "oyvind.strauss@", "Øyvind Strauß");
  assert_finds (fixture, "oyvind.strauss@kino", "Øyvind Strauß");
  assert_finds (fixture, "strauß oyvind.strauss@kino-nord.de", "Øyvind Strauß");
  assert_finds_nothing (fixture, "oyvind.strauss@example");
  assert_finds (fixture, "0-000003", "王小明");
  assert_finds (fixture, "000003", "王小明");
  assert_finds (fixture, "ABCDEFGHJKMNPQRSTVWXYZ2345", "Zoë Gonçalves");
  assert_finds (fixture, "abcdefghjkmnpqrstvwxyz2345", "Zoë Gonçalves");
  assert_finds (fixture, "ABCDE-FGHJK-MNPQR-STVWX-YZ2345", "Zoë Gonçalves");
  assert_finds (fixture, "ABCDEFG", "Zoë Gonçalves");
}

static void
test_names_of_every_script (Fixture *fixture, gconstpointer data)
{
  assert_finds (fixture, "王", "王小明");
  assert_finds (fixture, "小明", "王小明");
  assert_finds (fixture, "王小明", "王小明");
  assert_finds (fixture, "くら", "山田 さくら");
  assert_finds (fixture, "山田", "山田 さくら");
  assert_finds (fixture, "анна", "Анна Соловьёва");
  assert_finds (fixture, "соловьев", "Анна Соловьёва");
  assert_finds (fixture, "محمد", "محمد عبد الله");
  assert_finds (fixture, "عبد الله", "محمد عبد الله");
  assert_finds (fixture, "हिन्दी", "हिन्दी देवी");
  assert_finds (fixture, "देवी", "हिन्दी देवी");
  assert_finds (fixture, "สมชาย", "สมชาย ใจดี");
  assert_finds (fixture, "김민", "김민준");
  assert_finds_nothing (fixture, "李");
}

/* Nothing that is typed is an error, and what holds no letters finds everybody, as an empty search does. */
static void
test_hostile_searches_are_only_searches (Fixture *fixture, gconstpointer data)
{
  static const char *const hostile[] = {
    "\"", "'", "*", "\"*", "a\"b", "NEAR(a b)", "a OR b", "AND", "NOT müller", "terms:müller", "^a", "-müller", "a AND", "(((", "{terms} : a",
    "'; DROP TABLE ticket; --", "%", "_", "\\", "\xff\xfe", "a\xff", "\xcc\x88", "💩", "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", "\u200f", "\u202e\u0645", "a\tb\nc", "०१२", "a.b:c/d+e-f.g:h/i+j-k.l:m/n+o-p", "a.b:c/d+e-f.g:h/i+j-k.l:m/n+o-p"
  };
  g_autofree char *long_word = g_strnfill (5000, 'a');
  g_autoptr (GString) many_words = g_string_new (NULL);
  g_autoptr (GPtrArray) everybody = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GPtrArray) found = search (fixture, hostile[i]);

      g_assert_cmpuint (found->len, <=, G_N_ELEMENTS (guests));
    }
  assert_finds_nothing (fixture, long_word);
  for (int i = 0; i < 2000; i++)
    g_string_append_printf (many_words, "w%d ", i);
  assert_finds_nothing (fixture, many_words->str);
  everybody = search (fixture, "  ");
  g_assert_cmpuint (everybody->len, ==, G_N_ELEMENTS (guests));
}

static gpointer
edit (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerGuest *guest = data;
  FoyerAttendee     change = { .name = (char *) "Ludwig Neumann" };

  return GINT_TO_POINTER (foyer_guest_store_edit (connection, &guest->ticket, &change, error));
}

static void
test_who_was_renamed_is_found_by_the_new_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = search (fixture, "conan@example.ie");
  GError *error = NULL;

  foyer_store_write (fixture->store, edit, found->pdata[0], &error);
  g_assert_no_error (error);
  assert_finds (fixture, "neumann", "Ludwig Neumann");
  assert_finds_nothing (fixture, "brien");
}

static void
test_lists_are_in_order_both_ways (Fixture *fixture, gconstpointer data)
{
  for (FoyerGuestOrder order = FOYER_GUESTS_BY_NAME; order <= FOYER_GUESTS_NEWEST_FIRST; order++)
    for (int with_search = 0; with_search < 2; with_search++)
      {
        Find    call = { fixture, with_search ? "@example" : NULL, order };
        GError *error = NULL;
        g_autoptr (GPtrArray) found = foyer_store_read (fixture->store, find, &call, NULL, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (guests) - with_search);
        if (order == FOYER_GUESTS_NEWEST_FIRST)
          g_assert_cmpstr (((FoyerGuest *) found->pdata[0])->name, ==, "Zoë Gonçalves");
        else
          g_assert_cmpstr (((FoyerGuest *) found->pdata[order == FOYER_GUESTS_BY_NAME ? 0 : found->len - 1])->name, ==, "Conan O'Brien-Smith");
      }
}

#define ADD(path, function) g_test_add ("/store/search/" path, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("accents-and-spellings-do-not-matter", test_accents_and_spellings_do_not_matter);
  ADD ("one-mistake-is-forgiven", test_one_mistake_is_forgiven);
  ADD ("addresses-numbers-and-codes", test_addresses_numbers_and_codes);
  ADD ("names-of-every-script", test_names_of_every_script);
  ADD ("hostile-searches-are-only-searches", test_hostile_searches_are_only_searches);
  ADD ("who-was-renamed-is-found-by-the-new-name", test_who_was_renamed_is_found_by_the_new_name);
  ADD ("lists-are-in-order-both-ways", test_lists_are_in_order_both_ways);
  return g_test_run ();
}
