/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index leaves its commits as pieces, which the store merges when
 * nobody waits: nobody may see more of that than speed. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foyer-guest-store.h"
#include "foyer-meta-store.h"
#include "foyer-search-index.h"
#include "store-dump.h"
#include "store-fixture.h"

#define N_COMMITS 300
#define GUESTS_A_COMMIT 25
#define ROUNDS_MAX 60

static FoyerOrder *
make_guest (Fixture *fixture, int number)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  FoyerAttendee *attendee = foyer_attendee_new ();

  attendee->name = g_strdup_printf ("Guest Nr%d %s", number, number % 7 == 0 ? "Berg" : "Meer");
  attendee->email = g_strdup_printf ("guest.%d@example.org", number);
  order->event = fixture->event;
  order->channel = FOYER_CHANNEL_IMPORT;
  foyer_order_add (order, foyer_ticket_new (), attendee)->category = fixture->stalls;
  return g_steal_pointer (&order);
}

typedef struct
{
  Fixture *fixture;
  int      first;
  int      count;
} Guests;

static gpointer
take_in (FoyerConnection *connection, gpointer data, GError **error)
{
  Guests *call = data;

  for (int i = 0; i < call->count; i++)
    {
      g_autoptr (FoyerOrder) order = make_guest (call->fixture, call->first + i);

      if (!foyer_sale_store_import (connection, order, error))
        return NULL;
    }
  return NULL;
}

static void
add_guests (Fixture *fixture, int first, int count)
{
  Guests  call = { fixture, first, count };
  GError *error = NULL;

  foyer_store_write (fixture->store, take_in, &call, &error);
  g_assert_no_error (error);
}

static gpointer
count_pieces (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_search_index_count_pieces (connection));
}

static int
pieces_of (Fixture *fixture)
{
  GError *error = NULL;
  int     pieces = GPOINTER_TO_INT (foyer_store_read (fixture->store, count_pieces, NULL, NULL, &error));

  g_assert_no_error (error);
  return pieces;
}

typedef struct
{
  Fixture    *fixture;
  const char *search;
} Find;

static gpointer
find (FoyerConnection *connection, gpointer data, GError **error)
{
  Find *call = data;

  return foyer_guest_store_find (connection, &call->fixture->event, call->search, FOYER_GUESTS_BY_NAME, error);
}

static guint
count_found (Fixture *fixture, const char *text)
{
  Find    call = { fixture, text };
  GError *error = NULL;
  g_autoptr (GArray) rows = foyer_store_read (fixture->store, find, &call, NULL, &error);

  g_assert_no_error (error);
  return rows->len;
}

/* Guests 0 to @count - 1, and no others. Long lists are cut short, so the index is asked for these. */
static void
assert_found (Fixture *fixture, int count)
{
  g_autofree char *last = g_strdup_printf ("nr%d", count - 1);
  g_autofree char *address = g_strdup_printf ("guest.%d@example.org", count / 2);

  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket_search WHERE ticket_search MATCH 'guest'"), ==, count);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM ticket_search WHERE ticket_search MATCH 'be* AND guest'"), ==, (count + 6) / 7);
  g_assert_cmpuint (count_found (fixture, last), ==, 1);
  g_assert_cmpuint (count_found (fixture, address), ==, 1);
  g_assert_cmpuint (count_found (fixture, "tal"), ==, 0);
}

static void
assert_sound (const char *path)
{
  g_assert_cmpint (dump_number (path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  dump_execute (path, "INSERT INTO ticket_search (ticket_search) VALUES ('integrity-check')");
}

/* As the writer has it, but without its upkeep. */
static FoyerConnection *
open_connection (Fixture *fixture)
{
  FoyerConnection *connection;
  GError          *error = NULL;

  g_clear_object (&fixture->store);
  connection = foyer_connection_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  foyer_meta_store_start (connection, &error);
  g_assert_no_error (error);
  foyer_connection_execute (connection, "PRAGMA synchronous = OFF", &error);
  g_assert_no_error (error);
  return connection;
}

static void
commit_guests (Fixture *fixture, FoyerConnection *connection, int n_commits, int count)
{
  GError *error = NULL;

  for (int i = 0; i < n_commits; i++)
    {
      Guests call = { fixture, i * count, count };

      foyer_connection_execute (connection, "BEGIN IMMEDIATE", &error);
      g_assert_no_error (error);
      take_in (connection, &call, &error);
      g_assert_no_error (error);
      foyer_connection_execute (connection, "COMMIT", &error);
      g_assert_no_error (error);
    }
}

static void
test_commits_merge_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerConnection) connection = open_connection (fixture);

  commit_guests (fixture, connection, N_COMMITS, 1);
  g_assert_cmpint (foyer_search_index_count_pieces (connection), ==, N_COMMITS);
}

/* Returns: whether it came to that within some seconds */
static gboolean
wait_for_pieces (Fixture *fixture, int most)
{
  for (int i = 0; i < 200; i++)
    {
      if (pieces_of (fixture) <= most)
        return TRUE;
      g_usleep (50000);
    }
  return FALSE;
}

