/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The box office: the drawer, who has it, and practice. */
#include "foyer-box-office-private.h"

#include <glib/gi18n.h>

#include "foyer-amount-dialog.h"
#include "foyer-cashiers-dialog.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-report-dialog.h"
#include "foyer-shift-dialog.h"
#include "foyer-shift-job.h"

static FoyerStore *
get_store (FoyerBoxOfficePage *self)
{
  return foyer_page_get_store (FOYER_PAGE (self));
}

static void
print_cb (FoyerBoxOfficePage *self, const char *title, const char *document)
{
  foyer_till_print_paper (self->till, title, document);
}

static void
show_report (FoyerBoxOfficePage *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "print", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

static const FoyerShift *
get_shift (FoyerBoxOfficePage *self)
{
  const FoyerDesk *desk = foyer_till_get_desk (self->till);

  return desk != NULL ? desk->shift : NULL;
}

/* -- Open and close -- */

static void
done_cb (FoyerBoxOfficePage *self, FoyerShiftReport *report)
{
  foyer_till_read (self->till);
  if (report != NULL)
    show_report (self, foyer_report_dialog_new_for (get_store (self), report));
}

static void
show_shift_dialog (FoyerBoxOfficePage *self)
{
  AdwDialog *dialog;

  if (foyer_till_get_desk (self->till) == NULL)
    return;
  dialog = foyer_shift_dialog_new (foyer_page_get_session (FOYER_PAGE (self)), foyer_till_get_desk (self->till), foyer_till_get_currency (self->till));
  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

static void
parked_response_cb (FoyerBoxOfficePage *self, const char *response)
{
  if (g_strcmp0 (response, "close") == 0)
    show_shift_dialog (self);
}

/* What is parked is no money, but somebody waits for it. */
static void
close_shift (FoyerBoxOfficePage *self)
{
  guint            parked = foyer_till_get_parked (self->till)->len;
  g_autofree char *body = NULL;
  AdwDialog       *dialog;

  if (parked == 0)
    {
      show_shift_dialog (self);
      return;
    }
  body = g_strdup_printf (ngettext ("%u order is still parked. The next shift finds it under F7.", "%u orders are still parked. The next shift finds them under F7.", parked), parked);
  dialog = adw_alert_dialog_new (_ ("Hand On What Is Parked?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "close", _ ("_Hand On and Close"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (parked_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

/* -- Cash in and out -- */

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (foyer_store_write_finish (FOYER_STORE (source), result, &error) == NULL)
    foyer_page_report (FOYER_PAGE (self), _ ("It could not be recorded. Try again."), error);
  else
    foyer_page_toast (FOYER_PAGE (self), _ ("Recorded."));
}

static void
move_cash (FoyerBoxOfficePage *self, const FoyerId *approver)
{
  FoyerShiftRequest *request = foyer_shift_request_new ();

  request->cause = self->cause;
  request->amount = self->amount;
  request->reason = g_strdup (self->reason);
  request->approver = *approver;
  foyer_store_write_async (get_store (self), foyer_shift_job_move, request, (GDestroyNotify) foyer_shift_request_free, NULL, moved_cb, g_object_ref (self));
}

static void
cash_response_cb (FoyerBoxOfficePage *self, const char *response, FoyerAmountDialog *dialog)
{
  if (g_strcmp0 (response, "apply") != 0)
    return;
  self->cause = foyer_amount_dialog_get_cause (dialog);
  self->amount = foyer_amount_dialog_get_amount (dialog);
  g_set_str (&self->reason, foyer_amount_dialog_get_text (dialog));
  foyer_box_office_approve (self, self->cause == FOYER_DRAWER_OUT || self->cause == FOYER_DRAWER_DROP ? FOYER_RIGHT_CASH_OUT : FOYER_RIGHT_SELL, move_cash);
}

/* -- Who has the drawer -- */

static void
handed_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerCashier) cashier = foyer_store_write_finish (FOYER_STORE (source), result, &error);

  if (cashier != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("%s has the drawer now."), cashier->name);

      foyer_page_toast (FOYER_PAGE (self), sentence);
      foyer_till_read (self->till);
    }
  else if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    foyer_page_toast (FOYER_PAGE (self), _ ("This PIN is not right."));
  else
    foyer_page_report (FOYER_PAGE (self), _ ("The drawer could not be handed over. Try again."), error);
}

static void
hand_over_response_cb (FoyerBoxOfficePage *self, const char *response, AdwAlertDialog *dialog)
{
  GtkWidget         *list = adw_alert_dialog_get_extra_child (dialog);
  FoyerShiftRequest *request;

  if (g_strcmp0 (response, "apply") != 0)
    return;
  request = foyer_shift_request_new ();
  request->pin = g_strdup (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_first_child (list))));
  foyer_store_write_async (get_store (self), foyer_shift_job_hand_over, request, (GDestroyNotify) foyer_shift_request_free, (GDestroyNotify) foyer_cashier_free,
                           handed_over_cb, g_object_ref (self));
}

