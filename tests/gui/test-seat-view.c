/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include <string.h>

#include "foyer-seat-block.h"
#include "foyer-seat-view.h"

#define ROWS 10
#define SEATS 20

/* The view in a real window, on a stage with ten rows of twenty. */
typedef struct
{
  GtkWidget     *window;
  FoyerSeatView *view;
  guint          activated;
  guint          activations;
  guint          selected;
} Stage;

static void
activated_cb (FoyerSeatView *view, guint seat, Stage *stage)
{
  stage->activated = seat;
  stage->activations++;
}

static void
area_cb (FoyerSeatView *view, GArray *seats, Stage *stage)
{
  stage->selected = seats->len;
}

static FoyerSeatingPlan *
make_plan (void)
{
  g_autoptr (GError) error = NULL;
  FoyerSeatingPlan *plan = foyer_seating_plan_new ("Great Hall");
  FoyerPlanZone    *zone = foyer_plan_zone_new ("Stalls");
  FoyerPlanArea    *area = foyer_plan_area_new (FOYER_PLAN_SHAPE_RECTANGLE);
  FoyerSeatBlock    block;

  g_ptr_array_add (plan->zones, zone);
  foyer_seat_block_init (&block);
  block.arc = 40;
  block.category = foyer_seating_plan_add_category (plan, "Stalls", "#1c71d8");
  g_assert_true (foyer_seat_block_add (&block, plan, zone, &error));
  area->at = (FoyerPlanPoint) { 100, -120 };
  area->size = (FoyerPlanPoint) { 280, 60 };
  g_set_str (&area->text, "Stage");
  g_ptr_array_add (zone->areas, area);
  return plan;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
let_run (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, quit_cb, loop);
  g_main_loop_run (loop);
}

static void
set_up (Stage *stage, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  memset (stage, 0, sizeof *stage);
  stage->activated = G_MAXUINT;
  stage->window = gtk_window_new ();
  stage->view = FOYER_SEAT_VIEW (foyer_seat_view_new ());
  g_signal_connect (stage->view, "seat-activated", G_CALLBACK (activated_cb), stage);
  g_signal_connect (stage->view, "area-selected", G_CALLBACK (area_cb), stage);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (stage->view));
  gtk_window_set_child (GTK_WINDOW (stage->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 800, 600);
  foyer_seat_view_set_plan (stage->view, make_plan ());
  gtk_window_present (GTK_WINDOW (stage->window));
  let_run (200);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  GWeakRef ref;

  g_weak_ref_init (&ref, stage->view);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  let_run (50);
  g_assert_null (g_weak_ref_get (&ref));
  g_weak_ref_clear (&ref);
}

static gboolean
press (FoyerSeatView *view, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

static void
test_keyboard (Stage *stage, gconstpointer data)
{
  const FoyerSeatIndex *index = foyer_seat_view_get_index (stage->view);

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (stage->view)));
  g_assert_false (press (stage->view, GDK_KEY_Return));
  foyer_seat_view_set_state (stage->view, 0, FOYER_SEAT_TAKEN);
  g_assert_true (press (stage->view, GDK_KEY_Right));
  g_assert_cmpuint (foyer_seat_view_get_cursor (stage->view), ==, 1);
  g_assert_true (press (stage->view, GDK_KEY_Right));
  g_assert_true (press (stage->view, GDK_KEY_Down));
  g_assert_cmpstr (foyer_seat_index_get (index, foyer_seat_view_get_cursor (stage->view))->row->number, ==, "2");
  g_assert_true (press (stage->view, GDK_KEY_space));
  g_assert_cmpuint (stage->activated, ==, foyer_seat_view_get_cursor (stage->view));
  /* at the edge of the house one stays */
  for (int i = 0; i < SEATS + 2; i++)
    press (stage->view, GDK_KEY_Left);
  g_assert_cmpuint (foyer_seat_view_get_cursor (stage->view) % SEATS, ==, 0);
}

static void
test_zoom (Stage *stage, gconstpointer data)
{
  double whole = foyer_seat_view_get_zoom (stage->view);

  g_assert_true (press (stage->view, GDK_KEY_plus));
  g_assert_cmpfloat (foyer_seat_view_get_zoom (stage->view), >, whole * 1.2);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 820, 620);
  let_run (100);
  g_assert_cmpfloat (foyer_seat_view_get_zoom (stage->view), >, whole * 1.2);
  gtk_widget_activate_action (GTK_WIDGET (stage->view), "seats.zoom-fit", NULL);
  g_assert_cmpfloat (foyer_seat_view_get_zoom (stage->view), <, whole * 1.2);
  foyer_seat_view_set_zoom (stage->view, 1e9);
  g_assert_cmpfloat (foyer_seat_view_get_zoom (stage->view), <, 10);
  foyer_seat_view_set_zoom (stage->view, 1e-9);
  g_assert_cmpfloat (foyer_seat_view_get_zoom (stage->view), >, 0.5 * whole);
  /* the last seat is far outside now, and comes into view */
  foyer_seat_view_set_zoom (stage->view, 4);
  foyer_seat_view_set_cursor (stage->view, ROWS * SEATS - 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->view))), >, 0);
}

static char *
describe (const FoyerSeatPlace *place, FoyerSeatState state, gpointer user_data)
{
  g_set_str (user_data, place->seat->number);
  return g_strdup_printf ("%s %d", place->seat->number, state);
}

