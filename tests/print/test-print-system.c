/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints on a real print system, see print-system.sh. */
#include "foyer-print-error.h"
#include "foyer-printer-job.h"
#include "foyer-print-watch.h"
#include "foyer-layout-document.h"
#include "foyer-layout-ready.h"
#include "ticket-samples.h"

#include <cups/cups.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define UUID "0199d5f2-7c1e-7a53-9d1c-3b0d4f2a6e01"
#define WAIT_SECONDS 30

typedef struct
{
  char *dir;
  char *pdf;
} Fixture;

static char *
run (gboolean    must_succeed,
     const char *first,
     ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char   *output = NULL;
  va_list args;

  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (char *) arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (must_succeed && !g_subprocess_get_successful (process))
    g_error ("%s failed", first);
  return output;
}

static void
print_system (const Fixture *fixture,
              const char    *command,
              const char    *argument)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "print", "print-system.sh", NULL);
  g_autofree char *output = run (TRUE, script, command, fixture->dir, argument, NULL);
}

static void
write_tickets (const Fixture *fixture,
               guint          n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLayoutDocument) document = foyer_layout_document_new_for_path (fixture->pdf, "Tickets", &error);
  g_autoptr (FoyerLayout) layout = foyer_layout_ready_new ("ticket-5.5x2");

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerDocumentData) ticket = ticket_sample_numbered (i);

      foyer_layout_document_add (document, layout, ticket, &error);
      g_assert_no_error (error);
    }
  foyer_layout_document_finish (document, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *env = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) lines = NULL;

  fixture->dir = g_dir_make_tmp ("foyer-print-test-XXXXXX", &error);
  g_assert_no_error (error);
  print_system (fixture, "start", data);
  path = g_build_filename (fixture->dir, "env", NULL);
  g_file_get_contents (path, &env, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (env, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "=", 2);

      if (g_strv_length (parts) == 2)
        g_setenv (parts[0], parts[1], TRUE);
    }
  fixture->pdf = g_build_filename (fixture->dir, "tickets.pdf", NULL);
  write_tickets (fixture, 2);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *output = NULL;

  print_system (fixture, "stop", NULL);
  output = run (TRUE, "rm", "-rf", fixture->dir, NULL);
  g_free (fixture->dir);
  g_free (fixture->pdf);
}

static FoyerPrintReceipt *
submit (const Fixture *fixture)
{
  FoyerPrintSubmission submission = {
    .path = fixture->pdf,
    .job_uuid = UUID,
    .title = "Tickets: The Marriage of Figaro",
  };
  g_autoptr (GError) error = NULL;
  FoyerPrintReceipt *receipt = foyer_print_submit (&submission, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (receipt->job_id, >, 0);
  g_assert_cmpstr (receipt->printer, ==, "tickets");
  return receipt;
}

static gboolean
has_reason (const FoyerPrintJobStatus *status,
            const char                *words)
{
  return status != NULL && g_strv_contains ((const char *const *) status->reasons, words);
}

typedef gboolean (*Condition) (FoyerPrintWatch *watch);

static gboolean
is_done (FoyerPrintWatch *watch)
{
  return foyer_print_watch_is_done (watch);
}

static gboolean
is_out_of_paper (FoyerPrintWatch *watch)
{
  return has_reason (foyer_print_watch_get_status (watch), "Out of paper");
}

static gboolean
is_printer_stopped (FoyerPrintWatch *watch)
{
  const FoyerPrintJobStatus *status = foyer_print_watch_get_status (watch);

  return status != NULL && status->printer_stopped;
}

static gboolean
is_unknown (FoyerPrintWatch *watch)
{
  const FoyerPrintJobStatus *status = foyer_print_watch_get_status (watch);

  return status != NULL && status->state == FOYER_PRINT_JOB_STATE_UNKNOWN;
}

static gboolean
is_processing (FoyerPrintWatch *watch)
{
  const FoyerPrintJobStatus *status = foyer_print_watch_get_status (watch);

  return status != NULL && status->state == FOYER_PRINT_JOB_STATE_PROCESSING;
}

static void
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Runs the main loop until @condition holds. */
static void
wait_for (FoyerPrintWatch *watch,
          Condition        condition)
{
  gboolean late = FALSE;
  guint    id = g_timeout_add_once (WAIT_SECONDS * 1000, late_cb, &late);

  while (!late && !condition (watch))
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      const FoyerPrintJobStatus *status = foyer_print_watch_get_status (watch);
      g_autofree char           *reasons = status != NULL ? g_strjoinv (", ", status->reasons) : g_strdup ("nothing");

      g_error ("job %d did not get so far: %s (%s)", foyer_print_watch_get_job_id (watch),
               status != NULL ? foyer_print_job_state_to_words (status->state) : "-", reasons);
    }
  g_source_remove (id);
}

