/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-canvas.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "foyer-layout-painter.h"
#include "foyer-layout-snap.h"
#include "foyer-layout-words.h"

#define MARGIN 36           /* pixels around the paper */
#define PIXELS_PER_INCH 96. /* at zoom 1 */
#define MIN_ZOOM 0.1
#define MAX_FIT 2.5
#define HANDLE 9        /* pixels */
#define HANDLE_REACH 14 /* for a finger */
#define SNAP_DISTANCE 6 /* pixels */
#define MIN_SIDE 500    /* micrometres */
#define STEP 500
#define FINE_STEP 100
#define COARSE_STEP 5000

/* Handles around an element, clockwise from the upper left corner; where they
 * are: -1 left or top, 0 in the middle, 1 right or bottom. */
static const struct
{
  int         x;
  int         y;
  const char *cursor;
} handles[] = {
  { -1, -1, "nwse-resize" },
  { 0, -1, "ns-resize" },
  { 1, -1, "nesw-resize" },
  { 1, 0, "ew-resize" },
  { 1, 1, "nwse-resize" },
  { 0, 1, "ns-resize" },
  { -1, 1, "nesw-resize" },
  { -1, 0, "ew-resize" },
};

typedef enum
{
  DRAG_NOTHING,
  DRAG_MOVE,
  DRAG_SIZE,
  DRAG_BAND, /* a rubber band */
} Drag;

struct _FoyerLayoutCanvas
{
  GtkWidget parent_instance;

  FoyerLayoutDesign  *design;
  FoyerDocumentData  *data;
  char               *language;
  FoyerLayoutPainter *painter; /* (nullable): of how the layout is now */
  double              zoom;    /* 0: fits */
  int                 room_width;
  int                 room_height;

  Drag               drag;
  guint              handle;
  FoyerLayoutRect    was;         /* what the selection covered when the drag began */
  FoyerLayoutElement was_element; /* its place and size then; the texts are not its own */
  FoyerLayoutRect    band;
  FoyerLayoutSnap    snap;
};

enum
{
  EDIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLayoutCanvas, foyer_layout_canvas, GTK_TYPE_WIDGET)

/* -- Pixels and micrometres -- */

static double
scale_of (FoyerLayoutCanvas *self)
{
  return foyer_layout_canvas_get_zoom (self) * PIXELS_PER_INCH / FOYER_LAYOUT_INCH;
}

double
foyer_layout_canvas_get_zoom (FoyerLayoutCanvas *self)
{
  const FoyerLayout *layout = self->design != NULL ? foyer_layout_design_get_layout (self->design) : NULL;
  double             width, height;

  if (self->zoom > 0 || layout == NULL || self->room_width == 0)
    return MAX (self->zoom, MIN_ZOOM);
  width = layout->width * PIXELS_PER_INCH / FOYER_LAYOUT_INCH;
  height = layout->height * PIXELS_PER_INCH / FOYER_LAYOUT_INCH;
  return CLAMP (MIN ((self->room_width - 2 * MARGIN) / width, (self->room_height - 2 * MARGIN) / height), MIN_ZOOM, MAX_FIT);
}

static void
get_paper (FoyerLayoutCanvas *self, graphene_rect_t *paper)
{
  const FoyerLayout *layout = foyer_layout_design_get_layout (self->design);
  double             width = layout->width * scale_of (self), height = layout->height * scale_of (self);

  graphene_rect_init (paper, (float) floor (MAX ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2, MARGIN)),
                      (float) floor (MAX ((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2, MARGIN)), (float) width, (float) height);
}

static void
to_paper (FoyerLayoutCanvas *self, double x, double y, double *paper_x, double *paper_y)
{
  graphene_rect_t paper;

  get_paper (self, &paper);
  *paper_x = (x - paper.origin.x) / scale_of (self);
  *paper_y = (y - paper.origin.y) / scale_of (self);
}

/* -- Painting -- */

