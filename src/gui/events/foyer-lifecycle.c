/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-lifecycle.h"

#include <glib/gi18n.h>

#include "foyer-event-checklist.h"
#include "foyer-format.h"

static GtkWidget *
create_check_row (const FoyerEventCheck *check)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (check->done ? "object-select-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, check->done ? "success" : "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, check->done ? _ ("There") : _ ("Missing"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), check->what);
  if (!check->done)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), check->advice);
  return row;
}

AdwDialog *
foyer_publish_dialog_new (const FoyerEventSummary *event, FoyerTime now)
{
  FoyerEventCheck checks[FOYER_N_EVENT_CHECKS];
  gboolean        ready = foyer_event_checklist (event, now, checks);
  AdwDialog      *dialog = adw_alert_dialog_new (ready ? _ ("Publish Event?") : _ ("Not Ready Yet"), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget      *list = gtk_list_box_new ();

  adw_alert_dialog_set_body (alert, ready ? _ ("Its tickets can be sold from now on.") : _ ("This is missing before it can be published:"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < FOYER_N_EVENT_CHECKS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), create_check_row (&checks[i]));
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_response (alert, "close", ready ? _ ("_Not Yet") : _ ("_Close"));
  adw_alert_dialog_add_response (alert, "publish", _ ("_Publish"));
  adw_alert_dialog_set_response_appearance (alert, "publish", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (alert, "publish", ready);
  adw_alert_dialog_set_default_response (alert, ready ? "publish" : "close");
  adw_alert_dialog_set_close_response (alert, "close");
  return dialog;
}

static gboolean
is_reason (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
reason_changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  adw_alert_dialog_set_response_enabled (dialog, "cancel-event", is_reason (gtk_editable_get_text (entry)));
}

AdwDialog *
foyer_cancel_dialog_new (const FoyerEventSummary *event)
{
  AdwDialog       *dialog = adw_alert_dialog_new (_ ("Cancel Event?"), NULL);
  AdwAlertDialog  *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget       *list = gtk_list_box_new ();
  GtkWidget       *reason = adw_entry_row_new ();
  g_autofree char *sold = foyer_format_count (event->stock.sold);

  if (event->stock.sold > 0)
    /* Translators: “%s” is a number of tickets */
    adw_alert_dialog_format_body (alert, ngettext ("No more tickets are sold. %s ticket is sold already; its guest has to be told and refunded.", "No more tickets are sold. %s tickets are sold already; their guests have to be told and refunded.", event->stock.sold), sold);
  else
    adw_alert_dialog_set_body (alert, _ ("No tickets can be sold any more. None is sold yet."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _ ("Reason"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (reason), 1000);
  gtk_widget_set_name (reason, "reason");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), reason);
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_responses (alert, "close", _ ("_Keep Event"), "cancel-event", _ ("_Cancel Event"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "cancel-event", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (alert, "cancel-event", FALSE);
  adw_alert_dialog_set_close_response (alert, "close");
  g_signal_connect_object (reason, "changed", G_CALLBACK (reason_changed_cb), dialog, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (dialog), "reason", reason);
  return dialog;
}

const char *
foyer_cancel_dialog_get_reason (AdwDialog *dialog)
{
  return gtk_editable_get_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "reason")));
}
