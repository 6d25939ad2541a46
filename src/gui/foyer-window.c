/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-window.h"

#include <glib/gi18n.h>

#include "attendees/foyer-attendees-page.h"
#include "box-office/foyer-box-office-page.h"
#include "door/foyer-door-page.h"
#include "events/foyer-events-page.h"
#include "foyer-format.h"
#include "layouts/foyer-layouts-page.h"
#include "overview/foyer-overview-page.h"
#include "printing/foyer-printing-page.h"
#include "sync/foyer-sync-page.h"
#include "sync/foyer-sync-row.h"

typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*type) (void);
  gboolean at_foot;
  gboolean at_door; /* also on a device that was paired for the door */
} Section;

static const Section sections[] = {
  { "overview", N_ ("Overview"), "view-grid-symbolic", foyer_overview_page_get_type },
  { "box-office", N_ ("Box Office"), "foyer-ticket-symbolic", foyer_box_office_page_get_type },
  { "door", N_ ("Door"), "foyer-door-symbolic", foyer_door_page_get_type, FALSE, TRUE },
  { "attendees", N_ ("Attendees"), "system-users-symbolic", foyer_attendees_page_get_type },
  { "printing", N_ ("Printing"), "printer-symbolic", foyer_printing_page_get_type },
  { "layouts", N_ ("Layouts"), "foyer-layout-symbolic", foyer_layouts_page_get_type },
  { "events", N_ ("Events"), "x-office-calendar-symbolic", foyer_events_page_get_type },
  { "sync", N_ ("Sync"), "foyer-sync-symbolic", foyer_sync_page_get_type, TRUE, TRUE },
};

struct _FoyerWindow
{
  AdwApplicationWindow parent_instance;

  FoyerSession           *session;
  AdwNavigationPage      *pages[G_N_ELEMENTS (sections)]; /* made when first shown */
  AdwNavigationSplitView *split;
  GtkDropDown            *event_picker;
  GtkListBox             *sections;
  GtkListBox             *footer;
  const Section          *shown;
  GtkWidget              *unlocked;  /* (nullable): what the window showed before it was locked to a page */
  guint                   awake;     /* keeps the screen on while it is locked */
  gboolean                picking;   /* the picker is being set, not used */
  gboolean                selecting; /* rows are being selected by us */
};

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerWindow, foyer_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
is_offered (FoyerWindow *self, const Section *section)
{
  return section->at_door || foyer_sync_client_get_role (foyer_session_get_sync (self->session)) != FOYER_ROLE_DOOR;
}

static GtkWidget *
create_sync_row (FoyerWindow *self, const Section *section)
{
  GtkWidget *row = foyer_sync_row_new (self->session);

  g_object_set_data (G_OBJECT (row), "section", (gpointer) section);
  return row;
}

static GtkWidget *
create_row (const Section *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (section->title));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (section->icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (section->title), -1);
  g_object_set_data (G_OBJECT (row), "section", (gpointer) section);
  return row;
}

static void
select_row (FoyerWindow *self, const Section *section)
{
  GtkListBox *lists[] = { self->sections, self->footer };

  self->selecting = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkListBoxRow *row = NULL;

      for (int n = 0; (row = gtk_list_box_get_row_at_index (lists[i], n)) != NULL; n++)
        if (g_object_get_data (G_OBJECT (row), "section") == section)
          break;
      gtk_list_box_select_row (lists[i], row);
    }
  self->selecting = FALSE;
}

/* Focus that moves along a list selects as it goes; only the page that is shown
 * is to look selected, in one of the two lists. */
static void
row_selected_cb (FoyerWindow *self)
{
  if (!self->selecting && self->shown != NULL)
    select_row (self, self->shown);
}

static void
show_section (FoyerWindow *self, const Section *section)
{
  gsize index = section - sections;

  if (self->pages[index] == NULL)
    self->pages[index] = g_object_ref_sink (g_object_new (section->type (), "session", self->session, NULL));
  self->shown = section;
  select_row (self, section);
  /* a page that is replaced while it covers a narrow window is never let go of */
  if (adw_navigation_split_view_get_content (self->split) != self->pages[index])
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  adw_navigation_split_view_set_content (self->split, self->pages[index]);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
section_activated_cb (FoyerWindow *self, GtkListBoxRow *row)
{
  show_section (self, g_object_get_data (G_OBJECT (row), "section"));
}

char *
foyer_window_dup_page_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sections[i].name);
  return g_string_free (names, FALSE);
}

