/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-lease.h"

#include "foyer-random.h"

#define STEPS 20000
#define N_DEVICES 5
#define CAPACITY 300
#define N_LETTERS 64

static void
test_left (void)
{
  const FoyerLease lease = { .granted = 20, .used = 5, .returned = 3 };
  const FoyerLease overdrawn = { .granted = 20, .used = 21 };

  g_assert_cmpint (foyer_lease_left (&lease), ==, 12);
  g_assert_cmpint (foyer_lease_left (&overdrawn), ==, 0);
}

static void
test_merge (void)
{
  FoyerLease       lease = { .granted = 20, .used = 5, .returned = 3 };
  const FoyerLease late = { .granted = 10, .used = 7, .returned = 0 };

  foyer_lease_merge (&lease, &late);
  foyer_lease_merge (&lease, &late);
  g_assert_cmpint (lease.granted, ==, 20);
  g_assert_cmpint (lease.used, ==, 7);
  g_assert_cmpint (lease.returned, ==, 3);
}

static void
test_grants (void)
{
  g_assert_cmpint (foyer_lease_grant (20, G_MAXINT64, 3), ==, 20);
  g_assert_cmpint (foyer_lease_grant (20, 1000, 3), ==, 20);
  g_assert_cmpint (foyer_lease_grant (20, 30, 3), ==, 10);
  g_assert_cmpint (foyer_lease_grant (20, 2, 64), ==, 1);
  g_assert_cmpint (foyer_lease_grant (20, 1, 0), ==, 1);
  g_assert_cmpint (foyer_lease_grant (20, 0, 1), ==, 0);
  g_assert_cmpint (foyer_lease_grant (20, -5, 1), ==, 0);
  g_assert_cmpint (foyer_lease_grant (-3, 100, 1), ==, 0);
}

static gint64
move (gint64 left, gint64 recently_sold, gboolean on_sale, gboolean tonight, gboolean scarce)
{
  const FoyerLease     lease = { .granted = left };
  const FoyerLeaseNeed need = { .recently_sold = recently_sold, .on_sale = on_sale, .tonight = tonight, .scarce = scarce };

  return foyer_lease_move (&lease, &need);
}

static void
test_moves (void)
{
  g_assert_cmpint (move (0, 0, TRUE, TRUE, FALSE), ==, 20);
  g_assert_cmpint (move (9, 0, TRUE, TRUE, FALSE), ==, 11);
  g_assert_cmpint (move (10, 0, TRUE, TRUE, FALSE), ==, 0);
  g_assert_cmpint (move (40, 0, TRUE, TRUE, FALSE), ==, 0);
  g_assert_cmpint (move (41, 0, TRUE, TRUE, FALSE), ==, -21);
  g_assert_cmpint (move (0, 100, TRUE, TRUE, FALSE), ==, 200);
  g_assert_cmpint (move (0, 100000, TRUE, TRUE, FALSE), ==, 500);
  g_assert_cmpint (move (0, 0, TRUE, FALSE, FALSE), ==, 4);
  g_assert_cmpint (move (20, 0, TRUE, TRUE, TRUE), ==, -18);
  g_assert_cmpint (move (7, 0, FALSE, TRUE, FALSE), ==, -7);
  g_assert_cmpint (move (0, 0, FALSE, TRUE, FALSE), ==, 0);
}

static void
test_what_is_set_aside_here_is_not_in_hand (void)
{
  const FoyerLease lease = { .granted = 20, .used = 4 };
  FoyerLeaseNeed   need = { .held = 10, .on_sale = TRUE, .tonight = TRUE };

  g_assert_cmpint (foyer_lease_move (&lease, &need), ==, 14);
  need.on_sale = FALSE;
  g_assert_cmpint (foyer_lease_move (&lease, &need), ==, -6);
}

