/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-arrivals-chart.h"

#include <glib/gi18n.h>

#define HEIGHT 28
#define GAP 2.0f

struct _FoyerArrivalsChart
{
  GtkWidget parent_instance;

  GArray *minutes; /* guint */
};

G_DEFINE_FINAL_TYPE (FoyerArrivalsChart, foyer_arrivals_chart, GTK_TYPE_WIDGET)

static guint
find_most (FoyerArrivalsChart *self)
{
  guint most = 1;

  for (guint i = 0; i < self->minutes->len; i++)
    most = MAX (most, g_array_index (self->minutes, guint, i));
  return most;
}

static void
foyer_arrivals_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerArrivalsChart *self = FOYER_ARRIVALS_CHART (widget);
  float               width = (float) gtk_widget_get_width (widget);
  float               height = (float) gtk_widget_get_height (widget);
  float               step = width / (float) MAX (self->minutes->len, 1);
  guint               most = find_most (self);
  GdkRGBA             colour, faint;

  gtk_widget_get_color (widget, &colour);
  faint = colour;
  faint.alpha *= 0.15f;
  for (guint i = 0; i < self->minutes->len; i++)
    {
      guint           count = g_array_index (self->minutes, guint, i);
      float           high = MAX (height * (float) count / (float) most, 2.0f);
      float           x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - (float) (i + 1) * step : (float) i * step;
      graphene_rect_t bar = GRAPHENE_RECT_INIT (x, height - high, MAX (step - GAP, 1.0f), high);

      gtk_snapshot_append_color (snapshot, count > 0 ? &colour : &faint, &bar);
    }
}

static void
foyer_arrivals_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = 180;
}

static void
foyer_arrivals_chart_finalize (GObject *object)
{
  g_array_unref (FOYER_ARRIVALS_CHART (object)->minutes);
  G_OBJECT_CLASS (foyer_arrivals_chart_parent_class)->finalize (object);
}

static void
foyer_arrivals_chart_class_init (FoyerArrivalsChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_arrivals_chart_finalize;
  widget_class->snapshot = foyer_arrivals_chart_snapshot;
  widget_class->measure = foyer_arrivals_chart_measure;
  gtk_widget_class_set_css_name (widget_class, "arrivals");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
foyer_arrivals_chart_init (FoyerArrivalsChart *self)
{
  self->minutes = g_array_new (FALSE, TRUE, sizeof (guint));
}

void
foyer_arrivals_chart_set (FoyerArrivalsChart *self, const guint *minutes, guint n_minutes)
{
  guint            sum = 0;
  g_autofree char *words = NULL;

  g_return_if_fail (FOYER_IS_ARRIVALS_CHART (self));

  g_array_set_size (self->minutes, 0);
  g_array_append_vals (self->minutes, minutes, n_minutes);
  for (guint i = 0; i < n_minutes; i++)
    sum += minutes[i];
  /* Translators: the first number is of guests, the second of minutes */
  words = g_strdup_printf (_ ("Arrivals: %1$u in the last %2$u minutes"), sum, n_minutes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
