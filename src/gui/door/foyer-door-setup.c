/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-setup-private.h"

#include <glib/gi18n.h>

#include "foyer-change-store.h"
#include "foyer-format.h"
#include "foyer-key-store.h"

/* Other events that can be on at the same door: those that open within so long. */
#define NEAR (12 * FOYER_HOUR)

struct _FoyerDoorSetup
{
  AdwPreferencesDialog parent_instance;

  FoyerSession       *session;
  GCancellable       *cancellable;
  AdwPreferencesPage *shared; /* (nullable): the groups that all doors share, made anew when they change */
  AdwPreferencesPage *device;
};

G_DEFINE_FINAL_TYPE (FoyerDoorSetup, foyer_door_setup, ADW_TYPE_PREFERENCES_DIALOG)

static void load (FoyerDoorSetup *self);

static void
report (FoyerDoorSetup *self, const char *sentence, const GError *error)
{
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_warning ("%s: %s", sentence, error->message);
  toast = adw_toast_new (sentence);
  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorSetup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL && error != NULL)
    report (self, _ ("This could not be saved. Try again."), error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    load (self);
}

void
foyer_door_setup_run (FoyerDoorSetup *self, FoyerStoreFunc func, gpointer data, GDestroyNotify data_free)
{
  foyer_store_write_async (foyer_session_get_store (self->session), func, data, data_free, NULL, written_cb, g_object_ref (self));
}

static gpointer
apply_change (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_change_store_apply (connection, data, FOYER_ORIGIN_HERE, error));
}

void
foyer_door_setup_commit (FoyerDoorSetup *self, FoyerChange *change)
{
  foyer_door_setup_run (self, apply_change, change, (GDestroyNotify) foyer_change_unref);
}

/* What all doors share. */

typedef struct
{
  FoyerEventSummary *event;
  GPtrArray         *gates;
  GPtrArray         *keys;
} Shared;

static void
shared_free (Shared *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->event, foyer_event_summary_free);
  g_clear_pointer (&self->gates, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shared, shared_free)

static gpointer
read_shared (FoyerConnection *connection, gpointer data, GError **error)
{
  g_autoptr (Shared) self = g_new0 (Shared, 1);

  self->event = foyer_event_store_get (connection, data, error);
  if (self->event != NULL)
    self->gates = foyer_door_store_gates (connection, data, error);
  if (self->gates != NULL)
    self->keys = foyer_key_store_list (connection, error);
  return self->keys != NULL ? g_steal_pointer (&self) : NULL;
}

static void
signed_cb (AdwSwitchRow *row, GParamSpec *pspec, gpointer user_data)
{
  FoyerDoorSetup *self = FOYER_DOOR_SETUP (user_data);
  FoyerChange    *change = foyer_change_new (FOYER_CHANGE_EVENT_EDIT, foyer_session_get_event_id (self->session));

  foyer_change_set_boolean (change, "signed_codes", adw_switch_row_get_active (row));
  foyer_door_setup_commit (self, change);
}

static gpointer
revoke_key (FoyerConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (foyer_key_store_revoke (connection, data, _ ("Revoked at the door setup"), error));
}

typedef struct
{
  FoyerDoorSetup *setup; /* not kept: its rows hold this */
  FoyerId         key;
} KeyRow;

static void
key_row_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
revoke_chosen_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  KeyRow *row = user_data;

  if (g_str_equal (response, "revoke"))
    foyer_door_setup_run (row->setup, revoke_key, g_memdup2 (&row->key, sizeof row->key), g_free);
}

static void
revoke_cb (GtkButton *button, gpointer user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Revoke This Key?"),
                                            _ ("Do this when a till was lost or stolen. Doors with the list go on admitting its tickets; doors without the list refuse them."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "revoke", _ ("_Revoke"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "revoke", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (revoke_chosen_cb), g_memdup2 (user_data, sizeof (KeyRow)), key_row_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (button));
}

static GtkWidget *
new_key_row (FoyerDoorSetup *self, const FoyerSigningKey *key)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = g_strdup (*key->name != '\0' ? key->name : key->kid);
  /* Translators: the form of ticket codes (a technical name), the algorithm, the name of a key */
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s, %2$s, key %3$s"), foyer_signed_form_nick (key->form), foyer_algorithm_nick (key->algorithm), key->kid);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (key->revoked)
    {
      GtkWidget *label = gtk_label_new (_ ("Revoked"));

      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  else
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Revoke…"));
      KeyRow    *data = g_new0 (KeyRow, 1);

      data->setup = self;
      data->key = key->id;
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      g_signal_connect_data (button, "clicked", G_CALLBACK (revoke_cb), data, key_row_free, 0);
    }
  return row;
}

static GtkWidget *
new_codes_group (FoyerDoorSetup *self, const Shared *shared)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Signed Codes"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Print Signed Codes on Tickets"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("A laptop that has just joined can then tell a genuine ticket before the list has arrived. The code is finer and wants a good printer."));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), shared->event->event->signed_codes);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (signed_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  for (guint i = 0; i < shared->keys->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_key_row (self, shared->keys->pdata[i]));
  return group;
}

static void
show_shared (FoyerDoorSetup *self, const Shared *shared)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_set_title (page, _ ("All Doors"));
  adw_preferences_page_set_icon_name (page, "foyer-door-symbolic");
  adw_preferences_page_set_name (page, "shared");
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (foyer_gate_rows_new (self, shared->event, shared->gates)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (foyer_window_rows_new (self, shared->event)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (new_codes_group (self, shared)));
  if (self->shared != NULL)
    adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), self->shared);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), page);
  if (self->shared != NULL)
    adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self), page);
  self->shared = page;
}

