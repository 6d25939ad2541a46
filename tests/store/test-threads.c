/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"
#include "foyer-guest-store.h"
#include "store-dump.h"
#include "store-fixture.h"

#define PATIENCE (20 * G_USEC_PER_SEC)

/* Turns the main loop until @flag is set. */
static void
wait_for (gboolean *flag)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!*flag && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_true (*flag);
}

static gpointer
count_slowly (FoyerConnection *connection, gpointer data, GError **error)
{
  int *begun = data;

  g_atomic_int_set (begun, 1);
  /* a search over and over: each of its steps can be stopped */
  while (TRUE)
    {
      FoyerId event = FOYER_ID_NONE;
      g_autoptr (GArray) rows = foyer_guest_store_find (connection, &event, NULL, FOYER_GUESTS_BY_NAME, error);

      if (rows == NULL)
        return NULL;
    }
}

typedef struct
{
  GError  *error;
  gpointer result;
  gboolean done;
} Outcome;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->result = foyer_store_read_finish (FOYER_STORE (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->result = foyer_store_write_finish (FOYER_STORE (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gpointer
answer (FoyerConnection *connection, gpointer data, GError **error)
{
  return g_strdup ("42");
}

static gpointer
list_events (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

static void
test_read_that_runs_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) events = NULL;
  Outcome outcomes[2] = { 0 };
  int     begun[2] = { 0, 0 };
  GError *error = NULL;

  for (int i = 0; i < 2; i++)
    foyer_store_read_async (fixture->store, count_slowly, &begun[i], NULL, NULL, cancellable, read_cb, &outcomes[i]);
  while (!g_atomic_int_get (&begun[0]) || !g_atomic_int_get (&begun[1]))
    g_usleep (500);
  g_cancellable_cancel (cancellable);
  for (int i = 0; i < 2; i++)
    {
      wait_for (&outcomes[i].done);
      g_assert_error (outcomes[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&outcomes[i].error);
    }
  /* and the readers are fit for the next */
  for (int i = 0; i < 4; i++)
    {
      g_clear_pointer (&events, g_ptr_array_unref);
      events = foyer_store_read (fixture->store, list_events, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (events->len, ==, 1);
    }
}

static void
test_read_cancelled_before_it_began_does_not_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GError *error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (foyer_store_read (fixture->store, answer, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
}

static gpointer
wait_a_little (FoyerConnection *connection, gpointer data, GError **error)
{
  g_usleep (2000);
  return g_strdup ("done");
}

static void
test_closing_does_what_was_begun (Fixture *fixture, gconstpointer data)
{
  Outcome writes[20] = { 0 };
  Outcome reads[20] = { 0 };
  Outcome late = { 0 };

  for (int i = 0; i < 20; i++)
    {
      foyer_store_write_async (fixture->store, wait_a_little, NULL, NULL, g_free, write_cb, &writes[i]);
      foyer_store_read_async (fixture->store, wait_a_little, NULL, NULL, g_free, NULL, read_cb, &reads[i]);
    }
  foyer_store_close (fixture->store);
  foyer_store_write_async (fixture->store, answer, g_strdup ("data"), g_free, g_free, write_cb, &late);
  for (int i = 0; i < 20; i++)
    {
      wait_for (&writes[i].done);
      wait_for (&reads[i].done);
      g_assert_cmpstr (writes[i].result, ==, "done");
      g_assert_cmpstr (reads[i].result, ==, "done");
      g_free (writes[i].result);
      g_free (reads[i].result);
    }
  wait_for (&late.done);
  g_assert_error (late.error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_clear_error (&late.error);
}

static gpointer
hammer (gpointer data)
{
  FoyerStore *store = data;
  GError     *error = NULL;

  while (error == NULL)
    {
      g_autofree char *written = foyer_store_write (store, answer, NULL, &error);
      g_autofree char *read = error == NULL ? foyer_store_read (store, answer, NULL, NULL, &error) : NULL;
    }
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STORE);
  g_clear_error (&error);
  return NULL;
}

static void
test_closing_while_others_use_it_leaves_nobody_waiting (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 10; round++)
    {
      GThread *threads[4];

      for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new ("hammer", hammer, fixture->store);
      g_usleep (1000 * round);
      foyer_store_close (fixture->store);
      for (int i = 0; i < 4; i++)
        g_thread_join (threads[i]);
      fixture_reopen (fixture);
    }
}

static void
free_flag_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* The caller may forget the store at once; the last to hold it must not be one of its own threads. */
static void
test_store_forgotten_with_work_to_do_goes_quietly (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 30; round++)
    {
      gboolean freed = FALSE;
      gboolean gone = FALSE;
      Outcome  outcome = { 0 };

      g_object_weak_ref (G_OBJECT (fixture->store), (GWeakNotify) free_flag_cb, &gone);
      foyer_store_write_async (fixture->store, answer, &freed, free_flag_cb, g_free, write_cb, &outcome);
      g_clear_object (&fixture->store);
      wait_for (&outcome.done);
      wait_for (&gone);
      g_assert_true (freed);
      g_assert_no_error (outcome.error);
      g_free (outcome.result);
      fixture_reopen (fixture);
    }
}

static void
test_store_is_freed_when_it_is_let_go (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

static gpointer
fail_after_writing (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, data);

  foyer_change_set_text (change, "name", "Never there");
  if (foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error))
    g_set_error (error, FOYER_ERROR, FOYER_ERROR_STATE, "Thought better of it");
  return g_strdup ("result");
}

typedef struct
{
  int      emissions;
  guint    subjects;
  GThread *thread;
} Told;

static void
changed_cb (FoyerStore *store, guint subjects, gpointer data)
{
  Told *told = data;

  told->emissions++;
  told->subjects |= subjects;
  told->thread = g_thread_self ();
}

static void
turn_until_quiet (void)
{
  for (int i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static void
test_changes_are_told_once_and_where_it_was_opened (Fixture *fixture, gconstpointer data)
{
  Told    told = { 0 };
  GError *error = NULL;

  turn_until_quiet ();
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &told);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (FoyerOrder) order = fixture_sell (fixture, &fixture->stalls, 1, &error);

      g_assert_no_error (error);
    }
  g_assert_cmpint (told.emissions, ==, 0);
  turn_until_quiet ();
  g_assert_cmpint (told.emissions, ==, 1);
  g_assert_cmpuint (told.subjects, ==, FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS | FOYER_SUBJECT_OUTBOX);
  g_assert_true (told.thread == g_thread_self ());
}

static void
test_what_was_rolled_back_is_not_told (Fixture *fixture, gconstpointer data)
{
  Told    told = { 0 };
  Outcome outcome = { 0 };

  turn_until_quiet ();
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &told);
  foyer_store_write_async (fixture->store, fail_after_writing, &fixture->venue, NULL, g_free, write_cb, &outcome);
  wait_for (&outcome.done);
  g_assert_error (outcome.error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_clear_error (&outcome.error);
  turn_until_quiet ();
  g_assert_cmpint (told.emissions, ==, 0);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM venue WHERE name = 'Great Hall'"), ==, 1);
  g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM outbox"), ==, 4);
}

static gpointer
write_in_a_read (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, data);

  return GINT_TO_POINTER (foyer_change_store_apply (connection, change, FOYER_ORIGIN_HERE, error));
}

static void
test_readers_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_test_expect_message ("foyer-store", G_LOG_LEVEL_CRITICAL, "*writable*");
  g_assert_null (foyer_store_read (fixture->store, write_in_a_read, &fixture->venue, NULL, NULL));
  g_test_assert_expected_messages ();
}

typedef struct
{
  FoyerStore *store;
  gboolean    done;
} Opening;

static void
open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  GError  *error = NULL;

  opening->store = foyer_store_open_finish (result, &error);
  g_assert_no_error (error);
  opening->done = TRUE;
}

