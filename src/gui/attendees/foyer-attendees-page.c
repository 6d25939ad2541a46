/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-attendees-page.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-guest-dialog.h"
#include "foyer-guest-list.h"
#include "foyer-import-dialog.h"

struct _FoyerAttendeesPage
{
  FoyerPage parent_instance;

  FoyerGuestList      *guests;
  char                *search; /* shown, or being looked for */
  FoyerId              event;
  FoyerGuestOrder      order;
  gboolean             asked; /* for guests of the event */
  AdwWindowTitle      *title;
  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  GtkStack            *stack;
  GtkColumnView       *view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *category_column;
  GtkColumnViewColumn *seat_column;
  GtkColumnViewColumn *email_column;
  GtkColumnViewColumn *order_column;
  GtkColumnViewColumn *status_column;
};

G_DEFINE_FINAL_TYPE (FoyerAttendeesPage, foyer_attendees_page, FOYER_TYPE_PAGE)

typedef const char *(*CellText) (const FoyerGuest *guest);

static const char *
name_of (const FoyerGuest *guest)
{
  return *guest->name != '\0' ? guest->name : _ ("Walk-up guest");
}

static const char *
category_of (const FoyerGuest *guest)
{
  return guest->category;
}

static const char *
seat_of (const FoyerGuest *guest)
{
  return guest->seat;
}

static const char *
email_of (const FoyerGuest *guest)
{
  return guest->email;
}

static const char *
order_of (const FoyerGuest *guest)
{
  return guest->order_number;
}

static const char *
status_of (const FoyerGuest *guest)
{
  return foyer_format_ticket_status (guest->status);
}

static void
show_cell (GtkColumnViewCell *cell)
{
  FoyerGuestItem   *item = gtk_column_view_cell_get_item (cell);
  GtkWidget        *child = gtk_column_view_cell_get_child (cell);
  CellText          text = (CellText) g_object_get_data (G_OBJECT (child), "text");
  const FoyerGuest *guest = item != NULL ? foyer_guest_item_get_guest (item) : NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (child), guest != NULL ? text (guest) : "");
  if (text != name_of)
    return;
  if (guest != NULL && *guest->name == '\0')
    gtk_widget_add_css_class (child, "dimmed");
  else
    gtk_widget_remove_css_class (child, "dimmed");
}

static void
item_loaded_cb (FoyerGuestItem *item, GParamSpec *pspec, GtkColumnViewCell *cell)
{
  show_cell (cell);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer text)
{
  GtkWidget *child = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (child), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (child), 4);
  g_object_set_data (G_OBJECT (child), "text", text);
  gtk_column_view_cell_set_child (cell, child);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  /* a jump binds 1,200 cells, so nothing that costs more; each is unbound before it goes */
  g_signal_connect (gtk_column_view_cell_get_item (cell), "notify::loaded", G_CALLBACK (item_loaded_cb), cell);
  show_cell (cell);
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), item_loaded_cb, cell);
}

static void
set_factory (GtkColumnViewColumn *column, CellText text)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), text);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  gtk_column_view_column_set_factory (column, factory);
}

static void
show_state (FoyerAttendeesPage *self)
{
  gboolean         searching = self->search != NULL && *self->search != '\0';
  const char      *name = "list";
  g_autofree char *number = NULL;
  g_autofree char *subtitle = NULL;
  guint            count;
  gboolean         loading;

  g_object_get (self->guests, "n-items", &count, "loading", &loading, NULL);
  number = foyer_format_count (count);
  if (foyer_id_is_none (&self->event))
    name = "no-event";
  else if (count == 0)
    name = loading ? "loading" : searching ? "nothing"
                                           : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  if (searching && count == FOYER_GUESTS_FOUND_MAX)
    subtitle = g_strdup_printf (_ ("%s or more found; type on"), number);
  else if (count > 0)
    subtitle = g_strdup_printf (searching ? ngettext ("%s found", "%s found", count) : ngettext ("%s ticket", "%s tickets", count), number);
  if (!loading || count == 0) /* else the number is not known yet */
    adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
ask (FoyerAttendeesPage *self)
{
  self->asked = TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->guests)) > 0)
    gtk_column_view_scroll_to (self->view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
  foyer_guest_list_show (self->guests, &self->event, self->search, self->order);
  show_state (self);
}