static void
assert_job_ends (int                job_id,
                 FoyerPrintJobState state)
{
  g_autoptr (FoyerPrintWatch) watch = foyer_print_watch_new (job_id);

  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, state);
}

/* The names of the documents that came out of the printer. */
static GPtrArray *
spooled (const Fixture *fixture)
{
  GPtrArray       *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *spool = g_build_filename (fixture->dir, "spool", NULL);
  g_autoptr (GDir) dir = g_dir_open (spool, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".pdf"))
      g_ptr_array_add (paths, g_build_filename (spool, name, NULL));
  return paths;
}

static void
printers_are_listed_in_words (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) printers = foyer_printer_list (500, NULL, &error);
  FoyerPrinter            *printer;
  const FoyerPrinterMedia *media;

  g_assert_no_error (error);
  g_assert_cmpuint (printers->len, ==, 1);
  printer = printers->pdata[0];
  g_assert_cmpstr (printer->name, ==, "tickets");
  g_assert_cmpint (printer->state, ==, FOYER_PRINTER_STATE_IDLE);
  g_assert_true (printer->is_default);
  g_assert_true (printer->accepts_jobs);
  g_assert_true (printer->has_details);
  g_assert_true (printer->accepts_pdf);
  g_assert_cmpuint (g_strv_length (printer->reasons), ==, 0);
  g_assert_cmpuint (printer->media->len, ==, 2);
  media = printer->media->pdata[0];
  g_assert_cmpint (media->width, ==, FOYER_TICKET_MEDIA_WIDTH);
  g_assert_cmpint (media->length, ==, FOYER_TICKET_MEDIA_LENGTH);
  g_assert_nonnull (strstr (media->words, "5.5"));
  g_assert_nonnull (strchr (media->words, ' '));
  g_assert_cmpstr (printer->default_media, ==, media->name);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
printers_are_listed_without_blocking (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GError) error = NULL;

  foyer_printer_list_async (500, NULL, listed_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  printers = foyer_printer_list_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (printers->len, ==, 1);
}

