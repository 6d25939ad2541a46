/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-event-tickets.h"

#include <glib/gi18n.h>

#include "foyer-category-dialog.h"
#include "foyer-category-row.h"
#include "foyer-change.h"
#include "foyer-format.h"

struct _FoyerEventTickets
{
  AdwBin parent_instance;

  FoyerSession    *session;
  AdwToastOverlay *toasts;
  FoyerEventItem  *event; /* (nullable): not read yet */
  GtkStack        *stack;
  GtkListBox      *list;
};

G_DEFINE_FINAL_TYPE (FoyerEventTickets, foyer_event_tickets, ADW_TYPE_BIN)

static void
say (FoyerEventTickets *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const FoyerEventSummary *
get_summary (FoyerEventTickets *self)
{
  return foyer_event_item_get_summary (self->event);
}

/* Returns: the place of the category that an action names, -1 when it is gone */
static int
find_category (FoyerEventTickets *self, const char *text)
{
  FoyerId id;

  if (self->event == NULL || !foyer_id_parse (text, &id))
    return -1;
  for (guint i = 0; i < get_summary (self)->categories->len; i++)
    if (foyer_id_equal (&((FoyerCategorySummary *) get_summary (self)->categories->pdata[i])->category->id, &id))
      return i;
  return -1;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventTickets) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_session_commit_finish (FOYER_SESSION (source), result, &error))
    return;
  g_message ("A category could not be saved: %s", error->message);
  if (self->toasts != NULL)
    say (self, foyer_format_store_error (error));
}

static void
commit (FoyerEventTickets *self, GPtrArray *changes)
{
  foyer_session_commit_async (self->session, changes, committed_cb, g_object_ref (self));
}

static void
set_deleted (FoyerEventTickets *self, const FoyerId *id, gboolean deleted)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  FoyerChange *change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, id);

  foyer_change_set_boolean (change, "deleted", deleted);
  g_ptr_array_add (changes, change);
  commit (self, changes);
}

static void
undelete_cb (AdwToast *toast, FoyerEventTickets *self)
{
  set_deleted (self, g_object_get_data (G_OBJECT (toast), "category"), FALSE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventTickets          *self = FOYER_EVENT_TICKETS (widget);
  int                         position = find_category (self, g_variant_get_string (parameter, NULL));
  const FoyerCategorySummary *category;
  g_autofree char            *sentence = NULL;
  AdwToast                   *toast;

  if (position < 0)
    return;
  category = get_summary (self)->categories->pdata[position];
  if (category->stock.sold > 0 || category->stock.held > 0)
    {
      say (self, _ ("Tickets of this category are sold. Hide it instead, then no more are."));
      return;
    }
  set_deleted (self, &category->category->id, TRUE);
  /* Translators: “%s” is the name of a ticket category */
  sentence = g_strdup_printf (_ ("“%s” deleted"), category->category->name);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "category", g_memdup2 (&category->category->id, sizeof (FoyerId)), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undelete_cb), self, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Positions are numbered anew, but only those that change are written. */
static void
move (FoyerEventTickets *self, guint from, guint to)
{
  const GPtrArray *categories = get_summary (self)->categories;
  g_autoptr (GPtrArray) order = g_ptr_array_copy ((GPtrArray *) categories, NULL, NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_change_unref);
  gpointer moved;

  g_ptr_array_set_free_func (order, NULL);
  moved = g_ptr_array_steal_index (order, from);
  g_ptr_array_insert (order, to, moved);
  for (guint i = 0; i < order->len; i++)
    {
      const FoyerCategory *category = ((FoyerCategorySummary *) order->pdata[i])->category;
      FoyerChange         *change;

      if (category->position == (int) i)
        continue;
      change = foyer_change_new (FOYER_CHANGE_CATEGORY_EDIT, &category->id);
      foyer_change_set_integer (change, "position", i);
      g_ptr_array_add (changes, change);
    }
  if (changes->len > 0)
    commit (self, changes);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventTickets *self = FOYER_EVENT_TICKETS (widget);
  int                from = find_category (self, g_variant_get_string (parameter, NULL));
  int                to = g_str_equal (name, "tickets.move-up") ? from - 1 : from + 1;

  if (from >= 0 && to >= 0 && to < (int) get_summary (self)->categories->len)
    move (self, from, to);
}

static void
dropped_cb (FoyerCategoryRow *target, FoyerCategoryRow *dragged, FoyerEventTickets *self)
{
  int from = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dragged));
  int to = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (target));

  if (gtk_widget_get_parent (GTK_WIDGET (dragged)) == GTK_WIDGET (self->list) && from >= 0 && to >= 0)
    move (self, from, to);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerEventTickets *self = FOYER_EVENT_TICKETS (widget);

  if (self->event != NULL)
    adw_dialog_present (foyer_category_dialog_new (self->session, get_summary (self), NULL), widget);
}

static void
edit (FoyerEventTickets *self, int position)
{
  const FoyerEventSummary *summary = get_summary (self);

  if (position >= 0 && position < (int) summary->categories->len)
    adw_dialog_present (foyer_category_dialog_new (self->session, summary, summary->categories->pdata[position]), GTK_WIDGET (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  edit (FOYER_EVENT_TICKETS (widget), find_category (FOYER_EVENT_TICKETS (widget), g_variant_get_string (parameter, NULL)));
}

static void
row_activated_cb (FoyerEventTickets *self, GtkListBoxRow *row)
{
  edit (self, gtk_list_box_row_get_index (row));
}

void
foyer_event_tickets_show (FoyerEventTickets *self, FoyerEventItem *event)
{
  const FoyerEventSummary *summary;
  GtkWidget               *focus = gtk_list_box_get_row_at_index (self->list, 0) != NULL ? gtk_widget_get_focus_child (GTK_WIDGET (self->list)) : NULL;
  int                      focused = focus != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;

  g_return_if_fail (FOYER_IS_EVENT_TICKETS (self));

  g_set_object (&self->event, event);
  summary = get_summary (self);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < summary->categories->len; i++)
    {
      GtkWidget *row = foyer_category_row_new (summary->categories->pdata[i], summary->event->currency, i, summary->categories->len);

      g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, G_CONNECT_DEFAULT);
      gtk_list_box_append (self->list, row);
      if ((int) i == focused)
        gtk_widget_grab_focus (row);
    }
  gtk_stack_set_visible_child_name (self->stack, summary->categories->len > 0 ? "list" : "empty");
}

void
foyer_event_tickets_open (FoyerEventTickets *self, FoyerSession *session, AdwToastOverlay *toasts)
{
  g_return_if_fail (FOYER_IS_EVENT_TICKETS (self));

  g_set_object (&self->session, session);
  g_set_weak_pointer (&self->toasts, toasts);
}

static void
foyer_event_tickets_dispose (GObject *object)
{
  FoyerEventTickets *self = FOYER_EVENT_TICKETS (object);

  adw_bin_set_child (ADW_BIN (self), NULL); /* the stack is the bin's to let go of, not the template's */
  g_clear_weak_pointer (&self->toasts);
  g_clear_object (&self->event);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_event_tickets_parent_class)->dispose (object);
}

static void
foyer_event_tickets_class_init (FoyerEventTicketsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_event_tickets_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-event-tickets.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEventTickets, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventTickets, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "tickets.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "tickets.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "tickets.delete", "s", delete_action);
  gtk_widget_class_install_action (widget_class, "tickets.move-up", "s", move_action);
  gtk_widget_class_install_action (widget_class, "tickets.move-down", "s", move_action);
}

static void
foyer_event_tickets_init (FoyerEventTickets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
