/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-device-dialog.h"

#include <glib/gi18n.h>

#include "foyer-device-group.h"
#include "foyer-format.h"
#include "foyer-pair-message.h"
#include "foyer-sync-words.h"

struct _FoyerDeviceDialog
{
  AdwDialog parent_instance;

  FoyerSession     *session;
  FoyerDeviceGroup *group;
  GCancellable     *cancellable;
  FoyerId           device;
  gboolean          busy;
  AdwEntryRow      *name_row;
  AdwEntryRow      *gate_row;
  GtkWidget        *problem_group;
  GtkLabel         *problem;
  AdwActionRow     *role_row;
  AdwActionRow     *seen_row;
  AdwActionRow     *unsent_row;
  AdwActionRow     *version_row;
  AdwActionRow     *number_row;
  GtkWidget        *remove_group;
};

G_DEFINE_FINAL_TYPE (FoyerDeviceDialog, foyer_device_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_problem (FoyerDeviceDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (self->problem_group, *sentence != '\0');
}

static void
show_readiness (FoyerDeviceDialog *self)
{
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *gate = dup_text (self->gate_row);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "device.save",
                                 !self->busy && *name != '\0' && strlen (name) <= FOYER_DEVICE_NAME_MAX && strlen (gate) <= FOYER_DEVICE_GATE_MAX);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "device.remove", !self->busy);
}

static void
edited_cb (FoyerDeviceDialog *self)
{
  show_problem (self, "");
  show_readiness (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerDeviceDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  foyer_sync_client_edit_device_finish (FOYER_SYNC_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  show_readiness (self);
  if (error == NULL)
    {
      foyer_device_group_refresh (self->group);
      foyer_sync_client_sync_now (FOYER_SYNC_CLIENT (source));
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else
    {
      g_autofree char *sentence = foyer_sync_words_error (error);

      g_message ("The laptop was not changed: %s", error->message);
      show_problem (self, sentence);
    }
}

/* Takes @edit over. */
static void
change (FoyerDeviceDialog *self, FoyerDeviceEdit *edit)
{
  show_problem (self, "");
  self->busy = TRUE;
  show_readiness (self);
  foyer_sync_client_edit_device_async (foyer_session_get_sync (self->session), &self->device, edit, self->cancellable, changed_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerDeviceDialog *self = FOYER_DEVICE_DIALOG (widget);
  FoyerDeviceEdit   *edit = g_new0 (FoyerDeviceEdit, 1);

  edit->name = dup_text (self->name_row);
  edit->gate = dup_text (self->gate_row);
  change (self, edit);
}

static void
remove_answered_cb (AdwAlertDialog *dialog, const char *response, FoyerDeviceDialog *self)
{
  FoyerDeviceEdit *edit;

  if (g_strcmp0 (response, "remove") != 0)
    return;
  edit = g_new0 (FoyerDeviceEdit, 1);
  edit->revoke = TRUE;
  change (self, edit);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog       *question = adw_alert_dialog_new (NULL, NULL);
  g_autofree char *laptop = dup_text (FOYER_DEVICE_DIALOG (widget)->name_row);

  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (question), _ ("Remove “%s”?"), laptop);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (question),
                             _ ("The platform gives it nothing and takes nothing from it any more; what it has not sent stays there. At its next contact it deletes the data of people. To come back it needs a new pairing code."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "remove", _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (remove_answered_cb), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

static void
show_device (FoyerDeviceDialog *self, const FoyerDeviceReport *device)
{
  FoyerRole        own = foyer_sync_client_get_role (foyer_session_get_sync (self->session));
  gboolean         is_own = foyer_id_equal (&device->id, foyer_store_get_device (foyer_session_get_store (self->session)));
  g_autofree char *seen = foyer_format_date_time (device->last_seen, NULL, g_get_real_time ());
  g_autofree char *unsent = foyer_format_count (device->unsent);
  g_autofree char *number = g_strdup_printf ("%d", device->number);

  self->device = device->id;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), device->name);
  gtk_editable_set_text (GTK_EDITABLE (self->gate_row), device->gate);
  adw_action_row_set_subtitle (self->role_row, foyer_sync_words_role (device->role));
  adw_action_row_set_subtitle (self->seen_row, seen);
  adw_action_row_set_subtitle (self->unsent_row, device->unsent > 0 ? unsent : _ ("Nothing"));
  adw_action_row_set_subtitle (self->version_row, *device->version != '\0' ? device->version : _ ("Not known"));
  adw_action_row_set_subtitle (self->number_row, number);
  gtk_widget_set_visible (self->remove_group, !is_own && !device->revoked && foyer_role_may_manage (own, device->role));
  show_readiness (self);
}

void
foyer_device_dialog_present (GtkWidget *parent, FoyerSession *session, const FoyerDeviceReport *device)
{
  FoyerDeviceDialog *self = g_object_new (FOYER_TYPE_DEVICE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->group = g_object_ref (FOYER_DEVICE_GROUP (parent));
  show_device (self, device);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/* Closing gives up what is under way. */
static void
foyer_device_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (FOYER_DEVICE_DIALOG (dialog)->cancellable);
}

static void
foyer_device_dialog_dispose (GObject *object)
{
  FoyerDeviceDialog *self = FOYER_DEVICE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_DEVICE_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (foyer_device_dialog_parent_class)->dispose (object);
}

static void
foyer_device_dialog_finalize (GObject *object)
{
  g_clear_object (&FOYER_DEVICE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (foyer_device_dialog_parent_class)->finalize (object);
}

static void
foyer_device_dialog_class_init (FoyerDeviceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_device_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_device_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = foyer_device_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-device-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, gate_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, seen_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, unsent_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, version_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDeviceDialog, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_install_action (widget_class, "device.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "device.remove", NULL, remove_action);
}

static void
foyer_device_dialog_init (FoyerDeviceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}
