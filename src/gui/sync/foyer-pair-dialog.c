/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-pair-dialog.h"

#include <glib/gi18n.h>

#include "foyer-pair-camera.h"
#include "foyer-pair-message.h"
#include "foyer-sync-words.h"

struct _FoyerPairDialog
{
  AdwDialog parent_instance;

  FoyerSession    *session;
  GCancellable    *cancellable;
  gboolean         busy;
  GtkStack        *stack;
  GtkStack        *pair_stack;
  AdwEntryRow     *code_row;
  AdwEntryRow     *name_row;
  GtkWidget       *problem_group;
  GtkLabel        *problem;
  FoyerPairCamera *camera;
};

G_DEFINE_FINAL_TYPE (FoyerPairDialog, foyer_pair_dialog, ADW_TYPE_DIALOG)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_problem (FoyerPairDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (self->problem_group, *sentence != '\0');
}

static void
show_readiness (FoyerPairDialog *self)
{
  g_autofree char *code = dup_text (self->code_row);
  g_autofree char *name = dup_text (self->name_row);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pair.pair",
                                 !self->busy && *code != '\0' && *name != '\0' && strlen (name) <= FOYER_DEVICE_NAME_MAX);
}

static void
edited_cb (FoyerPairDialog *self)
{
  show_problem (self, "");
  show_readiness (self);
}

static void
set_busy (FoyerPairDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_stack_set_visible_child_name (self->pair_stack, busy ? "busy" : "words");
  gtk_editable_set_editable (GTK_EDITABLE (self->code_row), !busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->name_row), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pair.scan", !busy);
  show_readiness (self);
}

static void
paired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPairDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  foyer_sync_client_pair_finish (FOYER_SYNC_CLIENT (source), result, &error);
  /* whoever cancels may be too late, and be paired */
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    foyer_sync_client_start (FOYER_SYNC_CLIENT (source));
  if (error == NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *sentence = foyer_sync_words_error (error);

      g_message ("Not paired: %s", error->message);
      set_busy (self, FALSE);
      show_problem (self, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
    }
}

static void
pair_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPairDialog *self = FOYER_PAIR_DIALOG (widget);
  g_autofree char *code = dup_text (self->code_row);
  g_autofree char *laptop = dup_text (self->name_row);

  show_problem (self, "");
  set_busy (self, TRUE);
  foyer_sync_client_pair_async (foyer_session_get_sync (self->session), code, laptop, self->cancellable, paired_cb, g_object_ref (self));
}

static void
show_page (FoyerPairDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
scan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_problem (FOYER_PAIR_DIALOG (widget), "");
  show_page (FOYER_PAIR_DIALOG (widget), "camera");
}

static void
type_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page (FOYER_PAIR_DIALOG (widget), "form");
  gtk_widget_grab_focus (GTK_WIDGET (FOYER_PAIR_DIALOG (widget)->code_row));
}

static void
found_cb (FoyerPairDialog *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), text);
  show_page (self, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

AdwDialog *
foyer_pair_dialog_new (FoyerSession *session)
{
  FoyerPairDialog *self = g_object_new (FOYER_TYPE_PAIR_DIALOG, NULL);
  g_autofree char *device = g_settings_get_string (foyer_session_get_settings (session), "camera-device");

  self->session = g_object_ref (session);
  foyer_camera_set_device (foyer_pair_camera_get_camera (self->camera), *device != '\0' ? device : NULL);
  return ADW_DIALOG (self);
}

static void
foyer_pair_dialog_dispose (GObject *object)
{
  FoyerPairDialog *self = FOYER_PAIR_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_PAIR_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_pair_dialog_parent_class)->dispose (object);
}

static void
foyer_pair_dialog_finalize (GObject *object)
{
  g_clear_object (&FOYER_PAIR_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (foyer_pair_dialog_parent_class)->finalize (object);
}

/* Closing gives up what is under way. */
static void
foyer_pair_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (FOYER_PAIR_DIALOG (dialog)->cancellable);
}

static void
foyer_pair_dialog_class_init (FoyerPairDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_pair_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_pair_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = foyer_pair_dialog_closed;
  g_type_ensure (FOYER_TYPE_PAIR_CAMERA);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-pair-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, pair_stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FoyerPairDialog, camera);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_install_action (widget_class, "pair.pair", NULL, pair_action);
  gtk_widget_class_install_action (widget_class, "pair.scan", NULL, scan_action);
  gtk_widget_class_install_action (widget_class, "pair.type", NULL, type_action);
}

static void
foyer_pair_dialog_init (FoyerPairDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), g_get_host_name ());
  show_readiness (self);
}
