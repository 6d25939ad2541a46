/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-conflict-store.h"
#include "foyer-error.h"
#include "store-devices.h"
#include "store-dump.h"

static const char *const catalogue[] = { "venue", "event", "category", "attendee", "field_version", NULL };

static FoyerId
make_id (guint8 last)
{
  FoyerId id = FOYER_ID_NONE;

  id.bytes[0] = 1;
  id.bytes[15] = last;
  return id;
}

/* An edit of a venue as some other device sent it. */
static FoyerChange *
foreign_edit (guint8 id, guint8 device, FoyerTime made_at, const char *field, const char *value)
{
  FoyerId      subject = make_id (1);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &subject);

  change->id = make_id (id);
  change->device = make_id (device);
  change->made_at = made_at;
  foyer_change_set_text (change, field, value);
  json_object_set_object_member (change->body, "base", json_object_new ()); /* it had seen nothing */
  return change;
}

static void
assert_venue (Devices *devices, int device, const char *field, const char *value)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM venue WHERE hex (id) LIKE '%%01'", field);
  g_autofree char *text = dump_text (foyer_store_get_path (devices_get (devices, device)), sql);

  g_assert_cmpstr (text, ==, value);
}

static void
test_later_edit_wins_by_field (void)
{
  g_autoptr (Devices) devices = devices_new (2, 1);
  g_autoptr (FoyerChange) early = foreign_edit (10, 2, FIXTURE_NOW, "name", "Early");
  g_autoptr (FoyerChange) late = foreign_edit (11, 3, FIXTURE_NOW + 5, "name", "Late");
  g_autoptr (FoyerChange) other = foreign_edit (12, 2, FIXTURE_NOW + 1, "city", "Kiel");

  foyer_change_set_text (early, "city", "Bonn");
  devices_deliver (devices, 0, early);
  devices_deliver (devices, 0, late);
  devices_deliver (devices, 0, other);
  devices_deliver (devices, 1, other);
  devices_deliver (devices, 1, late);
  devices_deliver (devices, 1, early);
  devices_assert_equal (devices, catalogue);
  assert_venue (devices, 0, "name", "Late");
  assert_venue (devices, 0, "city", "Kiel");
}

static void
test_ties_go_to_the_higher_device (void)
{
  g_autoptr (Devices) devices = devices_new (2, 1);
  g_autoptr (FoyerChange) low = foreign_edit (10, 2, FIXTURE_NOW, "name", "Low");
  g_autoptr (FoyerChange) high = foreign_edit (11, 3, FIXTURE_NOW, "name", "High");

  devices_deliver (devices, 0, low);
  devices_deliver (devices, 0, high);
  devices_deliver (devices, 1, high);
  devices_deliver (devices, 1, low);
  devices_assert_equal (devices, catalogue);
  assert_venue (devices, 0, "name", "High");
}

/* Who wrote a field last, by the rule itself, over all that was ever made. */
static const FoyerChange *
find_winner (Devices *devices, const FoyerId *subject, const char *field)
{
  const FoyerChange *winner = NULL;

  for (guint i = 0; i < devices->changes->len; i++)
    {
      const FoyerChange *change = devices->changes->pdata[i];

      if (foyer_id_equal (&change->subject, subject) && json_object_has_member (change->body, field) &&
          (winner == NULL || change->made_at > winner->made_at ||
           (change->made_at == winner->made_at && foyer_id_compare (&change->device, &winner->device) > 0)))
        winner = change;
    }
  return winner;
}

static void
assert_winners (Devices *devices, const char *table, const FoyerId *subject, const char *field)
{
  const FoyerChange *winner = find_winner (devices, subject, field);
  g_autofree char   *text = NULL;
  g_autofree char   *sql = NULL;

  if (winner == NULL)
    return;
  sql = g_strdup_printf ("SELECT %s FROM %s WHERE hex (id) LIKE '%%%02X'", field, table, subject->bytes[15]);
  text = dump_text (foyer_store_get_path (devices_get (devices, 0)), sql);
  g_assert_cmpstr (text, ==, foyer_body_text (winner->body, field));
}