static void
a_canceled_list_is_told (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (foyer_printer_list (500, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
tickets_come_out_in_their_size (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = submit (fixture);
  g_autoptr (FoyerPrintJobStatus) found = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *info = NULL;

  g_assert_cmpint (receipt->fit, ==, FOYER_MEDIA_FIT_EXACT);
  assert_job_ends (receipt->job_id, FOYER_PRINT_JOB_STATE_COMPLETED);

  paths = spooled (fixture);
  g_assert_cmpuint (paths->len, ==, 1);
  info = run (TRUE, "pdfinfo", "-f", "1", "-l", "2", paths->pdata[0], NULL);
  g_assert_true (g_regex_match_simple ("^Pages: +2$", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Page +1 size: +396 x 144 pts$", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Page +2 size: +396 x 144 pts$", info, G_REGEX_MULTILINE, 0));

  found = foyer_print_job_find (UUID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->job_id, ==, receipt->job_id);
  g_assert_cmpint (found->state, ==, FOYER_PRINT_JOB_STATE_COMPLETED);
  g_assert_cmpstr (found->printer, ==, "tickets");
  g_assert_cmpuint (g_strv_length (found->reasons), ==, 0);
}

static void
codes_survive_the_print_system (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = submit (fixture);
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *stem = g_build_filename (fixture->dir, "page", NULL);
  g_autofree char *nothing = NULL;

  assert_job_ends (receipt->job_id, FOYER_PRINT_JOB_STATE_COMPLETED);
  paths = spooled (fixture);
  nothing = run (TRUE, "pdftoppm", "-r", "203", "-gray", paths->pdata[0], stem, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FoyerDocumentData) ticket = ticket_sample_numbered (i);
      g_autofree char *image = g_strdup_printf ("%s-%u.pgm", stem, i + 1);
      g_autofree char *read = run (TRUE, "zbarimg", "--quiet", "--nodbus", image, NULL);

      g_assert_nonnull (strstr (read, foyer_document_data_get (ticket, FOYER_DOCUMENT_CODE)));
      g_assert_nonnull (strstr (read, foyer_document_data_get (ticket, FOYER_DOCUMENT_EAN13)));
    }
}

static void
a_roll_is_cut_to_measure (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = submit (fixture);

  g_assert_cmpint (receipt->fit, ==, FOYER_MEDIA_FIT_CUSTOM);
  g_assert_true (g_str_has_prefix (receipt->media, "custom_"));
  assert_job_ends (receipt->job_id, FOYER_PRINT_JOB_STATE_COMPLETED);
}

static void
an_office_printer_uses_its_own_paper (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = submit (fixture);
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *image = g_build_filename (fixture->dir, "sheet", NULL);
  g_autofree char *sheet = g_strconcat (image, "-1.pgm", NULL);
  g_autofree char *nothing = NULL;
  g_autofree char *read = NULL;
  g_autoptr (FoyerDocumentData) ticket = ticket_sample_numbered (0);

  g_assert_cmpint (receipt->fit, ==, FOYER_MEDIA_FIT_DEFAULT);
  assert_job_ends (receipt->job_id, FOYER_PRINT_JOB_STATE_COMPLETED);
  paths = spooled (fixture);
  nothing = run (TRUE, "pdftoppm", "-r", "203", "-gray", paths->pdata[0], image, NULL);
  read = run (TRUE, "zbarimg", "--quiet", "--nodbus", sheet, NULL);
  g_assert_nonnull (strstr (read, foyer_document_data_get (ticket, FOYER_DOCUMENT_CODE)));
}

static void
out_of_paper_is_told_and_printing_goes_on (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;
  g_autoptr (GPtrArray) paths = NULL;

  print_system (fixture, "mode", "paper-out");
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_out_of_paper);
  g_assert_false (foyer_print_watch_is_done (watch));
  print_system (fixture, "mode", "normal");
  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, FOYER_PRINT_JOB_STATE_COMPLETED);
  paths = spooled (fixture);
  g_assert_cmpuint (paths->len, ==, 1);
}

static gboolean
is_stopped (FoyerPrintWatch *watch)
{
  const FoyerPrintJobStatus *status = foyer_print_watch_get_status (watch);

  return status != NULL && (status->state == FOYER_PRINT_JOB_STATE_STOPPED || foyer_print_watch_is_done (watch));
}

static void
a_document_that_cannot_be_read_is_not_printed (Fixture      *fixture,
                                               gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  FoyerPrintJobState state;

  g_assert_true (g_file_set_contents (fixture->pdf, "%PDF-1.4\nthis is not a document\n", -1, NULL));
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_stopped);
  state = foyer_print_watch_get_status (watch)->state;
  g_assert_true (state == FOYER_PRINT_JOB_STATE_STOPPED || state == FOYER_PRINT_JOB_STATE_ABORTED);
  paths = spooled (fixture);
  g_assert_cmpuint (paths->len, ==, 0);
}

