/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A till that is killed at every step of a sale, from the first ticket in the
 * cart to the receipt on the paper. The child is the till: its real jobs on a
 * real store, its real print queue. The parent is the receipt printer, and the
 * one who kills.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/gui/printing/foyer-print-queue.h"
#include "foyer-meta-store.h"
#include "foyer-order-store.h"
#include "foyer-print-job-store.h"
#include "../../src/gui/box-office/foyer-till-job.h"
#include "store-dump.h"
#include "store-fixture.h"

#define SCHEMA "app.foyer.Foyer"
#define PATIENCE_MS 20000

/* Where the till dies. */
typedef enum
{
  BEFORE_ANYTHING,
  CART_KEPT,
  INSIDE_THE_COMMIT, /* all of the sale is written, and not committed */
  COMMITTED,
  DRAWER_ASKED,    /* the printer has taken the connection for the drawer */
  RECEIPT_BEGUN,   /* and the one for the receipt, of which it has read nothing */
  RECEIPT_PRINTED, /* all of it, but the till has not noted it */
  AT_THE_END,
  N_STEPS,
} Step;

/* -- The till -- */

static void
die (void)
{
  kill (getpid (), SIGKILL);
  pause ();
}

typedef struct
{
  FoyerSellRequest *request;
  Step              step;
} Sell;

static gpointer
sell (FoyerConnection *connection, gpointer data, GError **error)
{
  Sell    *call = data;
  gpointer sale = foyer_till_job_sell (connection, call->request, error);

  if (call->step == INSIDE_THE_COMMIT)
    die ();
  return sale;
}

static gpointer
read_jobs (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_print_job_store_list (connection, 100, error);
}

static gboolean
is_receipt_done (FoyerStore *store)
{
  g_autoptr (GPtrArray) jobs = foyer_store_read (store, read_jobs, NULL, NULL, NULL);

  for (guint i = 0; i < jobs->len; i++)
    {
      const FoyerPrintJob *job = jobs->pdata[i];

      if (*job->form != '\0' && job->state == FOYER_PRINT_DONE)
        return TRUE;
    }
  return FALSE;
}

static int
run_till (const char *path, const char *event_text, const char *category_text, const char *printer, Step step)
{
  GError *error = NULL;
  g_autoptr (FoyerStore) store = foyer_store_open (path, FALSE, &error);
  g_autoptr (GSettings) settings = g_settings_new (SCHEMA);
  g_autoptr (FoyerPrintQueue) queue = NULL;
  g_autoptr (FoyerCart) cart = NULL;
  FoyerSellRequest *request = g_new0 (FoyerSellRequest, 1);
  Sell              call = { request, step };
  FoyerId           event, id;
  FoyerCategory     category = { .name = (char *) "Stalls", .colour = (char *) "", .price = 2400, .vat_rate = 700 };

  g_assert_no_error (error);
  foyer_store_set_repeatable (store, 99, FIXTURE_NOW);
  foyer_id_parse (event_text, &event);
  foyer_id_parse (category_text, &id);
  category.id = id;
  if (step == BEFORE_ANYTHING)
    die ();
  cart = foyer_cart_new (&event, "EUR");
  foyer_cart_add (cart, &category, 2);
  g_assert_nonnull (foyer_store_write (store, foyer_till_job_keep_cart, cart, &error));
  if (step == CART_KEPT)
    die ();
  request->order = foyer_cart_to_order (cart, FALSE);
  g_ptr_array_add (request->order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 4800));
  request->printer = g_strdup ("");
  request->title = g_strdup ("Tonight");
  request->till = g_strdup ("Till");
  request->receipt_printer = g_strdup (printer);
  request->receipt_form = g_strdup ("escpos");
  foyer_sale_free (foyer_store_write (store, sell, &call, &error));
  g_assert_no_error (error);
  if (step == COMMITTED)
    die ();
  g_settings_set_string (settings, "receipt-printer", printer);
  queue = foyer_print_queue_new (store, settings);
  foyer_print_queue_open_drawer (queue);
  for (int i = 0; i < PATIENCE_MS / 10; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      if (step == AT_THE_END && is_receipt_done (store))
        die ();
      g_usleep (10000);
    }
  return 1; /* nobody killed it */
}

/* -- The printer, who kills -- */

typedef struct
{
  GSocketListener *listener;
  GCancellable    *stop;
  Step             step;
  GPid             till;
  int              printed; /* receipts that came whole */
} Printer;