static void
search_changed_cb (FoyerAttendeesPage *self)
{
  if (g_set_str (&self->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
    ask (self);
}

static void
open_guest (FoyerAttendeesPage *self, guint position)
{
  g_autoptr (FoyerGuestItem) item = g_list_model_get_item (G_LIST_MODEL (self->guests), position);
  const FoyerGuest *guest = item != NULL ? foyer_guest_item_get_guest (item) : NULL;

  if (guest != NULL)
    adw_dialog_present (foyer_guest_dialog_new (foyer_page_get_session (FOYER_PAGE (self)), guest), GTK_WIDGET (self));
}

static void
search_activated_cb (FoyerAttendeesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->guests)) == 1)
    open_guest (self, 0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
row_activated_cb (FoyerAttendeesPage *self, guint position)
{
  open_guest (self, position);
}

static void
sorter_changed_cb (FoyerAttendeesPage *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  gboolean             by_name = gtk_column_view_sorter_get_primary_sort_column (sorter) == self->name_column;

  if (!by_name)
    self->order = FOYER_GUESTS_NEWEST_FIRST;
  else if (gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_ASCENDING)
    self->order = FOYER_GUESTS_BY_NAME;
  else
    self->order = FOYER_GUESTS_BY_NAME_DESCENDING;
  ask (self);
}

static void
failed_cb (FoyerAttendeesPage *self, const GError *error)
{
  foyer_page_report (FOYER_PAGE (self), _ ("The attendees could not be read. Try again."), error);
}

static void
foyer_attendees_page_refresh (FoyerPage *page)
{
  FoyerAttendeesPage *self = FOYER_ATTENDEES_PAGE (page);
  const FoyerId      *event = foyer_session_get_event_id (foyer_page_get_session (page));

  if (self->asked && foyer_id_equal (event, &self->event))
    {
      foyer_guest_list_reload (self->guests);
      return;
    }
  self->event = *event;
  ask (self);
}

static void
foyer_attendees_page_started (FoyerPage *page)
{
  FoyerAttendeesPage *self = FOYER_ATTENDEES_PAGE (page);
  g_autoptr (GtkSorter) header_only = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->guests = foyer_guest_list_new (foyer_page_get_store (page));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->guests))));
  g_signal_connect_object (self->guests, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->guests, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, selection);
  /* sorting is done by SQL; a sorter without a function makes the header clickable */
  gtk_column_view_column_set_sorter (self->name_column, header_only);
  gtk_column_view_sort_by_column (self->view, self->name_column, GTK_SORT_ASCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_import_dialog_choose_file (FOYER_PAGE (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerAttendeesPage *self = FOYER_ATTENDEES_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
foyer_attendees_page_dispose (GObject *object)
{
  FoyerAttendeesPage *self = FOYER_ATTENDEES_PAGE (object);

  /* columns that go change the sorter once more */
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->view), sorter_changed_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_ATTENDEES_PAGE);
  g_clear_object (&self->guests);
  G_OBJECT_CLASS (foyer_attendees_page_parent_class)->dispose (object);
}

static void
foyer_attendees_page_finalize (GObject *object)
{
  g_free (FOYER_ATTENDEES_PAGE (object)->search);
  G_OBJECT_CLASS (foyer_attendees_page_parent_class)->finalize (object);
}

static void
foyer_attendees_page_class_init (FoyerAttendeesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_attendees_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_attendees_page_finalize;
  page_class->watches = FOYER_SUBJECT_ORDERS | FOYER_SUBJECT_TICKETS;
  page_class->refresh = foyer_attendees_page_refresh;
  page_class->started = foyer_attendees_page_started;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/attendees/foyer-attendees-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, view);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, category_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, seat_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, email_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, order_column);
  gtk_widget_class_bind_template_child (widget_class, FoyerAttendeesPage, status_column);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "attendees.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "attendees.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "attendees.search", NULL);
}

static void
foyer_attendees_page_init (FoyerAttendeesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  set_factory (self->name_column, name_of);
  set_factory (self->category_column, category_of);
  set_factory (self->seat_column, seat_of);
  set_factory (self->email_column, email_of);
  set_factory (self->order_column, order_of);
  set_factory (self->status_column, status_of);
}
