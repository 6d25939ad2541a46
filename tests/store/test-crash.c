/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foyer-admission-store.h"
#include "store-dump.h"
#include "store-fixture.h"

#define ROUNDS 24

typedef struct
{
  FoyerOrder *order;
  const char *code;
  FoyerId     event;
} Work;

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_sale_store_sell (connection, ((Work *) data)->order, error));
}

static gpointer
admit (FoyerConnection *connection, gpointer data, GError **error)
{
  Work                 *work = data;
  FoyerAdmissionRequest request = { .event = work->event, .code = work->code, .gate = "North", .mode = FOYER_SCAN_ENTRY };

  return foyer_admission_store_admit (connection, &request, error);
}

/* What was told cannot be taken back: this is the guest who holds the ticket. */
static void
tell (const char *what, const FoyerId *id)
{
  char text[FOYER_ID_TEXT_LENGTH + 1];
  char line[64];
  int  length = g_snprintf (line, sizeof line, "%s %s\n", what, foyer_id_print (id, text));

  if (write (STDOUT_FILENO, line, length) != length)
    _exit (3);
}

static void
sell_and_admit (FoyerStore *store, const FoyerId *event, const FoyerId *category)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (FoyerAdmission) admission = NULL;
  Work    work = { .order = order, .event = *event };
  GError *error = NULL;

  order->event = *event;
  for (int i = 0; i < 2; i++)
    {
      FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);

      ticket->category = *category;
      ticket->price = 2400;
    }
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 4800));
  foyer_store_write (store, sell, &work, &error);
  g_assert_no_error (error);
  tell ("sale", &order->id);
  work.code = ((FoyerOrderTicket *) order->tickets->pdata[0])->ticket->secret;
  admission = foyer_store_write (store, admit, &work, &error);
  g_assert_no_error (error);
  g_assert_cmpint (admission->verdict, ==, FOYER_VERDICT_ADMITTED);
  tell ("scan", &admission->scan);
}

/* The till that will be killed. */
static int
run_till (const char *path, const char *event_text, const char *category_text)
{
  g_autoptr (FoyerStore) store = NULL;
  pid_t   parent = getppid ();
  FoyerId event, category;
  GError *error = NULL;

  store = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (store, g_random_int (), FIXTURE_NOW);
  foyer_id_parse (event_text, &event);
  foyer_id_parse (category_text, &category);
  tell ("open", &event);
  while (getppid () == parent)
    sell_and_admit (store, &event, &category);
  return 0;
}

static char *
read_rest (int descriptor)
{
  GString *text = g_string_new (NULL);
  char     buffer[4096];
  gssize   length;

  while ((length = read (descriptor, buffer, sizeof buffer)) > 0 || (length < 0 && errno == EINTR))
    if (length > 0)
      g_string_append_len (text, buffer, length);
  close (descriptor);
  return g_string_free (text, FALSE);
}

/* Lets a till work and kills it at any moment. Returns: (transfer full): what it told */
static char *
kill_a_till (Fixture *fixture, int microseconds)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *event = foyer_id_dup_text (&fixture->event);
  g_autofree char *category = foyer_id_dup_text (&fixture->stalls);
  char            *arguments[] = { program, (char *) "--till", fixture->path, event, category, NULL };
  GPid             till;
  char             first;
  int              output;
  GError          *error = NULL;

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &till, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &first, 1), ==, 1); /* it is open */
  g_usleep (microseconds);
  g_assert_cmpint (kill (till, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (till, NULL, 0), ==, till);
  return read_rest (output);
}

static int
assert_kept (Fixture *fixture, const char *told)
{
  g_auto (GStrv) lines = g_strsplit (told, "\n", -1);
  int count = 0;

  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);
      g_autofree char *sql = NULL;
      g_autofree char *hex = NULL;
      g_auto (GStrv) parts = NULL;

      if (words[0] == NULL || words[1] == NULL || strlen (words[1]) != FOYER_ID_TEXT_LENGTH)
        continue;
      parts = g_strsplit (words[1], "-", -1);
      hex = g_strjoinv ("", parts);
      if (strcmp (words[0], "sale") == 0)
        sql = g_strdup_printf ("SELECT (SELECT count(*) FROM orders WHERE id = x'%s') + (SELECT count(*) FROM ticket WHERE order_id = x'%s')"
                               " + (SELECT count(*) FROM payment WHERE order_id = x'%s')",
                               hex, hex, hex);
      else if (strcmp (words[0], "scan") == 0)
        sql = g_strdup_printf ("SELECT (SELECT count(*) FROM scan s JOIN ticket t ON t.id = s.ticket AND t.inside = 1 WHERE s.id = x'%s')"
                               " + 3 * (SELECT count(*) FROM outbox WHERE id = x'%s')",
                               hex, hex);
      else
        continue;
      g_assert_cmpint (dump_number (fixture->path, sql), ==, 4);
      count++;
    }
  return count;
}

static void
test_killed_till_loses_nothing_it_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  FoyerRandom random;
  int         kept = 0;

  g_clear_object (&fixture->store);
  foyer_random_init_seed (&random, 2026);
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autofree char *text = kill_a_till (fixture, 200 + foyer_random_below (&random, 90000));

      g_string_append (told, text);
      fixture_reopen (fixture);
      g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
      g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) FROM orders o WHERE 2 <> (SELECT count(*) FROM ticket t WHERE t.order_id = o.id)"
                                                   " OR 1 <> (SELECT count(*) FROM payment p WHERE p.order_id = o.id)"),
                       ==, 0);
      g_assert_cmpint (dump_number (fixture->path, "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM scan) + 4 - (SELECT count(*) FROM outbox)"), ==, 0);
      g_assert_cmpint (dump_number (fixture->path, "SELECT count(*) - count(DISTINCT serial) FROM ticket"), ==, 0);
      /* the owner closes properly in every other round, else the next one finds the log of two */
      if (round % 2 == 0)
        g_clear_object (&fixture->store);
      else
        foyer_store_close (fixture->store);
    }
  fixture_reopen (fixture);
  kept = assert_kept (fixture, told->str);
  g_test_message ("%d sales and scans told before %d kills", kept, ROUNDS);
  g_assert_cmpint (kept, >, ROUNDS);
}

static void
set_up_large (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("foyer-crash-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "foyer.db", NULL);
  fixture_fill (fixture, 1000000);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "--till") == 0)
    return run_till (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/crash/killed-till-loses-nothing-it-told", Fixture, NULL, set_up_large, test_killed_till_loses_nothing_it_told, fixture_tear_down);
  return g_test_run ();
}
