/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "foyer-config.h"
#include "foyer-print-job-store.h"
#include "gui-fixture.h"
#include "printing/foyer-print-queue.h"
#include "printing/foyer-ticket-paper.h"

/* -- A print system of the test's own, see print/print-system.sh -- */

typedef struct
{
  GuiFixture       gui; /* its store and waits only: there is no window */
  FoyerPrintQueue *queue;
  char            *folder;
} SystemFixture;

static void
command_system (SystemFixture *fixture, const char *verb, const char *mode)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "print", "print-system.sh", NULL);
  const char      *arguments[] = { script, verb, fixture->folder, mode, NULL };
  GError          *error = NULL;
  int              status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
enter_system (SystemFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "env", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GError *error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (pair) == 2)
        g_setenv (pair[0], pair[1], TRUE);
    }
}

static void
start_queue (SystemFixture *fixture)
{
  fixture->queue = foyer_print_queue_new (fixture->gui.store.store, fixture->gui.settings);
}

static void
system_set_up (SystemFixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-printing-XXXXXX", &error);
  g_assert_no_error (error);
  command_system (fixture, "start", "ticket");
  enter_system (fixture);
  fixture_set_up (&fixture->gui.store, NULL);
  fixture->gui.settings = g_settings_new (FOYER_APP_ID);
  start_queue (fixture);
}

static void
system_tear_down (SystemFixture *fixture, gconstpointer data)
{
  const char *remove[] = { "rm", "-rf", fixture->folder, NULL };

  g_assert_finalize_object (fixture->queue);
  g_clear_object (&fixture->gui.settings);
  foyer_store_close (fixture->gui.store.store);
  fixture_tear_down (&fixture->gui.store, NULL);
  command_system (fixture, "stop", NULL);
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
}

static guint
count_printed (SystemFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "spool", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_suffix (name, ".pdf");
  return count;
}

/* -- Jobs -- */

static gpointer
queue_job (FoyerConnection *connection, gpointer data, GError **error)
{
  const FoyerOrder *order = data;
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (FoyerId));
  FoyerPrintJob *job = foyer_print_job_new ();

  for (guint i = 0; i < order->tickets->len; i++)
    g_array_append_val (tickets, ((FoyerOrderTicket *) order->tickets->pdata[i])->ticket->id);
  job->title = g_strdup ("Tonight · test");
  job->order = order->id;
  job->event = order->event;
  g_assert_true (foyer_print_job_store_add (connection, job, tickets, error));
  return job;
}

static FoyerPrintJob *
sell_and_queue (GuiFixture *fixture)
{
  GError *error = NULL;
  g_autoptr (FoyerOrder) order = fixture_sell (&fixture->store, &fixture->store.stalls, 2, &error);
  FoyerPrintJob *job;

  g_assert_no_error (error);
  job = foyer_store_write (fixture->store.store, queue_job, order, &error);
  g_assert_no_error (error);
  return job;
}

static gpointer
read_jobs (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_list (connection, 10, error);
}

static FoyerPrintJob *
read_newest (GuiFixture *fixture)
{
  g_autoptr (GPtrArray) jobs = foyer_store_read (fixture->store.store, read_jobs, NULL, NULL, NULL);

  g_assert_nonnull (jobs);
  g_assert_cmpuint (jobs->len, >, 0);
  return g_ptr_array_steal_index (jobs, 0);
}

static gboolean
has_state (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerPrintJob) job = read_newest (fixture);

  return job->state == (FoyerPrintState) GPOINTER_TO_INT (data);
}

static gboolean
has_message (GuiFixture *fixture, gpointer data)
{
  g_autoptr (FoyerPrintJob) job = read_newest (fixture);

  return strstr (job->message, data) != NULL;
}

