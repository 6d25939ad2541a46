/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-events-page.h"

#include <glib/gi18n.h>

#include "foyer-event-editor.h"
#include "foyer-event-jobs.h"
#include "foyer-event-order.h"
#include "foyer-event-row.h"
#include "foyer-format.h"
#include "foyer-zone-row.h"

/* session's events -> `shown`, which changes only where a row looks different,
 * so that the list stays where it is -> search -> order -> list view */
struct _FoyerEventsPage
{
  FoyerPage parent_instance;

  GListStore        *shown;
  GtkCustomFilter   *filter;
  GtkSortListModel  *sorted;
  AdwNavigationView *navigation;
  GtkStack          *stack;
  GtkEditable       *search;
  GtkListView       *list;
  gboolean           narrow;
  gboolean           creating;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerEventsPage, foyer_events_page, FOYER_TYPE_PAGE)

static void
show_state (FoyerEventsPage *self)
{
  const char *state = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0)
    state = foyer_session_is_ready (foyer_page_get_session (FOYER_PAGE (self))) ? "empty" : "loading";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) == 0)
    state = "nothing-found";
  gtk_stack_set_visible_child_name (self->stack, state);
}

static void
replace_all (FoyerEventsPage *self, GListModel *events)
{
  guint n = g_list_model_get_n_items (events);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (events, i));
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), items->pdata, items->len);
}

static gboolean
has_same_ids (GListModel *first, GListModel *second)
{
  guint n = g_list_model_get_n_items (first);

  if (g_list_model_get_n_items (second) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerEventItem) a = g_list_model_get_item (first, i);
      g_autoptr (FoyerEventItem) b = g_list_model_get_item (second, i);

      if (!foyer_id_equal (foyer_event_item_get_id (a), foyer_event_item_get_id (b)))
        return FALSE;
    }
  return TRUE;
}

/* The list settles on its first row, which hides the heading above it. */
static gboolean
scroll_to_top_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  if (gtk_adjustment_get_upper (adjustment) <= 1)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, 0);
  return G_SOURCE_REMOVE;
}

static void
show_events (FoyerEventsPage *self, GListModel *events)
{
  if (has_same_ids (events, G_LIST_MODEL (self->shown)))
    for (guint i = 0; i < g_list_model_get_n_items (events); i++)
      {
        g_autoptr (FoyerEventItem) old = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
        g_autoptr (FoyerEventItem) new = g_list_model_get_item (events, i);

        if (!foyer_event_order_shows_same (old, new))
          g_list_store_splice (self->shown, i, 1, (gpointer *) &new, 1);
      }
  else
    {
      gboolean is_first = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;

      replace_all (self, events);
      if (is_first)
        gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_to_top_cb, NULL, NULL);
    }
  show_state (self);
}

static void
foyer_events_page_refresh (FoyerPage *page)
{
  show_events (FOYER_EVENTS_PAGE (page), foyer_session_get_events (foyer_page_get_session (page)));
}

/* --- list ------------------------------------------------------------------- */

static void
setup_row_cb (FoyerEventsPage *self, GtkListItem *item)
{
  GtkWidget *row = foyer_event_row_new ();

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (FoyerEventsPage *self, GtkListItem *item)
{
  FoyerEventItem *event = gtk_list_item_get_item (item);
  const char     *title = foyer_event_item_get_summary (event)->event->title;

  foyer_event_row_show (FOYER_EVENT_ROW (gtk_list_item_get_child (item)), event);
  gtk_list_item_set_accessible_label (item, *title != '\0' ? title : _ ("Untitled Event"));
}

static void
setup_header_cb (FoyerEventsPage *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (FoyerEventsPage *self, GtkListHeader *header)
{
  g_autofree char *title = foyer_event_order_title (gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), title);
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  return foyer_event_order_matches (item, gtk_editable_get_text (FOYER_EVENTS_PAGE (user_data)->search));
}

static void
search_changed_cb (FoyerEventsPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
set_up_list (FoyerEventsPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sections = foyer_event_order_sections ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFilterListModel *filtered;

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_SWAPPED);
  self->shown = g_list_store_new (FOYER_TYPE_EVENT_ITEM);
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->shown)), GTK_FILTER (g_object_ref (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), foyer_event_order_rows ());
  gtk_sort_list_model_set_section_sorter (self->sorted, sections);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

