/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-printing-page.h"

struct _FoyerPrintingPage
{
  FoyerPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerPrintingPage, foyer_printing_page, FOYER_TYPE_PAGE)

static void
foyer_printing_page_refresh (FoyerPage *page)
{
}

static void
foyer_printing_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PRINTING_PAGE);
  G_OBJECT_CLASS (foyer_printing_page_parent_class)->dispose (object);
}

static void
foyer_printing_page_class_init (FoyerPrintingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_printing_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_printing_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/printing/foyer-printing-page.ui");
}

static void
foyer_printing_page_init (FoyerPrintingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
