/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long laptops and their platform need to become equal: the first look at
 * many tickets, scans made without the network, and one scan on its way to the
 * other door. Real processes and stores on one machine, HTTP over loopback.
 *
 * Usage: bench-sync [TICKETS [SCANS]]; one JSON object a line.
 */
#include <stdlib.h>

#include "foyer-ticket-code.h"
#include "foyer-sync-client.h"
#include "sync-fixture.h"
#include "test-platform.h"

#define PATIENCE (20 * G_TIME_SPAN_SECOND)
#define HOPS 25

typedef struct
{
  guint          n_tickets;
  guint          n_scans;
  TestPlatform  *platform;
  Laptop        *office;
  const FoyerId *event;
  GPtrArray     *codes; /* of the tickets */
} Bench;

static void
report (const char *name, double value, double reach)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char limit[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.3f", value);
  g_ascii_formatd (limit, sizeof limit, "%g", reach);
  if (reach > 0)
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"s\",\"reach\":\"<= %s\",\"ok\":%s}\n", name, number, limit, value <= reach ? "true" : "false");
  else
    g_print ("{\"name\":\"%s\",\"value\":%s,\"unit\":\"s\"}\n", name, number);
}

static double
seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

/* Orders of two, each ticket with a name and a way to reach it. */
static FoyerOrder *
make_order (Bench *bench, FoyerRandom *random, guint number)
{
  FoyerOrder *order = foyer_order_new ();

  order->event = *bench->event;
  order->channel = FOYER_CHANNEL_IMPORT;
  for (guint i = 0; i < 2; i++)
    {
      FoyerAttendee *attendee = foyer_attendee_new ();
      FoyerTicket   *ticket = foyer_ticket_new ();

      attendee->name = g_strdup_printf ("Guest %u of Order %u", i + 1, number);
      attendee->email = g_strdup_printf ("guest-%u-%u@example.org", number, i + 1);
      attendee->phone = g_strdup_printf ("+49 30 %07u", number);
      attendee->city = g_strdup ("Berlin");
      ticket->category = bench->office->fixture.stalls;
      ticket->price = 2400;
      ticket->serial = number * 2 + i + 1;
      ticket->secret = foyer_secret_generate (random);
      g_ptr_array_add (bench->codes, g_strdup (ticket->secret));
      foyer_order_add (order, ticket, attendee);
    }
  g_ptr_array_add (order->payments, foyer_payment_new (FOYER_PAYMENT_ONLINE, 4800));
  return order;
}

static gpointer
import_orders (FoyerConnection *connection, gpointer data, GError **error)
{
  Bench      *bench = data;
  FoyerRandom random;

  foyer_random_init_seed (&random, 77);
  for (guint i = 0; i < bench->n_tickets / 2; i++)
    {
      g_autoptr (FoyerOrder) order = make_order (bench, &random, i);

      if (!foyer_sale_store_import (connection, order, error))
        return NULL;
    }
  return NULL;
}

static gpointer
scan_many (FoyerConnection *connection, gpointer data, GError **error)
{
  Bench *bench = data;

  for (guint i = 0; i < bench->n_scans; i++)
    {
      const FoyerAdmissionRequest request = { .event = *bench->event, .code = bench->codes->pdata[i], .gate = "North" };
      g_autoptr (FoyerAdmission) admission = foyer_admission_store_admit (connection, &request, error);

      if (admission == NULL)
        return NULL;
      g_assert_cmpint (admission->verdict, ==, FOYER_VERDICT_ADMITTED);
    }
  return NULL;
}

static void
write_store (Laptop *laptop, FoyerStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  foyer_store_write (laptop->fixture.store, func, data, &error);
  g_assert_no_error (error);
}

static Laptop *
join (Bench *bench, guint seed, const char *role)
{
  g_autofree char *code = test_platform_invite (bench->platform, role);
  Laptop          *laptop = laptop_new (seed);

  laptop_pair (laptop, code);
  return laptop;
}

