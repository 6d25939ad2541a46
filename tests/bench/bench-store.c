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
#include <stdlib.h>
#include <string.h>

#include "foyer-admission-store.h"
#include "foyer-connection-private.h"
#include "foyer-guest-store.h"
#include "foyer-sale-store.h"
#include "figures.h"
#include "town.h"

#define N_ADMISSIONS 3000
#define N_SALES 2000
#define N_JUMPS 200
#define PAGE 64

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

  town_remove_store (path);
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

  town_read (store, read_codes, &codes);
  for (guint i = 0; i < codes.codes->len; i++)
    {
      FoyerAdmissionRequest request = { .event = town->events[0], .code = codes.codes->pdata[i], .gate = "North", .mode = FOYER_SCAN_ENTRY };
      gint64                begun = g_get_monotonic_time ();
      g_autoptr (FoyerAdmission) admission = town_write (store, admit, &request);

      figure_add_time (admissions, begun);
      if (admission->verdict != FOYER_VERDICT_ADMITTED)
        g_error ("A good ticket was refused: %s", foyer_verdict_nick (admission->verdict));
      begun = g_get_monotonic_time ();
      if (sqlite3_step (insert) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bare));
      sqlite3_reset (insert);
      figure_add_time (commits, begun);
    }
  figure_report ("store.admit.p99", figure_quantile (admissions, 0.99), "ms", 2);
  figure_report ("store.admit.ratio", figure_quantile (admissions, 0.5) / figure_quantile (commits, 0.5), "", 1.3);
  figure_note ("store.admit.median", figure_quantile (admissions, 0.5), "ms");
  figure_note ("store.commit.median", figure_quantile (commits, 0.5), "ms");
  sqlite3_finalize (insert);
  sqlite3_close (bare);
  town_remove_store (bare_path);
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
      town_write (store, sell, order);
      figure_add_time (times, begun);
      if (g_getenv ("BENCH_VERBOSE") != NULL && g_array_index (times, double, i) > 5)
        g_printerr ("sale %d: %.2f ms\n", i, g_array_index (times, double, i));
    }
  return figure_quantile (times, 0.99);
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

  look.rows = town_read (store, find, &look);
  if (look.rows->len > 0)
    page = town_read (store, load_page, &look);
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
      figure_add_time (times, begun);
    }
  figure_report ("store.list.first-rows", figure_quantile (times, 0.5), "ms", 150);
  for (int i = 0; i < N_JUMPS; i++)
    {
      Look   look = { &town->events[0], NULL, rows, foyer_random_below (&town->random, rows->len) };
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GPtrArray) page = town_read (store, load_page, &look);

      figure_add_time (jumps, begun);
    }
  figure_report ("store.jump.p95", figure_quantile (jumps, 0.95), "ms", 16.6);
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
      figure_add_time (times, begun);
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
    figure_note (name, figure_quantile (times, 0.99), "ms");
  else
    figure_report (name, figure_quantile (times, 0.99), "ms", 16);
  figure_note (median, figure_quantile (times, 0.5), "ms");
}

static void
measure_searches (FoyerStore *store, Town *town)
{
  g_autofree char *rare = g_strconcat (town->first_names->pdata[TOWN_FIRST_NAMES - 1], " ", town->last_names->pdata[TOWN_LAST_NAMES - 1], NULL);
  g_autofree char *common = g_strconcat (town->last_names->pdata[1], " ", town->first_names->pdata[1], NULL);
  g_autofree char *email = g_strconcat ("anna.", town->last_names->pdata[3], "@example.org", NULL);
  g_autofree char *wrong = g_strconcat (town->last_names->pdata[5], "q", NULL);
  g_autofree char *swapped = g_strdup (town->last_names->pdata[7]);
  g_autofree char *code = NULL;
  Codes            codes = { town, NULL };

  town_read (store, read_codes, &codes);
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

/* Without names, all parts are. */
static gboolean
is_wanted (int argc, char **argv, const char *part)
{
  return argc < 3 || g_strv_contains ((const char *const *) argv + 2, part);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = town_folder ();
  g_autofree char *path = g_build_filename (folder, "work.db", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *template = NULL;
  Town town = { 0 };

  town_init (&town, argc > 1 ? atoi (argv[1]) : 1000000);
  template = town_make_store (&town, folder);
  town_copy_store (template, path);
  {
    g_autoptr (FoyerStore) store = town_open_store (path);

    foyer_store_set_repeatable (store, 2, TOWN_NOW);
    if (is_wanted (argc, argv, "list"))
      measure_list (store, &town);
    if (is_wanted (argc, argv, "search"))
      measure_searches (store, &town);
    if (is_wanted (argc, argv, "admit"))
      measure_admissions (store, &town, bare);
    if (is_wanted (argc, argv, "sell"))
      {
        figure_report ("store.sell.p99", measure_sales (store, &town, 1, N_SALES), "ms", 10);
        figure_note ("store.sell-large.p99", measure_sales (store, &town, 0, 20), "ms");
      }
  }
  town_remove_store (path);
  town_clear (&town);
  return 0;
}
