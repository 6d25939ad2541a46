/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the store admits, sells, lists and searches with 1,000,000 tickets
 * in it, all of one event, beside 49 ordinary ones. The store is made once,
 * straight into its tables, and kept under the build folder; each run works on
 * a copy of it. An admission is compared with the commit of one row in a bare
 * SQLite file on the same disk, in turns.
 *
 * Usage: bench-store [TICKETS]; one JSON object a line.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "foyer-admission-store.h"
#include "foyer-change-store.h"
#include "foyer-connection-private.h"
#include "foyer-guest-store.h"
#include "foyer-sale-store.h"
#include "foyer-search-index.h"
#include "foyer-search-text.h"
#include "foyer-ticket-code.h"

#define NOW G_GINT64_CONSTANT (1795285800000000)
#define N_EVENTS 50
#define N_ORDINARY 2000 /* tickets of the event that is sold */
#define N_FIRST_NAMES 3000
#define N_LAST_NAMES 40000
#define N_ADMISSIONS 3000
#define N_SALES 500
#define N_JUMPS 200
#define PAGE 64

typedef struct
{
  FoyerRandom random;
  FoyerId     events[N_EVENTS];
  FoyerId     categories[N_EVENTS];
  GPtrArray  *first_names;
  GPtrArray  *last_names;
  int         n_tickets;
} Town;

static void
report (const char *name, double value, const char *unit, double reach)
{
  g_print ("{\"name\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"reach\":%g,\"ok\":%s}\n", name, value, unit, reach, value <= reach ? "true" : "false");
}

static void
note (const char *name, double value, const char *unit)
{
  g_print ("{\"name\":\"%s\",\"value\":%.4g,\"unit\":\"%s\"}\n", name, value, unit);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
quantile (GArray *values, double q)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint) (q * values->len), values->len - 1));
}

static void
add_time (GArray *times, gint64 since)
{
  double ms = (g_get_monotonic_time () - since) / 1000.0;

  g_array_append_val (times, ms);
}

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

static void
town_init (Town *town, int n_tickets)
{
  foyer_random_init_seed (&town->random, 20261121);
  town->n_tickets = n_tickets;
  town->first_names = g_ptr_array_new_with_free_func (g_free);
  town->last_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (town->first_names, g_strdup ("Anna"));
  g_ptr_array_add (town->last_names, g_strdup ("Müller"));
  while (town->first_names->len < N_FIRST_NAMES)
    g_ptr_array_add (town->first_names, make_name (&town->random));
  while (town->last_names->len < N_LAST_NAMES)
    g_ptr_array_add (town->last_names, make_name (&town->random));
  for (int i = 0; i < N_EVENTS; i++)
    {
      town->events[i] = foyer_id_generate (NOW, &town->random);
      town->categories[i] = foyer_id_generate (NOW, &town->random);
    }
}

static void
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
  foyer_change_set_integer (event, "starts", NOW + 30 * FOYER_MINUTE);
  foyer_change_set_integer (event, "doors", NOW - 30 * FOYER_MINUTE);
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
  FoyerId                  order = foyer_id_generate (NOW + number, &town->random);
  FoyerId                  ticket = foyer_id_generate (NOW + number, &town->random);
  FoyerId                  payment = foyer_id_generate (NOW + number, &town->random);
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
                               "bbtib", &order, &town->events[event], order_number, NOW + number, &connection->device) &&
         foyer_connection_run (connection, error, "INSERT INTO payment (id, order_id, method, amount, given, made_at, device) VALUES (?, ?, 'online', 2400, 2400, ?, ?)",
                               "bbib", &payment, &order, NOW + number, &connection->device) &&
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

  for (int i = 0; i < N_EVENTS; i++)
    if (!add_event (connection, town, i, error))
      return NULL;
  for (int i = 0; i < N_EVENTS; i++)
    for (int serial = 1; serial <= (i == 0 ? town->n_tickets : i == 1 ? N_ORDINARY
                                                                      : 20);
         serial++)
      if (!add_ticket (connection, town, i, serial, ++number, error))
        return NULL;
  /* all of it was sold before this device was there */
  foyer_connection_execute (connection, "DELETE FROM outbox", error);
  return NULL;
}

