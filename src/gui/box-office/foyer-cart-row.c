/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-cart-row.h"

#include "foyer-colour-strip.h"
#include "foyer-money.h"

struct _FoyerCartRow
{
  GtkListBoxRow parent_instance;

  FoyerColourStrip *strip;
  GtkLabel         *count;
  GtkInscription   *name;
  GtkLabel         *amount;
  GtkButton        *fewer;
  GtkButton        *more;
};

G_DEFINE_FINAL_TYPE (FoyerCartRow, foyer_cart_row, GTK_TYPE_LIST_BOX_ROW)

void
foyer_cart_row_show (FoyerCartRow *self, const FoyerCartLine *line, const char *currency, guint index)
{
  g_autofree char *count = g_strdup_printf ("%d ×", line->count);
  g_autofree char *amount = foyer_money_format (line->price * line->count, currency);
  g_autofree char *label = g_strdup_printf ("%s %s, %s", count, line->name, amount);

  g_return_if_fail (FOYER_IS_CART_ROW (self));

  foyer_colour_strip_set_colour (self->strip, line->colour);
  gtk_label_set_label (self->count, count);
  gtk_inscription_set_text (self->name, line->name);
  gtk_label_set_label (self->amount, amount);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fewer), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fewer), "sale.fewer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->more), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->more), "sale.more");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
foyer_cart_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_CART_ROW);
  G_OBJECT_CLASS (foyer_cart_row_parent_class)->dispose (object);
}

static void
foyer_cart_row_class_init (FoyerCartRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_cart_row_dispose;
  g_type_ensure (FOYER_TYPE_COLOUR_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-cart-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, strip);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, count);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, amount);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, fewer);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, more);
}

static void
foyer_cart_row_init (FoyerCartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_cart_row_new (void)
{
  return g_object_new (FOYER_TYPE_CART_ROW, NULL);
}