static const struct
{
  FoyerChangeKind kind;
  const char     *table;
  const char     *fields[3];
} kinds[] = {
  { FOYER_CHANGE_VENUE_EDIT, "venue", { "name", "city", "street" } },
  { FOYER_CHANGE_EVENT_EDIT, "event", { "title", "organizer", "description" } },
  { FOYER_CHANGE_CATEGORY_EDIT, "category", { "name", "colour", "benefits" } },
  { FOYER_CHANGE_ATTENDEE_EDIT, "attendee", { "name", "email", "note" } },
};

static void
edit_at_random (Devices *devices, int device)
{
  int     kind = devices_dice (devices, G_N_ELEMENTS (kinds));
  FoyerId subject = make_id (16 * (kind + 1) + devices_dice (devices, 3));
  g_autoptr (FoyerChange) change = foyer_change_new (kinds[kind].kind, &subject);

  for (int field = 0; field < 3; field++)
    if (field == 0 || devices_dice (devices, 2) == 0)
      {
        g_autofree char *value = g_strdup_printf ("v%d", devices_dice (devices, 100));

        foyer_change_set_text (change, kinds[kind].fields[devices_dice (devices, 3)], value);
      }
  devices_make (devices, device, change);
}

static void
test_converges_in_any_order (void)
{
  for (guint64 seed = 1; seed <= 8; seed++)
    {
      g_autoptr (Devices) devices = devices_new (3, seed);

      for (int step = 0; step < 120; step++)
        {
          edit_at_random (devices, devices_dice (devices, 3));
          if (devices_dice (devices, 6) == 0)
            devices_deliver_some (devices, devices_dice (devices, 3), 10);
        }
      devices_add (devices);
      devices_deliver_all (devices);
      devices_assert_equal (devices, catalogue);
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        for (int thing = 0; thing < 3; thing++)
          for (int field = 0; field < 3; field++)
            {
              FoyerId subject = make_id (16 * (kind + 1) + thing);

              assert_winners (devices, kinds[kind].table, &subject, kinds[kind].fields[field]);
            }
    }
}

static void
edit_here (Devices *devices, int device, const char *field, const char *value)
{
  FoyerId subject = make_id (1);
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &subject);

  foyer_change_set_text (change, field, value);
  devices_make (devices, device, change);
}

static gpointer
list_conflicts (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_conflict_store_list (connection, data != NULL, 100, error);
}

static GPtrArray *
conflicts_of (Devices *devices, int device, gboolean with_settled)
{
  GError    *error = NULL;
  GPtrArray *list = foyer_store_read (devices_get (devices, device), list_conflicts, GINT_TO_POINTER (with_settled), NULL, &error);

  g_assert_no_error (error);
  return list;
}

static gpointer
settle (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_conflict_store_settle (connection, data, "Bonn it is", error));
}

static void
test_what_lost_is_kept_and_settled_once (void)
{
  g_autoptr (Devices) devices = devices_new (2, 3);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  const FoyerConflict *conflict;
  GError              *error = NULL;

  edit_here (devices, 0, "name", "Hall");
  devices_deliver_all (devices);
  edit_here (devices, 0, "name", "Great Hall");
  edit_here (devices, 1, "city", "Bonn");
  edit_here (devices, 1, "name", "Tiny Hall");
  devices_deliver_all (devices);
  first = conflicts_of (devices, 0, FALSE);
  second = conflicts_of (devices, 1, FALSE);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 1);
  conflict = first->pdata[0];
  g_assert_cmpmem (&conflict->id, sizeof conflict->id, &((FoyerConflict *) second->pdata[0])->id, sizeof conflict->id);
  g_assert_cmpstr (conflict->detail, ==, "name: Great Hall");
  g_assert_cmpstr (conflict->kind, ==, "merged-field");
  g_assert_cmpstr (conflict->title, ==, "Tiny Hall");
  foyer_store_write (devices_get (devices, 0), settle, (gpointer) &conflict->id, &error);
  g_assert_no_error (error);
  devices_deliver_all (devices);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) open = conflicts_of (devices, i, FALSE);
      g_autoptr (GPtrArray) all = conflicts_of (devices, i, TRUE);

      g_assert_cmpuint (open->len, ==, 0);
      g_assert_cmpuint (all->len, ==, 1);
      g_assert_cmpstr (((FoyerConflict *) all->pdata[0])->note, ==, "Bonn it is");
    }
}

