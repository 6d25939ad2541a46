/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "foyer-config.h"
#include "foyer-demo.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-session.h"
#include "foyer-window.h"
#include "settings/foyer-preferences-dialog.h"

/* How long a page is given to read and to settle before its picture is taken. */
#define SCREENSHOT_PAUSE_MS 2500

/* How long the end waits for the platform to take back what this laptop may no longer sell. */
#define CLOSE_SECONDS 3

struct _FoyerApplication
{
  AdwApplication parent_instance;

  FoyerSession *session;
  char         *store_path;
  char         *page;          /* to show at the start */
  char         *size;          /* "WxH" */
  char         *screenshot;    /* file to write, then quit */
  guint         signal_ids[2]; /* sources of SIGTERM and SIGINT */
  gboolean      opening;       /* the store is on its way */
  gboolean      demo;
  gboolean      dark;
};

G_DEFINE_FINAL_TYPE (FoyerApplication, foyer_application, ADW_TYPE_APPLICATION)

/* The only list of shortcuts. */
static const struct
{
  const char *action;
  const char *accelerators[3];
} shortcuts[] = {
  { "app.quit", { "<primary>q" } },
  { "app.preferences", { "<primary>comma" } },
  { "win.fullscreen", { "F11" } },
  { "win.show-page::overview", { "<alt>1" } },
  { "win.show-page::box-office", { "<alt>2" } },
  { "win.show-page::door", { "<alt>3" } },
  { "win.show-page::attendees", { "<alt>4" } },
  { "win.show-page::printing", { "<alt>5" } },
  { "win.show-page::events", { "<alt>6" } },
  { "win.show-page::sync", { "<alt>7" } },
  { "window.close", { "<primary>w" } },
};

static GtkWindow *
get_window (FoyerApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
save_picture (FoyerApplication *self)
{
  GtkWidget *window = GTK_WIDGET (get_window (self));
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;

  if (window == NULL)
    return;
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    {
      g_printerr ("The window has drawn nothing yet.\n");
      return;
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, self->screenshot))
    g_printerr ("The picture “%s” could not be written.\n", self->screenshot);
}

static gboolean
picture_due_cb (gpointer user_data)
{
  FoyerApplication *self = FOYER_APPLICATION (user_data);

  save_picture (self);
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
present_window (FoyerApplication *self, GtkWindow *window)
{
  int width, height;

  if (self->size != NULL && sscanf (self->size, "%dx%d", &width, &height) == 2)
    gtk_window_set_default_size (window, CLAMP (width, 360, 10000), CLAMP (height, 294, 10000));
  gtk_window_present (window);
  if (self->screenshot != NULL)
    g_timeout_add (SCREENSHOT_PAUSE_MS, picture_due_cb, self);
}

static void
open_window (FoyerApplication *self)
{
  FoyerWindow *window = foyer_window_new (ADW_APPLICATION (self), self->session);

  /* a laptop that was locked to the door comes back there */
  if (g_settings_get_boolean (foyer_session_get_settings (self->session), "door-locked"))
    foyer_window_show_page (window, "door");
  else if (self->page == NULL || !foyer_window_show_page (window, self->page))
    foyer_window_show_page (window, "overview");
  present_window (self, GTK_WINDOW (window));
}

/* The last words before the program ends. */
static AdwDialog *
farewell_new (FoyerApplication *self, const char *heading, const char *sentence, const char *path)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n\n%s", sentence, path);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Quit"));
  g_signal_connect_object (dialog, "response::close", G_CALLBACK (g_application_quit), self, G_CONNECT_SWAPPED);
  return dialog;
}

static void
copy_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerApplication *self = FOYER_APPLICATION (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_task_propagate_pointer (G_TASK (result), &error);
  AdwDialog       *dialog;

  g_application_release (G_APPLICATION (self));
  if (copy != NULL)
    dialog = farewell_new (self, _ ("A Copy Was Saved"), _ ("It holds the damaged data exactly as they are now. Keep it for somebody who can mend them."), copy);
  else
    {
      g_warning ("The store could not be copied: %s", error->message);
      dialog = farewell_new (self, _ ("No Copy Was Saved"), foyer_format_store_error (error), self->store_path);
    }
  if (get_window (self) != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (get_window (self)));
  else
    g_object_unref (g_object_ref_sink (dialog));
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char   *copy = foyer_store_save_copy (data, &error);

  if (copy != NULL)
    g_task_return_pointer (task, copy, g_free);
  else
    g_task_return_error (task, error);
}

