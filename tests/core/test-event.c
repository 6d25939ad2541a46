/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event.h"

#include "foyer-category.h"
#include "foyer-print-job.h"
#include "foyer-venue.h"

#define NOON (G_GINT64_CONSTANT (1790000000) * FOYER_SECOND)

static void
test_defaults (void)
{
  g_autoptr (FoyerEvent) event = foyer_event_new ();
  g_autoptr (FoyerCategory) category = foyer_category_new ();
  g_autoptr (FoyerVenue) venue = foyer_venue_new ();

  g_assert_cmpint (event->capacity, ==, FOYER_UNLIMITED);
  g_assert_cmpint (event->status, ==, FOYER_EVENT_DRAFT);
  g_assert_cmpint (category->capacity, ==, FOYER_UNLIMITED);
  g_assert_cmpint (category->min_per_order, ==, 1);
  g_assert_cmpint (category->status, ==, FOYER_CATEGORY_DRAFT);
  g_assert_cmpint (venue->capacity, ==, FOYER_UNLIMITED);
}

static void
test_hours (void)
{
  FoyerEvent event = { .starts = NOON };

  g_assert_cmpint (foyer_event_opens (&event), ==, NOON - FOYER_HOUR);
  g_assert_cmpint (foyer_event_closes (&event), ==, NOON + 6 * FOYER_HOUR);
  event.doors = NOON - 2 * FOYER_HOUR;
  event.ends = NOON + 3 * FOYER_HOUR;
  g_assert_cmpint (foyer_event_opens (&event), ==, NOON - 2 * FOYER_HOUR);
  g_assert_cmpint (foyer_event_closes (&event), ==, NOON + 3 * FOYER_HOUR);
  event.ends = NOON - FOYER_DAY; /* a slip of the keyboard must not end it before it starts */
  g_assert_cmpint (foyer_event_closes (&event), ==, NOON + 6 * FOYER_HOUR);
}

static void
test_hours_not_set (void)
{
  FoyerEvent event = { .status = FOYER_EVENT_PUBLISHED };

  g_assert_cmpint (foyer_event_opens (&event), ==, 0);
  g_assert_cmpint (foyer_event_closes (&event), ==, 0);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON), ==, FOYER_PHASE_ON_SALE);
  event.ends = NOON;
  g_assert_cmpint (foyer_event_closes (&event), ==, NOON);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON), ==, FOYER_PHASE_COMPLETED);
  event.ends = 0;
  event.doors = NOON;
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON), ==, FOYER_PHASE_ACTIVE);
}

static void
test_phases (void)
{
  FoyerEvent event = { .starts = NOON, .ends = NOON + FOYER_HOUR, .status = FOYER_EVENT_PUBLISHED };

  g_assert_cmpint (foyer_event_phase (&event, 5, NOON - FOYER_DAY), ==, FOYER_PHASE_ON_SALE);
  g_assert_cmpint (foyer_event_phase (&event, G_MAXINT64, NOON - FOYER_DAY), ==, FOYER_PHASE_ON_SALE);
  g_assert_cmpint (foyer_event_phase (&event, 0, NOON - FOYER_DAY), ==, FOYER_PHASE_SOLD_OUT);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON - FOYER_HOUR - 1), ==, FOYER_PHASE_ON_SALE);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON - FOYER_HOUR), ==, FOYER_PHASE_ACTIVE);
  g_assert_cmpint (foyer_event_phase (&event, 0, NOON), ==, FOYER_PHASE_ACTIVE);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON + FOYER_HOUR - 1), ==, FOYER_PHASE_ACTIVE);
  g_assert_cmpint (foyer_event_phase (&event, 5, NOON + FOYER_HOUR), ==, FOYER_PHASE_COMPLETED);
}