static void
expect_state (GuiFixture *fixture, FoyerPrintState state)
{
  g_autoptr (FoyerPrintJob) job = NULL;

  if (gui_fixture_wait_until (fixture, has_state, GINT_TO_POINTER (state)))
    return;
  job = read_newest (fixture);
  g_test_message ("the job is “%s”: %s", foyer_print_state_nick (job->state), job->message);
  g_test_fail ();
}

static void
test_empty (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (gui_fixture_show_page (fixture, "printing"));

  g_assert_true (gui_fixture_wait_for_text (fixture, page, "Nothing Printed Yet"));
}

static void
test_no_print_system (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (gui_fixture_show_page (fixture, "printing"));
  g_autoptr (FoyerPrintJob) job = sell_and_queue (fixture);
  g_autofree char *id = foyer_id_dup_text (&job->id);

  g_assert_true (gui_fixture_wait_for_text (fixture, page, "Tickets can be sold, but not printed."));
  g_assert_true (gui_fixture_wait_for_text (fixture, page, "Try Again"));
  expect_state (fixture, FOYER_PRINT_WAITING);
  g_assert_true (gtk_widget_activate_action (gui_fixture_find_action (page, "job.retry"), "job.cancel", "s", id));
  expect_state (fixture, FOYER_PRINT_CANCELLED);
}

static void
test_reprint (GuiFixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (gui_fixture_show_page (fixture, "printing"));
  g_autoptr (FoyerPrintJob) job = sell_and_queue (fixture);
  g_autoptr (FoyerPrintJob) second = NULL;
  g_autofree char *id = foyer_id_dup_text (&job->id);
  GtkWidget       *row, *dialog;

  g_assert_true (gui_fixture_wait_for_text (fixture, page, "Tonight"));
  g_assert_true (gui_fixture_wait_until (fixture, has_message, (gpointer) "not running"));
  g_assert_true (gtk_widget_activate_action (gui_fixture_wait_for_widget (fixture, GTK_TYPE_LIST_BOX, "jobs"), "job.reprint", "s", id));
  row = gui_fixture_wait_for_widget (fixture, ADW_TYPE_ENTRY_ROW, "reason");
  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), "Lost");
  dialog = gtk_widget_get_ancestor (row, ADW_TYPE_ALERT_DIALOG);
  g_signal_emit_by_name (dialog, "response", "apply");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_true (gui_fixture_wait_for_text (fixture, page, "Lost"));
  second = read_newest (fixture);
  g_assert_false (foyer_id_equal (&job->id, &second->id));
  g_assert_cmpint (second->pages, ==, 2);
}

typedef struct
{
  gboolean done;
  gboolean good;
} Saved;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  Saved  *saved = data;

  saved->good = foyer_ticket_paper_save_finish (result, &error);
  g_assert_no_error (error);
  saved->done = TRUE;
}

static gboolean
is_saved (GuiFixture *fixture, gpointer data)
{
  return ((Saved *) data)->done;
}

static void
test_save (GuiFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPrintJob) job = sell_and_queue (fixture);
  g_autofree char *path = g_build_filename (fixture->store.folder, "tickets.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Saved saved = { FALSE };
  gsize length;

  foyer_ticket_paper_save_async (fixture->store.store, &job->id, file, "Tickets", NULL, saved_cb, &saved);
  g_assert_true (gui_fixture_wait_until (fixture, is_saved, &saved));
  g_assert_true (saved.good);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
}

/* -- With a print system -- */

static void
test_prints (SystemFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPrintJob) job = sell_and_queue (&fixture->gui);
  g_autoptr (FoyerPrintJob) done = NULL;

  expect_state (&fixture->gui, FOYER_PRINT_DONE);
  done = read_newest (&fixture->gui);
  g_assert_cmpint (done->system_job, >, 0);
  g_assert_cmpstr (done->printer, ==, "tickets");
  g_assert_cmpuint (count_printed (fixture), ==, 1);
}

