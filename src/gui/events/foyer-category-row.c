/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-category-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"
#include "foyer-pill.h"
#include "foyer-swatch.h"

struct _FoyerCategoryRow
{
  AdwActionRow parent_instance;

  FoyerId        id;
  GtkWidget     *handle;
  FoyerSwatch   *swatch;
  FoyerPill     *status;
  GtkMenuButton *menu;
};

enum
{
  DROPPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerCategoryRow, foyer_category_row, ADW_TYPE_ACTION_ROW)

const FoyerId *
foyer_category_row_get_id (FoyerCategoryRow *self)
{
  g_return_val_if_fail (FOYER_IS_CATEGORY_ROW (self), NULL);

  return &self->id;
}

static GdkContentProvider *
drag_prepare_cb (FoyerCategoryRow *self, double x, double y)
{
  return gdk_content_provider_new_typed (FOYER_TYPE_CATEGORY_ROW, self);
}

static void
drag_begin_cb (FoyerCategoryRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static gboolean
drop_cb (FoyerCategoryRow *self, const GValue *value)
{
  FoyerCategoryRow *dragged = g_value_get_object (value);

  if (dragged == self)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, dragged);
  return TRUE;
}

static void
set_up_dragging (FoyerCategoryRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (FOYER_TYPE_CATEGORY_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
set_up_menu (FoyerCategoryRow *self, guint position, guint n_rows)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) place = g_menu_new ();
  g_autoptr (GMenu) removal = g_menu_new ();
  g_autofree char *id = foyer_id_dup_text (&self->id);

  append_item (place, _ ("_Edit…"), "tickets.edit", id);
  if (position > 0)
    append_item (place, _ ("Move _Up"), "tickets.move-up", id);
  if (position + 1 < n_rows)
    append_item (place, _ ("Move _Down"), "tickets.move-down", id);
  append_item (removal, _ ("_Delete"), "tickets.delete", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (removal));
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

static void
show_status (FoyerCategoryRow *self, const FoyerCategorySummary *category)
{
  switch (category->category->status)
    {
    case FOYER_CATEGORY_DRAFT:
      foyer_pill_set (self->status, _ ("In Preparation"), "document-edit-symbolic", NULL);
      break;
    case FOYER_CATEGORY_HIDDEN:
      foyer_pill_set (self->status, _ ("Hidden"), "view-conceal-symbolic", NULL);
      break;
    case FOYER_CATEGORY_LIVE:
    default:
      foyer_pill_set_alert (self->status, category->alert);
    }
}

static char *
describe (const FoyerCategorySummary *category, const char *currency)
{
  g_autofree char *price = foyer_money_format_full (category->category->price, currency);
  g_autofree char *capacity = foyer_format_count (category->stock.capacity);
  g_autofree char *sold = foyer_format_count (category->stock.sold);

  if (category->stock.capacity == FOYER_UNLIMITED)
    /* Translators: price, number of tickets sold */
    return g_strdup_printf (_ ("%s · no limit, %s sold"), price, sold);
  /* Translators: price, number of tickets, number of tickets sold */
  return g_strdup_printf (_ ("%s · %s tickets, %s sold"), price, capacity, sold);
}

static void
foyer_category_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_CATEGORY_ROW);
  G_OBJECT_CLASS (foyer_category_row_parent_class)->dispose (object);
}

static void
foyer_category_row_class_init (FoyerCategoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_category_row_dispose;
  signals[DROPPED] = g_signal_new ("dropped", FOYER_TYPE_CATEGORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, FOYER_TYPE_CATEGORY_ROW);
  g_type_ensure (FOYER_TYPE_PILL);
  g_type_ensure (FOYER_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-category-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryRow, handle);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryRow, status);
  gtk_widget_class_bind_template_child (widget_class, FoyerCategoryRow, menu);
}

static void
foyer_category_row_init (FoyerCategoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_dragging (self);
}

GtkWidget *
foyer_category_row_new (const FoyerCategorySummary *category, const char *currency, guint position, guint n_rows)
{
  FoyerCategoryRow *self = g_object_new (FOYER_TYPE_CATEGORY_ROW, NULL);
  g_autofree char  *subtitle = describe (category, currency);

  self->id = category->category->id;
  foyer_swatch_set_colour (self->swatch, category->category->colour);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *category->category->name != '\0' ? category->category->name : _ ("Unnamed Category"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_status (self, category);
  set_up_menu (self, position, n_rows);
  return GTK_WIDGET (self);
}
