/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long list comes in whole or not at all, whatever happens meanwhile. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foyer-error.h"
#include "foyer-import.h"
#include "foyer-intake-store.h"
#include "foyer-outbox-store.h"
#include "store-dump.h"
#include "store-fixture.h"

#define GUESTS 15000
#define ROUNDS 2

static FoyerImport *
open_list (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (FoyerEventSummary) summary = fixture_summary (fixture);
  GError      *error = NULL;
  FoyerImport *import;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import = foyer_import_open (file, summary, NULL, &error);
  g_assert_no_error (error);
  return import;
}

/* Some of all that a list can say, with a category that the event does not have. */
static char *
list_of_everything (void)
{
  static const char *const states[] = { "paid", "unpaid", "refunded", "checked in", "blocked" };
  GString                 *text = g_string_new ("Order,Name,E-mail,Ticket type,Status\n");

  for (int i = 0; i < GUESTS; i++)
    g_string_append_printf (text, "%d,Guest %d,guest%d@example.org,%s,%s\n", i / 2, i, i, i % 3 == 0 ? "Gallery" : "Stalls",
                            i % 50 == 0 ? states[i / 50 % G_N_ELEMENTS (states)] : "paid");
  return g_string_free (text, FALSE);
}

/* All that a list leaves its traces in. */
static char *
dump_all (Fixture *fixture)
{
  static const char *const tables[] = {
    "event", "category", "field_version", "edit", "orders", "payment", "refund", "refund_ticket", "ticket", "retired_code", "attendee",
    "scan", "block", "conflict", "outbox", "ticket_search_docsize", NULL
  };

  return dump_tables (fixture->path, tables);
}

static gpointer
peek (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_outbox_store_peek (connection, 10, error);
}

static guint
count_sendable (Fixture *fixture)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = foyer_store_read (fixture->store, peek, NULL, NULL, &error);

  g_assert_no_error (error);
  return entries->len;
}

typedef struct
{
  Fixture      *fixture;
  GCancellable *cancellable;
  FoyerOrder   *order; /* that a till sold while the list came in */
} Beside;

static void
sell_and_stop_cb (goffset done, goffset total, gpointer data)
{
  Beside *beside = data;
  GError *error = NULL;

  if (done * 100 < 15 * total || beside->order != NULL)
    return;
  g_assert_cmpint (dump_number (beside->fixture->path, "SELECT count(*) FROM ticket"), >, 1000);
  g_assert_cmpuint (count_sendable (beside->fixture), ==, 0);
  beside->order = fixture_sell (beside->fixture, &beside->fixture->balcony, 1, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (beside->cancellable);
}

static void
test_cancelled_import_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = list_of_everything ();
  g_autoptr (FoyerImport) import = open_list (fixture, text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FoyerImportResult) result = NULL;
  g_autofree char *before = dump_all (fixture);
  g_autofree char *after = NULL;
  g_autofree char *sold = NULL;
  GError          *error = NULL;
  Beside           beside = { fixture, cancellable, NULL };

  foyer_import_set_create_categories (import, TRUE);
  foyer_import_set_over_capacity (import, TRUE);
  g_assert_null (foyer_import_run (import, fixture->store, cancellable, sell_and_stop_cb, &beside, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_nonnull (beside.order);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket"), ==, 1);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket_search WHERE ticket_search MATCH 'guest'"), ==, 0);
  g_assert_cmpuint (count_sendable (fixture), >, 0);
  /* without the sale it is as if nothing had been */
  sold = foyer_id_dup_text (&beside.order->id);
  dump_execute (fixture->path, "DELETE FROM ticket_search WHERE rowid IN (SELECT rowid FROM ticket); DELETE FROM payment; DELETE FROM ticket; DELETE FROM orders;"
                               "DELETE FROM outbox WHERE line LIKE '%order.sale%'");
  after = dump_all (fixture);
  g_assert_cmpstr (after, ==, before);
  foyer_order_free (beside.order);
  result = foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->imported, ==, GUESTS);
  g_assert_cmpuint (count_sendable (fixture), >, 0);
}

