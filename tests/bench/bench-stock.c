/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tills after the last tickets of one event: each leases what it can get, sells
 * ticket by ticket, and each sale is told to the platform and answered after its
 * COMMIT. Real platform processes; the tills are connections that do nothing else.
 *
 * Usage: bench-stock [TILLS [TICKETS]]; one JSON object a line. With FOYER_DATABASE
 * (see tests/platform/with-postgresql.sh) on PostgreSQL, with 1, 2 and 4 processes.
 */
#include <stdlib.h>

#include "foyer-changes-message.h"
#include "foyer-device-register.h"
#include "foyer-lease-message.h"
#include "foyer-ticket-code.h"
#include "test-platform.h"

#define AT_ONCE 20
#define REACH 1000

typedef struct
{
  FoyerId id;
  char   *token;
} Device;

typedef struct
{
  TestPlatform *platforms[4];
  guint         n_platforms;
  guint         n_tickets;
  guint         n_tills;
  FoyerId       event;
  FoyerId       category;
  GArray       *devices; /* of Device: an organizer, then the tills */
} Bench;

typedef struct
{
  Bench             *bench;
  const Device      *device;
  guint              port;
  GSocketConnection *connection;
  GDataInputStream  *in;
  FoyerLease         lease;
  FoyerRandom        random;
  gint64             epoch;
  gint64             worst; /* microseconds that one sale took */
} Till;

static void
report (const char *name, const char *unit, double value, double reach, gboolean at_most)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.1f", value);
  if (reach > 0)
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"reach\":\"%s %g\",\"ok\":%s}\n", name, number, unit,
             at_most ? "<=" : ">=", reach, (at_most ? value <= reach : value >= reach) ? "true" : "false");
  else
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\"}\n", name, number, unit);
}

/* One request on the till's own connection. Returns: (transfer full): the body of the answer, which must be good */
static char *
call (Till *till, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *request = g_strdup_printf ("POST /api/v1/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                                              "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                              path, till->device->token, strlen (body), body);
  char            *answer;
  gsize            length = 0;
  int              status = 0;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (till->connection)), request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (till->in, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      g_strchomp (line);
      if (status == 0)
        status = atoi (line + strlen ("HTTP/1.1 "));
      else if (g_ascii_strncasecmp (line, "Content-Length:", 15) == 0)
        length = g_ascii_strtoull (line + 15, NULL, 10);
      else if (*line == '\0')
        break;
    }
  answer = g_malloc0 (length + 1);
  g_input_stream_read_all (G_INPUT_STREAM (till->in), answer, length, NULL, NULL, &error);
  g_assert_no_error (error);
  if (status != 200)
    g_error ("%s: %d %s", path, status, answer);
  return answer;
}

static void
open_till (Till *till)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;

  till->connection = g_socket_client_connect_to_host (client, "127.0.0.1", till->port, NULL, &error);
  g_assert_no_error (error);
  till->in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (till->connection)));
  foyer_random_init_system (&till->random);
  till->epoch = 1 + foyer_random_below (&till->random, G_MAXINT32);
}

static void
close_till (Till *till)
{
  g_clear_object (&till->in);
  g_clear_object (&till->connection);
}

static void
push (Till *till, FoyerChange *change)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autofree char *body = NULL;
  g_autofree char *answer = NULL;

  change->id = foyer_id_generate (g_get_real_time (), &till->random);
  change->device = till->device->id;
  change->made_at = g_get_real_time ();
  g_ptr_array_add (lines, foyer_change_print (change));
  body = foyer_changes_print (lines);
  answer = call (till, "changes", body);
  verdicts = foyer_change_verdicts_parse (answer, strlen (answer), NULL, NULL);
  g_assert_nonnull (verdicts);
  g_assert_true (((FoyerChangeVerdict *) verdicts->pdata[0])->accepted);
}