static void
test_pause_merges_and_search_stays_right (Fixture *fixture, gconstpointer data)
{
  int pieces, count = 0;

  for (; count < 40; count++)
    {
      add_guests (fixture, count, 1);
      assert_found (fixture, count + 1);
    }
  for (pieces = pieces_of (fixture); pieces > 8; pieces = MIN (pieces, pieces_of (fixture)))
    {
      assert_found (fixture, count); /* whatever was merged by now */
      g_assert_true (wait_for_pieces (fixture, pieces - 1));
    }
  assert_found (fixture, count);
  add_guests (fixture, count, 1);
  assert_found (fixture, count + 1);
}

static void
test_words_that_were_replaced_are_not_found (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Ahorn", "Birke", "Eiche", "Fichte", "Linde", "Tanne", "Ulme", "Weide" };
  g_autoptr (FoyerOrder) order = NULL;
  GError *error = NULL;

  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FoyerId   *ticket = &((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->id;
      g_autofree char *name = g_strdup_printf ("Holder %s", names[i]);
      g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_ATTENDEE_EDIT, ticket);

      foyer_change_set_text (change, "name", name);
      g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
      g_assert_no_error (error);
    }
  for (int merged = 0; merged < 2; merged++)
    {
      g_assert_cmpuint (count_found (fixture, "holder"), ==, 1);
      g_assert_cmpuint (count_found (fixture, "weide"), ==, 1);
      g_assert_cmpuint (count_found (fixture, "ulme"), ==, 0);
      g_assert_true (wait_for_pieces (fixture, 3));
    }
}

static void
test_writer_that_never_pauses_keeps_pace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerConnection) connection = open_connection (fixture);
  int most = 0;

  commit_guests (fixture, connection, 2 * N_COMMITS, 1);
  g_clear_pointer (&connection, foyer_connection_close);
  fixture_reopen (fixture);
  for (int i = 0; i < 100; i++) /* far quicker than the pause it would need */
    {
      add_guests (fixture, 2 * N_COMMITS + i, 1);
      most = MAX (most, pieces_of (fixture));
    }
  g_assert_cmpint (most, <, 2 * N_COMMITS + 100);
  assert_found (fixture, 2 * N_COMMITS + 100);
}

/* The owner that will be killed while it merges. */
static int
run_owner (const char *path)
{
  g_autoptr (FoyerStore) store = NULL;
  pid_t   parent = getppid ();
  GError *error = NULL;

  store = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  if (write (STDOUT_FILENO, "\n", 1) != 1)
    return 3;
  while (getppid () == parent)
    g_usleep (10000);
  return 0;
}

static void
kill_an_owner (Fixture *fixture, int microseconds)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char            *arguments[] = { program, (char *) "--owner", fixture->path, NULL };
  GPid             owner;
  char             first;
  int              output;
  GError          *error = NULL;

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &owner, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &first, 1), ==, 1); /* it is open */
  g_usleep (microseconds);
  g_assert_cmpint (kill (owner, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (owner, NULL, 0), ==, owner);
  close (output);
}

static void
test_killed_while_merging_loses_nothing (Fixture *fixture, gconstpointer data)
{
  FoyerConnection *connection = open_connection (fixture);
  int              half_done = 0, rounds = 0;

  commit_guests (fixture, connection, N_COMMITS, GUESTS_A_COMMIT);
  foyer_connection_close (connection);
  for (int pieces = N_COMMITS; pieces >= N_COMMITS && rounds < ROUNDS_MAX; rounds++)
    {
      /* it begins after 200 ms; each round it gets a little further */
      kill_an_owner (fixture, 195000 + 2000 * rounds);
      assert_sound (fixture->path);
      connection = open_connection (fixture);
      pieces = foyer_search_index_count_pieces (connection);
      foyer_connection_close (connection);
      half_done += pieces == N_COMMITS + 1; /* the new one is there, and the old ones still are */
    }
  g_test_message ("%d of %d were killed while they merged", half_done, rounds);
  g_assert_cmpint (half_done, >, 0);
  fixture_reopen (fixture);
  assert_found (fixture, N_COMMITS * GUESTS_A_COMMIT);
  g_assert_true (wait_for_pieces (fixture, 4));
  assert_found (fixture, N_COMMITS * GUESTS_A_COMMIT);
}

#define ADD(path, function) g_test_add ("/store/upkeep/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--owner") == 0)
    return run_owner (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("commits-merge-nothing", test_commits_merge_nothing);
  ADD ("pause-merges-and-search-stays-right", test_pause_merges_and_search_stays_right);
  ADD ("words-that-were-replaced-are-not-found", test_words_that_were_replaced_are_not_found);
  ADD ("writer-that-never-pauses-keeps-pace", test_writer_that_never_pauses_keeps_pace);
  ADD ("killed-while-merging-loses-nothing", test_killed_while_merging_loses_nothing);
  return g_test_run ();
}
