/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "foyer-seat-tiles.h"

#define ZOOM_STEP 1.25
#define SEAT_PIXELS_MAX 48.0 /* the radius of a seat at the closest look */
#define ZOOM_MIN 0.01
#define CLICK_SLACK 6.0 /* pixels beside a seat that still mean it */
#define DRAG_START 6.0

struct _FoyerSeatView
{
  GtkWidget parent_instance;

  FoyerSeatingPlan *plan;
  FoyerSeatPainter *painter;
  FoyerSeatTiles   *tiles;
  graphene_rect_t   extents; /* of the plan */
  double            zoom;
  gboolean          fits; /* the zoom follows the size */
  guint             cursor;
  gboolean          select_areas;

  FoyerSeatDescribe describe;
  gpointer          describe_data;
  GDestroyNotify    describe_destroy;

  GtkAdjustment      *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  double              pinch_zoom;
  graphene_point_t    pointer;
  graphene_point_t    drag_from; /* the scroll position, or the frame's corner on the plan */
  graphene_rect_t     frame;     /* units of the plan, while one is drawn */
  gboolean            has_frame;
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
  N_PROPS
};

enum
{
  SIGNAL_SEAT_ACTIVATED,
  SIGNAL_AREA_SELECTED,
  SIGNAL_CURSOR_MOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerSeatView, foyer_seat_view, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

GtkWidget *
foyer_seat_view_new (void)
{
  return g_object_new (FOYER_TYPE_SEAT_VIEW, NULL);
}

const FoyerSeatIndex *
foyer_seat_view_get_index (FoyerSeatView *self)
{
  g_return_val_if_fail (FOYER_IS_SEAT_VIEW (self), NULL);

  return self->painter != NULL ? foyer_seat_painter_get_grid (self->painter)->index : NULL;
}

static guint
count_seats (FoyerSeatView *self)
{
  return self->painter != NULL ? foyer_seat_view_get_index (self)->places->len : 0;
}

/* Where the corner of the widget lies on the plan; a plan smaller than the widget stands in its middle. */
static graphene_point_t
corner_on_plan (FoyerSeatView *self)
{
  double place[2];
  int    size[2] = { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  double plan[2] = { self->extents.size.width * self->zoom, self->extents.size.height * self->zoom };

  for (int i = 0; i < 2; i++)
    {
      double value = self->adjustments[i] != NULL ? gtk_adjustment_get_value (self->adjustments[i]) : 0;

      place[i] = (plan[i] <= size[i] ? (plan[i] - size[i]) / 2 : value) / self->zoom;
    }
  return GRAPHENE_POINT_INIT ((float) (self->extents.origin.x + place[0]), (float) (self->extents.origin.y + place[1]));
}

static FoyerPlanPoint
point_on_plan (FoyerSeatView *self, double x, double y)
{
  graphene_point_t corner = corner_on_plan (self);

  return (FoyerPlanPoint) { corner.x + x / self->zoom, corner.y + y / self->zoom };
}

static void
configure_adjustments (FoyerSeatView *self)
{
  int    size[2] = { gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
  double plan[2] = { self->extents.size.width * self->zoom, self->extents.size.height * self->zoom };

  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      gtk_adjustment_configure (self->adjustments[i], gtk_adjustment_get_value (self->adjustments[i]), 0, MAX (plan[i], size[i]),
                                size[i] * 0.1, size[i] * 0.9, size[i]);
}

static double
fitting_zoom (FoyerSeatView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width <= 0 || height <= 0 || self->extents.size.width <= 0 || self->extents.size.height <= 0)
    return 1;
  return MIN (width / self->extents.size.width, height / self->extents.size.height);
}

static double
bounded_zoom (FoyerSeatView *self, double zoom)
{
  double closest = self->painter != NULL ? SEAT_PIXELS_MAX / MAX (foyer_seat_painter_get_grid (self->painter)->largest_radius, 0.01) : 1;
  double widest = MAX (ZOOM_MIN, MIN (fitting_zoom (self), closest));

  return CLAMP (zoom, widest, MAX (closest, widest));
}

/* What lies under (@x, @y) of the widget stays there. */
static void
zoom_around (FoyerSeatView *self, double zoom, double x, double y)
{
  FoyerPlanPoint under = point_on_plan (self, x, y);

  self->zoom = bounded_zoom (self, zoom);
  configure_adjustments (self);
  if (self->adjustments[0] != NULL)
    gtk_adjustment_set_value (self->adjustments[0], (under.x - self->extents.origin.x) * self->zoom - x);
  if (self->adjustments[1] != NULL)
    gtk_adjustment_set_value (self->adjustments[1], (under.y - self->extents.origin.y) * self->zoom - y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
foyer_seat_view_set_zoom (FoyerSeatView *self, double zoom)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));

  self->fits = FALSE;
  zoom_around (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

double
foyer_seat_view_get_zoom (FoyerSeatView *self)
{
  g_return_val_if_fail (FOYER_IS_SEAT_VIEW (self), 1);

  return self->zoom;
}

void
foyer_seat_view_zoom_to_fit (FoyerSeatView *self)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));

