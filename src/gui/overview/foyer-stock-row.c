/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-stock-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-pill.h"
#include "foyer-swatch.h"

struct _FoyerStockRow
{
  AdwPreferencesRow parent_instance;

  FoyerSwatch    *swatch;
  GtkLabel       *name;
  FoyerPill      *alert;
  GtkLabel       *price;
  GtkProgressBar *bar;
  GtkLabel       *sold;
  GtkLabel       *left;
};

G_DEFINE_FINAL_TYPE (FoyerStockRow, foyer_stock_row, ADW_TYPE_PREFERENCES_ROW)

static char *
sold_sentence (const FoyerStock *stock)
{
  g_autofree char *sold = foyer_format_count (stock->sold);
  g_autofree char *capacity = foyer_format_count (stock->capacity);
  g_autofree char *held = foyer_format_count (stock->held);

  if (stock->capacity == FOYER_UNLIMITED)
    /* Translators: “%s” is a number of tickets */
    return g_strdup_printf (_ ("%s sold"), sold);
  if (stock->held > 0)
    /* Translators: numbers of tickets: sold, of all, held back for somebody */
    return g_strdup_printf (_ ("%s of %s sold · %s held"), sold, capacity, held);
  /* Translators: numbers of tickets: sold, of all */
  return g_strdup_printf (_ ("%s of %s sold"), sold, capacity);
}

static char *
left_sentence (const FoyerCategorySummary *category)
{
  g_autofree char *left = foyer_format_count (category->available);

  if (category->available == G_MAXINT64)
    return g_strdup (_ ("No limit"));
  /* Translators: “%s” is a number of tickets */
  return g_strdup_printf (ngettext ("%s left", "%s left", category->available), left);
}

void
foyer_stock_row_show (FoyerStockRow *self, const FoyerCategorySummary *category, const char *currency)
{
  const FoyerStock *stock = &category->stock;
  g_autofree char  *price = foyer_money_format_full (category->category->price, currency);
  g_autofree char  *sold = sold_sentence (stock);
  g_autofree char  *left = left_sentence (category);
  g_autofree char  *spoken = NULL;
  const char       *name = *category->category->name != '\0' ? category->category->name : _ ("Unnamed Category");

  g_return_if_fail (FOYER_IS_STOCK_ROW (self));

  foyer_swatch_set_colour (self->swatch, category->category->colour);
  gtk_label_set_label (self->name, name);
  foyer_pill_set_alert (self->alert, category->alert);
  gtk_label_set_label (self->price, price);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), stock->capacity > 0);
  gtk_progress_bar_set_fraction (self->bar, stock->capacity > 0 ? CLAMP ((double) stock->sold / stock->capacity, 0, 1) : 0);
  gtk_label_set_label (self->sold, sold);
  gtk_label_set_label (self->left, left);
  spoken = g_strjoin (", ", name, price, sold, left, foyer_format_alert (category->alert), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
foyer_stock_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_STOCK_ROW);
  G_OBJECT_CLASS (foyer_stock_row_parent_class)->dispose (object);
}

static void
foyer_stock_row_class_init (FoyerStockRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_stock_row_dispose;
  g_type_ensure (FOYER_TYPE_PILL);
  g_type_ensure (FOYER_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/overview/foyer-stock-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, alert);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, price);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, bar);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, sold);
  gtk_widget_class_bind_template_child (widget_class, FoyerStockRow, left);
}

static void
foyer_stock_row_init (FoyerStockRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
foyer_stock_row_new (void)
{
  return g_object_new (FOYER_TYPE_STOCK_ROW, NULL);
}
