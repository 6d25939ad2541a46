/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-tile.h"

struct _FoyerTile
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *detail;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerTile, foyer_tile, GTK_TYPE_WIDGET)

void
foyer_tile_show (FoyerTile *self, const char *value, const char *detail)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (FOYER_IS_TILE (self));

  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->detail, detail != NULL ? detail : "");
  spoken = g_strjoin (" ", gtk_label_get_label (self->title), value, detail, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
foyer_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (FOYER_TILE (object)->title));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_label (FOYER_TILE (object)->title, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_tile_dispose (GObject *object)
{
  FoyerTile *self = FOYER_TILE (object);

  g_clear_pointer ((GtkWidget **) &self->title, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->value, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->detail, gtk_widget_unparent);
  G_OBJECT_CLASS (foyer_tile_parent_class)->dispose (object);
}

static void
foyer_tile_class_init (FoyerTileClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_tile_dispose;
  object_class->get_property = foyer_tile_get_property;
  object_class->set_property = foyer_tile_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (FoyerTile *self, const char *style, gboolean dimmed)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  if (dimmed)
    gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
foyer_tile_init (FoyerTile *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "tile");
  gtk_widget_set_size_request (GTK_WIDGET (self), 150, -1);
  self->title = add_label (self, "caption-heading", TRUE);
  self->value = add_label (self, "title-2", FALSE);
  self->detail = add_label (self, "caption", TRUE);
}