static FoyerStore *
open_store (const char *path)
{
  GError     *error = NULL;
  FoyerStore *store = foyer_store_open (path, FALSE, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static gpointer
write_job (FoyerStore *store, FoyerStoreFunc func, gpointer data)
{
  GError  *error = NULL;
  gpointer result = foyer_store_write (store, func, data, &error);

  if (error != NULL)
    g_error ("%s", error->message);
  return result;
}

static gpointer
read_job (FoyerStore *store, FoyerStoreFunc func, gpointer data)
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
  g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT sql FROM sqlite_schema ORDER BY name", "");

  while (rows != NULL && foyer_rows_next (rows, error))
    g_checksum_update (checksum, (const guchar *) foyer_rows_text (rows, 0), -1);
  return checksum;
}

static void
remove_store (const char *path)
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

  remove_store (path);
  {
    g_autoptr (FoyerStore) store = open_store (path);

    checksum = read_job (store, describe_schema, NULL);
  }
  remove_store (path);
  name = g_strdup_printf ("tickets-%d-%.12s.db", n_tickets, g_checksum_get_string (checksum));
  return g_build_filename (folder, name, NULL);
}

static void
make_template (const char *path, Town *town)
{
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);
  gint64           begun = g_get_monotonic_time ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_printerr ("Making a store of %d tickets…\n", town->n_tickets);
  remove_store (unfinished);
  {
    g_autoptr (FoyerStore) store = open_store (unfinished);

    foyer_store_set_repeatable (store, 1, NOW);
    write_job (store, fill, town);
  }
  if (g_rename (unfinished, path) != 0)
    g_error ("The store could not be kept");
  remove_store (unfinished);
  g_printerr ("%.0f s\n", (g_get_monotonic_time () - begun) / 1e6);
}

static void
copy_store (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  GError *error = NULL;

  remove_store (to);
  if (!g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* ---- admissions ---- */

typedef struct
{
  Town      *town;
  GPtrArray *codes;
} Codes;

static gpointer
read_codes (FoyerConnection *connection, gpointer data, GError **error)
{
  Codes *codes = data;

  codes->codes = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < N_ADMISSIONS; i++)
    {
      int step = codes->town->n_tickets / N_ADMISSIONS;
      g_autoptr (FoyerRows) rows = foyer_connection_query (connection, error, "SELECT secret FROM ticket WHERE rowid = ?", "i",
                                                           (gint64) (1 + i * step + foyer_random_below (&codes->town->random, step)));

      if (foyer_rows_next (rows, error))
        g_ptr_array_add (codes->codes, foyer_rows_dup_text (rows, 0));
    }
  for (guint i = codes->codes->len; i > 1; i--)
    {
      guint    other = foyer_random_below (&codes->town->random, i);
      gpointer swap = codes->codes->pdata[i - 1];

      codes->codes->pdata[i - 1] = codes->codes->pdata[other];
      codes->codes->pdata[other] = swap;
    }
  return NULL;
}

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_admission_store_admit (connection, data, error);
}