static void
forget_painter (FoyerLayoutCanvas *self)
{
  g_clear_pointer (&self->painter, foyer_layout_painter_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
paint_paper (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper)
{
  cairo_t *cr;
  double   scale = paper->size.width / (foyer_layout_design_get_layout (self->design)->width * 72.0 / FOYER_LAYOUT_INCH);

  if (self->painter == NULL)
    {
      g_autoptr (FoyerLayout) copy = foyer_layout_copy (foyer_layout_design_get_layout (self->design));

      /* As on a fine printer: what a screen shows is no proof of dots. */
      self->painter = foyer_layout_painter_new (copy, self->language, 600, FALSE);
    }
  cr = gtk_snapshot_append_cairo (snapshot, paper);
  cairo_translate (cr, paper->origin.x, paper->origin.y);
  cairo_rectangle (cr, 0, 0, paper->size.width, paper->size.height);
  cairo_clip (cr);
  cairo_scale (cr, scale, scale);
  foyer_layout_painter_draw (self->painter, cr, self->data, foyer_layout_design_get_page (self->design), 0, 0, NULL);
  cairo_destroy (cr);
}

static void
begin_element (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper, const FoyerLayoutElement *element, graphene_rect_t *box)
{
  double scale = scale_of (self);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (paper->origin.x + (element->x + element->width / 2.0) * scale),
                                                          (float) (paper->origin.y + (element->y + element->height / 2.0) * scale)));
  gtk_snapshot_rotate (snapshot, (float) element->rotation);
  graphene_rect_init (box, (float) (-element->width * scale / 2), (float) (-element->height * scale / 2), (float) (element->width * scale), (float) (element->height * scale));
}

static void
outline (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *color, float thickness)
{
  GskRoundedRect rounded;
  const float    widths[] = { thickness, thickness, thickness, thickness };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&rounded, box, 0);
  gtk_snapshot_append_border (snapshot, &rounded, widths, colors);
}

/* Where an element is, also when there is nothing to print, a fold, and what
 * went wrong with it. */
static void
paint_hints (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper)
{
  const GdkRGBA faint = { 0.4f, 0.5f, 0.6f, 0.28f }, fold = { 0.2f, 0.5f, 0.9f, 0.6f }, trouble = { 0.9f, 0.45f, 0, 1 };
  GPtrArray    *elements = foyer_layout_design_get_elements (self->design);
  const GArray *troubles = foyer_layout_painter_get_troubles (self->painter);

  for (guint i = 0; i < elements->len; i++)
    {
      const FoyerLayoutElement *element = elements->pdata[i];
      gboolean                  is_fold = element->type == FOYER_LAYOUT_LINE && element->stroke == FOYER_LAYOUT_FOLD;
      gboolean                  is_cut = FALSE;
      graphene_rect_t           box;

      for (guint n = 0; n < troubles->len; n++)
        {
          const FoyerLayoutTrouble *found = &g_array_index (troubles, FoyerLayoutTrouble, n);

          is_cut = is_cut || (found->page == foyer_layout_design_get_page (self->design) && found->element == i);
        }
      begin_element (self, snapshot, paper, element, &box);
      graphene_rect_inset (&box, -0.5f, -0.5f);
      outline (snapshot, &box, is_cut ? &trouble : is_fold ? &fold
                                                           : &faint,
               is_cut ? 2 : 1);
      gtk_snapshot_restore (snapshot);
    }
}

static void
paint_handle (GtkSnapshot *snapshot, const graphene_rect_t *box, guint i, const GdkRGBA *accent)
{
  const GdkRGBA   white = { 1, 1, 1, 1 };
  graphene_rect_t handle;
  double          x = box->origin.x + box->size.width * (handles[i].x + 1) / 2, y = box->origin.y + box->size.height * (handles[i].y + 1) / 2;

  graphene_rect_init (&handle, (float) x - HANDLE / 2.0f, (float) y - HANDLE / 2.0f, HANDLE, HANDLE);
  gtk_snapshot_append_color (snapshot, &white, &handle);
  outline (snapshot, &handle, accent, 1.5f);
}

