/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-invite-dialog.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-pairing-code.h"
#include "foyer-qr-view.h"
#include "foyer-sync-words.h"

#define VALID_SECONDS 600 /* what platforms give a pairing code */

struct _FoyerInviteDialog
{
  AdwDialog parent_instance;

  FoyerSyncClient *sync;
  GCancellable    *cancellable;
  char            *text;       /* (nullable): the code that is shown */
  guint            expired_id; /* source */
  GtkStack        *stack;
  GtkStack        *show_stack;
  GtkLabel        *problem;
  AdwActionRow    *role_rows[FOYER_N_ROLES];
  GtkCheckButton  *role_buttons[FOYER_N_ROLES];
  FoyerQrView     *qr;
  GtkLabel        *valid;
  GtkLabel        *code;
  GtkWidget       *copy_button;
};

G_DEFINE_FINAL_TYPE (FoyerInviteDialog, foyer_invite_dialog, ADW_TYPE_DIALOG)

static void
show_problem (FoyerInviteDialog *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *sentence != '\0');
}

static void
set_busy (FoyerInviteDialog *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->show_stack, busy ? "busy" : "words");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invite.show", !busy);
}

static gboolean
expired_cb (gpointer user_data)
{
  FoyerInviteDialog *self = user_data;

  self->expired_id = 0;
  gtk_label_set_label (self->valid, _ ("This code is too old now. Take a new one."));
  gtk_widget_add_css_class (GTK_WIDGET (self->valid), "error");
  gtk_widget_set_opacity (GTK_WIDGET (self->qr), 0.2);
  return G_SOURCE_REMOVE;
}

/* What a person without camera types on the other laptop, the address on a line
 * of its own; the text of the QR code is longer. */
static char *
dup_words (const char *text)
{
  g_autoptr (FoyerPairingCode) code = foyer_pairing_code_parse (text, NULL);
  char *words = code != NULL ? foyer_pairing_code_print_words (code) : g_strdup (text);
  char *gap = strchr (words, ' ');

  if (gap != NULL)
    *gap = '\n';
  return words;
}

static void
show_code (FoyerInviteDialog *self)
{
  g_autofree char *typed = dup_words (self->text);
  g_autofree char *until = foyer_format_time (g_get_real_time () + VALID_SECONDS * FOYER_SECOND, NULL);
  g_autofree char *words = g_strdup_printf (_ ("Works once, until %s"), until);
  g_autoptr (GError) error = NULL;
  gboolean drawn = foyer_qr_view_set_text (self->qr, self->text, &error);

  if (!drawn)
    g_message ("The pairing code is shown as text only: %s", error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->qr), drawn);
  gtk_widget_set_opacity (GTK_WIDGET (self->qr), 1);
  gtk_label_set_label (self->valid, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->valid), "error");
  gtk_label_set_label (self->code, typed);
  gtk_stack_set_visible_child_name (self->stack, "code");
  gtk_widget_grab_focus (self->copy_button);
  g_clear_handle_id (&self->expired_id, g_source_remove);
  self->expired_id = g_timeout_add_seconds (VALID_SECONDS, expired_cb, self);
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerInviteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = foyer_sync_client_invite_finish (FOYER_SYNC_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (text == NULL)
    {
      g_autofree char *sentence = foyer_sync_words_error (error);

      g_message ("No invitation: %s", error->message);
      show_problem (self, sentence);
      return;
    }
  g_free (self->text);
  self->text = text;
  show_code (self);
}

static FoyerRole
chosen_role (FoyerInviteDialog *self)
{
  for (FoyerRole role = 0; role < FOYER_N_ROLES; role++)
    if (gtk_check_button_get_active (self->role_buttons[role]))
      return role;
  g_return_val_if_reached (FOYER_ROLE_DOOR);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerInviteDialog *self = FOYER_INVITE_DIALOG (widget);

  show_problem (self, "");
  set_busy (self, TRUE);
  foyer_sync_client_invite_async (self->sync, chosen_role (self), self->cancellable, invited_cb, g_object_ref (self));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (FOYER_INVITE_DIALOG (widget)->stack, "role");
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), FOYER_INVITE_DIALOG (widget)->text);
}

AdwDialog *
foyer_invite_dialog_new (FoyerSyncClient *sync)
{
  FoyerInviteDialog *self = g_object_new (FOYER_TYPE_INVITE_DIALOG, NULL);

  self->sync = g_object_ref (sync);
  for (FoyerRole role = 0; role < FOYER_N_ROLES; role++)
    gtk_widget_set_visible (GTK_WIDGET (self->role_rows[role]), foyer_role_may_manage (foyer_sync_client_get_role (sync), role));
  return ADW_DIALOG (self);
}

static void
foyer_invite_dialog_dispose (GObject *object)
{
  FoyerInviteDialog *self = FOYER_INVITE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->expired_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_INVITE_DIALOG);
  g_clear_object (&self->sync);
  G_OBJECT_CLASS (foyer_invite_dialog_parent_class)->dispose (object);
}

static void
foyer_invite_dialog_finalize (GObject *object)
{
  FoyerInviteDialog *self = FOYER_INVITE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->text);
  G_OBJECT_CLASS (foyer_invite_dialog_parent_class)->finalize (object);
}

static void
bind_role (GtkWidgetClass *widget_class, FoyerRole role, const char *row, const char *button)
{
  gssize offset = G_STRUCT_OFFSET (FoyerInviteDialog, role_rows) + role * sizeof (gpointer);
  gssize button_offset = G_STRUCT_OFFSET (FoyerInviteDialog, role_buttons) + role * sizeof (gpointer);

  gtk_widget_class_bind_template_child_full (widget_class, row, FALSE, offset);
  gtk_widget_class_bind_template_child_full (widget_class, button, FALSE, button_offset);
}

static void
foyer_invite_dialog_class_init (FoyerInviteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_invite_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_invite_dialog_finalize;
  g_type_ensure (FOYER_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/sync/foyer-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, show_stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, qr);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, valid);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, code);
  gtk_widget_class_bind_template_child (widget_class, FoyerInviteDialog, copy_button);
  bind_role (widget_class, FOYER_ROLE_ORGANIZER, "organizer_row", "organizer_button");
  bind_role (widget_class, FOYER_ROLE_BOX_OFFICE, "box_office_row", "box_office_button");
  bind_role (widget_class, FOYER_ROLE_DOOR, "door_row", "door_button");
  bind_role (widget_class, FOYER_ROLE_ADMIN, "admin_row", "admin_button");
  gtk_widget_class_install_action (widget_class, "invite.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "invite.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "invite.copy", NULL, copy_action);
}

static void
foyer_invite_dialog_init (FoyerInviteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (FoyerRole role = 0; role < FOYER_N_ROLES; role++)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->role_rows[role]), foyer_sync_words_role (role));
      adw_action_row_set_subtitle (self->role_rows[role], foyer_sync_words_role_rights (role));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->role_buttons[role]), GTK_ACCESSIBLE_PROPERTY_LABEL, foyer_sync_words_role (role), -1);
    }
}
