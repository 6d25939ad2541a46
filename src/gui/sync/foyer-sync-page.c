/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-sync-page.h"

struct _FoyerSyncPage
{
  FoyerPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FoyerSyncPage, foyer_sync_page, FOYER_TYPE_PAGE)

static void
foyer_sync_page_refresh (FoyerPage *page)
{
}

static void
foyer_sync_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_SYNC_PAGE);
  G_OBJECT_CLASS (foyer_sync_page_parent_class)->dispose (object);
}

static void
foyer_sync_page_class_init (FoyerSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_sync_page_dispose;
  FOYER_PAGE_CLASS (klass)->refresh = foyer_sync_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-sync-page.ui");
}

static void
foyer_sync_page_init (FoyerSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