static gboolean
has_handle (const FoyerLayoutElement *element, guint i)
{
  /* A line is as thin as it is; only its ends are of use. */
  if (element->type == FOYER_LAYOUT_LINE)
    return element->width >= element->height ? handles[i].y == 0 : handles[i].x == 0;
  return TRUE;
}

static void
paint_selection (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper)
{
  const GArray *selection = foyer_layout_design_get_selection (self->design);
  GPtrArray    *elements = foyer_layout_design_get_elements (self->design);
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

  for (guint i = 0; i < selection->len; i++)
    {
      const FoyerLayoutElement *element = elements->pdata[g_array_index (selection, guint, i)];
      graphene_rect_t           box;

      begin_element (self, snapshot, paper, element, &box);
      graphene_rect_inset (&box, -1, -1);
      outline (snapshot, &box, accent, gtk_widget_has_focus (GTK_WIDGET (self)) ? 2 : 1.5f);
      for (guint n = 0; selection->len == 1 && n < G_N_ELEMENTS (handles); n++)
        if (has_handle (element, n))
          paint_handle (snapshot, &box, n, accent);
      gtk_snapshot_restore (snapshot);
    }
}

static void
paint_guides (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper)
{
  const GdkRGBA color = { 0.9f, 0.1f, 0.5f, 0.9f };
  double        scale = scale_of (self);

  if (self->drag != DRAG_MOVE && self->drag != DRAG_SIZE)
    return;
  if (self->snap.has_x)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) round (paper->origin.x + self->snap.x * scale), paper->origin.y - 12, 1, paper->size.height + 24));
  if (self->snap.has_y)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (paper->origin.x - 12, (float) round (paper->origin.y + self->snap.y * scale), paper->size.width + 24, 1));
}

static void
paint_band (FoyerLayoutCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *paper)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  GdkRGBA         light = *accent;
  double          scale = scale_of (self);
  graphene_rect_t box;

  if (self->drag != DRAG_BAND)
    return;
  light.alpha = 0.15f;
  graphene_rect_init (&box, (float) (paper->origin.x + self->band.x * scale), (float) (paper->origin.y + self->band.y * scale),
                      (float) (self->band.width * scale), (float) (self->band.height * scale));
  gtk_snapshot_append_color (snapshot, &light, &box);
  outline (snapshot, &box, accent, 1);
}

static void
foyer_layout_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerLayoutCanvas *self = FOYER_LAYOUT_CANVAS (widget);
  const GdkRGBA      white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.35f };
  graphene_rect_t    paper;
  GskRoundedRect     edge;

  if (self->design == NULL || self->data == NULL)
    return;
  get_paper (self, &paper);
  gsk_rounded_rect_init_from_rect (&edge, &paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &edge, &shade, 0, 2, 0, 8);
  gtk_snapshot_append_color (snapshot, &white, &paper);
  paint_paper (self, snapshot, &paper);
  paint_hints (self, snapshot, &paper);
  paint_guides (self, snapshot, &paper);
  paint_selection (self, snapshot, &paper);
  paint_band (self, snapshot, &paper);
}

static void
foyer_layout_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FoyerLayoutCanvas *self = FOYER_LAYOUT_CANVAS (widget);
  const FoyerLayout *layout = self->design != NULL ? foyer_layout_design_get_layout (self->design) : NULL;
  int                side = 0;

  /* The fitted paper never asks for more room than there is. */
  if (layout != NULL && self->zoom > 0)
    side = (int) ceil ((orientation == GTK_ORIENTATION_HORIZONTAL ? layout->width : layout->height) * scale_of (self)) + 2 * MARGIN;
  *minimum = *natural = side;
}

/* -- What is where -- */

