/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-leave-dialog.h"

#include <glib/gi18n.h>

static void
answered_cb (AdwAlertDialog *question, const char *answer, AdwDialog *dialog)
{
  FoyerForm *form = g_object_get_data (G_OBJECT (question), "form");

  if (g_str_equal (answer, "save"))
    foyer_form_save (form);
  else if (g_str_equal (answer, "discard"))
    adw_dialog_force_close (dialog);
}

void
foyer_leave_dialog_present (AdwDialog *dialog, FoyerForm *form, gboolean can_save)
{
  AdwDialog      *question = adw_alert_dialog_new (_ ("Save Changes?"), _ ("What you entered has not been saved yet."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (question);

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (alert, "save", can_save);
  adw_alert_dialog_set_default_response (alert, "save");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_object_set_data_full (G_OBJECT (question), "form", g_object_ref (form), g_object_unref);
  g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), dialog, G_CONNECT_DEFAULT);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}
