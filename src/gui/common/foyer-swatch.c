/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-swatch.h"

#define SIZE 14
#define RADIUS 4

struct _FoyerSwatch
{
  GtkWidget parent_instance;

  GdkRGBA colour;
};

G_DEFINE_FINAL_TYPE (FoyerSwatch, foyer_swatch, GTK_TYPE_WIDGET)

void
foyer_swatch_set_colour (FoyerSwatch *self, const char *colour)
{
  g_return_if_fail (FOYER_IS_SWATCH (self));

  if (colour == NULL || !gdk_rgba_parse (&self->colour, colour))
    self->colour = (GdkRGBA) { 0.55, 0.55, 0.57, 1 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
foyer_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
foyer_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GskRoundedRect square;
  int            width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gsk_rounded_rect_init_from_rect (&square, &GRAPHENE_RECT_INIT ((width - SIZE) / 2.0, (height - SIZE) / 2.0, SIZE, SIZE), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &square);
  gtk_snapshot_append_color (snapshot, &FOYER_SWATCH (widget)->colour, &square.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
foyer_swatch_class_init (FoyerSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = foyer_swatch_measure;
  widget_class->snapshot = foyer_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
foyer_swatch_init (FoyerSwatch *self)
{
  foyer_swatch_set_colour (self, NULL);
}
