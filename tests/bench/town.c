/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "town.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-search-index.h"
#include "foyer-search-text.h"
#include "foyer-ticket-code.h"

#define N_ORDINARY 2000 /* tickets of the event that is sold */

/* Names that sound like some, of two to four syllables; a few are very common, as with people. */
static char *
make_name (FoyerRandom *random)
{
  static const char *const syllables[] = {
    "an", "ber", "chri", "da", "el", "fra", "ge", "hol", "in", "jo", "ka", "lu", "ma", "ni", "ol", "pe", "qui", "ro", "sa", "ti", "ul", "va", "wil", "xa",
    "yo", "zim", "mer", "ger", "mann", "stein", "sen", "ström", "ner", "bach", "lin", "da", "ré", "ça", "ña", "müll", "grün", "groß", "ski", "ova", "ez"
  };
  GString *name = g_string_new (NULL);
  int      n = 2 + foyer_random_below (random, 3);

  for (int i = 0; i < n; i++)
    g_string_append (name, syllables[foyer_random_below (random, G_N_ELEMENTS (syllables))]);
  name->str[0] = g_ascii_toupper (name->str[0]);
  return g_string_free (name, FALSE);
}

static const char *
pick_name (FoyerRandom *random, GPtrArray *names)
{
  guint32 bound = names->len;

  for (int i = 0; i < 2; i++)
    bound = 1 + foyer_random_below (random, bound);
  return names->pdata[foyer_random_below (random, bound)];
}

void
town_init (Town *town, int n_tickets)
{
  foyer_random_init_seed (&town->random, 20261121);
  town->n_tickets = n_tickets;
  town->first_names = g_ptr_array_new_with_free_func (g_free);
  town->last_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (town->first_names, g_strdup ("Anna"));
  g_ptr_array_add (town->last_names, g_strdup ("Müller"));
  while (town->first_names->len < TOWN_FIRST_NAMES)
    g_ptr_array_add (town->first_names, make_name (&town->random));
  while (town->last_names->len < TOWN_LAST_NAMES)
    g_ptr_array_add (town->last_names, make_name (&town->random));
  for (int i = 0; i < TOWN_EVENTS; i++)
    {
      town->events[i] = foyer_id_generate (TOWN_NOW, &town->random);
      town->categories[i] = foyer_id_generate (TOWN_NOW, &town->random);
    }
}

void
town_clear (Town *town)
{
  g_ptr_array_unref (town->first_names);
  g_ptr_array_unref (town->last_names);
}

static gboolean
add_event (FoyerConnection *connection, Town *town, int i, GError **error)
{
  g_autofree char *title = g_strdup_printf ("Event %d", i);
  g_autoptr (FoyerChange) event = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &town->events[i]);
  g_autoptr (FoyerChange) category = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &town->categories[i]);

  foyer_change_set_text (event, "title", title);
  foyer_change_set_text (event, "currency", "EUR");
  foyer_change_set_integer (event, "starts", TOWN_NOW + 30 * FOYER_MINUTE);
  foyer_change_set_integer (event, "doors", TOWN_NOW - 30 * FOYER_MINUTE);
  foyer_change_set_integer (event, "number", i + 1);
  foyer_change_set_text (event, "status", "published");
  foyer_change_set_id (category, "event", &town->events[i]);
  foyer_change_set_text (category, "name", "Stalls");
  foyer_change_set_text (category, "colour", "#3584e4");
  foyer_change_set_integer (category, "price", 2400);
  foyer_change_set_integer (category, "capacity", 5000000);
  foyer_change_set_text (category, "status", "live");
  return foyer_change_store_apply (connection, event, FOYER_ORIGIN_HERE, error) &&
         foyer_change_store_apply (connection, category, FOYER_ORIGIN_HERE, error);
}

/* Straight into the tables: to be there, not to be measured. */
static gboolean
add_ticket (FoyerConnection *connection, Town *town, int event, int serial, int number, GError **error)
{
  static const char *const domains[] = { "example.org", "example.com", "example.net", "mail.example", "post.example", "kino.example", "stadt.example", "uni.example" };
  FoyerId                  order = foyer_id_generate (TOWN_NOW + number, &town->random);
  FoyerId                  ticket = foyer_id_generate (TOWN_NOW + number, &town->random);
  FoyerId                  payment = foyer_id_generate (TOWN_NOW + number, &town->random);
  g_autofree char         *secret = foyer_secret_generate (&town->random);
  g_autofree char         *order_number = g_strdup_printf ("0-%06d", number);
  const char              *first = pick_name (&town->random, town->first_names);
  const char              *last = pick_name (&town->random, town->last_names);
  g_autofree char         *name = g_strconcat (first, " ", last, NULL);
  g_autofree char         *first_folded = foyer_search_fold (first);
  g_autofree char         *last_folded = foyer_search_fold (last);
  g_autofree char         *email = g_strdup_printf ("%s.%s@%s", first_folded, last_folded, domains[foyer_random_below (&town->random, G_N_ELEMENTS (domains))]);
  g_autofree char         *sort_name = foyer_search_fold (name);
  FoyerSearchTexts         texts = { .event = town->events[event], .number = order_number, .code = secret, .names = { name }, .emails = { email } };

  return foyer_connection_run (connection, error,
                               "INSERT INTO orders (id, event, number, channel, status, currency, total, made_at, device) VALUES (?, ?, ?, 'online', 'paid', 'EUR', 2400, ?, ?)",
                               "bbtib", &order, &town->events[event], order_number, TOWN_NOW + number, &connection->device) &&
         foyer_connection_run (connection, error, "INSERT INTO payment (id, order_id, method, amount, given, made_at, device) VALUES (?, ?, 'online', 2400, 2400, ?, ?)",
                               "bbib", &payment, &order, TOWN_NOW + number, &connection->device) &&
         foyer_connection_run (connection, error,
                               "INSERT INTO ticket (id, order_id, event, category, secret, price, vat_rate, serial, sort_name) VALUES (?, ?, ?, ?, ?, 2400, 700, ?, ?)",
                               "bbbbtit", &ticket, &order, &town->events[event], &town->categories[event], secret, (gint64) serial, sort_name) &&
         foyer_search_index_write (connection, sqlite3_last_insert_rowid (connection->db), &texts, FALSE, error) &&
         foyer_connection_run (connection, error, "INSERT INTO attendee (id, name, email) VALUES (?, ?, ?)", "btt", &ticket, name, email);
}

