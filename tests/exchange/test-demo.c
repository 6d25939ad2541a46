/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "foyer-door-store.h"
#include "foyer-conflict-store.h"
#include "foyer-demo.h"
#include "foyer-error.h"
#include "foyer-event-store.h"
#include "foyer-guest-store.h"
#include "foyer-order-store.h"
#include "foyer-outbox-store.h"
#include "foyer-print-job-store.h"

/* 2026-11-21 18:30 UTC */
#define NOW G_GINT64_CONSTANT (1795285800000000)

typedef struct
{
  char       *folder;
  FoyerStore *store;
  double      seconds; /* that filling it took */
} Fixture;

static void
open_store (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  GError          *error = NULL;

  fixture->folder = g_dir_make_tmp ("foyer-demo-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "foyer.db", NULL);
  fixture->store = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (fixture->store, 1, NOW);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError  *error = NULL;
  gint64   begun;
  gboolean done;

  open_store (fixture, NULL);
  begun = g_get_monotonic_time ();
  done = foyer_demo_fill (fixture->store, FOYER_DEMO_SEED, NOW, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  fixture->seconds = (g_get_monotonic_time () - begun) / 1e6;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static gpointer
list_events (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_event_store_list (connection, error);
}

static GPtrArray *
get_events (Fixture *fixture)
{
  GError *error = NULL;
  /* on the writer, whose clock stands at the time of the demo */
  GPtrArray *events = foyer_store_write (fixture->store, list_events, NULL, &error);

  g_assert_no_error (error);
  return events;
}

static FoyerEventSummary *
find_event (GPtrArray *events, const char *title)
{
  for (guint i = 0; i < events->len; i++)
    if (strcmp (((FoyerEventSummary *) events->pdata[i])->event->title, title) == 0)
      return events->pdata[i];
  g_assert_not_reached ();
}

/* The lines of the outbox without the device, which differs from store to store. */
static gpointer
print_outbox (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) entries = foyer_outbox_store_peek (connection, G_MAXINT, error);
  g_autofree char *device = foyer_id_dup_text (foyer_connection_device (connection));
  GString         *text = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      g_string_append (text, ((FoyerOutboxEntry *) entries->pdata[i])->line);
      g_string_append_c (text, '\n');
    }
  g_string_replace (text, device, "DEVICE", 0);
  return g_string_free (text, FALSE);
}

static void
test_same_seed (Fixture *first, gconstpointer data)
{
  Fixture          second = { NULL }, third = { NULL };
  GError          *error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  set_up (&second, NULL);
  open_store (&third, NULL);
  g_assert_true (foyer_demo_fill (third.store, 21, NOW, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  text = foyer_store_read (first->store, print_outbox, NULL, NULL, &error);
  same = foyer_store_read (second.store, print_outbox, NULL, NULL, &error);
  other = foyer_store_read (third.store, print_outbox, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), >, 100000);
  g_assert_true (strcmp (text, same) == 0);
  g_assert_false (strcmp (text, other) == 0);
  tear_down (&second, NULL);
  tear_down (&third, NULL);
}

static void
test_programme (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = get_events (fixture);
  gint64 sold = 0;
  int    phases[FOYER_PHASE_ARCHIVED + 1] = { 0 };
  int    alerts[FOYER_ALERT_SOLD_OUT + 1] = { 0 };

  g_assert_cmpuint (events->len, ==, 12);
  for (guint i = 0; i < events->len; i++)
    {
      FoyerEventSummary *summary = events->pdata[i];

      g_test_message ("%s: %s, %d sold", summary->event->title, foyer_event_phase_nick (summary->phase), (int) summary->stock.sold);
      sold += summary->stock.sold;
      phases[summary->phase]++;
      for (guint j = 0; j < summary->categories->len; j++)
        {
          FoyerCategorySummary *category = summary->categories->pdata[j];

          g_test_message ("  %s: %d of %d, %s", category->category->name, (int) category->stock.sold, (int) category->stock.capacity, foyer_alert_nick (category->alert));
          alerts[category->alert]++;
        }
      g_assert_cmpstr (summary->event->timezone, ==, "Europe/Berlin");
      g_assert_nonnull (summary->venue);
    }
  g_assert_cmpint (sold, >=, 1900);
  g_assert_cmpint (sold, <=, 2300);
  g_assert_cmpint (phases[FOYER_PHASE_COMPLETED], ==, 3);
  g_assert_cmpint (phases[FOYER_PHASE_ACTIVE], ==, 1);
  g_assert_cmpint (phases[FOYER_PHASE_SOLD_OUT], ==, 1);
  g_assert_cmpint (phases[FOYER_PHASE_DRAFT], ==, 2);
  g_assert_cmpint (phases[FOYER_PHASE_CANCELLED], ==, 1);
  g_assert_cmpint (alerts[FOYER_ALERT_LOW], >, 0);
  g_assert_cmpint (alerts[FOYER_ALERT_CRITICAL], >, 0);
  g_assert_cmpint (alerts[FOYER_ALERT_SOLD_OUT], >, 0);
}

typedef struct
{
  FoyerId        event;
  FoyerDoorCount count;
  GPtrArray     *orders;
  GPtrArray     *conflicts;
  GPtrArray     *jobs;
} Night;

static gpointer
read_night (FoyerConnection *connection, gpointer data, GError **error)
{
  Night *night = data;

  foyer_door_store_count (connection, &night->event, 1, foyer_connection_now (connection), &night->count, error);
  night->orders = foyer_order_store_recent (connection, &night->event, 1000, error);
  night->conflicts = foyer_conflict_store_list (connection, TRUE, 10, error);
  night->jobs = foyer_print_job_store_list (connection, 10, error);
  return NULL;
}

static void
test_tonight (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = get_events (fixture);
  FoyerEventSummary *tonight = find_event (events, "A Midsummer Night’s Dream");
  Night              night = { .event = tonight->event->id };
  GError            *error = NULL;
  int                statuses[FOYER_TICKET_EXPIRED + 1] = { 0 };
  int                nameless = 0, seated = 0, comps = 0;

  g_assert_cmpint (tonight->event->doors, <, NOW);
  g_assert_cmpint (tonight->event->starts, >, NOW);
  foyer_store_read (fixture->store, read_night, &night, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < night.orders->len; i++)
    {
      FoyerOrder *order = night.orders->pdata[i];

      comps += order->channel == FOYER_CHANNEL_COMP;
      for (guint j = 0; j < order->tickets->len; j++)
        {
          FoyerOrderTicket *line = order->tickets->pdata[j];

          statuses[line->ticket->status]++;
          nameless += line->attendee == NULL;
          seated += *line->ticket->seat != '\0';
          if (line->attendee != NULL && *line->attendee->email != '\0')
            g_assert_true (g_str_has_suffix (line->attendee->email, "@example.org") || g_str_has_suffix (line->attendee->email, "@example.com"));
        }
    }
  g_assert_cmpint (night.count.inside, >, 20);
  g_assert_cmpint (night.count.refused, >=, 3);
  g_assert_cmpint (statuses[FOYER_TICKET_ADMITTED], ==, night.count.admitted);
  g_assert_cmpint (statuses[FOYER_TICKET_BLOCKED], ==, 2);
  g_assert_cmpint (statuses[FOYER_TICKET_REFUNDED], >, 0);
  g_assert_cmpint (statuses[FOYER_TICKET_UNPAID], >, 0);
  g_assert_cmpint (nameless, >, 10);
  g_assert_cmpint (comps, >, 0);
  g_assert_cmpint (seated, >, 300);
  g_assert_cmpuint (night.conflicts->len, ==, 1);
  g_assert_cmpstr (((FoyerConflict *) night.conflicts->pdata[0])->kind, ==, "double-admission");
  g_assert_cmpuint (night.jobs->len, ==, 4);
  g_ptr_array_unref (night.orders);
  g_ptr_array_unref (night.conflicts);
  g_ptr_array_unref (night.jobs);
}

typedef struct
{
  const FoyerId *event;
  const char    *search;
} Search;

static gpointer
search_guests (FoyerConnection *connection, gpointer data, GError **error)
{
  Search *search = data;

  return foyer_guest_store_find (connection, search->event, search->search, FOYER_GUESTS_BY_NAME, error);
}

static void
test_scripts (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "mueller", "шевченко", "οικονομου", "منصور", "ศรีสุวรรณ", "王", "佐々木" };
  g_autoptr (GPtrArray) events = get_events (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint found = 0;

      for (guint j = 0; j < events->len; j++)
        {
          Search search = { &((FoyerEventSummary *) events->pdata[j])->event->id, names[i] };
          g_autoptr (GArray) rows = foyer_store_read (fixture->store, search_guests, &search, NULL, NULL);

          found += rows->len;
        }
      g_test_message ("%s: %u", names[i], found);
      g_assert_cmpuint (found, >, 0);
    }
}

static void
test_seats_differ (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = get_events (fixture);

  for (guint i = 0; i < events->len; i++)
    {
      Night   night = { .event = ((FoyerEventSummary *) events->pdata[i])->event->id };
      GError *error = NULL;
      g_autoptr (GHashTable) seats = g_hash_table_new (g_str_hash, g_str_equal);

      foyer_store_read (fixture->store, read_night, &night, NULL, &error);
      g_assert_no_error (error);
      for (guint j = 0; j < night.orders->len; j++)
        {
          FoyerOrder *order = night.orders->pdata[j];

          for (guint k = 0; k < order->tickets->len; k++)
            {
              FoyerTicket *ticket = ((FoyerOrderTicket *) order->tickets->pdata[k])->ticket;

              if (*ticket->seat != '\0')
                g_assert_true (g_hash_table_add (seats, ticket->seat));
            }
        }
      g_ptr_array_unref (night.orders);
      g_ptr_array_unref (night.conflicts);
      g_ptr_array_unref (night.jobs);
    }
}

static void
test_not_twice (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_assert_false (foyer_demo_fill (fixture->store, FOYER_DEMO_SEED, NOW, NULL, NULL, NULL, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STATE);
  g_clear_error (&error);
}

static void
cancel_cb (goffset done, goffset total, gpointer cancellable)
{
  if (done > total / 2)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) events = NULL;
  GError *error = NULL;

  g_assert_false (foyer_demo_fill (fixture->store, 1, NOW, cancellable, cancel_cb, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  events = get_events (fixture);
  g_assert_cmpuint (events->len, ==, 0);
}

static void
test_quick (Fixture *fixture, gconstpointer data)
{
  g_test_message ("filled in %.3f s", fixture->seconds);
  /* 1.5 s is the promise; a busy machine gets some slack */
  g_assert_cmpfloat (fixture->seconds, <, 6.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/demo/programme/is-past-tonight-and-coming", Fixture, NULL, set_up, test_programme, tear_down);
  g_test_add ("/demo/tonight/is-a-night-at-a-real-door", Fixture, NULL, set_up, test_tonight, tear_down);
  g_test_add ("/demo/guests/have-names-in-many-scripts", Fixture, NULL, set_up, test_scripts, tear_down);
  g_test_add ("/demo/seats/are-sold-once", Fixture, NULL, set_up, test_seats_differ, tear_down);
  g_test_add ("/demo/seed/the-same-gives-the-same-organisation", Fixture, NULL, set_up, test_same_seed, tear_down);
  g_test_add ("/demo/fill/refuses-a-store-with-events", Fixture, NULL, set_up, test_not_twice, tear_down);
  g_test_add ("/demo/fill/leaves-nothing-when-cancelled", Fixture, NULL, open_store, test_cancel, tear_down);
  g_test_add ("/demo/fill/takes-a-moment", Fixture, NULL, set_up, test_quick, tear_down);
  return g_test_run ();
}
