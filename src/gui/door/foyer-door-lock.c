/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-door-lock.h"

#include <glib/gi18n.h>

#include "foyer-pin.h"

#define FREE_TRIES 3
#define BREATH_US (10 * G_USEC_PER_SEC)

struct _FoyerDoorLock
{
  GObject parent_instance;

  FoyerPage *page; /* not kept; NULL once stopped */
  guint      wrong;
  gint64     not_before; /* monotonic; of the next try */
};

enum
{
  LOCKED,
  UNLOCKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerDoorLock, foyer_door_lock, G_TYPE_OBJECT)

static GSettings *
get_settings (FoyerDoorLock *self)
{
  return foyer_session_get_settings (foyer_page_get_session (self->page));
}

static void
entry_changed_cb (AdwAlertDialog *dialog)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");

  adw_alert_dialog_set_response_enabled (dialog, "do", foyer_pin_is_valid (gtk_editable_get_text (entry)));
}

static AdwDialog *
new_dialog (const char *heading, const char *body, const char *response)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("PIN"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (entry), GTK_INPUT_PURPOSE_PIN);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "do", response, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "do", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "do");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), dialog, G_CONNECT_SWAPPED);
  entry_changed_cb (ADW_ALERT_DIALOG (dialog));
  return dialog;
}

static void
set_cb (FoyerDoorLock *self, const char *response, AdwDialog *dialog)
{
  g_autofree char *hash = NULL;
  FoyerRandom      random;

  if (g_str_equal (response, "cancel") || self->page == NULL)
    return;
  foyer_random_init_system (&random);
  hash = foyer_pin_hash (gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "entry")), &random);
  g_settings_set_string (get_settings (self), "door-pin", hash);
  g_signal_emit (self, signals[LOCKED], 0);
}

void
foyer_door_lock_ask_new (FoyerDoorLock *self)
{
  AdwDialog *dialog;

  g_return_if_fail (FOYER_IS_DOOR_LOCK (self));

  if (self->page == NULL)
    return;
  dialog = new_dialog (_ ("Lock to the Door"), _ ("Choose a PIN of four or more digits. Until it is entered again, this laptop shows nothing but the door."), _ ("_Lock"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (set_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

gboolean
foyer_door_lock_try (FoyerDoorLock *self, const char *pin)
{
  g_autofree char *hash = NULL;
  gint64           now = g_get_monotonic_time ();

  g_return_val_if_fail (FOYER_IS_DOOR_LOCK (self), FALSE);

  if (self->page == NULL || now < self->not_before)
    return FALSE;
  hash = g_settings_get_string (get_settings (self), "door-pin");
  if (foyer_pin_matches (pin, hash))
    {
      self->wrong = 0;
      g_signal_emit (self, signals[UNLOCKED], 0);
      return TRUE;
    }
  if (++self->wrong >= FREE_TRIES)
    self->not_before = now + BREATH_US;
  return FALSE;
}

static void
entered_cb (FoyerDoorLock *self, const char *response, AdwDialog *dialog)
{
  if (g_str_equal (response, "cancel") || self->page == NULL)
    return;
  if (!foyer_door_lock_try (self, gtk_editable_get_text (g_object_get_data (G_OBJECT (dialog), "entry"))))
    foyer_page_toast (self->page, self->wrong >= FREE_TRIES ? _ ("Wrong PIN. Wait ten seconds, then try again.") : _ ("Wrong PIN"));
}

void
foyer_door_lock_ask (FoyerDoorLock *self)
{
  AdwDialog *dialog;

  g_return_if_fail (FOYER_IS_DOOR_LOCK (self));

  if (self->page == NULL)
    return;
  dialog = new_dialog (_ ("Leave the Door"), _ ("Enter the PIN that this laptop was locked with."), _ ("_Unlock"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

void
foyer_door_lock_stop (FoyerDoorLock *self)
{
  g_return_if_fail (FOYER_IS_DOOR_LOCK (self));

  self->page = NULL;
}

static void
foyer_door_lock_class_init (FoyerDoorLockClass *klass)
{
  signals[LOCKED] = g_signal_new ("locked", FOYER_TYPE_DOOR_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNLOCKED] = g_signal_new ("unlocked", FOYER_TYPE_DOOR_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_door_lock_init (FoyerDoorLock *self)
{
}

FoyerDoorLock *
foyer_door_lock_new (FoyerPage *page)
{
  FoyerDoorLock *self = g_object_new (FOYER_TYPE_DOOR_LOCK, NULL);

  self->page = page;
  return self;
}