static void
shared_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDoorSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Shared) shared = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (shared == NULL)
    report (self, _ ("What the doors share could not be read."), error);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    show_shared (self, shared);
}

/* Only who may change the event sees what all doors share. */
static void
load (FoyerDoorSetup *self)
{
  FoyerRole      role = foyer_sync_client_get_role (foyer_session_get_sync (self->session));
  const FoyerId *event = foyer_session_get_event_id (self->session);

  if (role != FOYER_N_ROLES && !foyer_role_may_make (role, FOYER_CHANGE_GATE_EDIT))
    return;
  foyer_store_read_async (foyer_session_get_store (self->session), read_shared, g_memdup2 (event, sizeof *event), g_free,
                          (GDestroyNotify) shared_free, self->cancellable, shared_read_cb, g_object_ref (self));
}

/* What this laptop does. */

static void
also_cb (GtkWidget *row, GParamSpec *pspec, gpointer user_data)
{
  FoyerDoorSetup *self = FOYER_DOOR_SETUP (user_data);
  GSettings      *settings = foyer_session_get_settings (self->session);
  const char     *id = g_object_get_data (G_OBJECT (row), "event");
  g_auto (GStrv) old = g_settings_get_strv (settings, "door-also");
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  for (char **other = old; *other != NULL; other++)
    if (!g_str_equal (*other, id))
      g_strv_builder_add (list, *other);
  if (adw_switch_row_get_active (ADW_SWITCH_ROW (row)))
    g_strv_builder_add (list, id);
  now = g_strv_builder_end (list);
  g_settings_set_strv (settings, "door-also", (const char *const *) now);
}

static gboolean
is_near (const FoyerEvent *event, const FoyerEvent *other)
{
  FoyerTime a = foyer_event_opens (event), b = foyer_event_opens (other);

  return !foyer_id_equal (&event->id, &other->id) && other->status == FOYER_EVENT_PUBLISHED && a != 0 && b != 0 && ABS (a - b) < NEAR;
}

static void
add_other_events (FoyerDoorSetup *self)
{
  GListModel     *events = foyer_session_get_events (self->session);
  FoyerEventItem *hand = foyer_session_get_event (self->session);
  GtkWidget      *group = adw_preferences_group_new ();
  g_auto (GStrv) also = g_settings_get_strv (foyer_session_get_settings (self->session), "door-also");
  guint shown = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Other Events at This Door"));
  for (guint i = 0; hand != NULL && i < g_list_model_get_n_items (events); i++)
    {
      g_autoptr (FoyerEventItem) item = g_list_model_get_item (events, i);
      const FoyerEvent *event = foyer_event_item_get_summary (item)->event;
      g_autofree char  *id = foyer_id_dup_text (&event->id);
      g_autofree char  *when = NULL;
      GtkWidget        *row;

      if (!is_near (foyer_event_item_get_summary (hand)->event, event))
        continue;
      row = adw_switch_row_new ();
      when = foyer_format_date_time (event->starts, event->timezone, g_get_real_time ());
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event->title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_strv_contains ((const char *const *) also, id));
      g_object_set_data_full (G_OBJECT (row), "event", g_steal_pointer (&id), g_free);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (also_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      shown++;
    }
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), shown > 0 ? _ ("Their tickets are admitted here, too.") : _ ("No other event opens at about the same time."));
  adw_preferences_page_add (self->device, ADW_PREFERENCES_GROUP (group));
}

static void
add_switch (FoyerDoorSetup *self, GtkWidget *group, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_settings_bind (foyer_session_get_settings (self->session), key, row, "active", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
foyer_door_setup_dispose (GObject *object)
{
  FoyerDoorSetup *self = FOYER_DOOR_SETUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_door_setup_parent_class)->dispose (object);
}

static void
foyer_door_setup_finalize (GObject *object)
{
  g_object_unref (FOYER_DOOR_SETUP (object)->cancellable);
  G_OBJECT_CLASS (foyer_door_setup_parent_class)->finalize (object);
}

static void
foyer_door_setup_class_init (FoyerDoorSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_door_setup_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_door_setup_finalize;
}

static void
foyer_door_setup_init (FoyerDoorSetup *self)
{
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
foyer_door_setup_new (FoyerPage *page)
{
  FoyerDoorSetup *self = g_object_new (FOYER_TYPE_DOOR_SETUP, "title", _ ("Door Setup"), "content-height", 640, NULL);
  GtkWidget      *group = adw_preferences_group_new ();

  self->session = g_object_ref (foyer_page_get_session (page));
  self->device = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_preferences_page_set_title (self->device, _ ("This Laptop"));
  adw_preferences_page_set_icon_name (self->device, "computer-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Scanning"));
  add_switch (self, group, "door-confirm", _ ("Ask before Admitting"), _ ("A good ticket is shown first. Enter or the button lets the guest in."));
  add_switch (self, group, "second-lane", _ ("Two Lanes"), _ ("A second camera beside the first."));
  adw_preferences_page_add (self->device, ADW_PREFERENCES_GROUP (group));
  add_other_events (self);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), self->device);
  load (self);
  return ADW_DIALOG (self);
}