  self->fits = TRUE;
  self->zoom = bounded_zoom (self, fitting_zoom (self));
  configure_adjustments (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Words */

static char *
describe_seat (FoyerSeatView *self, guint seat)
{
  const FoyerSeatPlace *place = foyer_seat_index_get (foyer_seat_view_get_index (self), seat);

  if (self->describe != NULL)
    return self->describe (place, foyer_seat_painter_get_state (self->painter, seat), self->describe_data);
  return foyer_seat_place_dup_name (place, _ ("Row %s"), _ ("Seat %s"));
}

static void
tell_cursor (FoyerSeatView *self)
{
  g_autofree char *words = self->cursor < count_seats (self) ? describe_seat (self, self->cursor) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "", -1);
  if (words != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
query_tooltip_cb (FoyerSeatView *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer user_data G_GNUC_UNUSED)
{
  guint            seat = self->cursor;
  g_autofree char *words = NULL;

  if (self->painter == NULL)
    return FALSE;
  if (!by_keyboard)
    seat = foyer_seat_grid_seat_at (foyer_seat_painter_get_grid (self->painter), point_on_plan (self, x, y), 0);
  if (seat >= count_seats (self))
    return FALSE;
  words = describe_seat (self, seat);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

void
foyer_seat_view_set_describe (FoyerSeatView *self, FoyerSeatDescribe describe, gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));

  if (self->describe_destroy != NULL)
    self->describe_destroy (self->describe_data);
  self->describe = describe;
  self->describe_data = user_data;
  self->describe_destroy = destroy;
}

/* The plan */

static void
take_colours (FoyerSeatView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA text;

  if (self->painter == NULL)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &text);
  foyer_seat_painter_set_colours (self->painter, &text, accent);
  foyer_seat_tiles_forget (self->tiles);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_plan (FoyerSeatView *self, FoyerSeatingPlan *plan)
{
  g_clear_pointer (&self->tiles, foyer_seat_tiles_free);
  g_clear_pointer (&self->painter, foyer_seat_painter_free);
  g_clear_pointer (&self->plan, foyer_seating_plan_free);
  self->plan = plan;
  self->cursor = G_MAXUINT;
  self->has_frame = FALSE;
  if (plan != NULL)
    {
      self->painter = foyer_seat_painter_new (plan);
      self->tiles = foyer_seat_tiles_new (self->painter);
      foyer_seat_painter_get_extents (self->painter, &self->extents);
      take_colours (self);
    }
  else
    self->extents = GRAPHENE_RECT_INIT (0, 0, 1, 1);
}

void
foyer_seat_view_set_plan (FoyerSeatView *self, FoyerSeatingPlan *plan)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));

  take_plan (self, plan);
  foyer_seat_view_zoom_to_fit (self);
}

void
foyer_seat_view_replace_plan (FoyerSeatView *self, FoyerSeatingPlan *plan)
{
  graphene_point_t corner;
  guint            cursor;
  gboolean         fits;

  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));
  g_return_if_fail (plan != NULL);

  corner = corner_on_plan (self);
  cursor = self->cursor;
  fits = self->fits;
  take_plan (self, plan);
  if (cursor < count_seats (self))
    self->cursor = cursor;
  if (fits)
    {
      foyer_seat_view_zoom_to_fit (self);
      return;
    }
  configure_adjustments (self);
  gtk_adjustment_set_value (self->adjustments[0], (corner.x - self->extents.origin.x) * self->zoom);
  gtk_adjustment_set_value (self->adjustments[1], (corner.y - self->extents.origin.y) * self->zoom);
}