static GBytes *
read_all (GSocketConnection *connection)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8      buffer[1024];
  gssize      length;

  while ((length = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (bytes, buffer, length);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
is_receipt (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 7 && memmem (data, length, "Receipt", 7) != NULL;
}

static gpointer
print_thread (gpointer data)
{
  Printer *printer = data;

  for (;;)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (printer->listener, NULL, printer->stop, NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (connection == NULL)
        return NULL;
      if (printer->step == DRAWER_ASKED)
        kill (printer->till, SIGKILL);
      bytes = read_all (connection);
      if (!is_receipt (bytes))
        continue;
      printer->printed++;
      if (printer->step == RECEIPT_PRINTED)
        kill (printer->till, SIGKILL);
    }
}

/* Kills when the till connects for the second time: the drawer was the first. */
static gpointer
refuse_thread (gpointer data)
{
  Printer *printer = data;

  for (int i = 0;; i++)
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (printer->listener, NULL, printer->stop, NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (connection == NULL)
        return NULL;
      if (i == 1)
        kill (printer->till, SIGKILL);
      bytes = read_all (connection);
      printer->printed += is_receipt (bytes);
    }
}

static gint64
count (const char *path, const char *sql)
{
  return dump_number (path, sql);
}

static gpointer
read_cart (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_till_job_read_cart (connection, data, error);
}

static gpointer
read_last (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_till_job_read_last (connection, data, error);
}

static void
kill_at (Fixture *fixture, Step step, int *printed)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *event = foyer_id_dup_text (&fixture->event);
  g_autofree char *category = foyer_id_dup_text (&fixture->stalls);
  g_autofree char *number = g_strdup_printf ("%d", step);
  Printer          printer = { g_socket_listener_new (), g_cancellable_new (), step, 0, 0 };
  guint16          port = g_socket_listener_add_any_inet_port (printer.listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("socket://127.0.0.1:%u", port);
  char            *arguments[] = { program, (char *) "--till", fixture->path, event, category, address, number, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "CUPS_SERVER", "/nonexistent/cups.sock", TRUE);
  GThread *thread;
  GError  *error = NULL;
  int      status;

  g_spawn_async (NULL, arguments, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &printer.till, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("printer", step == RECEIPT_BEGUN ? refuse_thread : print_thread, &printer);
  g_assert_cmpint (waitpid (printer.till, &status, 0), ==, printer.till);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_usleep (100000); /* what was on its way has come */
  g_cancellable_cancel (printer.stop);
  g_thread_join (thread);
  g_object_unref (printer.stop);
  g_object_unref (printer.listener);
  *printed = printer.printed;
}

static void
test_never_both_never_neither (Fixture *fixture, gconstpointer data)
{
  Step step = GPOINTER_TO_INT (data);
  int  printed = 0;
  g_autoptr (FoyerCart) cart = NULL;
  g_autoptr (FoyerSale) sale = NULL;
  g_autofree char *path = g_strdup (fixture->path);
  gboolean         sold;

  g_clear_object (&fixture->store); /* the till owns it now */
  kill_at (fixture, step, &printed);
  fixture_reopen (fixture);
  g_assert_cmpint (count (path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  cart = foyer_store_read (fixture->store, read_cart, NULL, NULL, NULL);
  sale = foyer_store_read (fixture->store, read_last, NULL, NULL, NULL);
  sold = step > INSIDE_THE_COMMIT;
  if (step == BEFORE_ANYTHING)
    g_assert_true (cart == NULL && sale == NULL);
  else
    g_assert_true ((cart != NULL) != (sale != NULL));
  g_assert_cmpint (sale != NULL, ==, sold);
  if (cart != NULL)
    g_assert_cmpint (foyer_cart_total (cart), ==, 4800);
  /* what is sold is sold whole, and its papers are in line */
  g_assert_cmpint (count (path, "SELECT count(*) FROM orders"), ==, sold);
  g_assert_cmpint (count (path, "SELECT count(*) FROM ticket"), ==, 2 * sold);
  g_assert_cmpint (count (path, "SELECT coalesce (sum (amount), 0) FROM payment"), ==, 4800 * sold);
  g_assert_cmpint (count (path, "SELECT count(*) FROM print_job"), ==, 2 * sold);
  g_assert_cmpint (count (path, "SELECT count(*) FROM outbox WHERE line GLOB '*order.sale*'"), ==, sold);
  if (!sold)
    g_assert_cmpint (printed, ==, 0); /* what was not committed prints nothing */
  /* a receipt is called printed only when it was */
  if (count (path, "SELECT count(*) FROM print_job WHERE form <> '' AND state = 'done'") == 1)
    g_assert_cmpint (printed, ==, 1);
  else if (sold)
    g_assert_cmpint (count (path, "SELECT count(*) FROM print_job WHERE form <> '' AND state IN ('waiting', 'sent')"), ==, 1);
  if (step == AT_THE_END)
    g_assert_cmpint (count (path, "SELECT count(*) FROM print_job WHERE form <> '' AND state = 'done'"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const char *const names[N_STEPS] = { "before-anything", "cart-kept", "inside-the-commit", "committed", "drawer-asked", "receipt-begun", "receipt-printed", "at-the-end" };

  if (argc == 7 && strcmp (argv[1], "--till") == 0)
    return run_till (argv[2], argv[3], argv[4], argv[5], atoi (argv[6]));
  g_test_init (&argc, &argv, NULL);
  for (Step step = BEFORE_ANYTHING; step < N_STEPS; step++)
    {
      g_autofree char *name = g_strdup_printf ("/till-walk/killed/%s", names[step]);

      g_test_add (name, Fixture, GINT_TO_POINTER (step), fixture_set_up, test_never_both_never_neither, fixture_tear_down);
    }
  return g_test_run ();
}