static void
test_words (Stage *stage, gconstpointer data)
{
  g_autofree char *asked = NULL;

  foyer_seat_view_set_describe (stage->view, describe, &asked, NULL);
  foyer_seat_view_set_cursor (stage->view, 3);
  g_assert_cmpstr (asked, ==, "4");
  g_clear_pointer (&asked, g_free);
  foyer_seat_view_set_state (stage->view, 4, FOYER_SEAT_CHOSEN);
  g_assert_null (asked);
  foyer_seat_view_set_state (stage->view, 3, FOYER_SEAT_CHOSEN);
  g_assert_cmpstr (asked, ==, "4");
  foyer_seat_view_set_describe (stage->view, NULL, NULL, NULL);
}

/* The colour near the middle of a seat, as the view draws it now. */
static guint32
pixel_of (Stage *stage, guint seat)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  GskRenderer        *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (stage->view)));
  int                 width = gtk_widget_get_width (GTK_WIDGET (stage->view)), height = gtk_widget_get_height (GTK_WIDGET (stage->view));
  FoyerPlanPoint      at = foyer_seat_index_get (foyer_seat_view_get_index (stage->view), seat)->at;
  FoyerSeatPainter   *painter;
  g_autoptr (FoyerSeatingPlan) plan = make_plan ();
  graphene_rect_t extents;
  double          zoom = foyer_seat_view_get_zoom (stage->view);
  int             x, y;

  painter = foyer_seat_painter_new (plan);
  foyer_seat_painter_get_extents (painter, &extents);
  foyer_seat_painter_free (painter);
  x = (int) ((at.x - extents.origin.x) * zoom + (width - extents.size.width * zoom) / 2);
  y = (int) ((at.y - extents.origin.y) * zoom + (height - extents.size.height * zoom) / 2);
  GTK_WIDGET_GET_CLASS (stage->view)->snapshot (GTK_WIDGET (stage->view), snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  pixels = g_new0 (guint32, (gsize) width * height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x - 4] & 0xffffff;
}

static void
test_states_are_seen (Stage *stage, gconstpointer data)
{
  guint32 free_colour = pixel_of (stage, 105), seen[4];

  g_assert_cmphex (free_colour, ==, 0x1c71d8);
  for (int state = FOYER_SEAT_CHOSEN; state <= FOYER_SEAT_OFF_SALE; state++)
    {
      foyer_seat_view_set_state (stage->view, 105, state);
      seen[state - 1] = pixel_of (stage, 105);
    }
  g_assert_cmphex (seen[FOYER_SEAT_TAKEN - 1], !=, free_colour);
  g_assert_cmphex (seen[FOYER_SEAT_OFF_SALE - 1], !=, free_colour);
  foyer_seat_view_set_state (stage->view, 105, FOYER_SEAT_FREE);
  g_assert_cmphex (pixel_of (stage, 105), ==, free_colour);
}

static void
drag (FoyerSeatView *view, double x, double y, double dx, double dy)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_GESTURE_DRAG (controller))
        continue;
      g_signal_emit_by_name (controller, "drag-begin", x, y);
      g_signal_emit_by_name (controller, "drag-update", dx, dy);
      g_signal_emit_by_name (controller, "drag-end", dx, dy);
    }
}

static void
test_drag (Stage *stage, gconstpointer data)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (stage->view));
  double         before;

  /* a frame around the whole house, drawn from its lower right */
  foyer_seat_view_set_select_areas (stage->view, TRUE);
  drag (stage->view, 799, 599, -798, -598);
  g_assert_cmpuint (stage->selected, ==, ROWS * SEATS);
  stage->selected = 0;
  drag (stage->view, 1, 1, 8, 8);
  g_assert_cmpuint (stage->selected, ==, 0);

  foyer_seat_view_set_select_areas (stage->view, FALSE);
  foyer_seat_view_set_zoom (stage->view, 4);
  before = gtk_adjustment_get_value (across);
  drag (stage->view, 400, 300, -50, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (across), before + 50, 0.01);
  g_assert_cmpuint (stage->selected, ==, 0);
  g_assert_cmpuint (stage->activations, ==, 0);
}

static void
test_no_plan (Stage *stage, gconstpointer data)
{
  foyer_seat_view_set_plan (stage->view, NULL);
  g_assert_null (foyer_seat_view_get_index (stage->view));
  g_assert_false (press (stage->view, GDK_KEY_Right));
  let_run (50);
  foyer_seat_view_set_plan (stage->view, foyer_seating_plan_new ("Empty"));
  g_assert_true (press (stage->view, GDK_KEY_Right));
  g_assert_cmpuint (foyer_seat_view_get_cursor (stage->view), ==, G_MAXUINT);
  let_run (50);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/seat-view/the-keyboard-walks-from-seat-to-seat", Stage, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/seat-view/zoom-stays-in-bounds-and-shows-the-cursor", Stage, NULL, set_up, test_zoom, tear_down);
  g_test_add ("/seat-view/the-cursor-is-told-in-words", Stage, NULL, set_up, test_words, tear_down);
  g_test_add ("/seat-view/a-state-is-seen-at-once", Stage, NULL, set_up, test_states_are_seen, tear_down);
  g_test_add ("/seat-view/dragging-moves-the-plan-or-draws-a-frame", Stage, NULL, set_up, test_drag, tear_down);
  g_test_add ("/seat-view/shows-nothing-without-a-plan", Stage, NULL, set_up, test_no_plan, tear_down);
  return g_test_run ();
}