/* Returns: whether there is something to sell */
static gboolean
lease_more (Till *till)
{
  g_autoptr (FoyerLeaseRequest) request = foyer_lease_request_new (till->epoch);
  FoyerLeaseAsk ask = { till->bench->category, till->lease, till->lease.granted + AT_ONCE };
  g_autoptr (GArray) grants = NULL;
  g_autofree char *body = NULL;
  g_autofree char *answer = NULL;

  g_array_append_val (request->asks, ask);
  body = foyer_lease_request_print (request);
  answer = call (till, "leases", body);
  grants = foyer_lease_answer_parse (answer, strlen (answer), NULL);
  g_assert_nonnull (grants);
  foyer_lease_merge (&till->lease, &g_array_index (grants, FoyerLeaseGrant, 0).lease);
  return foyer_lease_left (&till->lease) > 0;
}

static void
sell_one (Till *till)
{
  g_autoptr (FoyerOrder) order = foyer_order_new ();
  g_autoptr (FoyerChange) change = NULL;
  FoyerTicket *ticket = foyer_order_add (order, foyer_ticket_new (), NULL);
  gint64       start = g_get_monotonic_time ();

  till->lease.used++;
  order->id = foyer_id_generate (g_get_real_time (), &till->random);
  order->event = till->bench->event;
  order->number = g_strdup ("1-000001");
  order->currency = g_strdup ("EUR");
  order->channel = FOYER_CHANNEL_BOX_OFFICE;
  order->lease = till->epoch;
  ticket->id = foyer_id_generate (g_get_real_time (), &till->random);
  ticket->category = till->bench->category;
  ticket->secret = foyer_secret_generate (&till->random);
  ticket->price = 2400;
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_CASH, 2400));
  ((FoyerPayment *) order->payments->pdata[0])->id = foyer_id_generate (g_get_real_time (), &till->random);
  change = foyer_change_new_sale (order);
  push (till, change);
  till->worst = MAX (till->worst, g_get_monotonic_time () - start);
}

static gpointer
sell_all (gpointer data)
{
  Till *till = data;

  while (foyer_lease_left (&till->lease) > 0 || lease_more (till))
    sell_one (till);
  return NULL;
}

static FoyerStorage *
open_storage (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->platforms[0]->folder, "platform.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  FoyerStorage *storage;

  storage = bench->platforms[0]->database != NULL ? foyer_storage_open_postgresql (bench->platforms[0]->database, &error)
                                                  : foyer_storage_open_sqlite (path, &error);
  g_assert_no_error (error);
  return storage;
}

/* Beside the HTTP interface, which lets nobody try that many codes in a minute. */
static void
pair_devices (Bench *bench)
{
  g_autoptr (FoyerStorage) storage = NULL;
  g_autoptr (GError) error = NULL;
  FoyerRandom random;
  FoyerId     organization;

  test_platform_kill (bench->platforms[0]);
  storage = open_storage (bench);
  foyer_random_init_system (&random);
  foyer_register_find_organization (storage, "Foyer", g_get_real_time (), &organization, &error);
  g_assert_no_error (error);
  for (guint i = 0; i <= bench->n_tills; i++)
    {
      Device           device = { foyer_id_generate (g_get_real_time (), &random), NULL };
      g_autofree char *token = foyer_register_add_pairing (storage, &organization, i == 0 ? FOYER_ROLE_ORGANIZER : FOYER_ROLE_BOX_OFFICE, g_get_real_time (), &error);
      g_autoptr (FoyerPairRequest) request = foyer_pair_request_new (token, &device.id, "A till", NULL);
      g_autoptr (FoyerPairAnswer) answer = NULL;
      FoyerPairingResult result;

      foyer_register_pair (storage, request, g_get_real_time (), &result, &answer, &error);
      g_assert_no_error (error);
      g_assert_cmpint (result, ==, FOYER_PAIRING_GOOD);
      device.token = g_strdup (answer->access_token);
      g_array_append_val (bench->devices, device);
    }
  g_clear_pointer (&storage, foyer_storage_close);
  test_platform_start (bench->platforms[0]);
}

