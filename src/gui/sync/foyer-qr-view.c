/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-qr-view.h"

#include <math.h>

#include "foyer-qr.h"

#define SMALLEST 200
#define NATURAL 280

struct _FoyerQrView
{
  GtkWidget parent_instance;

  FoyerQr *qr; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FoyerQrView, foyer_qr_view, GTK_TYPE_WIDGET)

gboolean
foyer_qr_view_set_text (FoyerQrView *self, const char *text, GError **error)
{
  FoyerQr *qr;

  g_return_val_if_fail (FOYER_IS_QR_VIEW (self), FALSE);

  qr = foyer_qr_new (text, error);
  if (qr == NULL)
    return FALSE;
  g_clear_pointer (&self->qr, foyer_qr_free);
  self->qr = qr;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static double
screen_scale (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL ? gdk_surface_get_scale (gtk_native_get_surface (native)) : 1;
}

static void
foyer_qr_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerQrView    *self = FOYER_QR_VIEW (widget);
  int             width = gtk_widget_get_width (widget);
  int             height = gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  double          scale = screen_scale (widget);
  guint           modules;
  double          module, size;
  cairo_t        *cr;

  if (self->qr == NULL)
    return;
  modules = foyer_qr_get_modules (self->qr);
  module = MAX (1, floor (MIN (width, height) * scale / (modules + 2 * FOYER_QR_QUIET))) / scale;
  size = module * modules;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  foyer_qr_draw (self->qr, cr, round ((width - size) / 2 * scale) / scale, round ((height - size) / 2 * scale) / scale, size);
  cairo_destroy (cr);
}

static void
foyer_qr_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = SMALLEST;
  *natural = NATURAL;
}

static void
foyer_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&FOYER_QR_VIEW (object)->qr, foyer_qr_free);
  G_OBJECT_CLASS (foyer_qr_view_parent_class)->finalize (object);
}

static void
foyer_qr_view_class_init (FoyerQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_qr_view_finalize;
  widget_class->snapshot = foyer_qr_view_snapshot;
  widget_class->measure = foyer_qr_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
foyer_qr_view_init (FoyerQrView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