static void
test_pool (void)
{
  FoyerPool        pool = { .capacity = 100, .held = 5 };
  const FoyerLease lease = { .granted = 30, .used = 10, .returned = 5 };
  const FoyerLease overdrawn = { .granted = 10, .used = 12 };

  foyer_pool_add_lease (&pool, &lease);
  foyer_pool_add_lease (&pool, &overdrawn);
  g_assert_cmpint (pool.sold, ==, 22);
  g_assert_cmpint (pool.leased, ==, 15);
  g_assert_cmpint (foyer_pool_available (&pool), ==, 58);
  pool.capacity = 10;
  g_assert_cmpint (foyer_pool_available (&pool), ==, 0);
  pool.capacity = FOYER_UNLIMITED;
  g_assert_cmpint (foyer_pool_available (&pool), ==, G_MAXINT64);
}

/* One platform, devices that sell, and a post that loses, doubles and reorders
 * the letters between them. */
typedef struct
{
  guint      device;
  gboolean   to_platform;
  gint64     wanted;
  FoyerLease lease;
} Letter;

typedef struct
{
  FoyerLease  known[N_DEVICES]; /* to the platform */
  FoyerLease  own[N_DEVICES];
  Letter      letters[N_LETTERS];
  guint       n_letters;
  gint64      sold;
  FoyerRandom random;
} World;

static void
post (World *world, Letter letter)
{
  if (world->n_letters < N_LETTERS)
    world->letters[world->n_letters++] = letter;
  else
    world->letters[foyer_random_below (&world->random, N_LETTERS)] = letter; /* one is lost */
}

static void
deliver (World *world)
{
  guint       which = foyer_random_below (&world->random, world->n_letters);
  Letter      letter = world->letters[which];
  FoyerLease *known = &world->known[letter.device];

  if (foyer_random_below (&world->random, 3) > 0)
    world->letters[which] = world->letters[--world->n_letters]; /* else it comes again */
  if (!letter.to_platform)
    {
      foyer_lease_merge (&world->own[letter.device], &letter.lease);
      return;
    }
  foyer_lease_merge (known, &letter.lease);
  if (letter.wanted > known->granted)
    {
      FoyerPool pool = { .capacity = CAPACITY };

      for (guint i = 0; i < N_DEVICES; i++)
        foyer_pool_add_lease (&pool, &world->known[i]);
      known->granted += foyer_lease_grant (letter.wanted - known->granted, foyer_pool_available (&pool), N_DEVICES);
    }
  post (world, (Letter) { letter.device, FALSE, 0, *known });
}

static void
test_never_oversells_whatever_becomes_of_the_messages (void)
{
  World world = { 0 };

  foyer_random_init_seed (&world.random, 3);
  for (guint i = 0; i < STEPS; i++)
    {
      guint       device = foyer_random_below (&world.random, N_DEVICES);
      FoyerLease *own = &world.own[device];
      guint       dice = foyer_random_below (&world.random, 10);

      if (dice < 3 && foyer_lease_left (own) > 0)
        {
          own->used++;
          world.sold++;
        }
      else if (dice < 4 && foyer_lease_left (own) > 0)
        own->returned += 1 + foyer_random_below (&world.random, foyer_lease_left (own));
      else if (dice < 6)
        post (&world, (Letter) { device, TRUE, own->used + own->returned + foyer_random_below (&world.random, 30), *own });
      else if (world.n_letters > 0)
        deliver (&world);
      g_assert_cmpint (world.sold, <=, CAPACITY);
    }
  g_assert_cmpint (world.sold, ==, CAPACITY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lease/left", test_left);
  g_test_add_func ("/lease/merge", test_merge);
  g_test_add_func ("/lease/grants", test_grants);
  g_test_add_func ("/lease/moves", test_moves);
  g_test_add_func ("/lease/what-is-set-aside-here-is-not-in-hand", test_what_is_set_aside_here_is_not_in_hand);
  g_test_add_func ("/lease/pool", test_pool);
  g_test_add_func ("/lease/never-oversells-whatever-becomes-of-the-messages", test_never_oversells_whatever_becomes_of_the_messages);
  return g_test_run ();
}
