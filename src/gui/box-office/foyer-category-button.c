/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-category-button.h"

#include <glib/gi18n.h>

#include "foyer-colour-strip.h"
#include "foyer-format.h"
#include "foyer-money.h"

struct _FoyerCategoryButton
{
  GtkButton parent_instance;

  FoyerColourStrip *strip;
  GtkInscription   *name;
  GtkLabel         *key;
  GtkLabel         *price;
  GtkImage         *alert;
  GtkLabel         *left;
  const char       *style; /* of the alert shown */
};

G_DEFINE_FINAL_TYPE (FoyerCategoryButton, foyer_category_button, GTK_TYPE_BUTTON)

static void
set_style (FoyerCategoryButton *self, const char *style)
{
  GtkWidget *widgets[] = { GTK_WIDGET (self->alert), GTK_WIDGET (self->left) };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      gtk_widget_remove_css_class (widgets[i], self->style != NULL ? self->style : "dimmed");
      gtk_widget_add_css_class (widgets[i], style != NULL ? style : "dimmed");
    }
  self->style = style;
}

static char *
dup_left_words (gint64 left, gint64 here, FoyerAlert alert, const char *closed)
{
  g_autofree char *count = foyer_format_count (left);

  if (closed != NULL)
    return g_strdup (closed);
  if (left == G_MAXINT64)
    return g_strdup ("");
  if (alert == FOYER_ALERT_SOLD_OUT)
    return g_strdup (foyer_format_alert (alert));
  if (here < left)
    {
      g_autofree char *mine = foyer_format_count (here);

      /* Translators: numbers of tickets: what this laptop may sell, and what is left in all: “12 here · 48 left” */
      return g_strdup_printf (_ ("%s here · %s left"), mine, count);
    }
  if (alert != FOYER_ALERT_NONE)
    /* Translators: how short a category is, and how many are left: “Low · 6” */
    return g_strdup_printf (_ ("%s · %s"), foyer_format_alert (alert), count);
  return g_strdup_printf (ngettext ("%s left", "%s left", (gulong) left), count);
}

void
foyer_category_button_show (FoyerCategoryButton *self, const FoyerCategorySummary *category, const char *currency, guint index, const char *key, gint64 left, gint64 here, const char *explained, const char *closed)
{
  g_autofree char *price = NULL;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tooltip = NULL;
  FoyerAlert       alert;

  g_return_if_fail (FOYER_IS_CATEGORY_BUTTON (self));

  alert = left <= 0 ? FOYER_ALERT_SOLD_OUT : category->alert;
  price = foyer_money_format_full (category->category->price, currency);
  words = dup_left_words (left, here, alert, closed);
  label = g_strdup_printf ("%s, %s, %s", category->category->name, price, closed == NULL && explained != NULL ? explained : words);
  foyer_colour_strip_set_colour (self->strip, category->category->colour);
  gtk_inscription_set_text (self->name, category->category->name);
  gtk_label_set_label (self->key, key != NULL ? key : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key), key != NULL);
  gtk_label_set_label (self->price, price);
  gtk_label_set_label (self->left, words);
  gtk_image_set_from_icon_name (self->alert, foyer_format_alert_icon (alert));
  gtk_widget_set_visible (GTK_WIDGET (self->alert), closed == NULL && alert != FOYER_ALERT_NONE);
  set_style (self, closed == NULL ? foyer_format_alert_style (alert) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (key != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  tooltip = closed == NULL && explained != NULL ? g_strdup_printf ("%s\n%s", category->category->name, explained) : g_strdup (category->category->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "sale.add");
}

static void
foyer_category_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_CATEGORY_BUTTON);
  G_OBJECT_CLASS (foyer_category_button_parent_class)->dispose (object);
}

static void
foyer_category_button_class_init (FoyerCategoryButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_category_button_dispose;
  g_type_ensure (FOYER_TYPE_COLOUR_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-category-button.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, strip);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, key);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, price);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, alert);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryButton, left);
}

static void
foyer_category_button_init (FoyerCategoryButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->left), "dimmed");
}

GtkWidget *
foyer_category_button_new (void)
{
  return g_object_new (FOYER_TYPE_CATEGORY_BUTTON, NULL);
}
