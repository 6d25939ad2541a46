/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-viewfinder-picture.h"

#define OUTLINE_MS 600

struct _FoyerViewfinderPicture
{
  GtkWidget parent_instance;

  GdkPaintable *paintable;
  gboolean      mirror;
  gboolean      upside_down;
  FoyerPoint    outline[4]; /* in pixels of the frame */
  float         frame_width;
  float         frame_height;
  guint         outline_id; /* while there is one */
};

enum
{
  PROP_0,
  PROP_PAINTABLE,
  PROP_MIRROR,
  PROP_UPSIDE_DOWN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerViewfinderPicture, foyer_viewfinder_picture, GTK_TYPE_WIDGET)

static void
snapshot_outline (FoyerViewfinderPicture *self, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  static const GdkRGBA colour = { 0.34f, 0.89f, 0.54f, 1.0f };
  float                scale = area->size.width / self->frame_width;
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (4);

  for (gsize i = 0; i < G_N_ELEMENTS (self->outline); i++)
    {
      float x = area->origin.x + self->outline[i].x * scale;
      float y = area->origin.y + self->outline[i].y * scale;

      if (i == 0)
        gsk_path_builder_move_to (builder, x, y);
      else
        gsk_path_builder_line_to (builder, x, y);
    }
  gsk_path_builder_close (builder);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &colour);
}

static void
foyer_viewfinder_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerViewfinderPicture *self = FOYER_VIEWFINDER_PICTURE (widget);
  float                   width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  double                  ratio = self->paintable != NULL ? gdk_paintable_get_intrinsic_aspect_ratio (self->paintable) : 0;
  graphene_rect_t         area = { { 0, 0 }, { width, height } };

  if (self->paintable == NULL || width <= 0 || height <= 0)
    return;
  if (ratio > 0)
    {
      area.size.width = MIN (width, height * (float) ratio);
      area.size.height = area.size.width / (float) ratio;
      area.origin.x = (width - area.size.width) / 2;
      area.origin.y = (height - area.size.height) / 2;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width / 2, height / 2));
  if (self->upside_down)
    gtk_snapshot_rotate (snapshot, 180);
  if (self->mirror)
    gtk_snapshot_scale (snapshot, -1, 1);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area.origin.x - width / 2, area.origin.y - height / 2));
  gdk_paintable_snapshot (self->paintable, snapshot, area.size.width, area.size.height);
  if (self->outline_id != 0)
    {
      area.origin = GRAPHENE_POINT_INIT (0, 0);
      snapshot_outline (self, snapshot, &area);
    }
  gtk_snapshot_restore (snapshot);
}

static GtkSizeRequestMode
foyer_viewfinder_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As large as the picture by wish, and as small as need be. */
static void
foyer_viewfinder_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  FoyerViewfinderPicture *self = FOYER_VIEWFINDER_PICTURE (widget);
  double                  width = 0, height = 0;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (self->paintable == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gdk_paintable_compute_concrete_size (self->paintable, 0, for_size < 0 ? 0 : for_size, 640, 360, &width, &height);
  else
    gdk_paintable_compute_concrete_size (self->paintable, for_size < 0 ? 0 : for_size, 0, 640, 360, &width, &height);
  *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
}

static void
drop_paintable (FoyerViewfinderPicture *self)
{
  if (self->paintable == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->paintable, gtk_widget_queue_draw, self);
  g_signal_handlers_disconnect_by_func (self->paintable, gtk_widget_queue_resize, self);
  g_clear_object (&self->paintable);
}

void
foyer_viewfinder_picture_set_paintable (FoyerViewfinderPicture *self, GdkPaintable *paintable)
{
  g_return_if_fail (FOYER_IS_VIEWFINDER_PICTURE (self));

  if (self->paintable == paintable)
    return;
  drop_paintable (self);
  if (paintable != NULL)
    {
      self->paintable = g_object_ref (paintable);
      g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw), self);
      g_signal_connect_swapped (paintable, "invalidate-size", G_CALLBACK (gtk_widget_queue_resize), self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

static gboolean
outline_over_cb (gpointer user_data)
{
  FoyerViewfinderPicture *self = user_data;

  self->outline_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
foyer_viewfinder_picture_outline (FoyerViewfinderPicture *self, const FoyerCode *code, FoyerFrame *frame)
{
  g_return_if_fail (FOYER_IS_VIEWFINDER_PICTURE (self));

  foyer_code_get_corners (code, self->outline);
  self->frame_width = (float) foyer_frame_get_width (frame);
  self->frame_height = (float) foyer_frame_get_height (frame);
  g_clear_handle_id (&self->outline_id, g_source_remove);
  self->outline_id = g_timeout_add (OUTLINE_MS, outline_over_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
foyer_viewfinder_picture_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerViewfinderPicture *self = FOYER_VIEWFINDER_PICTURE (object);

  switch (prop_id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_MIRROR:
      g_value_set_boolean (value, self->mirror);
      break;
    case PROP_UPSIDE_DOWN:
      g_value_set_boolean (value, self->upside_down);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (FoyerViewfinderPicture *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  if (*flag == value)
    return;
  *flag = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
foyer_viewfinder_picture_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerViewfinderPicture *self = FOYER_VIEWFINDER_PICTURE (object);

  switch (prop_id)
    {
    case PROP_PAINTABLE:
      foyer_viewfinder_picture_set_paintable (self, g_value_get_object (value));
      break;
    case PROP_MIRROR:
      set_flag (self, &self->mirror, g_value_get_boolean (value), pspec);
      break;
    case PROP_UPSIDE_DOWN:
      set_flag (self, &self->upside_down, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_viewfinder_picture_dispose (GObject *object)
{
  FoyerViewfinderPicture *self = FOYER_VIEWFINDER_PICTURE (object);

  g_clear_handle_id (&self->outline_id, g_source_remove);
  drop_paintable (self);
  G_OBJECT_CLASS (foyer_viewfinder_picture_parent_class)->dispose (object);
}

static void
foyer_viewfinder_picture_class_init (FoyerViewfinderPictureClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_viewfinder_picture_dispose;
  object_class->get_property = foyer_viewfinder_picture_get_property;
  object_class->set_property = foyer_viewfinder_picture_set_property;
  widget_class->snapshot = foyer_viewfinder_picture_snapshot;
  widget_class->measure = foyer_viewfinder_picture_measure;
  widget_class->get_request_mode = foyer_viewfinder_picture_get_request_mode;

  properties[PROP_PAINTABLE] = g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, flags);
  properties[PROP_MIRROR] = g_param_spec_boolean ("mirror", NULL, NULL, FALSE, flags);
  properties[PROP_UPSIDE_DOWN] = g_param_spec_boolean ("upside-down", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
foyer_viewfinder_picture_init (FoyerViewfinderPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
