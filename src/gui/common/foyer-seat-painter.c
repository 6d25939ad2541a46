/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-seat-painter.h"

#include <math.h>
#include <string.h>

/* In device pixels: below the first, seats are dots; from the second on they carry their numbers. */
#define DOT_RADIUS 2.0
#define NUMBER_RADIUS 9.0
#define ROW_NAME_RADIUS 5.0

#define MARGIN 4.0 /* usual distances of seats, around all that is drawn: row names stand there */

struct _FoyerSeatPainter
{
  const FoyerSeatingPlan *plan;
  FoyerSeatIndex         *index;
  FoyerSeatGrid          *grid;
  guint8                 *states;     /* per seat */
  GdkRGBA                *categories; /* per category of the plan */
  GdkRGBA                 text;
  GdkRGBA                 accent;
};

static void
add_point (graphene_rect_t *extents, double x, double y)
{
  graphene_rect_t point = GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0);

  graphene_rect_union (extents, &point, extents);
}

/* A generous square: a stage that is turned a little is not worth exact geometry. */
static void
add_area (graphene_rect_t *extents, const FoyerPlanZone *zone, const FoyerPlanArea *area)
{
  double x = zone->at.x + area->at.x, y = zone->at.y + area->at.y;

  add_point (extents, x, y);
  if (area->shape == FOYER_PLAN_SHAPE_RECTANGLE && area->rotation == 0)
    add_point (extents, x + area->size.x, y + area->size.y);
  else if (area->shape != FOYER_PLAN_SHAPE_TEXT)
    {
      double reach = hypot (area->size.x, area->size.y);

      if (area->shape != FOYER_PLAN_SHAPE_RECTANGLE)
        add_point (extents, x - reach, y - reach);
      add_point (extents, x + reach, y + reach);
    }
  for (guint i = 0; i < area->points->len; i++)
    {
      FoyerPlanPoint point = g_array_index (area->points, FoyerPlanPoint, i);

      add_point (extents, x + point.x, y + point.y);
    }
}

void
foyer_seat_painter_get_extents (FoyerSeatPainter *self, graphene_rect_t *extents)
{
  const FoyerSeatIndex *index = self->index;
  gboolean              is_empty = index->places->len == 0;
  double                margin = MARGIN * index->pitch;

  *extents = GRAPHENE_RECT_INIT ((float) index->top_left.x, (float) index->top_left.y, (float) (index->bottom_right.x - index->top_left.x),
                                 (float) (index->bottom_right.y - index->top_left.y));
  for (guint z = 0; z < self->plan->zones->len; z++)
    {
      const FoyerPlanZone *zone = self->plan->zones->pdata[z];

      for (guint a = 0; a < zone->areas->len; a++)
        {
          const FoyerPlanArea *area = zone->areas->pdata[a];

          if (is_empty)
            *extents = GRAPHENE_RECT_INIT ((float) (zone->at.x + area->at.x), (float) (zone->at.y + area->at.y), 0, 0);
          is_empty = FALSE;
          add_area (extents, zone, area);
        }
    }
  if (is_empty)
    *extents = GRAPHENE_RECT_INIT (0, 0, (float) MAX (self->plan->size.x, 100), (float) MAX (self->plan->size.y, 100));
  graphene_rect_inset (extents, (float) -margin, (float) -margin);
}

FoyerSeatPainter *
foyer_seat_painter_new (const FoyerSeatingPlan *plan)
{
  FoyerSeatPainter *self = g_new0 (FoyerSeatPainter, 1);

  self->plan = plan;
  self->index = foyer_seat_index_new (plan);
  self->states = g_new0 (guint8, MAX (self->index->places->len, 1));
  self->categories = g_new0 (GdkRGBA, MAX (plan->categories->len, 1));
  for (guint i = 0; i < plan->categories->len; i++)
    foyer_seat_painter_set_category_colour (self, i, "");
  self->text = (GdkRGBA) { 0, 0, 0, 0.8f };
  self->accent = (GdkRGBA) { 0.11f, 0.44f, 0.85f, 1 };
  self->grid = foyer_seat_grid_new (self->index);
  return self;
}