/* --- editor ----------------------------------------------------------------- */

static void open_editor (FoyerEventsPage *self, const FoyerId *event, gboolean is_new);

static void
duplicated_cb (FoyerEventsPage *self, const char *text)
{
  FoyerId copy;

  if (foyer_id_parse (text, &copy))
    {
      open_editor (self, &copy, FALSE);
      foyer_page_toast (FOYER_PAGE (self), _ ("This is the copy, one week later."));
    }
}

static void
open_editor (FoyerEventsPage *self, const FoyerId *event, gboolean is_new)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->navigation);
  AdwNavigationPage *editor;

  if (FOYER_IS_EVENT_EDITOR (visible) && foyer_id_equal (foyer_event_editor_get_event (FOYER_EVENT_EDITOR (visible)), event))
    return;
  adw_navigation_view_pop_to_tag (self->navigation, "event-list");
  editor = foyer_event_editor_new (foyer_page_get_session (FOYER_PAGE (self)), event, is_new);
  g_signal_connect_object (editor, "duplicated", G_CALLBACK (duplicated_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, editor);
}

static void
popped_cb (FoyerEventsPage *self, AdwNavigationPage *page)
{
  if (FOYER_IS_EVENT_EDITOR (page))
    foyer_event_editor_leave (FOYER_EVENT_EDITOR (page));
}

static void
activated_cb (FoyerEventsPage *self, guint position)
{
  g_autoptr (FoyerEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    open_editor (self, foyer_event_item_get_id (item), FALSE);
}

void
foyer_events_page_edit (FoyerEventsPage *self, const FoyerId *event)
{
  g_return_if_fail (FOYER_IS_EVENTS_PAGE (self));

  open_editor (self, event, FALSE);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerEventsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree FoyerId *event = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  self->creating = FALSE;
  if (g_cancellable_is_cancelled (foyer_page_get_cancellable (FOYER_PAGE (self))))
    return;
  if (event != NULL)
    open_editor (self, event, TRUE);
  else
    foyer_page_report (FOYER_PAGE (self), foyer_format_store_error (error), error);
}

void
foyer_events_page_create (FoyerEventsPage *self)
{
  g_return_if_fail (FOYER_IS_EVENTS_PAGE (self));

  if (self->creating)
    return;
  self->creating = TRUE;
  foyer_store_write_async (foyer_page_get_store (FOYER_PAGE (self)), foyer_event_job_create, foyer_zone_local (), g_free, g_free,
                           created_cb, g_object_ref (self));
}

/* --- page ------------------------------------------------------------------- */

static void
foyer_events_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, FOYER_EVENTS_PAGE (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_events_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      FOYER_EVENTS_PAGE (object)->narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_events_page_dispose (GObject *object)
{
  FoyerEventsPage *self = FOYER_EVENTS_PAGE (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_EVENTS_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorted);
  G_OBJECT_CLASS (foyer_events_page_parent_class)->dispose (object);
}

static void
foyer_events_page_class_init (FoyerEventsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_events_page_dispose;
  object_class->get_property = foyer_events_page_get_property;
  object_class->set_property = foyer_events_page_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  FOYER_PAGE_CLASS (klass)->refresh = foyer_events_page_refresh;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/events/foyer-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEventsPage, navigation);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventsPage, search);
  gtk_widget_class_bind_template_child (widget_class, FoyerEventsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
foyer_events_page_init (FoyerEventsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_list (self);
}