gboolean
foyer_window_has_page (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_strcmp0 (sections[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
foyer_window_show_page (FoyerWindow *self, const char *name)
{
  g_return_val_if_fail (FOYER_IS_WINDOW (self), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (sections) && self->unlocked == NULL; i++)
    if (g_strcmp0 (sections[i].name, name) == 0 && is_offered (self, &sections[i]))
      {
        show_section (self, &sections[i]);
        return TRUE;
      }
  return FALSE;
}

/* A device for the door has two pages; the one it shows may just have gone. */
static void
role_changed_cb (FoyerWindow *self)
{
  GtkListBoxRow *row;

  for (int n = 0; (row = gtk_list_box_get_row_at_index (self->sections, n)) != NULL; n++)
    gtk_widget_set_visible (GTK_WIDGET (row), is_offered (self, g_object_get_data (G_OBJECT (row), "section")));
  row = gtk_list_box_get_selected_row (self->sections);
  if (row != NULL && !gtk_widget_get_visible (GTK_WIDGET (row)))
    foyer_window_show_page (self, "door");
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_window_show_page (FOYER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static FoyerEventsPage *
show_events (FoyerWindow *self)
{
  foyer_window_show_page (self, "events");
  return FOYER_EVENTS_PAGE (adw_navigation_split_view_get_content (self->split));
}

static void
new_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_events_page_create (show_events (FOYER_WINDOW (widget)));
}

static void
edit_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerId event;

  if (foyer_id_parse (g_variant_get_string (parameter, NULL), &event))
    foyer_events_page_edit (show_events (FOYER_WINDOW (widget)), &event);
}

static void
toggle_fullscreen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* A volunteer's laptop: the page that is shown is all there is. */
static void
set_locked (FoyerWindow *self, gboolean locked)
{
  static const char *const actions[] = { "win.show-page", "win.new-event", "win.edit-event", "win.fullscreen" };
  static const char *const app_actions[] = { "preferences", "about", "quit" };
  GtkApplication          *application = gtk_window_get_application (GTK_WINDOW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], !locked);
  for (gsize i = 0; i < G_N_ELEMENTS (app_actions) && application != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (application), app_actions[i]);

      if (G_IS_SIMPLE_ACTION (action))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), !locked);
    }
  if (locked && application != NULL)
    self->awake = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND, _ ("Guests are let in"));
  else if (self->awake != 0 && application != NULL)
    {
      gtk_application_uninhibit (application, self->awake);
      self->awake = 0;
    }
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerWindow       *self = FOYER_WINDOW (widget);
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->split);
  g_autoptr (GtkWidget) kept = NULL;

  if (self->unlocked != NULL || page == NULL)
    return;
  kept = g_object_ref (GTK_WIDGET (page));
  self->unlocked = g_object_ref (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
  adw_navigation_split_view_set_content (self->split, NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), kept);
  set_locked (self, TRUE);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerWindow *self = FOYER_WINDOW (widget);
  g_autoptr (GtkWidget) page = NULL;
  g_autoptr (GtkWidget) content = g_steal_pointer (&self->unlocked);

  if (content == NULL)
    return;
  page = g_object_ref (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), content);
  adw_navigation_split_view_set_content (self->split, ADW_NAVIGATION_PAGE (page));
  set_locked (self, FALSE);
  gtk_window_unfullscreen (GTK_WINDOW (self));
}

static gboolean
foyer_window_close_request (GtkWindow *window)
{
  return FOYER_WINDOW (window)->unlocked != NULL || GTK_WINDOW_CLASS (foyer_window_parent_class)->close_request (window);
}

static void
event_picked_cb (FoyerWindow *self)
{
  FoyerEventItem *item = gtk_drop_down_get_selected_item (self->event_picker);

  if (!self->picking && item != NULL)
    foyer_session_set_event_id (self->session, foyer_event_item_get_id (item));
}