/* From the middle of the element, along its own axes. */
static void
to_element (const FoyerLayoutElement *element, double x, double y, double *along, double *across)
{
  double angle = -element->rotation * G_PI / 180;
  double dx = x - element->x - element->width / 2.0, dy = y - element->y - element->height / 2.0;

  *along = dx * cos (angle) - dy * sin (angle);
  *across = dx * sin (angle) + dy * cos (angle);
}

/* Returns: the uppermost element at a place of the paper, or -1 */
static int
element_at (FoyerLayoutCanvas *self, double x, double y)
{
  GPtrArray *elements = foyer_layout_design_get_elements (self->design);
  double     reach = 3 / scale_of (self);

  for (guint i = elements->len; i-- > 0;)
    {
      const FoyerLayoutElement *element = elements->pdata[i];
      double                    along, across;

      to_element (element, x, y, &along, &across);
      if (fabs (along) <= element->width / 2.0 + reach && fabs (across) <= element->height / 2.0 + reach)
        return (int) i;
    }
  return -1;
}

/* Returns: the handle of the selected element at a place of the paper, or -1 */
static int
handle_at (FoyerLayoutCanvas *self, double x, double y)
{
  const FoyerLayoutElement *element = foyer_layout_design_get_selected (self->design);
  double                    along, across, reach = HANDLE_REACH / 2.0 / scale_of (self);

  if (element == NULL)
    return -1;
  to_element (element, x, y, &along, &across);
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    if (has_handle (element, i) && fabs (along - handles[i].x * element->width / 2.0) <= reach && fabs (across - handles[i].y * element->height / 2.0) <= reach)
      return (int) i;
  return -1;
}

/* -- Dragging -- */

static void
drag_begin_cb (FoyerLayoutCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double          paper_x, paper_y;
  int             element, handle;

  if (self->design == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  foyer_layout_design_pause (self->design);
  to_paper (self, x, y, &paper_x, &paper_y);
  handle = handle_at (self, paper_x, paper_y);
  element = element_at (self, paper_x, paper_y);
  if (handle >= 0)
    {
      self->drag = DRAG_SIZE;
      self->handle = (guint) handle;
    }
  else if (element >= 0)
    {
      self->drag = DRAG_MOVE;
      if (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK))
        foyer_layout_design_toggle (self->design, (guint) element);
      else if (!foyer_layout_design_is_selected (self->design, (guint) element))
        foyer_layout_design_select (self->design, (guint) element);
    }
  else
    {
      self->drag = DRAG_BAND;
      self->band = (FoyerLayoutRect) { (int) paper_x, (int) paper_y, 0, 0 };
      foyer_layout_design_select_none (self->design);
    }
  if (self->drag != DRAG_BAND && !foyer_layout_design_bounds (self->design, &self->was))
    self->drag = DRAG_NOTHING;
  if (foyer_layout_design_get_selected (self->design) != NULL)
    self->was_element = *foyer_layout_design_get_selected (self->design);
}

static void
drag_move (FoyerLayoutCanvas *self, double dx, double dy, gboolean free)
{
  FoyerLayoutRect now, wanted = self->was;

  wanted.x += (int) dx;
  wanted.y += (int) dy;
  if (!free)
    self->snap = foyer_layout_snap_move (self->design, &wanted, (int) (SNAP_DISTANCE / scale_of (self)));
  else
    self->snap = (FoyerLayoutSnap) { 0 };
  if (foyer_layout_design_bounds (self->design, &now) && (now.x != wanted.x || now.y != wanted.y))
    foyer_layout_design_move (self->design, wanted.x - now.x, wanted.y - now.y);
}

