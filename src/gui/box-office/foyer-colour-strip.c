/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-colour-strip.h"

struct _FoyerColourStrip
{
  GtkWidget parent_instance;

  GdkRGBA colour;
};

G_DEFINE_FINAL_TYPE (FoyerColourStrip, foyer_colour_strip, GTK_TYPE_WIDGET)

static const GdkRGBA grey = { 0.6f, 0.6f, 0.6f, 1.0f };

void
foyer_colour_strip_set_colour (FoyerColourStrip *self, const char *colour)
{
  GdkRGBA read;

  g_return_if_fail (FOYER_IS_COLOUR_STRIP (self));

  self->colour = colour != NULL && *colour == '#' && gdk_rgba_parse (&read, colour) ? read : grey;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
foyer_colour_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerColourStrip *self = FOYER_COLOUR_STRIP (widget);
  graphene_rect_t   bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GskRoundedRect    shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, MIN (bounds.size.width, bounds.size.height) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &self->colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
foyer_colour_strip_class_init (FoyerColourStripClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = foyer_colour_strip_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
foyer_colour_strip_init (FoyerColourStrip *self)
{
  self->colour = grey;
}
