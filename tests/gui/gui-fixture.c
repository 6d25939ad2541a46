/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gui-fixture.h"

#include "foyer-config.h"

#define WAIT_SECONDS 10

static gboolean
timed_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
gui_fixture_wait_until (GuiFixture *fixture, GuiCondition condition, gpointer data)
{
  gboolean timed_out = FALSE;
  guint    timeout;

  if (condition (fixture, data))
    return TRUE;
  timeout = g_timeout_add_seconds (WAIT_SECONDS, timed_out_cb, &timed_out);
  while (!timed_out)
    {
      g_main_context_iteration (NULL, TRUE);
      if (condition (fixture, data))
        {
          if (!timed_out)
            g_source_remove (timeout);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
never (GuiFixture *fixture, gpointer data)
{
  return *(gboolean *) data;
}

void
gui_fixture_pause (GuiFixture *fixture, guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, timed_out_cb, &over);
  g_assert_true (gui_fixture_wait_until (fixture, never, &over));
}

/* The times of the event, told from the clock that the window reads. */
static void
move_to_now (GuiFixture *fixture)
{
  g_autoptr (FoyerChange) change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, &fixture->store.event);
  FoyerTime now = g_get_real_time () / FOYER_MINUTE * FOYER_MINUTE;
  GError   *error = NULL;

  foyer_change_set_integer (change, "doors", now - 30 * FOYER_MINUTE);
  foyer_change_set_integer (change, "starts", now + 30 * FOYER_MINUTE);
  foyer_change_set_integer (change, "ends", now + 3 * FOYER_HOUR);
  g_assert_true (fixture_apply (&fixture->store, change, FOYER_ORIGIN_HERE, &error));
  g_assert_no_error (error);
}

static void
open_empty_store (Fixture *store)
{
  GError *error = NULL;

  store->folder = g_dir_make_tmp ("foyer-gui-XXXXXX", &error);
  g_assert_no_error (error);
  store->path = g_build_filename (store->folder, "foyer.db", NULL);
  store->store = foyer_store_open (store->path, FALSE, &error);
  g_assert_no_error (error);
}

static gboolean
has_event (GuiFixture *fixture, gpointer data)
{
  return foyer_session_get_event (fixture->session) != NULL;
}

static gboolean
is_mapped (GuiFixture *fixture, gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* One for the whole program: an application leaves the bus only at the end of
 * g_application_run(). */
static FoyerApplication *
ensure_application (void)
{
  GApplication *application = g_application_get_default ();
  GError       *error = NULL;

  if (application != NULL)
    return FOYER_APPLICATION (application);
  application = G_APPLICATION (foyer_application_new ());
  g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (application, NULL, &error));
  g_assert_no_error (error);
  return FOYER_APPLICATION (application);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
open_window (GuiFixture *fixture)
{
  fixture->window = foyer_window_new (ADW_APPLICATION (fixture->application), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (gui_fixture_wait_until (fixture, is_mapped, fixture->window));
}

void
gui_fixture_set_up (GuiFixture *fixture, gconstpointer data)
{
  gboolean         empty = g_strcmp0 (data, "empty") == 0;
  g_autofree char *token = NULL;

  if (empty)
    open_empty_store (&fixture->store);
  else
    fixture_set_up (&fixture->store, NULL);
  foyer_store_set_repeatable (fixture->store.store, 7, 0);
  if (!empty)
    move_to_now (fixture);
  fixture->application = ensure_application ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->pages = g_ptr_array_new_with_free_func (weak_ref_free);
  fixture->settings = g_settings_new (FOYER_APP_ID);
  g_settings_reset (fixture->settings, "current-event");
  if (g_strcmp0 (data, "narrow") == 0)
    g_settings_set_int (fixture->settings, "window-width", 360);
  token = g_build_filename (fixture->store.folder, "token", NULL);
  fixture->secrets = foyer_secrets_new_file (token);
  fixture->sync = foyer_sync_client_new (fixture->store.store, fixture->secrets);
  fixture->session = foyer_session_new (fixture->store.store, fixture->sync, fixture->settings);
  open_window (fixture);
  g_assert_true (empty || gui_fixture_wait_until (fixture, has_event, NULL));
}

static gboolean
is_gone (GuiFixture *fixture, gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static gboolean
are_pages_gone (GuiFixture *fixture, gpointer data)
{
  for (guint i = 0; i < fixture->pages->len; i++)
    {
      g_autoptr (GObject) page = g_weak_ref_get (fixture->pages->pdata[i]);

      if (page != NULL)
        return FALSE;
    }
  return TRUE;
}

void
gui_fixture_close_window (GuiFixture *fixture)
{
  if (fixture->window == NULL)
    return;
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, &fixture->window));
}

void
gui_fixture_open_again (GuiFixture *fixture)
{
  gui_fixture_close_window (fixture);
  g_assert_true (gui_fixture_wait_until (fixture, are_pages_gone, NULL));
  g_ptr_array_set_size (fixture->pages, 0);
  open_window (fixture);
}

void
gui_fixture_tear_down (GuiFixture *fixture, gconstpointer data)
{
  gui_fixture_close_window (fixture);
  g_assert_true (gui_fixture_wait_until (fixture, are_pages_gone, NULL));
  g_clear_pointer (&fixture->pages, g_ptr_array_unref);
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  g_assert_true (gui_fixture_wait_until (fixture, is_gone, &fixture->session));
  foyer_sync_client_stop (fixture->sync);
  g_clear_object (&fixture->sync);
  g_clear_object (&fixture->secrets);
  /* which the window has written */
  g_settings_reset (fixture->settings, "window-width");
  g_settings_reset (fixture->settings, "window-height");
  g_clear_object (&fixture->settings);
  foyer_store_close (fixture->store.store);
  fixture_tear_down (&fixture->store, NULL);
}

static void
watch_page (GuiFixture *fixture, GtkWidget *page)
{
  GWeakRef *watched = g_new0 (GWeakRef, 1);

  g_weak_ref_init (watched, page);
  g_ptr_array_add (fixture->pages, watched);
}

FoyerPage *
gui_fixture_show_page (GuiFixture *fixture, const char *name)
{
  GtkWidget *page;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-page", "s", name));
  page = gui_fixture_wait_for_widget (fixture, FOYER_TYPE_PAGE, name);
  g_assert_nonnull (page);
  watch_page (fixture, page);
  return FOYER_PAGE (page);
}

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  if (name == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0 ||
      g_strcmp0 (gtk_widget_get_name (widget), name) == 0)
    return TRUE;
  if (ADW_IS_NAVIGATION_PAGE (widget))
    return g_strcmp0 (adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (widget)), name) == 0;
  return ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0;
}

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
search (GtkWidget *widget, Match match, gconstpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (match (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, match, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GType       type;
  const char *name;
  GtkWidget  *found;
} Wanted;

static gboolean
is_wanted (GtkWidget *widget, gconstpointer data)
{
  const Wanted *wanted = data;

  return g_type_is_a (G_OBJECT_TYPE (widget), wanted->type) && has_name (widget, wanted->name);
}

GtkWidget *
gui_fixture_find (GtkWidget *root, GType type, const char *name)
{
  Wanted wanted = { type, name, NULL };

  return search (root, is_wanted, &wanted);
}

static gboolean
is_there (GuiFixture *fixture, gpointer data)
{
  Wanted *wanted = data;

  wanted->found = gui_fixture_find (GTK_WIDGET (fixture->window), wanted->type, wanted->name);
  return wanted->found != NULL;
}

GtkWidget *
gui_fixture_wait_for_widget (GuiFixture *fixture, GType type, const char *name)
{
  Wanted wanted = { type, name, NULL };

  return gui_fixture_wait_until (fixture, is_there, &wanted) ? wanted.found : NULL;
}

static gboolean
has_action (GtkWidget *widget, gconstpointer action)
{
  return GTK_IS_ACTIONABLE (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

GtkWidget *
gui_fixture_find_action (GtkWidget *root, const char *action)
{
  return search (root, has_action, action);
}

typedef struct
{
  GType type;
  guint count;
} Tally;

static gboolean
count (GtkWidget *widget, gconstpointer data)
{
  Tally *tally = (Tally *) data;

  if (g_type_is_a (G_OBJECT_TYPE (widget), tally->type))
    tally->count++;
  return FALSE;
}

guint
gui_fixture_count (GtkWidget *root, GType type)
{
  Tally tally = { type, 0 };

  search (root, count, &tally);
  return tally.count;
}

static gboolean
contains_text (GtkWidget *widget, gconstpointer text)
{
  const char *shown = NULL;

  if (GTK_IS_LABEL (widget))
    shown = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    shown = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  else if (GTK_IS_TEXT (widget))
    shown = gtk_editable_get_text (GTK_EDITABLE (widget));
  return shown != NULL && strstr (shown, text) != NULL;
}

gboolean
gui_fixture_has_text (GtkWidget *root, const char *text)
{
  return search (root, contains_text, text) != NULL;
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Sought;

static gboolean
is_shown (GuiFixture *fixture, gpointer data)
{
  const Sought *sought = data;

  return gui_fixture_has_text (sought->root, sought->text);
}

gboolean
gui_fixture_wait_for_text (GuiFixture *fixture, GtkWidget *root, const char *text)
{
  Sought sought = { root, text };

  return gui_fixture_wait_until (fixture, is_shown, &sought);
}

gboolean
gui_fixture_press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &taken);
    }
  return taken;
}

void
gui_fixture_activate (GtkWidget *widget)
{
  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_is_sensitive (widget));
  g_assert_true (gtk_widget_activate (widget));
}

void
gui_fixture_picture (GuiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("FOYER_TEST_PICTURES");
  GtkWidget  *window = GTK_WIDGET (fixture->window);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  gui_fixture_pause (fixture, 300); /* until it is drawn */
  path = g_strdup_printf ("%s/%s.png", folder, name);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
