/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-layout-tile.h"

#include "foyer-document-sample.h"
#include "foyer-layout-painter.h"

#define WIDTH 190
#define HEIGHT 130

struct _FoyerLayoutTile
{
  GtkWidget parent_instance;

  FoyerLayoutPainter *painter;
  FoyerDocumentData  *data;
};

G_DEFINE_FINAL_TYPE (FoyerLayoutTile, foyer_layout_tile, GTK_TYPE_WIDGET)

static void
foyer_layout_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerLayoutTile *self = FOYER_LAYOUT_TILE (widget);
  const GdkRGBA    white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.3f };
  double           width, height, scale, room_x = gtk_widget_get_width (widget) - 12, room_y = gtk_widget_get_height (widget) - 12;
  graphene_rect_t  paper;
  GskRoundedRect   edge;
  cairo_t         *cr;

  foyer_layout_painter_get_size (self->painter, self->data, 0, &width, &height);
  scale = MIN (room_x / width, room_y / height);
  graphene_rect_init (&paper, (float) (6 + (room_x - width * scale) / 2), (float) (6 + (room_y - height * scale) / 2), (float) (width * scale), (float) (height * scale));
  gsk_rounded_rect_init_from_rect (&edge, &paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &edge, &shade, 0, 1, 0, 4);
  gtk_snapshot_append_color (snapshot, &white, &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &paper);
  cairo_translate (cr, paper.origin.x, paper.origin.y);
  cairo_rectangle (cr, 0, 0, paper.size.width, paper.size.height);
  cairo_clip (cr);
  cairo_scale (cr, scale, scale);
  foyer_layout_painter_draw (self->painter, cr, self->data, 0, 0, 0, NULL);
  cairo_destroy (cr);
}

static void
foyer_layout_tile_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
foyer_layout_tile_finalize (GObject *object)
{
  FoyerLayoutTile *self = FOYER_LAYOUT_TILE (object);

  g_clear_pointer (&self->painter, foyer_layout_painter_free);
  g_clear_pointer (&self->data, foyer_document_data_free);
  G_OBJECT_CLASS (foyer_layout_tile_parent_class)->finalize (object);
}

static void
foyer_layout_tile_class_init (FoyerLayoutTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_layout_tile_finalize;
  widget_class->snapshot = foyer_layout_tile_snapshot;
  widget_class->measure = foyer_layout_tile_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
foyer_layout_tile_init (FoyerLayoutTile *self)
{
}

GtkWidget *
foyer_layout_tile_new (FoyerLayout *layout)
{
  FoyerLayoutTile *self = g_object_new (FOYER_TYPE_LAYOUT_TILE, NULL);
  const char      *language = *layout->language != '\0' ? layout->language : g_get_language_names ()[0];

  self->painter = foyer_layout_painter_new (layout, language, 600, FALSE);
  self->data = foyer_document_sample_new (layout->role, FOYER_DOCUMENT_EVERYDAY, language);
  return GTK_WIDGET (self);
}