static void
test_each_field_that_lost_is_told (void)
{
  g_autoptr (Devices) devices = devices_new (1, 3);
  g_autoptr (FoyerChange) late = foreign_edit (10, 2, FIXTURE_NOW + 9, "name", "Late");
  g_autoptr (FoyerChange) early = foreign_edit (11, 3, FIXTURE_NOW, "name", "Early");
  g_autoptr (GPtrArray) conflicts = NULL;

  foyer_change_set_text (late, "city", "Bonn");
  foyer_change_set_text (early, "city", "Kiel");
  devices_deliver (devices, 0, late);
  devices_deliver (devices, 0, early);
  devices_deliver (devices, 0, early);
  conflicts = conflicts_of (devices, 0, FALSE);
  g_assert_cmpuint (conflicts->len, ==, 2);
}

static void
test_the_same_text_twice_is_no_conflict (void)
{
  g_autoptr (Devices) devices = devices_new (2, 3);

  edit_here (devices, 0, "name", "Hall");
  edit_here (devices, 1, "name", "Hall");
  devices_deliver_all (devices);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) conflicts = conflicts_of (devices, i, FALSE);

      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

static void
test_an_edit_after_seeing_another_is_no_conflict (void)
{
  g_autoptr (Devices) devices = devices_new (2, 4);

  for (int round = 0; round < 5; round++)
    {
      g_autofree char *name = g_strdup_printf ("Hall %d", round);

      edit_here (devices, round % 2, "name", name);
      devices_acknowledge (devices);
      devices_deliver (devices, 1 - round % 2, devices->changes->pdata[round]);
      devices_deliver (devices, 1 - round % 2, devices->changes->pdata[0]);
      assert_venue (devices, 1 - round % 2, "name", name);
    }
  devices_deliver_all (devices);
  devices_assert_equal (devices, catalogue);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) conflicts = conflicts_of (devices, i, FALSE);

      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

static FoyerTime
last_stamp (Devices *devices, int device)
{
  return dump_number (foyer_store_get_path (devices_get (devices, device)), "SELECT max (made_at) FROM field_version");
}

static void
test_clock_follows_a_device_that_is_ahead (void)
{
  g_autoptr (Devices) devices = devices_new (1, 5);
  g_autoptr (FoyerChange) ahead = foreign_edit (10, 2, FIXTURE_NOW + 2 * FOYER_HOUR, "name", "Ahead");

  devices_deliver (devices, 0, ahead);
  edit_here (devices, 0, "name", "Ours");
  assert_venue (devices, 0, "name", "Ours");
  g_assert_cmpint (last_stamp (devices, 0), ==, FIXTURE_NOW + 2 * FOYER_HOUR + 1);
}

static void
test_clock_does_not_follow_a_wrong_year_but_nothing_typed_is_lost (void)
{
  const FoyerTime  wrong = FIXTURE_NOW + 4000 * FOYER_DAY;
  const FoyerId    venue = make_id (2);
  g_autofree char *stamp = NULL;
  g_autoptr (Devices) devices = devices_new (2, 5);
  g_autoptr (FoyerChange) ahead = foreign_edit (10, 2, wrong, "name", "Wrong year");
  g_autoptr (FoyerChange) elsewhere = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &venue);

  devices_deliver (devices, 0, ahead);
  edit_here (devices, 0, "name", "Ours");
  assert_venue (devices, 0, "name", "Ours");
  foyer_change_set_text (elsewhere, "name", "Elsewhere");
  devices_make (devices, 0, elsewhere);
  stamp = dump_text (foyer_store_get_path (devices_get (devices, 0)), "SELECT min (made_at) FROM field_version");
  g_assert_cmpint (g_ascii_strtoll (stamp, NULL, 10), <, FIXTURE_NOW + FOYER_DAY);
  devices_deliver (devices, 1, ahead);
  devices_deliver_all (devices);
  assert_venue (devices, 1, "name", "Ours");
  devices_assert_equal (devices, catalogue);
}

