/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-attendees-page.h"

struct _FoyerAttendeesPage
{
  FoyerPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerAttendeesPage, foyer_attendees_page, FOYER_TYPE_PAGE)

static void
foyer_attendees_page_refresh (FoyerPage *page)
{
}

static void
foyer_attendees_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_ATTENDEES_PAGE);
  G_OBJECT_CLASS (foyer_attendees_page_parent_class)->dispose (object);
}

static void
foyer_attendees_page_class_init (FoyerAttendeesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_attendees_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_attendees_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/attendees/foyer-attendees-page.ui");
}

static void
foyer_attendees_page_init (FoyerAttendeesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
