/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-reason-dialog.h"

#include <string.h>

struct _FoyerReasonDialog
{
  AdwAlertDialog parent_instance;

  AdwEntryRow *reason;
  AdwWrapBox  *suggestions;
};

G_DEFINE_FINAL_TYPE (FoyerReasonDialog, foyer_reason_dialog, ADW_TYPE_ALERT_DIALOG)

const char *
foyer_reason_dialog_get_reason (FoyerReasonDialog *self)
{
  g_return_val_if_fail (FOYER_IS_REASON_DIALOG (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

static void
reason_changed_cb (FoyerReasonDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (foyer_reason_dialog_get_reason (self)));

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "apply", *text != '\0');
}

static void
suggestion_clicked_cb (FoyerReasonDialog *self, GtkButton *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), gtk_button_get_label (button));
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
foyer_reason_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_REASON_DIALOG);
  G_OBJECT_CLASS (foyer_reason_dialog_parent_class)->dispose (object);
}

static void
foyer_reason_dialog_class_init (FoyerReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_reason_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/foyer/Foyer/box-office/foyer-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerReasonDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, FoyerReasonDialog, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
}

static void
foyer_reason_dialog_init (FoyerReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
foyer_reason_dialog_new (const char *heading, const char *body, const char *apply, const char *const *suggestions)
{
  FoyerReasonDialog *self = g_object_new (FOYER_TYPE_REASON_DIALOG, "heading", heading, "body", body, NULL);

  adw_alert_dialog_set_response_label (ADW_ALERT_DIALOG (self), "apply", apply);
  for (; *suggestions != NULL; suggestions++)
    {
      GtkWidget *button = gtk_button_new_with_label (*suggestions);

      g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->suggestions, button);
    }
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->reason));
  return ADW_DIALOG (self);
}