void
foyer_seat_view_set_state (FoyerSeatView *self, guint seat, FoyerSeatState state)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self) && seat < count_seats (self));

  if (!foyer_seat_painter_set_state (self->painter, seat, state))
    return;
  foyer_seat_tiles_forget_seat (self->tiles, seat);
  if (seat == self->cursor)
    tell_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

FoyerSeatState
foyer_seat_view_get_state (FoyerSeatView *self, guint seat)
{
  g_return_val_if_fail (FOYER_IS_SEAT_VIEW (self) && seat < count_seats (self), FOYER_SEAT_OFF_SALE);

  return foyer_seat_painter_get_state (self->painter, seat);
}

void
foyer_seat_view_set_category_colour (FoyerSeatView *self, guint category, const char *colour)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self) && self->painter != NULL);

  foyer_seat_painter_set_category_colour (self->painter, category, colour);
  foyer_seat_tiles_forget (self->tiles);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
foyer_seat_view_set_select_areas (FoyerSeatView *self, gboolean select_areas)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self));

  self->select_areas = select_areas;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), select_areas ? "crosshair" : NULL);
}

/* The cursor */

static void
scroll_to (FoyerSeatView *self, guint seat)
{
  FoyerPlanPoint at = foyer_seat_index_get (foyer_seat_view_get_index (self), seat)->at;
  double         margin = 3 * foyer_seat_view_get_index (self)->pitch * self->zoom;
  double         place[2] = { (at.x - self->extents.origin.x) * self->zoom, (at.y - self->extents.origin.y) * self->zoom };

  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      gtk_adjustment_clamp_page (self->adjustments[i], place[i] - margin, place[i] + margin);
}

void
foyer_seat_view_set_cursor (FoyerSeatView *self, guint seat)
{
  g_return_if_fail (FOYER_IS_SEAT_VIEW (self) && seat < count_seats (self));

  self->cursor = seat;
  scroll_to (self, seat);
  tell_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CURSOR_MOVED], 0, seat);
}

guint
foyer_seat_view_get_cursor (FoyerSeatView *self)
{
  g_return_val_if_fail (FOYER_IS_SEAT_VIEW (self), G_MAXUINT);

  return self->cursor;
}

/* The first press finds a seat that can be had, so that nobody must walk there. */
static guint
first_seat (FoyerSeatView *self)
{
  for (guint i = 0; i < count_seats (self); i++)
    if (foyer_seat_painter_get_state (self->painter, i) == FOYER_SEAT_FREE)
      return i;
  return 0;
}

static void
move_cursor (FoyerSeatView *self, int dx, int dy)
{
  if (count_seats (self) == 0)
    return;
  if (self->cursor >= count_seats (self))
    foyer_seat_view_set_cursor (self, first_seat (self));
  else
    foyer_seat_view_set_cursor (self, foyer_seat_grid_neighbour (foyer_seat_painter_get_grid (self->painter), self->cursor, dx, dy));
}