static Laptop *
measure_first (Bench *bench, guint seed, const char *role, const char *label)
{
  Laptop          *laptop = join (bench, seed, role);
  g_autofree char *name = g_strdup_printf ("sync.%s.%u", label, bench->n_tickets);
  gint64           start = g_get_monotonic_time ();

  laptop_sync (laptop);
  report (name, seconds_since (start), 3);
  g_assert_cmpint (laptop_sold (laptop, bench->event), ==, bench->n_tickets);
  return laptop;
}

static void
measure_scans (Bench *bench, Laptop *door)
{
  g_autofree char *name = g_strdup_printf ("sync.push.%u", bench->n_scans);
  gint64           start;

  write_store (door, scan_many, bench);
  start = g_get_monotonic_time ();
  g_assert_cmpint (laptop_sync (door).pushed, ==, bench->n_scans);
  report (name, seconds_since (start), 2);
}

typedef struct
{
  Laptop        *laptop;
  const FoyerId *event;
  gint64         wanted;
} Wait;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Returns: seconds until the laptop knows of that many guests */
static double
wait_for_admitted (Wait *wait)
{
  gint64 start = g_get_monotonic_time ();
  guint  ticks = g_timeout_add (2, tick_cb, NULL);

  while (laptop_admitted (wait->laptop, wait->event) < wait->wanted)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (ticks);
  return seconds_since (start);
}

static int
compare_doubles (gconstpointer first, gconstpointer second)
{
  double a = *(const double *) first;
  double b = *(const double *) second;

  return (a > b) - (a < b);
}

static void
rest (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;
  guint  ticks = g_timeout_add (5, tick_cb, NULL);

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (ticks);
}

static void
measure_hops (Bench *bench, Laptop *from, Laptop *to)
{
  g_autoptr (FoyerSyncClient) sender = foyer_sync_client_new (from->fixture.store, from->secrets);
  g_autoptr (FoyerSyncClient) receiver = foyer_sync_client_new (to->fixture.store, to->secrets);
  Wait   wait = { to, bench->event, bench->n_scans };
  double hops[HOPS];

  foyer_sync_client_start (sender);
  foyer_sync_client_start (receiver);
  wait_for_admitted (&wait);
  rest (3000);
  for (guint i = 0; i < HOPS; i++)
    {
      g_assert_cmpint (laptop_admit (from, bench->event, bench->codes->pdata[bench->n_scans + i]), ==, FOYER_VERDICT_ADMITTED);
      wait.wanted++;
      hops[i] = wait_for_admitted (&wait);
      rest (50);
    }
  qsort (hops, HOPS, sizeof (double), compare_doubles);
  report ("sync.hop.median", hops[HOPS / 2], 0.15);
  report ("sync.hop.worst", hops[HOPS - 1], 1);
  foyer_sync_client_stop (sender);
  foyer_sync_client_stop (receiver);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  Bench bench = { .n_tickets = argc > 1 ? atoi (argv[1]) : 100000, .n_scans = argc > 2 ? atoi (argv[2]) : 10000 };
  g_autoptr (Laptop) till = NULL;
  g_autoptr (Laptop) door = NULL;
  gint64 start;

  g_setenv ("FOYER_PLATFORM", PLATFORM_PROGRAM, FALSE);
  g_assert_cmpuint (bench.n_scans + HOPS, <=, bench.n_tickets);
  bench.codes = g_ptr_array_new_with_free_func (g_free);
  bench.platform = test_platform_new ();
  bench.office = laptop_new (0);
  bench.event = &bench.office->fixture.event;
  laptop_pair (bench.office, bench.platform->pairing);
  write_store (bench.office, import_orders, &bench);
  start = g_get_monotonic_time ();
  laptop_sync (bench.office);
  report ("sync.upload.tickets", seconds_since (start), 0);
  till = measure_first (&bench, 1, "box-office", "first");
  door = measure_first (&bench, 2, "door", "first-door");
  measure_scans (&bench, door);
  measure_hops (&bench, door, till);
  g_clear_pointer (&bench.office, laptop_free);
  g_clear_pointer (&bench.platform, test_platform_free);
  g_ptr_array_unref (bench.codes);
  return 0;
}
