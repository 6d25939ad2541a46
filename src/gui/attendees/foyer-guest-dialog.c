/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-guest-dialog.h"

#include <glib/gi18n.h>

#include "foyer-admission-store.h"
#include "foyer-format.h"
#include "foyer-order-store.h"

struct _FoyerGuestDialog
{
  AdwDialog parent_instance;

  FoyerSession    *session;
  FoyerId          ticket;
  FoyerId          order;
  FoyerAttendee   *person; /* as last read */
  gboolean         blocked;
  gboolean         showing; /* the rows are being filled, not edited */
  gboolean         can_save;
  AdwToastOverlay *toasts;
  GtkButton       *block_button;
  AdwActionRow    *category_row;
  AdwActionRow    *seat_row;
  AdwActionRow    *order_row;
  AdwActionRow    *status_row;
  AdwEntryRow     *name_row;
  AdwEntryRow     *email_row;
  AdwEntryRow     *phone_row;
  AdwEntryRow     *note_row;
};

G_DEFINE_FINAL_TYPE (FoyerGuestDialog, foyer_guest_dialog, ADW_TYPE_DIALOG)

static void
tell (FoyerGuestDialog *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const char *
text_of (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
differs (AdwEntryRow *row, const char *kept)
{
  return g_strcmp0 (text_of (row), kept != NULL ? kept : "") != 0;
}

static gboolean
is_edited (FoyerGuestDialog *self)
{
  return differs (self->name_row, self->person->name) || differs (self->email_row, self->person->email) ||
         differs (self->phone_row, self->person->phone) || differs (self->note_row, self->person->note);
}

static void
set_can_save (FoyerGuestDialog *self, gboolean can_save)
{
  self->can_save = can_save;
  /* the action tells its button, also when a narrow window makes a sheet of the dialog */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.save", can_save);
}

static void
edited_cb (FoyerGuestDialog *self)
{
  const char *email = text_of (self->email_row);
  gboolean    good = *email == '\0' || foyer_email_is_plausible (email);

  if (self->showing || self->person == NULL)
    return;
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->email_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->email_row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->email_row), good ? NULL : _ ("This is not a complete e-mail address."));
  set_can_save (self, good && is_edited (self));
  /* closing would lose what was typed, so it asks */
  adw_dialog_set_can_close (ADW_DIALOG (self), !is_edited (self));
}

typedef struct
{
  FoyerId        ticket;
  FoyerAttendee *edit;   /* (nullable) */
  char          *reason; /* (nullable): of a block */
  gboolean       blocked;
} Write;

static void
write_free (gpointer data)
{
  Write *job = data;

  foyer_attendee_free (job->edit);
  g_free (job->reason);
  g_free (job);
}

static gpointer
write_guest (FoyerConnection *connection, gpointer data, GError **error)
{
  Write *job = data;

  if (job->edit != NULL)
    return GINT_TO_POINTER (foyer_guest_store_edit (connection, &job->ticket, job->edit, error));
  return GINT_TO_POINTER (foyer_ticket_store_block (connection, &job->ticket, job->blocked, job->reason, error));
}

static void
show_status (FoyerGuestDialog *self, FoyerTicketStatus status)
{
  self->blocked = status == FOYER_TICKET_BLOCKED;
  adw_action_row_set_subtitle (self->status_row, foyer_format_ticket_status (status));
  gtk_button_set_label (self->block_button, self->blocked ? _ ("Unblock") : _ ("Block…"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "guest.block", status != FOYER_TICKET_REFUNDED && status != FOYER_TICKET_CANCELLED);
}

static void
show_person (FoyerGuestDialog *self)
{
  const char  *texts[] = { self->person->name, self->person->email, self->person->phone, self->person->note };
  AdwEntryRow *rows[] = { self->name_row, self->email_row, self->phone_row, self->note_row };

  self->showing = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), texts[i] != NULL ? texts[i] : "");
  self->showing = FALSE;
  set_can_save (self, FALSE);
}

static gpointer
read_order (FoyerConnection *connection, gpointer data, GError **error)
{
  return foyer_order_store_get (connection, data, error);
}

static void
order_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerGuestDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOrder) order = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (order == NULL)
    {
      tell (self, foyer_format_store_error (error));
      return;
    }
  for (guint i = 0; i < order->tickets->len; i++)
    {
      const FoyerOrderTicket *line = order->tickets->pdata[i];

      if (!foyer_id_equal (&line->ticket->id, &self->ticket))
        continue;
      show_status (self, line->ticket->status);
      if (self->person != NULL && is_edited (self))
        continue; /* what was typed meanwhile stays */
      foyer_attendee_free (self->person);
      self->person = line->attendee != NULL ? foyer_attendee_copy (line->attendee) : foyer_attendee_new ();
      show_person (self);
    }
}