/* The side across from the handle stays where it is, also of a turned element. */
static void
drag_size (FoyerLayoutCanvas *self, double dx, double dy, gboolean free)
{
  FoyerLayoutElement       *element = foyer_layout_design_get_selected (self->design);
  const FoyerLayoutElement *was = &self->was_element;
  double                    angle = was->rotation * G_PI / 180;
  int                       sign_x = handles[self->handle].x, sign_y = handles[self->handle].y;
  double                    along = dx * cos (-angle) - dy * sin (-angle), across = dx * sin (-angle) + dy * cos (-angle);
  double                    width = was->width + sign_x * along, height = was->height + sign_y * across;
  double                    middle_x = was->x + was->width / 2.0, middle_y = was->y + was->height / 2.0;

  if (element == NULL)
    return;
  self->snap = (FoyerLayoutSnap) { 0 };
  if (!free && was->rotation == 0)
    self->snap = foyer_layout_snap_size (self->design, was, sign_x, sign_y, &width, &height, (int) (SNAP_DISTANCE / scale_of (self)));
  width = sign_x != 0 ? CLAMP (width, MIN_SIDE, 2 * FOYER_LAYOUT_MAX_SIZE) : was->width;
  height = sign_y != 0 ? CLAMP (height, MIN_SIDE, 2 * FOYER_LAYOUT_MAX_SIZE) : was->height;
  along = sign_x * (width - was->width) / 2;
  across = sign_y * (height - was->height) / 2;
  middle_x += along * cos (angle) - across * sin (angle);
  middle_y += along * sin (angle) + across * cos (angle);
  foyer_layout_design_begin (self->design, "size");
  element->width = (int) round (width);
  element->height = (int) round (height);
  element->x = (int) round (middle_x - width / 2);
  element->y = (int) round (middle_y - height / 2);
  foyer_layout_design_end (self->design);
}

