/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-box-office-page.h"

struct _FoyerBoxOfficePage
{
  FoyerPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerBoxOfficePage, foyer_box_office_page, FOYER_TYPE_PAGE)

static void
foyer_box_office_page_refresh (FoyerPage *page)
{
}

static void
foyer_box_office_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_BOX_OFFICE_PAGE);
  G_OBJECT_CLASS (foyer_box_office_page_parent_class)->dispose (object);
}

static void
foyer_box_office_page_class_init (FoyerBoxOfficePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_box_office_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_box_office_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-box-office-page.ui");
}

static void
foyer_box_office_page_init (FoyerBoxOfficePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