static void
reopen (Devices *devices, int device, FoyerTime now)
{
  g_autofree char *path = g_strdup (foyer_store_get_path (devices_get (devices, device)));
  GError          *error = NULL;

  foyer_store_close (devices_get (devices, device));
  g_object_unref (devices->stores->pdata[device]);
  devices->stores->pdata[device] = foyer_store_open (path, FALSE, &error);
  g_assert_no_error (error);
  foyer_store_set_repeatable (devices_get (devices, device), 99, now);
}

static void
test_clock_never_runs_back_over_a_restart (void)
{
  g_autoptr (Devices) devices = devices_new (1, 6);
  g_autoptr (FoyerChange) ahead = foreign_edit (10, 2, FIXTURE_NOW + 3 * FOYER_HOUR, "city", "Ahead");
  FoyerTime before;

  edit_here (devices, 0, "name", "Made before the clock was set back");
  reopen (devices, 0, FIXTURE_NOW - 5 * FOYER_HOUR);
  edit_here (devices, 0, "street", "Made after");
  g_assert_cmpint (last_stamp (devices, 0), >, FIXTURE_NOW);
  devices_deliver (devices, 0, ahead);
  reopen (devices, 0, FIXTURE_NOW);
  before = last_stamp (devices, 0);
  edit_here (devices, 0, "name", "And again");
  g_assert_cmpint (last_stamp (devices, 0), >, before);
}

static void
test_a_change_that_is_malformed_is_refused_whole (void)
{
  g_autoptr (Devices) devices = devices_new (1, 7);
  FoyerId subject = make_id (1);
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_VENUE_EDIT, &subject);
  Fixture fixture = { .store = devices_get (devices, 0) };
  GError *error = NULL;

  foyer_change_set_text (change, "name", "Hall");
  foyer_change_set_text (change, "capacity", "many");
  g_assert_false (fixture_apply (&fixture, change, FOYER_ORIGIN_HERE, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (dump_number (foyer_store_get_path (devices_get (devices, 0)), "SELECT count(*) FROM venue"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/merge/later-edit-wins-by-field", test_later_edit_wins_by_field);
  g_test_add_func ("/store/merge/ties-go-to-the-higher-device", test_ties_go_to_the_higher_device);
  g_test_add_func ("/store/merge/converges-in-any-order", test_converges_in_any_order);
  g_test_add_func ("/store/merge/what-lost-is-kept-and-settled-once", test_what_lost_is_kept_and_settled_once);
  g_test_add_func ("/store/merge/each-field-that-lost-is-told", test_each_field_that_lost_is_told);
  g_test_add_func ("/store/merge/the-same-text-twice-is-no-conflict", test_the_same_text_twice_is_no_conflict);
  g_test_add_func ("/store/merge/an-edit-after-seeing-another-is-no-conflict", test_an_edit_after_seeing_another_is_no_conflict);
  g_test_add_func ("/store/merge/malformed-change-is-refused-whole", test_a_change_that_is_malformed_is_refused_whole);
  g_test_add_func ("/store/clock/follows-a-device-that-is-ahead", test_clock_follows_a_device_that_is_ahead);
  g_test_add_func ("/store/clock/a-wrong-year-loses-nothing", test_clock_does_not_follow_a_wrong_year_but_nothing_typed_is_lost);
  g_test_add_func ("/store/clock/never-runs-back-over-a-restart", test_clock_never_runs_back_over_a_restart);
  return g_test_run ();
}
