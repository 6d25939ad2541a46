/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-error.h"
#include "foyer-plan-store.h"
#include "foyer-seat-block.h"
#include "foyer-seating-plan-json.h"
#include "store-devices.h"
#include "store-fixture.h"

static FoyerSeatingPlan *
make_plan (guint rows, guint seats)
{
  g_autoptr (GError) error = NULL;
  FoyerSeatingPlan *plan = foyer_seating_plan_new ("Great Hall");
  FoyerPlanZone    *zone = foyer_plan_zone_new ("Parkett");
  FoyerSeatBlock    block;

  g_ptr_array_add (plan->zones, zone);
  foyer_seat_block_init (&block);
  block.rows = rows;
  block.seats = seats;
  block.category = foyer_seating_plan_add_category (plan, "Stalls", "#1c71d8");
  foyer_seating_plan_add_category (plan, "Box", "");
  g_assert_true (foyer_seat_block_add (&block, plan, zone, &error));
  return plan;
}

typedef struct
{
  FoyerId            id;
  FoyerId            venue;
  FoyerId            event;
  FoyerSeatingPlan  *plan;
  FoyerEventSeating *seating;
} Job;

static gpointer
save_job (FoyerConnection *connection, gpointer data, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (foyer_plan_store_save (connection, job->plan, &job->id, &job->venue, error));
}

static gpointer
load_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_plan_store_load (connection, &((Job *) data)->id, error);
}

static gpointer
delete_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_plan_store_delete (connection, &((Job *) data)->id, error));
}

static gpointer
list_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_plan_store_list (connection, &((Job *) data)->venue, error);
}

static gpointer
choose_job (FoyerConnection *connection, gpointer data, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (foyer_plan_store_choose (connection, &job->event, &job->id, error));
}

static gpointer
event_job (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_plan_store_load_event (connection, &((Job *) data)->event, error);
}

static gpointer
map_job (FoyerConnection *connection, gpointer data, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (foyer_plan_store_map (connection, &job->event, job->seating, error));
}

static void
assert_same (const FoyerSeatingPlan *a, const FoyerSeatingPlan *b)
{
  g_autofree char *first = foyer_seating_plan_print (a);
  g_autofree char *second = foyer_seating_plan_print (b);

  g_assert_cmpstr (first, ==, second);
}

static void
test_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = make_plan (100, 500); /* a stadium */
  g_autoptr (FoyerSeatingPlan) read = NULL;
  g_autoptr (GPtrArray) list = NULL;
  Job job = { .plan = plan, .venue = fixture->venue };

  foyer_store_write (fixture->store, save_job, &job, &error);
  g_assert_no_error (error);
  g_assert_false (foyer_id_is_none (&job.id));
  fixture_reopen (fixture);
  read = foyer_store_read (fixture->store, load_job, &job, NULL, &error);
  g_assert_no_error (error);
  assert_same (plan, read);
  list = foyer_store_read (fixture->store, list_job, &job, NULL, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((FoyerPlanEntry *) list->pdata[0])->name, ==, "Great Hall");

  foyer_store_write (fixture->store, delete_job, &job, &error);
  g_assert_no_error (error);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = foyer_store_read (fixture->store, list_job, &job, NULL, &error);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_event (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerSeatingPlan) plan = make_plan (3, 5);
  g_autoptr (FoyerEventSeating) seating = NULL;
  g_autoptr (FoyerEventSeating) again = NULL;
  Job job = { .plan = plan, .venue = fixture->venue, .event = fixture->event };

  g_assert_null (foyer_store_read (fixture->store, event_job, &job, NULL, &error));
  g_assert_no_error (error);
  foyer_store_write (fixture->store, save_job, &job, &error);
  foyer_store_write (fixture->store, choose_job, &job, &error);
  g_assert_no_error (error);
  seating = foyer_store_read (fixture->store, event_job, &job, NULL, &error);
  g_assert_no_error (error);
  assert_same (plan, seating->plan);
  /* categories of one name belong together without a word; others wait for one */
  g_assert_true (foyer_id_equal (&g_array_index (seating->categories, FoyerId, 0), &fixture->stalls));
  g_assert_true (foyer_id_is_none (&g_array_index (seating->categories, FoyerId, 1)));

  g_array_index (seating->categories, FoyerId, 0) = FOYER_ID_NONE;
  g_array_index (seating->categories, FoyerId, 1) = fixture->balcony;
  job.seating = seating;
  foyer_store_write (fixture->store, map_job, &job, &error);
  g_assert_no_error (error);
  again = foyer_store_read (fixture->store, event_job, &job, NULL, &error);
  g_assert_true (foyer_id_is_none (&g_array_index (again->categories, FoyerId, 0)));
  g_assert_true (foyer_id_equal (&g_array_index (again->categories, FoyerId, 1), &fixture->balcony));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const documents[] = { "?", "AAAA", "eJwDAAAAAAE=" /* deflated nothing */ };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      Job          job = { .id = { { (guint8) (i + 1) } } };
      FoyerChange *change = foyer_change_new (FOYER_CHANGE_PLAN_EDIT, &job.id);

      foyer_change_set_text (change, "document", documents[i]);
      g_assert_true (fixture_apply (fixture, change, FOYER_ORIGIN_HERE, &error));
      g_assert_no_error (error);
      g_assert_null (foyer_store_read (fixture->store, load_job, &job, NULL, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
    }
  {
    g_autoptr (GError) error = NULL;
    Job job = { .id = { { 99 } } };

    g_assert_null (foyer_store_read (fixture->store, load_job, &job, NULL, &error));
    g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan/a-stadium-is-kept-and-found", Fixture, NULL, fixture_set_up, test_keeps, fixture_tear_down);
  g_test_add ("/plan/an-event-sells-its-categories", Fixture, NULL, fixture_set_up, test_event, fixture_tear_down);
  g_test_add ("/plan/a-damaged-one-is-refused-with-a-sentence", Fixture, NULL, fixture_set_up, test_damaged, fixture_tear_down);
  return g_test_run ();
}