static void
drag_update_cb (FoyerLayoutCanvas *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  gboolean free = (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & GDK_ALT_MASK) != 0;
  double   dx = offset_x / scale_of (self), dy = offset_y / scale_of (self);
  double   start_x, start_y, paper_x, paper_y;

  if (self->drag == DRAG_MOVE && (fabs (offset_x) > 3 || fabs (offset_y) > 3))
    drag_move (self, dx, dy, free);
  else if (self->drag == DRAG_SIZE)
    drag_size (self, dx, dy, free);
  else if (self->drag == DRAG_BAND)
    {
      gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
      to_paper (self, start_x, start_y, &paper_x, &paper_y);
      self->band = (FoyerLayoutRect) { (int) MIN (paper_x, paper_x + dx), (int) MIN (paper_y, paper_y + dy), (int) fabs (dx), (int) fabs (dy) };
      foyer_layout_design_select_within (self->design, &self->band);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (FoyerLayoutCanvas *self)
{
  self->drag = DRAG_NOTHING;
  self->snap = (FoyerLayoutSnap) { 0 };
  if (self->design != NULL)
    foyer_layout_design_pause (self->design);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
released_cb (FoyerLayoutCanvas *self, int n_press, double x, double y)
{
  if (n_press == 2 && self->design != NULL && foyer_layout_design_get_selected (self->design) != NULL)
    g_signal_emit (self, signals[EDIT], 0);
}

static void
motion_cb (FoyerLayoutCanvas *self, double x, double y)
{
  const char *cursor = NULL;
  double      paper_x, paper_y;
  int         handle;

  if (self->design == NULL || self->drag != DRAG_NOTHING)
    return;
  to_paper (self, x, y, &paper_x, &paper_y);
  handle = handle_at (self, paper_x, paper_y);
  if (handle >= 0)
    {
      /* Each eighth of a turn is one handle on. */
      guint turned = ((guint) handle + (guint) ((foyer_layout_design_get_selected (self->design)->rotation + 22) / 45)) % G_N_ELEMENTS (handles);

      cursor = handles[turned].cursor;
    }
  else if (element_at (self, paper_x, paper_y) >= 0)
    cursor = "move";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

/* -- Keys -- */

static void
announce (FoyerLayoutCanvas *self)
{
  const FoyerLayoutElement *element = foyer_layout_design_get_selected (self->design);
  g_autofree char          *words = element != NULL ? foyer_layout_words_element (element) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  if (element != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
key_pressed_cb (FoyerLayoutCanvas *self, guint key, guint code, GdkModifierType state)
{
  int step = state & GDK_SHIFT_MASK ? COARSE_STEP : state & GDK_CONTROL_MASK ? FINE_STEP
                                                                             : STEP;

  if (self->design == NULL)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      foyer_layout_design_move (self->design, -step, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      foyer_layout_design_move (self->design, step, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      foyer_layout_design_move (self->design, 0, -step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      foyer_layout_design_move (self->design, 0, step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      return foyer_layout_design_select_next (self->design, TRUE);
    case GDK_KEY_ISO_Left_Tab:
      return foyer_layout_design_select_next (self->design, FALSE);
    case GDK_KEY_Return:
    case GDK_KEY_F2:
      if (foyer_layout_design_get_selected (self->design) == NULL)
        return GDK_EVENT_PROPAGATE;
      g_signal_emit (self, signals[EDIT], 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return gtk_widget_activate_action (GTK_WIDGET (self), "layout.delete", NULL);
    case GDK_KEY_a:
      if (!(state & GDK_CONTROL_MASK))
        return GDK_EVENT_PROPAGATE;
      foyer_layout_design_select_all (self->design);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (foyer_layout_design_get_selection (self->design)->len == 0)
        return GDK_EVENT_PROPAGATE;
      foyer_layout_design_select_none (self->design);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* -- The widget -- */

static void
changed_cb (FoyerLayoutCanvas *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  forget_painter (self);
}

static void
selected_cb (FoyerLayoutCanvas *self)
{
  announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
foyer_layout_canvas_set_design (FoyerLayoutCanvas *self, FoyerLayoutDesign *design)
{
  if (self->design != NULL)
    g_signal_handlers_disconnect_by_data (self->design, self);
  g_set_object (&self->design, design);
  if (design != NULL)
    {
      g_signal_connect_object (design, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (design, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
    }
  changed_cb (self);
}

void
foyer_layout_canvas_set_data (FoyerLayoutCanvas *self, const FoyerDocumentData *data, const char *language)
{
  g_clear_pointer (&self->data, foyer_document_data_free);
  self->data = foyer_document_data_copy (data);
  g_set_str (&self->language, language);
  forget_painter (self);
}

void
foyer_layout_canvas_set_zoom (FoyerLayoutCanvas *self, double zoom)
{
  self->zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, 16) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
foyer_layout_canvas_set_room (FoyerLayoutCanvas *self, int width, int height)
{
  if (width == self->room_width && height == self->room_height)
    return;
  self->room_width = width;
  self->room_height = height;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
foyer_layout_canvas_dispose (GObject *object)
{
  foyer_layout_canvas_set_design (FOYER_LAYOUT_CANVAS (object), NULL);
  G_OBJECT_CLASS (foyer_layout_canvas_parent_class)->dispose (object);
}

static void
foyer_layout_canvas_finalize (GObject *object)
{
  FoyerLayoutCanvas *self = FOYER_LAYOUT_CANVAS (object);

  g_clear_pointer (&self->painter, foyer_layout_painter_free);
  g_clear_pointer (&self->data, foyer_document_data_free);
  g_free (self->language);
  G_OBJECT_CLASS (foyer_layout_canvas_parent_class)->finalize (object);
}

static void
foyer_layout_canvas_class_init (FoyerLayoutCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_layout_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_layout_canvas_finalize;
  widget_class->snapshot = foyer_layout_canvas_snapshot;
  widget_class->measure = foyer_layout_canvas_measure;
  signals[EDIT] = g_signal_new ("edit", FOYER_TYPE_LAYOUT_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "layout-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
foyer_layout_canvas_init (FoyerLayoutCanvas *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Paper"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
