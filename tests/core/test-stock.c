/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-stock.h"

#include "foyer-random.h"
#include "foyer-ticket.h"

static FoyerAlert
alert_of (gint64 capacity, gint64 sold, gint64 held)
{
  FoyerStock stock = { .capacity = capacity, .sold = sold, .held = held };

  return foyer_stock_alert (&stock, 0, 0);
}

static void
test_alerts (void)
{
  g_assert_cmpint (alert_of (100, 0, 0), ==, FOYER_ALERT_NONE);
  g_assert_cmpint (alert_of (100, 84, 0), ==, FOYER_ALERT_NONE);
  g_assert_cmpint (alert_of (100, 85, 0), ==, FOYER_ALERT_LOW);
  g_assert_cmpint (alert_of (100, 94, 0), ==, FOYER_ALERT_LOW);
  g_assert_cmpint (alert_of (100, 95, 0), ==, FOYER_ALERT_CRITICAL);
  g_assert_cmpint (alert_of (100, 99, 0), ==, FOYER_ALERT_CRITICAL);
  g_assert_cmpint (alert_of (100, 100, 0), ==, FOYER_ALERT_SOLD_OUT);
  g_assert_cmpint (alert_of (100, 120, 0), ==, FOYER_ALERT_SOLD_OUT);
  g_assert_cmpint (alert_of (100, 80, 5), ==, FOYER_ALERT_LOW);
  g_assert_cmpint (alert_of (100, 80, 20), ==, FOYER_ALERT_SOLD_OUT);
  g_assert_cmpint (alert_of (0, 0, 0), ==, FOYER_ALERT_SOLD_OUT);
  g_assert_cmpint (alert_of (FOYER_UNLIMITED, 1000000, 0), ==, FOYER_ALERT_NONE);
  g_assert_cmpint (alert_of (7, 6, 0), ==, FOYER_ALERT_LOW); /* 14.3 %, not rounded */
}

static void
test_own_percentages (void)
{
  FoyerStock stock = { .capacity = 1000, .sold = 700 };

  g_assert_cmpint (foyer_stock_alert (&stock, 0, 0), ==, FOYER_ALERT_NONE);
  g_assert_cmpint (foyer_stock_alert (&stock, 30, 0), ==, FOYER_ALERT_LOW);
  g_assert_cmpint (foyer_stock_alert (&stock, 29, 0), ==, FOYER_ALERT_NONE);
  g_assert_cmpint (foyer_stock_alert (&stock, 50, 30), ==, FOYER_ALERT_CRITICAL);
  g_assert_cmpint (foyer_stock_alert (&stock, 100, 100), ==, FOYER_ALERT_CRITICAL);
}

static void
test_available (void)
{
  FoyerStock category = { .capacity = 50, .sold = 10, .held = 5 };
  FoyerStock event = { .capacity = 100, .sold = 90, .held = 0 };
  FoyerStock open = { .capacity = FOYER_UNLIMITED, .sold = 12 };

  g_assert_cmpint (foyer_stock_available (&category, NULL), ==, 35);
  g_assert_cmpint (foyer_stock_available (&category, &event), ==, 10);
  g_assert_cmpint (foyer_stock_available (&open, &event), ==, 10);
  g_assert_cmpint (foyer_stock_available (&category, &open), ==, 35);
  g_assert_cmpint (foyer_stock_available (&open, &open), ==, G_MAXINT64);
  g_assert_cmpint (foyer_stock_available (&open, NULL), ==, G_MAXINT64);
}

static void
test_available_property (void)
{
  FoyerRandom random;

  foyer_random_init_seed (&random, 1);
  for (int i = 0; i < 20000; i++)
    {
      FoyerStock category = { .capacity = (gint64) foyer_random_below (&random, 2000) - 1,
                              .sold = foyer_random_below (&random, 1000),
                              .held = foyer_random_below (&random, 1000) };
      FoyerStock event = { .capacity = (gint64) foyer_random_below (&random, 4000) - 1,
                           .sold = foyer_random_below (&random, 2000),
                           .held = foyer_random_below (&random, 2000) };
      gint64     available = foyer_stock_available (&category, &event);
      FoyerAlert alert = foyer_stock_alert (&category, 0, 0);

      g_assert_cmpint (available, >=, 0);
      /* selling all that is available overfills neither; one more overfills one */
      if (available < G_MAXINT64)
        {
          gboolean fits_category = category.capacity < 0 || category.sold + category.held + available <= category.capacity;
          gboolean fits_event = event.capacity < 0 || event.sold + event.held + available <= event.capacity;
          gboolean fuller_category = category.capacity >= 0 && category.sold + category.held + available + 1 > category.capacity;
          gboolean fuller_event = event.capacity >= 0 && event.sold + event.held + available + 1 > event.capacity;

          g_assert_true (available == 0 || (fits_category && fits_event));
          g_assert_true (fuller_category || fuller_event);
        }
      else
        g_assert_true (category.capacity < 0 && event.capacity < 0);
      /* an alert never eases while stock goes down */
      category.sold++;
      g_assert_cmpint (foyer_stock_alert (&category, 0, 0), >=, alert);
    }
}

static void
test_statuses_that_take_stock (void)
{
  g_assert_true (foyer_ticket_status_takes_stock (FOYER_TICKET_VALID));
  g_assert_true (foyer_ticket_status_takes_stock (FOYER_TICKET_ADMITTED));
  g_assert_true (foyer_ticket_status_takes_stock (FOYER_TICKET_UNPAID));
  g_assert_true (foyer_ticket_status_takes_stock (FOYER_TICKET_BLOCKED));
  g_assert_false (foyer_ticket_status_takes_stock (FOYER_TICKET_HELD));
  g_assert_false (foyer_ticket_status_takes_stock (FOYER_TICKET_REFUNDED));
  g_assert_false (foyer_ticket_status_takes_stock (FOYER_TICKET_CANCELLED));
  g_assert_false (foyer_ticket_status_takes_stock (FOYER_TICKET_EXPIRED));
}

static void
test_nicks (void)
{
  g_assert_cmpstr (foyer_alert_nick (FOYER_ALERT_NONE), ==, "none");
  g_assert_cmpstr (foyer_alert_nick (FOYER_ALERT_LOW), ==, "low");
  g_assert_cmpstr (foyer_alert_nick (FOYER_ALERT_CRITICAL), ==, "critical");
  g_assert_cmpstr (foyer_alert_nick (FOYER_ALERT_SOLD_OUT), ==, "sold-out");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stock/alerts-at-15-and-5-percent-and-at-none", test_alerts);
  g_test_add_func ("/stock/alerts-at-the-events-own-percentages", test_own_percentages);
  g_test_add_func ("/stock/is-bounded-by-category-and-event", test_available);
  g_test_add_func ("/stock/selling-all-that-is-available-overfills-nothing", test_available_property);
  g_test_add_func ("/stock/is-taken-by-tickets-that-live", test_statuses_that_take_stock);
  g_test_add_func ("/stock/alerts-have-names", test_nicks);
  return g_test_run ();
}