static void
test_survives_restart (SystemFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPrintJob) job = NULL;

  command_system (fixture, "mode", "paper-out");
  job = sell_and_queue (&fixture->gui);
  g_assert_true (gui_fixture_wait_until (&fixture->gui, has_message, (gpointer) "Out of paper"));
  g_assert_finalize_object (fixture->queue);
  command_system (fixture, "mode", "normal");
  start_queue (fixture);
  expect_state (&fixture->gui, FOYER_PRINT_DONE);
  g_assert_cmpuint (count_printed (fixture), ==, 1);
}

static gpointer
forget_number (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_print_job_store_update (connection, data, FOYER_PRINT_SENT, 0, NULL, "", error));
}

static void
test_never_sends_twice (SystemFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPrintJob) job = NULL;
  GError *error = NULL;

  command_system (fixture, "mode", "paper-out");
  job = sell_and_queue (&fixture->gui);
  g_assert_true (gui_fixture_wait_until (&fixture->gui, has_message, (gpointer) "Out of paper"));
  g_assert_finalize_object (fixture->queue);
  /* as if the program had died between the print system's answer and the note of it */
  foyer_store_write (fixture->gui.store.store, forget_number, &job->id, &error);
  g_assert_no_error (error);
  start_queue (fixture);
  g_assert_true (gui_fixture_wait_until (&fixture->gui, has_message, (gpointer) "Out of paper"));
  command_system (fixture, "mode", "normal");
  expect_state (&fixture->gui, FOYER_PRINT_DONE);
  g_assert_cmpuint (count_printed (fixture), ==, 1);
}

static void
test_waits_to_be_asked (SystemFixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPrintJob) job = NULL;

  command_system (fixture, "cups-off", NULL);
  job = sell_and_queue (&fixture->gui);
  g_assert_true (gui_fixture_wait_until (&fixture->gui, has_message, (gpointer) "not running"));
  command_system (fixture, "cups-on", NULL);
  gui_fixture_pause (&fixture->gui, 700);
  expect_state (&fixture->gui, FOYER_PRINT_WAITING);
  foyer_print_queue_retry (fixture->queue, &job->id);
  expect_state (&fixture->gui, FOYER_PRINT_DONE);
  g_assert_cmpuint (count_printed (fixture), ==, 1);
}

int
main (int argc, char **argv)
{
  g_autofree char *owner = g_strdup_printf ("%d", getpid ());

  g_test_init (&argc, &argv, NULL);
  g_setenv ("PRINT_SYSTEM_OWNER", owner, TRUE);
  g_setenv ("CUPS_SERVER", "/nonexistent/cups.sock", TRUE);
  g_test_add ("/printing/nothing-yet-says-what-to-do", GuiFixture, NULL, gui_fixture_set_up, test_empty, gui_fixture_tear_down);
  g_test_add ("/printing/without-a-print-system-a-job-waits-and-says-why", GuiFixture, NULL, gui_fixture_set_up, test_no_print_system, gui_fixture_tear_down);
  g_test_add ("/printing/tickets-are-printed-with-new-codes-for-a-reason", GuiFixture, NULL, gui_fixture_set_up, test_reprint, gui_fixture_tear_down);
  g_test_add ("/printing/a-job-is-saved-as-pdf", GuiFixture, NULL, gui_fixture_set_up, test_save, gui_fixture_tear_down);
  g_test_add ("/printing/a-job-comes-out-of-the-printer", SystemFixture, NULL, system_set_up, test_prints, system_tear_down);
  g_test_add ("/printing/a-job-under-way-is-followed-after-a-restart", SystemFixture, NULL, system_set_up, test_survives_restart, system_tear_down);
  g_test_add ("/printing/a-job-whose-answer-was-lost-is-not-sent-twice", SystemFixture, NULL, system_set_up, test_never_sends_twice, system_tear_down);
  g_test_add ("/printing/a-job-that-did-not-get-through-waits-to-be-asked-for", SystemFixture, NULL, system_set_up, test_waits_to_be_asked, system_tear_down);
  return g_test_run ();
}