static void
test_opened_beside_the_loop_tells_the_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOrder) order = NULL;
  Opening opening = { 0 };
  Told    told = { 0 };
  GError *error = NULL;

  g_clear_object (&fixture->store);
  foyer_store_open_async (fixture->path, NULL, open_cb, &opening);
  wait_for (&opening.done);
  fixture->store = opening.store;
  foyer_store_set_repeatable (fixture->store, 9, FIXTURE_NOW);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &told);
  order = fixture_sell (fixture, &fixture->stalls, 1, &error);
  g_assert_no_error (error);
  turn_until_quiet ();
  g_assert_cmpint (told.emissions, ==, 1);
  g_assert_true (told.thread == g_thread_self ());
}

#define ADD(path, function) g_test_add ("/store/threads/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read-that-runs-can-be-cancelled", test_read_that_runs_can_be_cancelled);
  ADD ("read-cancelled-before-it-began-does-not-run", test_read_cancelled_before_it_began_does_not_run);
  ADD ("closing-does-what-was-begun", test_closing_does_what_was_begun);
  ADD ("closing-while-others-use-it-leaves-nobody-waiting", test_closing_while_others_use_it_leaves_nobody_waiting);
  ADD ("store-forgotten-with-work-to-do-goes-quietly", test_store_forgotten_with_work_to_do_goes_quietly);
  ADD ("store-is-freed-when-it-is-let-go", test_store_is_freed_when_it_is_let_go);
  ADD ("changes-are-told-once-and-where-it-was-opened", test_changes_are_told_once_and_where_it_was_opened);
  ADD ("what-was-rolled-back-is-not-told", test_what_was_rolled_back_is_not_told);
  ADD ("readers-cannot-write", test_readers_cannot_write);
  ADD ("opened-beside-the-loop-tells-the-loop", test_opened_beside_the_loop_tells_the_loop);
  return g_test_run ();
}