static gboolean
key_pressed_cb (FoyerSeatView *self, guint key, guint code G_GNUC_UNUSED, GdkModifierType modifiers, GtkEventController *controller G_GNUC_UNUSED)
{
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || self->painter == NULL)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_cursor (self, -1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_cursor (self, 1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_cursor (self, 0, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_cursor (self, 0, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->cursor >= count_seats (self))
        return GDK_EVENT_PROPAGATE;
      g_signal_emit (self, signals[SIGNAL_SEAT_ACTIVATED], 0, self->cursor);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      foyer_seat_view_set_zoom (self, self->zoom * ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      foyer_seat_view_set_zoom (self, self->zoom / ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      foyer_seat_view_zoom_to_fit (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Pointer and touch */

static void
released_cb (FoyerSeatView *self, int n_press G_GNUC_UNUSED, double x, double y, GtkGesture *gesture G_GNUC_UNUSED)
{
  guint seat;

  if (self->painter == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  seat = foyer_seat_grid_seat_at (foyer_seat_painter_get_grid (self->painter), point_on_plan (self, x, y), CLICK_SLACK / self->zoom);
  if (seat >= count_seats (self))
    return;
  foyer_seat_view_set_cursor (self, seat);
  g_signal_emit (self, signals[SIGNAL_SEAT_ACTIVATED], 0, seat);
}

static void
drag_begin_cb (FoyerSeatView *self, double x, double y, GtkGesture *gesture G_GNUC_UNUSED)
{
  FoyerPlanPoint point = point_on_plan (self, x, y);

  if (self->select_areas)
    self->drag_from = GRAPHENE_POINT_INIT ((float) point.x, (float) point.y);
  else
    self->drag_from = GRAPHENE_POINT_INIT ((float) gtk_adjustment_get_value (self->adjustments[0]), (float) gtk_adjustment_get_value (self->adjustments[1]));
}

static void
drag_update_cb (FoyerSeatView *self, double dx, double dy, GtkGesture *gesture)
{
  if (hypot (dx, dy) < DRAG_START && !self->has_frame)
    return;
  /* a drag is no click */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->select_areas)
    {
      self->frame = GRAPHENE_RECT_INIT (self->drag_from.x, self->drag_from.y, (float) (dx / self->zoom), (float) (dy / self->zoom));
      graphene_rect_normalize (&self->frame);
      self->has_frame = TRUE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  gtk_adjustment_set_value (self->adjustments[0], self->drag_from.x - dx);
  gtk_adjustment_set_value (self->adjustments[1], self->drag_from.y - dy);
}

static void
drag_end_cb (FoyerSeatView *self, double dx G_GNUC_UNUSED, double dy G_GNUC_UNUSED, GtkGesture *gesture G_GNUC_UNUSED)
{
  g_autoptr (GArray) seats = NULL;
  graphene_rect_t frame = self->frame;

  if (!self->has_frame || self->painter == NULL)
    return;
  self->has_frame = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  seats = foyer_seat_grid_seats_in (foyer_seat_painter_get_grid (self->painter), (FoyerPlanPoint) { frame.origin.x, frame.origin.y },
                                    (FoyerPlanPoint) { frame.origin.x + frame.size.width, frame.origin.y + frame.size.height });
  if (seats->len > 0)
    g_signal_emit (self, signals[SIGNAL_AREA_SELECTED], 0, seats);
}

static void
motion_cb (FoyerSeatView *self, double x, double y, GtkEventController *controller G_GNUC_UNUSED)
{
  self->pointer = GRAPHENE_POINT_INIT ((float) x, (float) y);
}

static gboolean
scroll_cb (FoyerSeatView *self, double dx G_GNUC_UNUSED, double dy, GtkEventController *controller)
{
  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  self->fits = FALSE;
  zoom_around (self, self->zoom * pow (ZOOM_STEP, -dy), self->pointer.x, self->pointer.y);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (FoyerSeatView *self, GdkEventSequence *sequence G_GNUC_UNUSED, GtkGesture *gesture)
{
  self->pinch_zoom = self->zoom;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinch_scale_cb (FoyerSeatView *self, double scale, GtkGesture *gesture)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  self->fits = FALSE;
  zoom_around (self, self->pinch_zoom * scale, x, y);
}

static void
zoom_in_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  foyer_seat_view_set_zoom (FOYER_SEAT_VIEW (widget), FOYER_SEAT_VIEW (widget)->zoom * ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  foyer_seat_view_set_zoom (FOYER_SEAT_VIEW (widget), FOYER_SEAT_VIEW (widget)->zoom / ZOOM_STEP);
}

static void
zoom_fit_cb (GtkWidget *widget, const char *name G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  foyer_seat_view_zoom_to_fit (FOYER_SEAT_VIEW (widget));
}

/* The widget */

static void
snapshot_cursor (FoyerSeatView *self, GtkSnapshot *snapshot)
{
  const FoyerSeatPlace *place = foyer_seat_index_get (foyer_seat_view_get_index (self), self->cursor);
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  graphene_point_t corner = corner_on_plan (self);
  float            x = (float) ((place->at.x - corner.x) * self->zoom), y = (float) ((place->at.y - corner.y) * self->zoom);
  float            radius = (float) MAX (place->seat->radius * self->zoom * 1.15 + 3, 7);
  GskRoundedRect   ring;

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_append_border (snapshot, &ring, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

static void
snapshot_frame (FoyerSeatView *self, GtkSnapshot *snapshot)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  graphene_point_t corner = corner_on_plan (self);
  graphene_rect_t  frame = GRAPHENE_RECT_INIT ((float) ((self->frame.origin.x - corner.x) * self->zoom), (float) ((self->frame.origin.y - corner.y) * self->zoom),
                                               (float) (self->frame.size.width * self->zoom), (float) (self->frame.size.height * self->zoom));
  GdkRGBA          tint = *accent;
  GskRoundedRect   outline;

  tint.alpha = 0.2f;
  gtk_snapshot_append_color (snapshot, &tint, &frame);
  gsk_rounded_rect_init_from_rect (&outline, &frame, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

static void
foyer_seat_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerSeatView   *self = FOYER_SEAT_VIEW (widget);
  int              width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double           scale = gdk_surface_get_scale (gtk_native_get_surface (gtk_widget_get_native (widget)));
  graphene_point_t corner;

  if (self->painter == NULL)
    return;
  corner = corner_on_plan (self);
  corner.x = (float) round (corner.x * self->zoom * scale);
  corner.y = (float) round (corner.y * self->zoom * scale);
  foyer_seat_tiles_set_zoom (self->tiles, self->zoom * scale);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  foyer_seat_tiles_snapshot (self->tiles, snapshot, &corner, width, height, scale);
  if (self->cursor < count_seats (self) && gtk_widget_has_visible_focus (widget))
    snapshot_cursor (self, snapshot);
  if (self->has_frame)
    snapshot_frame (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
foyer_seat_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FoyerSeatView *self = FOYER_SEAT_VIEW (widget);

  GTK_WIDGET_CLASS (foyer_seat_view_parent_class)->size_allocate (widget, width, height, baseline);
  self->zoom = bounded_zoom (self, self->fits ? fitting_zoom (self) : self->zoom);
  configure_adjustments (self);
}

static void
foyer_seat_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 320;
}

static void
foyer_seat_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (foyer_seat_view_parent_class)->css_changed (widget, change);
  take_colours (FOYER_SEAT_VIEW (widget));
}

static void
set_adjustment (FoyerSeatView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], gtk_widget_queue_draw, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  configure_adjustments (self);
}

static void
foyer_seat_view_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  FoyerSeatView *self = FOYER_SEAT_VIEW (object);

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
foyer_seat_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  FoyerSeatView *self = FOYER_SEAT_VIEW (object);

  switch (property_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
foyer_seat_view_dispose (GObject *object)
{
  FoyerSeatView *self = FOYER_SEAT_VIEW (object);

  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      {
        g_signal_handlers_disconnect_by_func (self->adjustments[i], gtk_widget_queue_draw, self);
        g_clear_object (&self->adjustments[i]);
      }
  foyer_seat_view_set_describe (self, NULL, NULL, NULL);
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);

  G_OBJECT_CLASS (foyer_seat_view_parent_class)->dispose (object);
}

static void
foyer_seat_view_finalize (GObject *object)
{
  FoyerSeatView *self = FOYER_SEAT_VIEW (object);

  g_clear_pointer (&self->tiles, foyer_seat_tiles_free);
  g_clear_pointer (&self->painter, foyer_seat_painter_free);
  g_clear_pointer (&self->plan, foyer_seating_plan_free);

  G_OBJECT_CLASS (foyer_seat_view_parent_class)->finalize (object);
}

static void
foyer_seat_view_class_init (FoyerSeatViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = foyer_seat_view_set_property;
  object_class->get_property = foyer_seat_view_get_property;
  object_class->dispose = foyer_seat_view_dispose;
  object_class->finalize = foyer_seat_view_finalize;
  widget_class->snapshot = foyer_seat_view_snapshot;
  widget_class->size_allocate = foyer_seat_view_size_allocate;
  widget_class->measure = foyer_seat_view_measure;
  widget_class->css_changed = foyer_seat_view_css_changed;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_SEAT_ACTIVATED] =
    g_signal_new ("seat-activated", FOYER_TYPE_SEAT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_AREA_SELECTED] =
    g_signal_new ("area-selected", FOYER_TYPE_SEAT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
  signals[SIGNAL_CURSOR_MOVED] =
    g_signal_new ("cursor-moved", FOYER_TYPE_SEAT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "seats.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "seats.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "seats.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_set_css_name (widget_class, "seatview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_APPLICATION);
}

static void
add_gestures (FoyerSeatView *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *pinch = gtk_gesture_zoom_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_scale_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
foyer_seat_view_init (FoyerSeatView *self)
{
  self->zoom = 1;
  self->fits = TRUE;
  self->cursor = G_MAXUINT;
  self->extents = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Seating Plan"), -1);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::accent-color-rgba", G_CALLBACK (take_colours), self);
  add_gestures (self);
}
