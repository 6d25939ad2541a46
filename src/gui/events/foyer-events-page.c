/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-events-page.h"

struct _FoyerEventsPage
{
  FoyerPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerEventsPage, foyer_events_page, FOYER_TYPE_PAGE)

static void
foyer_events_page_refresh (FoyerPage *page)
{
}

static void
foyer_events_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_EVENTS_PAGE);
  G_OBJECT_CLASS (foyer_events_page_parent_class)->dispose (object);
}

static void
foyer_events_page_class_init (FoyerEventsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_events_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_events_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-events-page.ui");
}

static void
foyer_events_page_init (FoyerEventsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