static void
save_copy (FoyerApplication *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, copy_saved_cb, NULL);

  g_application_hold (G_APPLICATION (self));
  g_task_set_source_tag (task, save_copy);
  g_task_set_task_data (task, g_strdup (self->store_path), g_free);
  g_task_run_in_thread (task, copy_in_thread);
}

/* Without its store the program can do nothing; it says why, plainly. */
static void
explain_failure (FoyerApplication *self, const GError *error)
{
  AdwDialog *dialog = farewell_new (self, _ ("Foyer Cannot Open Its Data"), foyer_format_store_error (error), self->store_path);
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));

  g_message ("%s", error->message);
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STORE_DAMAGED))
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "copy", _ ("_Save a Copy"));
      g_signal_connect_object (dialog, "response::copy", G_CALLBACK (save_copy), self, G_CONNECT_SWAPPED);
    }
  gtk_window_set_title (GTK_WINDOW (window), _ ("Foyer"));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 360);
  present_window (self, GTK_WINDOW (window));
  adw_dialog_present (dialog, window);
}

static void
load_settings_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError            *error = NULL;
  FoyerSyncSettings *settings = foyer_sync_settings_load (data, &error);

  if (settings != NULL)
    g_task_return_pointer (task, settings, (GDestroyNotify) foyer_sync_settings_free);
  else
    g_task_return_error (task, error);
}

/* The window needs to know for what this laptop was paired before it shows its
 * pages; without a platform there is nothing to run, and pairing starts it. */
static void
settings_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerApplication  *self = FOYER_APPLICATION (source);
  FoyerSyncClient   *sync;
  FoyerSyncSettings *settings;
  g_autoptr (GError) error = NULL;

  settings = g_task_propagate_pointer (G_TASK (result), &error);
  g_application_release (G_APPLICATION (self));
  self->opening = FALSE;
  /* the session is gone when the program ends meanwhile */
  if (self->session == NULL)
    {
      g_clear_pointer (&settings, foyer_sync_settings_free);
      return;
    }
  sync = foyer_session_get_sync (self->session);
  if (settings == NULL)
    g_warning ("What the store knows of its platform could not be read: %s", error->message);
  else
    {
      gboolean paired = *settings->url != '\0';

      foyer_sync_client_know (sync, settings);
      if (paired)
        foyer_sync_client_start (sync);
    }
  open_window (self);
}

static void
load_settings (FoyerApplication *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, settings_loaded_cb, NULL);

  g_task_set_source_tag (task, load_settings);
  g_task_set_task_data (task, g_object_ref (foyer_session_get_store (self->session)), g_object_unref);
  g_task_run_in_thread (task, load_settings_in_thread);
}

static void
store_filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerApplication) self = FOYER_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerStore) store = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (FoyerSecrets) secrets = NULL;
  g_autoptr (FoyerSyncClient) sync = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (store == NULL)
    {
      g_application_release (G_APPLICATION (self));
      self->opening = FALSE;
      explain_failure (self, error);
      return;
    }
  settings = g_settings_new (FOYER_APP_ID);
  secrets = foyer_secrets_new_keyring ();
  sync = foyer_sync_client_new (store, secrets);
  self->session = foyer_session_new (store, sync, settings);
  load_settings (self);
}

static void
fill_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  /* a demo that was filled before is used as it was left */
  if (foyer_demo_fill (data, FOYER_DEMO_SEED, 0, NULL, NULL, NULL, &error) ||
      g_error_matches (error, FOYER_ERROR, FOYER_ERROR_STATE))
    {
      g_clear_error (&error);
      g_task_return_pointer (task, g_object_ref (data), g_object_unref);
    }
  else
    g_task_return_error (task, error);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerApplication *self = FOYER_APPLICATION (user_data);
  g_autoptr (GTask) task = g_task_new (self, NULL, store_filled_cb, self);
  GError     *error = NULL;
  FoyerStore *store = foyer_store_open_finish (result, &error);

  if (store == NULL)
    g_task_return_error (task, error);
  else if (!self->demo)
    g_task_return_pointer (task, store, g_object_unref);
  else
    {
      g_task_set_task_data (task, store, g_object_unref);
      g_task_run_in_thread (task, fill_in_thread);
    }
}

/* The demo is about tonight, so each day has one of its own. */
static char *
demo_path (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "demo-%Y%m%d.db");

  return g_build_filename (g_get_user_data_dir (), "foyer", name, NULL);
}