static void
a_job_can_be_canceled (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;
  g_autoptr (GError) error = NULL;

  print_system (fixture, "mode", "paper-out");
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_processing);
  foyer_print_job_cancel (receipt->job_id, NULL, &error);
  g_assert_no_error (error);
  foyer_print_watch_hurry (watch);
  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, FOYER_PRINT_JOB_STATE_CANCELED);

  g_assert_false (foyer_print_job_cancel (receipt->job_id, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (foyer_print_job_cancel (99999, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB);
}

static void
a_stopped_queue_is_told_and_resumed (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;
  g_autoptr (FoyerPrinter) printer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = run (TRUE, "cupsdisable", "tickets", NULL);

  printer = foyer_printer_lookup ("tickets", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (printer->state, ==, FOYER_PRINTER_STATE_STOPPED);

  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_printer_stopped);
  g_assert_false (foyer_print_watch_is_done (watch));
  foyer_printer_resume ("tickets", NULL, &error);
  g_assert_no_error (error);
  foyer_print_watch_hurry (watch);
  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, FOYER_PRINT_JOB_STATE_COMPLETED);
}

static void
an_unplugged_printer_prints_later (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;

  print_system (fixture, "printer-off", NULL);
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_processing);
  g_usleep (G_USEC_PER_SEC);
  foyer_print_watch_hurry (watch);
  print_system (fixture, "printer-on", NULL);
  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, FOYER_PRINT_JOB_STATE_COMPLETED);
}

