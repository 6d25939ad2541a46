/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A house of 50,000 seats: how long it takes to show, to walk about in it, and
 * to find six good places. Frames are those of a real window; of each its length
 * from the clock's beginning to its end is taken.
 */
#include <adwaita.h>

#include <string.h>

#include "figures.h"
#include "foyer-random.h"
#include "foyer-seat-block.h"
#include "foyer-seat-view.h"
#include "foyer-seating-plan-json.h"

#define BLOCKS 25
#define ROWS 40
#define SEATS 50
#define STEPS 120

typedef struct
{
  GMainLoop     *loop;
  FoyerSeatView *view;
  GtkWidget     *scroller;
  gint64         begun;
  gint64         begun_cpu;
  GArray        *frames;     /* ms */
  GArray        *frames_cpu; /* ms */
  guint          step;
  double         zoom;
} Run;

static FoyerSeatingPlan *
make_house (void)
{
  FoyerSeatingPlan *plan = foyer_seating_plan_new ("Arena");

  for (guint i = 0; i < BLOCKS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char         *name = g_strdup_printf ("Block %u", i + 1);
      g_autofree char         *category = g_strdup_printf ("Category %u", i % 5 + 1);
      static const char *const colours[] = { "#1c71d8", "#2ec27e", "#e5a50a", "#c64600", "#813d9c" };
      FoyerPlanZone           *zone = foyer_plan_zone_new (name);
      FoyerSeatBlock           block;

      foyer_seat_block_init (&block);
      block.rows = ROWS;
      block.seats = SEATS;
      block.category = foyer_seating_plan_add_category (plan, category, colours[i % 5]);
      zone->at = (FoyerPlanPoint) { i % 5 * 1400.0, i / 5 * 1600.0 };
      g_ptr_array_add (plan->zones, zone);
      if (!foyer_seat_block_add (&block, plan, zone, &error))
        g_error ("%s", error->message);
    }
  return plan;
}

static void
before_paint_cb (GdkFrameClock *clock, Run *run)
{
  run->begun = g_get_monotonic_time ();
  run->begun_cpu = figure_cpu_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, Run *run)
{
  double cpu = (figure_cpu_time () - run->begun_cpu) / 1000.0;

  figure_add_time (run->frames, run->begun);
  g_array_append_val (run->frames_cpu, cpu);
}

/* A steady hand: forty pixels a frame, to the right and down. */
static gboolean
pan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run           *run = user_data;
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (run->scroller));
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (run->scroller));

  if (run->step++ == STEPS)
    {
      g_main_loop_quit (run->loop);
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + 40);
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + 20);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
settle (Run *run)
{
  g_timeout_add (400, quit_cb, run->loop);
  g_main_loop_run (run->loop);
}

static void
measure_pan (Run *run, const char *name, double zoom)
{
  g_autofree char *p95 = g_strconcat ("seats.pan.", name, ".p95", NULL);
  g_autofree char *cpu = g_strconcat ("seats.pan.", name, ".cpu.p95", NULL);

  foyer_seat_view_set_zoom (run->view, zoom);
  foyer_seat_view_set_cursor (run->view, 0);
  settle (run);
  g_array_set_size (run->frames, 0);
  g_array_set_size (run->frames_cpu, 0);
  run->step = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (run->view), pan_cb, run, NULL);
  g_main_loop_run (run->loop);
  figure_report (p95, figure_quantile (run->frames, 0.95), "ms", 16);
  figure_note (cpu, figure_quantile (run->frames_cpu, 0.95), "ms");
}

static void
measure_window (FoyerSeatingPlan *plan)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) frames_cpu = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *window = gtk_window_new ();
  Run        run = { .loop = loop, .frames = frames, .frames_cpu = frames_cpu };
  double     whole;
  gint64     begun;

  run.scroller = gtk_scrolled_window_new ();
  run.view = FOYER_SEAT_VIEW (foyer_seat_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (run.scroller), GTK_WIDGET (run.view));
  gtk_window_set_child (GTK_WINDOW (window), run.scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), &run);
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), &run);
  settle (&run);

  g_array_set_size (frames, 0);
  begun = g_get_monotonic_time ();
  foyer_seat_view_set_plan (run.view, plan);
  whole = (g_get_monotonic_time () - begun) / 1000.0;
  settle (&run);
  figure_report ("seats.first-paint", whole + g_array_index (frames, double, 0), "ms", 250);

  whole = foyer_seat_view_get_zoom (run.view);
  measure_pan (&run, "wide", whole * 2);
  measure_pan (&run, "middle", whole * 6);
  measure_pan (&run, "close", 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure_choice (const FoyerSeatingPlan *plan)
{
  g_autoptr (FoyerSeatIndex) index = foyer_seat_index_new (plan);
  g_autoptr (GArray) together = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree guint8 *is_free = g_malloc0 (index->places->len);
  FoyerPlanPoint     focus = foyer_seating_plan_guess_focus (plan);
  FoyerRandom        random;

  foyer_random_init_seed (&random, 6);
  for (int round = 0; round < 100; round++)
    {
      guint    chosen[6];
      gboolean side_by_side;
      guint    share = round % 2 == 0 ? 1 + round % 9 : 9; /* nearly sold out, no six are side by side */
      gint64   begun;
      double   ms;

      for (guint i = 0; i < index->places->len; i++)
        is_free[i] = round % 2 == 0 ? foyer_random_below (&random, 10) >= share : foyer_random_below (&random, 100) < 3;
      begun = figure_cpu_time ();
      if (!foyer_seat_choose (index, is_free, 6, focus, chosen, &side_by_side))
        g_error ("No six seats in a house of %u", index->places->len);
      ms = (figure_cpu_time () - begun) / 1000.0;
      g_array_append_val (side_by_side ? together : apart, ms);
    }
  figure_report ("seats.choose-6.together.worst", figure_quantile (together, 1), "ms", 5);
  figure_report ("seats.choose-6.apart.worst", figure_quantile (apart, 1), "ms", 5);
}

int
main (void)
{
  g_autoptr (FoyerSeatingPlan) plan = make_house ();
  g_autofree char *text = foyer_seating_plan_print (plan);
  g_autoptr (FoyerSeatingPlan) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  read = foyer_seating_plan_parse (text, -1, &error);
  if (read == NULL)
    g_error ("%s", error->message);
  figure_note ("seats.parse", (g_get_monotonic_time () - begun) / 1000.0, "ms");
  figure_note ("seats.file", strlen (text) / 1e6, "MB");
  measure_choice (plan);
  adw_init ();
  measure_window (g_steal_pointer (&plan));
  return 0;
}