/* The owner that will be killed while the list comes in. */
static int
run_owner (const char *path, const char *list, const char *event)
{
  GError *error = NULL;
  Fixture fixture = { .path = (char *) path };
  g_autoptr (FoyerStore) store = foyer_store_open (path, FALSE, &error);
  g_autoptr (FoyerEventSummary) summary = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (list);
  g_autoptr (FoyerImport) import = NULL;
  g_autoptr (FoyerImportResult) result = NULL;

  g_assert_no_error (error);
  fixture.store = store;
  g_assert_true (foyer_id_parse (event, &fixture.event));
  summary = fixture_summary (&fixture);
  import = foyer_import_open (file, summary, NULL, &error);
  g_assert_no_error (error);
  foyer_import_set_create_categories (import, TRUE);
  foyer_import_set_over_capacity (import, TRUE);
  result = foyer_import_run (import, store, NULL, NULL, NULL, &error);
  return result != NULL ? 0 : 1;
}

/* Kills an owner once @sql yields something, and a moment later. */
static void
kill_an_owner (Fixture *fixture, const char *sql, int microseconds)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *list = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autofree char *event = foyer_id_dup_text (&fixture->event);
  char            *arguments[] = { program, (char *) "--owner", fixture->path, list, event, NULL };
  GPid             owner;
  int              status;
  GError          *error = NULL;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &owner, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3000 && dump_number (fixture->path, sql) == 0; i++)
    g_usleep (5000);
  g_usleep (microseconds);
  g_assert_cmpint (kill (owner, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (owner, &status, 0), ==, owner);
  g_assert_true (WIFSIGNALED (status));
}

/* What was to be sent before can be sent when nothing of the list is left. */
static void
wait_until_taken_back (Fixture *fixture)
{
  for (int i = 0; i < 1200 && count_sendable (fixture) == 0; i++)
    g_usleep (50000);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM meta WHERE key = 'intake'"), ==, 0);
}

static void
test_killed_import_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = list_of_everything ();
  g_autoptr (FoyerImport) import = open_list (fixture, text);
  g_autoptr (FoyerImportResult) result = NULL;
  g_autofree char *before = dump_all (fixture);
  GError          *error = NULL;
  int              most = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autofree char *after = NULL;

      g_clear_object (&fixture->store);
      kill_an_owner (fixture, round == 0 ? "SELECT count(*) FROM meta WHERE key = 'intake'" : "SELECT count(*) FROM ticket", 5000 * round);
      most = MAX (most, dump_number (fixture->path, "SELECT count(*) FROM ticket"));
      fixture_reopen (fixture);
      if (round == ROUNDS - 1)
        break; /* and at once the same list again */
      wait_until_taken_back (fixture);
      after = dump_all (fixture);
      g_assert_cmpstr (after, ==, before);
    }
  g_test_message ("up to %d tickets were in when it was killed", most);
  g_assert_cmpint (most, >, 0);
  foyer_import_set_create_categories (import, TRUE);
  foyer_import_set_over_capacity (import, TRUE);
  result = foyer_import_run (import, fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->imported, ==, GUESTS);
  g_assert_cmpint (result->known, ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket"), ==, GUESTS);
}

static gpointer
begin (FoyerConnection *connection, gpointer data, GError **error)
{
  foyer_intake_store_begin (connection, error);
  return NULL;
}

static gpointer
take_back (FoyerConnection *connection, gpointer data, GError **error)
{
  gboolean more;

  foyer_intake_store_take_back (connection, 100, &more, error);
  return NULL;
}

static void
test_one_list_at_a_time (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  foyer_store_write (fixture->store, begin, NULL, &error);
  g_assert_no_error (error);
  foyer_store_write (fixture->store, begin, NULL, &error);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_clear_error (&error);
  /* one that is on its way is nobody else's to take back */
  foyer_store_write (fixture->store, take_back, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM meta WHERE key = 'intake'"), ==, 1);
}

#define ADD(path, function) g_test_add ("/intake/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "--owner") == 0)
    return run_owner (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, NULL);
  ADD ("cancelled-import-leaves-nothing", test_cancelled_import_leaves_nothing);
  ADD ("killed-import-leaves-nothing", test_killed_import_leaves_nothing);
  ADD ("one-list-at-a-time", test_one_list_at_a_time);
  return g_test_run ();
}