static sqlite3_stmt *
open_bare (const char *path, sqlite3 **db)
{
  sqlite3_stmt *insert = NULL;

  remove_store (path);
  if (sqlite3_open (path, db) != SQLITE_OK ||
      sqlite3_exec (*db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE bare (id INTEGER PRIMARY KEY, value INTEGER)", NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (*db, "INSERT INTO bare (value) VALUES (1)", -1, &insert, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (*db));
  return insert;
}

static void
measure_admissions (FoyerStore *store, Town *town, const char *bare_path)
{
  g_autoptr (GArray) admissions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) commits = g_array_new (FALSE, FALSE, sizeof (double));
  Codes         codes = { town, NULL };
  sqlite3      *bare;
  sqlite3_stmt *insert = open_bare (bare_path, &bare);

  read_job (store, read_codes, &codes);
  for (guint i = 0; i < codes.codes->len; i++)
    {
      FoyerAdmissionRequest request = { .event = town->events[0], .code = codes.codes->pdata[i], .gate = "North", .mode = FOYER_SCAN_ENTRY };
      gint64                begun = g_get_monotonic_time ();
      g_autoptr (FoyerAdmission) admission = write_job (store, admit, &request);

      add_time (admissions, begun);
      if (admission->verdict != FOYER_VERDICT_ADMITTED)
        g_error ("A good ticket was refused: %s", foyer_verdict_nick (admission->verdict));
      begun = g_get_monotonic_time ();
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bare));
      sqlite3_reset (insert);
      add_time (commits, begun);
    }
  report ("store.admit.p99", quantile (admissions, 0.99), "ms", 2);
  report ("store.admit.ratio", quantile (admissions, 0.5) / quantile (commits, 0.5), "", 1.3);
  note ("store.admit.median", quantile (admissions, 0.5), "ms");
  note ("store.commit.median", quantile (commits, 0.5), "ms");
  sqlite3_finalize (insert);
  sqlite3_close (bare);
  remove_store (bare_path);
  g_ptr_array_unref (codes.codes);
}

/* ---- sales ---- */

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, data, error));
}

static double
measure_sales (FoyerStore *store, Town *town, int event, int count)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < count; i++)
    {
      g_autoptr (FoyerOrder) order = foyer_order_new ();
      gint64 begun;

      order->event = town->events[event];
      for (int j = 0; j < 2; j++)
        {
          FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

          ticket->category = town->categories[event];
          ticket->price = 2400;
        }
      g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 4800));
      begun = g_get_monotonic_time ();
      write_job (store, sell, order);
      add_time (times, begun);
    }
  return quantile (times, 0.99);
}

/* ---- lists and searches ---- */

typedef struct
{
  const FoyerId *event;
  const char    *search;
  GArray        *rows;
  guint          first;
} Look;

static gpointer
find (FoyerConnection *connection, gpointer data, GError **error)
{
  Look *look = data;

  return foyer_guest_store_find (connection, look->event, look->search, FOYER_GUESTS_BY_NAME, error);
}

static gpointer
load_page (FoyerConnection *connection, gpointer data, GError **error)
{
  Look *look = data;

  return foyer_guest_store_load (connection, &g_array_index (look->rows, gint64, look->first), MIN (PAGE, look->rows->len - look->first), error);
}

/* Returns: (transfer full): what was found, with its first page loaded */
static GArray *
look_for (FoyerStore *store, Town *town, const char *search)
{
  Look look = { &town->events[0], search, NULL, 0 };
  g_autoptr (GPtrArray) page = NULL;

  look.rows = read_job (store, find, &look);
  if (look.rows->len > 0)
    page = read_job (store, load_page, &look);
  return look.rows;
}

static void
measure_list (FoyerStore *store, Town *town)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rows = NULL;

  for (int i = 0; i < 5; i++)
    {
      gint64 begun = g_get_monotonic_time ();

      g_clear_pointer (&rows, g_array_unref);
      rows = look_for (store, town, NULL);
      add_time (times, begun);
    }
  report ("store.list.first-rows", quantile (times, 0.5), "ms", 150);
  for (int i = 0; i < N_JUMPS; i++)
    {
      Look   look = { &town->events[0], NULL, rows, foyer_random_below (&town->random, rows->len) };
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) page = read_job (store, load_page, &look);

      add_time (jumps, begun);
    }
  report ("store.jump.p95", quantile (jumps, 0.95), "ms", 16.6);
}