static void
hand_over (FoyerBoxOfficePage *self)
{
  AdwDialog *dialog = foyer_box_office_pin_dialog_new (_ ("Change Cashier"), _ ("Who takes the drawer over enters their PIN. For a count of its own, close the shift and open another one."), _ ("_Take Over"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (hand_over_response_cb), self, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

/* -- Reports and cashiers -- */

static void
report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerBoxOfficePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerShiftReport) report = foyer_store_read_finish (FOYER_STORE (source), result, &error);

  if (report == NULL)
    foyer_page_report (FOYER_PAGE (self), _ ("The report could not be made. Try again."), error);
  else
    show_report (self, foyer_report_dialog_new_for (FOYER_STORE (source), report));
}

static void
show_cashiers (FoyerBoxOfficePage *self, const FoyerId *approver)
{
  AdwDialog *dialog = foyer_cashiers_dialog_new (get_store (self));

  g_signal_connect_object (dialog, "closed", G_CALLBACK (foyer_till_read), self->till, G_CONNECT_SWAPPED);
  foyer_box_office_present (self, dialog);
}

/* -- Actions -- */

static void
shift_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerBoxOfficePage *self = FOYER_BOX_OFFICE_PAGE (widget);
  const FoyerShift   *shift = get_shift (self);
  AdwDialog          *dialog;

  if (g_strcmp0 (name, "shift.open") == 0 || g_strcmp0 (name, "shift.toggle") == 0)
    show_shift_dialog (self);
  else if (g_strcmp0 (name, "shift.close") == 0)
    close_shift (self);
  else if (g_strcmp0 (name, "shift.cash") == 0)
    {
      dialog = foyer_amount_dialog_new_drawer (foyer_till_get_currency (self->till));
      g_signal_connect_object (dialog, "response", G_CALLBACK (cash_response_cb), self, G_CONNECT_SWAPPED);
      foyer_box_office_present (self, dialog);
    }
  else if (g_strcmp0 (name, "shift.hand-over") == 0)
    hand_over (self);
  else if (g_strcmp0 (name, "shift.list") == 0)
    show_report (self, foyer_report_dialog_new (get_store (self)));
  else if (g_strcmp0 (name, "shift.cashiers") == 0)
    foyer_box_office_approve (self, FOYER_RIGHT_NAME_CASHIERS, show_cashiers);
  else if (g_strcmp0 (name, "shift.train") == 0)
    foyer_till_set_training (self->till, !foyer_till_get_training (self->till));
  else if (g_strcmp0 (name, "shift.report") == 0 && shift != NULL)
    {
      FoyerShiftRequest *request = foyer_shift_request_new ();

      request->id = shift->id;
      foyer_store_read_async (get_store (self), foyer_shift_job_report, request, (GDestroyNotify) foyer_shift_request_free, (GDestroyNotify) foyer_shift_report_free,
                              foyer_page_get_cancellable (FOYER_PAGE (self)), report_read_cb, g_object_ref (self));
    }
}

static const char *const actions[] = { "shift.open", "shift.toggle", "shift.close", "shift.cash", "shift.hand-over", "shift.list", "shift.cashiers", "shift.train", "shift.report" };

void
foyer_box_office_install_shift (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, shift_action);
}

void
foyer_box_office_enable_shift (FoyerBoxOfficePage *self)
{
  const FoyerDesk *desk = foyer_till_get_desk (self->till);
  GtkWidget       *widget = GTK_WIDGET (self);
  gboolean         open = get_shift (self) != NULL;
  gboolean         practice = foyer_till_get_training (self->till);

  gtk_widget_action_set_enabled (widget, "shift.open", desk != NULL && !open && !practice);
  gtk_widget_action_set_enabled (widget, "shift.close", open && !practice);
  gtk_widget_action_set_enabled (widget, "shift.cash", open && !practice);
  gtk_widget_action_set_enabled (widget, "shift.report", open);
  gtk_widget_action_set_enabled (widget, "shift.hand-over", open && !practice && desk->cashiers->len > 0);
}