static void
tell_of_event (Bench *bench)
{
  Till till = { .bench = bench, .device = &g_array_index (bench->devices, Device, 0), .port = bench->platforms[0]->port };
  g_autoptr (FoyerChange) event = NULL;
  g_autoptr (FoyerChange) category = NULL;

  open_till (&till);
  bench->event = foyer_id_generate (g_get_real_time (), &till.random);
  bench->category = foyer_id_generate (g_get_real_time (), &till.random);
  event = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &bench->event);
  foyer_change_set_text (event, "title", "Tonight");
  push (&till, event);
  category = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &bench->category);
  foyer_change_set_id (category, "event", &bench->event);
  foyer_change_set_integer (category, "capacity", bench->n_tickets);
  push (&till, category);
  close_till (&till);
}

static void
measure (Bench *bench)
{
  g_autofree Till     *tills = g_new0 (Till, bench->n_tills);
  g_autofree GThread **threads = g_new0 (GThread *, bench->n_tills);
  const char          *kind = bench->platforms[0]->database != NULL ? "postgresql" : "sqlite";
  g_autofree char     *rate = g_strdup_printf ("stock.sales.%s.%u", kind, bench->n_platforms);
  g_autofree char     *worst_name = g_strdup_printf ("stock.sale.worst.%s.%u", kind, bench->n_platforms);
  gboolean             counts = bench->platforms[0]->database == NULL;
  gint64               sold = 0;
  gint64               worst = 0;
  gint64               start;
  double               seconds;

  for (guint i = 0; i < bench->n_tills; i++)
    {
      tills[i].bench = bench;
      tills[i].device = &g_array_index (bench->devices, Device, i + 1);
      tills[i].port = bench->platforms[i % bench->n_platforms]->port;
      open_till (&tills[i]);
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < bench->n_tills; i++)
    threads[i] = g_thread_new ("till", sell_all, &tills[i]);
  for (guint i = 0; i < bench->n_tills; i++)
    g_thread_join (threads[i]);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  for (guint i = 0; i < bench->n_tills; i++)
    {
      sold += tills[i].lease.used;
      worst = MAX (worst, tills[i].worst);
      close_till (&tills[i]);
    }
  g_assert_cmpint (sold, ==, bench->n_tickets);
  report (rate, "sales/s", sold / seconds, counts ? REACH : 0, FALSE);
  report (worst_name, "ms", worst / 1000.0, 0, TRUE);
}

static void
run (guint n_platforms, guint n_tills, guint n_tickets)
{
  Bench bench = { .n_platforms = n_platforms, .n_tills = n_tills, .n_tickets = n_tickets };

  bench.devices = g_array_new (FALSE, FALSE, sizeof (Device));
  bench.platforms[0] = test_platform_new ();
  pair_devices (&bench);
  for (guint i = 1; i < n_platforms; i++)
    bench.platforms[i] = test_platform_new_beside (bench.platforms[0]);
  tell_of_event (&bench);
  measure (&bench);
  for (guint i = n_platforms; i-- > 0;)
    test_platform_free (bench.platforms[i]);
  for (guint i = 0; i < bench.devices->len; i++)
    g_free (g_array_index (bench.devices, Device, i).token);
  g_array_unref (bench.devices);
}

int
main (int argc, char **argv)
{
  guint n_tills = argc > 1 ? atoi (argv[1]) : 64;
  guint n_tickets = argc > 2 ? atoi (argv[2]) : 1000;

  g_setenv ("FOYER_PLATFORM", PLATFORM_PROGRAM, FALSE);
  run (1, n_tills, n_tickets);
  if (g_getenv ("FOYER_DATABASE") != NULL)
    {
      run (2, n_tills, n_tickets);
      run (4, n_tills, n_tickets);
    }
  return 0;
}
