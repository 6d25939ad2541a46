/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-key-label.h"

struct _FoyerKeyLabel
{
  GtkBox parent_instance;

  GtkLabel *label;
  GtkLabel *key;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_KEY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerKeyLabel, foyer_key_label, GTK_TYPE_BOX)

static void
foyer_key_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerKeyLabel *self = FOYER_KEY_LABEL (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_label (self->label, g_value_get_string (value));
      break;
    case PROP_KEY:
      gtk_label_set_label (self->key, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_key_label_class_init (FoyerKeyLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = foyer_key_label_set_property;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
foyer_key_label_init (FoyerKeyLabel *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->key = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->key), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->key), "key-cap");
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->key), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->key));
}