void
foyer_seat_painter_free (FoyerSeatPainter *self)
{
  if (self == NULL)
    return;
  foyer_seat_grid_free (self->grid);
  foyer_seat_index_free (self->index);
  g_free (self->states);
  g_free (self->categories);
  g_free (self);
}

const FoyerSeatGrid *
foyer_seat_painter_get_grid (FoyerSeatPainter *self)
{
  return self->grid;
}

void
foyer_seat_painter_set_colours (FoyerSeatPainter *self, const GdkRGBA *text, const GdkRGBA *accent)
{
  self->text = *text;
  self->accent = *accent;
}

void
foyer_seat_painter_set_category_colour (FoyerSeatPainter *self, guint category, const char *colour)
{
  const FoyerPlanCategory *own;

  g_return_if_fail (category < self->plan->categories->len);

  own = self->plan->categories->pdata[category];
  if (!gdk_rgba_parse (&self->categories[category], colour) && !gdk_rgba_parse (&self->categories[category], own->colour))
    self->categories[category] = (GdkRGBA) { 0.55f, 0.55f, 0.57f, 1 };
}

gboolean
foyer_seat_painter_set_state (FoyerSeatPainter *self, guint seat, FoyerSeatState state)
{
  g_return_val_if_fail (seat < self->index->places->len, FALSE);

  if (self->states[seat] == state)
    return FALSE;
  self->states[seat] = state;
  return TRUE;
}

FoyerSeatState
foyer_seat_painter_get_state (FoyerSeatPainter *self, guint seat)
{
  g_return_val_if_fail (seat < self->index->places->len, FOYER_SEAT_OFF_SALE);

  return self->states[seat];
}

static void
set_source (cairo_t *cr, const GdkRGBA *colour, double strength)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * strength);
}

/* Black or white, whichever can be read on @colour. */
static GdkRGBA
readable_on (const GdkRGBA *colour)
{
  double light = 0.299 * colour->red + 0.587 * colour->green + 0.114 * colour->blue;

  return light > 0.6 ? (GdkRGBA) { 0, 0, 0, 0.85f } : (GdkRGBA) { 1, 1, 1, 1 };
}

