/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-hint.h"

#include "picture.h"

#include <string.h>

#define TICKET "3F7K2M9QX4TR8VBN5CHJ6WPD1E"
#define STEP_US (100 * 1000)

/* The camera of a door: what it sees changes with time. */
typedef struct
{
  FoyerHinter *hinter;
  GRand       *rand;
  gint64       now_us;
} Door;

static void
door_clear (Door *self)
{
  foyer_hinter_free (self->hinter);
  g_rand_free (self->rand);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Door, door_clear)

static Door
door_new (void)
{
  return (Door) { foyer_hinter_new (), g_rand_new_with_seed (7), G_USEC_PER_SEC };
}

static FoyerHint
show (Door          *self,
      const Picture *picture,
      gboolean       read)
{
  g_autoptr (FoyerFrame) made = picture_qr (picture, TICKET, strlen (TICKET), 1, self->rand);
  g_autoptr (FoyerFrame) frame = foyer_frame_new_copy (foyer_frame_get_data (made), picture->width, picture->height, picture->width, self->now_us);

  self->now_us += STEP_US;
  return foyer_hinter_see (self->hinter, frame, read);
}

/* One picture, again and again: painting it is the dear part. */
static FoyerHint
show_for (Door          *self,
          const Picture *picture,
          guint          frames)
{
  g_autoptr (FoyerFrame) made = picture_qr (picture, TICKET, strlen (TICKET), 1, self->rand);
  FoyerHint hint = FOYER_HINT_NONE;

  for (guint i = 0; i < frames; i++)
    {
      g_autoptr (FoyerFrame) frame = foyer_frame_new_copy (foyer_frame_get_data (made), picture->width, picture->height, picture->width, self->now_us);

      self->now_us += STEP_US;
      hint = foyer_hinter_see (self->hinter, frame, FALSE);
    }
  return hint;
}

static const Picture nobody = { .width = 640, .height = 360, .module = 0.01, .light = 200, .noise = 3 };
static const Picture small = { .width = 640, .height = 360, .module = 3, .light = 220, .noise = 3 };

static void
test_nobody_is_told_nothing (void)
{
  g_auto (Door) door = door_new ();

  g_assert_cmpint (show_for (&door, &nobody, 50), ==, FOYER_HINT_NONE);
}

static void
test_a_small_ticket_is_told_to_come_closer_after_a_moment (void)
{
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &small, 4), ==, FOYER_HINT_NONE);
  g_assert_cmpint (show_for (&door, &small, 16), ==, FOYER_HINT_CLOSER);
}

static void
test_a_code_that_is_read_silences (void)
{
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &small, 20), ==, FOYER_HINT_CLOSER);
  g_assert_cmpint (show (&door, &small, TRUE), ==, FOYER_HINT_NONE);
  g_assert_cmpint (show_for (&door, &small, 15), ==, FOYER_HINT_NONE);
}

static void
test_a_ticket_that_goes_takes_the_hint_along (void)
{
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &small, 20), ==, FOYER_HINT_CLOSER);
  g_assert_cmpint (show_for (&door, &nobody, 2), ==, FOYER_HINT_NONE);
}

static void
test_what_stays_is_furniture (void)
{
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &small, 400), ==, FOYER_HINT_NONE);
}

static void
test_a_dark_foyer_is_said (void)
{
  Picture dark = small;
  g_auto (Door) door = door_new ();

  dark.light = 22;
  dark.shade = 0.9;
  g_assert_cmpint (show_for (&door, &nobody, 5), ==, FOYER_HINT_NONE);
  /* the wall of the pictures is mid grey: dim it as the ticket by its shade */
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (FoyerFrame) made = picture_qr (&dark, TICKET, strlen (TICKET), 1, door.rand);
      guint8 *dimmed = g_memdup2 (foyer_frame_get_data (made), (gsize) dark.width * dark.height);
      g_autoptr (FoyerFrame) frame = NULL;

      for (int k = 0; k < dark.width * dark.height; k++)
        dimmed[k] /= 4;
      frame = foyer_frame_new_take (dimmed, dark.width, dark.height, door.now_us);
      door.now_us += STEP_US;
      foyer_hinter_see (door.hinter, frame, FALSE);
    }
  g_assert_cmpint (show (&door, &dark, FALSE), ==, FOYER_HINT_TOO_DARK);
}

static void
test_a_blinding_sheet_is_glare (void)
{
  Picture white = { .width = 640, .height = 360, .module = 8, .dark = 252, .light = 255, .noise = 1 };
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &white, 20), ==, FOYER_HINT_GLARE);
}

static void
test_what_moves_is_told_to_hold_still (void)
{
  Picture moving = { .width = 640, .height = 360, .module = 9, .light = 220, .blur = 2 };
  g_auto (Door) door = door_new ();
  FoyerHint hint = FOYER_HINT_NONE;

  show_for (&door, &nobody, 5);
  for (guint i = 0; i < 20; i++)
    {
      moving.turn = i * 35;
      hint = show (&door, &moving, FALSE);
    }
  g_assert_cmpint (hint, ==, FOYER_HINT_HOLD_STILL);
}

static void
test_a_sheet_on_the_lens_is_told_to_go_back (void)
{
  Picture near = { .width = 640, .height = 360, .module = 12, .light = 220, .blur = 9 };
  g_auto (Door) door = door_new ();

  show_for (&door, &nobody, 5);
  g_assert_cmpint (show_for (&door, &near, 20), ==, FOYER_HINT_FARTHER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hint/nobody-is-told-nothing", test_nobody_is_told_nothing);
  g_test_add_func ("/hint/a-small-ticket-is-told-to-come-closer-after-a-moment", test_a_small_ticket_is_told_to_come_closer_after_a_moment);
  g_test_add_func ("/hint/a-code-that-is-read-silences", test_a_code_that_is_read_silences);
  g_test_add_func ("/hint/a-ticket-that-goes-takes-the-hint-along", test_a_ticket_that_goes_takes_the_hint_along);
  g_test_add_func ("/hint/what-stays-is-furniture", test_what_stays_is_furniture);
  g_test_add_func ("/hint/a-dark-foyer-is-said", test_a_dark_foyer_is_said);
  g_test_add_func ("/hint/a-blinding-sheet-is-glare", test_a_blinding_sheet_is_glare);
  g_test_add_func ("/hint/what-moves-is-told-to-hold-still", test_what_moves_is_told_to_hold_still);
  g_test_add_func ("/hint/a-sheet-on-the-lens-is-told-to-go-back", test_a_sheet_on_the_lens_is_told_to_go_back);
  return g_test_run ();
}