static void
a_queue_that_accepts_nothing_is_told (Fixture      *fixture,
                                      gconstpointer data)
{
  FoyerPrintSubmission submission = { .path = fixture->pdf, .job_uuid = UUID };
  g_autofree char     *nothing = run (TRUE, "cupsreject", "tickets", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_print_submit (&submission, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NOT_ACCEPTING);
  g_clear_error (&error);
  g_assert_null (foyer_print_job_find (UUID, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB);
}

static void
what_is_not_there_is_told (Fixture      *fixture,
                           gconstpointer data)
{
  FoyerPrintSubmission submission = { .printer = "nowhere", .path = fixture->pdf, .job_uuid = UUID };
  g_autoptr (GError) error = NULL;

  g_assert_null (foyer_printer_lookup ("nowhere", NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER);
  g_clear_error (&error);
  g_assert_null (foyer_print_submit (&submission, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER);
  g_clear_error (&error);
  g_assert_false (foyer_printer_resume ("nowhere", NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_PRINTER);
  g_clear_error (&error);
  g_assert_null (foyer_print_job_query (4711, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_NO_JOB);
  g_clear_error (&error);
  submission.printer = "tickets";
  submission.path = "/nowhere/at/all.pdf";
  g_assert_null (foyer_print_submit (&submission, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
no_print_system_is_told (Fixture      *fixture,
                         gconstpointer data)
{
  FoyerPrintSubmission submission = { .path = fixture->pdf, .job_uuid = UUID };
  g_autoptr (GError) error = NULL;
  gint64 begin;

  print_system (fixture, "cups-off", NULL);
  begin = g_get_monotonic_time ();
  g_assert_null (foyer_printer_list (500, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "Is CUPS running?"));
  g_clear_error (&error);
  g_assert_null (foyer_print_submit (&submission, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_null (foyer_print_job_query (1, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (foyer_print_job_cancel (1, NULL, &error));
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNREACHABLE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 15 * G_USEC_PER_SEC);
}

static void
a_print_system_that_dies_is_waited_for (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;

  print_system (fixture, "mode", "paper-out");
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_processing);
  print_system (fixture, "cups-off", NULL);
  wait_for (watch, is_unknown);
  g_assert_false (foyer_print_watch_is_done (watch));
  print_system (fixture, "mode", "normal");
  print_system (fixture, "cups-on", NULL);
  wait_for (watch, is_done);
  g_assert_cmpint (foyer_print_watch_get_status (watch)->state, ==, FOYER_PRINT_JOB_STATE_COMPLETED);
}

static void
a_forgotten_job_is_not_called_printed (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintWatch) watch = NULL;
  const FoyerPrintJobStatus *status;

  print_system (fixture, "mode", "paper-out");
  receipt = submit (fixture);
  watch = foyer_print_watch_new (receipt->job_id);
  wait_for (watch, is_processing);
  print_system (fixture, "cups-off", NULL);
  print_system (fixture, "forget", NULL);
  print_system (fixture, "cups-on", NULL);
  wait_for (watch, is_done);
  status = foyer_print_watch_get_status (watch);
  g_assert_cmpint (status->state, ==, FOYER_PRINT_JOB_STATE_UNKNOWN);
  g_assert_nonnull (strstr (status->reasons[0], "does not know job"));
}

/* Stands between the program and cupsd, and swallows the answer to
 * Send-Document: cupsd has the job, and the program does not know it. */
typedef struct
{
  GSocketService *service;
  GMainContext   *context;
  GThread        *thread;
  char           *path;
  char           *server;
  int             stop;
} Forgetter;

static gboolean
contains (const char *data,
          gssize      n,
          const char *what,
          gsize       length)
{
  return memmem (data, (gsize) n, what, length) != NULL;
}

static gboolean
forget_answers (GThreadedSocketService *service,
                GSocketConnection      *client,
                GObject                *source,
                gpointer                data)
{
  Forgetter *forgetter = data;
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (forgetter->server);
  g_autoptr (GSocketConnection) server = NULL;
  GPollFD  fds[2];
  gboolean sending = FALSE;

  server = g_socket_client_connect (connector, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (server == NULL)
    return TRUE;
  fds[0] = (GPollFD) { g_socket_get_fd (g_socket_connection_get_socket (client)), G_IO_IN, 0 };
  fds[1] = (GPollFD) { g_socket_get_fd (g_socket_connection_get_socket (server)), G_IO_IN, 0 };
  while (g_poll (fds, 2, 15000) > 0)
    for (guint from = 0; from < 2; from++)
      {
        char   buffer[65536];
        gssize n;

        if (!fds[from].revents)
          continue;
        n = read (fds[from].fd, buffer, sizeof buffer);
        if (n <= 0)
          return TRUE;
        /* IPP version 2.0, operation 6 */
        sending = sending || (from == 0 && contains (buffer, n, "\x02\x00\x00\x06", 4));
        if (from == 1 && sending && contains (buffer, n, "HTTP/1.1 200", 12))
          return TRUE;
        if (write (fds[1 - from].fd, buffer, (gsize) n) != n)
          return TRUE;
      }
  return TRUE;
}

static gpointer
forgetter_thread (gpointer data)
{
  Forgetter *forgetter = data;

  g_main_context_push_thread_default (forgetter->context);
  forgetter->service = g_threaded_socket_service_new (8);
  g_signal_connect (forgetter->service, "run", G_CALLBACK (forget_answers), forgetter);
  {
    g_autoptr (GSocketAddress) address = g_unix_socket_address_new (forgetter->path);

    g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (forgetter->service), address, G_SOCKET_TYPE_STREAM,
                                                  G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, NULL));
  }
  g_atomic_int_set (&forgetter->stop, 1);
  while (g_atomic_int_get (&forgetter->stop) != 2)
    g_main_context_iteration (forgetter->context, TRUE);
  g_socket_service_stop (forgetter->service);
  g_socket_listener_close (G_SOCKET_LISTENER (forgetter->service));
  g_clear_object (&forgetter->service);
  g_main_context_pop_thread_default (forgetter->context);
  return NULL;
}

static void
a_job_whose_answer_was_lost_is_found (Fixture      *fixture,
                                      gconstpointer data)
{
  FoyerPrintSubmission submission = { .path = fixture->pdf, .job_uuid = UUID, .title = "Tickets" };
  g_autoptr (FoyerPrintReceipt) receipt = NULL;
  g_autoptr (FoyerPrintJobStatus) status = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  Forgetter forgetter = { 0 };

  forgetter.server = g_strdup (g_getenv ("CUPS_SERVER"));
  forgetter.path = g_strconcat (forgetter.server, ".lossy", NULL);
  forgetter.context = g_main_context_new ();
  forgetter.thread = g_thread_new ("forgetter", forgetter_thread, &forgetter);
  while (g_atomic_int_get (&forgetter.stop) == 0)
    g_usleep (1000);

  g_setenv ("CUPS_SERVER", forgetter.path, TRUE);
  receipt = foyer_print_submit (&submission, NULL, &error);
  g_assert_error (error, FOYER_PRINT_ERROR, FOYER_PRINT_ERROR_UNCERTAIN);
  g_assert_null (receipt);
  g_clear_error (&error);
  g_setenv ("CUPS_SERVER", forgetter.server, TRUE);

  status = foyer_print_job_find (UUID, NULL, &error);
  g_assert_no_error (error);
  assert_job_ends (status->job_id, FOYER_PRINT_JOB_STATE_COMPLETED);
  paths = spooled (fixture);
  g_assert_cmpuint (paths->len, ==, 1);

  g_atomic_int_set (&forgetter.stop, 2);
  g_main_context_wakeup (forgetter.context);
  g_thread_join (forgetter.thread);
  g_main_context_unref (forgetter.context);
  g_free (forgetter.path);
  g_free (forgetter.server);
}

static void
a_watch_can_be_dropped_while_it_asks (Fixture      *fixture,
                                      gconstpointer data)
{
  FoyerPrintWatch *watch = foyer_print_watch_new (1);

  g_assert_finalize_object (watch);
  for (guint i = 0; i < 20; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
}

/* What is left of a program that was killed between the two steps of handing a job over. */
static void
a_job_without_its_document_is_told (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPrintJobStatus) status = NULL;
  http_t *http = httpConnect2 (g_getenv ("CUPS_SERVER"), 0, NULL, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, 5000, NULL);
  int     job;

  g_assert_nonnull (http);
  job = cupsCreateJob (http, "tickets", UUID " Two tickets", 0, NULL);
  g_assert_cmpint (job, >, 0);
  httpClose (http);
  status = foyer_print_job_find (UUID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status->job_id, ==, job);
  g_assert_true (status->has_no_document);
  g_assert_true (foyer_print_job_cancel (job, NULL, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *owner = g_strdup_printf ("%d", getpid ());

  g_test_init (&argc, &argv, NULL);
  g_setenv ("PRINT_SYSTEM_OWNER", owner, TRUE);
#define add_for(kind, name, func) g_test_add ("/print/system/" name, Fixture, kind, set_up, func, tear_down)
#define add(name, func) add_for ("ticket", name, func)
  add ("printers-are-listed-in-words", printers_are_listed_in_words);
  add ("printers-are-listed-without-blocking", printers_are_listed_without_blocking);
  add ("a-canceled-list-is-told", a_canceled_list_is_told);
  add ("tickets-come-out-in-their-size", tickets_come_out_in_their_size);
  add ("codes-survive-the-print-system", codes_survive_the_print_system);
  add_for ("roll", "a-roll-is-cut-to-measure", a_roll_is_cut_to_measure);
  add_for ("office", "an-office-printer-uses-its-own-paper", an_office_printer_uses_its_own_paper);
  add ("out-of-paper-is-told-and-printing-goes-on", out_of_paper_is_told_and_printing_goes_on);
  add ("a-document-that-cannot-be-read-is-not-printed", a_document_that_cannot_be_read_is_not_printed);
  add ("a-job-can-be-canceled", a_job_can_be_canceled);
  add ("a-stopped-queue-is-told-and-resumed", a_stopped_queue_is_told_and_resumed);
  add ("an-unplugged-printer-prints-later", an_unplugged_printer_prints_later);
  add ("a-queue-that-accepts-nothing-is-told", a_queue_that_accepts_nothing_is_told);
  add ("what-is-not-there-is-told", what_is_not_there_is_told);
  add ("no-print-system-is-told", no_print_system_is_told);
  add ("a-print-system-that-dies-is-waited-for", a_print_system_that_dies_is_waited_for);
  add ("a-forgotten-job-is-not-called-printed", a_forgotten_job_is_not_called_printed);
  add ("a-job-whose-answer-was-lost-is-found", a_job_whose_answer_was_lost_is_found);
  add ("a-job-without-its-document-is-told", a_job_without_its_document_is_told);
  add ("a-watch-can-be-dropped-while-it-asks", a_watch_can_be_dropped_while_it_asks);
#undef add
#undef add_for
  return g_test_run ();
}