static void
test_stored_status_wins (void)
{
  static const struct
  {
    FoyerEventStatus status;
    FoyerEventPhase  phase;
  } fixed[] = {
    { FOYER_EVENT_DRAFT, FOYER_PHASE_DRAFT },
    { FOYER_EVENT_PENDING_APPROVAL, FOYER_PHASE_PENDING_APPROVAL },
    { FOYER_EVENT_CANCELLED, FOYER_PHASE_CANCELLED },
    { FOYER_EVENT_ARCHIVED, FOYER_PHASE_ARCHIVED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    for (int hours = -48; hours <= 48; hours += 4)
      {
        FoyerEvent event = { .starts = NOON, .status = fixed[i].status };

        g_assert_cmpint (foyer_event_phase (&event, 0, NOON + hours * FOYER_HOUR), ==, fixed[i].phase);
      }
}

static void
test_nicks (void)
{
  for (FoyerEventStatus status = FOYER_EVENT_DRAFT; status <= FOYER_EVENT_ARCHIVED; status++)
    g_assert_cmpint (foyer_event_status_from_nick (foyer_event_status_nick (status)), ==, status);
  for (FoyerCategoryStatus status = FOYER_CATEGORY_DRAFT; status <= FOYER_CATEGORY_HIDDEN; status++)
    g_assert_cmpint (foyer_category_status_from_nick (foyer_category_status_nick (status)), ==, status);
  for (FoyerPrintState state = FOYER_PRINT_WAITING; state <= FOYER_PRINT_CANCELLED; state++)
    {
      g_assert_cmpint (foyer_print_state_from_nick (foyer_print_state_nick (state)), ==, state);
      g_assert_cmpint (foyer_print_state_is_open (state), ==, state < FOYER_PRINT_DONE);
    }
  g_assert_cmpstr (foyer_event_phase_nick (FOYER_PHASE_DRAFT), ==, "draft");
  g_assert_cmpstr (foyer_event_phase_nick (FOYER_PHASE_ON_SALE), ==, "on-sale");
  g_assert_cmpstr (foyer_event_phase_nick (FOYER_PHASE_SOLD_OUT), ==, "sold-out");
  g_assert_cmpstr (foyer_event_phase_nick (FOYER_PHASE_ARCHIVED), ==, "archived");
  /* what a newer version calls by a new name is not on sale here */
  g_assert_cmpint (foyer_event_status_from_nick ("newer"), ==, FOYER_EVENT_DRAFT);
  g_assert_cmpint (foyer_category_status_from_nick ("newer"), ==, FOYER_CATEGORY_DRAFT);
  g_assert_cmpint (foyer_print_state_from_nick ("newer"), ==, FOYER_PRINT_FAILED);
}

static void
assert_address (const char *street, const char *postcode, const char *city, const char *expected)
{
  FoyerVenue       venue = { .street = (char *) street, .postcode = (char *) postcode, .city = (char *) city };
  g_autofree char *address = foyer_venue_dup_address (&venue);

  g_assert_cmpstr (address, ==, expected);
}

static void
test_address (void)
{
  assert_address (NULL, NULL, NULL, "");
  assert_address ("", "", "", "");
  assert_address ("Ring 1", "", "", "Ring 1");
  assert_address ("Ring 1", "04109", "Leipzig", "Ring 1, 04109 Leipzig");
  assert_address ("Ring 1", "", "Leipzig", "Ring 1, Leipzig");
  assert_address ("Ring 1", "04109", "", "Ring 1, 04109");
  assert_address ("", "04109", "Leipzig", "04109 Leipzig");
  assert_address (NULL, NULL, "Leipzig", "Leipzig");
}

static void
test_free (void)
{
  FoyerPrintJob *job = foyer_print_job_new ();
  FoyerEvent    *event = foyer_event_new ();

  job->title = g_strdup ("Tickets");
  foyer_print_job_free (job);
  event->title = g_strdup ("Concert");
  event->description = g_strdup ("# Concert");
  foyer_event_free (event);
  foyer_event_free (NULL);
  foyer_category_free (NULL);
  foyer_venue_free (NULL);
  foyer_print_job_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/new-things-are-drafts-without-a-bound", test_defaults);
  g_test_add_func ("/event/opens-an-hour-before-and-closes-six-hours-after-unless-told", test_hours);
  g_test_add_func ("/event/without-a-time-it-never-opens-and-is-never-over", test_hours_not_set);
  g_test_add_func ("/event/goes-from-on-sale-through-active-to-completed", test_phases);
  g_test_add_func ("/event/a-status-that-people-set-outweighs-clock-and-stock", test_stored_status_wins);
  g_test_add_func ("/event/every-status-is-found-by-its-name-and-unknown-ones-are-harmless", test_nicks);
  g_test_add_func ("/venue/the-address-has-no-comma-too-many", test_address);
  g_test_add_func ("/event/things-free-what-they-hold", test_free);
  return g_test_run ();
}