static void
write_centred (cairo_t *cr, PangoLayout *layout, const char *text, double size, double x, double y)
{
  const PangoFontDescription *described = pango_layout_get_font_description (layout);
  g_autoptr (PangoFontDescription) font = described != NULL ? pango_font_description_copy (described) : pango_font_description_from_string ("Sans");
  PangoRectangle logical;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, x - (logical.x + logical.width / 2.0) / PANGO_SCALE, y - (logical.y + logical.height / 2.0) / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

static void
trace_area (cairo_t *cr, const FoyerPlanArea *area)
{
  cairo_new_path (cr);
  switch (area->shape)
    {
    case FOYER_PLAN_SHAPE_RECTANGLE:
      cairo_rectangle (cr, 0, 0, area->size.x, area->size.y);
      break;
    case FOYER_PLAN_SHAPE_CIRCLE:
      cairo_arc (cr, 0, 0, area->size.x, 0, 2 * G_PI);
      break;
    case FOYER_PLAN_SHAPE_ELLIPSE:
      if (area->size.x <= 0 || area->size.y <= 0)
        break;
      cairo_save (cr);
      cairo_scale (cr, area->size.x, area->size.y);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      break;
    case FOYER_PLAN_SHAPE_POLYGON:
      for (guint i = 0; i < area->points->len; i++)
        cairo_line_to (cr, g_array_index (area->points, FoyerPlanPoint, i).x, g_array_index (area->points, FoyerPlanPoint, i).y);
      cairo_close_path (cr);
      break;
    case FOYER_PLAN_SHAPE_TEXT:
    default:
      break;
    }
}

static FoyerPlanPoint
text_place (const FoyerPlanArea *area)
{
  FoyerPlanPoint place = area->text_at;

  if (place.x == 0 && place.y == 0 && area->shape == FOYER_PLAN_SHAPE_RECTANGLE)
    place = (FoyerPlanPoint) { area->size.x / 2, area->size.y / 2 };
  return place;
}

/* @cr counts in units of the plan from here on. */
static void
draw_area (FoyerSeatPainter *self, cairo_t *cr, PangoLayout *layout, const FoyerPlanZone *zone, const FoyerPlanArea *area, double zoom)
{
  GdkRGBA fill, border, ink = self->text;

  cairo_save (cr);
  cairo_translate (cr, zone->at.x + area->at.x, zone->at.y + area->at.y);
  cairo_rotate (cr, area->rotation * G_PI / 180);
  trace_area (cr, area);
  if (gdk_rgba_parse (&fill, area->colour))
    {
      set_source (cr, &fill, 1);
      ink = readable_on (&fill);
    }
  else
    set_source (cr, &self->text, 0.1);
  cairo_fill_preserve (cr);
  if (gdk_rgba_parse (&border, area->border_colour))
    set_source (cr, &border, 1);
  else
    set_source (cr, &self->text, 0.3);
  cairo_set_line_width (cr, 1 / zoom);
  cairo_stroke (cr);
  if (*area->text != '\0' && area->text_size * zoom >= 5)
    {
      FoyerPlanPoint place = text_place (area);

      if (gdk_rgba_parse (&border, area->text_colour))
        ink = border;
      set_source (cr, &ink, 1);
      write_centred (cr, layout, area->text, area->text_size, place.x, place.y);
    }
  cairo_restore (cr);
}

static void
draw_dot (FoyerSeatPainter *self, cairo_t *cr, guint seat, double x, double y, double radius)
{
  const FoyerSeatPlace *place = foyer_seat_index_get (self->index, seat);
  FoyerSeatState        state = self->states[seat];
  guint                 category = place->seat->category;
  double                strength = state == FOYER_SEAT_FREE || state == FOYER_SEAT_CHOSEN ? 1 : state == FOYER_SEAT_HELD ? 0.5
                                                                                                                         : 0.25;
  double                half = MAX (radius * (state == FOYER_SEAT_CHOSEN ? 1.2 : 0.9), 0.4);

  if (state == FOYER_SEAT_CHOSEN)
    set_source (cr, &self->accent, 1);
  else
    set_source (cr, category < self->plan->categories->len && state != FOYER_SEAT_TAKEN ? &self->categories[category] : &self->text, strength);
  cairo_rectangle (cr, x - half, y - half, 2 * half, 2 * half);
  cairo_fill (cr);
}

static void
draw_tick (cairo_t *cr, double x, double y, double radius)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, MAX (1, radius / 4));
  cairo_move_to (cr, x - radius * 0.45, y + radius * 0.02);
  cairo_line_to (cr, x - radius * 0.1, y + radius * 0.38);
  cairo_line_to (cr, x + radius * 0.48, y - radius * 0.38);
  cairo_stroke (cr);
}

static void
draw_cross (cairo_t *cr, double x, double y, double half)
{
  cairo_move_to (cr, x - half, y - half);
  cairo_line_to (cr, x + half, y + half);
  cairo_move_to (cr, x + half, y - half);
  cairo_line_to (cr, x - half, y + half);
  cairo_stroke (cr);
}