static gpointer
fill (FoyerConnection *connection, gpointer data, GError **error)
{
  Town *town = data;
  int   number = 0;

  for (int i = 0; i < TOWN_EVENTS; i++)
    if (!add_event (connection, town, i, error))
      return NULL;
  for (int i = 0; i < TOWN_EVENTS; i++)
    for (int serial = 1; serial <= (i == 0 ? town->n_tickets : i == 1 ? N_ORDINARY
                                                                      : 20);
         serial++)
      if (!add_ticket (connection, town, i, serial, ++number, error))
        return NULL;
  /* all of it was sold before this device was there */
  foyer_connection_execute (connection, "DELETE FROM outbox", error);
  return NULL;
}

FoyerStore *
town_open_store (const char *path)
{
  GError     *error = NULL;
  FoyerStore *store = foyer_store_open (path, FALSE, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

gpointer
town_write (FoyerStore *store, FoyerStoreFunc func, gpointer data)
{
  GError  *error = NULL;
  gpointer result = foyer_store_write (store, func, data, &error);

  if (error != NULL)
    g_error ("%s", error->message);
  return result;
}

gpointer
town_read (FoyerStore *store, FoyerStoreFunc func, gpointer data)
{
  GError  *error = NULL;
  gpointer result = foyer_store_read (store, func, data, NULL, &error);

  if (error != NULL)
    g_error ("%s", error->message);
  return result;
}

static gpointer
describe_schema (FoyerConnection *connection, gpointer data, GError **error)
{
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT sql FROM sqlite_schema UNION ALL SELECT user_version FROM pragma_user_version", "");

  while (rows != NULL && foyer_rows_next (rows, error))
    g_checksum_update (checksum, (const guchar *) foyer_rows_text (rows, 0), -1);
  return checksum;
}

void
town_remove_store (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/* Returns: (transfer full): the name under which a store of this format and size is kept */
static char *
name_template (const char *folder, int n_tickets)
{
  g_autofree char *path = g_build_filename (folder, "empty.db", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GChecksum) checksum = NULL;

  town_remove_store (path);
  {
    g_autoptr (FoyerStore) store = town_open_store (path);

    checksum = town_read (store, describe_schema, NULL);
  }
  town_remove_store (path);
  name = g_strdup_printf ("tickets-%d-%.12s.db", n_tickets, g_checksum_get_string (checksum));
  return g_build_filename (folder, name, NULL);
}

static gpointer
count_pieces (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_search_index_count_pieces (connection));
}

/* A store that had a night to itself: until its search index stays as it is. */
static void
let_settle (FoyerStore *store)
{
  int last = 0;

  for (int same = 0, rounds = 0; same < 5 && rounds < 600; rounds++)
    {
      int pieces = GPOINTER_TO_INT (town_read (store, count_pieces, NULL));

      same = pieces == last ? same + 1 : 0;
      last = pieces;
      g_usleep (G_USEC_PER_SEC);
    }
}

static void
make_template (const char *path, Town *town)
{
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  gint64           begun = g_get_monotonic_time ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_printerr ("Making a store of %d tickets…\n", town->n_tickets);
  town_remove_store (unfinished);
  {
    g_autoptr (FoyerStore) store = town_open_store (unfinished);

    foyer_store_set_repeatable (store, 1, TOWN_NOW);
    town_write (store, fill, town);
    let_settle (store);
  }
  if (g_rename (unfinished, path) != 0)
    g_error ("The store could not be kept");
  town_remove_store (unfinished);
  g_printerr ("%.0f s\n", (g_get_monotonic_time () - begun) / 1e6);
}

void
town_copy_store (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *error = NULL;

  town_remove_store (to);
  if (!g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

char *
town_make_store (Town *town, const char *folder)
{
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_error ("%s cannot be made", folder);
  path = name_template (folder, town->n_tickets);
  make_template (path, town);
  return g_steal_pointer (&path);
}

char *
town_folder (void)
{
  const char *build = g_getenv ("FOYER_BUILD_DIR");

  return g_build_filename (build != NULL ? build : ".", "bench-store", NULL);
}
