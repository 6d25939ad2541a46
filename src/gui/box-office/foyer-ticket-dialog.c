/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foyer-ticket-dialog.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-money.h"

static void
append_line (GString *body, const char *line)
{
  if (*line == '\0')
    return;
  if (body->len > 0)
    g_string_append_c (body, '\n');
  g_string_append (body, line);
}

static void
append_joined (GString *body, const char *first, const char *second)
{
  g_autofree char *both = *first != '\0' && *second != '\0' ? g_strdup_printf ("%s · %s", first, second) : g_strconcat (first, second, NULL);

  append_line (body, both);
}

static void
append_last_entry (GString *body, const FoyerAdmission *admission)
{
  g_autofree char *when = NULL;
  g_autofree char *line = NULL;

  if (admission->last_at == 0)
    return;
  when = foyer_format_ago (admission->last_at, g_get_real_time ());
  line = *admission->last_gate != '\0' ? g_strdup_printf (_ ("Came in at “%s”, %s"), admission->last_gate, when) : g_strdup_printf (_ ("Came in %s"), when);
  append_line (body, line);
}

static void
append_due (GString *body, const FoyerAdmission *admission)
{
  g_autofree char *amount = NULL;
  g_autofree char *line = NULL;

  if (admission->amount_due <= 0)
    return;
  amount = foyer_money_format_full (admission->amount_due, admission->currency);
  line = g_strdup_printf (_ ("Still to pay: %s"), amount);
  append_line (body, line);
}

AdwDialog *
foyer_ticket_dialog_new (FoyerAdmission *admission)
{
  gboolean         known = !foyer_id_is_none (&admission->ticket);
  g_autofree char *order = *admission->order_number != '\0' ? g_strdup_printf (_ ("Order %s"), admission->order_number) : g_strdup ("");
  GString         *body = g_string_new (NULL);
  AdwDialog       *dialog = adw_alert_dialog_new (foyer_format_verdict (admission->verdict), NULL);

  append_joined (body, admission->holder, order);
  append_joined (body, admission->category, admission->seat);
  append_line (body, admission->event);
  append_last_entry (body, admission);
  append_due (body, admission);
  append_line (body, admission->reason);
  if (!known)
    append_line (body, _ ("No ticket here has this code."));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  if (known)
    adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "attendees", _ ("Show _Attendees"));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_string_free (body, TRUE);
  foyer_admission_free (admission);
  return dialog;
}