static void
show_event_in_hand (FoyerWindow *self)
{
  GListModel *events = foyer_session_get_events (self->session);
  guint       position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (FoyerEventItem) item = g_list_model_get_item (events, i);

      if (foyer_id_equal (foyer_event_item_get_id (item), foyer_session_get_event_id (self->session)))
        position = i;
    }
  self->picking = TRUE;
  gtk_drop_down_set_selected (self->event_picker, position);
  self->picking = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->event_picker), position != GTK_INVALID_LIST_POSITION);
}

/* The list changes just before the event in hand is told; a picker that falls
 * back to another row in between has not been used by anybody. */
static void
events_change_cb (FoyerWindow *self)
{
  self->picking = TRUE;
}

static void
setup_event_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *when = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (when, "caption");
  gtk_widget_add_css_class (when, "dimmed");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), when);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_list_item_set_child (item, box);
}

static void
bind_event_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const FoyerEventSummary *summary = foyer_event_item_get_summary (gtk_list_item_get_item (item));
  GtkWidget               *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char         *when = foyer_format_date_time (summary->event->starts, summary->event->timezone, g_get_real_time ());

  gtk_label_set_label (GTK_LABEL (title), *summary->event->title != '\0' ? summary->event->title : _ ("Untitled Event"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), *when != '\0' ? when : _ ("No date yet"));
}

static void
set_up_picker (FoyerWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GListModel *events = foyer_session_get_events (self->session);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_event_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_event_row_cb), NULL);
  gtk_drop_down_set_expression (self->event_picker, gtk_property_expression_new (FOYER_TYPE_EVENT_ITEM, NULL, "title"));
  gtk_drop_down_set_factory (self->event_picker, factory);
  gtk_drop_down_set_search_match_mode (self->event_picker, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  g_signal_connect_object (events, "items-changed", G_CALLBACK (events_change_cb), self, G_CONNECT_SWAPPED);
  self->picking = TRUE;
  gtk_drop_down_set_model (self->event_picker, events);
  g_signal_connect_object (self->session, "notify::event", G_CALLBACK (show_event_in_hand), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->event_picker, "notify::selected", G_CALLBACK (event_picked_cb), self, G_CONNECT_SWAPPED);
  show_event_in_hand (self);
}

/* Without its events no page can show anything, and an empty one would lie. */
static void
session_failed_cb (FoyerWindow *self, const GError *error)
{
  AdwDialog *dialog;

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return;
  dialog = adw_alert_dialog_new (_ ("The Events Could Not Be Read"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n\n%s", foyer_format_store_error (error),
                                foyer_store_get_path (foyer_session_get_store (self->session)));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
foyer_window_constructed (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);
  GSettings   *settings = foyer_session_get_settings (self->session);

  G_OBJECT_CLASS (foyer_window_parent_class)->constructed (object);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (sections[i].at_foot)
      gtk_list_box_append (self->footer, create_sync_row (self, &sections[i]));
    else
      gtk_list_box_append (self->sections, create_row (&sections[i]));
  g_signal_connect_object (foyer_session_get_sync (self->session), "notify::role", G_CALLBACK (role_changed_cb), self, G_CONNECT_SWAPPED);
  role_changed_cb (self);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (session_failed_cb), self, G_CONNECT_SWAPPED);
  set_up_picker (self);
}

static void
foyer_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  switch (id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_window_dispose (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  self->shown = NULL;
  g_clear_object (&self->unlocked);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_WINDOW);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    g_clear_object (&self->pages[i]);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_window_parent_class)->dispose (object);
}

static void
foyer_window_class_init (FoyerWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = foyer_window_constructed;
  object_class->set_property = foyer_window_set_property;
  object_class->dispose = foyer_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = foyer_window_close_request;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/foyer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, split);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, event_picker);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, sections);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, footer);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.new-event", NULL, new_event_action);
  gtk_widget_class_install_action (widget_class, "win.edit-event", "s", edit_event_action);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, toggle_fullscreen_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock_action);
}

static void
foyer_window_init (FoyerWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FoyerWindow *
foyer_window_new (AdwApplication *application, FoyerSession *session)
{
  return g_object_new (FOYER_TYPE_WINDOW, "application", application, "session", session, NULL);
}