static void
draw_seat (FoyerSeatPainter *self, cairo_t *cr, PangoLayout *layout, guint seat, double x, double y, double radius)
{
  const FoyerPlanSeat *own = foyer_seat_index_get (self->index, seat)->seat;
  GdkRGBA              colour = own->category < self->plan->categories->len ? self->categories[own->category] : self->text;
  GdkRGBA              ink;

  /* words leave a point behind from which an arc would draw a line */
  cairo_new_path (cr);
  cairo_set_line_width (cr, MAX (1, radius / 6));
  switch ((FoyerSeatState) self->states[seat])
    {
    case FOYER_SEAT_CHOSEN:
      set_source (cr, &self->accent, 1);
      cairo_arc (cr, x, y, radius * 1.15, 0, 2 * G_PI);
      cairo_fill (cr);
      draw_tick (cr, x, y, radius);
      break;
    case FOYER_SEAT_TAKEN:
      set_source (cr, &self->text, 0.35);
      draw_cross (cr, x, y, radius * 0.45);
      break;
    case FOYER_SEAT_HELD:
      set_source (cr, &colour, 1);
      cairo_arc (cr, x, y, radius * 0.9, G_PI / 2, G_PI * 3 / 2);
      cairo_fill (cr);
      cairo_arc (cr, x, y, radius * 0.9, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case FOYER_SEAT_OFF_SALE:
      set_source (cr, &self->text, 0.3);
      cairo_arc (cr, x, y, radius * 0.8, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case FOYER_SEAT_FREE:
    default:
      set_source (cr, &colour, 1);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_fill (cr);
      if (radius >= NUMBER_RADIUS)
        {
          ink = readable_on (&colour);
          set_source (cr, &ink, 1);
          write_centred (cr, layout, own->number, radius * (strlen (own->number) > 2 ? 0.8 : 1.05), x, y);
        }
      break;
    }
}

static void
write_row_name (FoyerSeatPainter *self, cairo_t *cr, PangoLayout *layout, guint seat, const graphene_rect_t *piece, double zoom)
{
  const FoyerSeatPlace *place = foyer_seat_index_get (self->index, seat);
  const FoyerPlanRow   *row = place->row;
  gboolean              first = seat == place->row_start;
  gboolean              last = seat == place->row_start + row->seats->len - 1;
  guint                 beside = seat;
  double                dx, dy, length, far;

  if (!((first && (row->name_at == FOYER_PLAN_ROW_NAME_START || row->name_at == FOYER_PLAN_ROW_NAME_BOTH)) ||
        (last && (row->name_at == FOYER_PLAN_ROW_NAME_END || row->name_at == FOYER_PLAN_ROW_NAME_BOTH))))
    return;
  if (row->seats->len > 1)
    beside = first ? seat + 1 : seat - 1;
  dx = place->at.x - foyer_seat_index_get (self->index, beside)->at.x;
  dy = place->at.y - foyer_seat_index_get (self->index, beside)->at.y;
  length = hypot (dx, dy);
  if (length == 0)
    dx = -(length = 1);
  far = (place->seat->radius + 0.8 * self->index->pitch) * zoom;
  set_source (cr, &self->text, 0.8);
  write_centred (cr, layout, row->number, place->seat->radius * zoom * 1.2, (place->at.x - piece->origin.x) * zoom + dx / length * far,
                 (place->at.y - piece->origin.y) * zoom + dy / length * far);
}

static void
draw_cells (FoyerSeatPainter *self, cairo_t *cr, PangoLayout *layout, guint first, guint last, const graphene_rect_t *piece, double zoom)
{
  for (guint i = self->grid->starts[first]; i < self->grid->starts[last + 1]; i++)
    {
      const FoyerSeatPlace *place = foyer_seat_index_get (self->index, self->grid->order[i]);
      double                x = (place->at.x - piece->origin.x) * zoom, y = (place->at.y - piece->origin.y) * zoom;
      double                radius = place->seat->radius * zoom;

      if (radius < DOT_RADIUS)
        draw_dot (self, cr, self->grid->order[i], x, y, radius);
      else
        draw_seat (self, cr, layout, self->grid->order[i], x, y, radius);
      if (radius >= ROW_NAME_RADIUS)
        write_row_name (self, cr, layout, self->grid->order[i], piece, zoom);
    }
}

void
foyer_seat_painter_draw (FoyerSeatPainter *self, cairo_t *cr, const graphene_rect_t *piece, double zoom)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  const FoyerSeatGrid *grid = self->grid;
  double               reach = grid->largest_radius * 1.2 + 2 * self->index->pitch;
  guint                left = foyer_seat_grid_column (grid, piece->origin.x - reach);
  guint                right = foyer_seat_grid_column (grid, piece->origin.x + piece->size.width + reach);
  guint                top = foyer_seat_grid_line (grid, piece->origin.y - reach);
  guint                bottom = foyer_seat_grid_line (grid, piece->origin.y + piece->size.height + reach);

  cairo_save (cr);
  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -piece->origin.x, -piece->origin.y);
  for (guint z = 0; z < self->plan->zones->len; z++)
    {
      const FoyerPlanZone *zone = self->plan->zones->pdata[z];

      for (guint a = 0; a < zone->areas->len; a++)
        draw_area (self, cr, layout, zone, zone->areas->pdata[a], zoom);
    }
  cairo_restore (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint line = top; line <= bottom; line++)
    draw_cells (self, cr, layout, line * grid->columns + left, line * grid->columns + right, piece, zoom);
}