static void
foyer_application_activate (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  if (get_window (self) != NULL)
    {
      gtk_window_present (get_window (self));
      return;
    }
  if (self->opening)
    return;
  self->opening = TRUE;
  if (self->store_path == NULL)
    self->store_path = self->demo ? demo_path () : foyer_store_default_path ();
  g_application_hold (application);
  foyer_store_open_async (self->store_path, NULL, store_opened_cb, g_object_ref (self));
}

static int
foyer_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Foyer %s\n", FOYER_VERSION);
      return 0;
    }
  self->demo = g_variant_dict_contains (options, "demo");
  self->dark = g_variant_dict_contains (options, "dark");
  g_variant_dict_lookup (options, "store", "^ay", &self->store_path);
  g_variant_dict_lookup (options, "page", "s", &self->page);
  if (self->page != NULL && !foyer_window_has_page (self->page))
    {
      g_autofree char *names = foyer_window_dup_page_names ();

      g_printerr (_ ("There is no page “%s”. There are: %s.\n"), self->page, names);
      return 2;
    }
  g_variant_dict_lookup (options, "size", "s", &self->size);
  g_variant_dict_lookup (options, "screenshot", "^ay", &self->screenshot);
  if (self->demo || self->store_path != NULL || self->screenshot != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwDialog *about = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (about), _ ("Foyer"));
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (about), FOYER_APP_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (about), FOYER_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (about), _ ("The Foyer Team"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (about), GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (ADW_ABOUT_DIALOG (about), _ ("Plan events, sell tickets and admit guests, with or without the internet."));
  /* Translators: your name, and how to reach you */
  adw_about_dialog_set_translator_credits (ADW_ABOUT_DIALOG (about), _ ("translator-credits"));
  adw_dialog_present (about, GTK_WIDGET (get_window (user_data)));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;

  if (self->session != NULL)
    adw_dialog_present (foyer_preferences_dialog_new (foyer_session_get_settings (self->session)), GTK_WIDGET (get_window (self)));
}

/* Closing asks about what was typed and not saved; the last window ends the program. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (get_window (user_data) != NULL)
    gtk_window_close (get_window (user_data));
  else
    g_application_quit (G_APPLICATION (user_data));
}

static gboolean
signal_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

static void
foyer_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit },
    { "about", show_about },
    { "preferences", show_preferences },
  };
  FoyerApplication *self = FOYER_APPLICATION (application);

  G_APPLICATION_CLASS (foyer_application_parent_class)->startup (application);
  self->signal_ids[0] = g_unix_signal_add (SIGTERM, signal_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGINT, signal_cb, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].accelerators);
  if (self->dark)
    adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)), ADW_COLOR_SCHEME_FORCE_DARK);
}

static void
foyer_application_shutdown (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);
  FoyerStore       *store = self->session != NULL ? g_object_ref (foyer_session_get_store (self->session)) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  /* pages that go keep what they have in hand; the store waits for that below */
  while (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    gtk_window_destroy (gtk_application_get_windows (GTK_APPLICATION (self))->data);
  if (self->session != NULL)
    foyer_sync_client_close (foyer_session_get_sync (self->session), CLOSE_SECONDS);
  g_clear_object (&self->session);
  G_APPLICATION_CLASS (foyer_application_parent_class)->shutdown (application);
  if (store != NULL)
    foyer_store_close (store);
  g_clear_object (&store);
}

static void
foyer_application_finalize (GObject *object)
{
  FoyerApplication *self = FOYER_APPLICATION (object);

  g_clear_object (&self->session);
  g_free (self->store_path);
  g_free (self->page);
  g_free (self->size);
  g_free (self->screenshot);
  G_OBJECT_CLASS (foyer_application_parent_class)->finalize (object);
}

static void
foyer_application_class_init (FoyerApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = foyer_application_finalize;
  application_class->activate = foyer_application_activate;
  application_class->startup = foyer_application_startup;
  application_class->shutdown = foyer_application_shutdown;
  application_class->handle_local_options = foyer_application_handle_local_options;
}

static void
foyer_application_init (FoyerApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo organisation"), NULL },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Work with the store in FILE"), N_ ("FILE") },
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Start with the page NAME"), N_ ("NAME") },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and quit"), NULL },
    { "dark", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "screenshot", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

FoyerApplication *
foyer_application_new (void)
{
  return g_object_new (FOYER_TYPE_APPLICATION,
                       "application-id", FOYER_APP_ID,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path", "/app/foyer/Foyer",
                       NULL);
}