static void
read_again (FoyerGuestDialog *self)
{
  foyer_store_read_async (foyer_session_get_store (self->session), read_order, g_memdup2 (&self->order, sizeof self->order), g_free,
                          (GDestroyNotify) foyer_order_free, NULL, order_read_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerGuestDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    {
      tell (self, foyer_format_store_error (error));
      set_can_save (self, TRUE);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
}

static char *
dup_if_changed (AdwEntryRow *row, const char *kept)
{
  return differs (row, kept) ? g_strdup (text_of (row)) : NULL;
}

static void
save (FoyerGuestDialog *self)
{
  Write *job = g_new0 (Write, 1);

  job->ticket = self->ticket;
  job->edit = foyer_attendee_new ();
  job->edit->name = dup_if_changed (self->name_row, self->person->name);
  job->edit->email = dup_if_changed (self->email_row, self->person->email);
  job->edit->phone = dup_if_changed (self->phone_row, self->person->phone);
  job->edit->note = dup_if_changed (self->note_row, self->person->note);
  set_can_save (self, FALSE);
  foyer_store_write_async (foyer_session_get_store (self->session), write_guest, job, write_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_cb (FoyerGuestDialog *self)
{
  if (self->can_save)
    save (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (FOYER_GUEST_DIALOG (widget));
}

static void
blocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerGuestDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    tell (self, foyer_format_store_error (error));
  else
    read_again (self);
}

static void
set_blocked (FoyerGuestDialog *self, gboolean blocked, const char *reason)
{
  Write *job = g_new0 (Write, 1);

  job->ticket = self->ticket;
  job->blocked = blocked;
  job->reason = g_strdup (reason);
  foyer_store_write_async (foyer_session_get_store (self->session), write_guest, job, write_free, NULL, blocked_cb, g_object_ref (self));
}

static void
reason_given_cb (AdwAlertDialog *dialog, const char *response, FoyerGuestDialog *self)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);

  if (g_strcmp0 (response, "block") == 0)
    set_blocked (self, TRUE, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
block_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerGuestDialog *self = FOYER_GUEST_DIALOG (widget);
  AdwDialog        *question;
  GtkWidget        *entry;

  if (self->blocked)
    {
      set_blocked (self, FALSE, "");
      return;
    }
  question = adw_alert_dialog_new (_ ("Block This Ticket?"), _ ("It will be refused at the door. The reason is shown there."));
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (question), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "block", _ ("_Block"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "block", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "block");
  g_signal_connect_object (question, "response", G_CALLBACK (reason_given_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

static void
discard_cb (AdwAlertDialog *dialog, const char *response, FoyerGuestDialog *self)
{
  if (g_strcmp0 (response, "discard") == 0)
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (g_strcmp0 (response, "save") == 0)
    save (self);
}

static void
foyer_guest_dialog_close_attempt (AdwDialog *dialog)
{
  AdwDialog *question = adw_alert_dialog_new (_ ("Save Changes?"), _ ("What you typed has not been saved yet."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (question), "save",
                                         FOYER_GUEST_DIALOG (dialog)->can_save);
  g_signal_connect_object (question, "response", G_CALLBACK (discard_cb), dialog, G_CONNECT_DEFAULT);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

AdwDialog *
foyer_guest_dialog_new (FoyerSession *session, const FoyerGuest *guest)
{
  FoyerGuestDialog *self = g_object_new (FOYER_TYPE_GUEST_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->ticket = guest->ticket;
  self->order = guest->order;
  adw_dialog_set_title (ADW_DIALOG (self), *guest->name != '\0' ? guest->name : _ ("Walk-up guest"));
  adw_action_row_set_subtitle (self->category_row, guest->category);
  adw_action_row_set_subtitle (self->seat_row, guest->seat);
  gtk_widget_set_visible (GTK_WIDGET (self->seat_row), *guest->seat != '\0');
  adw_action_row_set_subtitle (self->order_row, guest->order_number);
  show_status (self, guest->status);
  read_again (self);
  return ADW_DIALOG (self);
}

static void
foyer_guest_dialog_dispose (GObject *object)
{
  FoyerGuestDialog *self = FOYER_GUEST_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_GUEST_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_guest_dialog_parent_class)->dispose (object);
}

static void
foyer_guest_dialog_finalize (GObject *object)
{
  foyer_attendee_free (FOYER_GUEST_DIALOG (object)->person);
  G_OBJECT_CLASS (foyer_guest_dialog_parent_class)->finalize (object);
}

static void
foyer_guest_dialog_class_init (FoyerGuestDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_guest_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_guest_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->close_attempt = foyer_guest_dialog_close_attempt;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/attendees/foyer-guest-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, block_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, category_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, seat_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, order_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, phone_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerGuestDialog, note_row);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "guest.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "guest.block", NULL, block_action);
}

static void
foyer_guest_dialog_init (FoyerGuestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_can_save (self, FALSE);
}