/* As somebody types it: each key is a search. */
static void
type_in (FoyerStore *store, Town *town, const char *text, GArray *times)
{
  gboolean tell = g_getenv ("BENCH_VERBOSE") != NULL;

  for (const char *p = text; *p != '\0';)
    {
      g_autofree char *typed = NULL;
      g_autoptr (GArray) rows = NULL;
      gint64 begun;

      p = g_utf8_next_char (p);
      typed = g_strndup (text, p - text);
      begun = g_get_monotonic_time ();
      rows = look_for (store, town, typed);
      add_time (times, begun);
      if (tell)
        g_printerr ("%8.2f ms %8u  %s\n", g_array_index (times, double, times->len - 1), rows->len, typed);
    }
}

static void
measure_search (FoyerStore *store, Town *town, const char *kind, const char *const *texts)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *name = g_strdup_printf ("store.search.%s.p99", kind);
  g_autofree char *median = g_strdup_printf ("store.search.%s.median", kind);

  for (; *texts != NULL; texts++)
    type_in (store, town, *texts, times);
  if (strcmp (kind, "domain") == 0) /* not promised: half of the guests have the same one */
    note (name, quantile (times, 0.99), "ms");
  else
    report (name, quantile (times, 0.99), "ms", 16);
  note (median, quantile (times, 0.5), "ms");
}

static void
measure_searches (FoyerStore *store, Town *town)
{
  g_autofree char *rare = g_strconcat (town->first_names->pdata[N_FIRST_NAMES - 1], " ", town->last_names->pdata[N_LAST_NAMES - 1], NULL);
  g_autofree char *common = g_strconcat (town->last_names->pdata[1], " ", town->first_names->pdata[1], NULL);
  g_autofree char *email = g_strconcat ("anna.", town->last_names->pdata[3], "@example.org", NULL);
  g_autofree char *wrong = g_strconcat (town->last_names->pdata[5], "q", NULL);
  g_autofree char *swapped = g_strdup (town->last_names->pdata[7]);
  g_autofree char *code = NULL;
  Codes            codes = { town, NULL };

  read_job (store, read_codes, &codes);
  code = g_ascii_strdown (codes.codes->pdata[0], -1);
  g_ptr_array_unref (codes.codes);
  if (g_ascii_isalpha (swapped[2]) && g_ascii_isalpha (swapped[3]))
    {
      char letter = swapped[2];

      swapped[2] = swapped[3];
      swapped[3] = letter;
    }
  measure_search (store, town, "name", (const char *const[]) { "Anna Müller", "müller", "mueller anna", rare, common, "stein", "e", "s", NULL });
  measure_search (store, town, "email", (const char *const[]) { email, "anna@example.org", NULL });
  measure_search (store, town, "order", (const char *const[]) { "0-000123", "0-654321", "500000", NULL });
  measure_search (store, town, "code", (const char *const[]) { code, NULL });
  measure_search (store, town, "domain", (const char *const[]) { "@example.org", NULL });
  measure_search (store, town, "typo", (const char *const[]) { "Muler Ana", "Anan Mülelr", wrong, swapped, NULL });
}

int
main (int argc, char **argv)
{
  const char      *build = g_getenv ("FOYER_BUILD_DIR");
  g_autofree char *folder = g_build_filename (build != NULL ? build : ".", "bench-store", NULL);
  g_autofree char *path = g_build_filename (folder, "work.db", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *template = NULL;
  Town town = { 0 };

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_error ("%s cannot be made", folder);
  town_init (&town, argc > 1 ? atoi (argv[1]) : 1000000);
  template = name_template (folder, town.n_tickets);
  make_template (template, &town);
  copy_store (template, path);
  {
    g_autoptr (FoyerStore) store = open_store (path);

    foyer_store_set_repeatable (store, 2, NOW);
    measure_list (store, &town);
    measure_searches (store, &town);
    measure_admissions (store, &town, bare);
    report ("store.sell.p99", measure_sales (store, &town, 1, N_SALES), "ms", 10);
    note ("store.sell-large.p99", measure_sales (store, &town, 0, 20), "ms");
  }
  remove_store (path);
  town_clear (&town);
  return 0;
}
